//! Old Excel workbooks (`.xls`, MS-XLS), record by record: no program here writes them.

use nianbao_model::source::{CellValue, Sheet};
use nianbao_model::{CellRange, CellRef};

use crate::compound::compound;

/// The stream of a compound file that holds a workbook.
pub const STREAM: &str = "Workbook";

/// A record: its type, its length and its body, which is given in pieces.
pub fn record(kind: u16, body: &[&[u8]]) -> Vec<u8> {
    let body = body.concat();
    [&kind.to_le_bytes()[..], &(body.len() as u16).to_le_bytes(), &body].concat()
}

/// A cell with a number.
pub fn number(at: CellRef, number: f64) -> Vec<u8> {
    record(0x0203, &[&place(at), &number.to_le_bytes()])
}

/// A cell with a text.
pub fn text(at: CellRef, text: &str) -> Vec<u8> {
    let units = utf16(text);
    record(0x0204, &[&place(at), &short(units.len() as u32 / 2), &[1], &units])
}

/// The merged regions of a sheet.
pub fn merges(regions: &[CellRange]) -> Vec<u8> {
    let corners = regions.iter().flat_map(|region| {
        let CellRange { first, last } = region;
        [first.row, last.row, first.column, last.column].map(short).concat()
    });
    record(0x00e5, &[&short(regions.len() as u32), &corners.collect::<Vec<u8>>()])
}

/// A workbook's stream: these records, and after them sheets with these names and records.
pub fn stream(before: &[u8], sheets: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let names: Vec<Vec<u8>> = sheets.iter().map(|(name, _)| utf16(name)).collect();
    let bodies = sheets
        .iter()
        .map(|(_, records)| [beginning(0x10), records.clone(), end()].concat());
    let bodies: Vec<Vec<u8>> = bodies.collect();
    let listed: usize = names.iter().map(|name| 4 + 8 + name.len()).sum();
    let mut stream = [beginning(5), before.to_vec()].concat();
    let mut begins = stream.len() + listed + end().len();
    for (name, body) in names.iter().zip(&bodies) {
        // BoundSheet8: where the sheet begins, visible, a worksheet, its name.
        let begin = (begins as u32).to_le_bytes();
        stream.extend(record(0x0085, &[&begin, &[0, 0, name.len() as u8 / 2, 1], name]));
        begins += body.len();
    }
    stream.extend(end());
    stream.extend(bodies.concat());
    stream
}

/// A workbook with these records, and one sheet of these.
pub fn workbook(before: &[u8], sheet: &[u8]) -> Vec<u8> {
    compound(STREAM, &stream(before, &[("A", sheet.to_vec())]))
}

/// A workbook's stream with these sheets: numbers, and of everything else what it shows.
pub fn stream_of(sheets: &[Sheet]) -> Vec<u8> {
    let sheets: Vec<(&str, Vec<u8>)> = sheets.iter().map(|sheet| (&*sheet.name, records(sheet))).collect();
    stream(&[], &sheets)
}

fn records(sheet: &Sheet) -> Vec<u8> {
    let cells = sheet.cells.iter().flat_map(|(at, cell)| match &cell.value {
        CellValue::Number(value) => number(*at, value.to_string().parse().unwrap()),
        value => text(*at, &value.display()),
    });
    cells.chain(merges(&sheet.merges)).collect()
}

/// The beginning of a part of the stream: 5 is the whole, 0x10 a sheet.
fn beginning(kind: u8) -> Vec<u8> {
    record(0x0809, &[&[0, 6, kind, 0], &[0; 12]])
}

/// The end of a part of the stream.
fn end() -> Vec<u8> {
    record(0x000a, &[])
}

/// The beginning of a cell: where it is, and the general format.
fn place(at: CellRef) -> Vec<u8> {
    [short(at.row), short(at.column), [0, 0]].concat()
}

fn short(number: u32) -> [u8; 2] {
    (number as u16).to_le_bytes()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
