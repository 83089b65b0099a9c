//! Binary Excel workbooks (`.xlsb`, MS-XLSB), record by record as Excel orders them: no program
//! here writes them.

use nianbao_model::CellRange;
use nianbao_model::source::{CellValue, Sheet};

use crate::archive::{Parts, relationships};

/// A record: its type and its length in seven bits a byte, and its body, which is given in
/// pieces.
pub fn record(kind: u16, body: &[&[u8]]) -> Vec<u8> {
    let body = body.concat();
    let mut record = Vec::new();
    for mut number in [usize::from(kind), body.len()] {
        while number >= 0x80 {
            record.push(number as u8 | 0x80);
            number >>= 7;
        }
        record.push(number as u8);
    }
    [record, body].concat()
}

/// A number in a record.
pub fn int(number: u32) -> [u8; 4] {
    number.to_le_bytes()
}

/// A text in a record: how many UTF-16 units it has, and they.
pub fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&int(units.len() as u32 / 2)[..], &units].concat()
}

/// The beginning of a row.
pub fn row(row: u32, hidden: bool) -> Vec<u8> {
    let flags = [0, if hidden { 0x10 } else { 0 }, 0];
    record(0x00, &[&int(row), &int(0), &[0, 0], &flags, &int(0)])
}

/// The beginning of a cell's body: its column and its style (see [`parts`]).
pub fn cell(column: u32, style: u32) -> Vec<u8> {
    [int(column), int(style)].concat()
}

/// A cell with a number.
pub fn number(column: u32, style: u32, number: f64) -> Vec<u8> {
    record(0x05, &[&cell(column, style), &number.to_le_bytes()])
}

/// A cell with a text.
pub fn text(column: u32, text: &str) -> Vec<u8> {
    record(0x06, &[&cell(column, 0), &wide(text)])
}

/// A sheet's part: these records before its cells, these of its rows and cells, and the merged
/// regions.
pub fn sheet(before: &[u8], cells: &[u8], merges: &[CellRange]) -> Vec<u8> {
    let merge = |region: &CellRange| {
        let CellRange { first, last } = region;
        let corners = [first.row, last.row, first.column, last.column].map(int);
        record(0xb0, &[&corners.concat()])
    };
    [
        &record(0x81, &[])[..],
        &record(0x94, &[&[0; 16]]),
        before,
        &record(0x91, &[]),
        cells,
        &record(0x92, &[]),
        &record(0xb1, &[&int(merges.len() as u32)]),
        &merges.iter().flat_map(merge).collect::<Vec<u8>>(),
        &record(0xb2, &[]),
        &record(0x82, &[]),
    ]
    .concat()
}

/// A sheet as the workbook lists it.
#[derive(Debug, Clone)]
pub struct Listed<'a> {
    /// Its name.
    pub name: &'a str,
    /// Whether Excel does not show it.
    pub hidden: bool,
    /// Its part: see [`sheet`].
    pub part: Vec<u8>,
}

/// The parts of a workbook with these sheets, and these records after their list. Style 0 is
/// general, 1 a percentage, 2 a date.
pub fn parts(sheets: &[Listed<'_>], after: &[u8]) -> Parts {
    let listed = (1..).zip(sheets).flat_map(|(number, sheet)| {
        let id = wide(&format!("rId{number}"));
        let state = int(sheet.hidden.into());
        record(0x9c, &[&state, &int(number), &id, &wide(sheet.name)])
    });
    let main = [
        &record(0x83, &[])[..],
        &record(0x8f, &[]),
        &listed.collect::<Vec<u8>>(),
        &record(0x90, &[]),
        after,
        &record(0x9d, &[]),
        &record(0x84, &[]),
    ]
    .concat();
    let targets: String = (1..=sheets.len())
        .map(|number| format!("<Relationship Id=\"rId{number}\" Type=\"t\" Target=\"worksheets/sheet{number}.bin\"/>"))
        .collect();
    let targets = targets + "<Relationship Id=\"rIdS\" Type=\"t/styles\" Target=\"styles.bin\"/>";
    let parts = Parts::default()
        .with("xl/workbook.bin", main)
        .with("xl/_rels/workbook.bin.rels", relationships(&targets))
        .with("xl/styles.bin", styles());
    (1..).zip(sheets).fold(parts, |parts, (number, sheet)| {
        parts.with(format!("xl/worksheets/sheet{number}.bin"), sheet.part.clone())
    })
}

fn styles() -> Vec<u8> {
    [
        record(0x267, &[&int(2)]),
        record(0x2c, &[&176_u16.to_le_bytes(), &wide("0.0%")]),
        record(0x2c, &[&177_u16.to_le_bytes(), &wide("yyyy-mm-dd")]),
        record(0x268, &[]),
        record(0x269, &[&int(3)]),
        record(0x2f, &[&[0; 16]]),
        record(0x2f, &[&[0, 0, 176, 0], &[0; 12]]),
        record(0x2f, &[&[0, 0, 177, 0], &[0; 12]]),
        record(0x26a, &[]),
    ]
    .concat()
}

/// The parts of a workbook with these sheets: numbers, and of everything else what it shows.
pub fn parts_of(sheets: &[Sheet]) -> Parts {
    let listed = sheets.iter().map(|it| Listed {
        name: &it.name,
        hidden: it.hidden,
        part: sheet(&[], &cells(it), &it.merges),
    });
    parts(&listed.collect::<Vec<_>>(), &[])
}

fn cells(sheet: &Sheet) -> Vec<u8> {
    let mut records = Vec::new();
    let mut begun = None;
    for (at, cell) in &sheet.cells {
        if begun.replace(at.row) != Some(at.row) {
            records.extend(row(at.row, false));
        }
        records.extend(match &cell.value {
            CellValue::Number(value) => number(at.column, 0, value.to_string().parse().unwrap()),
            value => text(at.column, &value.display()),
        });
    }
    records
}
