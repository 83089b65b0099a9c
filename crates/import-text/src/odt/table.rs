//! A table of a document, cell by cell, into a grid.

use nianbao_model::{CellRange, CellRef};

use super::styles::Look;
use crate::grid::Grid;
use crate::limits::MAX_WORD_COLUMNS;
use crate::xml::{Element, Fault};

/// A table under construction.
#[derive(Debug, Default)]
pub(super) struct Table {
    grid: Grid,
    row: u32,
    column: u32,
}

/// A cell under construction.
#[derive(Debug)]
pub(super) struct Cell {
    /// Its paragraphs, one a line.
    pub(super) text: String,
    /// How its style makes the text look.
    pub(super) look: Look,
    at: CellRef,
    wide: u32,
    tall: u32,
}

impl Table {
    /// Begins a row.
    pub(super) fn begin_row(&mut self, row: &Element<'_>) {
        self.column = 0;
        if row
            .attribute("visibility")
            .is_some_and(|visibility| visibility != "visible")
        {
            self.grid.hidden_rows.insert(self.row);
        }
    }

    /// Ends a row, which may stand for several equal ones; those after the first are blank.
    pub(super) fn end_row(&mut self) {
        self.row = self.row.saturating_add(1);
    }

    /// Begins a cell.
    pub(super) fn begin_cell(&mut self, cell: &Element<'_>, look: Look) -> Result<Cell, Fault> {
        let number = |name: &str| cell.attribute(name).and_then(|value| value.parse::<u32>().ok());
        let at = CellRef::new(self.row, self.column);
        self.pass(number("number-columns-repeated").unwrap_or(1))?;
        Ok(Cell {
            text: String::new(),
            look,
            at,
            wide: number("number-columns-spanned").unwrap_or(1).clamp(1, MAX_WORD_COLUMNS),
            tall: number("number-rows-spanned").unwrap_or(1).max(1),
        })
    }

    /// Passes over cells, those that a merge covers among them.
    fn pass(&mut self, columns: u32) -> Result<(), Fault> {
        self.column = self.column.saturating_add(columns.max(1));
        if self.column > MAX_WORD_COLUMNS {
            return Err(Fault::TooWide);
        }
        Ok(())
    }

    /// Adds a cell.
    pub(super) fn put(&mut self, cell: Cell) {
        let Cell {
            text, at, wide, tall, ..
        } = cell;
        let last = CellRef::new(at.row.saturating_add(tall - 1), at.column + wide - 1);
        if last != at {
            self.grid.merges.push(CellRange { first: at, last });
        }
        if !text.trim().is_empty() {
            self.grid.cells.insert(at, text);
        }
    }

    /// The grid.
    pub(super) fn finish(self) -> Grid {
        self.grid
    }

    /// Its text as one block, for a table inside a cell: one row per line.
    pub(super) fn into_text(self) -> String {
        let mut text = String::new();
        let mut row = None;
        for (at, cell) in self.grid.cells {
            if let Some(row) = row {
                text.push(if row == at.row { ' ' } else { '\n' });
            }
            text.push_str(&cell);
            row = Some(at.row);
        }
        text
    }
}
