//! Looks for one statutory table in one sheet, and tells which of its rows the table takes.

use std::collections::BTreeSet;

use super::header::{HeaderCell, header_cells, is_header};
use super::tables::{FoundRow, Reader};
use crate::form::{Block, Node, Table};
use crate::label;
use crate::locus::CellRef;
use crate::source::Sheet;

/// What one sheet alone gives of a table: its header there, and its rows.
pub(super) struct Scan<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) header: Vec<HeaderCell<'a>>,
    pub(super) reader: Reader<'a>,
}

impl<'a> Scan<'a> {
    /// Looks for `table` in a sheet; `None` where not one cell of its header is there.
    pub(super) fn new(table: &'a Table, sheet: &'a Sheet) -> Option<Self> {
        let header = header_cells(sheet, table);
        if header.is_empty() {
            return None;
        }
        let mut reader = Reader::new(table);
        reader.read_sheet(sheet, &header);
        Some(Self { sheet, header, reader })
    }

    /// Whether the table's header is there, not just a cell that reads like one of it.
    pub(super) fn has_header(&self) -> bool {
        is_header(&self.header, self.reader.table)
    }

    /// The rows of the sheet the table stands in, with its header.
    pub(super) fn rows(&self) -> BTreeSet<u32> {
        let Self { sheet, header, reader } = self;
        let mut rows: BTreeSet<u32> = BTreeSet::new();
        for block in &reader.table.blocks {
            let here: Vec<_> = reader
                .rows
                .iter()
                .filter(|row| std::ptr::eq(row.block, block))
                .collect();
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
            while top > 0 && (is_header_row(sheet, top - 1, block) || is_title_row(sheet, top - 1, reader.table)) {
                top -= 1;
            }
            rows.extend(top..=last);
        }
        rows
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
