//! The rules that judge a report, as data: what each is about, and an example that breaks it.

use nianbao_check::rule;
pub use nianbao_check::{Allowance, Authority, Example, Family, Rule, Words, rules as all};
use nianbao_model::label;

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
