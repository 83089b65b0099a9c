//! `balance`: what came in, this year or from the last, was dealt with or is carried on.

use nianbao_model::{Finding, Severity, inventory};

use crate::{Authority, Entry, Rule, Subject, identity};

static RULE: Rule = Rule {
    id: "balance",
    severity: Severity::Error,
    holds_zh: "每一列：本年新收加上年结转，等于办理结果总计加结转下年度",
    holds_en: "in each column, received plus carried in equals results plus carried out",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    identity::breaches(&RULE, subject)
}
