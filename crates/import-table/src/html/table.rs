//! A table of a page while it is read: where its rows, columns and cells stand, and which are hidden.

use nianbao_model::limits::{MAX_CELLS, MAX_COLUMNS, MAX_MERGES, MAX_ROWS};
use nianbao_model::plugin::ImportError;
use nianbao_model::source::{Cell, CellValue, Sheet};
use nianbao_model::{CellRef, Locus};
use scraper::node::Element;

use super::grid::Grid;
use super::seen;
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
    pub(super) fn open_part(&mut self, element: &Element, hidden: usize, cells: &mut usize) -> Result<(), ImportError> {
        let looks = seen::looks(element);
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

    /// Leaves a cell.
    pub(super) fn close_cell(&mut self) {
        let Some((at, mut shown)) = self.cell.take() else {
            return;
        };
        self.read_hidden = self.row_hidden;
        let text = shown.take();
        if !text.is_empty() {
            self.sheet.cells.insert(at, Cell::typed(CellValue::Text(text)));
        }
    }
}
