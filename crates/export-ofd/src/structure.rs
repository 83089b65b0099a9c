//! What each text is part of: titles, headings, paragraphs, tables and their cells, in the order
//! they are read in. OFD leaves the vocabulary to whoever writes (GB/T 33190-2016, clause 16), so
//! the elements are this program's own; those of the format only point at the texts.

use std::collections::HashMap;

use typst::foundations::{Content, Smart, StyleChain};
use typst::introspection::{Location, Tag};
use typst::model::{HeadingElem, ParElem, TableCell, TableElem, TitleElem};
use typst::pdf::{ArtifactElem, ArtifactKind, TableCellKind};

use crate::xml::{Attribute, Xml};

/// The namespace of the elements.
pub(crate) const NAMESPACE: &str = "urn:nianbao:structure";

/// What an element of the document is.
enum Kind {
    Title,
    /// With its outline level.
    Heading(usize),
    Paragraph,
    Table,
    Cell(Place),
}

/// Where a cell is in its table, and over how many rows and columns.
struct Place {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    is_header: bool,
}

/// An element, with what is in it in reading order.
struct Node {
    kind: Kind,
    content: Vec<Part>,
}

enum Part {
    /// An element, by its index.
    Node(usize),
    /// A text, by its number and its page's.
    Text { page: u32, id: u32 },
}

/// What is open at a place of the pages.
#[derive(Clone, Copy, Default)]
struct Open {
    node: Option<usize>,
    /// Header, footer, watermark, the repeated head of a table: not the document's own text.
    is_artifact: bool,
    is_background: bool,
}

/// The structure, gathered page by page.
#[derive(Default)]
pub(crate) struct Structure {
    nodes: Vec<Node>,
    /// The elements that are in no other.
    top: Vec<usize>,
    open: Vec<Open>,
    /// Which element begins where: one that goes on overleaf is in several places.
    places: HashMap<Location, usize>,
}

impl Structure {
    /// Follows Typst's marks: an element begins or ends here.
    pub(crate) fn follow(&mut self, tag: &Tag) {
        match tag {
            Tag::Start(content, _) => {
                let open = self.opened(content);
                self.open.push(open);
            }
            Tag::End(..) => {
                self.open.pop();
            }
        }
    }

    /// Whether what stands here is behind the text, as a watermark is.
    pub(crate) fn is_background(&self) -> bool {
        self.open.last().is_some_and(|open| open.is_background)
    }

    /// Notes a text that stands here.
    pub(crate) fn text(&mut self, page: u32, id: u32) {
        if let Some(Open {
            node: Some(node),
            is_artifact: false,
            ..
        }) = self.open.last()
        {
            self.nodes[*node].content.push(Part::Text { page, id });
        }
    }

    fn opened(&mut self, content: &Content) -> Open {
        let around = self.around();
        if let Some(artifact) = content.to_packed::<ArtifactElem>() {
            let kind = artifact.kind.get(StyleChain::default());
            return Open {
                is_artifact: true,
                is_background: around.is_background || kind == ArtifactKind::Background,
                ..around
            };
        }
        let cell = content.to_packed::<TableCell>();
        if cell.is_some_and(|cell| cell.is_repeated.get(StyleChain::default())) {
            return Open {
                is_artifact: true,
                ..around
            };
        }
        let Some(kind) = kind(content).filter(|_| !around.is_artifact) else {
            return around;
        };
        let node = self.nodes.len();
        let empty = Vec::new();
        self.nodes.push(Node { kind, content: empty });
        match around.node {
            Some(parent) => self.nodes[parent].content.push(Part::Node(node)),
            None => self.top.push(node),
        }
        if let Some(location) = content.location() {
            self.places.insert(location, node);
        }
        Open {
            node: Some(node),
            ..around
        }
    }

    /// What follows is of the element that has begun at this location, wherever it is drawn,
    /// until [`leave`](Self::leave).
    pub(crate) fn enter(&mut self, location: Location) {
        let around = self.around();
        let node = self.places.get(&location).copied().or(around.node);
        self.open.push(Open { node, ..around });
    }

    /// What was entered ends.
    pub(crate) fn leave(&mut self) {
        self.open.pop();
    }

    fn around(&self) -> Open {
        self.open.last().copied().unwrap_or_default()
    }

    /// The structure as a part of the package.
    pub(crate) fn part(&self) -> String {
        let namespace: Attribute<'_> = ("xmlns:s", &NAMESPACE);
        Xml::part("s:Report", &[namespace], |xml| {
            for node in &self.top {
                self.write(xml, &self.nodes[*node]);
            }
        })
    }

    /// What is in an element in the order it is read in. Typst draws a cell over several rows
    /// after those beside it.
    fn in_order<'a>(&self, node: &'a Node) -> Vec<&'a Part> {
        let mut parts: Vec<&Part> = node.content.iter().collect();
        parts.sort_by_key(|part| match part {
            Part::Node(node) => match &self.nodes[*node].kind {
                Kind::Cell(Place { row, column, .. }) => (*row, *column),
                _ => (0, 0),
            },
            Part::Text { .. } => (0, 0),
        });
        parts
    }

    fn write(&self, xml: &mut Xml, node: &Node) {
        let content = |xml: &mut Xml| {
            for part in self.in_order(node) {
                match part {
                    Part::Node(node) => self.write(xml, &self.nodes[*node]),
                    Part::Text { page, id } => xml.text("ofd:ObjectRef", &[("PageRef", page)], id),
                }
            }
        };
        match &node.kind {
            Kind::Title => xml.element("s:Title", &[], content),
            Kind::Heading(level) => xml.element("s:Heading", &[("Level", level)], content),
            // What surrounds a table is a paragraph to Typst, and has no text.
            Kind::Paragraph if node.content.is_empty() => {}
            Kind::Paragraph => xml.element("s:Paragraph", &[], content),
            Kind::Table => xml.element("s:Table", &[], content),
            Kind::Cell(Place {
                row,
                column,
                rows,
                columns,
                is_header,
            }) => {
                let mut attributes: Vec<Attribute<'_>> = vec![("Row", row), ("Column", column)];
                if *rows > 1 {
                    attributes.push(("RowSpan", rows));
                }
                if *columns > 1 {
                    attributes.push(("ColumnSpan", columns));
                }
                if *is_header {
                    attributes.push(("Header", is_header));
                }
                xml.element("s:Cell", &attributes, content);
            }
        }
    }
}

/// What an element of Typst is here; `None` if it is nothing that a reader asks for.
fn kind(content: &Content) -> Option<Kind> {
    let styles = StyleChain::default();
    if content.is::<TitleElem>() {
        return Some(Kind::Title);
    }
    if let Some(heading) = content.to_packed::<HeadingElem>() {
        return Some(Kind::Heading(heading.resolve_level(styles).get()));
    }
    if content.is::<ParElem>() {
        return Some(Kind::Paragraph);
    }
    if content.is::<TableElem>() {
        return Some(Kind::Table);
    }
    let cell = content.to_packed::<TableCell>()?;
    let at = |place: Smart<usize>| place.unwrap_or_default();
    Some(Kind::Cell(Place {
        row: at(cell.y.get(styles)),
        column: at(cell.x.get(styles)),
        rows: cell.rowspan.get(styles).get(),
        columns: cell.colspan.get(styles).get(),
        is_header: matches!(cell.kind.get(styles), Smart::Custom(TableCellKind::Header(..))),
    }))
}
