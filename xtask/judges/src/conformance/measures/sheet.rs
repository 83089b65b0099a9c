//! A produced file as it is measured.

use std::collections::BTreeMap;

use crate::conformance::glyphs::{self, Line, Page};
use crate::conformance::read_back::Block;

/// What the measures are taken of: the pages, their lines, and what each block is.
pub(super) struct Sheet<'a> {
    pub(super) pages: &'a [Page],
    pub(super) lines: Vec<Line<'a>>,
    pub(super) blocks: &'a [Block],
    /// The rank of each block that is a heading: 1 `一、`, 2 `(一)` …
    pub(super) ranks: Vec<Option<u8>>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(pages: &'a [Page], blocks: &'a [Block], ranks: Vec<Option<u8>>) -> Self {
        Self {
            pages,
            lines: pages.iter().flat_map(glyphs::lines).collect(),
            blocks,
            ranks,
        }
    }

    /// The kind of the block a line belongs to; nothing for page numbers. What comes after
    /// the document's blocks is its signature.
    pub(super) fn kind(&self, line: &Line<'_>) -> &str {
        if line.block.is_some_and(|block| block >= self.ranks.len()) {
            return "signature";
        }
        let block = line.block.and_then(|block| self.blocks.get(block));
        block.map_or("", |block| block.kind.as_str())
    }

    /// The lines of a kind of block, in reading order.
    pub(super) fn lines_of<'s>(&'s self, kinds: &'static [&'static str]) -> impl Iterator<Item = &'s Line<'a>> {
        self.lines.iter().filter(move |line| kinds.contains(&self.kind(line)))
    }

    /// The lines of each block of these kinds, from its first to its last.
    pub(super) fn by_block<'s>(&'s self, kinds: &'static [&'static str]) -> Vec<Vec<&'s Line<'a>>> {
        let mut found: BTreeMap<Option<usize>, Vec<&Line<'a>>> = BTreeMap::new();
        for line in self.lines_of(kinds) {
            found.entry(line.block).or_default().push(line);
        }
        let mut blocks: Vec<_> = found.into_values().collect();
        for lines in &mut blocks {
            lines.sort_by(|one, other| (one.page).cmp(&other.page).then(one.y()[0].total_cmp(&other.y()[0])));
        }
        blocks
    }
}
