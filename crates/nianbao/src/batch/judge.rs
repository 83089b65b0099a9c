//! Checks one report of a batch.

use std::sync::Arc;

use nianbao_findings::Outcome;
use nianbao_model::Localize;

use super::{Editions, Files, Record};
use crate::last_year::LastYear;
use crate::session::Session;

/// Reads and judges the report in these files: what was found, and the line of the summary.
pub fn judge(session: &Session, last_year: &LastYear, files: &Files) -> (Outcome, Record) {
    let report = files.open().and_then(|inputs| session.read(&inputs));
    let others = Vec::new();
    let files = files.clone();
    judge_editions(session, last_year, Editions { files, report, others })
}

/// The same of a report that was read, beside its other editions.
pub fn judge_editions(session: &Session, last_year: &LastYear, editions: Editions) -> (Outcome, Record) {
    let Editions { files, report, others } = editions;
    let record = Record::new(&files);
    match report.map(|filing| session.judge_editions(filing, &others, last_year)) {
        Ok(judged) => {
            let record = record.judged(&judged);
            (Outcome::Judged(Box::new(judged)), record)
        }
        Err(error) => {
            let outcome = Outcome::Failed {
                files: files.listed().into_iter().map(Arc::from).collect(),
                message: error.text(),
            };
            (outcome, record.failed(&error))
        }
    }
}
