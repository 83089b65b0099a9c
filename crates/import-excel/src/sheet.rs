//! Fills one sheet, within the limits. The reader of every format ends here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use calamine::{Data, ExcelDateTime};
use nianbao_model::plugin::{Amount, ImportError};
use nianbao_model::source::{Cell, CellValue, Sheet};
use nianbao_model::{CellRange, CellRef, Decimal, Locus};

use crate::errors::{beyond, damaged};
use crate::number_format::Shown;
use crate::spans::Spans;
use nianbao_model::limits::{MAX_CELL_TEXT, MAX_CELLS, MAX_COLUMNS, MAX_MERGES, MAX_ROWS, MAX_TEXT};

/// What a workbook may still have.
#[derive(Debug)]
pub(crate) struct Budget {
    cells: usize,
    text: usize,
}

impl Budget {
    /// All of it.
    pub(crate) fn new() -> Self {
        Self {
            cells: MAX_CELLS,
            text: MAX_TEXT,
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
    /// Cells whose number is shown as a percentage.
    pub(crate) percent: BTreeSet<CellRef>,
    /// Cells whose format shows something else beside the number.
    pub(crate) shown: BTreeMap<CellRef, Shown>,
    /// Error values calamine does not know, or passes over.
    pub(crate) errors: BTreeMap<CellRef, String>,
    /// Formulas calamine does not decode, or decodes wrongly.
    pub(crate) formulas: BTreeMap<CellRef, String>,
}

/// A sheet being filled.
#[derive(Debug)]
pub(crate) struct Filler<'a> {
    sheet: Sheet,
    extras: Extras,
    budget: &'a mut Budget,
}

impl<'a> Filler<'a> {
    /// An empty sheet.
    pub(crate) fn new(file: &Arc<str>, name: &str, extras: Extras, budget: &'a mut Budget) -> Self {
        Self {
            sheet: Sheet::new(file, name),
            extras,
            budget,
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

    /// Takes over a cell.
    ///
    /// # Errors
    /// If it lies outside any sheet, or one of the limits is reached.
    pub(crate) fn put(&mut self, at: CellRef, value: CellValue, formula: Option<String>) -> Result<(), ImportError> {
        let value = match (self.extras.errors.remove(&at), value) {
            (Some(error), _) => CellValue::Error(error),
            (None, CellValue::Number(number)) if self.extras.percent.contains(&at) => percent(number),
            (None, CellValue::Number(number)) => match self.extras.shown.get(&at) {
                Some(shown) => shown.apply(number),
                None => CellValue::Number(number),
            },
            (None, value) => value,
        };
        let formula = formula
            .or_else(|| self.extras.formulas.remove(&at))
            .filter(|formula| !formula.is_empty());
        let cell = Cell::new(value, formula);
        if cell.is_blank() {
            return Ok(());
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
        } + cell.formula.as_ref().map_or(0, String::len);
        if text > MAX_CELL_TEXT {
            let locus = Locus::cell(&self.sheet.file, &self.sheet.name, at);
            let limit = Amount::Bytes(MAX_CELL_TEXT as u64);
            return Err(beyond(locus, "单元格内的文字", "amount of text in the cell", limit));
        }
        self.budget.cells = self
            .budget
            .cells
            .checked_sub(1)
            .ok_or_else(|| beyond(self.locus(), "有内容的单元格数", "number of filled cells", MAX_CELLS))?;
        self.budget.text = self.budget.text.checked_sub(text).ok_or_else(|| {
            beyond(
                self.locus(),
                "文本总量",
                "amount of text",
                Amount::Bytes(MAX_TEXT as u64),
            )
        })?;
        self.sheet.cells.insert(at, cell);
        Ok(())
    }

    /// The sheet, with what was noted about it.
    ///
    /// # Errors
    /// If one of the limits is reached.
    pub(crate) fn finish(mut self) -> Result<Sheet, ImportError> {
        if self.extras.merges.len() > MAX_MERGES {
            return Err(beyond(
                self.locus(),
                "合并单元格数",
                "number of merged regions",
                MAX_MERGES,
            ));
        }
        for (at, _) in self.extras.errors.clone() {
            self.put(at, CellValue::Empty, None)?;
        }
        let mut sheet = self.sheet;
        sheet.merges = self.extras.merges;
        // A binary workbook can hold regions that end before they begin.
        sheet
            .merges
            .retain(|CellRange { first, last }| first.row <= last.row && first.column <= last.column);
        let rows = sheet.cells.keys().map(|at| at.row).collect();
        let columns = sheet.cells.keys().map(|at| at.column).collect();
        sheet.hidden_rows = self.extras.hidden_rows.among(&rows);
        sheet.hidden_columns = self.extras.hidden_columns.among(&columns);
        Ok(sheet)
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
        Data::DateTime(date) => CellValue::Date(date_text(&date)),
        Data::DateTimeIso(text) | Data::DurationIso(text) => CellValue::Date(text),
        Data::Error(error) => CellValue::Error(error.to_string()),
    }
}

/// A number with the fifteen significant digits Excel keeps and shows, so that the
/// binary noise of `0.1 + 0.2` does not reach the report.
pub(crate) fn decimal(number: f64) -> CellValue {
    match Decimal::from_scientific(&format!("{number:.14e}")) {
        Ok(exact) => CellValue::Number(exact.normalize()),
        Err(_) => CellValue::Text(number.to_string()),
    }
}

/// The number a percentage shows: `96.5` for a stored `0.965`.
pub(crate) fn percent(stored: Decimal) -> CellValue {
    match stored.checked_mul(Decimal::ONE_HUNDRED) {
        Some(shown) => CellValue::Percent(shown.normalize()),
        None => CellValue::Number(stored),
    }
}

/// A date as documents write it, with the time only where it has one.
fn date_text(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let day = format!("{year}年{month}月{day}日");
    if (hour, minute, second) == (0, 0, 0) {
        day
    } else {
        format!("{day} {hour:02}:{minute:02}:{second:02}")
    }
}
