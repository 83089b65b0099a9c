//! A table of a document, cell by cell, into a grid.

use nianbao_model::limits::{MAX_CELLS, MAX_MERGES};
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
    /// How many rows like the one we are in follow one another.
    repeated: u32,
    /// For each column the row after the last one that a cell above or to the left takes.
    taken: Vec<u32>,
}

/// A cell under construction.
#[derive(Debug)]
pub(super) struct Cell {
    /// Its paragraphs, one a line.
    pub(super) text: String,
    /// How its style makes the text look.
    pub(super) look: Look,
    at: CellRef,
    /// How many cells like this one stand side by side.
    repeated: u32,
    wide: u32,
    tall: u32,
}

impl Table {
    /// Begins a row.
    pub(super) fn begin_row(&mut self, row: &Element<'_>) {
        self.column = 0;
        let repeated = row.attribute("number-rows-repeated");
        self.repeated = repeated.and_then(|rows| rows.parse().ok()).unwrap_or(1);
        if row
            .attribute("visibility")
            .is_some_and(|visibility| visibility != "visible")
        {
            self.grid.hidden_rows.insert(self.row);
        }
    }

    /// Ends a row, which may stand for several equal ones; of blank ones only the first counts.
    pub(super) fn end_row(&mut self) {
        let from = CellRef::new(self.row, 0);
        let own = self
            .grid
            .cells
            .range(from..)
            .map(|(at, text)| (at.column, text.clone()));
        let own: Vec<(u32, String)> = own.collect();
        let merges: Vec<CellRange> = self
            .grid
            .merges
            .iter()
            .filter(|merge| merge.first.row == self.row)
            .copied()
            .collect();
        let is_hidden = self.grid.hidden_rows.contains(&self.row);
        self.row = self.row.saturating_add(1);
        for _ in 1..self.repeated {
            // Beyond the limit the collector refuses the table.
            if own.is_empty() || self.grid.cells.len() > MAX_CELLS || self.grid.merges.len() > MAX_MERGES {
                break;
            }
            let row = self.row;
            self.grid.cells.extend(
                own.iter()
                    .map(|(column, text)| (CellRef::new(row, *column), text.clone())),
            );
            let down = |at: CellRef| CellRef::new(at.row.saturating_add(row).saturating_sub(from.row), at.column);
            self.grid.merges.extend(merges.iter().map(|merge| CellRange {
                first: down(merge.first),
                last: down(merge.last),
            }));
            if is_hidden {
                self.grid.hidden_rows.insert(row);
            }
            self.row = self.row.saturating_add(1);
        }
    }

    /// Begins a cell.
    pub(super) fn begin_cell(&mut self, cell: &Element<'_>, look: Look) -> Result<Cell, Fault> {
        let number = |name: &str| cell.attribute(name).and_then(|value| value.parse::<u32>().ok());
        // Some programs (pandoc) write no cells that are covered: then a cell stands in the next free place, as in HTML.
        let is_taken = |column: u32| self.taken.get(column as usize).is_some_and(|until| self.row < *until);
        if !cell.name().starts_with("covered") {
            self.column += (self.column..).take_while(|column| is_taken(*column)).count() as u32;
        }
        let at = CellRef::new(self.row, self.column);
        let repeated = number("number-columns-repeated").unwrap_or(1);
        self.pass(repeated)?;
        Ok(Cell {
            text: String::new(),
            look,
            at,
            repeated,
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
            text,
            at,
            repeated,
            wide,
            tall,
            ..
        } = cell;
        // As many as a row has room for: see [`Self::pass`].
        for column in at.column..at.column.saturating_add(repeated.max(1)).min(MAX_WORD_COLUMNS) {
            let first = CellRef::new(at.row, column);
            let last = CellRef::new(at.row.saturating_add(tall - 1), column + wide - 1);
            if last != first && repeated <= 1 {
                self.take(first, last);
                self.grid.merges.push(CellRange { first, last });
            }
            if !text.trim().is_empty() {
                self.grid.cells.insert(first, text.clone());
            }
        }
    }

    /// Takes note of the places that a cell takes.
    fn take(&mut self, first: CellRef, last: CellRef) {
        let end = last.column.saturating_add(1).min(MAX_WORD_COLUMNS) as usize;
        if self.taken.len() < end {
            self.taken.resize(end, 0);
        }
        for until in self.taken.iter_mut().take(end).skip(first.column as usize) {
            *until = (*until).max(last.row.saturating_add(1));
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
