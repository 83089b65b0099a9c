//! A table in rows and columns, as it is handed on.

use std::collections::BTreeMap;

use nianbao_model::{CellRange, CellRef};

/// A table, sparse.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Grid {
    /// The text of the filled cells.
    pub(crate) cells: BTreeMap<CellRef, String>,
    /// Merged regions of more than one cell, in order.
    pub(crate) merges: Vec<CellRange>,
    /// The page it begins on, from one.
    pub(crate) page: usize,
}

/// What a report in a PDF file is made of, in its order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    /// A paragraph, with what the file says that it is.
    Text(nianbao_model::source::LineRole, String),
    /// A table.
    Table(Grid),
    /// A table of which it cannot be told what stands in which cell: the text of its first row,
    /// and how many rows it has.
    Doubtful(String, usize),
    /// A picture, with the text that stands for it.
    Picture(Option<String>),
    /// Text that is drawn so that nobody sees it.
    Unseen(String),
}

impl Grid {
    /// Adds a cell, which may take several rows and columns.
    pub(crate) fn put(&mut self, range: CellRange, text: String) {
        if range.first != range.last {
            self.merges.push(range);
        }
        if !text.is_empty() {
            self.cells.insert(range.first, text);
        }
    }
}
