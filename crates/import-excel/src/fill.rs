//! Cells that repeat what they hold as often as there is room (alignment 填充): a 6 is seen as 666. How
//! often it is hangs on the type's width, so that the number is not read, and the cell is told.

use std::collections::BTreeMap;

use nianbao_model::source::{CellValue, Sheet};
use nianbao_model::{CellRef, width};

/// The code of this alignment in binary workbooks.
pub(crate) const FILL: u8 = 4;
/// Parts of a digit's width in which binary workbooks count.
pub(crate) const WIDTH_UNITS: f64 = 256.0;
/// How wide a column is if nothing is said, in digits.
const USUAL: f64 = 8.43;
/// With so much room for it a content may be seen twice.
const TWICE: f64 = 1.9;
/// So many repetitions are shown.
const MOST: usize = 8;
/// So many columns of a merged cell are measured.
const COLUMNS: u32 = 100;
/// So many widths are kept.
const MOST_WIDTHS: usize = 16_384;

/// How wide the columns of a sheet are, in digits.
#[derive(Debug, Default)]
pub(crate) struct Widths {
    /// By their first column: the last one of the run, and the width.
    runs: BTreeMap<u32, (u32, f64)>,
    /// That of all others.
    pub(crate) usual: Option<f64>,
}

impl Widths {
    /// Adds that of a run of columns, both ends included.
    pub(crate) fn push(&mut self, first: u32, last: u32, width: f64) {
        if self.runs.len() < MOST_WIDTHS {
            self.runs.insert(first, (last, width));
        }
    }

    fn of(&self, column: u32) -> f64 {
        let run = self.runs.range(..=column).next_back();
        let run = run.filter(|(_, (last, _))| column <= *last);
        run.map_or(self.usual.unwrap_or(USUAL), |(_, (_, width))| *width)
    }
}

/// Makes of the cells that repeat their content what is seen of it, if that may be more than once.
pub(crate) fn repeat_all(sheet: &mut Sheet, cells: &[CellRef], widths: &Widths) {
    if cells.is_empty() {
        return;
    }
    let merged: BTreeMap<CellRef, CellRef> = sheet.merges.iter().map(|merge| (merge.first, merge.last)).collect();
    for at in cells {
        repeat(sheet, *at, merged.get(at).copied().unwrap_or(*at), widths);
    }
}

fn repeat(sheet: &mut Sheet, at: CellRef, last: CellRef, widths: &Widths) {
    let columns = at.column..=last.column.min(at.column.saturating_add(COLUMNS));
    let room: f64 = columns.map(|column| widths.of(column)).sum();
    let Some(cell) = sheet.cells.get_mut(&at) else { return };
    let once = cell.display().into_owned();
    let needed: f64 = once.chars().map(|c| if width::is_wide(c) { 2.0 } else { 1.0 }).sum();
    // A line drawn with dashes is no number, however long.
    if needed == 0.0 || !once.contains(char::is_numeric) || room / needed < TWICE {
        return;
    }
    let times = (2..MOST).take_while(|times| (*times as f64) * needed <= room).count() + 1;
    let seen = once.repeat(times.max(2)) + "…";
    if let CellValue::Text(text) = &mut cell.value {
        *text = seen;
    } else {
        cell.shown = Some(seen.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::Decimal;
    use nianbao_model::source::Cell;

    #[test]
    fn a_content_is_repeated_while_there_is_room() {
        let shown = |value: CellValue, width: f64| {
            let at = CellRef::new(0, 0);
            let mut sheet = Sheet::new(&"a.xlsx".into(), "b");
            sheet.cells.insert(at, Cell::typed(value));
            let mut widths = Widths::default();
            widths.push(0, 3, width);
            repeat_all(&mut sheet, &[at], &widths);
            sheet.cells[&at].display().into_owned()
        };
        assert_eq!(shown(CellValue::Number(Decimal::from(6)), 3.1), "666…");
        assert_eq!(shown(CellValue::Text("12".to_owned()), 4.0), "1212…");
        assert_eq!(shown(CellValue::Number(Decimal::from(4105)), 7.0), "4105");
        assert_eq!(shown(CellValue::Text("主动公开".to_owned()), 30.0), "主动公开");
        assert_eq!(shown(CellValue::Text("-".to_owned()), 30.0), "-");
    }
}
