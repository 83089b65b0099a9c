//! Column headers: which sheet column holds which of a table's columns.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use nianbao_model::form::{Block, Leaf, Table};
use nianbao_model::limits::MAX_LABELS;
use nianbao_model::locus::{CellRange, CellRef};
use nianbao_model::source::{Cell, Sheet};

use super::{Column, spans};
use crate::wording;

/// How many rows a header may be high: how far above a column's own label its group
/// labels, and its neighbours' own labels, may stand.
pub(crate) const HEADER_DEPTH: u32 = 5;

/// A cell whose text is the label of one of a table's columns.
#[derive(Debug, Clone)]
pub(crate) struct HeaderCell<'a> {
    pub(crate) region: CellRange,
    /// The label, normalised.
    label: Cow<'a, str>,
    /// The labels of the groups over it, nearest first, and whether each stands right
    /// over it (through merged cells) or is a guess from the left.
    groups: Vec<(&'a str, bool)>,
}

impl HeaderCell<'_> {
    /// Whether this is the header of `leaf`. Where the leaf's label occurs more
    /// than once among `siblings`, the group over it decides.
    pub(crate) fn is_for(&self, leaf: &Leaf, siblings: &[Leaf]) -> bool {
        if !leaf.label.matches(&self.label) {
            return false;
        }
        // Right under a group that is not the leaf's: a subtotal of that group.
        let foreign = self.groups.iter().filter(|(_, over)| *over).any(|(text, _)| {
            let is_group = siblings
                .iter()
                .flat_map(|other| &other.groups)
                .any(|group| group.matches(text));
            is_group && !leaf.groups.iter().any(|group| group.matches(text))
        });
        if foreign {
            return false;
        }
        let ambiguous = siblings.iter().filter(|other| other.label.matches(&self.label)).count() > 1;
        match leaf.groups.last() {
            Some(group) if ambiguous => self.groups.iter().any(|(text, _)| group.matches(text)),
            _ => true,
        }
    }
}

impl HeaderCell<'_> {
    /// Whether right over this header stands a group that does not stand over the other: it is another table's.
    fn is_under_another_group(&self, other: &Self) -> bool {
        let over = self.groups.iter().find(|(_, over)| *over);
        over.is_some_and(|(group, _)| !other.groups.iter().any(|(text, _)| text == group))
    }
}

/// How many times as long as the longest label a cell may be, with white space and all,
/// to be looked at as one.
const PADDED: usize = 4;

/// Every cell of a sheet that carries the label of a column of `table`. A sheet with
/// hundreds of copies of a header is a ledger and no table: it has none.
pub(crate) fn header_cells<'a>(sheet: &'a Sheet, table: &Table) -> Vec<HeaderCell<'a>> {
    let leaves = table.blocks.iter().flat_map(|block| &block.leaf_columns);
    let labels: BTreeSet<&str> = leaves
        .flat_map(|leaf| leaf.label.wordings())
        .map(String::as_str)
        .collect();
    // Spaces and numbers make a label longer than it is, but no paragraph is one.
    let too_long = labels.iter().map(|label| label.len()).max().unwrap_or(0) * PADDED;
    let mut found = Vec::new();
    for (&cell, content) in &sheet.cells {
        if content.text().is_none_or(|text| text.len() > too_long) {
            continue;
        }
        let Some(label) = content.label() else { continue };
        let bare = wording::without_unit(label).unwrap_or(label);
        let (region, label) = if labels.contains(label) {
            (sheet.region(cell), Cow::Borrowed(label))
        } else if labels.contains(bare) {
            (sheet.region(cell), Cow::Borrowed(bare))
        } else if let Some((region, label)) = joined_below(sheet, cell, label, &labels) {
            (region, Cow::Owned(label))
        } else {
            continue;
        };
        found.push(HeaderCell {
            region,
            label,
            groups: groups_over(sheet, cell),
        });
        if found.len() > MAX_LABELS {
            return Vec::new();
        }
    }
    found
}

/// A label that was broken over cells one below the other (`本年新` / `制作数量`): where it
/// stands, and the label. `label` is what the first of the cells has of it.
fn joined_below(sheet: &Sheet, cell: CellRef, label: &str, labels: &BTreeSet<&str>) -> Option<(CellRange, String)> {
    let begins = |joined: &str| {
        let next = labels.range(joined..).next();
        next.is_some_and(|label| label.starts_with(joined))
    };
    let mut joined = label.to_owned();
    let region = begins(&joined).then(|| sheet.region(cell))?;
    for row in region.last.row + 1..region.last.row.saturating_add(HEADER_DEPTH) {
        let below = CellRef::new(row, region.first.column);
        joined.push_str(sheet.cells.get(&below)?.label()?);
        if labels.contains(joined.as_str()) {
            let last = CellRef::new(row, region.last.column);
            return Some((CellRange { last, ..region }, joined));
        }
        if !begins(&joined) {
            return None;
        }
    }
    None
}

/// Whether a header is one of a table's blocks: half of its columns.
pub(crate) fn is_header(cells: &[HeaderCell<'_>], table: &Table) -> bool {
    table.blocks.iter().any(|block| {
        let leaves = &block.leaf_columns;
        let found = leaves
            .iter()
            .filter(|leaf| cells.iter().any(|cell| cell.is_for(leaf, leaves)))
            .count();
        found > 0 && found * 2 >= leaves.len()
    })
}

/// The texts over a header cell, nearest first: through merged cells, or, where a
/// group's cells were not merged, the nearest text to the left.
fn groups_over(sheet: &Sheet, cell: CellRef) -> Vec<(&str, bool)> {
    let mut groups: Vec<(&str, bool)> = Vec::new();
    for row in (cell.row.saturating_sub(HEADER_DEPTH)..cell.row).rev() {
        let at = CellRef::new(row, cell.column);
        let (label, over) = match sheet.at(at) {
            Some(content) if !content.is_blank() => match content.label() {
                Some(label) => (Some(label), true),
                // A number: above it is another table.
                None => break,
            },
            _ => {
                let mut left = sheet.cells.range(CellRef::new(row, 0)..at).rev();
                let nearest = left.find(|(_, left)| !left.is_blank());
                (nearest.and_then(|(_, left)| left.label()), false)
            }
        };
        match label {
            Some(label) if groups.last().is_none_or(|(last, _)| *last != label) => groups.push((label, over)),
            _ => {}
        }
    }
    groups
}

/// The sheet columns in which a row's figures stand.
#[derive(Default)]
pub(crate) struct Columns<'a> {
    /// Each of the block's columns that was found.
    pub(crate) found: Vec<Column<'a>>,
    /// Where the next row label begins, in the same row.
    pub(crate) until: u32,
    /// Columns that are there again, with figures: the headers of both.
    pub(crate) repeated: Vec<(&'a Leaf, CellRef, CellRef)>,
    /// Figures that stand in every cell of a region that was merged once.
    pub(crate) copies: Vec<CellRef>,
}

/// Finds them: for each of the block's columns the first one to the right whose
/// nearest header above says so, before the next row label begins.
pub(crate) fn columns_of<'a>(
    sheet: &Sheet,
    table: &Table,
    block: &'a Block,
    row: CellRange,
    header: &[HeaderCell<'_>],
) -> Columns<'a> {
    let after = row.last.column + 1;
    let until = sheet
        .cells
        .range(CellRef::new(row.first.row, after)..=CellRef::new(row.first.row, u32::MAX))
        .find(|(_, cell)| {
            let mut rows = table.blocks.iter().flat_map(|block| &block.leaf_rows);
            cell.label()
                .is_some_and(|label| rows.any(|row| row.label.matches(label)))
        })
        .map_or(u32::MAX, |(at, _)| at.column);
    let above = || header.iter().filter(|cell| cell.region.last.row < row.first.row);
    let nearest = |columns: std::ops::Range<u32>| {
        let mut nearest: BTreeMap<u32, &HeaderCell<'_>> = BTreeMap::new();
        for cell in above() {
            let (first, last) = (cell.region.first.column, cell.region.last.column);
            // A label may reach below the header of its figures, where the two span differently.
            let is_over_both = first > row.first.column && first < after && last >= after;
            let column = if is_over_both { after } else { first };
            if columns.contains(&column) {
                let best = nearest.entry(column).or_insert(cell);
                if best.region.last.row < cell.region.last.row {
                    *best = cell;
                }
            }
        }
        // A header further down that is wide covers the columns of another block's header.
        nearest.retain(|column, cell| {
            !above().any(|other| {
                let covers = other.region.first.column < *column && *column <= other.region.last.column;
                covers && other.region.first.row > cell.region.last.row
            })
        });
        nearest
    };
    let right = nearest(after..until);
    let mut matches: Vec<(&Leaf, u32, &HeaderCell<'_>)> = Vec::new();
    for leaf in &block.leaf_columns {
        let columns = right.iter().filter(|(_, cell)| cell.is_for(leaf, &block.leaf_columns));
        matches.extend(columns.map(|(column, cell)| (leaf, *column, *cell)));
    }
    keep_one_header(&mut matches, block.leaf_columns.len());
    let mut found: Vec<(&Leaf, u32, &HeaderCell<'_>)> = Vec::new();
    let (mut repeated, mut copies) = (Vec::new(), Vec::new());
    let figure = |column: u32| {
        let cell = sheet.cells.get(&CellRef::new(row.first.row, column));
        cell.filter(|cell| !cell.is_blank())
    };
    for (leaf, column, cell) in matches {
        let Some((_, first_column, first)) = found.iter().find(|(other, ..)| std::ptr::eq(*other, leaf)) else {
            found.push((leaf, column, cell));
            continue;
        };
        let Some(again) = figure(column) else { continue };
        if is_spread(sheet, first, cell) && figure(*first_column).is_some_and(|first| first.value == again.value) {
            copies.push(CellRef::new(row.first.row, column));
        } else if !cell.is_under_another_group(first) {
            repeated.push((leaf, first.region.first, cell.region.first));
        }
    }
    // A label under a column of the very header its figures would stand under is no
    // row label: the 总计 of another table's header below this table.
    let over_label = nearest(row.first.column..after);
    let beside = |cell: &HeaderCell<'_>| {
        found.iter().any(|(_, _, other)| {
            cell.region.first.row <= other.region.last.row && other.region.first.row <= cell.region.last.row
        })
    };
    if over_label.values().any(|cell| beside(cell)) {
        return Columns::default();
    }
    let leaves: Vec<_> = found.iter().map(|(leaf, _, cell)| (*leaf, cell.region)).collect();
    Columns {
        found: columns_at(sheet, row.first.row, after, &leaves),
        until,
        repeated,
        copies,
    }
}

/// Whether two header cells are of one that was merged once: programs that take tables apart write
/// its text into each of its cells.
fn is_spread(sheet: &Sheet, first: &HeaderCell<'_>, second: &HeaderCell<'_>) -> bool {
    let (from, to) = (first.region.first, second.region.first);
    let label = |column: u32| sheet.cells.get(&CellRef::new(from.row, column)).and_then(Cell::label);
    from.row == to.row
        && from.column < to.column
        && (from.column..to.column).all(|column| label(column) == label(to.column))
}

/// The columns with these headers, in this row; its label ends before column `after`.
pub(super) fn columns_at<'a>(sheet: &Sheet, row: u32, after: u32, leaves: &[(&'a Leaf, CellRange)]) -> Vec<Column<'a>> {
    let headers: Vec<CellRange> = leaves.iter().map(|(_, header)| *header).collect();
    let in_order = spans::in_order(sheet, row, after, &headers);
    let column = |(nth, (leaf, header)): (usize, &(&'a Leaf, CellRange))| {
        let at = in_order.as_ref().and_then(|columns| columns.get(nth));
        Column {
            leaf,
            header: *header,
            at: at.copied().unwrap_or(header.first.column.max(after)),
            is_in_order: at.is_some(),
            tracks: Vec::new(),
            words: 0..0,
        }
    };
    leaves.iter().enumerate().map(column).collect()
}

/// Keeps the header cells that stand together: those of the nearest header that has at
/// least half of the columns. A row label may read like a column's (总计) and stand
/// above a figure; it stands alone. A header further up is another block's.
fn keep_one_header(matches: &mut Vec<(&Leaf, u32, &HeaderCell<'_>)>, columns: usize) {
    let near = |a: &HeaderCell<'_>, b: &HeaderCell<'_>| a.region.last.row.abs_diff(b.region.last.row) <= HEADER_DEPTH;
    let company = |cell: &HeaderCell<'_>| matches.iter().filter(|(_, _, other)| near(cell, other)).count();
    let Some(best) = matches.iter().map(|(_, _, cell)| *cell).max_by_key(|cell| {
        let half = company(cell) * 2 >= columns;
        (
            half,
            if half {
                cell.region.last.row as usize
            } else {
                company(cell)
            },
        )
    }) else {
        return;
    };
    matches.retain(|(_, _, cell)| near(best, cell));
}
