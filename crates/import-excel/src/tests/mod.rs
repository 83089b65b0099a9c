//! Workbooks of every format, read through the importer: `.xlsx` here, the others in
//! modules of their own.

mod legacy;
mod ods;
mod xlsb;

use std::panic;
use std::sync::Once;

use nianbao_model::Localize;
use nianbao_model::source::{CellValue, RemarkKind};
use nianbao_model::{CellRange, CellRef, Decimal};
use nianbao_testing::archive::{archive, edited};
use rust_xlsxwriter::{Format, Formula, Workbook};

use super::*;

fn import(bytes: &[u8]) -> Result<Source, ImportError> {
    ExcelImporter.import(&"年报.xlsx".into(), bytes)
}

#[test]
fn cells_keep_their_kind_their_formula_and_their_merges() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("表三").unwrap();
    sheet.merge_range(0, 0, 1, 2, "合并", &Format::new()).unwrap();
    sheet.write(2, 0, 2973.23).unwrap();
    sheet.write(2, 1, 0.1 + 0.2).unwrap();
    sheet.write(2, 2, " 59项 ").unwrap();
    sheet.write(2, 3, true).unwrap();
    sheet
        .write_formula(2, 4, Formula::new("=SUM(A1:B1)").set_result("6"))
        .unwrap();
    sheet
        .write_with_format(2, 6, 44216, &Format::new().set_num_format("yyyy-mm-dd"))
        .unwrap();
    sheet
        .write_formula(2, 7, Formula::new("=NA()").set_result("#N/A"))
        .unwrap();
    sheet.write(1_048_575, 16_383, 1).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    assert!(ExcelImporter.recognizes(&bytes));

    let source = import(&bytes).unwrap();
    let sheet = &source.sheets[0];
    assert_eq!(&*sheet.name, "表三");
    assert_eq!(sheet.text_at(CellRef::new(1, 2)), Some("合并"));
    let value = |column| sheet.cells[&CellRef::new(2, column)].value.clone();
    let number = |text: &str| CellValue::Number(text.parse::<Decimal>().unwrap());
    assert_eq!(value(0), number("2973.23"));
    assert_eq!(value(1), number("0.3"), "fifteen digits, as Excel shows");
    assert_eq!(value(2), CellValue::Text(" 59项 ".into()));
    assert_eq!(value(3), CellValue::Boolean(true));
    assert_eq!(value(4), number("6"));
    assert_eq!(sheet.cells[&CellRef::new(2, 4)].formula.as_deref(), Some("SUM(A1:B1)"));
    assert_eq!(value(6), CellValue::Date("2021年1月20日".into()));
    assert_eq!(value(7), CellValue::Error("#N/A".into()));
    assert!(
        sheet.cells.contains_key(&CellRef::new(1_048_575, 16_383)),
        "far cells cost nothing"
    );
}

#[test]
fn what_is_no_workbook_is_told_so() {
    assert!(!ExcelImporter.recognizes(b"just text"));
    let mut workbook = Workbook::new();
    workbook.add_worksheet();
    let bytes = workbook.save_to_buffer().unwrap();
    let cut = import(&bytes[..bytes.len() / 2]).expect_err("cut in half");
    assert_eq!(cut.fault, ImportFault::Damaged);
    assert!(cut.text().zh.contains("损坏"), "{}", cut.text().zh);
}

proptest::proptest! {
    #[test]
    fn a_file_cut_anywhere_is_refused(share in 0.0..1.0_f64) {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().write(0, 0, "一、总体情况").unwrap();
        let bytes = workbook.save_to_buffer().unwrap();
        let cut = &bytes[..(bytes.len() as f64 * share) as usize];
        proptest::prop_assert!(import(cut).is_err());
    }
}

/// Imports whatever bytes: they are read, or refused with words. The importer catches panics,
/// as calamine has some; one of our own code fails here all the same.
fn assert_read_or_refused(bytes: &[u8]) {
    static WATCHED: Once = Once::new();
    thread_local! {
        static OURS: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
    }
    WATCHED.call_once(|| {
        let told = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !info.location().is_some_and(|at| at.file().contains("calamine-")) {
                OURS.set(true);
                told(info);
            }
        }));
    });
    let result = import(bytes);
    assert!(!OURS.take(), "a panic of our own was caught");
    if let Err(error) = result {
        assert!(!error.text().zh.is_empty() && !error.text().en.is_empty());
    }
}

/// What a cell shows.
fn shown(source: &Source, sheet: usize, cell: (u32, u32)) -> String {
    let cell = source.sheets[sheet].cells.get(&CellRef::new(cell.0, cell.1));
    cell.map(|cell| cell.display().into_owned()).unwrap_or_default()
}

/// A cell's formula.
fn formula(source: &Source, sheet: usize, cell: (u32, u32)) -> Option<&str> {
    source.sheets[sheet].cells[&CellRef::new(cell.0, cell.1)]
        .formula
        .as_deref()
}

/// Everything `tests/fixtures/workbook.fods` holds, in whatever format.
fn assert_is_the_fixture(source: &Source) {
    let names: Vec<(&str, bool)> = source.sheets.iter().map(|sheet| (&*sheet.name, sheet.hidden)).collect();
    assert_eq!(names, [("表一", false), ("附 表", false), ("表三", true)]);
    let first = &source.sheets[0];
    let merge = CellRange {
        first: CellRef::new(0, 0),
        last: CellRef::new(1, 2),
    };
    assert_eq!(first.merges, [merge]);
    assert_eq!(first.hidden_rows.iter().copied().collect::<Vec<_>>(), [4]);
    assert_eq!(first.hidden_columns.iter().copied().collect::<Vec<_>>(), [3]);
    let rows = [
        vec!["一、总体情况"],
        vec![],
        vec!["热线接听量\u{ff08}万次\u{ff09}", "2973.23", "5946.46", "隐藏列"],
        vec!["平均接通率", "96.5%"],
        vec!["隐藏行"],
        vec!["䶮𠮷 café\n第二行", "2021年1月20日", "#N/A"],
    ];
    for (row, expected) in (0..).zip(&rows) {
        let found: Vec<String> = (0..4).map(|column| shown(source, 0, (row, column))).collect();
        let found: Vec<&str> = found
            .iter()
            .map(String::as_str)
            .filter(|text| !text.is_empty())
            .collect();
        assert_eq!(found, *expected, "row {row}");
    }
    assert_eq!(first.cells.len(), rows.iter().map(Vec::len).sum::<usize>());
    let rate = &first.cells[&CellRef::new(3, 1)].value;
    assert_eq!(*rate, CellValue::Percent("96.5".parse().unwrap()));
    assert_eq!(formula(source, 0, (2, 2)), Some("SUM(B3:B3)+$B$3"));
    assert_eq!(formula(source, 1, (0, 1)), Some("ROUND(A1,1)"));
    assert_eq!(shown(source, 1, (0, 1)), "5946.5");
}

#[test]
fn what_is_hidden_is_read_and_noted() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("表一").unwrap();
    for row in 0..4 {
        for column in 0..4 {
            sheet.write(row, column, "字").unwrap();
        }
    }
    sheet.set_row_hidden(2).unwrap();
    sheet.set_row_hidden(900_000).unwrap();
    sheet.set_column_hidden(1).unwrap();
    sheet.set_column_hidden(9).unwrap();
    workbook.add_worksheet().set_name("表二").unwrap().set_hidden(true);
    let source = import(&workbook.save_to_buffer().unwrap()).unwrap();
    let sheet = &source.sheets[0];
    assert_eq!(
        sheet.hidden_rows.iter().collect::<Vec<_>>(),
        [&2],
        "only rows that hold cells"
    );
    assert_eq!(sheet.hidden_columns.iter().collect::<Vec<_>>(), [&1]);
    assert_eq!(shown(&source, 0, (2, 1)), "字");
    assert!(!sheet.hidden && source.sheets[1].hidden);
}

#[test]
fn a_unit_in_a_number_format_is_part_of_what_is_read() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let formats = [
        ("#,##0\"元\"", 29_732_300.0),
        ("0000000", 41147.0),
        ("0.00,,\"万元\"", 5.0),
        ("0.00", 5.0),
    ];
    for (row, (format, number)) in (0..).zip(formats) {
        let format = Format::new().set_num_format(format);
        sheet.write_with_format(row, 0, number, &format).unwrap();
    }
    let source = import(&workbook.save_to_buffer().unwrap()).unwrap();
    let values: Vec<_> = source.sheets[0].cells.values().map(|cell| cell.display()).collect();
    assert_eq!(values, ["29,732,300元", "0041147", "0.00万元", "5"]);
}

#[test]
fn percentages_are_what_is_shown() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, format) in (0..).zip(["0.0%", "0%", "0.00%", "0\"%\"", "0.0"]) {
        sheet
            .write_with_format(row, 0, 0.965, &Format::new().set_num_format(format))
            .unwrap();
    }
    let percent = Format::new().set_num_format("0.00%");
    sheet
        .write_formula_with_format(5, 0, Formula::new("=A1/3").set_result("0.1234567"), &percent)
        .unwrap();
    let source = import(&workbook.save_to_buffer().unwrap()).unwrap();
    let values: Vec<String> = (0..6).map(|row| shown(&source, 0, (row, 0))).collect();
    assert_eq!(values, ["96.5%", "97%", "96.5%", "1%", "1.0", "12.35%"]);
    assert_eq!(formula(&source, 0, (5, 0)), Some("A1/3"));
}

#[test]
fn an_error_of_a_newer_excel_costs_its_cell_only() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet
        .write_formula(0, 0, Formula::new("=B1").set_result("#NUM!"))
        .unwrap();
    sheet
        .write_formula(0, 1, Formula::new("=A2").set_result("#REF!"))
        .unwrap();
    sheet.write(1, 0, "一、总体情况").unwrap();
    let bytes = edited(
        &workbook.save_to_buffer().unwrap(),
        "xl/worksheets/sheet1.xml",
        |sheet| sheet.replace("#NUM!", "#SPILL!").replace("#REF!", "#CALC!"),
    );
    let source = import(&bytes).unwrap();
    let error = |text: &str| CellValue::Error(text.to_owned());
    assert_eq!(source.sheets[0].cells[&CellRef::new(0, 0)].value, error("#SPILL!"));
    assert_eq!(source.sheets[0].cells[&CellRef::new(0, 1)].value, error("#CALC!"));
    assert_eq!(formula(&source, 0, (0, 1)), Some("A2"));
    assert_eq!(shown(&source, 0, (1, 0)), "一、总体情况");
}

#[test]
fn rich_text_is_joined_and_its_sounds_are_left_out() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "占位").unwrap();
    let bytes = edited(&workbook.save_to_buffer().unwrap(), "xl/sharedStrings.xml", |strings| {
        strings.replace(
            "<t>占位</t>",
            "<r><t>总体</t></r><r><rPr><b/></rPr><t>情况</t></r>\
             <rPh sb=\"0\" eb=\"2\"><t>zongti</t></rPh><phoneticPr fontId=\"1\"/>",
        )
    });
    assert_eq!(shown(&import(&bytes).unwrap(), 0, (0, 0)), "总体情况");
}

#[test]
fn what_is_printed_on_every_page_is_told_once() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_header("&L征求意见稿&R第&P页");
    sheet.set_footer("&C金额单位：元").write(0, 0, "规章").unwrap();
    let bytes = edited(
        &workbook.save_to_buffer().unwrap(),
        "xl/worksheets/sheet1.xml",
        |sheet| {
            sheet.replace(
                "</headerFooter>",
                "<evenHeader>&amp;L征求意见稿</evenHeader></headerFooter>",
            )
        },
    );
    assert_eq!(
        page_texts(&import(&bytes).unwrap()),
        ["征求意见稿", "第页", "金额单位：元"]
    );
}

/// What is told of the pages of all sheets.
fn page_texts(source: &Source) -> Vec<&str> {
    let told = source
        .remarks
        .iter()
        .filter(|remark| remark.kind == RemarkKind::PageText);
    told.filter_map(|remark| remark.text.as_deref()).collect()
}

#[test]
fn hostile_references_are_refused_politely() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("表三").unwrap();
    sheet.merge_range(0, 0, 1, 2, "合并", &Format::new()).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let bytes = edited(&bytes, "xl/worksheets/sheet1.xml", |sheet| {
        sheet.replace(
            "ref=\"A1:C2\"/></mergeCells>",
            "ref=\"A1:XFD99999999999\"/></mergeCells>",
        )
    });
    let refused = import(&bytes).expect_err("refused").text().zh;
    assert!(refused.contains("表三") && refused.contains("损坏"), "{refused}");
}

#[test]
fn a_text_named_by_every_cell_is_counted_every_time() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..5_000 {
        sheet.write(row, 0, "一").unwrap();
    }
    let bytes = edited(&workbook.save_to_buffer().unwrap(), "xl/sharedStrings.xml", |strings| {
        strings.replace("<t>一</t>", &format!("<t>{}</t>", "一".repeat(10_000)))
    });
    let error = import(&bytes).expect_err("refused");
    assert!(error.text().zh.contains("文本总量"), "{error}");
    assert_eq!(error.fault, ImportFault::TooLarge(Amount::Bytes(64 << 20)));
}

#[test]
fn sheets_that_share_a_part_are_refused() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet();
    workbook.add_worksheet();
    let bytes = edited(
        &workbook.save_to_buffer().unwrap(),
        "xl/_rels/workbook.xml.rels",
        |rels| rels.replace("worksheets/sheet2.xml", "worksheets/SHEET1.xml"),
    );
    assert!(import(&bytes).expect_err("refused").text().zh.contains("损坏"));
}
