//! A table as a text holds it, before it is a sheet of a source.

use std::collections::{BTreeMap, BTreeSet};

use nianbao_model::{CellRange, CellRef, label};

/// A table in a text, sparse.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    /// The text of the filled cells.
    pub(crate) cells: BTreeMap<CellRef, String>,
    /// Merged regions of more than one cell.
    pub(crate) merges: Vec<CellRange>,
    /// Rows formatted as hidden.
    pub(crate) hidden_rows: BTreeSet<u32>,
}

impl Grid {
    /// Whether it is a frame around sentences or headings: all of it stands in one column.
    pub(crate) fn frames_text(&self) -> bool {
        let is_text = |text: &String| {
            text.lines()
                .any(|line| line.contains('。') || label::heading_level(line) == 1)
        };
        self.cells.keys().all(|at| at.column == 0) && self.cells.values().any(is_text)
    }
}
