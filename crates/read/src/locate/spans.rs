//! Headers and figures that span differently: three headers over three figures, but the second
//! header and the first figure are two columns of the grid wide. People who look at the table see
//! three columns; so does this.

use nianbao_model::locus::{CellRange, CellRef};
use nianbao_model::source::Sheet;

/// For each of these header cells the sheet column in which its figure stands in this row, where
/// as many cells as there are headers fill the same width and each lies under its own header,
/// though perhaps not under its first column: then they are taken in their order. The first figure
/// stands in column `after` or right of it.
pub(super) fn in_order(sheet: &Sheet, row: u32, after: u32, headers: &[CellRange]) -> Option<Vec<u32>> {
    let mut ordered: Vec<(usize, CellRange)> = headers.iter().copied().enumerate().collect();
    ordered.sort_by_key(|(_, header)| header.first.column);
    let (first, last) = (ordered.first()?.1.first.column, ordered.last()?.1.last.column);
    let is_gapless = ordered
        .windows(2)
        .all(|pair| pair[0].1.last.column.checked_add(1) == Some(pair[1].1.first.column));
    if !is_gapless {
        return None;
    }
    let first = first.max(after);
    let mut found = vec![first; headers.len()];
    let mut column = first;
    for (index, header) in ordered {
        let region = sheet.region(CellRef::new(row, column));
        let is_own = region.first.row == row && region.first.column == column;
        let overlaps = column <= header.last.column && header.first.column <= region.last.column;
        if !is_own || !overlaps || region.last.column > last {
            return None;
        }
        found[index] = column;
        column = region.last.column + 1;
    }
    (column == last + 1).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(headers: &[&str], merges: &[&str]) -> Vec<u32> {
        let range = |text: &&str| -> CellRange {
            let (first, last) = text.split_once(':').unwrap_or((text, text));
            CellRange {
                first: first.parse().unwrap(),
                last: last.parse().unwrap(),
            }
        };
        let mut sheet = Sheet::new(&"a".into(), "b");
        sheet.merges = merges.iter().map(range).collect();
        let headers: Vec<CellRange> = headers.iter().map(range).collect();
        let below = || headers.iter().map(|header| header.first.column).collect();
        in_order(&sheet, 1, 0, &headers).unwrap_or_else(below)
    }

    #[test]
    fn as_many_figures_as_headers_stand_in_their_order() {
        assert_eq!(of(&["B1", "C1:D1", "E1"], &["B2:C2"]), [1, 3, 4]);
        assert_eq!(of(&["E1", "B1", "C1:D1"], &["B2:C2"]), [4, 1, 3]);
        assert_eq!(of(&["B1:C1", "D1", "E1"], &["C2:D2"]), [1, 2, 4]);
    }

    #[test]
    fn what_is_not_plain_is_left_as_it_is() {
        let headers = ["B1", "C1:D1", "E1"];
        for merges in [
            &["C2:D2"][..],
            &[],
            &["B2:D2"],
            &["A2:B2", "C2:D2"],
            &["E2:F2", "B2:C2"],
            &["B1:C2"],
        ] {
            assert_eq!(of(&headers, merges), [1, 2, 4], "{merges:?}");
        }
        assert_eq!(of(&["B1", "D1:E1", "F1"], &["B2:C2"]), [1, 3, 5], "a gap between");
        assert_eq!(of(&[], &[]), [0; 0]);
    }
}
