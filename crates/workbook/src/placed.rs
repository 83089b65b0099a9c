//! A table placed on its sheet: under a title, its blocks one below the other.

use std::collections::BTreeMap;

use nianbao_model::CellRef;
use nianbao_model::figure::Kind;
use nianbao_model::form::{Table, key};
use nianbao_model::layout::{Grid, GridContent, grid};

/// The first row below the title.
const TOP: u32 = 1;

/// A table with the places of its blocks and figures.
pub(crate) struct Placed<'a> {
    pub(crate) table: &'a Table,
    pub(crate) blocks: Vec<PlacedBlock>,
    /// Where each figure stands and what it is, by key.
    pub(crate) figures: BTreeMap<String, Place<'a>>,
}

/// A block of a table with its place.
pub(crate) struct PlacedBlock {
    /// The sheet row of its first row.
    pub(crate) top: u32,
    pub(crate) grid: Grid,
}

/// Where a figure stands, and what it is.
pub(crate) struct Place<'a> {
    pub(crate) cell: CellRef,
    pub(crate) kind: &'a Kind,
}

impl<'a> Placed<'a> {
    pub(crate) fn new(table: &'a Table) -> Self {
        let mut placed = Self {
            table,
            blocks: Vec::new(),
            figures: BTreeMap::new(),
        };
        let mut top = TOP;
        for block in &table.blocks {
            let grid = grid(block);
            for cell in &grid.cells {
                let GridContent::Figure { row, column } = &cell.content else {
                    continue;
                };
                let leaf = block.leaf_columns.iter().find(|leaf| leaf.path == *column);
                if let Some(leaf) = leaf {
                    let place = Place {
                        cell: CellRef::new(top + size(cell.row), size(cell.column)),
                        kind: &leaf.kind,
                    };
                    placed.figures.insert(key(&table.key, row, column), place);
                }
            }
            let rows = size(grid.rows);
            placed.blocks.push(PlacedBlock { top, grid });
            top += rows;
        }
        placed
    }

    /// How many columns the widest block has.
    pub(crate) fn columns(&self) -> usize {
        self.blocks.iter().map(|block| block.grid.columns).max().unwrap_or(1)
    }

    /// How many columns at the left are labels.
    pub(crate) fn label_columns(&self) -> usize {
        self.blocks
            .iter()
            .map(|block| block.grid.label_columns)
            .max()
            .unwrap_or(0)
    }

    /// How many rows the sheet has, the title's with them.
    pub(crate) fn rows(&self) -> usize {
        self.blocks.iter().map(|block| block.grid.rows).sum::<usize>() + TOP as usize
    }
}

/// A grid's row or column as a sheet's; what is beyond any sheet is refused when it
/// is written.
pub(crate) fn size(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX / 2)
}
