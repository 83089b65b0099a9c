//! A page as lines and tables.

use super::table::Table;
use crate::text::Line;

/// What stands on a page, from top to bottom.
pub(crate) enum Block {
    /// A line of text.
    Line(Line),
    /// A table.
    Table(Table),
}

impl Block {
    pub(crate) fn top(&self) -> f64 {
        match self {
            Self::Line(line) => line.base,
            Self::Table(table) => table.area.top,
        }
    }
}

/// A page in blocks.
pub(crate) struct Sheet {
    pub(crate) height: f64,
    pub(crate) blocks: Vec<Block>,
}
