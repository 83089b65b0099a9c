//! `duplicate-row`: nothing is there twice: no row of a table, no item of 基本信息 or 业务数据.

use nianbao_model::placeholder::is_reserved;
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

/// From how many rows on a table that is there twice is told as one finding.
const WHOLE_TABLE: usize = 4;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut duplicates = Vec::new();
    for table in &subject.report.tables {
        let label = subject
            .form
            .table(&table.key)
            .map(|form| form.label.clone())
            .unwrap_or_default();
        match table.duplicates.first() {
            Some(first) if table.duplicates.len() >= WHOLE_TABLE => {
                duplicates.push(Duplicate {
                    label: format!("{label}（{} 处）", table.duplicates.len()),
                    ..first.clone()
                });
            }
            _ => duplicates.extend(table.duplicates.iter().cloned()),
        }
    }
    duplicates.extend(subject.report.metadata.duplicates.iter().cloned());
    duplicates.extend(indicators(subject));
    let told = duplicates.into_iter().map(|Duplicate { label, first, second }| {
        let message = Text::new(
            format!("“{label}”出现了两次，另一处在 {first}。请删去多余的一处"),
            format!("“{label}” is there twice, the other time at {first}: take one out"),
        );
        subject.finding(&RULE, vec![second.into(), first.into()], message)
    });
    told.chain(reserved(subject)).collect()
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

/// Indicators and items of the office's own whose name means something already.
fn reserved(subject: &Subject<'_>) -> Vec<Finding> {
    let indicators = subject
        .report
        .indicators
        .iter()
        .map(|indicator| (&indicator.name, &indicator.locus));
    let items = subject
        .report
        .metadata
        .others
        .iter()
        .map(|(name, given)| (name, &given.locus));
    indicators
        .chain(items)
        .filter(|(name, _)| is_reserved(name, subject.form))
        .map(|(name, locus)| {
            let message = Text::new(
                format!("“{name}”是程序已经使用的名称，这一项没有采用。请换一个名称"),
                format!("the name “{name}” means something already; this item was not used: give it another name"),
            );
            subject.finding(&RULE, vec![locus.clone().into()], message)
        })
        .collect()
}
