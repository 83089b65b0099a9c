//! What the styles of a document say of text: whether it shows, where it stands to the line, and
//! whether a paragraph is a title.

use std::collections::BTreeMap;

use nianbao_model::runs::{self, Ground};
use nianbao_model::source::RemarkKind;
use nianbao_model::symbols::Symbols;

use crate::limits::MAX_STYLE_CHAIN;
use crate::xml::Element;

/// How text is seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    hidden: Option<bool>,
    struck: Option<bool>,
    /// Above the line (1), below it (-1), or on it.
    pub(super) shift: Option<i8>,
    /// Too small to be read.
    tiny: Option<bool>,
    /// Its colour, unless the program chooses one that shows.
    colour: Option<Option<[u8; 3]>>,
    /// What lies under it.
    ground: Option<Ground>,
    /// The face of symbols it is set in, if it is one.
    symbols: Option<Option<Symbols>>,
    /// Whether a line runs round it.
    boxed: Option<bool>,
}

impl Look {
    /// That of something hidden.
    pub(super) const HIDDEN: Self = Self {
        hidden: Some(true),
        struck: None,
        shift: None,
        tiny: None,
        colour: None,
        ground: None,
        symbols: None,
        boxed: None,
    };

    /// This look, and where it says nothing, that of `below`.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            hidden: self.hidden.or(below.hidden),
            struck: self.struck.or(below.struck),
            shift: self.shift.or(below.shift),
            tiny: self.tiny.or(below.tiny),
            colour: self.colour.or(below.colour),
            symbols: self.symbols.or(below.symbols),
            boxed: self.boxed.or(below.boxed),
            ground: match self.ground {
                None | Some(Ground::Page) => below.ground,
                painted => painted,
            },
        }
    }

    /// Whether its text has the colour of the page.
    pub(super) fn is_faint(self) -> bool {
        let colour = self.colour.flatten();
        self.ground.unwrap_or_default() == Ground::Page
            && colour.is_some_and(|colour| !runs::shows_on(colour, runs::WHITE))
    }

    /// Whether a line runs round its text, and tells it from what stands beside it.
    pub(super) fn is_boxed(self) -> bool {
        self.boxed == Some(true)
    }

    /// What is seen of a text, and the signs in it that are not known.
    pub(super) fn signs(self, text: &str) -> Option<(String, String)> {
        self.symbols.flatten().map(|symbols| symbols.shown(text))
    }

    /// Why its text is not taken over; nothing if it is.
    pub(super) fn left(self) -> Option<RemarkKind> {
        let ground = self.ground.unwrap_or_default();
        let is_covered = self.colour.flatten().is_some_and(|colour| ground.covers(colour));
        if self.hidden == Some(true) || self.tiny == Some(true) || is_covered {
            return Some(RemarkKind::Hidden);
        }
        (self.struck == Some(true)).then_some(RemarkKind::Struck)
    }

    /// Takes what lies under a text, a paragraph or a cell.
    fn take_ground(&mut self, properties: &Element<'_>) {
        let ground = properties.attribute("background-color");
        if let Some(ground) = ground.and_then(|ground| runs::colour(&ground)) {
            self.ground = Some(Ground::of(Some(ground), runs::WHITE));
        }
    }

    /// Takes the properties of a text.
    fn take(&mut self, properties: &Element<'_>) {
        self.take_ground(properties);
        let by_program = properties.attribute("use-window-font-color").as_deref() == Some("true");
        if let Some(colour) = properties.attribute("color") {
            self.colour = Some(runs::colour(&colour).filter(|_| !by_program));
        }
        if let Some(size) = properties.attribute("font-size") {
            let points = size.strip_suffix("pt").and_then(|points| points.parse::<f32>().ok());
            self.tiny = Some(points.is_some_and(|points| !runs::is_legible(points)));
        }
        if let Some(border) = properties.attribute("border") {
            self.boxed = Some(border != "none");
        }
        let face = properties
            .attribute("font-name")
            .or_else(|| properties.attribute("font-family"));
        self.symbols = face.map(|face| Symbols::named(&face)).or(self.symbols);
        if let Some(display) = properties.attribute("display") {
            self.hidden = Some(display == "none");
        }
        let line = properties
            .attribute("text-line-through-style")
            .or_else(|| properties.attribute("text-line-through-type"));
        if let Some(line) = line {
            self.struck = Some(line != "none");
        }
        if let Some(position) = properties.attribute("text-position") {
            let height = position.split_whitespace().next().unwrap_or_default();
            let number = height.trim_end_matches('%').parse::<f32>().unwrap_or(0.0);
            self.shift = Some(match height {
                "super" => 1,
                "sub" => -1,
                _ if number > 0.0 => 1,
                _ if number < 0.0 => -1,
                _ => 0,
            });
        }
    }
}

/// A style, without what it inherits.
#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    look: Look,
}

/// The styles of a document, by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<(String, String), Style>,
    open: (String, String),
}

impl Styles {
    /// Takes an element that may be a style or its properties.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            "style" => {
                let family = element.attribute("family").unwrap_or_default();
                self.open = (family, element.reference("name").unwrap_or_default());
                let style = Style {
                    parent: element.reference("parent-style-name"),
                    look: Look::default(),
                };
                self.styles.insert(self.open.clone(), style);
            }
            "text-properties" => {
                if let Some(style) = self.styles.get_mut(&self.open) {
                    style.look.take(element);
                }
            }
            "paragraph-properties" | "table-cell-properties" => {
                if let Some(style) = self.styles.get_mut(&self.open) {
                    style.look.take_ground(element);
                }
            }
            _ => {}
        }
    }

    /// A style and those it is based on, nearest first.
    fn chain<'a>(&'a self, family: &str, name: &str) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let find = |family: &str, name: &str| {
            let found = self.styles.get_key_value(&(family.to_owned(), name.to_owned()))?;
            Some((found.0.1.as_str(), found.1))
        };
        let family = family.to_owned();
        std::iter::successors(find(&family, name), move |(_, style)| {
            style.parent.as_deref().and_then(|parent| find(&family, parent))
        })
        .take(MAX_STYLE_CHAIN)
    }

    /// How a style makes its text look.
    pub(super) fn look(&self, family: &str, name: &str) -> Look {
        let chain = self.chain(family, name);
        chain.fold(Look::default(), |look, (_, style)| look.over(style.look))
    }

    /// Whether a style of paragraphs is that of the title.
    pub(super) fn is_title(&self, name: &str) -> bool {
        name == "Title"
            || self
                .chain("paragraph", name)
                .any(|(name, style)| name == "Title" || style.parent.as_deref() == Some("Title"))
    }
}
