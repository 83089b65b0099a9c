//! Checks one report of a batch.

use std::sync::Arc;

use nianbao_check::Judged;
use nianbao_findings::Outcome;
use nianbao_likeness::Print;
use nianbao_model::Localize;

use super::{Editions, Files, Record, lean};
use crate::error::Error;
use crate::last_year::LastYear;
use crate::session::Session;

/// A report of a batch that was checked.
#[derive(Debug)]
pub struct Checked {
    /// What was found, with what of the report the outputs show beside it, or why it could not be read.
    pub outcome: Outcome,
    /// The line of the summary.
    pub record: Record,
    /// What it is compared with the others by ([`super::beside`]).
    pub(super) print: Print,
}

/// Reads and judges the report in these files.
pub fn judge(session: &Session, last_year: &LastYear, files: &Files) -> Checked {
    judge_editions(session, last_year, Editions::alone(session, files.clone()))
}

/// The same of a report that was read, beside its other editions.
pub fn judge_editions(session: &Session, last_year: &LastYear, editions: Editions) -> Checked {
    match judge_whole(session, last_year, editions) {
        (record, Ok(mut judged)) => {
            let print = Print::of(&judged.report, &judged.form);
            lean::strip(&mut judged);
            Checked {
                record,
                print,
                outcome: Outcome::Judged(Box::new(judged)),
            }
        }
        (record, Err(error)) => Checked {
            outcome: Outcome::Failed {
                files: record.files.iter().map(|file| Arc::from(file.as_str())).collect(),
                message: error.text(),
            },
            record,
            print: Print::default(),
        },
    }
}

/// The same with all of the report, for whoever does not keep it: how it ended, and the report or
/// why it could not be read.
pub fn judge_whole(session: &Session, last_year: &LastYear, editions: Editions) -> (Record, Result<Judged, Error>) {
    let Editions { files, report, others } = editions;
    let record = Record::new(&files);
    match report.map(|filing| session.judge_editions(filing, &others, last_year)) {
        Ok(judged) => (record.judged(&judged), Ok(judged)),
        Err(error) => (record.failed(&error), Err(error)),
    }
}
