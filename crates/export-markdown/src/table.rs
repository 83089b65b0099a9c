//! A table as GitHub has it: one header row, no merged cells.
//!
//! Header rows become one, `甲 / 乙`. Where a cell spans rows or columns, a header's text
//! is repeated, so that every row says by itself what it is: read alone, found by a search,
//! or shown alone by a comparison. A figure is written once, in its first place: repeated,
//! it would be counted twice.

use nianbao_model::document::{Align, Cell, GridError, Table};
use nianbao_model::plugin::{ExportError, ExportFault};

use crate::inline::escape;

/// What stands between the levels of a header.
const LEVEL: &str = " / ";

/// The table, a line for each row.
///
/// # Errors
/// If its cells do not form a grid.
pub(crate) fn write(table: &Table) -> Result<String, ExportError> {
    table.validate().map_err(|error| no_grid(table, &error))?;
    let grid = grid(table);
    let (header, body) = grid.split_at(table.header_rows.min(grid.len()));
    if table.columns == 0 || grid.is_empty() {
        return Ok(String::new());
    }
    let mut lines = vec![line((0..table.columns).map(|x| joined(header, x)))];
    lines.push(line((0..table.columns).map(|x| alignment(body, x).to_owned())));
    lines.extend(body.iter().map(|row| line(row.iter().map(Place::text))));
    Ok(lines.join("\n"))
}

/// One place of the grid: the cell that covers it, and whether the cell begins there.
#[derive(Clone, Copy)]
struct Place<'a> {
    cell: &'a Cell,
    first: bool,
}

impl Place<'_> {
    fn text(&self) -> String {
        if self.first || self.cell.scope.is_some() {
            escape(&self.cell.text).trim_matches(' ').to_owned()
        } else {
            String::new()
        }
    }
}

/// The places, row by row; the table is a whole grid.
fn grid(table: &Table) -> Vec<Vec<Place<'_>>> {
    let mut grid: Vec<Vec<Option<Place<'_>>>> = vec![vec![None; table.columns]; table.rows.len()];
    for (y, row) in table.rows.iter().enumerate() {
        for cell in &row.cells {
            for (down, places) in grid.iter_mut().skip(y).take(cell.row_span).enumerate() {
                for (across, place) in places.iter_mut().skip(cell.column).take(cell.column_span).enumerate() {
                    *place = Some(Place {
                        cell,
                        first: (down, across) == (0, 0),
                    });
                }
            }
        }
    }
    grid.into_iter()
        .map(|row| row.into_iter().flatten().collect())
        .collect()
}

/// The labels over a column, from top to bottom, each cell once.
fn joined(header: &[Vec<Place<'_>>], column: usize) -> String {
    let mut cells: Vec<&Cell> = Vec::new();
    for place in header.iter().filter_map(|row| row.get(column)) {
        if !cells.last().is_some_and(|last| std::ptr::eq(*last, place.cell)) {
            cells.push(place.cell);
        }
    }
    let texts = cells.iter().map(|cell| escape(&cell.text).trim_matches(' ').to_owned());
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(LEVEL)
}

/// A column is set as its first cell is.
fn alignment(body: &[Vec<Place<'_>>], column: usize) -> &'static str {
    match body
        .first()
        .and_then(|row| row.get(column))
        .map(|place| place.cell.align)
    {
        Some(Align::Center) => ":-:",
        Some(Align::Left) => ":--",
        None => "---",
    }
}

/// Not padded: a longer figure would change every line.
fn line(cells: impl Iterator<Item = String>) -> String {
    cells.fold(String::from("|"), |line, cell| line + " " + &cell + " |")
}

fn no_grid(table: &Table, error: &GridError) -> ExportError {
    ExportError::new(
        ExportFault::Document,
        format!("表格“{}”的单元格排不成表：{error}", table.summary),
        format!("the cells of the table “{}” do not form a grid: {error}", table.summary),
    )
}
