//! A table in rows and columns, as it is handed on.

use std::collections::BTreeMap;

use nianbao_model::source::RemarkKind;
use nianbao_model::{CellRange, CellRef};

use crate::left_out::LeftOut;

/// A table, sparse.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Grid {
    /// The text of the filled cells.
    pub(crate) cells: BTreeMap<CellRef, String>,
    /// Merged regions of more than one cell, in order.
    pub(crate) merges: Vec<CellRange>,
    /// The page it begins on, from one.
    pub(crate) page: usize,
    /// What stands in cells and is not read.
    pub(crate) left_out: Vec<(CellRef, RemarkKind, String)>,
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
    /// What stands in the paragraph before, or on a page, and is not read.
    LeftOut(RemarkKind, String),
}

/// What stands in the paragraph before and is not read.
pub(crate) fn left_out(left: LeftOut) -> impl Iterator<Item = Item> {
    left.into_iter().map(|(kind, text)| Item::LeftOut(kind, text))
}

impl Grid {
    /// Adds a cell, which may take several rows and columns.
    pub(crate) fn put(&mut self, range: CellRange, text: String, left_out: LeftOut) {
        let left = left_out.into_iter().map(|(kind, text)| (range.first, kind, text));
        self.left_out.extend(left);
        if range.first != range.last {
            self.merges.push(range);
        }
        if !text.is_empty() {
            self.cells.insert(range.first, text);
        }
    }
}
