//! `stale-formula`: a formula has a saved result, and computing it again gives the same.

use nianbao_model::figure::{Fault, Figure, Value};
use nianbao_model::{Decimal, Finding, Severity, Text, inventory};

use crate::identity::location;
use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "stale-formula",
    severity: Severity::Error,
    holds_zh: "公式保存了结果，重算也相同",
    holds_en: "a formula has a saved result that still holds",
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
    findings.extend(subject.report.figures().filter_map(|figure| {
        let now = figure.stale?;
        let mut finding = subject.finding(&RULE, vec![location(figure)], outdated(figure, now));
        finding.found = Some(figure.typed.trim().to_owned());
        finding.expected = Some(now.to_string());
        Some(finding)
    }));
    findings.extend(subject.each_broken_cell(&RULE, Fault::FormulaWithoutValue, message));
    findings
}

fn outdated(figure: &Figure, now: Decimal) -> Text {
    let (formula, saved) = (figure.formula.as_deref().unwrap_or_default(), figure.typed.trim());
    Text::new(
        format!(
            "公式“={formula}”保存的结果是 {saved}，现在算得 {now}。请在 Excel 或 WPS 中打开工作簿，重新计算（F9）并保存后再试"
        ),
        format!(
            "the formula “={formula}” was saved with {saved} and now gives {now}: open the workbook, recalculate (F9), save it and retry"
        ),
    )
}

fn message(shown: &str) -> Text {
    Text::new(
        format!("公式“={shown}”没有保存计算结果。请在 Excel 或 WPS 中打开工作簿，保存后再试"),
        format!("the formula “={shown}” has no saved result: open the workbook in Excel or WPS, save it and retry"),
    )
}
