//! `missing-row`: every row of a table is there.

use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::{APPLICATIONS, DISCLOSURE};
use crate::{Finding, Severity, Subject};

static RULE: Rule = Rule {
    id: "missing-row",
    family: Family::Structure,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "每张表的每一行都在",
        en: "every row of a table is there",
    },
    advice: Words {
        zh: "从空白表式里把这一行复制回来；本单位没有这类情形也不能删行，插入以后看一看合计公式有没有包括它",
        en: "copy the row back from the blank form; a row stays even in an office that has no such case; then see that the totals' formulas take it in",
    },
    breaks: Example {
        words: Words {
            zh: "表三“2.其他法律行政法规禁止公开”这一行连同行名清空了",
            en: "table 3: the row “other laws forbid it” is emptied, its label too",
        },
        make: |sample| sample.change(APPLICATIONS, |sheet| sheet.cells.retain(|at, _| at.row != 9)),
        at: "表三 依申请公开 › C9",
    },
    near_miss: Example {
        words: Words {
            zh: "表二“行政处罚”和“行政强制”两行对调，行名中间加了空格",
            en: "table 2: two rows change places, with spaces in their labels",
        },
        make: |sample| {
            sample
                .cell(DISCLOSURE, "A11", "行政 强制")
                .cell(DISCLOSURE, "B11", 0)
                .cell(DISCLOSURE, "A12", "行政 处罚")
                .cell(DISCLOSURE, "B12", 57)
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
                let found = misspelt.map_or("", |unknown| &unknown.label);
                subject
                    .finding(&RULE, vec![place.into()], Text::new(zh, en))
                    .with_case([&row.label, found])
            })
        })
        .collect()
}
