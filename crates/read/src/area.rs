//! A sheet, or what is left of one: the rows that stand between and around its tables are
//! looked at by themselves, without being copied.

use std::collections::BTreeSet;
use std::ops::Range;

use nianbao_model::locus::{CellRange, CellRef, Locus};
use nianbao_model::report::{Hidden, HiddenPart};
use nianbao_model::source::{Cell, Sheet};

/// Some rows of a sheet.
#[derive(Debug, Clone)]
pub(crate) struct Area<'a> {
    sheet: &'a Sheet,
    /// The rows it reaches over, from zero.
    rows: Range<u32>,
    /// Rows among these that are not its own.
    without: BTreeSet<u32>,
}

impl<'a> Area<'a> {
    /// A whole sheet.
    pub(crate) fn whole(sheet: &'a Sheet) -> Self {
        Self::without(sheet, BTreeSet::new())
    }

    /// A sheet without these rows.
    pub(crate) fn without(sheet: &'a Sheet, without: BTreeSet<u32>) -> Self {
        Self {
            sheet,
            rows: 0..u32::MAX,
            without,
        }
    }

    /// The sheet it is a part of.
    pub(crate) fn sheet(&self) -> &'a Sheet {
        self.sheet
    }

    /// The rows above `row`, and the others.
    pub(crate) fn split_at(self, row: u32) -> (Self, Self) {
        let above = Self {
            rows: self.rows.start..row,
            ..self.clone()
        };
        let below = Self {
            rows: row..self.rows.end,
            ..self
        };
        (above, below)
    }

    fn has(&self, row: u32) -> bool {
        self.rows.contains(&row) && !self.without.contains(&row)
    }

    /// Its filled cells, row by row.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (CellRef, &'a Cell)> + '_ {
        let cells = self.sheet.cells.range(CellRef::new(self.rows.start, 0)..);
        cells
            .take_while(|(at, _)| at.row < self.rows.end)
            .filter(|(at, _)| !self.without.contains(&at.row))
            .map(|(at, cell)| (*at, cell))
    }

    /// The filled cells of one row, from this column on.
    pub(crate) fn row_from(&self, row: u32, column: u32) -> impl Iterator<Item = (CellRef, &'a Cell)> + '_ {
        let cells = self
            .sheet
            .cells
            .range(CellRef::new(row, column)..=CellRef::new(row, u32::MAX));
        cells.filter(|(at, _)| self.has(at.row)).map(|(at, cell)| (*at, cell))
    }

    /// The filled cells of one row.
    pub(crate) fn row(&self, row: u32) -> impl Iterator<Item = (CellRef, &'a Cell)> + '_ {
        self.row_from(row, 0)
    }

    /// A filled cell.
    pub(crate) fn get(&self, at: CellRef) -> Option<&'a Cell> {
        self.sheet.cells.get(&at).filter(|_| self.has(at.row))
    }

    /// The region a cell belongs to: its merged region, or itself alone.
    pub(crate) fn region(&self, cell: CellRef) -> CellRange {
        let region = self.sheet.region(cell);
        if self.has(region.first.row) {
            region
        } else {
            CellRange {
                first: cell,
                last: cell,
            }
        }
    }

    /// The text shown at a cell (trimmed, not empty), through merged regions.
    pub(crate) fn text_at(&self, cell: CellRef) -> Option<&'a str> {
        self.get(self.region(cell).first).and_then(Cell::text)
    }

    /// Where a cell stands.
    pub(crate) fn locus(&self, cell: CellRef) -> Locus {
        self.sheet.locus(cell)
    }

    /// What is hidden of a cell that was read: its sheet, row or column. One entry for each
    /// row and column, at its beginning, whichever of its cells is asked for.
    pub(crate) fn hidden_at(&self, at: CellRef) -> Vec<Hidden> {
        let sheet = self.sheet;
        if sheet.hidden {
            return vec![Hidden {
                what: HiddenPart::Sheet,
                locus: Locus::sheet(&sheet.file, &sheet.name),
            }];
        }
        let first = |what, belongs: &dyn Fn(CellRef) -> bool| {
            let cell = self.cells().map(|(cell, _)| cell).find(|cell| belongs(*cell));
            let locus = sheet.locus(cell.unwrap_or(at));
            Hidden { what, locus }
        };
        let row = sheet.hidden_rows.contains(&at.row);
        let column = sheet.hidden_columns.contains(&at.column);
        let row = row.then(|| first(HiddenPart::Row, &|cell| cell.row == at.row));
        let column = column.then(|| first(HiddenPart::Column, &|cell| cell.column == at.column));
        row.into_iter().chain(column).collect()
    }
}
