//! The rules that judge a report, as data: what each is about, and an example that breaks it.

pub use nianbao_check::{Allowance, Authority, Example, Family, Rule, Words, rules as all};
use nianbao_check::{Finding, Sample, rule};
use nianbao_model::label;
use nianbao_read::{Sources, read};

use crate::error::Error;

/// The rule of this id.
///
/// # Errors
/// [`Error::UnknownRule`], with the rule that was probably meant.
pub fn find(id: &str) -> Result<&'static Rule, Error> {
    rule(id).ok_or_else(|| Error::UnknownRule {
        asked: id.to_owned(),
        nearest: label::nearest(id, all().iter().map(|rule| rule.id)),
    })
}

/// What a rule says of the example that breaks it.
pub fn example(rule: &Rule) -> Option<Finding> {
    let read = |sample: &Sample| read(&Sources::new(sample.files.clone()), &sample.form);
    rule.breaks.findings(rule, read).into_iter().next()
}
