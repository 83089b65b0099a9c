//! Column widths and row heights that show every label in full. The measure is the
//! body face, whose Chinese characters are square.

use nianbao_model::layout::{GridCell, GridContent};

use crate::placed::Placed;

/// The width of a Chinese character in Excel's unit, the width of a digit in the
/// default face: 11 points against 7 pixels.
const WIDE: f64 = 2.1;
/// The width of a digit or letter in the body face.
const NARROW: f64 = 1.05;
/// What a cell keeps free at its sides.
const MARGIN: f64 = 0.9;
/// The height of a line of text in points.
const LINE: f64 = 15.0;
/// What a row keeps free above and below.
const PADDING: f64 = 4.0;
/// The height of a row of one line that stands alone, as of a title.
pub(crate) const TITLE: f64 = 28.0;
/// The highest row Excel allows.
const MAX_HEIGHT: f64 = 409.0;

/// How many lines a text takes in a cell of this width.
fn lines(text: &str, width: f64) -> usize {
    let room = (width - MARGIN).max(WIDE);
    let mut lines = 1;
    let mut used = 0.0;
    for c in text.chars() {
        let own = if c.is_ascii() { NARROW } else { WIDE };
        if used + own > room {
            lines += 1;
            used = 0.0;
        }
        used += own;
    }
    lines
}

/// The height of a row that shows this text in a cell of this width.
pub(crate) fn height(text: &str, width: f64) -> f64 {
    (lines(text, width) as f64 * LINE + PADDING).min(MAX_HEIGHT)
}

/// The height of a row of text that is typed: none of its own where one line is
/// enough, so that it grows with what is typed; not every program makes a row higher
/// when it opens a workbook.
pub(crate) fn grown(text: &str, width: f64) -> Option<f64> {
    (lines(text, width) > 1).then(|| height(text, width))
}

/// The widths of a table's columns: the last label column takes the labels, those
/// before it the names of groups; figures share what is left of a page.
pub(crate) fn widths(placed: &Placed<'_>) -> Vec<f64> {
    let (columns, labels) = (placed.columns(), placed.label_columns());
    let figures = match columns.saturating_sub(labels) {
        // Room for a heading such as 本年收费金额（单位：万元）.
        0..6 => 28.5,
        6..12 => 9.0,
        // Two characters a line, as the official form prints 结果维持.
        _ => 5.6,
    };
    let label = if labels > 1 { 36.0 } else { 23.0 };
    (0..columns)
        .map(|column| match column + 1 {
            last if last == labels => label,
            // Five characters a line: 三、本年度 / 办理结果.
            inner if inner < labels => 11.6,
            _ => figures,
        })
        .collect()
}

/// The heights of a table's rows below its title.
pub(crate) fn heights(placed: &Placed<'_>, widths: &[f64]) -> Vec<f64> {
    let mut heights = Vec::new();
    for block in &placed.blocks {
        let mut rows = vec![LINE + PADDING; block.grid.rows];
        let mut cells: Vec<&GridCell> = block.grid.cells.iter().collect();
        cells.sort_by_key(|cell| cell.row_span);
        for cell in cells {
            let Some(text) = text(cell) else { continue };
            let width = widths[cell.column..cell.column + cell.column_span].iter().sum();
            let own = &mut rows[cell.row..cell.row + cell.row_span];
            let missing = height(text, width) - own.iter().sum::<f64>();
            if missing > 0.0 {
                let share = missing / own.len() as f64;
                own.iter_mut().for_each(|row| *row += share);
            }
        }
        heights.extend(rows);
    }
    heights
}

/// The label in a cell of a table.
pub(crate) fn text(cell: &GridCell) -> Option<&str> {
    match &cell.content {
        GridContent::Caption(text)
        | GridContent::Corner(text)
        | GridContent::ColumnLabel(text)
        | GridContent::RowLabel(text) => Some(text),
        GridContent::Figure { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::form::builtin;

    #[test]
    fn text_is_counted_in_lines() {
        assert_eq!(lines("结果维持", 5.6), 2);
        assert_eq!(lines("社会公益组织", 9.0), 2);
        assert_eq!(lines("自然人", 9.0), 1);
        assert_eq!(lines("", 9.0), 1);
        assert_eq!(
            lines("字", 0.1),
            1,
            "a column narrower than a character still takes one a line"
        );
    }

    #[test]
    fn every_label_has_the_room_it_needs() {
        for form in builtin().unwrap() {
            let mut labels = 0;
            for table in &form.tables {
                let placed = Placed::new(table);
                let widths = widths(&placed);
                let heights = heights(&placed, &widths);
                assert_eq!(heights.len(), placed.rows() - 1);
                for block in &placed.blocks {
                    for cell in &block.grid.cells {
                        let Some(text) = text(cell) else { continue };
                        let top = block.top as usize - 1 + cell.row;
                        let room: f64 = heights[top..top + cell.row_span].iter().sum();
                        let width = widths[cell.column..cell.column + cell.column_span].iter().sum();
                        assert!(room + 1e-9 >= height(text, width), "{} {text}", form.id);
                        labels += 1;
                    }
                }
            }
            assert!(labels > 50, "{}: {labels}", form.id);
        }
    }
}
