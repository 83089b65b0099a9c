//! A table that goes on over pages is one table: nothing stands between its parts, and their
//! columns stand under each other. Its header, repeated on each page, is there once.

use super::sheet::{Block, Sheet};
use super::table::{Cell, Table};

/// How far columns of two pages may be off each other.
const OFF: f64 = 4.0;

/// The blocks of all pages in their order, tables over pages as one.
pub(crate) fn join(sheets: Vec<Sheet>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::new();
    for sheet in sheets {
        for (at, block) in sheet.blocks.into_iter().enumerate() {
            match (joined.last_mut(), block) {
                (Some(Block::Table(above)), Block::Table(below)) if at == 0 => match columns(above, &below) {
                    Some(columns) => above.go_on(below, columns),
                    None => joined.push(Block::Table(below)),
                },
                (_, block) => joined.push(block),
            }
        }
    }
    joined
}

/// The columns of two parts of one table: those of both, if the parts are equally wide and one
/// has all columns of the other.
fn columns(above: &Table, below: &Table) -> Option<Vec<f64>> {
    let shift = above.columns.first()? - below.columns.first()?;
    let moved: Vec<f64> = below.columns.iter().map(|column| column + shift).collect();
    let is_in = |columns: &[f64], column: f64| columns.iter().any(|other| (other - column).abs() <= OFF);
    let is_part = |part: &[f64], of: &[f64]| part.iter().all(|column| is_in(of, *column));
    let ends = (above.columns.last()? - moved.last()?).abs() <= OFF;
    if ends && is_part(&moved, &above.columns) {
        Some(above.columns.clone())
    } else if ends && is_part(&above.columns, &moved) {
        Some(moved)
    } else {
        None
    }
}

/// The column of all columns that stands where this one does.
fn nearest(columns: &[f64], place: f64) -> usize {
    let nearest = columns
        .iter()
        .enumerate()
        .min_by(|(_, a), (_, b)| (*a - place).abs().total_cmp(&(*b - place).abs()));
    nearest.map_or(0, |(at, _)| at)
}

impl Table {
    /// Takes in the part on the next page.
    fn go_on(&mut self, mut below: Self, columns: Vec<f64>) {
        let shift = self
            .columns
            .first()
            .zip(below.columns.first())
            .map_or(0.0, |(own, other)| own - other);
        self.spread(&columns, 0.0);
        below.spread(&columns, shift);
        let header = self.repeated(&below);
        below.cells.retain(|cell| cell.span[0] >= header);
        let rows = self.rows;
        for cell in &mut below.cells {
            cell.span[0] = cell.span[0] - header + rows;
            cell.span[2] = cell.span[2] - header + rows;
        }
        self.join_labels(&mut below.cells);
        self.rows += below.rows - header;
        self.cells.append(&mut below.cells);
        self.is_doubtful |= below.is_doubtful;
    }

    /// Counts its cells by these columns, of which its own are some.
    fn spread(&mut self, columns: &[f64], shift: f64) {
        let own = std::mem::replace(&mut self.columns, columns.to_vec());
        let place = |at: usize| own.get(at).map_or(0, |column| nearest(columns, column + shift));
        for cell in &mut self.cells {
            cell.span[1] = place(cell.span[1]);
            cell.span[3] = place(cell.span[3] + 1).saturating_sub(1).max(cell.span[1]);
        }
    }

    /// How many rows at the beginning of the other part repeat those at the beginning of this one.
    fn repeated(&self, below: &Self) -> usize {
        let head = |table: &Self, rows: usize| -> Option<Vec<Cell>> {
            let head: Vec<Cell> = table.cells.iter().filter(|cell| cell.span[0] < rows).cloned().collect();
            // A cell that goes on below the header is none of it.
            let is_closed = head.iter().all(|cell| cell.span[2] < rows);
            let has_text = head.iter().any(|cell| !cell.text.is_empty());
            (is_closed && has_text).then_some(head)
        };
        let most = below.rows.min(self.rows).min(MAX_HEADER);
        let repeats = |rows: &usize| head(self, *rows).is_some_and(|own| Some(own) == head(below, *rows));
        (1..=most).rev().find(repeats).unwrap_or(0)
    }

    /// A label beside rows of both parts is one cell: below, it is empty and stands at the left.
    fn join_labels(&mut self, below: &mut Vec<Cell>) {
        let (last, next) = (self.rows.saturating_sub(1), self.rows);
        let mut column = 0;
        while column + 1 < self.columns.len() {
            let under = below
                .iter()
                .position(|cell| cell.span[0] == next && cell.span[1] == column);
            let Some(under) = under.filter(|at| below[*at].text.is_empty()) else {
                return;
            };
            let right = below[under].span[3];
            let label = self.cells.iter_mut().find(|cell| {
                cell.span[2] == last && cell.span[1] == column && cell.span[3] == right && is_label(&cell.text)
            });
            let Some(label) = label else { return };
            label.span[2] = below[under].span[2];
            below.remove(under);
            column = right + 1;
        }
    }
}

/// How many rows a header has at most.
const MAX_HEADER: usize = 6;

fn is_label(text: &str) -> bool {
    text.chars().any(nianbao_model::chars::is_han)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::content::Area;

    /// A table of these rows, its columns 50 points wide. `^` is one with the cell above.
    fn table(rows: &[&[&str]], left: f64) -> Table {
        let width = rows[0].len();
        let mut cells: Vec<Cell> = Vec::new();
        for (row, texts) in rows.iter().enumerate() {
            for (column, text) in texts.iter().enumerate() {
                if *text == "^" {
                    let above = cells.iter_mut().rev().find(|cell| cell.span[1] == column).unwrap();
                    above.span[2] = row;
                } else {
                    cells.push(Cell {
                        span: [row, column, row, column],
                        text: (*text).to_owned(),
                        left_out: BTreeMap::new(),
                    });
                }
            }
        }
        let columns: Vec<f64> = (0..=width).map(|at| left + 50.0 * at as f64).collect();
        let area = Area {
            left,
            top: 0.0,
            right: left + 50.0 * width as f64,
            bottom: 9.0,
        };
        Table {
            page: 1,
            area,
            columns,
            rows: rows.len(),
            cells,
            is_doubtful: false,
        }
    }

    fn joined(above: Table, below: Table) -> Vec<Table> {
        let sheet = |table| Sheet {
            height: 100.0,
            blocks: vec![Block::Table(table)],
        };
        let blocks = join(vec![sheet(above), sheet(below)]).into_iter();
        blocks
            .filter_map(|block| {
                if let Block::Table(table) = block {
                    Some(table)
                } else {
                    None
                }
            })
            .collect()
    }

    #[test]
    fn a_repeated_header_is_there_once() {
        let above = table(&[&["项目", "件数"], &["新收", "6"]], 10.0);
        let below = table(&[&["项目", "件数"], &["办结", "6"]], 30.0);
        let tables = joined(above, below);
        let [table] = &tables[..] else { panic!("{tables:?}") };
        let rows: Vec<_> = (0..table.rows).map(|row| table.row_text(row)).collect();
        assert_eq!(rows, ["项目 件数", "新收 6", "办结 6"]);
    }

    #[test]
    fn a_label_beside_rows_of_both_pages_is_one_cell() {
        let above = table(&[&["结果", "公开", "1"], &["^", "不予公开", ""]], 10.0);
        let below = table(&[&["", "无法提供", "2"], &["^", "其他", "3"]], 10.0);
        let tables = joined(above, below);
        assert_eq!(
            tables[0].cells[0],
            Cell {
                span: [0, 0, 3, 0],
                text: "结果".to_owned(),
                left_out: BTreeMap::new(),
            }
        );
        assert_eq!(tables[0].cells.len(), 9);
    }

    #[test]
    fn an_empty_figure_below_another_stays_a_figure() {
        let above = table(&[&["公开", "1"]], 10.0);
        let below = table(&[&["其他", ""]], 10.0);
        assert_eq!(joined(above, below)[0].cells.len(), 4);
    }

    #[test]
    fn other_columns_are_another_table() {
        let above = table(&[&["甲", "1"]], 10.0);
        let mut below = table(&[&["乙", "2"]], 10.0);
        below.columns[1] += 20.0;
        assert_eq!(joined(above, below).len(), 2);
    }
}
