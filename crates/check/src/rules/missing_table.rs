//! `missing-table`: every table of the form is there.

use nianbao_model::{CellRange, CellRef, Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::{APPLICATIONS, REVIEW};
use crate::{Finding, Severity, Subject};

static RULE: Rule = Rule {
    id: "missing-table",
    family: Family::Structure,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "表式中的每张表都在",
        en: "every table of the form is there",
    },
    advice: Words {
        zh: "表放在哪张工作表、工作表叫什么都可以；表明明在而没有找到的，多半是行名、列名改得太多，照空白表式改回来",
        en: "the table may stand on any sheet, whatever its name; if it is there and was not found, too many of its labels were changed: take them from the blank form",
    },
    breaks: Example {
        words: Words {
            zh: "工作簿里没有“表三 依申请公开”这张工作表",
            en: "the sheet with table 3 is not in the workbook",
        },
        make: |sample| sample.remove(APPLICATIONS),
        at: "年报.xlsx",
    },
    near_miss: Example {
        words: Words {
            zh: "没有“表四 复议诉讼”这张工作表，表四接在表三下面",
            en: "there is no sheet for table 4; the table stands below table 3",
        },
        make: |sample| {
            let mut review = None;
            sample
                .change(REVIEW, |sheet| review = Some(sheet.clone()))
                .remove(REVIEW);
            let down = |at: CellRef| CellRef::new(at.row + 31, at.column);
            sample.change(APPLICATIONS, |sheet| {
                if let Some(review) = review {
                    let cells = review.cells.into_iter();
                    sheet.cells.extend(cells.map(|(at, cell)| (down(at), cell)));
                    sheet.merges.extend(review.merges.iter().map(|merge| CellRange {
                        first: down(merge.first),
                        last: down(merge.last),
                    }));
                }
            })
        },
        at: "",
    },
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
