//! `zero-mark`: nothing to report is written as 0, as the form asks.

use nianbao_model::figure::Reading;
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "zero-mark",
    severity: Severity::Note,
    holds_zh: "没有数据填 0",
    holds_en: "nothing to report is written as 0",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject.each_figure(
        &RULE,
        |figure| figure.reading == Reading::ZeroMark,
        |figure| {
            let typed = figure.typed.trim();
            Text::new(
                format!("“{typed}”按 0 读取，印作“0”"),
                format!("“{typed}” was read as 0 and is printed as “0”"),
            )
        },
    )
}
