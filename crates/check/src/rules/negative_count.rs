//! `negative-count`: a number of things, or an amount, is not below zero.

use nianbao_model::figure::Kind;
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "negative-count",
    severity: Severity::Error,
    holds_zh: "数量、金额不是负数",
    holds_en: "a count or an amount is not below zero",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject.each_figure(
        &RULE,
        |figure| {
            figure
                .number()
                .is_some_and(|number| number.is_sign_negative() && !number.is_zero())
                && figure.kind != Kind::Change
        },
        |figure| {
            Text::new(
                format!("{} 是负数，此处不能小于 0", figure.typed.trim()),
                format!("{} is below zero, which cannot be here", figure.typed.trim()),
            )
        },
    )
}
