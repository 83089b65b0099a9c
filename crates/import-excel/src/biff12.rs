//! Inspects the records of an `.xlsb` workbook (MS-XLSB): for what calamine does not pass on
//! about a sheet, and for which part belongs to which sheet.

use std::collections::BTreeSet;

use nianbao_model::{CellRange, CellRef};

use crate::bytes::{error_text, u16_at, u32_at, utf16};
use crate::number_format;
use crate::ptg::{self, Layout};
use crate::sheet::Extras;
use nianbao_model::limits::{MAX_COLUMNS, MAX_ROWS};

const ROW: u16 = 0x00;
const CELL_ERROR: u16 = 0x03;
const FORMULA_STRING: u16 = 0x08;
const FORMULA_NUMBER: u16 = 0x09;
const FORMULA_BOOLEAN: u16 = 0x0a;
const FORMULA_ERROR: u16 = 0x0b;
const NAME: u16 = 0x27;
const NUMBER_FORMAT: u16 = 0x2c;
const CELL_STYLE: u16 = 0x2f;
const COLUMN_INFO: u16 = 0x3c;
const SHEET: u16 = 0x9c;
const MERGE: u16 = 0xb0;
const BEGIN_CELL_STYLES: u16 = 0x269;
const END_CELL_STYLES: u16 = 0x26a;

/// The relationship of a sheet that has none.
const NO_RELATIONSHIP: u32 = u32::MAX;

/// One record: its type, its body, and all its bytes.
struct Record<'a> {
    kind: u16,
    data: &'a [u8],
    whole: &'a [u8],
}

/// The records of a part; an error where one is cut.
fn records(mut part: &[u8]) -> impl Iterator<Item = Result<Record<'_>, String>> {
    std::iter::from_fn(move || {
        if part.is_empty() {
            return None;
        }
        let record = record(part).ok_or_else(|| "record".to_owned());
        part = record.as_ref().map_or(&[], |record| &part[record.whole.len()..]);
        Some(record)
    })
}

/// The first record. Its type takes one or two bytes and its length one to four, seven
/// bits each, the last with a clear top bit.
fn record(part: &[u8]) -> Option<Record<'_>> {
    let mut at = 0;
    let mut number = |most: u32| {
        let mut number = 0;
        for index in 0..most {
            let byte = *part.get(at)?;
            at += 1;
            number |= usize::from(byte & 0x7f) << (7 * index);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    };
    let (kind, length) = (number(2)? as u16, number(4)?);
    let whole = part.get(..at + length)?;
    Some(Record {
        kind,
        data: &whole[at..],
        whole,
    })
}

/// Walks through a sheet; `percent` says of each cell style whether it shows
/// percentages.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn look_over(part: &[u8], percent: &[bool]) -> Result<Extras, String> {
    let mut extras = Extras::default();
    let mut row = 0;
    for record in records(part) {
        let Record { kind, data, .. } = record?;
        take(&mut extras, &mut row, percent, kind, data).ok_or_else(|| format!("record {kind:#x}"))?;
    }
    Ok(extras)
}

fn take(extras: &mut Extras, row: &mut u32, percent: &[bool], kind: u16, data: &[u8]) -> Option<()> {
    match kind {
        ROW => {
            *row = u32_at(data, 0).filter(|row| *row < MAX_ROWS)?;
            // The flag fDyZero.
            if data.get(11)? & 0x10 != 0 {
                extras.hidden_rows.push(*row, *row);
            }
        }
        CELL_ERROR..=FORMULA_ERROR | 0x01 | 0x02 => {
            let at = CellRef::new(*row, u32_at(data, 0).filter(|column| *column < MAX_COLUMNS)?);
            let style = u32_at(data, 4)? & 0x00ff_ffff;
            if percent.get(style as usize) == Some(&true) {
                extras.percent.insert(at);
            }
            // calamine passes over errors that formulas give.
            if kind == FORMULA_ERROR {
                let error = error_text(*data.get(8)?).unwrap_or("#VALUE!");
                extras.errors.insert(at, error.to_owned());
            }
            if let Some(tokens) = tokens(kind, data)
                && let Some(formula) = ptg::decode(tokens, Layout::Biff12)
            {
                extras.formulas.insert(at, formula);
            }
        }
        COLUMN_INFO if u16_at(data, 16)? & 1 != 0 => {
            extras.hidden_columns.push(u32_at(data, 0)?, u32_at(data, 4)?);
        }
        MERGE => {
            let corner = |row, column| {
                let at = CellRef::new(u32_at(data, row)?, u32_at(data, column)?);
                (at.row < MAX_ROWS && at.column < MAX_COLUMNS).then_some(at)
            };
            let (first, last) = (corner(0, 8)?, corner(4, 12)?);
            extras.merges.push(CellRange { first, last });
        }
        _ => {}
    }
    Some(())
}

/// The tokens of a cell's formula: behind the cell's eight bytes, its value and two
/// bytes of flags.
fn tokens(kind: u16, data: &[u8]) -> Option<&[u8]> {
    let value = match kind {
        FORMULA_STRING => 4 + (u32_at(data, 8)? as usize).checked_mul(2)?,
        FORMULA_NUMBER => 8,
        FORMULA_BOOLEAN | FORMULA_ERROR => 1,
        _ => return None,
    };
    let at = value.checked_add(10)?;
    let length = u32_at(data, at)? as usize;
    data.get(at + 4..(at + 4).checked_add(length)?)
}

/// Which cell styles of `styles.bin` show percentages.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn percent_styles(part: &[u8]) -> Result<Vec<bool>, String> {
    let mut formats: BTreeSet<u32> = number_format::BUILT_IN.into();
    let mut styles = Vec::new();
    let mut in_cell_styles = false;
    for record in records(part) {
        let Record { kind, data, .. } = record?;
        match kind {
            NUMBER_FORMAT => {
                if let (Some(id), Some(code)) = (u16_at(data, 0), data.get(2..).and_then(wide)) {
                    formats.remove(&id.into());
                    if number_format::is_percent(&code.0) {
                        formats.insert(id.into());
                    }
                }
            }
            BEGIN_CELL_STYLES => in_cell_styles = true,
            END_CELL_STYLES => in_cell_styles = false,
            CELL_STYLE if in_cell_styles => {
                let format = u16_at(data, 2).ok_or("BrtXF")?;
                styles.push(formats.contains(&format.into()));
            }
            _ => {}
        }
    }
    Ok(styles)
}

/// A sheet as `workbook.bin` lists it.
#[derive(Debug)]
pub(crate) struct Listed {
    /// Its name.
    pub(crate) name: String,
    /// The id of the relationship to its part.
    pub(crate) relationship: String,
}

/// The sheets of `workbook.bin` that calamine sees, and the part without its names:
/// we have no use for them, and calamine decodes their formulas by calling itself as
/// deep as the file says.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn sheets(part: &[u8]) -> Result<(Vec<Listed>, Vec<u8>), String> {
    let mut sheets = Vec::new();
    let mut without_names = Vec::with_capacity(part.len());
    for record in records(part) {
        let Record { kind, data, whole } = record?;
        if kind == SHEET && u32_at(data, 8) != Some(NO_RELATIONSHIP) {
            let listed = || {
                let (relationship, length) = wide(data.get(8..)?)?;
                let (name, _) = wide(data.get(8 + length..)?)?;
                Some(Listed { name, relationship })
            };
            sheets.push(listed().ok_or("BrtBundleSh")?);
        }
        if kind != NAME {
            without_names.extend_from_slice(whole);
        }
    }
    Ok((sheets, without_names))
}

/// A text behind the number of its characters, and how many bytes both take.
fn wide(data: &[u8]) -> Option<(String, usize)> {
    let end = (u32_at(data, 0)? as usize).checked_mul(2)?.checked_add(4)?;
    Some((utf16(data.get(4..end)?), end))
}
