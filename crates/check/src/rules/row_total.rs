//! `row-total`: the applicants add up to their total.

use nianbao_model::{Finding, Severity, inventory};

use crate::{Authority, Entry, Rule, Subject, identity};

static RULE: Rule = Rule {
    id: "row-total",
    severity: Severity::Error,
    holds_zh: "每一行：总计等于六类申请人之和",
    holds_en: "in each row, the total is the sum of the six kinds of applicants",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    identity::breaches(&RULE, subject)
}
