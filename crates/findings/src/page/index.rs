//! The index of a page with several reports: worst first, since that is what a superior
//! office acts on; equals in the order they were given.

use std::cmp::Reverse;

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
                files: judged.report.files.iter().map(|file| &**file).collect(),
                count: Some(judged.count().into()),
                failure: None,
            },
            Outcome::Failed { files, message } => Self {
                number,
                link: None,
                organ: None,
                year: None,
                files: files.iter().map(|file| &**file).collect(),
                count: None,
                failure: Some(message.get(lang)),
            },
        }
    }
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
