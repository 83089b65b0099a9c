//! `results-total`: the results add up to their total.

use nianbao_model::{Finding, Severity, inventory};

use crate::{Authority, Entry, Rule, Subject, identity};

static RULE: Rule = Rule {
    id: "results-total",
    severity: Severity::Error,
    holds_zh: "每一列：办理结果总计等于各项办理结果之和",
    holds_en: "in each column, the results' total is the sum of the result rows",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    identity::breaches(&RULE, subject)
}
