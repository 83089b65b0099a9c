//! Sheets that a program wrote from a data frame (pandas, R): a first row and a first column that
//! only count from 0, and names such as `Unnamed: 3` for columns that had none. They are taken
//! out before anything is read. What else a sheet holds is not touched.

use nianbao_model::locus::CellRef;
use nianbao_model::source::{Sheet, Source};

/// How long a count must be to be told from figures by itself.
const TELLING: usize = 3;

/// Takes the counts and made-up names out of the sheets of a file. Where one sheet has them for
/// sure, a sheet of one column has them too.
pub(crate) fn strip(source: &mut Source) {
    let counts: Vec<Counts> = source.sheets.iter().map(Counts::of).collect();
    let is_frame = counts.iter().any(Counts::are_telling);
    for (sheet, counts) in source.sheets.iter_mut().zip(counts) {
        if is_frame || counts.are_telling() {
            counts.take_out(sheet);
        }
        sheet.cells.retain(|_, cell| !cell.text().is_some_and(is_made_up));
    }
}

/// How many cells of a sheet's first row and first column count from 0, each without a gap and
/// with nothing else in it.
struct Counts {
    row: usize,
    column: usize,
}

impl Counts {
    fn of(sheet: &Sheet) -> Self {
        let is_number = |at: CellRef, number: u32| {
            sheet
                .cells
                .get(&at)
                .is_some_and(|cell| cell.display() == number.to_string())
        };
        let corner = sheet.cells.get(&CellRef::new(0, 0)).is_none_or(|cell| cell.is_blank());
        let from = u32::from(corner);
        let row = (0..).take_while(|n| is_number(CellRef::new(0, from + n), *n)).count();
        let column = (0..).take_while(|n| is_number(CellRef::new(from + n, 0), *n)).count();
        let in_row = sheet.cells.range(CellRef::new(0, from)..CellRef::new(1, 0)).count();
        let in_column = match column {
            0 => 0,
            _ => sheet.cells.keys().filter(|at| at.column == 0 && at.row >= from).count(),
        };
        let whole = |count: usize, all: usize| if count == all { count } else { 0 };
        Self {
            row: whole(row, in_row),
            column: whole(column, in_column),
        }
    }

    fn are_telling(&self) -> bool {
        self.column >= TELLING || self.row >= TELLING
    }

    fn take_out(&self, sheet: &mut Sheet) {
        if self.row > 0 {
            sheet.cells.retain(|at, _| at.row > 0);
        }
        if self.column > 0 {
            sheet.cells.retain(|at, _| at.column > 0);
        }
    }
}

/// The name that pandas gives a column without one: `Unnamed: 3`, `Unnamed: 0_level_1`.
fn is_made_up(text: &str) -> bool {
    let Some(number) = text.strip_prefix("Unnamed: ") else {
        return false;
    };
    let digits = number.split("_level_");
    digits.clone().count() <= 2
        && digits
            .into_iter()
            .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use nianbao_model::source::{Cell, CellValue};

    use super::*;

    /// What is left of a sheet with these rows, by cell.
    fn left(sheets: &[&[&[&str]]]) -> Vec<String> {
        let mut source = Source::new(&"a.xlsx".into());
        for rows in sheets {
            let mut sheet = Sheet::new(&source.file, "b");
            for (row, cells) in (0..).zip(*rows) {
                for (column, text) in (0..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
                    let cell = Cell::typed(CellValue::Text((*text).to_owned()));
                    sheet.cells.insert(CellRef::new(row, column), cell);
                }
            }
            source.sheets.push(sheet);
        }
        strip(&mut source);
        let cells = source.sheets.iter().flat_map(|sheet| sheet.cells.keys());
        cells.map(ToString::to_string).collect()
    }

    #[test]
    fn counts_from_zero_and_made_up_names_go() {
        let table: &[&[&str]] = &[
            &["", "0", "1"],
            &["0", "规章", "3"],
            &["1", "许可", "4"],
            &["2", "处罚", "5"],
        ];
        assert_eq!(left(&[table]), ["B2", "C2", "B3", "C3", "B4", "C4"]);
        let narrow: &[&[&str]] = &[&["", "0"], &["0", "甲"]];
        assert_eq!(left(&[narrow]), ["B1", "A2", "B2"]);
        assert_eq!(left(&[table, narrow]).last().map(String::as_str), Some("B2"));
        assert_eq!(left(&[&[&["规章", "Unnamed: 1"], &["0", "7"]]]), ["A1", "A2", "B2"]);
    }

    #[test]
    fn figures_stay() {
        let figures: &[&[&str]] = &[&["规章", "0", "1", "2"], &["许可", "0", "3"]];
        assert_eq!(left(&[figures]).len(), 7);
        let numbered: &[&[&str]] = &[&["1", "甲"], &["2", "乙"], &["3", "丙"]];
        assert_eq!(left(&[numbered]).len(), 6);
    }
}
