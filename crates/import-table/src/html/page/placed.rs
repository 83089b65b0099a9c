//! Pieces of a cell or a sentence that a style puts in another place than where they stand in the file:
//! told, where that may change what is seen.

use ego_tree::NodeRef;
use nianbao_model::source::RemarkKind;
use scraper::Node;
use scraper::node::Element;

use super::Page;
use crate::html::arranged::{self, Arranged};
use crate::html::elements::BLOCKS;
use crate::html::seen;

/// A piece of a cell or line whose place is its style's.
pub(super) struct Piece {
    how: Arranged,
    text: String,
    /// Of how many pieces it consists itself.
    parts: usize,
}

/// Parts of a table: how they are laid out lays out the table, or the page.
const TABLE_PARTS: [&str; 10] = [
    "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "col", "colgroup",
];

impl Page {
    /// What a style does with an element that is a piece of a cell or of a line.
    fn arranged(&self, element: &Element, written: &str, style: &str) -> Option<Arranged> {
        let is_block = BLOCKS.contains(&element.name());
        let in_cell = self.table.as_ref().is_some_and(|table| table.cell.is_some());
        let is_piece = !TABLE_PARTS.contains(&element.name()) && (in_cell || self.table.is_none() && !is_block);
        if !is_piece || self.kept_out().is_some() {
            return None;
        }
        arranged::of(written, style, is_block)
    }

    /// Keeps numbers apart that are seen apart, before such a piece.
    pub(super) fn begin_piece(&mut self, node: NodeRef<'_, Node>, element: &Element, written: &str, style: &str) {
        // Whatever it is called, it stands on a line of its own.
        let is_line = ["block", "flex", "grid", "table", "list-item"].contains(&seen::declared(style, "display"));
        let in_cell = self.table.as_ref().is_some_and(|table| table.cell.is_some());
        if is_line && in_cell && !TABLE_PARTS.contains(&element.name()) && self.kept_out().is_none() {
            self.block();
        }
        let how = self.arranged(element, written, style);
        self.begin_apart(how, node);
        self.shuffled += usize::from(how == Some(Arranged::Shuffled));
    }

    /// Keeps a number apart from one before this place, where a piece begins.
    fn begin_apart(&mut self, how: Option<Arranged>, node: NodeRef<'_, Node>) {
        let parts = self.shuffled > 0 || how.is_some_and(parts_numbers);
        let is_digit = how == Some(Arranged::Apart) && is_digit(&text_of(node));
        if let Some(shown) = self.shown().filter(|_| parts) {
            shown.begin_apart(is_digit);
        }
    }

    /// The same behind it, and takes note of it.
    pub(super) fn end_piece(&mut self, node: NodeRef<'_, Node>, element: &Element, written: &str, style: &str) {
        let how = self.arranged(element, written, style);
        self.shuffled = self
            .shuffled
            .saturating_sub(usize::from(how == Some(Arranged::Shuffled)));
        let parts = self.shuffled > 0 || how.is_some_and(parts_numbers);
        let is_digit = how == Some(Arranged::Apart) && is_digit(&text_of(node));
        if let Some(shown) = self.shown().filter(|_| parts) {
            shown.end_apart(is_digit);
        }
        let Some(how) = how else { return };
        let mut text = text_of(node);
        if text.is_empty() && self.table.is_some() && arranged::covers(style) {
            // What it lies over is all of the cell.
            text = String::from("…");
        }
        let has_text = |child: &NodeRef<'_, Node>| !text_of(*child).is_empty();
        let parts = if how == Arranged::Shuffled {
            node.children().filter(has_text).take(2).count()
        } else {
            1
        };
        if !text.is_empty() && how != Arranged::Apart && self.pieces.len() < MOST {
            self.pieces.push(Piece { how, text, parts });
        }
    }

    /// Takes note of a text that a style sheet adds in a place of its own.
    pub(super) fn note_added(&mut self, text: &str, written: &str, style: &str) {
        let in_cell = self.table.as_ref().is_some_and(|table| table.cell.is_some());
        let text = match text.is_empty() && in_cell && arranged::covers(style) {
            true => "…",
            false => text,
        };
        if let Some(how) = arranged::of(written, style, false).filter(|how| *how != Arranged::Apart && !text.is_empty())
        {
            let (text, parts) = (text.to_owned(), 1);
            self.pieces.push(Piece { how, text, parts });
        }
    }

    /// Tells of the pieces of a cell that ends with this text.
    pub(super) fn tell_in_cell(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        let whole = self.shown().map(|shown| shown.so_far().to_owned()).unwrap_or_default();
        let is_figure = whole.contains(|c: char| c.is_ascii_digit());
        if is_figure && pieces.iter().any(|piece| piece.alters(&whole)) {
            self.remark(RemarkKind::Layout, Some(whole));
        }
    }

    /// Tells of the pieces of a line that has ended with this text. What is no sentence belongs to the page.
    pub(super) fn tell_in_line(&mut self, pieces: &[Piece], whole: &str) {
        if !whole.contains('。') {
            return;
        }
        if let Some(piece) = pieces.iter().find(|piece| piece.alters(whole)) {
            self.remark(RemarkKind::Layout, Some(piece.text.clone()));
        }
    }
}

/// So many pieces of one cell or line are looked at.
const MOST: usize = 100;

/// Whether a number in a piece of this kind is none with a number beside it.
fn parts_numbers(how: Arranged) -> bool {
    matches!(how, Arranged::Aside(_) | Arranged::Apart)
}

impl Piece {
    fn alters(&self, whole: &str) -> bool {
        self.how.alters(&self.text, self.parts, whole)
    }
}

/// The text in an element, as far as it is looked at.
fn text_of(node: NodeRef<'_, Node>) -> String {
    let texts = node.descendants().filter_map(|node| match node.value() {
        Node::Text(text) => Some(&**text),
        _ => None,
    });
    let text: String = texts
        .flat_map(str::chars)
        .skip_while(|c| c.is_whitespace())
        .take(arranged::LONGEST)
        .collect();
    text.trim_end().to_owned()
}

/// Whether a text is one digit: such boxes stand in a row for one number.
fn is_digit(text: &str) -> bool {
    text.len() == 1 && text.starts_with(|c: char| c.is_ascii_digit())
}
