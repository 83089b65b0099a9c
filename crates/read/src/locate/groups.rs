//! Row labels come in groups: which group a row stands in.

use nianbao_model::form::{Block, Leaf};
use nianbao_model::locus::CellRef;
use nianbao_model::source::Sheet;

/// How many columns to the left of a row's label its groups' labels may stand.
const LABEL_COLUMNS: u32 = 6;
/// How many rows above it, where they were not merged.
const GROUP_ROWS: u32 = 60;

/// The group labels of `block` that stand to the left of a row label: in its own
/// row, through merged cells, or above a blank one.
pub(crate) fn groups_beside<'a>(sheet: &'a Sheet, cell: CellRef, block: &Block) -> Vec<&'a str> {
    let is_group = |text: &str| {
        block
            .leaf_rows
            .iter()
            .flat_map(|row| &row.groups)
            .any(|group| group.matches(text))
    };
    let mut groups = Vec::new();
    for column in (cell.column.saturating_sub(LABEL_COLUMNS)..cell.column).rev() {
        let label = (cell.row.saturating_sub(GROUP_ROWS)..=cell.row).rev().find_map(|row| {
            let at = CellRef::new(row, column);
            sheet
                .at(at)
                .filter(|content| !content.is_blank())
                .map(|content| content.label().unwrap_or_default())
        });
        groups.extend(label.filter(|label| is_group(label)));
    }
    groups
}

/// Whether a row can stand beside these group labels: its own innermost group is
/// the nearest of them, or none is there to tell.
pub(crate) fn agrees(row: &Leaf, groups: &[&str]) -> bool {
    match (row.groups.last(), groups.first()) {
        (Some(own), Some(nearest)) => own.matches(nearest) || groups.iter().any(|group| own.matches(group)),
        _ => true,
    }
}
