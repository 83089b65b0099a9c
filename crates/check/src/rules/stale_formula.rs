//! `stale-formula`: a formula has a computed value.

use nianbao_model::figure::{Fault, Value};
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "stale-formula",
    severity: Severity::Error,
    holds_zh: "公式已经算出结果",
    holds_en: "a formula has a computed value",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = subject.each_figure(
        &RULE,
        |figure| figure.value == Value::Unreadable(Fault::FormulaWithoutValue),
        |figure| message(figure.formula.as_deref().unwrap_or_default()),
    );
    findings.extend(subject.each_broken_cell(&RULE, Fault::FormulaWithoutValue, message));
    findings
}

fn message(shown: &str) -> Text {
    Text::new(
        format!("公式“={shown}”没有保存计算结果。请在 Excel 或 WPS 中打开工作簿，保存后再试"),
        format!("the formula “={shown}” has no saved result: open the workbook in Excel or WPS, save it and retry"),
    )
}
