//! How a table fits the text block: the widths of its columns, the size of its text,
//! where the labels break, and which rows stay together. It measures; it builds nothing.

use nianbao_model::chars::is_han;
use nianbao_model::document::{Cell, Table};

use crate::page::{BLOCK_WIDTH, POINT};
use crate::styles::{CELL_MARGIN, TextSize};
use crate::text;

/// Up to so many columns have room for larger text.
const FEW_COLUMNS: usize = 6;

/// Up to so many rows stand on one page.
const FEW_ROWS: usize = 8;

/// The measures of a table.
pub(crate) struct Fit {
    /// The columns' widths in twips; together they fill the text block exactly.
    pub(crate) widths: Vec<usize>,
    /// The size of its text.
    pub(crate) size: TextSize,
}

impl Fit {
    pub(crate) fn of(table: &Table) -> Self {
        let large = Self {
            widths: widths(table),
            size: TextSize::SmallFour,
        };
        let mut figures = table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .filter(|cell| cell.scope.is_none());
        if table.columns <= FEW_COLUMNS && figures.all(|cell| text::ems(&cell.text) <= large.room(cell)) {
            return large;
        }
        Self {
            size: TextSize::Five,
            ..large
        }
    }

    /// The width of a cell in twips.
    pub(crate) fn width(&self, cell: &Cell) -> usize {
        let span = cell.column..cell.column + cell.column_span;
        self.widths.get(span).unwrap_or_default().iter().sum()
    }

    /// The margin that makes the label of a narrow column break between its words:
    /// they have two characters each, so `商业企业` breaks as 2 + 2, not 3 + 1.
    pub(crate) fn even_margin(&self, cell: &Cell) -> Option<usize> {
        let room = self.room(cell).floor() as usize;
        let characters = cell.text.chars().count();
        let uneven = room > 1 && !room.is_multiple_of(2) && characters.is_multiple_of(2) && characters > room;
        if !uneven || !cell.text.chars().all(is_han) {
            return None;
        }
        // A quarter of a character to spare, so that the words do fit.
        let kept = (room - 1) as f64 + 0.25;
        Some((self.width(cell) as f64 - kept * self.em()).max(0.0) as usize / 2)
    }

    /// For every row, whether it stays on the page of the next: all of a short table,
    /// header rows, and as many rows beside a label as its text has lines, for a
    /// merged cell breaks between two pages in the middle of a word.
    pub(crate) fn kept_rows(&self, table: &Table) -> Vec<bool> {
        let rows = table.rows.len();
        let mut kept: Vec<_> = (0..rows)
            .map(|row| rows <= FEW_ROWS || row < table.header_rows)
            .collect();
        for (y, row) in table.rows.iter().enumerate() {
            for cell in &row.cells {
                let together = self.lines(cell).min(cell.row_span).saturating_sub(1);
                kept.iter_mut().skip(y).take(together).for_each(|kept| *kept = true);
            }
        }
        if let Some(last) = kept.last_mut() {
            *last = false;
        }
        kept
    }

    /// How many lines the text of a cell takes.
    fn lines(&self, cell: &Cell) -> usize {
        (text::ems(&cell.text) / self.room(cell).floor().max(1.0)).ceil() as usize
    }

    /// How many ems of text a line of the cell holds.
    fn room(&self, cell: &Cell) -> f64 {
        let margins = 2 * CELL_MARGIN.0 as usize;
        self.width(cell).saturating_sub(margins) as f64 / self.em()
    }

    fn em(&self) -> f64 {
        f64::from(self.size.half_points() * POINT / 2)
    }
}

fn widths(table: &Table) -> Vec<usize> {
    let block = f64::from(BLOCK_WIDTH);
    let (mut edge, mut share) = (0_usize, 0.0);
    let columns = table.column_shares().into_iter().map(|column| {
        share += column;
        let left = std::mem::replace(&mut edge, (share * block).round() as usize);
        edge.saturating_sub(left)
    });
    columns.collect()
}

#[cfg(test)]
mod tests {
    use nianbao_model::document::{Align, Row};

    use super::*;

    fn table(columns: usize, text: &str) -> Table {
        let cell = |column| Cell {
            column,
            row_span: 1,
            column_span: 1,
            scope: None,
            align: Align::Center,
            text: text.to_owned(),
        };
        Table {
            summary: String::new(),
            columns,
            header_rows: 0,
            header_columns: 1,
            rows: vec![Row {
                cells: (0..columns).map(cell).collect(),
            }],
        }
    }

    #[test]
    fn columns_fill_the_block_and_text_grows_where_it_fits() {
        let long = "1234567890123456789012345678";
        for (columns, text, size) in [
            (3, "12", TextSize::SmallFour),
            (6, long, TextSize::Five),
            (12, "12", TextSize::Five),
        ] {
            let fit = Fit::of(&table(columns, text));
            assert_eq!(fit.widths.iter().sum::<usize>(), BLOCK_WIDTH as usize);
            assert_eq!(fit.size, size);
        }
    }

    #[test]
    fn rows_stay_together_where_a_page_must_not_end() {
        let mut table = table(1, "");
        table.header_rows = 1;
        let row = table.rows[0].clone();
        table.rows = vec![row; 12];
        // Three lines of a label of two characters' width, beside five rows.
        table.rows[4].cells[0].text = "无法提供信息".into();
        table.rows[4].cells[0].row_span = 5;
        let fit = Fit {
            widths: vec![2 * 210 + 60],
            size: TextSize::Five,
        };
        let kept = |table: &Table| -> Vec<_> {
            let kept = fit.kept_rows(table).into_iter().enumerate();
            kept.filter_map(|(row, kept)| kept.then_some(row)).collect()
        };
        assert_eq!(kept(&table), [0, 4, 5]);
        table.rows.truncate(3);
        assert_eq!(kept(&table), [0, 1]);
    }

    #[test]
    fn a_label_breaks_between_its_words() {
        let fit = Fit {
            widths: vec![700],
            size: TextSize::Five,
        };
        let margin = |text: &str| fit.even_margin(&table(1, text).rows[0].cells[0]);
        assert_eq!(["自然人", "其他", "本年增/减"].map(margin), [None; 3]);
        // Two characters of 10.5 pt fit between the margins, three do not.
        let room = 700 - 2 * margin("商业企业").unwrap();
        assert!((2 * 210..3 * 210).contains(&room), "{room}");
    }
}
