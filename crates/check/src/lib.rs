//! The rules that judge a report. A rule never changes data: it looks at what was
//! read and says what does not hold, at which cells, and what to do.
//!
//! One rule is one file in `rules/`, registered where it is defined. To add one,
//! copy a small file such as `rules/negative_count.rs` and name it in `rules/mod.rs`;
//! the tests of the registry say what is missing.
//!
//! * `identity`: the arithmetic of all rules about sums;
//! * `prose`: reads the narrative: sentences, quantities, what they are said of;
//! * `sample`: the invented office every rule is shown on.

mod allowance;
mod computed;
mod identity;
mod prose;
pub mod punctuation;
mod rule;
mod rules;
mod sample;
mod stated;
mod subject;

pub use allowance::Allowance;
pub use rule::{Authority, Example, Family, Rule, Words, rule, rules};
pub use sample::{Content, Sample, Typed};
pub use subject::{Faces, Lack, Printed, Subject};

use std::cmp::Reverse;

use nianbao_model::Finding;

/// Judges a report by every rule: errors first, then by place. What the workbook or
/// `allowances` allow is marked, not left out.
pub fn check(subject: &Subject<'_>, allowances: &[Allowance]) -> Vec<Finding> {
    let mut findings: Vec<_> = rules().into_iter().flat_map(|rule| (rule.check)(subject)).collect();
    let allowances: Vec<_> = allowances
        .iter()
        .cloned()
        .chain(allowance::of(subject.report))
        .collect();
    allowance::apply(&mut findings, &allowances);
    findings.sort_by(|a, b| {
        let place = |finding: &Finding| finding.locations.first().map(|location| location.locus.clone());
        (Reverse(a.severity), place(a), a.rule).cmp(&(Reverse(b.severity), place(b), b.rule))
    });
    findings
}

#[cfg(test)]
mod tests;
