//! `text-number`: a figure is typed as a number; what was typed as text was read all the same.

use nianbao_model::figure::Reading;
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

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
    subject.each_figure(
        &RULE,
        |figure| figure.reading == Reading::Text,
        |figure| {
            let (typed, number) = (figure.typed.trim(), figure.number().unwrap_or_default());
            let printed = &figure.printed;
            Text::new(
                format!("“{typed}”是文本，按 {number} 读取，印作“{printed}”"),
                format!("“{typed}” is text; it was read as {number} and is printed as “{printed}”"),
            )
        },
    )
}
