//! A table as a grid of cells: what covers what, and how wide the columns should be.

use std::fmt;

use serde::Serialize;

/// A table as a grid of cells with spans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What the table shows, for readers who cannot see it.
    pub summary: String,
    /// Number of columns.
    pub columns: usize,
    /// How many rows at the top are header rows; they repeat on every page.
    pub header_rows: usize,
    /// How many columns at the left are row headers.
    pub header_columns: usize,
    /// The rows. Each lists the cells that begin in it, from left to right.
    pub rows: Vec<Row>,
}

/// The cells that begin in one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The column of its left edge, from zero.
    pub column: usize,
    /// Rows it spans, at least 1.
    pub row_span: usize,
    /// Columns it spans, at least 1.
    pub column_span: usize,
    /// What it is the header of; none for a data cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// How its text is set.
    pub align: Align,
    /// The text.
    pub text: String,
}

/// What a header cell is the header of, in HTML's terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Its column.
    Col,
    /// The columns it spans.
    ColGroup,
    /// Its row.
    Row,
    /// The rows it spans.
    RowGroup,
}

/// How a cell's text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// In the middle.
    Center,
    /// From the left.
    Left,
}

/// A table whose rows do not fit together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridError {
    /// The row, from zero.
    pub row: usize,
    /// The column, from zero.
    pub column: usize,
    /// What is wrong there.
    pub problem: &'static str,
}

impl fmt::Display for GridError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { row, column, problem } = self;
        write!(f, "table row {row}, column {column}: {problem}")
    }
}

impl std::error::Error for GridError {}

/// The page width a table is laid out for, in ems of its text: the 156 mm text
/// block of GB/T 9704 at 10.5 pt.
const TABLE_EMS: f64 = 42.0;

/// Column labels up to this many characters do not break.
const SHORT_LABEL: usize = 3;

impl Table {
    /// Checks that the cells cover the grid without gap or overlap.
    ///
    /// # Errors
    /// [`GridError`] with the first place where they do not.
    pub fn validate(&self) -> Result<(), GridError> {
        let mut taken = vec![false; self.rows.len() * self.columns];
        for (y, row) in self.rows.iter().enumerate() {
            for cell in &row.cells {
                for at_row in y..y + cell.row_span {
                    for column in cell.column..cell.column + cell.column_span {
                        let fail = |problem| {
                            Err(GridError {
                                row: at_row,
                                column,
                                problem,
                            })
                        };
                        if at_row >= self.rows.len() || column >= self.columns {
                            return fail("a cell reaches beyond the table");
                        }
                        if std::mem::replace(&mut taken[at_row * self.columns + column], true) {
                            return fail("two cells overlap");
                        }
                    }
                }
            }
        }
        match taken.iter().position(|taken| !taken) {
            Some(at) => Err(GridError {
                row: at / self.columns,
                column: at % self.columns,
                problem: "no cell covers this place",
            }),
            None => Ok(()),
        }
    }

    /// The share of the table's width each column should have; they add up to 1.
    /// Figures and short labels never break, so a column is at least as wide as its
    /// longest; what is left goes to the row labels, most of it to the innermost.
    pub fn column_shares(&self) -> Vec<f64> {
        let figures = self.columns.saturating_sub(self.header_columns);
        let mut ems = vec![0.0_f64; self.columns];
        for (row, cell) in self
            .rows
            .iter()
            .enumerate()
            .flat_map(|(y, row)| row.cells.iter().map(move |cell| (y, cell)))
        {
            let short_label = row < self.header_rows && cell.text.chars().count() <= SHORT_LABEL;
            if cell.column_span == 1 && (cell.scope.is_none() || short_label) {
                let width: f64 = cell.text.chars().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum();
                if let Some(column) = ems.get_mut(cell.column) {
                    *column = column.max(width + 0.9);
                }
            }
        }
        let (outer, inner) = match self.header_columns {
            0 => (0, 0.0),
            1 => (0, 11.0),
            n => (n - 1, 11.0),
        };
        let outer_em = 3.4;
        let least = if outer > 0 {
            3.3
        } else {
            (TABLE_EMS - inner) / figures.max(1) as f64
        };
        for (column, em) in ems.iter_mut().enumerate() {
            *em = match column {
                column if column < outer => outer_em,
                column if column < self.header_columns => inner,
                _ => em.max(least),
            };
        }
        // The innermost label column takes what is left over.
        let rest = TABLE_EMS - ems.iter().sum::<f64>();
        if let Some(label) = self.header_columns.checked_sub(1).and_then(|last| ems.get_mut(last)) {
            *label += rest.max(0.0);
        }
        let total: f64 = ems.iter().sum();
        ems.iter().map(|em| em / total).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(column: usize, row_span: usize, column_span: usize, text: &str) -> Cell {
        Cell {
            column,
            row_span,
            column_span,
            scope: None,
            align: Align::Center,
            text: text.into(),
        }
    }

    fn table(rows: Vec<Vec<Cell>>) -> Table {
        let rows = rows.into_iter().map(|cells| Row { cells }).collect();
        Table {
            summary: String::new(),
            columns: 3,
            header_rows: 0,
            header_columns: 1,
            rows,
        }
    }

    #[test]
    fn a_grid_with_a_gap_or_an_overlap_is_found() {
        let good = table(vec![
            vec![cell(0, 2, 1, "a"), cell(1, 1, 2, "b")],
            vec![cell(1, 1, 1, "c"), cell(2, 1, 1, "d")],
        ]);
        assert_eq!(good.validate(), Ok(()));
        let problem = |rows| {
            table(rows)
                .validate()
                .map_err(|error| (error.row, error.column, error.problem))
        };
        assert_eq!(
            problem(vec![vec![cell(0, 1, 1, "a"), cell(1, 1, 1, "b")]]),
            Err((0, 2, "no cell covers this place"))
        );
        assert_eq!(
            problem(vec![vec![cell(0, 1, 2, "a"), cell(1, 1, 2, "b")]]),
            Err((0, 1, "two cells overlap"))
        );
        assert_eq!(
            problem(vec![vec![cell(0, 2, 3, "a")]]),
            Err((1, 0, "a cell reaches beyond the table"))
        );
    }

    #[test]
    fn a_long_figure_gets_the_width_it_needs() {
        let shares = table(vec![vec![
            cell(0, 1, 1, "行政许可"),
            cell(1, 1, 1, "0"),
            cell(2, 1, 1, "123456789012345678901234567890123456"),
        ]])
        .column_shares();
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(shares[2] > 0.4 && shares[2] > shares[1], "{shares:?}");
    }
}
