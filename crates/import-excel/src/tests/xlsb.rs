//! `.xlsb`: no program here writes it, so the records are put together by hand, as
//! MS-XLSB describes them and Excel orders them.

use super::*;
use proptest::prelude::*;

const RELATIONSHIPS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"t\" Target=\"worksheets/sheet1.bin\"/>\
    <Relationship Id=\"rId2\" Type=\"t\" Target=\"worksheets/sheet2.bin\"/></Relationships>";

/// A record: its type and its length in seven bits a byte, and its body.
fn record(kind: u16, body: &[&[u8]]) -> Vec<u8> {
    let body = body.concat();
    let mut record = Vec::new();
    for mut number in [kind.into(), body.len()] {
        while number >= 0x80 {
            record.push(number as u8 | 0x80);
            number >>= 7;
        }
        record.push(number as u8);
    }
    [record, body].concat()
}

fn int(number: u32) -> [u8; 4] {
    number.to_le_bytes()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&int(units.len() as u32 / 2)[..], &units].concat()
}

/// The beginning of a cell: its column and its style.
fn cell(column: u32, style: u32) -> Vec<u8> {
    [int(column), int(style)].concat()
}

fn row(row: u32, hidden: bool) -> Vec<u8> {
    record(
        0x00,
        &[
            &int(row),
            &int(0),
            &[0, 0],
            &[0, if hidden { 0x10 } else { 0 }, 0],
            &int(0),
        ],
    )
}

fn sheet(content: &[Vec<u8>]) -> Vec<u8> {
    let before = [
        record(0x81, &[]),
        record(0x94, &[&[0; 16]]),
        record(0x186, &[]),
        record(0x3c, &[&int(2), &int(3), &int(0), &int(0), &[1, 0]]),
        record(0x187, &[]),
        record(0x91, &[]),
    ];
    let after = [
        record(0x92, &[]),
        record(0xb1, &[&int(1)]),
        record(0xb0, &[&int(0), &int(1), &int(0), &int(1)]),
        record(0xb2, &[]),
        record(0x82, &[]),
    ];
    [before.concat(), content.concat(), after.concat()].concat()
}

fn workbook(content: &[Vec<u8>]) -> Vec<u8> {
    let listed = |state, id, name| record(0x9c, &[&int(state), &int(1), &wide(id), &wide(name)]);
    // A name whose formula is in a formula, and so on, twenty thousand times.
    let nested: Vec<u8> = (0..20_000u16)
        .rev()
        .flat_map(|inner| [0x29, (inner * 3) as u8, ((inner * 3) >> 8) as u8])
        .collect();
    let main = [
        record(0x83, &[]),
        listed(0, "rId1", "表一"),
        listed(1, "rId2", "表二"),
        record(0x90, &[]),
        record(0x27, &[&[0; 9], &wide("N"), &int(nested.len() as u32), &nested]),
        record(0x9d, &[]),
        record(0x84, &[]),
    ]
    .concat();
    let styles = [
        record(0x267, &[&int(2)]),
        record(0x2c, &[&176u16.to_le_bytes(), &wide("0.0%")]),
        record(0x2c, &[&177u16.to_le_bytes(), &wide("yyyy-mm-dd")]),
        record(0x268, &[]),
        record(0x269, &[&int(3)]),
        record(0x2f, &[&[0; 16]]),
        record(0x2f, &[&[0, 0, 176, 0], &[0; 12]]),
        record(0x2f, &[&[0, 0, 177, 0], &[0; 12]]),
        record(0x26a, &[]),
    ]
    .concat();
    archive(&[
        ("xl/workbook.bin", &main),
        ("xl/_rels/workbook.bin.rels", RELATIONSHIPS.as_bytes()),
        ("xl/styles.bin", &styles),
        ("xl/worksheets/sheet1.bin", &sheet(content)),
        ("xl/worksheets/sheet2.bin", &sheet(&[])),
    ])
}

fn cells() -> Vec<Vec<u8>> {
    // SUM(B2:D2), with relative columns and rows.
    let sum: &[u8] = &[0x25, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0xc0, 3, 0xc0, 0x22, 1, 4, 0];
    let length = int(sum.len() as u32);
    vec![
        row(0, false),
        record(0x06, &[&cell(0, 0), &wide("一、总体情况")]),
        row(1, false),
        record(0x05, &[&cell(0, 0), &2973.23f64.to_le_bytes()]),
        record(0x05, &[&cell(1, 1), &0.965f64.to_le_bytes()]),
        record(0x05, &[&cell(2, 2), &44216f64.to_le_bytes()]),
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
        .map(|(at, cell)| format!("{at} {}", cell.value.display()))
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
    let merge = CellRange {
        first: CellRef::new(0, 0),
        last: CellRef::new(1, 1),
    };
    assert_eq!(source.sheets[0].merges, [merge]);
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
fn merged_regions_that_end_before_they_begin_are_none() {
    let merge = |corners: [u32; 4]| record(0xb0, &[&corners.map(int).concat()]);
    let mut content = cells();
    content.extend([[2, 1, 0, 3], [1, 2, 3, 0]].map(merge));
    let source = import(&workbook(&content)).unwrap();
    assert_eq!(source.sheets[0].merges.len(), 1, "{:?}", source.sheets[0].merges);
}

proptest! {
    #[test]
    fn no_records_make_it_panic(kinds in prop::collection::vec((0u16..12, prop::collection::vec(any::<u8>(), 0..20)), 0..6)) {
        let content: Vec<Vec<u8>> = kinds.iter().map(|(kind, body)| record(*kind, &[body])).collect();
        let _ = import(&workbook(&content));
    }
}
