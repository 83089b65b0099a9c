//! The rules that judge a report. A rule never changes data: it looks at what was
//! read and says what does not hold, at which cells, and what to do.
//!
//! One rule is one file in `rules/`, registered where it is defined. To add one,
//! copy a small file such as `rules/negative_count.rs` and name it in `rules/mod.rs`;
//! the tests of the registry say what is missing.
//!
//! * [`Finding`]: what a rule has to say, as data: places, values, quotations;
//! * `identity`: the arithmetic of all rules about sums;
//! * `stated`, `computed`: what the text states (`nianbao-prose` reads it) against the figures;
//! * `sample`: the invented office every rule is shown on.
//!
//! What a finding looks like on a screen or in a file is not known here; that is
//! `nianbao-findings`.

mod allowance;
mod aloud;
mod computed;
mod explained;
mod finding;
mod identity;
mod judged;
mod office;
mod pattern;
pub mod punctuation;
mod quote;
mod rule;
mod rules;
mod sample;
mod stated;
mod subject;
mod unfinished;
mod value;

pub use allowance::Allowance;
pub use aloud::read_aloud;
pub use finding::{Allowed, Finding, Location, Severity, Whose};
pub use judged::{Count, Judged};
pub use quote::Quote;
pub use rule::{Authority, Example, Family, Rule, Words, rule, rules};
pub use sample::{Content, Sample, Typed};
pub use subject::{Faces, Lack, Printed, Subject};
pub use value::{Fact, Told, Value};

use std::cmp::Reverse;

use nianbao_likeness::InCommon;
use rules::idle_allowance;

/// Judges a report by every rule: errors first, then by place. What the workbook or
/// `allowances` allow is marked, not left out.
pub fn check(subject: &Subject<'_>, allowances: &[Allowance]) -> Vec<Finding> {
    let mut findings: Vec<_> = rules().into_iter().flat_map(|rule| (rule.check)(subject)).collect();
    let allowances: Vec<_> = allowances
        .iter()
        .cloned()
        .chain(allowance::of(subject.report))
        .collect();
    let has_looked = |id: &str| {
        let rule = rules().into_iter().find(|rule| rule.id == id);
        // Some look at last year's report, other offices' or typefaces, which are not always there.
        let has_beside = |rule: &Rule| rule.family != Family::Years || subject.previous.is_some();
        rule.is_some_and(has_beside) && !["missing-glyph", "shared-text", "edition-difference"].contains(&id)
    };
    let idle: Vec<Finding> = allowance::idle(&findings, &allowances, has_looked)
        .map(|(allowance, place)| idle_allowance(subject, allowance, place.as_deref()))
        .collect();
    findings.extend(idle);
    allowance::apply(&mut findings, &allowances);
    sort(&mut findings);
    findings
}

/// Adds what only shows beside other offices' reports, which have this in common with the judged
/// one.
pub fn check_beside(judged: &mut Judged, common: &InCommon, allowances: &[Allowance]) {
    let mut subject = Subject::new(&judged.report, &judged.form);
    subject.in_common = Some(common);
    let beside = rule("shared-text").into_iter();
    let mut findings: Vec<_> = beside.flat_map(|rule| (rule.check)(&subject)).collect();
    let allowances: Vec<_> = allowances
        .iter()
        .cloned()
        .chain(allowance::of(&judged.report))
        .collect();
    allowance::apply(&mut findings, &allowances);
    judged.findings.append(&mut findings);
    sort(&mut judged.findings);
}

/// Errors first, then by place.
fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let place = |finding: &Finding| finding.locations.first().map(|location| location.locus.clone());
        (Reverse(a.severity), place(a), a.rule.id).cmp(&(Reverse(b.severity), place(b), b.rule.id))
    });
}

#[cfg(test)]
mod tests;
