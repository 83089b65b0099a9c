//! The tree of tags into paragraphs and tables.

use nianbao_model::limits::MAX_CELLS;
use nianbao_model::source::LineRole;

use super::passage::{Run, left_out, paragraph};
use super::table;
use super::tree::{Element, Kid, Kind, Pieces};
use crate::grid::{self, Item};

/// The items of a tree; nothing if one of its tables is not as it stands on the page.
pub(crate) fn items(tree: &Element, pieces: &Pieces) -> Option<Vec<Item>> {
    let mut reader = Reader {
        pieces,
        items: Vec::new(),
        open: Vec::new(),
        role: LineRole::Plain,
        fields: MAX_CELLS,
    };
    reader.element(tree)?;
    reader.close();
    Some(reader.items)
}

struct Reader<'p> {
    pieces: &'p Pieces,
    items: Vec<Item>,
    /// The paragraph that is open.
    open: Vec<Run>,
    role: LineRole,
    /// How many fields tables may still have.
    fields: usize,
}

impl Reader<'_> {
    fn element(&mut self, element: &Element) -> Option<()> {
        match element.kind {
            Kind::Contents => {}
            Kind::Table => {
                self.close();
                self.table(element)?;
            }
            Kind::Figure => self.figure(element),
            Kind::Group | Kind::Inline if element.reads.is_none() => self.kids(element)?,
            Kind::Inline => self.open.push(Run::Reads(element.reads.clone().unwrap_or_default())),
            kind => {
                self.close();
                self.role = role(kind);
                match &element.reads {
                    Some(text) => self.open.push(Run::Reads(text.clone())),
                    None => self.kids(element)?,
                }
                self.close();
            }
        }
        Some(())
    }

    fn kids(&mut self, element: &Element) -> Option<()> {
        for kid in &element.kids {
            match kid {
                Kid::Element(element) => self.element(element)?,
                Kid::Piece(piece) => {
                    let glyphs = self.pieces.get(piece).cloned().unwrap_or_default();
                    self.open.push(Run::Drawn(glyphs));
                }
            }
        }
        Some(())
    }

    /// A picture, and text that stands in it.
    fn figure(&mut self, element: &Element) {
        let mut text = element.reads.clone();
        if text.is_none() {
            let mut glyphs = Vec::new();
            element.each_piece(&mut |piece| glyphs.extend(self.pieces.get(&piece).into_iter().flatten()));
            text = Some(paragraph(&[Run::Drawn(glyphs)])).filter(|text| !text.is_empty());
        }
        self.items.push(Item::Picture(text));
    }

    /// A table, and what stands in it beside its rows: its caption.
    fn table(&mut self, element: &Element) -> Option<()> {
        for kid in &element.kids {
            if let Kid::Element(caption) = kid
                && caption.kind == Kind::Paragraph
            {
                self.element(caption)?;
            }
        }
        let grid = table::read(element, self.pieces, &mut self.fields)?;
        self.items.push(Item::Table(grid));
        Some(())
    }

    /// Ends the open paragraph.
    fn close(&mut self) {
        let runs = std::mem::take(&mut self.open);
        let text = paragraph(&runs);
        let role = std::mem::replace(&mut self.role, LineRole::Plain);
        if !text.is_empty() {
            self.items.push(Item::Text(role, text));
        }
        self.items.extend(grid::left_out(left_out(&runs)));
    }
}

fn role(kind: Kind) -> LineRole {
    match kind {
        Kind::Title => LineRole::Title,
        Kind::Heading(level) => LineRole::Heading(level),
        Kind::Item => LineRole::Item,
        _ => LineRole::Plain,
    }
}
