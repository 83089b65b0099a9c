//! A report with its findings, and how many there are.

use std::sync::Arc;

use nianbao_model::{Form, Report};

use crate::finding::{Finding, Severity};

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

/// How many findings there are of each severity, and how many are allowed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Errors that are not allowed.
    pub errors: usize,
    /// Warnings that are not allowed.
    pub warnings: usize,
    /// Notes that are not allowed.
    pub notes: usize,
    /// Findings of any severity that are allowed.
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
