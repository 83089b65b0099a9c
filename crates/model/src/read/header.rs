//! Column headers: which sheet column holds which of a table's columns.

use crate::form::{Leaf, Table};
use crate::label;
use crate::locus::{CellRange, CellRef};
use crate::source::Sheet;

/// How many rows a header may be high: how far above a column's own label its group
/// labels, and its neighbours' own labels, may stand.
pub(super) const HEADER_DEPTH: u32 = 5;

/// A cell whose text is the label of one of a table's columns.
#[derive(Debug, Clone)]
pub(super) struct HeaderCell {
    pub(super) region: CellRange,
    normalized: String,
    /// The labels of the groups over it, nearest first.
    groups: Vec<String>,
}

impl HeaderCell {
    /// Whether this is the header of `leaf`. Where the leaf's label occurs more
    /// than once among `siblings`, the group over it decides.
    pub(super) fn is_for(&self, leaf: &Leaf, siblings: &[Leaf]) -> bool {
        if !leaf.label.matches(&self.normalized) {
            return false;
        }
        let ambiguous = siblings
            .iter()
            .filter(|other| other.label.matches(&self.normalized))
            .count()
            > 1;
        match leaf.groups.last() {
            Some(group) if ambiguous => self.groups.iter().any(|text| group.matches(text)),
            _ => true,
        }
    }
}

/// Every cell of a sheet that carries the label of a column of `table`.
pub(super) fn header_cells(sheet: &Sheet, table: &Table) -> Vec<HeaderCell> {
    let leaves = || table.blocks.iter().flat_map(|block| &block.leaf_columns);
    let mut found = Vec::new();
    for (&cell, content) in &sheet.cells {
        let Some(text) = content.text() else { continue };
        let normalized = label::normalize(text);
        if leaves().any(|leaf| leaf.label.matches(&normalized)) {
            found.push(HeaderCell {
                region: sheet.region(cell),
                normalized,
                groups: groups_over(sheet, cell),
            });
        }
    }
    found
}

/// The texts over a header cell, nearest first: through merged cells, or, where a
/// group's cells were not merged, the nearest text to the left.
fn groups_over(sheet: &Sheet, cell: CellRef) -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    for row in (cell.row.saturating_sub(HEADER_DEPTH)..cell.row).rev() {
        let at = CellRef::new(row, cell.column);
        let text = match sheet.at(at) {
            Some(content) if !content.is_blank() => match content.text() {
                Some(text) => Some(text),
                // A number: above it is another table.
                None => break,
            },
            _ => sheet
                .cells
                .range(CellRef::new(row, 0)..at)
                .rev()
                .find(|(_, left)| !left.is_blank())
                .and_then(|(_, left)| left.text()),
        };
        match text.map(label::normalize) {
            Some(normalized) if groups.last() != Some(&normalized) => groups.push(normalized),
            _ => {}
        }
    }
    groups
}
