//! Lines that hang over the end of a table: where a page breaks a cell off, some programs draw no line below it
//! and set its last lines beyond the lines beside it.

use super::lattice::Lattice;
use crate::content::Placed;
use crate::text::is_blank;

/// So many lines of a cell hang over at most.
const MOST: usize = 4;
/// How far below the table or the line before a line stands at most, as a part of its size.
const NEAR: f64 = 0.6;

/// Takes from these characters those that hang over the end of a table, each with its cell. A line of which not every
/// character stands below such a cell is none of the table's.
pub(super) fn take(table: &Lattice, glyphs: &mut Vec<Placed>) -> Vec<(usize, Placed)> {
    let Some(bottom) = table.rows.last().copied().filter(|_| table.is_open()) else {
        return Vec::new();
    };
    let mut below: Vec<&Placed> = glyphs
        .iter()
        .filter(|glyph| glyph.level() > bottom && !is_blank(glyph.c))
        .collect();
    below.sort_by(|a, b| a.base.total_cmp(&b.base));
    let mut end = bottom;
    for line in below.chunk_by(|a, b| b.base - a.base < a.size / 2.0).take(MOST) {
        let (top, base) = (line[0].base - line[0].size, line[0].base);
        let is_over = |glyph: &&Placed| {
            table.open_cell(glyph.left).is_some() && table.open_cell(glyph.left) == table.open_cell(glyph.right)
        };
        if top > end + line[0].size * NEAR || !line.iter().all(is_over) {
            break;
        }
        end = line.iter().fold(base, |end, glyph| end.max(glyph.base));
    }
    let (mut taken, mut kept) = (Vec::new(), Vec::new());
    for glyph in glyphs.drain(..) {
        let hangs = glyph.level() > bottom && glyph.base <= end;
        match table.open_cell(glyph.middle()).filter(|_| hangs) {
            Some(cell) => taken.push((cell, glyph)),
            None => kept.push(glyph),
        }
    }
    *glyphs = kept;
    taken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::sample::{glyphs, ruling as line};
    use crate::page::lattice;

    /// What hangs over a table of two columns, from 0 to 50 and to 90, that ends at 40; the first column is closed
    /// there or not.
    fn hanging(is_closed: bool, lines: &[(&str, f64, f64)]) -> (String, String) {
        let mut rulings = vec![line(0.0, 0.0, 90.0, 0.0), line(0.0, 20.0, 90.0, 20.0)];
        rulings.extend([0.0, 50.0, 90.0].map(|x| line(x, 0.0, x, 40.0)));
        rulings.push(line(if is_closed { 0.0 } else { 50.0 }, 40.0, 90.0, 40.0));
        let table = lattice::find(&rulings).unwrap().remove(0);
        let mut all: Vec<Placed> = lines
            .iter()
            .flat_map(|(text, left, base)| glyphs(text, *left, *base))
            .collect();
        let taken = take(&table, &mut all);
        assert!(taken.iter().all(|(cell, _)| *cell == 2));
        let taken = taken.iter().map(|(_, glyph)| glyph.c).collect();
        (taken, all.iter().map(|glyph| glyph.c).collect())
    }

    #[test]
    fn the_last_lines_of_a_cell_that_is_not_closed_are_its() {
        let lines = [
            ("一", 2.0, -9.0),
            ("理结", 2.0, 51.0),
            ("果", 2.0, 64.0),
            ("四、其他", 2.0, 90.0),
        ];
        let told = |taken: &str, left: &str| (taken.to_owned(), left.to_owned());
        assert_eq!(hanging(false, &lines), told("理结果", "一四、其他"));
        assert_eq!(hanging(true, &lines), told("", "一理结果四、其他"));
        // A paragraph that begins below it is none.
        assert_eq!(hanging(false, &[("没有其他事项", 2.0, 51.0)]), told("", "没有其他事项"));
    }
}
