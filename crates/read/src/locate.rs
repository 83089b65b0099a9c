//! Where one statutory table stands in one sheet: its header, its rows, and the columns of
//! each row. Nothing is read here but labels; what stands where they meet is for
//! [`crate::tables`].

mod claims;
mod groups;
mod header;
mod spans;
mod tracks;
mod unlabelled;
mod vocabulary;

use std::collections::BTreeSet;

use nianbao_model::form::{Block, Leaf, Node, Table};
use nianbao_model::label;
use nianbao_model::limits::MAX_LABELS;
use nianbao_model::locus::{CellRange, CellRef, Locus};
use nianbao_model::report::Duplicate;
use nianbao_model::source::{Cell, CellValue, Sheet};

use crate::{number, wording};
use groups::agrees;
use header::{columns_of, header_cells, is_header};

pub(crate) use claims::share;
pub(crate) use groups::groups_beside;
pub(crate) use header::HeaderCell;
pub(crate) use tracks::Track;
pub(crate) use vocabulary::Vocabulary;

/// A table in a sheet.
pub(crate) struct Located<'a> {
    pub(crate) table: &'a Table,
    pub(crate) sheet: &'a Sheet,
    pub(crate) header: Vec<HeaderCell<'a>>,
    pub(crate) rows: Vec<FoundRow<'a>>,
    /// Rows whose label is there, but not the header over their figures.
    pub(crate) headless: Vec<(&'a Leaf, Locus)>,
    /// Cells in and around it that no table claims, and that it has to account for.
    pub(crate) unclaimed: Vec<CellRef>,
    /// Columns that are there again, with figures, and second rows of a table of one row.
    pub(crate) duplicates: Vec<Duplicate>,
    /// Figures that are there again in each cell of a region that was merged once.
    copies: Vec<CellRef>,
}

/// A row of figures as found in a sheet.
pub(crate) struct FoundRow<'a> {
    pub(crate) sheet: &'a Sheet,
    pub(crate) block: &'a Block,
    pub(crate) row: &'a Leaf,
    /// The label's region; for an unlabelled row, the row's first figure.
    pub(crate) label: CellRange,
    /// The rows beside the label, with what is written about them.
    pub(crate) tracks: Vec<Track>,
    /// Each of the block's columns that was found.
    pub(crate) columns: Vec<Column<'a>>,
    /// Where, in the same row, the next row label begins.
    pub(crate) until: u32,
}

/// A column of figures as found in a sheet, for one row.
#[derive(Debug, Clone)]
pub(crate) struct Column<'a> {
    pub(crate) leaf: &'a Leaf,
    /// Where its header stands.
    pub(crate) header: CellRange,
    /// The sheet column of the first figure under it.
    pub(crate) at: u32,
    /// Whether headers and figures were matched in their order, each figure to its header.
    is_in_order: bool,
    /// The columns under the header, with what is written about them.
    pub(crate) tracks: Vec<Track>,
    /// The rows between the header and the first figure under it, where words about the columns
    /// stand.
    words: std::ops::Range<u32>,
}

impl FoundRow<'_> {
    pub(crate) fn locus(&self) -> Locus {
        self.sheet.locus(self.label.first)
    }

    /// The cells in which its figures may stand.
    pub(crate) fn cells(&self) -> impl Iterator<Item = CellRef> {
        let columns = self.columns.iter().flat_map(|column| &column.tracks);
        columns.flat_map(|column| self.tracks.iter().map(|row| CellRef::new(row.at, column.at)))
    }

    /// Whether its figures may stand in this column of the sheet.
    pub(crate) fn has_figures_in(&self, column: u32) -> bool {
        let mut columns = self.columns.iter().flat_map(|column| &column.tracks);
        columns.any(|track| track.at == column)
    }
}

/// What a table is looked for with.
pub(crate) struct Context<'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    /// The report's year, where it is known.
    pub(crate) year: Option<i32>,
}

impl<'a> Located<'a> {
    /// Looks for `table` in a sheet; `None` where not one cell of its header is there.
    pub(crate) fn new(table: &'a Table, sheet: &'a Sheet, context: &Context<'_>) -> Option<Self> {
        let header = header_cells(sheet, table);
        if header.is_empty() {
            return None;
        }
        let mut located = Self {
            table,
            sheet,
            header,
            rows: Vec::new(),
            headless: Vec::new(),
            unclaimed: Vec::new(),
            duplicates: Vec::new(),
            copies: Vec::new(),
        };
        for block in &table.blocks {
            if block.rows.is_empty() {
                unlabelled::find(&mut located, block, context);
            } else {
                let before = located.rows.len();
                located.find_labelled(block);
                let rows = located.rows.get_mut(before..).unwrap_or_default();
                tracks::find(sheet, rows, context.vocabulary, context.year);
            }
        }
        Some(located)
    }

    /// Whether the table's header is there, not just a cell that reads like one of it.
    pub(crate) fn has_header(&self) -> bool {
        is_header(&self.header, self.table)
    }

    /// Whether anything was filled in; `None` if no row was found. The totals of an unused
    /// template show 0 of themselves.
    pub(crate) fn is_filled(&self) -> Option<bool> {
        let filled = |cell: &Cell| {
            let is_computed_zero = cell.formula.is_some() && is_zero(cell);
            !cell.is_blank() && !is_computed_zero
        };
        let mut cells = self
            .rows
            .iter()
            .flat_map(FoundRow::cells)
            .filter_map(|at| self.sheet.at(at));
        (!self.rows.is_empty()).then(|| cells.any(filled))
    }

    /// The rows of the sheet the table stands in, with its header.
    pub(crate) fn sheet_rows(&self) -> BTreeSet<u32> {
        let Self {
            table, sheet, header, ..
        } = self;
        let mut rows: BTreeSet<u32> = BTreeSet::new();
        for block in &table.blocks {
            let here: Vec<_> = self.rows.iter().filter(|row| std::ptr::eq(row.block, block)).collect();
            let tracks = here.iter().flat_map(|row| row.tracks.iter().map(|track| track.at));
            let Some(last) = here.iter().map(|row| row.label.last.row).chain(tracks).max() else {
                continue;
            };
            let own = |cell: &&HeaderCell<'_>| {
                let below = |row: &&&FoundRow<'_>| row.label.first.row > cell.region.last.row;
                here.iter().any(|row| below(&row))
                    && block
                        .leaf_columns
                        .iter()
                        .any(|leaf| cell.is_for(leaf, &block.leaf_columns))
            };
            let top = header.iter().filter(own).map(|cell| cell.region.first.row).min();
            let first = here.iter().map(|row| row.label.first.row).min().unwrap_or(last);
            let mut top = top.unwrap_or(first).min(first);
            while top > 0 && (is_header_row(sheet, top - 1, block) || is_title_row(sheet, top - 1, table)) {
                top -= 1;
            }
            rows.extend(top..=last);
        }
        rows
    }

    fn find_labelled(&mut self, block: &'a Block) {
        let sheet = self.sheet;
        let mut labels = 0;
        for (&cell, content) in &sheet.cells {
            let Some(label) = content.label() else { continue };
            let bare = wording::without_unit(label);
            let is_label = |row: &&Leaf| row.label.matches(label) || bare.is_some_and(|bare| row.label.matches(bare));
            let mut candidates = block.leaf_rows.iter().filter(is_label).peekable();
            if candidates.peek().is_none() {
                continue;
            }
            let groups = groups_beside(sheet, cell, block);
            let Some(row) = candidates.find(|row| agrees(row, &groups)) else {
                continue;
            };
            // Far more rows than the form has: what was found is reported as found twice, or as
            // without its header, and the rest would be told the same.
            labels += 1;
            if labels > MAX_LABELS {
                break;
            }
            let label = sheet.region(cell);
            let columns = columns_of(sheet, self.table, block, label, &self.header);
            self.note_repeated(&columns.repeated);
            self.copies.extend(&columns.copies);
            // A header cell can carry a row's label (总计); it has no headers above. A
            // row's label without headers has lost them.
            if columns.found.is_empty() || columns.found.len() * 2 < block.leaf_columns.len() {
                if !self.header.iter().any(|header| header.region.first == cell) {
                    self.headless.push((row, sheet.locus(cell)));
                }
            } else {
                self.rows.push(FoundRow {
                    sheet,
                    block,
                    row,
                    label,
                    tracks: Vec::new(),
                    columns: columns.found,
                    until: columns.until,
                });
            }
        }
    }

    fn note_repeated(&mut self, repeated: &[(&Leaf, CellRef, CellRef)]) {
        for (leaf, first, second) in repeated {
            let (first, second) = (self.sheet.locus(*first), self.sheet.locus(*second));
            if !self.duplicates.iter().any(|known| known.second == second) {
                self.duplicates.push(Duplicate {
                    label: leaf.label.text.clone(),
                    first,
                    second,
                });
            }
        }
    }
}

/// Whether a cell shows a zero, or a mark for one.
fn is_zero(cell: &Cell) -> bool {
    match &cell.value {
        CellValue::Number(number) => number.is_zero(),
        CellValue::Text(text) => number::parse_amount(text, "元")
            .or_else(|| number::parse_count(text))
            .is_some_and(|parsed| parsed.number.is_zero()),
        _ => false,
    }
}

/// Whether a row holds the table's title; with a number it is the part's heading.
fn is_title_row(sheet: &Sheet, row: u32, table: &Table) -> bool {
    let title = label::normalize(&table.label);
    let mut cells = sheet.cells.range(CellRef::new(row, 0)..=CellRef::new(row, u32::MAX));
    cells.any(|(_, cell)| {
        let is_numbered = cell.text().is_some_and(|text| label::marker(text).is_some());
        !is_numbered && cell.label() == Some(&title)
    })
}

/// Whether a row holds a group label, corner or caption of a block's header.
fn is_header_row(sheet: &Sheet, row: u32, block: &Block) -> bool {
    fn groups(nodes: &[Node], text: &str) -> bool {
        nodes
            .iter()
            .any(|node| (!node.children.is_empty() && node.label.matches(text)) || groups(&node.children, text))
    }
    let texts = block.caption.iter().chain(&block.corner);
    let own: Vec<String> = texts.map(|text| label::normalize(text)).collect();
    let cells = sheet.cells.range(CellRef::new(row, 0)..=CellRef::new(row, u32::MAX));
    let mut labels = cells
        .filter_map(|(_, cell)| cell.label())
        .filter(|label| !label.is_empty());
    labels.any(|label| own.iter().any(|own| own == label) || groups(&block.columns, label))
}
