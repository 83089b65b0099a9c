//! Where one statutory table stands in one sheet: its header, its rows, and the columns of
//! each row. Nothing is read here but labels; what stands where they meet is for
//! [`crate::tables`].

mod groups;
mod header;
mod spans;

use std::collections::BTreeSet;

use nianbao_model::form::{Block, Leaf, Node, Table};
use nianbao_model::label;
use nianbao_model::limits::MAX_LABELS;
use nianbao_model::locus::{CellRange, CellRef, Locus};
use nianbao_model::report::Duplicate;
use nianbao_model::source::{Cell, CellValue, Sheet};

use crate::number;
use groups::agrees;
use header::{columns_of, header_cells, is_header};

pub(crate) use groups::groups_beside;
pub(crate) use header::{HEADER_DEPTH, HeaderCell};

/// How far below its header the data row of a table without row labels may stand.
const DATA_ROW_REACH: u32 = 3;

/// A table in a sheet.
pub(crate) struct Located<'a> {
    pub(crate) table: &'a Table,
    pub(crate) sheet: &'a Sheet,
    pub(crate) header: Vec<HeaderCell<'a>>,
    pub(crate) rows: Vec<FoundRow<'a>>,
    /// Rows whose label is there, but not the header over their figures.
    pub(crate) headless: Vec<(&'a Leaf, Locus)>,
    /// Columns that are there again, with figures, and second rows of a table of one row.
    pub(crate) duplicates: Vec<Duplicate>,
}

/// A row of figures as found in a sheet.
pub(crate) struct FoundRow<'a> {
    pub(crate) sheet: &'a Sheet,
    pub(crate) block: &'a Block,
    pub(crate) row: &'a Leaf,
    /// The label's region; for an unlabelled row, the row's first figure.
    pub(crate) label: CellRange,
    /// The sheet column of each of the block's columns that was found.
    pub(crate) columns: Vec<(&'a Leaf, u32)>,
}

impl FoundRow<'_> {
    pub(crate) fn locus(&self) -> Locus {
        self.sheet.locus(self.label.first)
    }
}

impl<'a> Located<'a> {
    /// Looks for `table` in a sheet; `None` where not one cell of its header is there.
    pub(crate) fn new(table: &'a Table, sheet: &'a Sheet) -> Option<Self> {
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
            duplicates: Vec::new(),
        };
        for block in &table.blocks {
            if block.rows.is_empty() {
                located.find_unlabelled(block);
            } else {
                located.find_labelled(block);
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
        let cells = self.rows.iter().flat_map(|row| {
            let at = row.label.first.row;
            row.columns.iter().map(move |(_, column)| CellRef::new(at, *column))
        });
        let mut cells = cells.filter_map(|at| self.sheet.at(at));
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
            let Some(last) = here.iter().map(|row| row.label.last.row).max() else {
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
            let mut candidates = block.leaf_rows.iter().filter(|row| row.label.matches(label)).peekable();
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
                    columns: columns.found,
                });
            }
        }
    }

    /// A table of one row without a label (四): the row below the header.
    fn find_unlabelled(&mut self, block: &'a Block) {
        let sheet = self.sheet;
        let Some(row) = block.leaf_rows.first() else { return };
        let mut instances: Vec<Vec<(&Leaf, CellRange)>> = Vec::new();
        for leaf in &block.leaf_columns {
            for (nth, cell) in self
                .header
                .iter()
                .filter(|cell| cell.is_for(leaf, &block.leaf_columns))
                .enumerate()
            {
                if nth == instances.len() {
                    instances.push(Vec::new());
                }
                instances[nth].push((leaf, cell.region));
            }
        }
        let mut candidates = Vec::new();
        for instance in instances {
            if instance.len() * 2 < block.leaf_columns.len() {
                continue;
            }
            let below = instance
                .iter()
                .map(|(_, region)| region.last.row)
                .max()
                .unwrap_or_default()
                + 1;
            let has_figures = |row: &u32| {
                let cells = instance
                    .iter()
                    .map(|(_, region)| sheet.at(CellRef::new(*row, region.first.column)));
                cells.flatten().any(Cell::is_figure)
            };
            let reach = below..below.saturating_add(DATA_ROW_REACH);
            let mut data_rows = reach
                .filter(has_figures)
                .filter(|row| !is_numbering(sheet, *row, &instance));
            let filled = data_rows.next();
            // A second row with figures: whose they are (last year's?) nobody can tell.
            if let (Some(first), Some(second)) = (filled, data_rows.next()) {
                let column = instance.iter().map(|(_, region)| region.first.column).min();
                let at = |row| sheet.locus(CellRef::new(row, column.unwrap_or_default()));
                self.duplicates.push(Duplicate {
                    label: self.table.label.clone(),
                    first: at(first),
                    second: at(second),
                });
            }
            let data_row = filled.unwrap_or(below);
            let regions: Vec<CellRange> = instance.iter().map(|(_, region)| *region).collect();
            let leaves = instance.iter().map(|(leaf, _)| *leaf);
            let columns: Vec<_> = leaves.zip(spans::columns(sheet, data_row, &regions)).collect();
            let first = CellRef::new(
                data_row,
                columns.iter().map(|(_, column)| *column).min().unwrap_or_default(),
            );
            let found = FoundRow {
                sheet,
                block,
                row,
                label: CellRange { first, last: first },
                columns,
            };
            candidates.push((filled.is_some(), found));
        }
        // A header that was copied once more has nothing below it but itself.
        let any_filled = candidates.iter().any(|(filled, _)| *filled);
        for (filled, found) in candidates {
            if filled || !any_filled {
                self.rows.push(found);
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

/// Whether a row only numbers the columns: 1, 2, 3 and so on.
fn is_numbering(sheet: &Sheet, row: u32, columns: &[(&Leaf, CellRange)]) -> bool {
    let mut shown: Vec<(u32, Option<String>)> = columns
        .iter()
        .map(|(_, region)| {
            let column = region.first.column;
            let cell = sheet.cells.get(&CellRef::new(row, column));
            (column, cell.map(|cell| cell.value.display()))
        })
        .collect();
    shown.sort();
    let mut numbers = (1..).zip(shown);
    numbers.all(|(number, (_, shown))| shown.is_some_and(|shown| shown == number.to_string()))
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
