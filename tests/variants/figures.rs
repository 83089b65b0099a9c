//! Variants: how figures are written.

use super::*;

pub(super) const VARIANTS: &[Variant] = &[
    (
        "数值",
        "数字存为文本",
        Change(|book| figures(book, |value| text(value.display()))),
        Same(&["text-number"]),
    ),
    (
        "数值",
        "全角数字",
        Change(|book| {
            figures(book, |value| {
                text(
                    value
                        .display()
                        .chars()
                        .map(|c| match c {
                            '0'..='9' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
                            '-' => '－',
                            c => c,
                        })
                        .collect::<String>(),
                )
            })
        }),
        Same(&["text-number"]),
    ),
    (
        "数值",
        "带单位和各种空格",
        Change(|book| {
            figures(book, |value| text(format!("\u{3000}{}\u{a0} 件 ", value.display())));
            book.set(DISCLOSURE, "C18", " 2973.23 万元 ");
        }),
        Same(&["text-number"]),
    ),
    (
        "数值",
        "千位分隔符：半角、全角逗号和空格；金额以元计",
        Change(|book| {
            book.set(DISCLOSURE, "D8", "0,809")
                .set(DISCLOSURE, "D8", "809")
                .set(DISCLOSURE, "C18", "29，732，300元");
        }),
        Same(&["text-number"]),
    ),
    (
        "数值",
        "金额以亿元计",
        Change(|book| {
            book.set(DISCLOSURE, "C18", "0.297323亿元");
        }),
        Same(&["text-number"]),
    ),
    (
        "数值",
        "中文数字",
        Change(|book| {
            figures(book, |value| {
                let number: usize = value.display().parse().ok().filter(|number| *number < 10)?;
                text(DIGITS[number])
            })
        }),
        Same(&["text-number"]),
    ),
    (
        "数值",
        "没有数据写“—”“/”“无”",
        Change(|book| figures(book, |value| (value.display() == "0").then(|| text("—")).flatten())),
        Same(&["text-number", "zero-mark"]),
    ),
    (
        "数值",
        "合计用公式，有结果",
        Change(|book| {
            for row in 5..=29 {
                book.total(row, true);
            }
        }),
        Same(&[]),
    ),
    (
        "数值",
        "合计用公式，没有保存结果",
        Change(|book| {
            for row in 5..=29 {
                book.total(row, false);
            }
        }),
        Same(&["computed-formula"]),
    ),
    (
        "数值",
        "公式引用另一张工作表",
        Change(|book| {
            book.copy(APPLICATIONS, "台账").each_figure(APPLICATIONS, |_, _| None);
            let cells: Vec<_> = book
                .sheet(APPLICATIONS)
                .cells
                .keys()
                .copied()
                .filter(|at| at.row >= 4 && at.column >= 3)
                .collect();
            for at in cells {
                let shown = book.shown("台账", &at.to_string());
                let cell = Cell::computed(
                    CellValue::Text(shown),
                    format!("台账!{}{}", column_letters(at.column + 20), at.row + 1),
                );
                book.sheet(APPLICATIONS).cells.insert(at, cell);
            }
            book.shift("台账", 0, 20);
            for label in ["新收", "结转"] {
                let _ = label;
            }
            book.sheet("台账").cells.retain(|_, cell| cell.text().is_none());
            book.sheet("台账").merges.clear();
        }),
        Same(&[]),
    ),
    (
        "数值",
        "一行的数填在一格里（0 0 0 0 0 0 0）",
        Change(|book| {
            for column in ["E", "F", "G", "H", "I", "J"] {
                book.set(APPLICATIONS, &format!("{column}8"), Nothing);
            }
            book.set(APPLICATIONS, "D8", "0 0 0 0 0 0 0");
        }),
        Same(&["split-cell"]),
    ),
];
