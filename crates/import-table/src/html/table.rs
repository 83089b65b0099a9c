//! A table of a page while it is read: where its rows, columns and cells stand, and which are hidden.

use nianbao_model::limits::{MAX_CELLS, MAX_COLUMNS, MAX_MERGES, MAX_ROWS};
use nianbao_model::plugin::ImportError;
use nianbao_model::source::{Cell, CellValue, Sheet};
use nianbao_model::{CellRef, Decimal, Locus};
use rust_decimal::RoundingStrategy;
use scraper::node::Element;

use super::grid::Grid;
use super::seen::Looks;
use super::text::Shown;
use crate::beyond;

/// The outermost table we are in.
pub(super) struct OpenTable {
    pub(super) sheet: Sheet,
    pub(super) grid: Grid,
    pub(super) caption: Shown,
    pub(super) in_caption: bool,
    /// The cell we are in, and its text.
    pub(super) cell: Option<(CellRef, Shown)>,
    /// The number that Excel has stored beside what the cell shows.
    stored: Option<String>,
    /// Columns that `col` elements have described so far.
    columns: u32,
    /// How many hidden elements the table is in itself.
    pub(super) hidden: usize,
    /// How many of those we are in are the table or its row, whose cells are read all the same.
    pub(super) row_hidden: usize,
    /// The same in the cell we are in: its column may be hidden too.
    pub(super) read_hidden: usize,
}

impl OpenTable {
    /// A table in so many hidden elements, which is hidden if there are any.
    pub(super) fn new(mut sheet: Sheet, hidden: usize) -> Self {
        sheet.hidden = hidden > 0;
        Self {
            sheet,
            grid: Grid::default(),
            caption: Shown::default(),
            in_caption: false,
            cell: None,
            stored: None,
            columns: 0,
            hidden,
            row_hidden: hidden,
            read_hidden: hidden,
        }
    }

    /// Enters a row, cell, caption or column, in so many hidden elements; `cells` are those of the page.
    ///
    /// # Errors
    /// If one of the limits is reached.
    pub(super) fn open_part(
        &mut self,
        element: &Element,
        looks: Looks,
        hidden: usize,
        cells: &mut usize,
    ) -> Result<(), ImportError> {
        let number = |name| element.attr(name).and_then(|value| value.trim().parse::<u32>().ok());
        match element.name() {
            "caption" => self.in_caption = true,
            "col" => {
                let last = self.columns.saturating_add(number("span").unwrap_or(1).max(1));
                if looks.hidden {
                    self.sheet.hidden_columns.extend(self.columns..last.min(MAX_COLUMNS));
                }
                self.columns = last.min(MAX_COLUMNS);
            }
            "tr" => {
                let row = self.grid.begin_row();
                if row >= MAX_ROWS {
                    let locus = Locus::sheet(&self.sheet.file, &self.sheet.name);
                    return Err(beyond(locus, "行数", "number of rows", MAX_ROWS));
                }
                (self.row_hidden, self.read_hidden) = (hidden, hidden);
                if hidden > self.hidden {
                    self.sheet.hidden_rows.insert(row);
                }
            }
            _ => {
                let locus = Locus::sheet(&self.sheet.file, &self.sheet.name);
                self.stored = element.attr("x:num").map(|number| number.trim().to_owned());
                *cells += 1;
                if *cells > MAX_CELLS {
                    return Err(beyond(locus, "单元格数", "number of cells", MAX_CELLS));
                }
                let spans = (number("rowspan").unwrap_or(1), number("colspan").unwrap_or(1));
                let next = self.grid.next();
                let in_hidden_column = looks.hidden && self.sheet.hidden_columns.contains(&next.column);
                if in_hidden_column {
                    self.read_hidden = hidden;
                }
                // A cell that takes no room leaves its place to the next one.
                if looks.gone && !in_hidden_column {
                    self.cell = Some((next, Shown::default()));
                    return Ok(());
                }
                let Some(at) = self.grid.place(spans.0, spans.1) else {
                    return Err(beyond(locus, "列数", "number of columns", MAX_COLUMNS));
                };
                if self.grid.merged() > MAX_MERGES {
                    return Err(beyond(locus, "合并单元格数", "number of merged regions", MAX_MERGES));
                }
                self.cell = Some((at, Shown::default()));
            }
        }
        Ok(())
    }

    /// Leaves a row.
    pub(super) fn close_row(&mut self) {
        (self.row_hidden, self.read_hidden) = (self.hidden, self.hidden);
    }

    /// Leaves a cell; gives the number that is stored in it if it shows another. What shows counts.
    pub(super) fn close_cell(&mut self) -> Option<(CellRef, String)> {
        let (at, mut shown) = self.cell.take()?;
        self.read_hidden = self.row_hidden;
        let stored = self.stored.take().filter(|number| !number.is_empty());
        let shown = shown.take();
        let (text, other) = match stored {
            Some(stored) if shown.is_empty() => (stored, None),
            Some(stored) if is_other(&stored, &shown) => (shown, Some((at, stored))),
            _ => (shown, None),
        };
        if !text.is_empty() {
            self.sheet.cells.insert(at, Cell::typed(CellValue::Text(text)));
        }
        other
    }
}

/// Whether a stored number is another than the one that is shown, which may be rounded.
fn is_other(stored: &str, shown: &str) -> bool {
    let (number, percent) = match shown.strip_suffix('%') {
        Some(number) => (number, true),
        None => (shown, false),
    };
    let (Ok(stored), Ok(number)) = (stored.parse::<Decimal>(), number.replace(',', "").parse::<Decimal>()) else {
        return false;
    };
    let stored = if percent {
        stored.checked_mul(Decimal::ONE_HUNDRED)
    } else {
        Some(stored)
    };
    let rounded = stored.map(|stored| stored.round_dp_with_strategy(number.scale(), HALF_UP));
    rounded != Some(number)
}

/// How Excel rounds what it shows.
const HALF_UP: RoundingStrategy = RoundingStrategy::MidpointAwayFromZero;
