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
    subject.each_figure(
        &RULE,
        |figure| figure.value == Value::Unreadable(Fault::CellError),
        |figure| {
            Text::new(
                format!("单元格显示错误值 {}，请改正公式，或直接填写数字", figure.typed),
                format!(
                    "the cell shows the error {}: correct its formula or write the number",
                    figure.typed
                ),
            )
        },
    )
}
