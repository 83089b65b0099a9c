//! The tree of tags as it stands in the file.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::{Mark, Placed};
use crate::fault::Fault;
use crate::file::{Document, Page};
use crate::limits::MAX_TAG_DEPTH;
use crate::syntax::{Dict, Id, Object, text_string};

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It holds others, and is nothing by itself.
    Group,
    /// A list: it holds items.
    List,
    /// It does not say what it is: a browser's, for a box of a page and for every piece of text in it.
    Unnamed,
    /// A part of a text: a word that is set otherwise.
    Inline,
    /// A part of a text that leads elsewhere.
    Link,
    /// The mark of an item.
    Label,
    Title,
    /// A heading of this level.
    Heading(u8),
    Paragraph,
    Item,
    Table,
    Row,
    Cell,
    /// A picture or formula.
    Figure,
    /// A list of what stands where, made by a program.
    Contents,
}

impl Kind {
    /// Whether it is a part of the text that it stands in, or of what holds this.
    pub(crate) fn is_within(self) -> bool {
        matches!(
            self,
            Self::Group | Self::List | Self::Unnamed | Self::Inline | Self::Link | Self::Label
        )
    }
}

/// An element of the tree.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Element {
    pub(crate) kind: Kind,
    pub(crate) kids: Vec<Kid>,
    /// Rows and columns that a cell takes.
    pub(crate) spans: [u32; 2],
    /// What it reads as, whatever is drawn, or what stands for a picture.
    pub(crate) reads: Option<String>,
}

/// What an element holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kid {
    Element(Element),
    Piece(Piece),
}

/// A piece of content: the page, from zero, and its mark there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Piece {
    pub(crate) page: usize,
    pub(crate) mark: Mark,
}

/// The characters of each piece of content, in their order.
pub(crate) type Pieces = BTreeMap<Piece, Vec<Placed>>;

/// The tree is not as it has to be: the file is read without it.
struct Broken;

/// Why the tree is not read.
enum Stop {
    Broken,
    Fault(Fault),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Broken> for Stop {
    fn from(_: Broken) -> Self {
        Self::Broken
    }
}

/// The tree of a file; nothing if it has none, or none that can be read.
pub(crate) fn read(document: &Document<'_>, pages: &[Page]) -> Result<Option<Element>, Fault> {
    let catalog = document.catalog()?;
    let root = document.get(&catalog, "StructTreeRoot")?;
    let Some(root) = root.dict() else { return Ok(None) };
    let roles = document.get(root, "RoleMap")?.dict().cloned().unwrap_or_default();
    let numbers = pages.iter().enumerate().filter_map(|(at, page)| Some((page.id?, at)));
    let mut reader = Reader {
        document,
        roles,
        pages: numbers.collect(),
        seen: BTreeSet::new(),
    };
    let kids = match root.raw("K") {
        Some(kids) => reader.kids(kids, None, 0),
        None => return Ok(None),
    };
    match kids {
        Ok(kids) => Ok(Some(Element {
            kind: Kind::Group,
            kids,
            spans: [1, 1],
            reads: None,
        })),
        Err(Stop::Broken) => Ok(None),
        Err(Stop::Fault(fault)) => Err(fault),
    }
}

struct Reader<'d> {
    document: &'d Document<'d>,
    roles: Dict,
    /// The number of each page, by its object.
    pages: BTreeMap<Id, usize>,
    seen: BTreeSet<Id>,
}

impl Reader<'_> {
    /// What hangs on an element; `page` is the one its pieces are on, unless they say otherwise.
    fn kids(&mut self, kids: &Object, page: Option<usize>, depth: usize) -> Result<Vec<Kid>, Stop> {
        if depth > MAX_TAG_DEPTH {
            return Err(Fault::beyond("标签的嵌套层数", "nesting of tags", MAX_TAG_DEPTH).into());
        }
        let list = match self.document.resolve(kids)? {
            Object::Array(list) => list.to_vec(),
            _ => vec![kids.clone()],
        };
        let mut read = Vec::new();
        for kid in list {
            self.document.budget.spend()?;
            read.extend(self.kid(&kid, page, depth)?);
        }
        Ok(read)
    }

    fn kid(&mut self, kid: &Object, page: Option<usize>, depth: usize) -> Result<Option<Kid>, Stop> {
        if let Object::Ref(id) = kid
            && !self.seen.insert(*id)
        {
            return Err(Broken.into());
        }
        let resolved = self.document.resolve(kid)?;
        if let Some(number) = resolved.int() {
            let page = page.ok_or(Broken)?;
            return Ok(Some(Kid::Piece(Piece {
                page,
                mark: Mark { form: None, number },
            })));
        }
        let Some(dict) = resolved.dict() else { return Ok(None) };
        let page = match dict.raw("Pg") {
            Some(Object::Ref(id)) => Some(*self.pages.get(id).ok_or(Broken)?),
            _ => page,
        };
        match self.document.get(dict, "Type")?.name() {
            Some(b"MCR") => {
                let number = self.document.get(dict, "MCID")?.int().ok_or(Broken)?;
                let form = if let Some(Object::Ref(id)) = dict.raw("Stm") {
                    Some(*id)
                } else {
                    None
                };
                Ok(Some(Kid::Piece(Piece {
                    page: page.ok_or(Broken)?,
                    mark: Mark { form, number },
                })))
            }
            // An annotation: a link's area, which shows nothing.
            Some(b"OBJR") => Ok(None),
            _ => Ok(Some(Kid::Element(self.element(dict, page, depth)?))),
        }
    }

    fn element(&mut self, dict: &Dict, page: Option<usize>, depth: usize) -> Result<Element, Stop> {
        let kind = self.kind(dict)?;
        let text = |key| {
            self.document
                .get(dict, key)
                .map(|object| object.string().map(text_string))
        };
        let reads = match (text("ActualText")?, kind) {
            (Some(text), _) => Some(text),
            (None, Kind::Figure) => text("Alt")?,
            (None, _) => None,
        };
        let spans = if kind == Kind::Cell { self.spans(dict)? } else { [1, 1] };
        let kids = match dict.raw("K") {
            Some(kids) => self.kids(kids, page, depth + 1)?,
            None => Vec::new(),
        };
        Ok(Element {
            kind,
            kids,
            spans,
            reads,
        })
    }

    /// What an element is: a name of its own stands for one that is known.
    fn kind(&self, dict: &Dict) -> Result<Kind, Stop> {
        let mut name = self.document.get(dict, "S")?;
        for _ in 0..8 {
            let known = name.name().map(kind_of).unwrap_or(Some(Kind::Inline));
            if let Some(kind) = known {
                return Ok(kind);
            }
            let key = String::from_utf8_lossy(name.name().unwrap_or_default()).into_owned();
            match self.document.get(&self.roles, &key)? {
                Object::Null => break,
                next => name = next,
            }
        }
        Ok(Kind::Inline)
    }

    /// Rows and columns that a cell takes.
    fn spans(&self, dict: &Dict) -> Result<[u32; 2], Stop> {
        let mut spans = [1, 1];
        for attributes in self.document.items(dict.raw("A").unwrap_or(&Object::Null))? {
            let Some(attributes) = attributes.dict() else { continue };
            for (key, span) in ["RowSpan", "ColSpan"].into_iter().zip(&mut spans) {
                if let Some(count) = self.document.get(attributes, key)?.count() {
                    *span = u32::try_from(count).map_err(|_| Broken)?.max(1);
                }
            }
        }
        Ok(spans)
    }
}

/// The standard types (14.8.4, and those of PDF 2.0); nothing for another name.
fn kind_of(name: &[u8]) -> Option<Kind> {
    Some(match name {
        b"Document" | b"DocumentFragment" | b"Part" | b"Art" | b"Sect" | b"Div" | b"Aside" | b"THead" | b"TBody"
        | b"TFoot" | b"BlockQuote" | b"Index" | b"Private" => Kind::Group,
        b"L" => Kind::List,
        b"NonStruct" => Kind::Unnamed,
        b"Title" => Kind::Title,
        b"H" | b"H1" => Kind::Heading(1),
        b"H2" => Kind::Heading(2),
        b"H3" => Kind::Heading(3),
        b"H4" => Kind::Heading(4),
        b"H5" => Kind::Heading(5),
        b"H6" => Kind::Heading(6),
        b"P" | b"Caption" | b"Note" | b"FENote" | b"BibEntry" | b"Form" => Kind::Paragraph,
        b"LI" => Kind::Item,
        b"Table" => Kind::Table,
        b"TR" => Kind::Row,
        b"TH" | b"TD" => Kind::Cell,
        b"Link" => Kind::Link,
        b"Lbl" => Kind::Label,
        b"Figure" | b"Formula" => Kind::Figure,
        b"TOC" | b"TOCI" => Kind::Contents,
        b"Span" | b"Quote" | b"Reference" | b"Code" | b"Em" | b"Strong" | b"Sub" | b"Annot" | b"LBody" | b"Ruby"
        | b"RB" | b"RT" | b"RP" | b"Warichu" | b"WT" | b"WP" => Kind::Inline,
        _ => return None,
    })
}

impl Element {
    /// Whether all it has is links, with or without a mark before them.
    pub(crate) fn only_leads(&self) -> bool {
        let elements = self.kids.iter().filter_map(|kid| match kid {
            Kid::Element(kid) => Some(kid),
            Kid::Piece(_) => None,
        });
        let has_pieces = self.kids.iter().any(|kid| matches!(kid, Kid::Piece(_)));
        let mut rest = elements.filter(|kid| kid.kind != Kind::Label).peekable();
        !has_pieces && rest.peek().is_some() && rest.all(|kid| kid.kind == Kind::Link || kid.only_leads())
    }

    /// Forgets what an element reads as where some of what is drawn of it is not to be read.
    pub(crate) fn forget(&mut self, pieces: &Pieces) {
        let mut is_seen = true;
        self.each_piece(&mut |piece| {
            let mut glyphs = pieces.get(&piece).into_iter().flatten();
            is_seen &= glyphs.all(|glyph| glyph.left_out.is_none());
        });
        if is_seen {
            return;
        }
        if self.kind != Kind::Figure {
            self.reads = None;
        }
        for kid in &mut self.kids {
            if let Kid::Element(element) = kid {
                element.forget(pieces);
            }
        }
    }

    /// The first piece of content in it.
    pub(crate) fn first_piece(&self) -> Option<Piece> {
        self.kids.iter().find_map(|kid| match kid {
            Kid::Element(element) => element.first_piece(),
            Kid::Piece(piece) => Some(*piece),
        })
    }

    /// Tells of every piece of content in it, in order.
    pub(crate) fn each_piece(&self, tell: &mut impl FnMut(Piece)) {
        for kid in &self.kids {
            match kid {
                Kid::Element(element) => element.each_piece(tell),
                Kid::Piece(piece) => tell(*piece),
            }
        }
    }
}
