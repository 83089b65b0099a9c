//! Checks one report of a batch.

use std::sync::Arc;

use nianbao_findings::Outcome;
use nianbao_likeness::Print;
use nianbao_model::Localize;

use super::{Editions, Files, Record};
use crate::last_year::LastYear;
use crate::session::Session;

/// A report of a batch that was checked.
#[derive(Debug)]
pub struct Checked {
    /// What was found, or why it could not be read.
    pub outcome: Outcome,
    /// The line of the summary.
    pub record: Record,
    /// What it is compared with the others by ([`super::beside`]).
    pub(super) print: Print,
}

/// Reads and judges the report in these files.
pub fn judge(session: &Session, last_year: &LastYear, files: &Files) -> Checked {
    let report = files.open().and_then(|inputs| session.read(&inputs));
    let others = Vec::new();
    let files = files.clone();
    judge_editions(session, last_year, Editions { files, report, others })
}

/// The same of a report that was read, beside its other editions.
pub fn judge_editions(session: &Session, last_year: &LastYear, editions: Editions) -> Checked {
    let Editions { files, report, others } = editions;
    let record = Record::new(&files);
    match report.map(|filing| session.judge_editions(filing, &others, last_year)) {
        Ok(judged) => Checked {
            record: record.judged(&judged),
            print: Print::of(&judged.report, &judged.form),
            outcome: Outcome::Judged(Box::new(judged)),
        },
        Err(error) => Checked {
            outcome: Outcome::Failed {
                files: files.listed().into_iter().map(Arc::from).collect(),
                message: error.text(),
            },
            record: record.failed(&error),
            print: Print::default(),
        },
    }
}
