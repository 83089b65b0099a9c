//! Variants: what stands in, between and around the tables.

use super::*;

/// The fees in yuan, under a header that names no unit.
fn in_yuan(book: &mut Book) -> &mut Book {
    book.set(DISCLOSURE, "C18", 29_732_300)
}

/// Another row below a row of table 2: the first holds 1, the second what was there.
fn two_rows(book: &mut Book) {
    book.insert_rows(DISCLOSURE, 12, 1);
    for column in ["B", "C", "D"] {
        let shown = book.shown(DISCLOSURE, &format!("{column}11"));
        book.set(DISCLOSURE, &format!("{column}12"), shown.parse::<i64>().unwrap())
            .set(DISCLOSURE, &format!("{column}11"), 1);
    }
    merge(book, DISCLOSURE, "A11:A12");
}

fn merge(book: &mut Book, sheet: &str, range: &str) {
    book.sheet(sheet).merges.push(range.parse().unwrap());
}

/// The indicators with another column of numbers left of their values, under these two heads.
fn two_columns(book: &mut Book, heads: [&str; 2]) {
    for row in 1..=17 {
        let (name, other, behind) = (format!("B{row}"), format!("C{row}"), format!("D{row}"));
        let (shown, unit) = (book.shown(INDICATORS, &name), book.shown(INDICATORS, &other));
        book.set(INDICATORS, &behind, unit.as_str());
        match shown.parse::<f64>() {
            Ok(number) => book.set(INDICATORS, &other, number).set(INDICATORS, &name, 1),
            Err(_) => book.set(INDICATORS, &other, heads[1]).set(INDICATORS, &name, heads[0]),
        };
    }
}

fn blank(book: &mut Book, sheet: &str) {
    book.each_figure(sheet, |_, _| Some(Cell::typed(CellValue::Empty)));
}

pub(super) const VARIANTS: &[Variant] = &[
    (
        "单位",
        "金额只写数，表旁注明“单位：项、元”",
        Change(|book| {
            in_yuan(book).set(DISCLOSURE, "D16", "单位：项、元");
        }),
        Same(&["converted-amount"]),
    ),
    (
        "单位",
        "金额只写数，旁边一格写“元”",
        Change(|book| {
            in_yuan(book).set(DISCLOSURE, "D18", "元");
        }),
        Same(&["converted-amount"]),
    ),
    (
        "单位",
        "金额只写数，表下注明“注：采购金额以千元为单位”",
        Change(|book| {
            book.set(DISCLOSURE, "C18", 29732.3)
                .set(DISCLOSURE, "A20", "注：采购金额以千元为单位。");
        }),
        Same(&["converted-amount"]),
    ),
    (
        "单位",
        "表旁和格旁注明的单位不一（元、万元）",
        Change(|book| {
            in_yuan(book)
                .set(DISCLOSURE, "D16", "单位：项、元")
                .set(DISCLOSURE, "D18", "万元");
        }),
        Refused(&["not-a-number", "placeholder"], "C18"),
    ),
    (
        "选数",
        "一个行名合并了两行，旁边写明“上年”“本年”",
        Change(|book| {
            two_rows(book);
            book.set(DISCLOSURE, "E11", "上年").set(DISCLOSURE, "E12", "本年");
        }),
        Same(&["omitted-content"]),
    ),
    (
        "选数",
        "一个行名合并了两行，没有写明哪一行是本年的",
        Change(two_rows),
        Refused(&["ambiguous-figure", "placeholder"], "B11"),
    ),
    (
        "选数",
        "一个列名合并了两列，下面写明“2019年”“2020年”",
        Change(|book| {
            book.insert_rows(DISCLOSURE, 18, 1);
            book.set(DISCLOSURE, "D19", 2973.23)
                .set(DISCLOSURE, "C19", 1)
                .set(DISCLOSURE, "C18", "2019年")
                .set(DISCLOSURE, "D18", "2020年");
            merge(book, DISCLOSURE, "C17:D17");
        }),
        Same(&["omitted-content"]),
    ),
    (
        "选数",
        "数填在它那一列右边一格，上面没有列名",
        Change(|book| {
            let shown = book.shown(DISCLOSURE, "D12");
            book.set(DISCLOSURE, "E12", shown.parse::<i64>().unwrap())
                .set(DISCLOSURE, "D12", Nothing);
        }),
        Refused(&["ambiguous-figure", "placeholder"], "D12"),
    ),
    (
        "选数",
        "工作表“2019年表三”旁边有“2020年表三”，都填了数",
        Change(|book| {
            book.copy(APPLICATIONS, "2019年表三").rename(APPLICATIONS, "2020年表三");
            book.each_figure("2019年表三", |_, _| Some(Cell::typed(CellValue::Number(1.into()))));
        }),
        Same(&["table-year"]),
    ),
    (
        "选数",
        "工作表“2020年表四”是空的，“2019年表四”填了数",
        Change(|book| {
            book.copy(REVIEW, "2019年表四");
            blank(book, REVIEW);
            book.rename(REVIEW, "2020年表四");
        }),
        Refused(&["table-year", "placeholder"], "2020年表四 › A5"),
    ),
    (
        "选数",
        "业务数据的两列是“上年数”“本年数”",
        Change(|book| two_columns(book, ["上年数", "本年数"])),
        Same(&["omitted-content"]),
    ),
    (
        "选数",
        "业务数据的两列是“计划数”“完成数”",
        Change(|book| two_columns(book, ["计划数", "完成数"])),
        Same(&["omitted-content"]),
    ),
    (
        "选数",
        "业务数据的两列是“上半年”“下半年”，没有合计",
        Change(|book| two_columns(book, ["上半年", "下半年"])),
        Refused(&["omitted-content", "placeholder"], "业务数据 › B2"),
    ),
    (
        "表外",
        "表四下面有填报日期、电话、页码和以数字开头的说明",
        Change(|book| {
            book.set(REVIEW, "A6", "填报日期：")
                .set(REVIEW, "B6", "2021年1月5日")
                .set(REVIEW, "D6", "联系电话")
                .set(REVIEW, "E6", 5_550_123)
                .set(REVIEW, "A7", "注：2020年12月受理的案件计入本年。")
                .set(REVIEW, "D8", "第")
                .set(REVIEW, "E8", 4)
                .set(REVIEW, "F8", "页");
        }),
        Same(&[]),
    ),
    (
        "表外",
        "备注列里有数",
        Change(|book| {
            book.set(APPLICATIONS, "K4", "备注").set(APPLICATIONS, "K6", 1);
        }),
        Same(&["omitted-content"]),
    ),
    (
        "表外",
        "表下有一行“勾稽校验（应为0）”，各列都是 0",
        Change(|book| {
            book.set(APPLICATIONS, "A31", "勾稽校验（应为0）");
            for column in ["D", "E", "F", "G", "H", "I", "J"] {
                book.set(APPLICATIONS, &format!("{column}31"), 0);
            }
        }),
        Same(&[]),
    ),
    (
        "表外",
        "表下隔几行多了一行数",
        Change(|book| {
            book.set(DISCLOSURE, "A22", "行政确认").set(DISCLOSURE, "B22", "三百件");
        }),
        Same(&["unknown-row"]),
    ),
    (
        "表外",
        "表右多了一列数，列名只写在表头的上一行",
        Change(|book| {
            book.set(APPLICATIONS, "K3", "其中网上申请").set(APPLICATIONS, "K5", 3);
        }),
        Same(&["unknown-column"]),
    ),
    (
        "表外",
        "表格旁边有别的文字",
        Change(|book| {
            book.set(APPLICATIONS, "L8", "与台账核对过");
        }),
        Same(&["omitted-content"]),
    ),
    (
        "表外",
        "表旁的填报单位是别的单位",
        Change(|book| {
            book.set(APPLICATIONS, "A31", "填报单位：")
                .set(APPLICATIONS, "D31", "青禾市林业局");
        }),
        Same(&["table-office"]),
    ),
    (
        "表外",
        "程序导出的首行、首列编号（0、1、2……）",
        Change(|book| {
            for sheet in [DISCLOSURE, APPLICATIONS, REVIEW] {
                book.shift(sheet, 1, 1);
                let cells = &book.sheet(sheet).cells;
                let rows = cells.keys().map(|at| at.row).max().unwrap();
                let columns = cells.keys().map(|at| at.column).max().unwrap();
                for row in 1..=rows {
                    book.set(sheet, &format!("A{}", row + 1), i64::from(row - 1));
                }
                for column in 1..=columns {
                    book.set(sheet, &format!("{}1", column_letters(column)), i64::from(column - 1));
                }
            }
        }),
        Same(&[]),
    ),
    (
        "表外",
        "数后带说明（N（其中修订0件））",
        Change(|book| {
            let shown = book.shown(DISCLOSURE, "B5");
            book.set(DISCLOSURE, "B5", format!("{shown}（其中修订0件）").as_str());
        }),
        Same(&["text-number"]),
    ),
];
