use serde_json::Value;

use super::*;
use crate::testing::{all_examples, failed, faulty};

fn judged(judged: Judged) -> Outcome {
    Outcome::Judged(Box::new(judged))
}

fn run(outcomes: &[Outcome], lang: Lang) -> Value {
    let mut log: Value = serde_json::from_str(&render(outcomes, lang)).unwrap();
    log["runs"][0].take()
}

#[test]
fn a_run_is_exactly_this_but_for_its_rules() {
    let mut few = faulty();
    let mut rules = Vec::new();
    few.findings.retain(|finding| {
        rules.push((finding.rule, finding.severity));
        rules
            .iter()
            .filter(|seen| **seen == (finding.rule, finding.severity))
            .count()
            < 2
    });
    let mut run = run(&[judged(few), failed()], Lang::Zh);
    run["tool"]["driver"]["rules"]
        .as_array_mut()
        .unwrap()
        .retain(|rule| rule["id"] == "row-total");
    for result in run["results"].as_array_mut().unwrap() {
        // It changes with every new rule.
        result.as_object_mut().unwrap().remove("ruleIndex");
    }
    run["tool"]["driver"]["version"] = Value::from("VERSION");
    run["tool"]["driver"]["semanticVersion"] = Value::from("VERSION");
    insta::assert_snapshot!(serde_json::to_string_pretty(&run).unwrap());
}

#[test]
fn every_rule_is_described_and_every_result_refers_to_its_rule_and_file() {
    let outcomes: Vec<Outcome> = all_examples().into_iter().chain([faulty()]).map(judged).collect();
    for lang in [Lang::Zh, Lang::En] {
        let run = run(&outcomes, lang);
        let described = run["tool"]["driver"]["rules"].as_array().unwrap();
        let ids: Vec<&str> = described.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
        assert_eq!(ids, rules().iter().map(|rule| rule.id).collect::<Vec<_>>());
        let results = run["results"].as_array().unwrap();
        assert!(results.len() > outcomes.len(), "{}", results.len());
        for result in results {
            match result["ruleIndex"].as_u64() {
                Some(index) => assert_eq!(described[usize::try_from(index).unwrap()]["id"], result["ruleId"]),
                None => assert!(result["ruleId"].as_str().unwrap().starts_with("example-")),
            }
            let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
            let index = usize::try_from(place["index"].as_u64().unwrap()).unwrap();
            assert_eq!(run["artifacts"][index]["location"]["uri"], place["uri"]);
        }
    }
}

#[test]
fn only_a_text_file_with_lines_has_a_region() {
    let run = run(&[judged(faulty())], Lang::Zh);
    let results = run["results"].as_array().unwrap();
    let regions = results
        .iter()
        .filter_map(|result| result["locations"][0]["physicalLocation"].get("region"));
    let lines: Vec<_> = regions.map(|region| region["startLine"].as_u64()).collect();
    assert_eq!(lines, [Some(12)]);
}

#[test]
fn what_is_let_stand_on_the_command_line_is_suppressed_from_outside() {
    let mut outside = faulty();
    for finding in &mut outside.findings {
        if let Some(allowed) = &mut finding.allowed {
            allowed.locus = None;
            allowed.reason.clear();
        }
    }
    let run = run(&[judged(outside)], Lang::Zh);
    let suppressions = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|result| result["suppressions"].as_array().unwrap());
    let suppressions: Vec<_> = suppressions.collect();
    assert_eq!(suppressions, [&serde_json::json!({"kind": "external"})]);
}
