//! `blank-cell`: no figure is left blank; the form asks for 0.

use nianbao_model::figure::Value;
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject, identity::location};

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
    let figures = subject.report.figures().filter(|figure| figure.value == Value::Blank);
    figures
        .map(|figure| {
            let message = Text::new(
                "此格没有填写。没有数据请填 0",
                "this cell is blank: write 0 if there is nothing to report",
            );
            let finding = subject.finding(&RULE, vec![location(figure)], message);

            finding
        })
        .collect()
}
