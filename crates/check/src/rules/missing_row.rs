//! `missing-row`: every row of a table is there.

use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "missing-row",
    severity: Severity::Error,
    holds_zh: "每张表的每一行都在",
    holds_en: "every row of a table is there",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let tables = subject.report.tables.iter().filter(|table| table.place.is_some());
    tables
        .flat_map(|table| {
            table.missing_rows.iter().map(|row| {
                // A misspelt label was found as an unknown row; point at it.
                let misspelt = table.unknown_rows.iter().find(|unknown| unknown.nearest.as_ref() == Some(&row.label));
                let (place, zh, en) = match misspelt {
                    Some(unknown) => (
                        unknown.locus.clone(),
                        format!("缺少“{}”这一行；此处写的是“{}”，如果就是这一行，请改正行名", row.label, unknown.label),
                        format!("the row “{}” is missing; “{}” stands here: correct the label if this is the row", row.label, unknown.label),
                    ),
                    None => (
                        row.near.clone(),
                        format!("缺少“{}”这一行，应在此处之后。没有数据也要保留该行，填 0", row.label),
                        format!("the row “{}” is missing, it belongs after this place: keep it and fill in 0 if there is nothing to report", row.label),
                    ),
                };
                subject.finding(&RULE, vec![place.into()], Text::new(zh, en))
            })
        })
        .collect()
}
