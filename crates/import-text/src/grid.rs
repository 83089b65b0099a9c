//! A table as a text holds it, before it is a sheet of a source.

use std::collections::{BTreeMap, BTreeSet};

use nianbao_model::{CellRange, CellRef};

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
