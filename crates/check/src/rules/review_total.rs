//! `review-total`: the outcomes of reviews and lawsuits add up to their total.

use nianbao_model::{Finding, Severity, inventory};

use crate::{Authority, Entry, Rule, Subject, identity};

static RULE: Rule = Rule {
    id: "review-total",
    severity: Severity::Error,
    holds_zh: "行政复议、行政诉讼各组：总计等于四种结果之和",
    holds_en: "in each block, the total is the sum of the four outcomes",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    identity::breaches(&RULE, subject)
}
