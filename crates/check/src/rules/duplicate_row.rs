//! `duplicate-row`: nothing is there twice: no row of a table, no item of 基本信息 or 业务数据.

use nianbao_model::report::Duplicate;
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "duplicate-row",
    severity: Severity::Error,
    holds_zh: "每一行只出现一次，基本信息和业务数据的项目也不重复",
    holds_en: "no row, item or indicator is there twice",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let rows = subject
        .report
        .tables
        .iter()
        .flat_map(|table| &table.duplicates)
        .cloned();
    let items = subject.report.metadata.duplicates.iter().cloned();
    rows.chain(items)
        .chain(indicators(subject))
        .map(|Duplicate { label, first, second }| {
            let message = Text::new(
                format!("“{label}”出现了两次，另一处在 {first}。请删去多余的一处"),
                format!("“{label}” is there twice, the other time at {first}: take one out"),
            );
            subject.finding(&RULE, vec![second.into(), first.into()], message)
        })
        .collect()
}

/// Indicators of the same name: a placeholder could mean either.
fn indicators(subject: &Subject<'_>) -> Vec<Duplicate> {
    let indicators = &subject.report.indicators;
    indicators
        .iter()
        .enumerate()
        .filter_map(|(at, indicator)| {
            let first = indicators[..at].iter().find(|earlier| earlier.name == indicator.name)?;
            Some(Duplicate {
                label: indicator.name.clone(),
                first: first.locus.clone(),
                second: indicator.locus.clone(),
            })
        })
        .collect()
}
