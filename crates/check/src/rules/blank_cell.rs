//! `blank-cell`: no figure is left blank; the form asks for 0.

use nianbao_model::figure::Value;
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "blank-cell",
    severity: Severity::Warning,
    holds_zh: "没有留空的数据",
    holds_en: "no figure is left blank",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject.each_figure(
        &RULE,
        |figure| figure.value == Value::Blank,
        |_| {
            Text::new(
                "此格没有填写。没有数据请填 0",
                "this cell is blank: write 0 if there is nothing to report",
            )
        },
    )
}
