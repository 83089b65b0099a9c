//! Seeds of the binary workbooks, record by record: no program here writes them.

use nianbao_model::CellRef;
use nianbao_model::source::{CellValue, Sheet};

use super::BETWEEN;

/// The parts of an `.xlsb` with these sheets: texts in their cells, and numbers.
pub(super) fn xlsb(sheets: &[Sheet]) -> Vec<u8> {
    let listed = sheets.iter().enumerate().map(|(number, sheet)| {
        let id = format!("rId{}", number + 1);
        wide_record(
            0x9c,
            &[&int(0), &int(number as u32 + 1), &wide(&id), &wide(&sheet.name)],
        )
    });
    let main = [
        wide_record(0x83, &[]),
        wide_record(0x8f, &[]),
        listed.collect::<Vec<_>>().concat(),
        wide_record(0x90, &[]),
        wide_record(0x84, &[]),
    ]
    .concat();
    let targets: String = (1..=sheets.len())
        .map(|number| format!("<Relationship Id=\"rId{number}\" Type=\"t\" Target=\"worksheets/sheet{number}.bin\"/>"))
        .collect();
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{targets}</Relationships>"
    );
    // A percentage and a date beside the general format.
    let styles = [
        wide_record(0x267, &[&int(2)]),
        wide_record(0x2c, &[&176_u16.to_le_bytes(), &wide("0.0%")]),
        wide_record(0x2c, &[&177_u16.to_le_bytes(), &wide("yyyy-mm-dd")]),
        wide_record(0x268, &[]),
        wide_record(0x269, &[&int(3)]),
        wide_record(0x2f, &[&[0; 16]]),
        wide_record(0x2f, &[&[0, 0, 176, 0], &[0; 12]]),
        wide_record(0x2f, &[&[0, 0, 177, 0], &[0; 12]]),
        wide_record(0x26a, &[]),
    ]
    .concat();
    let mut parts = vec![
        ("xl/workbook.bin".to_owned(), main),
        ("xl/_rels/workbook.bin.rels".to_owned(), relations.into_bytes()),
        ("xl/styles.bin".to_owned(), styles),
    ];
    for (number, sheet) in sheets.iter().enumerate() {
        parts.push((format!("xl/worksheets/sheet{}.bin", number + 1), xlsb_sheet(sheet)));
    }
    let parts = parts
        .into_iter()
        .map(|(name, content)| [name.as_bytes(), b"\n", &content].concat());
    parts.collect::<Vec<_>>().join(BETWEEN.as_bytes())
}

fn xlsb_sheet(sheet: &Sheet) -> Vec<u8> {
    let mut records = [
        wide_record(0x81, &[]),
        wide_record(0x94, &[&[0; 16]]),
        wide_record(0x91, &[]),
    ]
    .concat();
    let mut row = None;
    for (at, cell) in &sheet.cells {
        if row != Some(at.row) {
            row = Some(at.row);
            records.extend(wide_record(
                0x00,
                &[&int(at.row), &int(0), &[0, 0], &[0, 0, 0], &int(0)],
            ));
        }
        let place = [int(at.column), int(0)].concat();
        records.extend(match number(&cell.value) {
            Some(number) => wide_record(0x05, &[&place, &number.to_le_bytes()]),
            None => wide_record(0x06, &[&place, &wide(&cell.value.display())]),
        });
    }
    records.extend(wide_record(0x92, &[]));
    records.extend(wide_record(0xb1, &[&int(sheet.merges.len() as u32)]));
    for merge in &sheet.merges {
        let corners = [merge.first.row, merge.last.row, merge.first.column, merge.last.column].map(int);
        records.extend(wide_record(0xb0, &[&corners.concat()]));
    }
    records.extend([wide_record(0xb2, &[]), wide_record(0x82, &[])].concat());
    records
}

/// A record of `.xlsb`: its type and its length in seven bits a byte, and its body.
fn wide_record(kind: u16, body: &[&[u8]]) -> Vec<u8> {
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

fn int(number: u32) -> [u8; 4] {
    number.to_le_bytes()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn wide(text: &str) -> Vec<u8> {
    let units = utf16(text);
    [&int(units.len() as u32 / 2)[..], &units].concat()
}

fn number(value: &CellValue) -> Option<f64> {
    match value {
        CellValue::Number(number) => number.to_string().parse().ok(),
        _ => None,
    }
}

/// The stream of an `.xls` with these sheets: texts in their cells, and numbers.
pub(super) fn xls(sheets: &[Sheet]) -> Vec<u8> {
    let bodies: Vec<Vec<u8>> = sheets.iter().map(xls_sheet).collect();
    let names: Vec<Vec<u8>> = sheets.iter().map(|sheet| utf16(&sheet.name)).collect();
    let globals: usize = 20 + names.iter().map(|name| 4 + 8 + name.len()).sum::<usize>() + 4;
    let mut begins = globals;
    let mut stream = beginning(5);
    for (name, body) in names.iter().zip(&bodies) {
        let length = [name.len() as u8 / 2, 1];
        stream.extend(record(0x0085, &[&int(begins as u32), &[0, 0], &length, name]));
        begins += body.len();
    }
    stream.extend(record(0x000a, &[]));
    stream.extend(bodies.concat());
    stream
}

fn xls_sheet(sheet: &Sheet) -> Vec<u8> {
    let short = |number: u32| (number as u16).to_le_bytes();
    let place = |at: &CellRef| [short(at.row), short(at.column), [0, 0]].concat();
    let mut records = beginning(0x10);
    for (at, cell) in &sheet.cells {
        records.extend(match number(&cell.value) {
            Some(number) => record(0x0203, &[&place(at), &number.to_le_bytes()]),
            None => {
                let units = utf16(&cell.value.display());
                let length = short(units.len() as u32 / 2);
                record(0x0204, &[&place(at), &length, &[1], &units])
            }
        });
    }
    let merges = sheet.merges.iter().flat_map(|merge| {
        let corners = [merge.first.row, merge.last.row, merge.first.column, merge.last.column];
        corners.map(short).concat()
    });
    let count = short(sheet.merges.len() as u32);
    records.extend(record(0x00e5, &[&count, &merges.collect::<Vec<u8>>()]));
    records.extend(record(0x000a, &[]));
    records
}

/// The beginning of a part of the stream: 5 is the whole, 0x10 a sheet.
fn beginning(kind: u8) -> Vec<u8> {
    record(0x0809, &[&[0, 6, kind, 0], &[0; 12]])
}

/// A record of `.xls`.
fn record(kind: u16, body: &[&[u8]]) -> Vec<u8> {
    let body = body.concat();
    [&kind.to_le_bytes()[..], &(body.len() as u16).to_le_bytes(), &body].concat()
}

/// The stream of a workbook in a compound file that is large enough to be in whole sectors.
pub(super) fn stream(file: &[u8]) -> Option<Vec<u8>> {
    let sector = |number: u32| file.get((number as usize + 1) * 512..)?.get(..512);
    let word = |bytes: &[u8], at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let tables = (0..word(file, 44)?).map(|table| sector(word(file, 76 + table as usize * 4)?));
    let chain: Vec<u8> = tables.collect::<Option<Vec<_>>>()?.concat();
    let follow = |first: u32| {
        let mut content = Vec::new();
        let mut number = first;
        while let (Some(bytes), true) = (sector(number), content.len() < file.len()) {
            content.extend(bytes);
            number = word(&chain, number as usize * 4).unwrap_or(u32::MAX);
        }
        content
    };
    let directory = follow(word(file, 48)?);
    let name = utf16("Workbook");
    let entry = directory.chunks(128).find(|entry| entry.starts_with(&name))?;
    let mut content = follow(word(entry, 116)?);
    content.truncate(word(entry, 120)? as usize);
    Some(content)
}
