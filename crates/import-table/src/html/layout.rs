//! Which tables of a page only lay it out: the report stands inside them, its tables too.
//!
//! What such a table holds is read as if the table were not there.

use std::collections::BTreeSet;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use super::elements::BLOCKS;

/// So many filled cells, in two rows, make a table; fewer are a number and its unit, put into
/// a table of their own by an editor.
const DATA_CELLS: usize = 4;
/// So many cells with nothing but a number make a table of figures, whatever lies in one of its cells.
const FIGURES: usize = 4;
/// So many lines in one cell are a text.
const TEXT_LINES: usize = 4;
/// A table round a text has no more filled cells: the text, the title over it and what follows.
const FRAME_CELLS: usize = 3;
/// A line with a frame round it has so many characters; less is a word or a number in a table.
const LINE: usize = 6;

/// What is in a table.
#[derive(Default)]
struct Tally {
    /// Its own filled cells, without those that hold a table of figures.
    cells: usize,
    /// Those of them with nothing but a number.
    figures: usize,
    /// Its rows with such cells.
    rows: usize,
    row_filled: bool,
    /// The filled cells of the tables in it.
    inside: usize,
    /// The lines of its longest cell.
    lines: usize,
    /// The characters of its longest cell.
    length: usize,
    cell: Option<Content>,
}

/// What is in a cell.
#[derive(Default)]
struct Content {
    text: bool,
    words: bool,
    lines: usize,
    length: usize,
    /// Text was met since the last line began.
    in_line: bool,
    holds_table: bool,
}

impl Content {
    fn text(&mut self, text: &str) {
        let mut chars = text.chars().filter(|c| !c.is_whitespace()).peekable();
        if chars.peek().is_some() {
            self.text = true;
            self.length += text.chars().filter(|c| !c.is_whitespace()).count();
            self.in_line = true;
            self.words |= chars.any(|c| !(c.is_numeric() || matches!(c, '.' | ',' | '-' | '\u{ff0c}')));
        }
    }

    fn end_line(&mut self) {
        self.lines += usize::from(std::mem::take(&mut self.in_line));
    }
}

impl Tally {
    fn close_cell(&mut self) {
        let Some(mut cell) = self.cell.take() else { return };
        cell.end_line();
        self.lines = self.lines.max(cell.lines);
        self.length = self.length.max(cell.length);
        if cell.text && !cell.holds_table {
            self.cells += 1;
            self.figures += usize::from(!cell.words);
            self.row_filled = true;
        }
    }

    fn close_row(&mut self) {
        self.rows += usize::from(std::mem::take(&mut self.row_filled));
    }

    fn is_layout(&self) -> bool {
        let round_tables = self.inside > 0 && (self.figures < FIGURES || self.inside >= self.cells);
        let round_text = self.lines >= TEXT_LINES && self.figures < FIGURES && self.cells <= FRAME_CELLS;
        // A line with a frame round it.
        let round_line = self.cells == 1 && self.figures == 0 && self.inside == 0 && self.length >= LINE;
        round_tables || round_text || round_line
    }

    /// Takes over what a table in one of the cells holds.
    fn take(&mut self, table: &Tally) {
        let inside = if table.is_layout() {
            table.inside
        } else if table.cells >= DATA_CELLS && table.rows > 1 {
            table.cells
        } else {
            0
        };
        self.inside += inside;
        if let Some(cell) = &mut self.cell {
            cell.holds_table |= inside > 0;
            if table.is_layout() {
                cell.lines += table.lines;
            }
            cell.text |= table.cells > 0;
            cell.words = true;
        }
    }
}

/// The tables that only lay out the page.
pub(super) fn tables(root: NodeRef<'_, Node>) -> BTreeSet<NodeId> {
    let mut found = BTreeSet::new();
    let mut open: Vec<Tally> = Vec::new();
    for edge in root.traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        let element = match node.value() {
            Node::Text(text) if opens => {
                if let Some(cell) = open.last_mut().and_then(|table| table.cell.as_mut()) {
                    cell.text(text);
                }
                continue;
            }
            Node::Element(element) => element,
            _ => continue,
        };
        match (element.name(), open.last_mut()) {
            ("table", _) if opens => open.push(Tally::default()),
            ("table", _) => {
                let Some(table) = open.pop() else { continue };
                if table.is_layout() {
                    found.insert(node.id());
                }
                if let Some(outer) = open.last_mut() {
                    outer.take(&table);
                }
            }
            ("td" | "th", Some(table)) if opens => table.cell = Some(Content::default()),
            ("td" | "th", Some(table)) => table.close_cell(),
            ("tr", Some(table)) if !opens => table.close_row(),
            (name, Some(table)) if name == "br" || BLOCKS.contains(&name) => {
                if let Some(cell) = &mut table.cell {
                    cell.end_line();
                }
            }
            _ => {}
        }
    }
    found
}
