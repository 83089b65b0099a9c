//! The tree of tags into paragraphs and tables.

use nianbao_model::limits::MAX_CELLS;
use nianbao_model::source::LineRole;

use super::passage::{Run, left_out, paragraph};
use super::table;
use super::tree::{Element, Kid, Kind, Piece, Pieces};
use crate::grid::{self, Item};

/// The items of a tree; nothing if one of its tables is not as it stands on the page.
pub(crate) fn items(tree: &Element, pieces: &Pieces) -> Option<Vec<Item>> {
    let mut reader = Reader {
        pieces,
        items: Vec::new(),
        open: Vec::new(),
        last: None,
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
    /// The piece that was read last.
    last: Option<Piece>,
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
            Kind::List if element.reads.is_none() && self.is_menu(element) => {
                self.close();
                let from = self.items.len();
                self.kids(element)?;
                self.close();
                let lines = self.items.iter_mut().skip(from);
                lines.for_each(|item| {
                    if let Item::Text(role, _) = item {
                        *role = LineRole::Furniture;
                    }
                });
            }
            kind if kind.is_within() && element.reads.is_none() => self.kids(element)?,
            Kind::Inline | Kind::Link | Kind::Label => {
                self.open.push(Run::Reads(element.reads.clone().unwrap_or_default()))
            }
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
                // A browser's page in boxes: each is a paragraph, and the pieces of its text are within it.
                Kid::Element(kid) if element.kind == Kind::Group && kid.kind == Kind::Unnamed => {
                    let is_open_line = self.goes_on(kid);
                    if !is_open_line {
                        self.close();
                    }
                    self.element(kid)?;
                }
                Kid::Element(kid) => self.element(kid)?,
                Kid::Piece(piece) => {
                    self.last = Some(*piece);
                    let glyphs = self.pieces.get(piece).cloned().unwrap_or_default();
                    self.open.push(Run::Drawn(glyphs));
                }
            }
        }
        Some(())
    }

    /// Whether the open paragraph goes on with an element, on the line on which it is.
    fn goes_on(&self, element: &Element) -> bool {
        let (Some(last), Some(next)) = (self.last, element.first_piece()) else {
            return false;
        };
        let glyphs = |piece| self.pieces.get(&piece).map_or(&[][..], Vec::as_slice);
        let ends = (glyphs(last).last(), glyphs(next).first());
        let is_level = matches!(ends, (Some(last), Some(next)) if (last.base - next.base).abs() < last.size / 2.0);
        !self.open.is_empty() && last.page == next.page && is_level
    }

    /// Whether a list is a menu: there are several items, each is a few words that lead elsewhere, and none is numbered
    /// or something attached, as in a list of the text.
    fn is_menu(&self, list: &Element) -> bool {
        const LONGEST: usize = 12;
        let items = list.kids.iter().map(|kid| match kid {
            Kid::Element(kid) if kid.kind == Kind::Item => Some(kid),
            _ => None,
        });
        let is_entry = |item: Option<&Element>| {
            item.is_some_and(|item| {
                let text = self.text_of(item);
                item.only_leads()
                    && text.chars().count() <= LONGEST
                    && !text.contains(char::is_numeric)
                    && !text.starts_with("附件")
            })
        };
        items.clone().nth(1).is_some() && items.into_iter().all(is_entry)
    }

    /// What is drawn of an element, in the order in which it is.
    fn text_of(&self, element: &Element) -> String {
        let mut text = String::new();
        element.each_piece(&mut |piece| {
            let glyphs = self.pieces.get(&piece).into_iter().flatten();
            text.extend(glyphs.map(|glyph| glyph.c));
        });
        text
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
