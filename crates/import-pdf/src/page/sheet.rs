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
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) blocks: Vec<Block>,
}

impl Sheet {
    /// Its lines.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Line(line) => Some(line),
            Block::Table(_) => None,
        })
    }

    /// Its tables.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Line(_) => None,
        })
    }

    /// Its width in points, by which pages are told apart.
    pub(crate) fn breadth(&self) -> i64 {
        self.width.round() as i64
    }

    /// Tells its lines where lines of its kind begin and end.
    pub(crate) fn set(&mut self, edges: [f64; 2]) {
        for block in &mut self.blocks {
            if let Block::Line(line) = block {
                line.edges = edges;
            }
        }
    }
}
