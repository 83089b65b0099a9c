//! `cell-error`: no cell shows an error value.

use nianbao_model::figure::{Fault, Value};
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "cell-error",
    severity: Severity::Error,
    holds_zh: "数据单元格里没有错误值",
    holds_en: "no cell shows an error value",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = subject.each_figure(
        &RULE,
        |figure| figure.value == Value::Unreadable(Fault::CellError),
        |figure| message(&figure.typed),
    );
    findings.extend(subject.each_broken_cell(&RULE, Fault::CellError, message));
    findings
}

fn message(shown: &str) -> Text {
    Text::new(
        format!("单元格显示错误值 {shown}，请改正公式，或直接填写内容"),
        format!("the cell shows the error {shown}: correct its formula or write the content"),
    )
}
