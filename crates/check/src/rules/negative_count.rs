//! `negative-count`: a number of things, or an amount, is not below zero.

use nianbao_model::figure::Kind;
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject, identity::location};

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
    let figures = subject.report.figures().filter(|figure| {
        figure
            .number()
            .is_some_and(|number| number.is_sign_negative() && !number.is_zero())
            && figure.kind != Kind::Change
    });
    figures
        .map(|figure| {
            let message = Text::new(
                format!("{} 是负数，此处不能小于 0", figure.typed.trim()),
                format!("{} is below zero, which cannot be here", figure.typed.trim()),
            );
            let mut finding = subject.finding(&RULE, vec![location(figure)], message);
            finding.found = Some(figure.typed.trim().to_owned());
            finding
        })
        .collect()
}
