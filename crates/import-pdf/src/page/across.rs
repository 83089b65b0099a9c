//! A table that goes on over pages is one table: nothing stands between its parts, and their
//! columns stand under each other. Its header, repeated on each page, is there once.

use nianbao_model::{chars, label};

use super::sheet::{Block, Sheet};
use super::table::{Cell, Table};
use crate::left_out;
use crate::text;

/// How far columns of two pages may be off each other.
const OFF: f64 = 4.0;

/// The blocks of all pages in their order, tables over pages as one.
pub(crate) fn join(sheets: Vec<Sheet>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::new();
    for sheet in sheets {
        for (at, block) in sheet.blocks.into_iter().enumerate() {
            match (joined.last_mut(), block) {
                (Some(Block::Table(above)), Block::Table(below)) if at == 0 => {
                    match columns(&above.columns, &below.columns) {
                        Some((columns, shift)) => above.go_on(below, columns, shift),
                        None => joined.push(Block::Table(below)),
                    }
                }
                (_, block) => joined.push(block),
            }
        }
    }
    joined
}

/// The columns of two parts of one table, and how far the lower one is moved: one has all columns of the other, and
/// they are equally wide. Where no line goes round a label beside rows of both pages, its column is not there on one.
pub(super) fn columns(above: &[f64], below: &[f64]) -> Option<(Vec<f64>, f64)> {
    let is_near = |a: Option<&f64>, b: Option<f64>| a.zip(b).is_some_and(|(a, b)| (a - b).abs() <= OFF);
    let shift = above.first()? - below.first()?;
    [shift, 0.0].into_iter().find_map(|shift| {
        let moved: Vec<f64> = below.iter().map(|column| column + shift).collect();
        let is_part = |part: &[f64], of: &[f64]| {
            part.iter()
                .all(|column| of.iter().any(|other| (other - column).abs() <= OFF))
        };
        let ends = is_near(above.last(), moved.last().copied());
        let begins = is_near(above.first(), moved.first().copied());
        let (fewer, more) = (above.len().min(moved.len()), above.len().max(moved.len()));
        if !ends || !begins && (fewer < 3 || fewer * 4 < more * 3) {
            None
        } else if is_part(&moved, above) {
            Some((above.to_vec(), shift))
        } else if is_part(above, &moved) {
            Some((moved, shift))
        } else {
            None
        }
    })
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
    fn go_on(&mut self, mut below: Self, columns: Vec<f64>, shift: f64) {
        self.spread(&columns, 0.0);
        below.spread(&columns, shift);
        let header = self.repeated(&below);
        below.cells.retain(|cell| cell.span[0] >= header);
        let mut rows = self.rows;
        for cell in &mut below.cells {
            cell.span[0] = cell.span[0] - header + rows;
            cell.span[2] = cell.span[2] - header + rows;
        }
        if self.join_row(&mut below.cells) {
            rows -= 1;
        } else {
            self.join_labels(&mut below.cells);
        }
        self.rows = rows + below.rows - header;
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
        let first = place(0);
        if first > 0 && self.rows > 0 {
            self.cells.push(Cell {
                span: [0, 0, self.rows - 1, first - 1],
                ..Cell::default()
            });
        }
    }

    /// The first rows, if they say something and end together.
    fn head(&self, rows: usize) -> Option<Vec<([usize; 4], &str)>> {
        let head = self.cells.iter().filter(|cell| cell.span[0] < rows);
        let head: Vec<_> = head.map(|cell| (cell.span, cell.text.as_str())).collect();
        // A cell that goes on below the header is none of it.
        let is_closed = head.iter().all(|(span, _)| span[2] < rows);
        let has_text = head.iter().any(|(_, text)| !text.is_empty());
        (is_closed && has_text).then_some(head)
    }

    /// How many rows at the beginning of the other part repeat those at the beginning of this one.
    fn repeated(&self, below: &Self) -> usize {
        let most = below.rows.min(self.rows).min(MAX_HEADER);
        let repeats = |rows: &usize| self.head(*rows).is_some_and(|own| Some(own) == below.head(*rows));
        (1..=most).rev().find(repeats).unwrap_or(0)
    }

    /// A row of which a part stands on each page is one: its cells stand under each other, a text that filled its
    /// cell goes on in the next one, and the figures stand in one part only.
    fn join_row(&mut self, below: &mut Vec<Cell>) -> bool {
        let (last, next) = (self.rows.saturating_sub(1), self.rows);
        let mut pairs = Vec::new();
        for (under, cell) in below.iter().enumerate().filter(|(_, cell)| cell.span[0] == next) {
            let columns = [cell.span[1], cell.span[3]];
            let is_over = |above: &Cell| above.span[2] == last && [above.span[1], above.span[3]] == columns;
            let Some(over) = self.cells.iter().position(is_over) else {
                return false;
            };
            pairs.push((over, under));
        }
        let numbers = |texts: &mut dyn Iterator<Item = &str>| texts.filter(|text| is_number(text)).count();
        let above = numbers(&mut pairs.iter().map(|(over, _)| &*self.cells[*over].text));
        let under = numbers(&mut pairs.iter().map(|(_, under)| &*below[*under].text));
        let goes_on = |(over, under): &(usize, usize)| {
            let (over, under) = (&self.cells[*over], &below[*under]);
            under.text.is_empty() || (over.text.is_empty() && is_number(&under.text)) || over.goes_on_in(under)
        };
        // A label that goes on beside several rows says nothing of this one.
        let is_broken = |(over, under): &(usize, usize)| {
            self.cells[*over].goes_on_in(&below[*under]) && below[*under].span[2] == next
        };
        let is_one = !(above > 0 && under > 0) && pairs.iter().all(goes_on) && pairs.iter().any(is_broken);
        if !is_one && !self.complete_each_other(below, &pairs, next) {
            return false;
        }
        for (over, under) in &pairs {
            self.cells[*over].take_in(&below[*under]);
        }
        below.retain(|cell| cell.span[0] != next);
        for cell in below.iter_mut() {
            cell.span[0] -= 1;
            cell.span[2] -= 1;
        }
        for (over, _) in &pairs {
            self.cells[*over].span[2] = (self.cells[*over].span[2] - 1).max(last);
        }
        true
    }

    /// Whether the figures of a row stand on one page and its label on the other, and nothing stands twice.
    fn complete_each_other(&self, below: &[Cell], pairs: &[(usize, usize)], next: usize) -> bool {
        let says = |cells: &[&Cell]| {
            let texts = || {
                cells
                    .iter()
                    .map(|cell| cell.text.as_str())
                    .filter(|text| !text.is_empty())
            };
            (texts().any(|text| !is_number(text)), texts().any(is_number))
        };
        let over = pairs.iter().map(|(over, _)| &self.cells[*over]);
        let over: Vec<&Cell> = over.filter(|cell| cell.span[0] + 1 == next).collect();
        let under = pairs.iter().map(|(_, under)| &below[*under]);
        let under: Vec<&Cell> = under.filter(|cell| cell.span[2] == next).collect();
        let stands_twice =
            |(over, under): &(usize, usize)| !self.cells[*over].text.is_empty() && !below[*under].text.is_empty();
        let parts = [says(&over), says(&under)];
        let is_split = parts == [(true, false), (false, true)] || parts == [(false, true), (true, false)];
        is_split && !pairs.iter().any(stands_twice)
    }

    /// A label beside rows of both parts is one cell: below, it is empty or goes on, and
    /// stands at the left.
    fn join_labels(&mut self, below: &mut Vec<Cell>) {
        let (last, next) = (self.rows.saturating_sub(1), self.rows);
        let mut column = 0;
        while column + 1 < self.columns.len() {
            let under = below
                .iter()
                .position(|cell| cell.span[0] == next && cell.span[1] == column);
            let Some(under) = under else { return };
            let right = below[under].span[3];
            let label = self.cells.iter_mut().find(|cell| {
                cell.span[2] == last && cell.span[1] == column && cell.span[3] == right && is_label(&cell.text)
            });
            let Some(label) = label else { return };
            let is_beside_rows = label.span[0] < last || below[under].span[2] > next;
            let goes_on = below[under].text.is_empty() || is_beside_rows && label.goes_on_in(&below[under]);
            if !goes_on {
                return;
            }
            label.take_in(&below[under]);
            below.remove(under);
            column = right + 1;
        }
    }
}

/// How many rows a header has at most.
const MAX_HEADER: usize = 6;

impl Cell {
    /// Whether its text goes on in the cell below it on the next page: it fills its last line, and what stands there
    /// begins nothing.
    fn goes_on_in(&self, below: &Self) -> bool {
        let is_text = |cell: &Self| !cell.text.is_empty() && !is_number(&cell.text);
        let is_full = self.room < below.head + 1.0;
        is_text(self) && is_text(below) && is_full && label::marker(&below.text).is_none()
    }

    /// Takes in the part of it on the next page.
    fn take_in(&mut self, below: &Self) {
        self.text = text::join([&*self.text, &*below.text]);
        self.span[2] = below.span[2];
        left_out::take_in(&mut self.left_out, below.left_out.clone());
        if !below.text.is_empty() {
            self.room = below.room;
        }
    }
}

/// Whether a text is a figure, or a mark that stands for one.
fn is_number(text: &str) -> bool {
    text.chars().any(|c| chars::digit(c).is_some()) && !is_label(text)
}

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
                        room: if text.ends_with('-') { 0.0 } else { 30.0 },
                        head: 9.0,
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
            width: 100.0,
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
                room: 30.0,
                head: 9.0,
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

    /// The rows of one table that these two are; a text that ends in `-` fills its cell.
    fn rows(above: &[&[&str]], below: &[&[&str]]) -> Vec<String> {
        let tables = joined(table(above, 10.0), table(below, 10.0));
        let [table] = &tables[..] else { panic!("{tables:?}") };
        (0..table.rows).map(|row| table.row_text(row)).collect()
    }

    #[test]
    fn a_row_that_breaks_over_a_page_is_one() {
        let whole = ["甲 1", "属于行政查-询事项 2 3", "丙 4"];
        let first: &[&[&str]] = &[&["甲", "1", ""], &["属于行政查-", "2", "3"]];
        assert_eq!(rows(first, &[&["询事项", "", ""], &["丙", "4", ""]]), whole);
        // The figures stand on the second page; a group beside the row goes on too.
        let first: &[&[&str]] = &[&["结果-", "公开", "1"], &["^", "属于行政查-", ""]];
        let second: &[&[&str]] = &[&["如下", "询事项", "2"], &["^", "其他", "3"]];
        assert_eq!(
            rows(first, second),
            ["结果-如下 公开 1", "属于行政查-询事项 2", "其他 3"]
        );
        // The label stands on the second page as a whole.
        let first: &[&[&str]] = &[&["结果", "甲", "1"], &["^", "", "2"]];
        let second: &[&[&str]] = &[&["", "2.乙", ""], &["^", "丙", "3"]];
        assert_eq!(rows(first, second), ["结果 甲 1", "2.乙 2", "丙 3"]);
        // A header that breaks off is one row too.
        assert_eq!(
            rows(&[&["商业企-", "件-"]], &[&["业", "数"], &["1", "2"]]),
            ["商业企-业 件-数", "1 2"]
        );
    }

    #[test]
    fn rows_that_only_look_as_if_they_went_on_stay_two() {
        // It does not fill its cell; both have figures; it begins something; a number is never broken.
        for (above, below) in [
            [&["甲", "1"], &["乙", ""]],
            [&["甲-", "1"], &["乙", "2"]],
            [&["甲-", "1"], &["2.乙", ""]],
            [&["甲", "12-"], &["", "34"]],
            [&["甲-", "件数-"], &["乙", "34"]],
        ]
        .map(|[above, below]| (above, below))
        {
            assert_eq!(rows(&[above], &[below]).len(), 2, "{above:?} {below:?}");
        }
    }

    #[test]
    fn other_columns_are_another_table() {
        let above = table(&[&["甲", "1"]], 10.0);
        let mut below = table(&[&["乙", "2"]], 10.0);
        below.columns[1] += 20.0;
        assert_eq!(joined(above, below).len(), 2);
    }
}
