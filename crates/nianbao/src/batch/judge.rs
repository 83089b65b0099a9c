//! Checks one report of a batch.

use std::sync::Arc;

use nianbao_findings::Outcome;
use nianbao_model::Localize;

use super::{Files, Record};
use crate::last_year::LastYear;
use crate::session::Session;

/// Reads and judges the report in these files: what was found, and the line of the summary.
pub fn judge(session: &Session, last_year: &LastYear, files: &Files) -> (Outcome, Record) {
    let record = Record::new(files);
    let read = files.open().and_then(|inputs| session.read(&inputs));
    match read.map(|filing| session.judge(filing, last_year)) {
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
