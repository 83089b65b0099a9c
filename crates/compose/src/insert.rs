//! A small table among the paragraphs as a grid. It has no form: whether its first row is a
//! header shows in what stands in it.

use nianbao_model::document::{Align, Cell, Row, Scope, Table};
use nianbao_model::report::{Insert, InsertCell};

/// The table that an insert is printed as. Where nothing stands, an empty cell does.
pub(crate) fn table(insert: &Insert) -> Table {
    let header_rows = header_rows(insert);
    let mut taken = vec![vec![false; insert.columns]; insert.rows.len()];
    let rows = insert.rows.iter().enumerate().map(|(y, row)| {
        let cells = (0..insert.columns).filter_map(|x| {
            if taken[y][x] {
                return None;
            }
            let content = row.iter().find(|cell| cell.column == x);
            let (height, width) = room(&taken, y, x, content.map_or((1, 1), |cell| cell.span));
            for row in &mut taken[y..y + height] {
                row[x..x + width].fill(true);
            }
            Some(Cell {
                column: x,
                row_span: height,
                column_span: width,
                scope: (y < header_rows).then_some(Scope::Col),
                align: Align::Center,
                text: content.map(|cell| cell.text.text.clone()).unwrap_or_default(),
            })
        });
        Row { cells: cells.collect() }
    });
    Table {
        summary: String::from("正文中的表格"),
        columns: insert.columns,
        rows: rows.collect(),
        header_rows,
        header_columns: 0,
    }
}

/// How many rows from the top are a header: the first, with those that its cells reach over, if
/// no number stands in them and there are rows below.
fn header_rows(insert: &Insert) -> usize {
    let first = insert.rows.first().into_iter().flatten();
    let height = first.map(|cell| cell.span.0).max().unwrap_or(0);
    let has_number = insert.rows.iter().take(height).flatten().any(is_number);
    if has_number || height >= insert.rows.len() {
        0
    } else {
        height
    }
}

/// The rows and columns that a cell can take of those it asks for.
fn room(taken: &[Vec<bool>], y: usize, x: usize, (height, width): (usize, usize)) -> (usize, usize) {
    let free = |row: &Vec<bool>, width: usize| row.get(x..x + width).is_some_and(|cells| !cells.contains(&true));
    let width = (1..=width.max(1))
        .rev()
        .find(|width| taken.get(y).is_some_and(|row| free(row, *width)))
        .unwrap_or(1);
    let below = taken.iter().skip(y).take_while(|row| free(row, width)).count();
    (height.clamp(1, below.max(1)), width)
}

/// Whether a cell holds a number and nothing else.
fn is_number(cell: &InsertCell) -> bool {
    let text = cell.text.text.trim();
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || ".,%-".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::Locus;
    use nianbao_model::report::Paragraph;

    fn cell(column: usize, span: (usize, usize), text: &str) -> InsertCell {
        let text = Paragraph {
            level: 0,
            text: text.to_owned(),
            template: None,
            locus: Locus::file(&"a.xlsx".into()),
            faults: vec![],
        };
        InsertCell { column, span, text }
    }

    #[test]
    fn every_place_of_the_grid_has_a_cell() {
        let insert = Insert {
            before: 0,
            columns: 3,
            rows: vec![
                vec![cell(0, (2, 1), "领域"), cell(1, (1, 2), "条数")],
                vec![cell(1, (1, 1), "本年"), cell(2, (9, 9), "上年")],
                vec![cell(0, (1, 1), "招生"), cell(2, (1, 1), "7")],
            ],
        };
        let table = table(&insert);
        let texts = |y: usize| {
            table.rows[y]
                .cells
                .iter()
                .map(|cell| cell.text.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            [texts(0), texts(1), texts(2)],
            [vec!["领域", "条数"], vec!["本年", "上年"], vec!["招生", ""]]
        );
        assert!(table.validate().is_ok());
        assert_eq!(table.header_rows, 2);
    }
}
