//! Headers over several rows, which Markdown has none of: this program writes them as one, `行政复议 / 总计`,
//! and repeats what a merged cell says in each of its places. Both are undone.

use std::collections::BTreeSet;

use nianbao_model::{CellRange, CellRef, chars};

use crate::grid::Grid;

/// What stands between the rows of a header.
const BETWEEN: &str = " / ";

/// The table with its header over as many rows as it has, if two of its headers begin alike.
pub(super) fn unfold(grid: Grid) -> Grid {
    let columns = grid.cells.keys().map(|at| at.column + 1).max().unwrap_or(0);
    let heads: Vec<Vec<String>> = (0..columns)
        .map(|column| {
            let head = grid.cells.get(&CellRef::new(0, column)).map_or("", String::as_str);
            head.split(BETWEEN).map(str::to_owned).collect()
        })
        .collect();
    if !heads
        .windows(2)
        .any(|pair| pair[0].len() > 1 && pair[0].first() == pair[1].first())
    {
        return grid;
    }
    let height = heads.iter().map(Vec::len).max().unwrap_or(1) as u32;
    let mut unfolded = Grid::default();
    for (column, head) in (0..).zip(&heads) {
        for (row, text) in (0..).zip(head) {
            unfolded.cells.insert(CellRef::new(row, column), text.clone());
        }
        // A shorter one reaches down to the figures.
        let last = CellRef::new(head.len() as u32 - 1, column);
        for row in last.row + 1..height {
            unfolded
                .cells
                .insert(CellRef::new(row, column), head.last().cloned().unwrap_or_default());
        }
    }
    let body = grid.cells.into_iter().filter(|(at, _)| at.row > 0);
    unfolded
        .cells
        .extend(body.map(|(at, text)| (CellRef::new(at.row + height - 1, at.column), text)));
    merge(unfolded, height, columns)
}

/// Merges what is repeated: in the header, and in the columns of labels.
fn merge(mut grid: Grid, height: u32, columns: u32) -> Grid {
    let is_figure = |text: &String| text.chars().any(|c| chars::digit(c).is_some()) && !text.chars().any(chars::is_han);
    let body = grid
        .cells
        .iter()
        .filter(|(at, text)| at.row >= height && is_figure(text));
    let labels = body.map(|(at, _)| at.column).min().unwrap_or(columns);
    let rows = grid.cells.keys().map(|at| at.row + 1).max().unwrap_or(0);
    let mut taken = BTreeSet::new();
    let starts: Vec<CellRef> = grid.cells.keys().copied().collect();
    for first in starts {
        let in_head = first.row < height;
        if taken.contains(&first) || !in_head && first.column >= labels {
            continue;
        }
        let (bottom, right) = match in_head {
            true => (height, columns),
            false => (rows, labels),
        };
        let same = |row, column| grid.cells.get(&CellRef::new(row, column)) == grid.cells.get(&first);
        // What is merged above or to the left ends what is merged here.
        let over = |column: u32| {
            let above = |column| {
                first
                    .row
                    .checked_sub(1)
                    .and_then(|row| grid.cells.get(&CellRef::new(row, column)))
            };
            !in_head || above(column) == above(first.column)
        };
        let last_column = (first.column + 1..right)
            .take_while(|column| same(first.row, *column) && over(*column))
            .last()
            .unwrap_or(first.column);
        let last_row = (first.row + 1..bottom)
            .take_while(|row| (first.column..=last_column).all(|column| same(*row, column)))
            .last()
            .unwrap_or(first.row);
        let last = CellRef::new(last_row, last_column);
        if last != first {
            grid.merges.push(CellRange { first, last });
            for row in first.row..=last_row {
                taken.extend((first.column..=last_column).map(|column| CellRef::new(row, column)));
            }
        }
    }
    let firsts: BTreeSet<CellRef> = grid.merges.iter().map(|merge| merge.first).collect();
    let covered = |at: &CellRef| taken.contains(at) && !firsts.contains(at);
    let cells = std::mem::take(&mut grid.cells);
    let kept = cells.into_iter().filter(|(at, _)| !covered(at)).collect();
    Grid { cells: kept, ..grid }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&str]]) -> Grid {
        let mut grid = Grid::default();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*cells) {
                grid.cells.insert(CellRef::new(row, column), (*cell).to_owned());
            }
        }
        grid
    }

    #[test]
    fn a_folded_header_is_unfolded_and_what_is_repeated_is_merged() {
        let unfolded = unfold(grid(&[
            &["项目", "项目", "复议 / 维持", "复议 / 纠正", "诉讼 / 直接 / 维持"],
            &["一", "一", "1", "2", "3"],
            &["二", "甲", "1", "1", "3"],
            &["二", "乙", "1", "1", "3"],
        ]));
        let merges: Vec<_> = unfolded
            .merges
            .iter()
            .map(|one| format!("{}:{}", one.first, one.last))
            .collect();
        assert_eq!(merges, ["A1:B3", "C1:D1", "C2:C3", "D2:D3", "A4:B4", "A5:A6"]);
        assert_eq!(unfolded.cells[&CellRef::new(2, 4)], "维持");
        assert_eq!(unfolded.cells[&CellRef::new(5, 1)], "乙");
        assert_eq!(unfolded.cells.len(), 7 + 4 + 5 + 4);
    }

    #[test]
    fn a_header_with_a_stroke_is_a_header() {
        let plain = unfold(grid(&[&["项目", "金额 / 万元"], &["一", "1"]]));
        assert_eq!(plain.cells.len(), 4);
        assert!(plain.merges.is_empty());
    }
}
