//! Inspects the records of an `.xls` workbook (MS-XLS) before calamine reads them: for what
//! calamine does not pass on, and for what would make it reserve memory or take time.

use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use nianbao_model::CellRef;

use crate::biff_asides::Asides;
use crate::bytes::{characters, u16_at, u32_at};
use nianbao_model::symbols::Symbols;

use crate::colour::{BLACK, Colour, Ground};
use crate::limits::{MAX_AREA, MAX_CONTINUED};
use crate::page_text;
use crate::ptg::{self, Layout};
use crate::sheet::Extras;
use crate::sst::{self, Outline};
use crate::style::{Face, Piece, Style, is_legible};
use crate::styles_xml::Formats;
use nianbao_model::limits::{MAX_SHEETS, MAX_TEXT};
use nianbao_number_format::Calendar;

use crate::fill::{FILL, WIDTH_UNITS};

const FORMULA: u16 = 0x0006;
const END_OF_FILE: u16 = 0x000a;
const EXTERN_SHEET: u16 = 0x0017;
const DATE_MODE: u16 = 0x0022;
const FILE_PASS: u16 = 0x002f;
const FONT: u16 = 0x0031;
const CONTINUE: u16 = 0x003c;
const COLUMN_INFO: u16 = 0x007d;
const BOUND_SHEET: u16 = 0x0085;
const MULTIPLE_NUMBERS: u16 = 0x00bd;
const RICH_STRING: u16 = 0x00d6;
const CELL_STYLE: u16 = 0x00e0;
const SHARED_STRINGS: u16 = 0x00fc;
const SHARED_STRING: u16 = 0x00fd;
const SUPPORTING_BOOK: u16 = 0x01ae;
const CALCULATED_BY: u16 = 0x01c1;
const HEADER: u16 = 0x0014;
const FOOTER: u16 = 0x0015;
const DIMENSIONS: u16 = 0x0200;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOLEAN_OR_ERROR: u16 = 0x0205;
const STRING: u16 = 0x0207;
const ROW: u16 = 0x0208;
const SHORT_NUMBER: u16 = 0x027e;
const NUMBER_FORMAT: u16 = 0x041e;
const BEGINNING: u16 = 0x0809;

/// The version number of Excel 97 and later.
const BIFF8: u16 = 0x0600;

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// From which day the workbook counts.
    pub(crate) calendar: Calendar,
    /// What calamine does not tell of each sheet, in the workbook's order.
    pub(crate) sheets: Vec<Extras>,
    /// What calamine is not to see of the stream: how large the sheets are said to be,
    /// and how long the formulas are, which we decode ourselves.
    pub(crate) blanks: Vec<Range<usize>>,
}

/// Why a workbook is not read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It has a password.
    Password,
    /// A record is not as it should be.
    Damaged(&'static str),
    /// A sheet has a cell twice.
    Twice(String, CellRef),
    /// More than the limits allow: what, in both languages, and the limit.
    Beyond(&'static str, &'static str, u64),
}

/// One record: its type, its body, and where that lies in the stream.
struct Record<'a> {
    kind: u16,
    data: &'a [u8],
    at: usize,
}

/// The result of a formula that is an empty text.
const EMPTY_TEXT: [u8; 8] = [3, 0, 0, 0, 0, 0, 0xff, 0xff];

/// The records of `stream` from `at` on.
fn records(stream: &[u8], mut at: usize) -> impl Iterator<Item = Result<Record<'_>, Refusal>> {
    let mut continued = 0;
    std::iter::from_fn(move || {
        let rest = stream.get(at..).filter(|rest| !rest.is_empty())?;
        let mut read = || {
            let kind = u16_at(rest, 0)?;
            let data = rest.get(4..4 + usize::from(u16_at(rest, 2)?))?;
            let record = Record { kind, data, at: at + 4 };
            at += 4 + data.len();
            continued = if kind == CONTINUE { continued + 1 } else { 0 };
            Some(record)
        };
        let record = read().ok_or(Refusal::Damaged("record"));
        Some(match record {
            Ok(_) if continued > MAX_CONTINUED => Err(Refusal::Damaged("Continue")),
            record => record,
        })
    })
}

/// What the workbook says before its sheets.
#[derive(Default)]
struct Globals {
    biff8: bool,
    /// Where the sheets begin, and their names.
    sheets: Vec<(usize, String)>,
    calendar: Calendar,
    /// Whether a program that calculates has written the file.
    calculated: bool,
    fonts: Vec<Face>,
    styles: Vec<Rc<Style>>,
    strings: Vec<Outline>,
    /// How the pieces of each shared string look.
    pieces: Vec<Option<Rc<[Piece]>>>,
    /// The sheets that formulas name, by the number they use.
    named: Vec<Option<String>>,
}

/// Walks through the stream of a workbook.
///
/// # Errors
/// Why it is not to be read.
pub(crate) fn look_over(stream: &[u8]) -> Result<Found, Refusal> {
    let globals = globals(stream)?;
    if globals.sheets.len() > MAX_SHEETS {
        return Err(Refusal::Beyond("工作表数", "number of sheets", MAX_SHEETS as u64));
    }
    let mut book = Found {
        calendar: globals.calendar,
        ..Found::default()
    };
    let mut begins = BTreeSet::new();
    let (mut area, mut text, mut walked) = (0, 0, 0);
    for (at, name) in &globals.sheets {
        let mut sheet = Sheet::new(&globals);
        // Sheets that share their records would be read again for each.
        if !begins.insert(*at) {
            return Err(Refusal::Damaged("BoundSheet8"));
        }
        for record in records(stream, *at) {
            let record = record?;
            walked += 4 + record.data.len();
            if walked > stream.len() {
                return Err(Refusal::Damaged("BoundSheet8"));
            }
            match record.kind {
                DIMENSIONS => book.blanks.push(record.at..record.at + record.data.len()),
                FORMULA if record.data.len() >= 22 => book.blanks.push(record.at + 20..record.at + 22),
                _ => {}
            }
            if sheet.take(&record)? {
                break;
            }
        }
        area += sheet.area();
        text += sheet.text;
        if area > MAX_AREA {
            return Err(Refusal::Beyond("表格范围（单元格数）", "extent in cells", MAX_AREA));
        }
        if text > MAX_TEXT as u64 {
            return Err(Refusal::Beyond(
                "文本总量（字节）",
                "amount of text in bytes",
                MAX_TEXT as u64,
            ));
        }
        if let Some(at) = sheet.twice {
            return Err(Refusal::Twice(name.clone(), at));
        }
        book.sheets.push(sheet.extras);
    }
    Ok(book)
}

fn globals(stream: &[u8]) -> Result<Globals, Refusal> {
    let mut globals = Globals::default();
    let mut formats = Formats::default();
    let mut styles = Vec::new();
    let mut own_books = Vec::new();
    let mut extern_sheets = Vec::new();
    let mut strings: Vec<&[u8]> = Vec::new();
    let mut in_strings = false;
    for record in records(stream, 0) {
        let Record { kind, data, .. } = record?;
        in_strings = kind == SHARED_STRINGS || in_strings && kind == CONTINUE;
        let damaged = |what| move || Refusal::Damaged(what);
        match kind {
            FILE_PASS => return Err(Refusal::Password),
            BEGINNING => globals.biff8 = u16_at(data, 0) == Some(BIFF8),
            BOUND_SHEET => {
                let begin = u32_at(data, 0).ok_or_else(damaged("BoundSheet8"))?;
                let name = data.get(7..).and_then(|text| characters(text, usize::from(data[6])));
                globals.sheets.push((begin as usize, name.unwrap_or_default()));
            }
            NUMBER_FORMAT if globals.biff8 => {
                let id = u32::from(u16_at(data, 0).ok_or_else(damaged("Format"))?);
                let length = u16_at(data, 2).map_or(0, usize::from);
                let code = data.get(4..).and_then(|text| characters(text, length));
                formats.add(id, &code.unwrap_or_default());
            }
            FONT => globals.fonts.push(font(data).ok_or_else(damaged("Font"))?),
            DATE_MODE if u16_at(data, 0) == Some(1) => globals.calendar = Calendar::From1904,
            CALCULATED_BY => globals.calculated = true,
            CELL_STYLE => {
                // Old programs keep what a cell is painted with elsewhere.
                let ground = || {
                    Some(match u16_at(data, 16)? >> 10 {
                        0 => Ground::Bare,
                        1 => Ground::Painted(Colour::indexed(u32::from(u16_at(data, 18)? & 0x7f))),
                        _ => Ground::Other,
                    })
                };
                let fills = data.get(6).is_some_and(|alignment| alignment & 7 == FILL);
                let style = || {
                    Some((
                        u16_at(data, 0)?,
                        u16_at(data, 2)?,
                        ground().unwrap_or(Ground::Other),
                        fills,
                    ))
                };
                styles.push(style().ok_or_else(damaged("XF"))?);
            }
            SUPPORTING_BOOK => own_books.push(u16_at(data, 2) == Some(0x0401)),
            EXTERN_SHEET if globals.biff8 => extern_sheets.extend(data.get(2..).unwrap_or_default().chunks_exact(6)),
            SHARED_STRINGS | CONTINUE if in_strings => strings.push(data),
            END_OF_FILE => break,
            _ => {}
        }
    }
    globals.styles = styles
        .into_iter()
        .map(|(font, format, ground, fills)| {
            Rc::new(Style {
                format: formats.get(format.into()),
                face: globals.face(font),
                ground,
                fills,
            })
        })
        .collect();
    globals.strings = sst::outlines(&strings).ok_or(Refusal::Damaged("SST"))?;
    globals.pieces = globals
        .strings
        .iter()
        .map(|string| globals.pieces_of(&string.runs))
        .collect();
    globals.named = extern_sheets
        .into_iter()
        .map(|entry| {
            let own = *own_books.get(usize::from(u16_at(entry, 0)?))?;
            let (first, last) = (u16_at(entry, 2)?, u16_at(entry, 4)?);
            let (_, name) = globals.sheets.get(usize::from(first))?;
            (own && first == last).then(|| name.clone())
        })
        .collect();
    Ok(globals)
}

impl Globals {
    /// How a font looks. The fifth in the file has the number five: there is no four.
    fn face(&self, font: u16) -> Face {
        let at = usize::from(font) - usize::from(font > 4);
        self.fonts.get(at).copied().unwrap_or_default()
    }

    /// How the pieces of a text look; none where nothing is struck out or raised.
    fn pieces_of(&self, runs: &[(u16, u16)]) -> Option<Rc<[Piece]>> {
        let pieces: Vec<Piece> = runs
            .iter()
            .map(|(start, font)| (usize::from(*start), Some(self.face(*font))))
            .collect();
        pieces
            .iter()
            .any(|(_, face)| *face != Some(Face::default()))
            .then(|| pieces.into())
    }
}

fn font(data: &[u8]) -> Option<Face> {
    Some(Face {
        struck: u16_at(data, 2)? & 0x8 != 0,
        raised: u16_at(data, 8)? != 0,
        tiny: !is_legible(u16_at(data, 0)?),
        colour: Some(Colour::indexed(u16_at(data, 4)?.into())).filter(|colour| !colour.is_like(BLACK)),
        symbols: data
            .get(15..)
            .and_then(|name| characters(name, usize::from(data[14])))
            .and_then(|name| Symbols::named(&name)),
    })
}

/// One sheet being walked through.
struct Sheet<'a> {
    globals: &'a Globals,
    extras: Extras,
    begun: bool,
    /// How many charts and the like we are inside of.
    nested: usize,
    /// The corners of the rectangle calamine will allocate.
    corners: Option<(CellRef, CellRef)>,
    /// Bytes of text calamine will copy.
    text: u64,
    /// The cells so far, and the first that is there twice.
    seen: BTreeSet<CellRef>,
    twice: Option<CellRef>,
    asides: Asides,
}

impl<'a> Sheet<'a> {
    fn new(globals: &'a Globals) -> Self {
        Self {
            globals,
            extras: Extras::default(),
            begun: false,
            nested: 0,
            corners: None,
            text: 0,
            seen: BTreeSet::new(),
            twice: None,
            asides: Asides::default(),
        }
    }

    /// Takes in one record; whether it was the sheet's last.
    fn take(&mut self, record: &Record<'_>) -> Result<bool, Refusal> {
        match record.kind {
            BEGINNING if self.begun => self.nested += 1,
            BEGINNING => self.begun = true,
            END_OF_FILE if self.nested == 0 => {
                self.extras.asides.extend(std::mem::take(&mut self.asides).finish());
                return Ok(true);
            }
            END_OF_FILE => self.nested -= 1,
            _ if self.nested > 0 => {}
            kind => {
                self.content(kind, record.data).ok_or(Refusal::Damaged("cell"))?;
                self.asides.take(kind, record.data);
            }
        }
        Ok(false)
    }

    fn content(&mut self, kind: u16, data: &[u8]) -> Option<()> {
        match kind {
            NUMBER | SHORT_NUMBER | BOOLEAN_OR_ERROR => {
                let at = self.cell(data)?;
                self.style(at, u16_at(data, 4)?);
            }
            MULTIPLE_NUMBERS => {
                let first = self.cell(data)?;
                let entries = data.get(4..data.len().checked_sub(2)?)?;
                for (column, entry) in (first.column..).zip(entries.chunks_exact(6)) {
                    let at = CellRef::new(first.row, column);
                    self.reach(at);
                    self.style(at, u16_at(entry, 0)?);
                    if at != first && !self.seen.insert(at) {
                        self.twice.get_or_insert(at);
                    }
                }
            }
            SHARED_STRING => {
                let at = self.cell(data)?;
                self.style(at, u16_at(data, 4)?);
                let index = u32_at(data, 6)? as usize;
                let length = self.globals.strings.get(index).map_or(0, |string| string.length);
                // Up to three bytes a character.
                self.text += u64::from(length) * 3;
                if let Some(Some(pieces)) = self.globals.pieces.get(index) {
                    self.extras.pieces.insert(at, Rc::clone(pieces));
                }
            }
            LABEL | RICH_STRING => {
                let at = self.cell(data)?;
                self.style(at, u16_at(data, 4)?);
                text_length(data.get(6..)?)?;
            }
            STRING => text_length(data)?,
            HEADER | FOOTER if self.globals.biff8 && !data.is_empty() => {
                let coded = characters(data.get(2..)?, u16_at(data, 0)?.into())?;
                page_text::add(&mut self.extras.asides, &coded);
            }
            FORMULA => self.formula(data)?,
            ROW if u16_at(data, 12)? & 0x20 != 0 => {
                let row = u32::from(u16_at(data, 0)?);
                self.extras.hidden_rows.push(row, row);
            }
            COLUMN_INFO => {
                let (first, last) = (u16_at(data, 0)?.into(), u16_at(data, 2)?.into());
                let width = f64::from(u16_at(data, 4)?) / WIDTH_UNITS;
                let is_hidden = u16_at(data, 8)? & 1 != 0;
                self.extras.columns(first, last, Some(width), is_hidden);
            }
            _ => {}
        }
        Some(())
    }

    fn formula(&mut self, data: &[u8]) -> Option<()> {
        let at = self.cell(data)?;
        self.style(at, u16_at(data, 4)?);
        let tokens = data.get(22..22 + usize::from(u16_at(data, 20)?))?;
        if self.globals.biff8
            && let Some(formula) = ptg::decode(tokens, Layout::Biff8(&self.globals.named))
        {
            self.extras.formulas.insert(at, formula);
            // Writers that do not calculate save every result as an empty text.
            if !self.globals.calculated && data.get(6..14) == Some(&EMPTY_TEXT) {
                self.extras.due.insert(at);
            }
        }
        Some(())
    }

    fn cell(&mut self, data: &[u8]) -> Option<CellRef> {
        let at = CellRef::new(u16_at(data, 0)?.into(), u16_at(data, 2)?.into());
        self.reach(at);
        if !self.seen.insert(at) {
            self.twice.get_or_insert(at);
        }
        Some(at)
    }

    fn reach(&mut self, at: CellRef) {
        let (first, last) = self.corners.get_or_insert((at, at));
        *first = CellRef::new(first.row.min(at.row), first.column.min(at.column));
        *last = CellRef::new(last.row.max(at.row), last.column.max(at.column));
    }

    fn style(&mut self, at: CellRef, style: u16) {
        if let Some(style) = self
            .globals
            .styles
            .get(usize::from(style))
            .filter(|style| !style.is_plain())
        {
            self.extras.styles.insert(at, Rc::clone(style));
        }
    }

    fn area(&self) -> u64 {
        self.corners.map_or(0, |(first, last)| {
            u64::from(last.row - first.row + 1) * u64::from(last.column - first.column + 1)
        })
    }
}

/// Whether a text is as long as it says: calamine reserves what it says.
fn text_length(data: &[u8]) -> Option<()> {
    let length = usize::from(u16_at(data, 0)?);
    (length <= data.len()).then_some(())
}
