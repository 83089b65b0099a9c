//! Variants: how the tables are laid out.

use super::*;

pub(super) const VARIANTS: &[Variant] = &[
    ("版式", "官方版式", Change(|_| {}), Same(&[])),
    (
        "版式",
        "工作表改名",
        Change(|book| {
            book.rename(APPLICATIONS, "Sheet3")
                .rename(DISCLOSURE, "Sheet2")
                .rename(REVIEW, "x");
            book.rename(METADATA, "1").rename(NARRATIVE, "2");
        }),
        Same(&[]),
    ),
    (
        "版式",
        "表格下移 10 行、右移 3 列",
        Change(|book| {
            book.shift(APPLICATIONS, 10, 3)
                .shift(DISCLOSURE, 10, 3)
                .shift(REVIEW, 10, 3);
        }),
        Same(&[]),
    ),
    (
        "版式",
        "两张表在同一工作表，上下排列",
        Change(|book| {
            book.shift(REVIEW, 40, 0).join(REVIEW, APPLICATIONS);
        }),
        Same(&[]),
    ),
    (
        "版式",
        "两张表在同一工作表，左右排列",
        Change(|book| {
            book.shift(DISCLOSURE, 5, 12).join(DISCLOSURE, APPLICATIONS);
        }),
        Same(&[]),
    ),
    (
        "版式",
        "三张表在同一工作表",
        Change(|book| {
            book.shift(APPLICATIONS, 20, 0)
                .shift(REVIEW, 52, 1)
                .join(APPLICATIONS, DISCLOSURE)
                .join(REVIEW, DISCLOSURE);
        }),
        Same(&[]),
    ),
    (
        "版式",
        "基本信息、正文和三张表都在同一工作表",
        Change(|book| {
            book.shift(NARRATIVE, 20, 0)
                .shift(DISCLOSURE, 100, 0)
                .shift(APPLICATIONS, 130, 0)
                .shift(REVIEW, 170, 0);
            for sheet in [NARRATIVE, DISCLOSURE, APPLICATIONS, REVIEW] {
                book.join(sheet, METADATA);
            }
            book.rename(METADATA, "年报");
        }),
        Same(&[]),
    ),
    (
        "版式",
        "表二各项左右排列",
        Change(|book| {
            book.move_rows(DISCLOSURE, 6..=8, -4, 6)
                .move_rows(DISCLOSURE, 9..=12, -7, 12);
        }),
        Same(&[]),
    ),
    (
        "版式",
        "分组的单元格没有合并",
        Change(|book| {
            for name in [APPLICATIONS, DISCLOSURE, REVIEW] {
                book.sheet(name).merges.clear();
            }
        }),
        Same(&[]),
    ),
    (
        "版式",
        "表头拆成上下两格（本年新／制作数量）",
        Change(|book| {
            book.insert_rows(DISCLOSURE, 4, 1);
            book.set(DISCLOSURE, "B3", "本年新").set(DISCLOSURE, "B4", "制作数量");
            book.set(DISCLOSURE, "C3", "本年新").set(DISCLOSURE, "C4", "公开数量");
        }),
        Same(&[]),
    ),
    (
        "版式",
        "行的次序不同",
        Change(|book| {
            book.swap_rows(APPLICATIONS, 10, 15, 2)
                .swap_rows(APPLICATIONS, 20, 21, 2)
                .swap_rows(DISCLOSURE, 4, 5, 0);
        }),
        Same(&[]),
    ),
    (
        "版式",
        "列的次序不同",
        Change(|book| {
            book.swap_columns(APPLICATIONS, "E", "G", 4)
                .swap_columns(DISCLOSURE, "B", "D", 3);
        }),
        Same(&[]),
    ),
    (
        "版式",
        "表头重复（分页复制）",
        Change(|book| {
            let header: Vec<_> = (2..=4)
                .flat_map(|row| ('A'..='J').map(move |column| (row, column)))
                .collect();
            book.insert_rows(APPLICATIONS, 18, 3);
            for (row, column) in header {
                let shown = book.shown(APPLICATIONS, &format!("{column}{row}"));
                if !shown.is_empty() {
                    book.set(APPLICATIONS, &format!("{column}{}", row + 16), shown.as_str());
                }
            }
        }),
        Same(&[]),
    ),
    (
        "版式",
        "表四的表头复制了两遍",
        Change(|book| {
            let cells: Vec<_> = book
                .sheet(REVIEW)
                .cells
                .iter()
                .map(|(at, cell)| (*at, cell.clone()))
                .collect();
            book.shift(REVIEW, 3, 0);
            for (at, cell) in cells.into_iter().filter(|(at, _)| (1..4).contains(&at.row)) {
                book.sheet(REVIEW).cells.insert(at, cell);
            }
        }),
        Same(&[]),
    ),
    (
        "版式",
        "加了分组小计行",
        Change(|book| {
            book.row(APPLICATIONS, "A30", "不予公开小计", [0; 7]);
            for (column, sheet_column) in (0..7).zip(3u32..) {
                let mut sum = 0;
                for row in 10..=17 {
                    let cell = CellRef::new(row - 1, sheet_column).to_string();
                    sum += book.shown(APPLICATIONS, &cell).parse::<i64>().unwrap();
                }
                let _ = column;
                book.set(APPLICATIONS, &CellRef::new(29, sheet_column).to_string(), sum);
            }
        }),
        Same(&[]),
    ),
    (
        "版式",
        "表格上下有填报单位、填报人、备注列",
        Change(|book| {
            book.set(APPLICATIONS, "A31", "填报人")
                .set(APPLICATIONS, "D31", "张三")
                .set(APPLICATIONS, "F31", "联系电话：");
            book.set(APPLICATIONS, "A30", "编制单位：")
                .set(APPLICATIONS, "C30", "发布日期：");
            book.set(APPLICATIONS, "K4", "备注").set(APPLICATIONS, "K5", "无");
        }),
        Same(&[]),
    ),
    (
        "版式",
        "行名不写序号，用其他括号和空格",
        Change(|book| {
            let cells: Vec<_> = book
                .sheet(APPLICATIONS)
                .cells
                .iter()
                .map(|(at, cell)| (*at, cell.clone()))
                .collect();
            for (at, cell) in cells {
                if let (Some(label), true) = (cell.text(), at.row >= 4) {
                    let label = label.trim_start_matches(|c: char| "一二三四五六七八（）0123456789、.".contains(c));
                    let spaced: String = label.chars().flat_map(|c| [c, '\u{3000}']).collect();
                    book.set(APPLICATIONS, &at.to_string(), spaced.as_str());
                }
            }
        }),
        Same(&[]),
    ),
    (
        "版式",
        "行名、列名用简称和旧称",
        Change(|book| {
            for (cell, label) in [
                ("A5", "新收"),
                ("A6", "上年结转"),
                ("B7", "公开"),
                ("C9", "国家秘密"),
                ("C12", "第三方合法权益"),
                ("A29", "结转下年"),
                ("J3", "合计"),
            ] {
                book.set(APPLICATIONS, cell, label);
            }
            book.set(DISCLOSURE, "A5", "行政规范性文件")
                .set(DISCLOSURE, "D7", "本年处理决定数量");
        }),
        Same(&[]),
    ),
    (
        "版式",
        "正文左侧有序号列",
        Change(|book| {
            book.shift(NARRATIVE, 0, 1);
            for row in 1..=59 {
                book.set(NARRATIVE, &format!("A{row}"), row);
            }
        }),
        Same(&[]),
    ),
    (
        "版式",
        "表头下有列号行（1、2、3……）",
        Change(|book| {
            book.insert_rows(REVIEW, 5, 1);
            for (column, number) in ('A'..='O').zip(1..) {
                book.set(REVIEW, &format!("{column}5"), number);
            }
        }),
        Same(&[]),
    ),
    (
        "版式",
        "基本信息一行两项",
        Change(|book| {
            book.move_rows(METADATA, 2..=2, -1, 2);
        }),
        Same(&[]),
    ),
    (
        "版式",
        "业务数据两个年度并列（2019年、2020年）",
        Change(|book| {
            let rows: Vec<_> = (1..=17)
                .map(|row| (row, book.shown(INDICATORS, &format!("B{row}"))))
                .collect();
            let units: Vec<_> = (1..=17)
                .map(|row| (row, book.shown(INDICATORS, &format!("C{row}"))))
                .collect();
            for (row, unit) in units {
                book.set(INDICATORS, &format!("D{row}"), unit.as_str());
            }
            for (row, value) in rows {
                let number = value.parse::<f64>();
                match number {
                    Ok(number) => {
                        book.set(INDICATORS, &format!("C{row}"), number)
                            .set(INDICATORS, &format!("B{row}"), 1)
                    }
                    Err(_) => {
                        book.set(INDICATORS, &format!("C{row}"), "2020年")
                            .set(INDICATORS, &format!("B{row}"), "2019年")
                    }
                };
            }
        }),
        Same(&["omitted-content"]),
    ),
    (
        "版式",
        "有隐藏的行和列",
        Change(|book| {
            book.sheet(APPLICATIONS).hidden_rows.insert(9);
            book.sheet(APPLICATIONS).hidden_columns.insert(5);
        }),
        Same(&["hidden-content"]),
    ),
    (
        "版式",
        "表格所在的工作表是隐藏的",
        Change(|book| book.sheet(REVIEW).hidden = true),
        Same(&["hidden-content"]),
    ),
    (
        "版式",
        "工作表的名称里有“作废”",
        Change(|book| {
            book.rename(REVIEW, "四、复议诉讼（作废）");
        }),
        Same(&["unfinished-text"]),
    ),
    (
        "版式",
        "留有一张没填的空表",
        Change(|book| {
            book.copy(APPLICATIONS, "空表")
                .each_figure("空表", |_, _| Some(Cell::typed(CellValue::Empty)));
        }),
        Same(&["omitted-content"]),
    ),
    (
        "版式",
        "另有一张封面，写标题、机关和日期",
        Change(|book| {
            book.copy(METADATA, "封面").sheet("封面").cells.clear();
            book.set("封面", "C8", TITLE).set("封面", "C20", "重庆海关关区");
        }),
        Same(&[]),
    ),
    (
        "版式",
        "有一张无关的工作表",
        Change(|book| {
            book.copy(INDICATORS, "通讯录");
            let cells = &mut book.sheet("通讯录").cells;
            cells.retain(|at, _| at.column == 0);
            cells.remove(&CellRef::new(0, 0));
        }),
        Same(&["omitted-content"]),
    ),
];
