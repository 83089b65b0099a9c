//! `missing-table`: every table of the form is there.

use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "missing-table",
    severity: Severity::Error,
    holds_zh: "表式中的每张表都在",
    holds_en: "every table of the form is there",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let tables = subject.form.tables.iter().filter(|table| {
        subject
            .report
            .table(&table.key)
            .is_none_or(|reading| reading.place.is_none())
    });
    tables
        .map(|table| {
            let rows = table.blocks.iter().flat_map(|block| &block.leaf_rows);
            let example = rows.map(|row| row.label.text.as_str()).find(|label| !label.is_empty());
            let example = example.unwrap_or("结果维持、结果纠正、其他结果、尚未审结、总计");
            let message = Text::new(
                format!("没有找到“{}”表。请把这张表放进工作簿，行名或列名要与表式一致（如“{example}”）", table.label),
                format!("the table “{}” was not found: put it into the workbook, with the form's labels (such as “{example}”)", table.label),
            );
            subject.finding(&RULE, subject.whole(), message)
        })
        .collect()
}
