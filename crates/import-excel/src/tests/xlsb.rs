//! `.xlsb`, of records put together by hand.

use nianbao_testing::biff12::{Listed, cell, int, number, parts, record, row, sheet, text, wide};
use proptest::prelude::*;

use super::*;

/// The first sheet with this content and a hidden column; the second is hidden and empty.
fn workbook(content: &[Vec<u8>]) -> Vec<u8> {
    // A name whose formula is in a formula, and so on, twenty thousand times.
    let nested: Vec<u8> = (0..20_000u16)
        .rev()
        .flat_map(|inner| [0x29, (inner * 3) as u8, ((inner * 3) >> 8) as u8])
        .collect();
    let name = record(0x27, &[&[0; 9], &wide("N"), &int(nested.len() as u32), &nested]);
    let columns = [
        record(0x186, &[]),
        record(0x3c, &[&int(2), &int(3), &int(0), &int(0), &[1, 0]]),
        record(0x187, &[]),
    ];
    let columns = columns.concat();
    let merges = [MERGE];
    let listed = |name, hidden, content: &[Vec<u8>]| Listed {
        name,
        hidden,
        part: sheet(&columns, &content.concat(), &merges),
    };
    parts(&[listed("表一", false, content), listed("表二", true, &[])], &name).packed()
}

/// The merged region of every sheet.
const MERGE: CellRange = CellRange {
    first: CellRef { row: 0, column: 0 },
    last: CellRef { row: 1, column: 1 },
};

fn cells() -> Vec<Vec<u8>> {
    // SUM(B2:D2), with relative columns and rows.
    let sum: &[u8] = &[0x25, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0xc0, 3, 0xc0, 0x22, 1, 4, 0];
    let length = int(sum.len() as u32);
    vec![
        row(0, false),
        text(0, "一、总体情况"),
        row(1, false),
        number(0, 0, 2973.23),
        number(1, 1, 0.965),
        number(2, 2, 44216.0),
        record(
            0x09,
            &[&cell(4, 0), &6f64.to_le_bytes(), &[0, 0], &length, sum, &int(0)],
        ),
        row(7, true),
        record(0x0b, &[&cell(0, 0), &[0x2a], &[0, 0], &length, sum, &int(0)]),
        record(0x04, &[&cell(1, 0), &[1]]),
    ]
}

#[test]
fn a_workbook_is_read_with_what_calamine_passes_over() {
    let bytes = workbook(&cells());
    assert!(ExcelImporter.recognizes(&bytes));
    let source = import(&bytes).unwrap();
    let names: Vec<(&str, bool)> = source.sheets.iter().map(|sheet| (&*sheet.name, sheet.hidden)).collect();
    assert_eq!(names, [("表一", false), ("表二", true)]);
    let found: Vec<String> = source.sheets[0]
        .cells
        .iter()
        .map(|(at, cell)| format!("{at} {}", cell.display()))
        .collect();
    let expected = [
        "A1 一、总体情况",
        "A2 2973.23",
        "B2 96.5%",
        "C2 2021年1月20日",
        "E2 6",
        "A8 #N/A",
        "B8 TRUE",
    ];
    assert_eq!(found, expected);
    assert_eq!(formula(&source, 0, (1, 4)), Some("SUM(B2:D2)"));
    assert_eq!(formula(&source, 0, (7, 0)), Some("SUM(B2:D2)"));
    assert_eq!(source.sheets[0].hidden_rows.iter().collect::<Vec<_>>(), [&7]);
    assert_eq!(source.sheets[0].hidden_columns.iter().collect::<Vec<_>>(), [&2]);
    assert_eq!(source.sheets[0].merges, [MERGE]);
}

#[test]
fn a_cell_without_a_column_follows_the_one_before() {
    let short = |value: f64| record(0x10, &[&int(0), &value.to_le_bytes()]);
    let content = [
        row(0, false),
        short(3.0),
        short(4.0),
        row(1, false),
        number(2, 0, 5.0),
        short(6.0),
    ];
    let source = import(&workbook(&content)).unwrap();
    let found: Vec<String> = source.sheets[0]
        .cells
        .iter()
        .map(|(at, cell)| format!("{at} {}", cell.display()))
        .collect();
    assert_eq!(found, ["A1 3", "B1 4", "C2 5", "D2 6"]);
}

#[test]
fn records_that_are_cut_or_beyond_the_sheet_are_refused() {
    for content in [
        vec![row(0, false), vec![0x06, 0x7f]],
        vec![row(9_999_999, false)],
        vec![row(0, false), record(0x05, &[&cell(16_384, 0), &[0; 8]])],
        vec![record(0x05, &[&[0; 3]])],
    ] {
        let refused = import(&workbook(&content)).expect_err("refused").text().zh;
        assert!(refused.contains("表一") && refused.contains("损坏"), "{refused}");
    }
}

#[test]
fn what_is_printed_on_every_page_is_told() {
    let none = || int(u32::MAX).to_vec();
    let texts = [wide("&C金额单位：元"), none(), none(), none(), none(), wide("&R第&P页")].concat();
    let mut content = cells();
    content.extend([record(0x1df, &[&[0, 0], &texts]), record(0x1e0, &[])]);
    let source = import(&workbook(&content)).unwrap();
    assert_eq!(page_texts(&source), ["金额单位：元", "第页"]);
}

#[test]
fn merged_regions_that_end_before_they_begin_are_none() {
    let merge = |corners: [u32; 4]| record(0xb0, &[&corners.map(int).concat()]);
    let mut content = cells();
    content.extend([[2, 1, 0, 3], [1, 2, 3, 0]].map(merge));
    let source = import(&workbook(&content)).unwrap();
    assert_eq!(source.sheets[0].merges, [MERGE]);
}

proptest! {
    #[test]
    fn no_records_make_it_panic(kinds in prop::collection::vec((0u16..12, prop::collection::vec(any::<u8>(), 0..20)), 0..6)) {
        let content: Vec<Vec<u8>> = kinds.iter().map(|(kind, body)| record(*kind, &[body])).collect();
        assert_read_or_refused(&workbook(&content));
    }
}
