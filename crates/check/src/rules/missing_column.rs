//! `missing-column`: every column of a table is there.

use nianbao_model::{CellRef, Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::DISCLOSURE;
use crate::{Finding, Severity, Subject};

static RULE: Rule = Rule {
    id: "missing-column",
    family: Family::Structure,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "每张表的每一列都在",
        en: "every column of a table is there",
    },
    advice: Words {
        zh: "从空白表式里把这一列连同列名复制过来再填数；数已经填在别的列名下面的，只改列名",
        en: "copy the column with its label from the blank form and fill it in; if its figures stand under another label, only correct the label",
    },
    breaks: Example {
        words: Words {
            zh: "表二删去了“本年废止件数”这一列，右边的一列移了过来",
            en: "table 2: the column “repealed” was deleted, and the one beside it moved up",
        },
        make: |sample| {
            sample.change(DISCLOSURE, |sheet| {
                for row in 2..5 {
                    let moved = sheet.cells.remove(&CellRef::new(row, 3));
                    sheet.cells.extend(moved.map(|cell| (CellRef::new(row, 2), cell)));
                }
            })
        },
        at: "表二 主动公开 › A4",
    },
    near_miss: Example {
        words: Words {
            zh: "表二右边两列对调，“现行有效件数”中间换了行，“本年废止件数”简写成“废止件数”",
            en: "table 2: two columns change places, the label of one is broken over two lines, that of the other shortened",
        },
        make: |sample| {
            sample
                .cell(DISCLOSURE, "C3", "现行\n有效件数")
                .cell(DISCLOSURE, "C5", 6)
                .cell(DISCLOSURE, "D3", "废止件数")
                .cell(DISCLOSURE, "D5", 1)
        },
        at: "",
    },
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
                subject
                    .finding(&RULE, vec![column.near.clone().into()], message)
                    .with_case([&column.label])
            })
        })
        .collect()
}
