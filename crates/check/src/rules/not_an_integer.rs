//! `not-an-integer`: a number of things is a whole number.

use nianbao_model::figure::Kind;
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "not-an-integer",
    severity: Severity::Error,
    holds_zh: "件数、项数是整数",
    holds_en: "a number of things is a whole number",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject.each_figure(
        &RULE,
        |figure| {
            figure.number().is_some_and(|number| !number.fract().is_zero())
                && !matches!(figure.kind, Kind::Amount { .. })
        },
        |figure| {
            Text::new(
                format!("{} 不是整数，此处应填整数", figure.typed.trim()),
                format!("{} is not a whole number, as this cell needs", figure.typed.trim()),
            )
        },
    )
}
