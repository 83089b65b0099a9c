//! `missing-column`: every column of a table is there.

use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "missing-column",
    severity: Severity::Error,
    holds_zh: "每张表的每一列都在",
    holds_en: "every column of a table is there",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let tables = subject.report.tables.iter().filter(|table| table.place.is_some());
    tables
        .flat_map(|table| {
            table.missing_columns.iter().map(|column| {
                let message = Text::new(
                    format!("缺少“{}”这一列。请核对表头，列名要与表式一致", column.label),
                    format!(
                        "the column “{}” is missing: check the header, its labels must be the form's",
                        column.label
                    ),
                );
                subject.finding(&RULE, vec![column.near.clone().into()], message)
            })
        })
        .collect()
}
