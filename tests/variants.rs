//! One report in many shapes: each variant holds the figures of the example, laid out
//! or typed as offices do, and is read back identically, or is refused by name where
//! it is a true fault. `docs/intake.md` is the table of them, written from this list
//! (`NIANBAO_UPDATE=1 cargo test --test whole-program variants`).

use std::path::{Path, PathBuf};

use nianbao_model::CellRef;
use nianbao_model::source::{Cell, CellValue};
use nianbao_testing::book::{
    APPLICATIONS, Book, Computed, DISCLOSURE, INDICATORS, METADATA, NARRATIVE, Nothing, REVIEW, column_letters,
};
use nianbao_testing::files::{csv, gbk, html, utf16};

use crate::support::{TITLE, check, example, example_book, folder, nianbao, root};

/// What becomes of a variant.
#[derive(Clone, Copy)]
enum Outcome {
    /// Read back identically; these rules say something about it.
    Same(&'static [&'static str]),
    /// Refused: these rules report errors, the first at this place.
    Refused(&'static [&'static str], &'static str),
}
use Outcome::{Refused, Same};

/// How a variant is made.
enum Make {
    /// By changing the example's workbook.
    Change(fn(&mut Book)),
    /// As files of any kind.
    Write(fn(&Path) -> Vec<PathBuf>),
}
use Make::{Change, Write};

/// A group for the documentation, a name, how it is made, what becomes of it.
type Variant = (&'static str, &'static str, Make, Outcome);

fn figures(book: &mut Book, change: impl Fn(&CellValue) -> Option<Cell> + Copy) {
    for sheet in [DISCLOSURE, APPLICATIONS, REVIEW] {
        book.each_figure(sheet, |_, value| change(value));
    }
}

fn text(text: impl Into<String>) -> Option<Cell> {
    Some(Cell::typed(CellValue::Text(text.into())))
}

/// The workbook without its tables, for variants that bring them as files of their own.
fn main_book(folder: &Path) -> PathBuf {
    let mut book = example_book();
    book.remove(DISCLOSURE).remove(APPLICATIONS).remove(REVIEW);
    let path = folder.join("main.xlsx");
    std::fs::rename(book.save(folder), &path).unwrap();
    path
}

/// The tables written by `write`, beside the main workbook.
fn tables(folder: &Path, extension: &str, write: impl Fn(&nianbao_model::source::Sheet) -> Vec<u8>) -> Vec<PathBuf> {
    let mut files = vec![main_book(folder)];
    for (sheet, name) in [(DISCLOSURE, "表二"), (APPLICATIONS, "表三"), (REVIEW, "表四")] {
        let path = folder.join(format!("{name}.{extension}"));
        std::fs::write(&path, write(example_book().sheet(sheet))).unwrap();
        files.push(path);
    }
    files
}

/// The text as a file of its own, beside the workbook without it.
fn narrative(folder: &Path, name: &str, write: impl Fn(&[String]) -> Vec<u8>) -> Vec<PathBuf> {
    let mut book = example_book();
    let lines: Vec<String> = book
        .sheet(NARRATIVE)
        .cells
        .values()
        .map(|cell| cell.value.display())
        .collect();
    let file = folder.join(name);
    std::fs::write(&file, write(&lines)).unwrap();
    vec![book.remove(NARRATIVE).save(folder), file]
}

const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

const VARIANTS: &[Variant] = &[
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
        Same(&[]),
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
        "留有一张没填的空表",
        Change(|book| {
            book.copy(APPLICATIONS, "空表")
                .each_figure("空表", |_, _| Some(Cell::typed(CellValue::Empty)));
        }),
        Same(&["omitted-content"]),
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
    (
        "格式",
        "扩展名写错的 .xlsx",
        Write(|folder| {
            let path = folder.join("report.csv");
            std::fs::copy(example(), &path).unwrap();
            vec![path]
        }),
        Same(&[]),
    ),
    (
        "格式",
        ".csv（UTF-8）",
        Write(|folder| tables(folder, "csv", |sheet| csv(sheet, ',').into_bytes())),
        Same(&["text-number"]),
    ),
    (
        "格式",
        ".csv（GBK，Excel 中文版所存）",
        Write(|folder| tables(folder, "csv", |sheet| gbk(&csv(sheet, ',')))),
        Same(&["text-number"]),
    ),
    (
        "格式",
        "制表符分隔，UTF-16（Excel“Unicode 文本”）",
        Write(|folder| tables(folder, "txt", |sheet| utf16(&csv(sheet, '\t')))),
        Same(&["text-number"]),
    ),
    (
        "格式",
        "政务系统导出的 .xls（实为 HTML 表格）",
        Write(|folder| tables(folder, "xls", |sheet| html(sheet).into_bytes())),
        Same(&["text-number"]),
    ),
    (
        "正文",
        ".txt（UTF-8）",
        Write(|folder| narrative(folder, "正文.txt", |lines| lines.join("\n\n").into_bytes())),
        Same(&[]),
    ),
    (
        "正文",
        ".txt（GBK，段首空两格）",
        Write(|folder| {
            narrative(folder, "正文.txt", |lines| {
                gbk(&lines
                    .iter()
                    .map(|line| format!("\u{3000}\u{3000}{line}\r\n"))
                    .collect::<String>())
            })
        }),
        Same(&[]),
    ),
    (
        "正文",
        ".md",
        Write(|folder| {
            narrative(folder, "正文.md", |lines| {
                let text: Vec<_> = lines
                    .iter()
                    .map(|line| match nianbao_model::label::heading_level(line) {
                        0 => line.clone(),
                        level => format!("{} {line}", "#".repeat(usize::from(level) + 1)),
                    })
                    .collect();
                text.join("\n\n").into_bytes()
            })
        }),
        Same(&[]),
    ),
    (
        "正文",
        ".docx",
        Write(|folder| narrative(folder, "正文.docx", nianbao_testing::files::docx)),
        Same(&[]),
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
            book.set(DISCLOSURE, "B4", Computed("ROUND(C4,0)", ""));
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
        "金额只写数，旁边注明的单位与表式不同（单位：元）",
        Change(|book| {
            book.set(DISCLOSURE, "C18", 29_732_300)
                .set(DISCLOSURE, "D16", "单位：项、元");
        }),
        Refused(&["not-a-number", "placeholder"], "C18"),
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

/// The interchange JSON built from these files, and the run's output.
fn built(files: &[PathBuf], out: &Path) -> (i32, String, serde_json::Value) {
    let mut arguments = vec![
        "build".into(),
        "--to".into(),
        "json".into(),
        "--out".into(),
        out.as_os_str().to_owned(),
    ];
    arguments.extend(files.iter().map(|file| file.as_os_str().to_owned()));
    let run = nianbao(arguments);
    let json = std::fs::read(out.join(format!("{TITLE}.json"))).ok();
    let json = json
        .map(|bytes| serde_json::from_slice(&bytes).unwrap())
        .unwrap_or_default();
    (run.code, run.out + &run.err, json)
}

fn made(make: &Make, folder: &Path) -> Vec<PathBuf> {
    match make {
        Change(change) => {
            let mut book = example_book();
            change(&mut book);
            vec![book.save(folder)]
        }
        Write(write) => write(folder),
    }
}

#[test]
fn every_variant_is_read_identically_or_refused_by_name() {
    let home = folder();
    let (_, _, expected) = built(&[example()], home.path());
    assert_eq!(
        expected["tables"]["applications"]["results.other.inquiry"]["commercial"],
        1
    );
    assert_eq!(expected["tables"]["disclosure"]["procurement"]["amount"], "2973.23");
    let mut failures = String::new();
    for (group, name, make, outcome) in VARIANTS {
        let folder = folder();
        let out = folder.path().join("out");
        let files = made(make, folder.path());
        let (code, said, json) = built(&files, &out);
        let (_, found) = check(&files);
        let right = match outcome {
            Same(rules) => {
                let told = |rule: &&str| found.iter().any(|told| told.rule == *rule);
                let known = |rule: &str| rules.contains(&rule) || rule == "text-number";
                let quiet = found.iter().all(|told| known(&told.rule));
                let same = ["tables", "narrative", "organ", "year"]
                    .iter()
                    .all(|part| json[part] == expected[part]);
                code == 0 && same && rules.iter().all(told) && quiet
            }
            Refused(rules, place) => {
                let errors: Vec<_> = found.iter().filter(|told| told.severity == "error").collect();
                let first = errors.iter().find(|told| told.rule == rules[0]);
                let told = |rule: &&str| errors.iter().any(|told| told.rule == *rule);
                // What has a glyph is also a matter of the typefaces installed here.
                let known = |rule: &str| rules.contains(&rule) || rule == "missing-glyph";
                code == 1
                    && !out.exists()
                    && first.is_some_and(|told| told.place.replace('!', " › ").ends_with(place))
                    && rules.iter().all(told)
                    && errors.iter().all(|told| known(&told.rule))
            }
        };
        if !right {
            failures += &format!("== {group} {name} ({code})\n{said}\n");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// The part of `docs/intake.md` that is written from the list.
fn table() -> String {
    let mut table = String::from("| 类别 | 情形 | 结果 |\n| --- | --- | --- |\n");
    for (group, name, _, outcome) in VARIANTS {
        let result = match outcome {
            Same([]) => String::from("照样读取"),
            Same(rules) => format!("照样读取，说明（`{}`）", rules.join("`、`")),
            Refused(rules, place) => format!("指出，不生成文件（`{}`，如 {place}）", rules.join("`、`")),
        };
        table += &format!("| {group} | {name} | {result} |\n");
    }
    table
}

#[test]
fn the_documentation_lists_every_variant() {
    let path = root().join("docs/intake.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (begin, end) = ("<!-- variants -->\n", "<!-- /variants -->");
    let (head, rest) = text.split_once(begin).unwrap();
    let (_, tail) = rest.split_once(end).unwrap();
    let current = format!("{head}{begin}{}{end}{tail}", table());
    // An updating run ends red too, if there was anything to write.
    if text != current && std::env::var_os("NIANBAO_UPDATE").is_some() {
        std::fs::write(&path, &current).unwrap();
    }
    assert!(
        text == current,
        "docs/intake.md was not current: run this test with NIANBAO_UPDATE=1, and look at what it writes"
    );
}
