//! `cell-error`: no cell shows an error value.

use nianbao_model::figure::{Fault, Value};
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject, identity::location};

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
    let figures = subject
        .report
        .figures()
        .filter(|figure| figure.value == Value::Unreadable(Fault::CellError));
    figures
        .map(|figure| {
            let message = Text::new(
                format!("单元格显示错误值 {}，请改正公式，或直接填写数字", figure.typed),
                format!(
                    "the cell shows the error {}: correct its formula or write the number",
                    figure.typed
                ),
            );
            let mut finding = subject.finding(&RULE, vec![location(figure)], message);
            finding.found = Some(figure.typed.trim().to_owned());
            finding
        })
        .collect()
}
