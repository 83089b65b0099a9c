//! Fills one sheet, within the limits. The reader of every format ends here.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use calamine::Data;
use nianbao_model::plugin::{Amount, ImportError};
use nianbao_model::source::{Cell, CellValue, Recomputed, Remark, RemarkKind, Sheet};
use nianbao_model::{CellRange, CellRef, Decimal, Locus, Source, shown};
use nianbao_number_format::Calendar;

use crate::conditional::Rules;
use crate::errors::{beyond, damaged};
use crate::fill::{self, Widths};
use crate::spans::Spans;
use crate::style::{self, Face, Piece, Style};
use nianbao_model::limits::{
    MAX_CELL_TEXT, MAX_CELLS, MAX_COLUMNS, MAX_MERGES, MAX_NUMBERS, MAX_REMARKS, MAX_ROWS, MAX_TEXT,
};

/// What a workbook may still have.
#[derive(Debug)]
pub(crate) struct Budget {
    cells: usize,
    numbers: usize,
    text: usize,
    remarks: usize,
}

impl Budget {
    /// All of it.
    pub(crate) fn new() -> Self {
        Self {
            cells: MAX_CELLS,
            numbers: MAX_NUMBERS,
            text: MAX_TEXT,
            remarks: MAX_REMARKS,
        }
    }
}

/// What a sheet says beside the values of its cells, and calamine does not tell.
#[derive(Debug, Default)]
pub(crate) struct Extras {
    /// Merged regions.
    pub(crate) merges: Vec<CellRange>,
    /// Hidden rows.
    pub(crate) hidden_rows: Spans,
    /// Hidden columns.
    pub(crate) hidden_columns: Spans,
    /// How wide the columns are.
    pub(crate) widths: Widths,
    /// How cells look, where that changes what is read in them.
    pub(crate) styles: BTreeMap<CellRef, Rc<Style>>,
    /// How the pieces of cells' texts look.
    pub(crate) pieces: BTreeMap<CellRef, Rc<[Piece]>>,
    /// Error values calamine does not know, or passes over.
    pub(crate) errors: BTreeMap<CellRef, String>,
    /// Formulas calamine does not decode, or decodes wrongly.
    pub(crate) formulas: BTreeMap<CellRef, String>,
    /// Formulas whose result was never computed.
    pub(crate) due: BTreeSet<CellRef>,
    /// Comments, boxes of text and pictures.
    pub(crate) asides: Vec<Aside>,
}

/// The narrowest column of which anything is seen, in digits: half of one.
const NARROWEST: f64 = 0.5;

impl Extras {
    /// Takes a run of columns down, both ends included, with their width if the file has it. One that is too narrow is
    /// hidden all the same.
    pub(crate) fn columns(&mut self, first: u32, last: u32, width: Option<f64>, is_hidden: bool) {
        if is_hidden || width.is_some_and(|width| width < NARROWEST) {
            self.hidden_columns.push(first, last);
        }
        if let Some(width) = width {
            self.widths.push(first, last, width);
        }
    }
}

/// Something that lies on a sheet and is no cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Aside {
    pub(crate) kind: RemarkKind,
    pub(crate) at: Option<CellRef>,
    pub(crate) text: String,
}

/// How a workbook is to be read as a whole.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Book {
    /// From which day it counts.
    pub(crate) calendar: Calendar,
    /// Whether its formulas are still to be computed.
    pub(crate) due: bool,
}

/// A cell as it is stored.
#[derive(Debug)]
pub(crate) struct Stored<'a> {
    pub(crate) value: CellValue,
    pub(crate) formula: Option<String>,
    pub(crate) style: Option<&'a Style>,
    pub(crate) pieces: Rc<[Piece]>,
}

impl From<CellValue> for Stored<'_> {
    fn from(value: CellValue) -> Self {
        Self {
            value,
            formula: None,
            style: None,
            pieces: Rc::new([]),
        }
    }
}

/// A sheet being filled.
#[derive(Debug)]
pub(crate) struct Filler<'a> {
    sheet: Sheet,
    remarks: Vec<Remark>,
    extras: Extras,
    book: Book,
    budget: &'a mut Budget,
    /// The conditional formats that were told of.
    doubts: BTreeSet<String>,
    /// The cells that repeat what they hold.
    filled: Vec<CellRef>,
    /// Whether conditional formats are tried for its cells.
    has_rules: bool,
}

impl<'a> Filler<'a> {
    /// An empty sheet.
    pub(crate) fn new(file: &Arc<str>, name: &str, extras: Extras, book: Book, budget: &'a mut Budget) -> Self {
        Self {
            sheet: Sheet::new(file, name),
            remarks: Vec::new(),
            extras,
            book,
            budget,
            doubts: BTreeSet::new(),
            filled: Vec::new(),
            has_rules: false,
        }
    }

    /// Notes whether the whole sheet is hidden.
    pub(crate) fn hide(&mut self, hidden: bool) {
        self.sheet.hidden = hidden;
    }

    /// What may still be added to while the sheet is read.
    pub(crate) fn extras(&mut self) -> &mut Extras {
        &mut self.extras
    }

    /// Where the sheet is, for messages.
    pub(crate) fn locus(&self) -> Locus {
        Locus::sheet(&self.sheet.file, &self.sheet.name)
    }

    /// Takes over a cell of which the extras know how it looks.
    ///
    /// # Errors
    /// If it lies outside any sheet, or one of the limits is reached.
    pub(crate) fn put(&mut self, at: CellRef, value: CellValue) -> Result<(), ImportError> {
        let value = match self.extras.errors.remove(&at) {
            Some(error) => CellValue::Error(error),
            None => value,
        };
        let value = if self.extras.due.remove(&at) {
            CellValue::Empty
        } else {
            value
        };
        let style = self.extras.styles.remove(&at);
        let pieces = self.extras.pieces.remove(&at);
        let stored = Stored {
            value,
            formula: self.extras.formulas.remove(&at),
            style: style.as_deref(),
            pieces: pieces.unwrap_or_default(),
        };
        self.put_stored(at, stored)
    }

    /// Takes over a cell that looks as conditional formats say.
    ///
    /// # Errors
    /// See [`Self::put_stored`].
    pub(crate) fn put_under(&mut self, rules: &Rules, at: CellRef, stored: Stored<'_>) -> Result<(), ImportError> {
        if rules.is_empty() || stored.value == CellValue::Empty {
            return self.put_stored(at, stored);
        }
        self.has_rules = true;
        let plain = Style::default();
        let applied = rules.apply(at, &stored.value, stored.style.unwrap_or(&plain));
        if let Some(doubt) = applied.doubt {
            self.doubt(Some(at), doubt.to_owned())?;
        }
        let style = &*applied.style;
        let style = Some(style).filter(|style| !style.is_plain());
        self.put_stored(at, Stored { style, ..stored })
    }

    /// Tells of a conditional format that is not worked out, once for each.
    ///
    /// # Errors
    /// If a limit is reached.
    pub(crate) fn doubt(&mut self, at: Option<CellRef>, stated: String) -> Result<(), ImportError> {
        match self.doubts.insert(stated.clone()) {
            true => self.remark(RemarkKind::Conditional, at, stated),
            false => Ok(()),
        }
    }

    /// Takes over a cell as it is stored.
    ///
    /// # Errors
    /// If it lies outside any sheet, or one of the limits is reached.
    pub(crate) fn put_stored(&mut self, at: CellRef, stored: Stored<'_>) -> Result<(), ImportError> {
        let plain = Style::default();
        let style = stored.style.unwrap_or(&plain);
        let formula = stored.formula.filter(|formula| !formula.is_empty());
        let cell = match self.legible(at, stored.value, &stored.pieces, style)? {
            Some(value) => self.cell(value, formula, style),
            None => return Ok(()),
        };
        let cell = match style.is_unseen(&cell.value) && stored.pieces.is_empty() {
            true => cell.shown_as(""),
            false => cell,
        };
        if cell.is_blank() {
            let hidden = cell.value.display();
            if !hidden.trim().is_empty() {
                self.remark(RemarkKind::Hidden, Some(at), hidden)?;
            }
            // Formulas may still compute with a number.
            if !matches!(cell.value, CellValue::Number(_) | CellValue::Percent(_)) {
                return Ok(());
            }
        }
        if at.row >= MAX_ROWS || at.column >= MAX_COLUMNS {
            return Err(damaged(
                self.locus(),
                format_args!("{at} > {}", CellRef::new(MAX_ROWS - 1, MAX_COLUMNS - 1)),
            ));
        }
        let text = match &cell.value {
            CellValue::Text(text) | CellValue::Date(text) | CellValue::Error(text) => text.len(),
            _ => 0,
        } + cell.formula.as_ref().map_or(0, String::len)
            + cell.shown.as_ref().map_or(0, |shown| shown.len());
        self.count_text(Some(at), text)?;
        self.count_cell(&cell, style)?;
        if style.fills {
            self.filled.push(at);
        }
        match self.sheet.cells.entry(at) {
            Entry::Vacant(place) => {
                place.insert(cell);
            }
            Entry::Occupied(earlier) if *earlier.get() == cell => {}
            // Which of the two counts cannot be told: neither is read as a number.
            Entry::Occupied(mut earlier) => {
                let second = cell.display().into_owned();
                let both = format!("{}（另有“{second}”）", earlier.get().display());
                earlier.insert(Cell::typed(CellValue::Text(both)));
                self.remark(RemarkKind::Twice, Some(at), second)?;
            }
        }
        Ok(())
    }

    /// Counts a filled cell: one that holds a number, and of which nothing else had to be looked at,
    /// apart from all others.
    fn count_cell(&mut self, cell: &Cell, style: &Style) -> Result<(), ImportError> {
        let is_number = matches!(cell.value, CellValue::Number(_)) && cell.formula.is_none();
        let is_bare = is_number && style.is_plain() && !self.has_rules;
        let (left, zh, en, limit) = match is_bare {
            true => (
                &mut self.budget.numbers,
                "数字单元格数",
                "number of cells with numbers",
                MAX_NUMBERS,
            ),
            false => (
                &mut self.budget.cells,
                "有内容的单元格数",
                "number of filled cells",
                MAX_CELLS,
            ),
        };
        match left.checked_sub(1) {
            Some(less) => *left = less,
            None => return Err(beyond(self.locus(), zh, en, limit)),
        }
        Ok(())
    }

    /// A value without what is struck out in it; none where that is all of it.
    fn legible(
        &mut self,
        at: CellRef,
        value: CellValue,
        pieces: &[Piece],
        style: &Style,
    ) -> Result<Option<CellValue>, ImportError> {
        match value {
            CellValue::Text(text) if style.face != Face::default() || !pieces.is_empty() => {
                let text = match style::signs(&text, pieces, style.face) {
                    Some((seen, unknown)) => {
                        if !unknown.is_empty() {
                            self.remark(RemarkKind::Symbol, Some(at), unknown)?;
                        }
                        seen
                    }
                    None => text,
                };
                let reading = style::read(&text, pieces, style);
                if let Some(struck) = reading.struck {
                    self.remark(RemarkKind::Struck, Some(at), struck)?;
                }
                if let Some(unseen) = reading.unseen {
                    self.remark(RemarkKind::Hidden, Some(at), unseen)?;
                }
                if let Some(mark) = reading.mark {
                    self.remark(RemarkKind::NoteMark, Some(at), mark)?;
                }
                let gone = reading.text.trim().is_empty() && !text.trim().is_empty();
                let parted = (reading.text == text).then(|| style::parted(&text, pieces)).flatten();
                let text = parted.unwrap_or(reading.text);
                Ok((!gone).then_some(CellValue::Text(text)))
            }
            value if style.face.struck && value != CellValue::Empty => {
                let shown = self.cell(value, None, style).display().into_owned();
                self.remark(RemarkKind::Struck, Some(at), shown)?;
                Ok(None)
            }
            value => Ok(Some(value)),
        }
    }

    /// A cell as its number format shows it.
    fn cell(&self, value: CellValue, formula: Option<String>, style: &Style) -> Cell {
        let mut cell = shown::cell(value, style.format.as_deref(), self.book.calendar);
        if formula.is_some() {
            // Its result may be computed later, and shows by the same format.
            cell.format.clone_from(&style.format);
            if self.book.due {
                cell.recomputed = Recomputed::Due;
            }
        }
        cell.formula = formula;
        cell
    }

    /// Notes something that is not taken over.
    fn remark(&mut self, kind: RemarkKind, at: Option<CellRef>, text: String) -> Result<(), ImportError> {
        self.count_text(at, text.len())?;
        let left = self.budget.remarks.checked_sub(1);
        self.budget.remarks = left.ok_or_else(|| {
            beyond(
                self.locus(),
                "批注等的个数",
                "number of comments and the like",
                MAX_REMARKS,
            )
        })?;
        let locus = match at {
            Some(at) => Locus::cell(&self.sheet.file, &self.sheet.name, at),
            None => self.locus(),
        };
        self.remarks.push(Remark {
            kind,
            text: Some(text).filter(|text| !text.trim().is_empty()),
            locus,
        });
        Ok(())
    }

    fn count_text(&mut self, at: Option<CellRef>, text: usize) -> Result<(), ImportError> {
        if text > MAX_CELL_TEXT {
            let locus = match at {
                Some(at) => Locus::cell(&self.sheet.file, &self.sheet.name, at),
                None => self.locus(),
            };
            let limit = Amount::Bytes(MAX_CELL_TEXT as u64);
            return Err(beyond(locus, "单元格内的文字", "amount of text in the cell", limit));
        }
        let limit = Amount::Bytes(MAX_TEXT as u64);
        self.budget.text = self
            .budget
            .text
            .checked_sub(text)
            .ok_or_else(|| beyond(self.locus(), "文本总量", "amount of text", limit))?;
        Ok(())
    }

    /// Hands the sheet over, with what was noted about it.
    ///
    /// # Errors
    /// If one of the limits is reached.
    pub(crate) fn finish(mut self, source: &mut Source) -> Result<(), ImportError> {
        if self.extras.merges.len() > MAX_MERGES {
            return Err(beyond(
                self.locus(),
                "合并单元格数",
                "number of merged regions",
                MAX_MERGES,
            ));
        }
        let unread = self.extras.errors.keys().chain(self.extras.formulas.keys()).copied();
        for at in unread.collect::<BTreeSet<_>>() {
            self.put(at, CellValue::Empty)?;
        }
        for aside in std::mem::take(&mut self.extras.asides) {
            self.remark(aside.kind, aside.at, aside.text)?;
        }
        source.remarks.append(&mut self.remarks);
        let mut sheet = self.sheet;
        sheet.merges = self.extras.merges;
        // A binary workbook can hold regions that end before they begin.
        sheet
            .merges
            .retain(|CellRange { first, last }| first.row <= last.row && first.column <= last.column);
        fill::repeat_all(&mut sheet, &self.filled, &self.extras.widths);
        sheet.hidden_rows = self.extras.hidden_rows.among(sheet.cells.keys().map(|at| at.row));
        sheet.hidden_columns = self.extras.hidden_columns.among(sheet.cells.keys().map(|at| at.column));
        source.sheets.push(sheet);
        Ok(())
    }
}

/// What calamine read, as what the cell shows.
pub(crate) fn value(data: Data) -> CellValue {
    match data {
        Data::Empty => CellValue::Empty,
        Data::Int(number) => CellValue::Number(Decimal::from(number)),
        Data::Float(number) => decimal(number),
        Data::String(text) => CellValue::Text(text),
        Data::Bool(value) => CellValue::Boolean(value),
        Data::DateTime(date) => decimal(date.as_f64()),
        Data::DateTimeIso(text) | Data::DurationIso(text) => CellValue::Date(text),
        Data::Error(error) => CellValue::Error(error.to_string()),
    }
}

/// A number with the fifteen significant digits Excel keeps and shows, so that the
/// binary noise of `0.1 + 0.2` does not reach the report.
pub(crate) fn decimal(number: f64) -> CellValue {
    // Most are whole, and those that few digits write are themselves.
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return CellValue::Number(Decimal::from(number as i64));
    }
    match Decimal::from_scientific(&format!("{number:.14e}")) {
        Ok(exact) => CellValue::Number(exact.normalize()),
        Err(_) => CellValue::Text(number.to_string()),
    }
}
