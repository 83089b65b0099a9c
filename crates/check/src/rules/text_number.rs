//! `text-number`: a figure is typed as a number; what was typed as text was read all the same.

use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject, identity::location};

static RULE: Rule = Rule {
    id: "text-number",
    severity: Severity::Note,
    holds_zh: "数据以数字形式填写",
    holds_en: "figures are typed as numbers",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let figures = subject.report.figures().filter(|figure| figure.typed_as_text);
    figures
        .map(|figure| {
            let message = Text::new(
                format!(
                    "“{}”是文本，按 {} 读取，原样印出",
                    figure.typed.trim(),
                    figure.number().unwrap_or_default()
                ),
                format!(
                    "“{}” is text; it was read as {} and is printed as typed",
                    figure.typed.trim(),
                    figure.number().unwrap_or_default()
                ),
            );
            let mut finding = subject.finding(&RULE, vec![location(figure)], message);
            finding.found = Some(figure.typed.trim().to_owned());
            finding
        })
        .collect()
}
