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
        self.cut_off_end();
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

    /// Leaves out last rows in which nothing begins: the page broke off in the middle of a cell that takes more rows.
    fn cut_off_end(&mut self) {
        while let Some(last) = self.rows.checked_sub(1).filter(|last| *last > 0) {
            if self.cells.iter().any(|cell| cell.span[0] == last && !cell.is_blank()) {
                return;
            }
            self.cells.retain(|cell| cell.span[0] < last);
            for cell in &mut self.cells {
                cell.span[2] = cell.span[2].min(last - 1);
            }
            self.rows = last;
        }
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
            let is_over = |above: &Cell| above.span[2] == last && above.stands_over(cell);
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
    /// stands at the left. It may stand on either page.
    fn join_labels(&mut self, below: &mut Vec<Cell>) {
        let (last, next) = (self.rows.saturating_sub(1), self.rows);
        let mut column = 0;
        while let Some(right) = self.join_label(below, column) {
            column = right + 1;
        }
        // In a header, any cell may take rows of both parts.
        let is_header = |cell: &Cell| cell.span[0] != next || !is_number(&cell.text);
        if column == 0 || !below.iter().all(is_header) {
            return;
        }
        below.retain(|cell| {
            let is_over = |above: &&mut Cell| above.stands_over(cell) && above.span[2] == last && is_label(&above.text);
            let is_rest = cell.span[0] == next && cell.text.is_empty();
            let label = self.cells.iter_mut().filter(|_| is_rest).find(is_over);
            let is_joined = label.is_some();
            label.into_iter().for_each(|label| label.take_in(cell));
            !is_joined
        });
    }

    /// Makes one cell of a label in the last row and the cell below it that begins at this column; gives the last
    /// column of both.
    fn join_label(&mut self, below: &mut Vec<Cell>, column: usize) -> Option<usize> {
        let (last, next) = (self.rows.saturating_sub(1), self.rows);
        if column + 1 >= self.columns.len() {
            return None;
        }
        let is_under = |cell: &Cell| cell.span[0] == next && cell.span[1] == column;
        let under = below.iter().position(is_under)?;
        let is_over = |above: &Cell| above.span[2] == last && above.stands_over(&below[under]);
        let over = self.cells.iter().position(is_over)?;
        let (label, cell) = (&self.cells[over], &below[under]);
        // Beside a row's label, only the label of a group can stand.
        let is_group = || {
            let mut beside = self.cells.iter().filter(|cell| cell.span[1] > label.span[3]);
            beside.any(|cell| cell.span[0] <= last && last <= cell.span[2] && is_label(&cell.text))
        };
        let is_beside_rows = label.span[0] < last || cell.span[2] > next;
        let goes_on = match (is_label(&label.text), !cell.text.is_empty()) {
            (true, true) => is_beside_rows && label.goes_on_in(cell),
            (true, false) => true,
            (false, has_text) => label.text.is_empty() && (!has_text || is_label(&cell.text)) && is_group(),
        };
        if !goes_on {
            return None;
        }
        let cell = below.remove(under);
        self.cells[over].take_in(&cell);
        Some(cell.span[3])
    }
}

/// How many rows a header has at most.
const MAX_HEADER: usize = 6;

impl Cell {
    /// Whether nothing stands in it.
    fn is_blank(&self) -> bool {
        self.text.is_empty() && self.left_out.is_empty()
    }

    /// Whether it takes the same columns as a cell on the next page.
    fn stands_over(&self, below: &Self) -> bool {
        [self.span[1], self.span[3]] == [below.span[1], below.span[3]]
    }

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
mod tests;
