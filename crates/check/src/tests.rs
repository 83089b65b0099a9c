//! Tests over the registry: what every rule must have, and that its examples are true.

use std::collections::BTreeSet;

use nianbao_model::{Lang, Report};
use nianbao_read::{Sources, read};

use super::*;

impl Sample {
    /// Reads it, as the files of one report.
    pub(crate) fn read(&self) -> Report {
        read(&Sources::new(self.files.clone()), &self.form)
    }
}

/// The findings about an example.
fn findings(example: &Example) -> Vec<Finding> {
    judged(example).1
}

/// An example's report, and the findings about it.
fn judged(example: &Example) -> (Report, Vec<Finding>) {
    let mut sample = Sample::office();
    (example.make)(&mut sample);
    sample.judged(Sample::read, |subject| {
        subject.faces = Some(&Everyday);
        check(subject, &[])
    })
}

/// Faces that have everything but Egyptian hieroglyphs.
struct Everyday;

impl Faces for Everyday {
    fn lack(&self, _part: Printed, character: char) -> Option<Lack> {
        let face = "仿宋";
        ('\u{13000}'..='\u{1342f}')
            .contains(&character)
            .then_some(Lack { face, instead: None })
    }
}

fn ids(findings: &[Finding]) -> BTreeSet<&'static str> {
    findings.iter().map(|finding| finding.rule.id).collect()
}

#[test]
fn the_sample_office_keeps_every_rule() {
    let sample = Sample::office();
    let report = sample.read();
    assert_eq!(report.figures().count(), sample.form.keys().count());
    let found = check(&Subject::new(&report, &sample.form), &[]);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_rule_is_broken_by_its_example_alone() {
    let mut wrong = Vec::new();
    for rule in rules() {
        let found = findings(&rule.breaks);
        let place = found.first().and_then(|finding| finding.locations.first());
        let place = place.map(|location| location.locus.to_string()).unwrap_or_default();
        let place = place.strip_prefix("年报.xlsx › ").unwrap_or(&place).to_owned();
        if ids(&found) != [rule.id].into() || place != rule.breaks.at {
            wrong.push(format!(
                "{}: {:?} at {place}, not {}",
                rule.id,
                ids(&found),
                rule.breaks.at
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_is_silent_on_its_near_miss() {
    let mut wrong = Vec::new();
    for rule in rules() {
        let found = findings(&rule.near_miss);
        if ids(&found).contains(rule.id) {
            wrong.push(format!("{}: {:?}", rule.id, found));
        }
        let mut sample = Sample::office();
        (rule.near_miss.make)(&mut sample);
        let alone = sample.previous.is_none() && sample.editions.is_empty() && sample.others.is_empty();
        if sample.files == Sample::office().files && alone {
            wrong.push(format!("{}: the near miss changes nothing", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a finding's message has is not shown again beside it, so it had better be there.
#[test]
fn what_is_told_is_in_the_message() {
    for finding in rules().into_iter().flat_map(|rule| findings(&rule.breaks)) {
        for lang in [Lang::Zh, Lang::En] {
            let message = finding.message.get(lang);
            for fact in [&finding.found, &finding.expected].into_iter().flatten() {
                let is_there = message.contains(&fact.to_string());
                assert_eq!(fact.told.is_in(lang), is_there, "{fact}: {message}");
            }
            for place in finding.locations.iter().filter(|place| place.is_told) {
                assert!(message.contains(&place.locus.to_string()), "{}: {message}", place.locus);
            }
        }
    }
}

#[test]
fn quotations_are_of_the_text_and_their_marks_stand_in_their_sentence() {
    let mut quoted = 0;
    for rule in rules() {
        let (report, found) = judged(&rule.breaks);
        for (finding, quote) in found
            .iter()
            .flat_map(|own| own.quotes.iter().map(move |quote| (own, quote)))
        {
            quoted += 1;
            let (sentence, words) = (quote.text(&report, &quote.sentence), quote.text(&report, &quote.words));
            assert!(!words.is_empty() && sentence.contains(words), "{}: {words}", rule.id);
            for mark in &quote.marks {
                assert!(quote.sentence.start <= mark.start && mark.end <= quote.sentence.end);
                assert!(!quote.text(&report, mark).is_empty(), "{}: {mark:?}", rule.id);
            }
            let is_there = finding.message.zh.contains(words) && finding.message.en.contains(words);
            assert_eq!(quote.is_told, is_there, "{}: {words}", rule.id);
        }
    }
    assert!(quoted > 8, "{quoted}");
}

#[test]
fn every_rule_says_what_it_is_about_in_both_languages() {
    for rule in rules() {
        let well_formed = rule.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        assert!(well_formed, "{}", rule.id);
        for words in [rule.holds, rule.advice, rule.breaks.words, rule.near_miss.words] {
            let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
            assert!(words.zh.contains(han), "{}: {}", rule.id, words.zh);
            assert!(
                words.en.contains(' ') && !words.en.starts_with("TO WRITE"),
                "{}: {}",
                rule.id,
                words.en
            );
            assert!(
                !words.zh.ends_with('。') && !words.en.ends_with('.'),
                "{}: {}",
                rule.id,
                words.en
            );
        }
    }
    let ids: Vec<_> = rules().iter().map(|rule| rule.id).collect();
    let unique: BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len());
}

/// Fuzzing found them: numbers in the brackets of a subject, and behind more digits than
/// there are.
#[test]
fn odd_passages_do_not_end_the_program() {
    for text in [
        "全年承办县人大代表建议132SUM(A1:C3)件、县政协提案118件，共250件，均在规定期限内办结。",
        "全年承办建议3件(含联名2件)5(其中1件)件、提案4件，共(含2件)250件。",
        "全年收到建议0.0000000000000000000000000000000000000001件、提案9件，共10件。",
    ] {
        let mut sample = Sample::office();
        sample.text("other_matters", text);
        let report = sample.read();
        let found = check(&Subject::new(&report, &sample.form), &[]);
        assert!(
            found.iter().all(|finding| finding.severity != Severity::Error),
            "{found:#?}"
        );
    }
}
