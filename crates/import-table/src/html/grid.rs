//! Where the cells of an HTML table stand: those that span rows and columns push the
//! others aside.

use nianbao_model::{CellRange, CellRef};

use super::limits::{MAX_COLUMN_SPAN, MAX_ROW_SPAN};
use nianbao_model::limits::MAX_COLUMNS;

/// The places that are taken.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The row being filled; none before the first.
    row: Option<u32>,
    /// Where the next cell may stand.
    column: u32,
    /// For each column, the first row that is free.
    free_from: Vec<u32>,
    /// The first row of the group of rows that is being filled.
    group: u32,
    /// The regions that span more than a cell, as far as the file says.
    spans: Vec<CellRange>,
}

impl Grid {
    /// Begins a row.
    pub(super) fn begin_row(&mut self) -> u32 {
        let row = self.row.map_or(0, |row| row + 1);
        self.row = Some(row);
        self.column = 0;
        row
    }

    /// Where the next cell will stand.
    pub(super) fn next(&self) -> CellRef {
        let row = self.row.unwrap_or(0);
        let mut column = self.column;
        while self.free_from.get(column as usize).is_some_and(|free| *free > row) {
            column += 1;
        }
        CellRef::new(row, column)
    }

    /// The place of the next cell, which says it spans so many rows and columns; none
    /// beyond the last column. No rows means all that follow.
    pub(super) fn place(&mut self, rows: u32, columns: u32) -> Option<CellRef> {
        let row = match self.row {
            Some(row) => row,
            None => self.begin_row(),
        };
        let rows = if rows == 0 {
            MAX_ROW_SPAN
        } else {
            rows.min(MAX_ROW_SPAN)
        };
        let columns = columns.clamp(1, MAX_COLUMN_SPAN);
        let at = self.next();
        self.column = at.column;
        if self.column + columns > MAX_COLUMNS {
            return None;
        }
        // The standard lets cells overlap here; no table means that.
        let taken = self
            .free_from
            .iter()
            .skip(self.column as usize)
            .position(|free| *free > row);
        let columns = columns.min(taken.map_or(u32::MAX, |taken| taken as u32));
        let end = self.column + columns;
        if self.free_from.len() < end as usize {
            self.free_from.resize(end as usize, 0);
        }
        for free in &mut self.free_from[self.column as usize..end as usize] {
            *free = (*free).max(row.saturating_add(rows));
        }
        self.column = end;
        if (rows, columns) != (1, 1) {
            let last = CellRef::new(row.saturating_add(rows - 1), end - 1);
            self.spans.push(CellRange { first: at, last });
        }
        Some(at)
    }

    /// Ends a group of rows: no cell reaches beyond it.
    pub(super) fn end_group(&mut self) {
        let Some(row) = self.row else { return };
        for free in &mut self.free_from {
            *free = (*free).min(row.saturating_add(1));
        }
        for span in self
            .spans
            .iter_mut()
            .rev()
            .take_while(|span| span.first.row >= self.group)
        {
            span.last.row = span.last.row.min(row);
        }
        self.group = row.saturating_add(1);
    }

    /// How many merged regions there are so far.
    pub(super) fn merged(&self) -> usize {
        self.spans.len()
    }

    /// The merged regions, none beyond the last row.
    pub(super) fn finish(self) -> Vec<CellRange> {
        let last_row = self.row.unwrap_or(0);
        let clipped = self.spans.into_iter().map(|mut span| {
            span.last.row = span.last.row.min(last_row);
            span
        });
        clipped.filter(|span| span.first != span.last).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cells_make_way_for_those_that_span() {
        let mut grid = Grid::default();
        grid.begin_row();
        let place = |grid: &mut Grid, rows, columns| grid.place(rows, columns).unwrap().to_string();
        assert_eq!(place(&mut grid, 2, 1), "A1");
        assert_eq!(place(&mut grid, 1, 2), "B1");
        assert_eq!(place(&mut grid, 0, 1), "D1");
        grid.begin_row();
        assert_eq!(place(&mut grid, 1, 1), "B2");
        assert_eq!(place(&mut grid, 9, 1), "C2");
        assert_eq!(place(&mut grid, 1, 1), "E2");
        grid.begin_row();
        assert_eq!(place(&mut grid, 1, 9), "A3");
        let merges: Vec<String> = grid
            .finish()
            .iter()
            .map(|one| format!("{}:{}", one.first, one.last))
            .collect();
        assert_eq!(merges, ["A1:A2", "B1:C1", "D1:D3", "C2:C3", "A3:B3"]);
    }

    #[test]
    fn a_cell_ends_with_its_group_of_rows() {
        let mut grid = Grid::default();
        for rows in [0, 9] {
            grid.begin_row();
            grid.place(rows, 1).unwrap();
            grid.begin_row();
            assert_eq!(grid.place(1, 1).unwrap().column, 1);
            grid.end_group();
        }
        let merges: Vec<String> = grid
            .finish()
            .iter()
            .map(|one| format!("{}:{}", one.first, one.last))
            .collect();
        assert_eq!(merges, ["A1:A2", "A3:A4"]);
    }

    #[test]
    fn spans_beyond_the_sheet_are_stopped() {
        let mut grid = Grid::default();
        grid.begin_row();
        assert_eq!(grid.place(u32::MAX, u32::MAX), Some(CellRef::new(0, 0)));
        for _ in 0..15 {
            grid.place(1, u32::MAX).unwrap();
        }
        assert_eq!(grid.place(1, u32::MAX), None);
        assert_eq!(grid.finish()[0].last, CellRef::new(0, MAX_COLUMN_SPAN - 1));
    }

    proptest! {
        #[test]
        fn no_cell_lies_in_another(rows in prop::collection::vec(prop::collection::vec((0u32..4, 0u32..4), 0..5), 0..6)) {
            let mut grid = Grid::default();
            let mut places = Vec::new();
            for row in &rows {
                grid.begin_row();
                places.extend(row.iter().map(|(rows, columns)| grid.place(*rows, *columns).unwrap()));
            }
            let merges = grid.finish();
            for (index, place) in places.iter().enumerate() {
                prop_assert!(!places[..index].contains(place));
                prop_assert!(merges.iter().filter(|merge| merge.contains(*place)).all(|merge| merge.first == *place));
            }
        }
    }
}
