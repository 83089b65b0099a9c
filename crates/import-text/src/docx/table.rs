//! A table of a document, row by row, into a grid.

use std::collections::BTreeMap;

use nianbao_model::runs::Ground;
use nianbao_model::{CellRange, CellRef};

use crate::grid::Grid;
use crate::join::append;
use crate::limits::MAX_WORD_COLUMNS;
use crate::xml::Fault;

/// How a cell is merged with one before it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Merge {
    /// Not at all.
    #[default]
    None,
    /// It begins a merged region.
    Start,
    /// It belongs to the region before.
    Continue,
}

impl Merge {
    /// The value of a merge property: without one, the region continues.
    pub(crate) fn of(value: Option<&str>) -> Self {
        if value == Some("restart") {
            Self::Start
        } else {
            Self::Continue
        }
    }
}

/// A cell under construction.
#[derive(Debug)]
pub(crate) struct Cell {
    /// Its paragraphs, one a line.
    pub(crate) text: String,
    /// The tables in it, each with the text before it.
    inner: Vec<(String, TableBuilder)>,
    /// Where the text begins that follows the last of them.
    after: usize,
    /// Columns it takes.
    pub(crate) span: u32,
    /// Whether it is merged with the cell above.
    pub(crate) vertical: Merge,
    /// Whether it is merged with the cell to the left, in files of old programs.
    pub(crate) horizontal: Merge,
    /// Whether something else than the page lies under it.
    pub(crate) ground: Ground,
}

impl Default for Cell {
    fn default() -> Self {
        Self {
            text: String::new(),
            inner: Vec::new(),
            after: 0,
            span: 1,
            vertical: Merge::None,
            horizontal: Merge::None,
            ground: Ground::Page,
        }
    }
}

impl Cell {
    /// Adds a table that stands in it.
    pub(crate) fn add(&mut self, table: TableBuilder) {
        let before = self.text.get(self.after..).unwrap_or_default().to_owned();
        append(&mut self.text, &table.text());
        self.after = self.text.len();
        self.inner.push((before, table));
    }
}

/// A row under construction.
#[derive(Debug, Default)]
pub(crate) struct Row {
    cells: Vec<(u32, Cell)>,
    /// The column after the last cell.
    next: u32,
    /// Whether a tracked change has deleted it.
    pub(crate) deleted: bool,
    /// Whether it is hidden.
    pub(crate) hidden: bool,
}

impl Row {
    /// Leaves columns out before the next cell.
    pub(crate) fn skip(&mut self, columns: u32) {
        self.next = self.next.saturating_add(columns);
    }

    /// Adds a cell at the end.
    pub(crate) fn push(&mut self, cell: Cell) -> Result<(), Fault> {
        let span = cell.span.max(1);
        let column = self.next;
        self.next = column.saturating_add(span);
        if self.next > MAX_WORD_COLUMNS {
            return Err(Fault::TooWide);
        }
        match self.cells.last_mut() {
            Some((_, before)) if cell.horizontal == Merge::Continue => {
                before.span += span;
                append(&mut before.text, &cell.text);
            }
            _ => self.cells.push((column, Cell { span, ..cell })),
        }
        Ok(())
    }
}

/// A table under construction.
#[derive(Debug, Default)]
pub(crate) struct TableBuilder {
    grid: Grid,
    rows: u32,
    /// The merged regions that reach down to the last row, by their first column.
    open: BTreeMap<u32, CellRange>,
    /// What stands in cells that a merge covers.
    covered: Vec<String>,
    /// The cells that hold tables: how many, and what the first of them holds.
    framed: usize,
    frame: Option<Framed>,
}

/// What stands in a cell that holds tables, in its order.
#[derive(Debug, Default)]
pub(crate) struct Framed {
    /// The tables, each with the text before it.
    pub(crate) tables: Vec<(String, TableBuilder)>,
    /// The text behind them.
    pub(crate) rest: String,
}

impl TableBuilder {
    /// Adds a row at the end.
    pub(crate) fn push(&mut self, row: Row) {
        if row.deleted {
            return;
        }
        let mut above = std::mem::take(&mut self.open);
        for (column, cell) in row.cells {
            let at = CellRef::new(self.rows, column);
            let last = CellRef::new(self.rows, column + cell.span - 1);
            let continued = above
                .get(&column)
                .is_some_and(|range| cell.vertical == Merge::Continue && range.last.column == last.column);
            if continued && let Some(range) = above.remove(&column) {
                self.open.insert(column, CellRange { last, ..range });
                if !cell.text.trim().is_empty() {
                    self.covered.push(cell.text);
                }
                continue;
            }
            let range = CellRange { first: at, last };
            if cell.vertical == Merge::None {
                self.close(range);
            } else {
                self.open.insert(column, range);
            }
            if !cell.text.trim().is_empty() {
                if !cell.inner.is_empty() {
                    self.framed += 1;
                    self.frame = Some(Framed {
                        rest: cell.text.get(cell.after..).unwrap_or_default().to_owned(),
                        tables: cell.inner,
                    });
                }
                self.grid.cells.insert(at, cell.text);
            }
        }
        for range in above.into_values() {
            self.close(range);
        }
        if row.hidden {
            self.grid.hidden_rows.insert(self.rows);
        }
        self.rows = self.rows.saturating_add(1);
    }

    fn close(&mut self, range: CellRange) {
        if range.first != range.last {
            self.grid.merges.push(range);
        }
    }

    /// The grid, and the texts that merged cells cover.
    pub(crate) fn finish(mut self) -> (Grid, Vec<String>) {
        for range in std::mem::take(&mut self.open).into_values() {
            self.close(range);
        }
        self.grid.merges.sort_by_key(|range| range.first);
        (self.grid, self.covered)
    }

    /// What stands in its only cell, if it is a frame round tables and no table itself.
    pub(crate) fn take_frame(&mut self) -> Option<Framed> {
        let is_frame = self.framed == 1 && self.grid.cells.len() == 1 && self.covered.is_empty();
        self.frame.take().filter(|_| is_frame)
    }

    /// Its text as one block, for a table inside a cell: one row per line.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        let mut row = None;
        for (at, cell) in &self.grid.cells {
            let separator = if row == Some(at.row) { " " } else { "\n" };
            if row.is_some() {
                text.push_str(separator);
            }
            text.push_str(cell);
            row = Some(at.row);
        }
        for cell in &self.covered {
            append(&mut text, cell);
        }
        text
    }
}
