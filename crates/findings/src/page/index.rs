//! The index of a page with several reports: worst first, since that is what a superior
//! office acts on; equals in the order they were given.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use nianbao_check::Judged;
use nianbao_model::Lang;
use serde::Serialize;

use super::report::{self, CountView};
use super::words::Tally;
use crate::Outcome;

/// A row of the index.
#[derive(Debug, Serialize)]
pub(super) struct Row<'a> {
    number: usize,
    /// The id of the report's section; `None` if it has no findings.
    link: Option<String>,
    organ: Option<&'a str>,
    year: Option<i32>,
    region: Option<&'a str>,
    /// What the row can be filtered by: `error`, `warning`, `note`, `clean` or `unread`.
    class: &'static str,
    /// What it can be found by, in lower case.
    find: String,
    files: Vec<&'a str>,
    count: Option<CountView>,
    /// Why it could not be read.
    failure: Option<&'a str>,
}

/// The outcomes, worst first: what could not be read, then by errors, warnings, notes.
pub(super) fn worst_first(outcomes: &[Outcome]) -> Vec<&Outcome> {
    let mut sorted: Vec<_> = outcomes.iter().collect();
    sorted.sort_by_key(|outcome| match outcome {
        Outcome::Failed { .. } => None,
        Outcome::Judged(judged) => {
            let count = judged.count();
            Some(Reverse((count.errors, count.warnings, count.notes, count.allowed)))
        }
    });
    sorted
}

impl<'a> Row<'a> {
    /// The row of this number.
    pub(super) fn new(outcome: &'a Outcome, number: usize, lang: Lang) -> Self {
        match outcome {
            Outcome::Judged(judged) => Self {
                number,
                link: (!judged.findings.is_empty()).then(|| report::id(number)),
                organ: report::organ(judged),
                year: report::year(judged),
                region: judged.report.metadata.region(),
                class: class(judged),
                find: found_by(judged),
                files: judged.report.files.iter().map(|file| &**file).collect(),
                count: Some(judged.count().into()),
                failure: None,
            },
            Outcome::Failed { files, message } => Self {
                number,
                link: None,
                organ: None,
                year: None,
                region: None,
                class: "unread",
                find: files.join(" ").to_lowercase(),
                files: files.iter().map(|file| &**file).collect(),
                count: None,
                failure: Some(message.get(lang)),
            },
        }
    }
}

/// The worst that was found.
fn class(judged: &Judged) -> &'static str {
    let count = judged.count();
    match (count.errors, count.warnings, count.notes) {
        (1.., _, _) => "error",
        (_, 1.., _) => "warning",
        (_, _, 1..) => "note",
        _ => "clean",
    }
}

/// The organ, the region, the year, the files and the rules.
fn found_by(judged: &Judged) -> String {
    let year = report::year(judged).map(|year| year.to_string());
    let metadata = [report::organ(judged), judged.report.metadata.region(), year.as_deref()];
    let files = judged.report.files.iter().map(|file| &**file);
    let rules: BTreeSet<&str> = judged.findings.iter().map(|finding| finding.rule.id).collect();
    let words: Vec<&str> = metadata.into_iter().flatten().chain(files).chain(rules).collect();
    words.join(" ").to_lowercase()
}

/// A rule, in how many reports it found something, and how often.
#[derive(Debug, Serialize)]
pub(super) struct RuleRow {
    rule: &'static str,
    holds: &'static str,
    reports: usize,
    findings: usize,
}

/// The rules that found something in several reports, those of most reports first.
pub(super) fn rules(outcomes: &[Outcome], lang: Lang) -> Vec<RuleRow> {
    let mut rules: BTreeMap<&str, RuleRow> = BTreeMap::new();
    for judged in outcomes.iter().filter_map(Outcome::judged) {
        let mut here = BTreeSet::new();
        for finding in judged.findings.iter().filter(|finding| finding.allowed.is_none()) {
            let id = finding.rule.id;
            let row = rules.entry(id).or_insert_with(|| RuleRow {
                rule: id,
                holds: finding.rule.holds.get(lang),
                reports: 0,
                findings: 0,
            });
            row.findings += 1;
            row.reports += usize::from(here.insert(id));
        }
    }
    let mut rules: Vec<RuleRow> = rules.into_values().collect();
    rules.sort_by_key(|row| Reverse((row.reports, row.findings)));
    rules
}

/// The reports in that order.
pub(super) fn tally(outcomes: &[Outcome]) -> Tally {
    let mut tally = Tally::default();
    for outcome in outcomes {
        let of = match outcome {
            Outcome::Failed { .. } => &mut tally.unreadable,
            Outcome::Judged(judged) if judged.count().errors > 0 => &mut tally.errors,
            Outcome::Judged(judged) if !judged.findings.is_empty() => &mut tally.others,
            Outcome::Judged(_) => &mut tally.clean,
        };
        *of += 1;
    }
    tally
}

/// The report, if that is all there is: it fills the page, and needs no index.
pub(super) fn only(outcomes: &[Outcome]) -> Option<&Judged> {
    match outcomes {
        [Outcome::Judged(judged)] => Some(judged),
        _ => None,
    }
}
