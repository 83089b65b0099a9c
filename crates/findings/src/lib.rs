//! Shows what was found: for a clerk in a terminal, for programs as JSON and SARIF, as a
//! workbook whose rows lead to the cells, and as a web page to send back. Nothing is
//! judged here; that is `nianbao-check`.

pub mod excerpt;
pub mod json;
pub mod page;
pub mod sarif;
pub mod terminal;
pub mod workbook;

mod number;
mod own;
mod same;
mod sentence;
#[cfg(test)]
mod testing;
mod words;

use std::sync::Arc;

use nianbao_model::{Finding, Form, Report, Severity, Text};

/// A report that was read and judged.
#[derive(Debug)]
pub struct Judged {
    /// The report.
    pub report: Report,
    /// Its form.
    pub form: Arc<Form>,
    /// What was found, errors first.
    pub findings: Vec<Finding>,
}

/// What became of one report's files.
#[derive(Debug)]
pub enum Outcome {
    /// They were read and judged.
    Judged(Box<Judged>),
    /// They could not be read.
    Failed {
        /// Their names as the user gave them.
        files: Vec<Arc<str>>,
        /// Why, and what to do.
        message: Text,
    },
}

impl Outcome {
    /// The report, if the files could be read.
    pub fn judged(&self) -> Option<&Judged> {
        match self {
            Self::Judged(judged) => Some(judged),
            Self::Failed { .. } => None,
        }
    }
}

/// How many findings there are of each severity, and how many are let stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Errors that are not let stand.
    pub errors: usize,
    /// Warnings that are not let stand.
    pub warnings: usize,
    /// Notes that are not let stand.
    pub notes: usize,
    /// Findings of any severity that are let stand.
    pub allowed: usize,
}

impl Count {
    /// Counts these.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut count = Self::default();
        for finding in findings {
            let of = match (&finding.allowed, finding.severity) {
                (Some(_), _) => &mut count.allowed,
                (None, Severity::Error) => &mut count.errors,
                (None, Severity::Warning) => &mut count.warnings,
                (None, Severity::Note) => &mut count.notes,
            };
            *of += 1;
        }
        count
    }
}

impl Judged {
    /// How many findings there are.
    pub fn count(&self) -> Count {
        Count::of(&self.findings)
    }
}
