//! Inspects the records of an `.xlsb` workbook (MS-XLSB): for what calamine does not pass on
//! about a sheet, and for which part belongs to which sheet.

use std::rc::Rc;

use nianbao_model::source::RemarkKind;
use nianbao_model::{CellRange, CellRef};

use crate::bytes::{error_text, u16_at, u32_at, utf16};
use nianbao_model::symbols::Symbols;

use crate::colour::{BLACK, Colour, Ground};
use crate::page_text;
use crate::ptg::{self, Layout};
use crate::sheet::{Aside, Book, Extras};
use crate::sst;
use crate::style::{Face, Piece, Style, is_legible};
use crate::styles_xml::Formats;
use nianbao_model::limits::{MAX_COLUMNS, MAX_ROWS};
use nianbao_number_format::Calendar;

use crate::fill::{FILL as FILL_ALIGNMENT, WIDTH_UNITS};

const ROW: u16 = 0x00;
const CELL_BLANK: u16 = 0x01;
const CELL_ERROR: u16 = 0x03;
const CELL_STRING: u16 = 0x07;
const FORMULA_STRING: u16 = 0x08;
const FORMULA_NUMBER: u16 = 0x09;
const FORMULA_BOOLEAN: u16 = 0x0a;
const FORMULA_ERROR: u16 = 0x0b;
const SHORT_BLANK: u16 = 0x0c;
const SHORT_SHARED: u16 = 0x12;
const SHARED_STRING: u16 = 0x13;
const NAME: u16 = 0x27;
const FONT: u16 = 0x2b;
const FILL: u16 = 0x2d;
const NUMBER_FORMAT: u16 = 0x2c;
const CELL_STYLE: u16 = 0x2f;
const COLUMN_INFO: u16 = 0x3c;
const WORKBOOK_PROPERTIES: u16 = 0x99;
const SHEET: u16 = 0x9c;
const CALCULATION: u16 = 0x9d;
const MERGE: u16 = 0xb0;
const BEGIN_CELL_STYLES: u16 = 0x269;
const END_CELL_STYLES: u16 = 0x26a;
const HEADER_FOOTER: u16 = 0x1df;
const COMMENT: u16 = 0x27b;
const COMMENT_TEXT: u16 = 0x27d;

/// What the cells of all sheets refer to.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    /// The cell styles.
    pub(crate) styles: Vec<Rc<Style>>,
    /// How the pieces of the shared strings look.
    pub(crate) strings: Vec<Option<Rc<[Piece]>>>,
}

/// The length of a text that is not there.
const NO_TEXT: u32 = u32::MAX;
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

/// A sheet with every cell saying its column: one that does not (`BrtShort…`, 2.4.309 and on) follows the
/// one before it, and is passed over by calamine. `None` if all say theirs, as those of Excel do.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn written_out(part: &[u8]) -> Result<Option<Vec<u8>>, String> {
    let is_short = |kind: u16| (SHORT_BLANK..=SHORT_SHARED).contains(&kind);
    let mut out = Vec::new();
    let (mut next, mut found) = (0_u32, false);
    for record in records(part) {
        let Record { kind, data, whole } = record?;
        if is_short(kind) {
            found = true;
            // The short kinds stand in the order of the others.
            out.push((kind - SHORT_BLANK + CELL_BLANK) as u8);
            let mut length = data.len() + 4;
            while length > 0x7f {
                out.push((length & 0x7f) as u8 | 0x80);
                length >>= 7;
            }
            out.push(length as u8);
            out.extend(next.to_le_bytes());
            out.extend(data);
            next = next.saturating_add(1);
            continue;
        }
        match kind {
            ROW => next = 0,
            CELL_BLANK..=FORMULA_ERROR => next = u32_at(data, 0).unwrap_or_default().saturating_add(1),
            _ => {}
        }
        out.extend(whole);
    }
    Ok(found.then_some(out))
}

/// Walks through a sheet.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn look_over(part: &[u8], shared: &Shared) -> Result<Extras, String> {
    let mut extras = Extras::default();
    let mut row = 0;
    for record in records(part) {
        let Record { kind, data, .. } = record?;
        take(&mut extras, &mut row, shared, kind, data).ok_or_else(|| format!("record {kind:#x}"))?;
    }
    Ok(extras)
}

fn take(extras: &mut Extras, row: &mut u32, shared: &Shared, kind: u16, data: &[u8]) -> Option<()> {
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
            if let Some(style) = shared.styles.get(style as usize).filter(|style| !style.is_plain()) {
                extras.styles.insert(at, Rc::clone(style));
            }
            if kind == CELL_STRING
                && let Some(Some(pieces)) = shared.strings.get(u32_at(data, 8)? as usize)
            {
                extras.pieces.insert(at, Rc::clone(pieces));
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
        COLUMN_INFO => {
            let (first, last) = (u32_at(data, 0)?, u32_at(data, 4)?);
            let width = f64::from(u32_at(data, 8)?) / WIDTH_UNITS;
            extras.columns(first, last, Some(width), u16_at(data, 16)? & 1 != 0);
        }
        HEADER_FOOTER => {
            // Two bytes of flags, then six texts, of which any may be missing.
            let mut rest = data.get(2..)?;
            while !rest.is_empty() {
                let length = match u32_at(rest, 0)? {
                    NO_TEXT => 4,
                    _ => {
                        let (coded, length) = wide(rest)?;
                        page_text::add(&mut extras.asides, &coded);
                        length
                    }
                };
                rest = rest.get(length..)?;
            }
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

/// The cell styles of `styles.bin`, and its fonts.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn styles(part: &[u8]) -> Result<(Vec<Rc<Style>>, Vec<Face>), String> {
    let mut formats = Formats::default();
    let mut faces: Vec<Face> = Vec::new();
    let mut fills: Vec<Ground> = Vec::new();
    let mut styles = Vec::new();
    let mut in_cell_styles = false;
    for record in records(part) {
        let Record { kind, data, .. } = record?;
        match kind {
            NUMBER_FORMAT => {
                if let (Some(id), Some((code, _))) = (u16_at(data, 0), data.get(2..).and_then(wide)) {
                    formats.add(id.into(), &code);
                }
            }
            FONT => {
                let flags = u16_at(data, 2).ok_or("BrtFont")?;
                let script = u16_at(data, 6).ok_or("BrtFont")?;
                faces.push(Face {
                    struck: flags & 0x8 != 0,
                    raised: script != 0,
                    tiny: !is_legible(u16_at(data, 0).ok_or("BrtFont")?),
                    colour: data
                        .get(12..20)
                        .and_then(Colour::of_record)
                        .filter(|colour| !colour.is_like(BLACK)),
                    symbols: data
                        .get(21..)
                        .and_then(wide)
                        .and_then(|(name, _)| Symbols::named(&name)),
                });
            }
            FILL => {
                let colour = || data.get(4..12).and_then(Colour::of_record);
                fills.push(match u16_at(data, 0).ok_or("BrtFill")? {
                    0 => Ground::Bare,
                    1 => colour().map_or(Ground::Other, Ground::Painted),
                    _ => Ground::Other,
                });
            }
            BEGIN_CELL_STYLES => in_cell_styles = true,
            END_CELL_STYLES => in_cell_styles = false,
            CELL_STYLE if in_cell_styles => {
                let format = u16_at(data, 2).ok_or("BrtXF")?;
                let font = u16_at(data, 4).map_or(0, usize::from);
                styles.push(Rc::new(Style {
                    format: formats.get(format.into()),
                    face: faces.get(font).copied().unwrap_or_default(),
                    ground: u16_at(data, 6)
                        .and_then(|fill| fills.get(usize::from(fill)).copied())
                        .unwrap_or_default(),
                    fills: data.get(12).is_some_and(|alignment| alignment & 7 == FILL_ALIGNMENT),
                }));
            }
            _ => {}
        }
    }
    Ok((styles, faces))
}

/// Of each shared string, how its pieces look; none where nothing is struck out or raised.
///
/// # Errors
/// What is wrong with the part.
pub(crate) fn pieces_of_strings(part: &[u8], faces: &[Face]) -> Result<Vec<Option<Rc<[Piece]>>>, String> {
    let strings = records(part).filter_map(|record| match record {
        Ok(Record { kind, data, .. }) => (kind == SHARED_STRING).then(|| Ok(pieces(data, faces))),
        Err(cause) => Some(Err(cause)),
    });
    strings.collect()
}

fn pieces(data: &[u8], faces: &[Face]) -> Option<Rc<[Piece]>> {
    if data.first()? & 1 == 0 {
        return None;
    }
    let (_, length) = wide(&data[1..])?;
    let runs = data.get(1 + length + 4..)?;
    let many = (u32_at(data, 1 + length)? as usize).checked_mul(4)?;
    let face = |font: u16| faces.get(usize::from(font)).copied().unwrap_or_default();
    let pieces: Vec<Piece> = sst::runs_of(runs.get(..many)?)
        .into_iter()
        .map(|(start, font)| (usize::from(start), Some(face(font))))
        .collect();
    pieces
        .iter()
        .any(|(_, face)| *face != Some(Face::default()))
        .then(|| pieces.into())
}

/// The comments of a part of them.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn comments(part: &[u8]) -> Result<Vec<Aside>, String> {
    let mut found = Vec::new();
    let mut at = None;
    for record in records(part) {
        let Record { kind, data, .. } = record?;
        match kind {
            COMMENT => {
                at = u32_at(data, 4)
                    .zip(u32_at(data, 12))
                    .map(|(row, column)| CellRef::new(row, column))
            }
            COMMENT_TEXT => found.push(Aside {
                kind: RemarkKind::Comment,
                at,
                text: data.get(1..).and_then(wide).map(|(text, _)| text).unwrap_or_default(),
            }),
            _ => {}
        }
    }
    Ok(found)
}

/// A sheet as `workbook.bin` lists it.
#[derive(Debug)]
pub(crate) struct Listed {
    /// Its name.
    pub(crate) name: String,
    /// The id of the relationship to its part.
    pub(crate) relationship: String,
}

/// What `workbook.bin` says.
#[derive(Debug, Default)]
pub(crate) struct Main {
    /// The sheets that calamine sees.
    pub(crate) sheets: Vec<Listed>,
    /// The part without its names: we have no use for them, and calamine decodes their formulas
    /// by calling itself as deep as the file says.
    pub(crate) without_names: Vec<u8>,
    /// How the workbook is to be read.
    pub(crate) book: Book,
}

/// Reads `workbook.bin`.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn main(part: &[u8]) -> Result<Main, String> {
    let mut main = Main {
        without_names: Vec::with_capacity(part.len()),
        ..Main::default()
    };
    for record in records(part) {
        let Record { kind, data, whole } = record?;
        match kind {
            SHEET if u32_at(data, 8) != Some(NO_RELATIONSHIP) => {
                let listed = || {
                    let (relationship, length) = wide(data.get(8..)?)?;
                    let (name, _) = wide(data.get(8 + length..)?)?;
                    Some(Listed { name, relationship })
                };
                main.sheets.push(listed().ok_or("BrtBundleSh")?);
            }
            WORKBOOK_PROPERTIES if u32_at(data, 0).is_some_and(|flags| flags & 1 != 0) => {
                main.book.calendar = Calendar::From1904;
            }
            // The flag fFullCalcOnLoad.
            CALCULATION => main.book.due = u16_at(data, 24).is_some_and(|flags| flags & 1 != 0),
            _ => {}
        }
        if kind != NAME {
            main.without_names.extend_from_slice(whole);
        }
    }
    Ok(main)
}

/// A text behind the number of its characters, and how many bytes both take.
fn wide(data: &[u8]) -> Option<(String, usize)> {
    let end = (u32_at(data, 0)? as usize).checked_mul(2)?.checked_add(4)?;
    Some((utf16(data.get(4..end)?), end))
}
