//! Variants: true faults, which are refused by name.

use super::*;

pub(super) const VARIANTS: &[Variant] = &[
    (
        "单位",
        "业务数据的单位是“人次”，正文在占位符后面写“万人次”",
        Change(|book| {
            let text = book.shown(NARRATIVE, "A24").replace("}}人次，日均", "}}万人次，日均");
            book.set(NARRATIVE, "A24", text.as_str());
        }),
        Refused(&["placeholder"], "正文 › A24"),
    ),
    (
        "单位",
        "件数的表旁注明“单位：百件”",
        Change(|book| {
            book.set(APPLICATIONS, "A30", "注：本表单位：百件");
        }),
        // What the text takes from these figures is missing too.
        Refused(&["not-a-number", "placeholder"], "A30"),
    ),
    (
        "差错",
        "数据是文字",
        Change(|book| {
            book.set(APPLICATIONS, "D9", "待定");
        }),
        Refused(&["not-a-number"], "D9"),
    ),
    (
        "差错",
        "错误值",
        Change(|book| {
            book.set(APPLICATIONS, "D9", Computed("B99", "#REF!"));
        }),
        Refused(&["cell-error"], "D9"),
    ),
    (
        "差错",
        "逻辑值",
        Change(|book| {
            book.set(APPLICATIONS, "D9", CellValue::Boolean(true));
        }),
        Refused(&["not-a-number"], "D9"),
    ),
    (
        "差错",
        "日期",
        Change(|book| {
            book.set(APPLICATIONS, "D9", CellValue::Date("2021年1月20日".into()));
        }),
        Refused(&["not-a-number"], "D9"),
    ),
    (
        "差错",
        "百分数",
        Change(|book| {
            book.set(APPLICATIONS, "D9", CellValue::Percent(500.into()));
        }),
        Refused(&["not-a-number"], "D9"),
    ),
    (
        "差错",
        "负数",
        Change(|book| {
            book.set(DISCLOSURE, "B4", -1);
        }),
        Refused(&["negative-count"], "B4"),
    ),
    (
        "差错",
        "小数",
        Change(|book| {
            book.set(DISCLOSURE, "B4", 1.5);
        }),
        Refused(&["not-an-integer"], "B4"),
    ),
    (
        "差错",
        "几个数据格合并成一格",
        Change(|book| {
            let at = |column| CellRef::new(7, column);
            for column in 4..10 {
                book.sheet(APPLICATIONS).cells.remove(&at(column));
            }
            book.sheet(APPLICATIONS).merges.push(nianbao_model::CellRange {
                first: at(3),
                last: at(9),
            });
        }),
        Refused(&["not-a-number"], "D8"),
    ),
    (
        "差错",
        "公式算不了，又没有保存结果",
        Change(|book| {
            book.set(DISCLOSURE, "B4", Computed("VLOOKUP(1,C4:D9,2)", ""));
        }),
        Refused(&["stale-formula"], "B4"),
    ),
    (
        "差错",
        "公式保存的结果已经过时",
        Change(|book| {
            book.set(APPLICATIONS, "J8", Computed("SUM(D5:I5)", "0"));
        }),
        Refused(&["stale-formula"], "J8"),
    ),
    (
        "差错",
        "缺一行",
        Change(|book| {
            for column in ["C", "D", "E", "F", "G", "H", "I", "J"] {
                book.set(APPLICATIONS, &format!("{column}10"), Nothing);
            }
        }),
        Refused(&["missing-row"], "C9"),
    ),
    (
        "差错",
        "一行重复",
        Change(|book| {
            book.row(APPLICATIONS, "A30", "四、结转下年度继续办理", [0; 7]);
        }),
        Refused(&["duplicate-row"], "A30"),
    ),
    (
        "差错",
        "行名写错",
        Change(|book| {
            book.set(APPLICATIONS, "C21", "1.信访举报投拆类申请");
        }),
        Refused(&["missing-row"], "C20"),
    ),
    (
        "差错",
        "缺一张表",
        Change(|book| {
            book.remove(REVIEW);
        }),
        Refused(&["missing-table"], "report.xlsx"),
    ),
    (
        "差错",
        "同一张表有两份",
        Change(|book| {
            book.copy(REVIEW, "表四 旧");
        }),
        Refused(&["duplicate-row"], "表四 旧 › A5"),
    ),
    (
        "差错",
        "表四有两行数据（上年、本年）",
        Change(|book| {
            for column in 'A'..='O' {
                book.set(REVIEW, &format!("{column}6"), 1);
            }
        }),
        Refused(&["duplicate-row"], "A6"),
    ),
    (
        "差错",
        "数字后带注释号（5①、5²）",
        Change(|book| {
            book.set(APPLICATIONS, "D9", "0①").set(APPLICATIONS, "E9", "0²");
        }),
        Refused(&["not-a-number"], "D9"),
    ),
    (
        "差错",
        "一列没有表头",
        Change(|book| {
            book.set(APPLICATIONS, "E4", Nothing);
        }),
        Refused(&["missing-column"], "A5"),
    ),
];
