//! Which cells of a sheet are a table's own: its labels and headers, and the cells its figures may
//! stand in. What no table claims has to be accounted for.

use std::collections::BTreeSet;

use nianbao_model::locus::{CellRange, CellRef};
use nianbao_model::source::{Cell, Sheet};

use super::{Located, Vocabulary};

/// How many rows below a table's last one a number under its headers is still looked at, in a
/// sheet of which other rows are read as something else.
const MARGIN: u32 = 2;

/// Gives each cell of a sheet that no table claims to the table that has to account for it. In a
/// sheet that holds nothing but tables every cell is given away; in another those within a table
/// and right below it.
pub(crate) fn share(sheet: &Sheet, located: &mut [Located<'_>], vocabulary: &Vocabulary, holds_tables_only: bool) {
    let claimed: BTreeSet<CellRef> = located.iter().flat_map(Located::claimed).collect();
    let extents: Vec<Option<CellRange>> = located.iter().map(Located::extent).collect();
    let is_claimed = |at: &CellRef, cell: &Cell| {
        let is_word = cell
            .label()
            .is_some_and(|label| !label.is_empty() && vocabulary.has(label));
        cell.is_blank() || is_word || claimed.contains(at)
    };
    for (at, cell) in sheet.cells.iter().filter(|(at, cell)| !is_claimed(at, cell)) {
        let Some((nth, is_inside)) = nearest(&extents, *at) else {
            return;
        };
        let Some(located) = located.get_mut(nth) else { continue };
        let last = extents.get(nth).copied().flatten().map_or(0, |extent| extent.last.row);
        let is_right_below = at.row > last && at.row <= last.saturating_add(MARGIN);
        let is_under_header = || located.rows.iter().any(|row| row.has_figures_in(at.column));
        let is_text = cell.text().is_some();
        if is_inside || holds_tables_only || (is_right_below && !is_text && is_under_header()) {
            located.unclaimed.push(*at);
        }
    }
}

/// The table a cell stands in, beside, or else below; or above, if it is below none.
fn nearest(extents: &[Option<CellRange>], at: CellRef) -> Option<(usize, bool)> {
    let distance = |extent: &CellRange| {
        let rows = match at.row {
            row if row > extent.last.row => (1, row - extent.last.row),
            row if row < extent.first.row => (2, extent.first.row - row),
            _ => (0, 0),
        };
        let left = extent.first.column.saturating_sub(at.column);
        (rows, left + at.column.saturating_sub(extent.last.column))
    };
    let known = extents
        .iter()
        .enumerate()
        .filter_map(|(nth, extent)| Some((nth, extent.as_ref()?)));
    let (nth, extent) = known.min_by_key(|(_, extent)| distance(extent))?;
    Some((nth, distance(extent).0.0 == 0))
}

impl Located<'_> {
    /// The cells that are the table's own, but for words of the form.
    fn claimed(&self) -> impl Iterator<Item = CellRef> {
        let headers = self.header.iter().flat_map(|cell| {
            // A label that was broken over cells fills each of them.
            (cell.region.first.row..=cell.region.last.row).map(|row| CellRef::new(row, cell.region.first.column))
        });
        let rows = self.rows.iter().flat_map(|row| {
            let label = (!row.row.path.is_empty()).then_some(row.label.first);
            let cells = row.cells().map(|at| row.sheet.region(at).first);
            let words = row.columns.iter().flat_map(|column| {
                let telling = column.tracks.iter().filter(|track| track.says.is_telling());
                telling.flat_map(|track| column.words.clone().map(|row| CellRef::new(row, track.at)))
            });
            label.into_iter().chain(cells).chain(words)
        });
        headers.chain(rows).chain(self.copies.iter().copied())
    }

    /// The rectangle it fills.
    pub(crate) fn extent(&self) -> Option<CellRange> {
        let rows = self.sheet_rows();
        let columns = self.rows.iter().flat_map(|row| {
            let figures = row
                .columns
                .iter()
                .flat_map(|column| column.tracks.iter().map(|track| track.at));
            figures.chain([row.label.first.column])
        });
        let (left, right) = (columns.clone().min()?, columns.max()?);
        Some(CellRange {
            first: CellRef::new(*rows.first()?, left),
            last: CellRef::new(*rows.last()?, right),
        })
    }
}
