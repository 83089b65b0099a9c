//! How the text of a run looks, as far as that changes what is read: hidden, struck out, raised or
//! lowered, too small to be read, of the colour of the page. Of typefaces only those of symbols are asked.

use std::borrow::Cow;

use nianbao_model::chars;
use nianbao_model::runs::{self, Ground};
use nianbao_model::source::RemarkKind;
use nianbao_model::symbols::Symbols;

use crate::xml::Element;

/// So much higher than the line, in half points, a text is a raised one.
const RAISED: i32 = 6;

/// How text at a place is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visibility {
    /// As text of the document.
    Shown,
    /// Not as its text, for this reason.
    Left(RemarkKind),
    /// Not text of the author's at all.
    Furniture,
}

/// What the properties of a style, or of a run, say of its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Look {
    hidden: Option<bool>,
    struck: Option<bool>,
    struck_twice: Option<bool>,
    /// Above the line (1), below it (-1), or on it.
    shift: Option<i8>,
    /// Too small to be read.
    tiny: Option<bool>,
    /// Its colour, unless the program chooses one that shows.
    colour: Option<Option<[u8; 3]>>,
    /// What lies under it: its shading, and a highlight over that.
    shading: Option<Ground>,
    highlight: Option<Ground>,
    /// The face of symbols it is set in, if it is one.
    symbols: Option<Option<Symbols>>,
    /// Whether a line runs round it.
    boxed: Option<bool>,
}

/// How well a text shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Contrast {
    Shown,
    /// It has the colour of the page.
    Faint,
    /// It has the colour of what is painted under it.
    Covered,
}

impl Look {
    /// Takes a property.
    pub(crate) fn take(&mut self, property: &Element<'_>) {
        match property.name() {
            "vanish" => self.hidden = Some(property.is_on()),
            "strike" => self.struck = Some(property.is_on()),
            "dstrike" => self.struck_twice = Some(property.is_on()),
            // In half points.
            "sz" => self.tiny = property.number::<f32>().map(|size| !runs::is_legible(size / 2.0)),
            "color" => self.colour = Some(property.value().and_then(|colour| runs::colour(&colour))),
            "rFonts" => {
                let face = property.attribute("ascii").or_else(|| property.attribute("hAnsi"));
                self.symbols = face.map(|face| Symbols::named(&face)).or(self.symbols);
            }
            "shd" => self.shading = Some(shading(property)),
            "highlight" => self.highlight = Some(highlight(&property.value().unwrap_or_default())),
            "bdr" => self.boxed = Some(!matches!(property.value().as_deref(), None | Some("none" | "nil"))),
            "vertAlign" => {
                self.shift = Some(match property.value().as_deref() {
                    Some("superscript") => 1,
                    Some("subscript") => -1,
                    _ => 0,
                });
            }
            "position" => {
                let height = property.number::<i32>().unwrap_or(0);
                self.shift = self.shift.or((height.abs() >= RAISED).then(|| height.signum() as i8));
            }
            _ => {}
        }
    }

    /// This look, and where it says nothing, that of `below`.
    pub(crate) fn over(self, below: Self) -> Self {
        Self {
            hidden: self.hidden.or(below.hidden),
            struck: self.struck.or(below.struck),
            struck_twice: self.struck_twice.or(below.struck_twice),
            shift: self.shift.or(below.shift),
            tiny: self.tiny.or(below.tiny),
            colour: self.colour.or(below.colour),
            shading: self.shading.or(below.shading),
            highlight: self.highlight.or(below.highlight),
            symbols: self.symbols.or(below.symbols),
            boxed: self.boxed.or(below.boxed),
        }
    }

    /// Whether a line runs round its text, and tells it from what stands beside it.
    pub(crate) fn is_boxed(self) -> bool {
        self.boxed == Some(true)
    }

    /// How well its text shows over a ground on a page of this colour.
    pub(crate) fn contrast(self, below: Ground, page: [u8; 3]) -> Contrast {
        let highlight = self.highlight.unwrap_or_default();
        let ground = highlight.over(self.shading.unwrap_or_default()).over(below);
        // The program chooses a colour that shows on the shading; a highlight it leaves as it is.
        let usual = (highlight != Ground::Page).then_some([0; 3]);
        let Some(colour) = self.colour.flatten().or(usual) else {
            return Contrast::Shown;
        };
        match ground {
            Ground::Page if !runs::shows_on(colour, page) => Contrast::Faint,
            ground if ground.covers(colour) => Contrast::Covered,
            _ => Contrast::Shown,
        }
    }

    /// How its text is to be taken.
    pub(crate) fn visibility(self) -> Visibility {
        if self.hidden == Some(true) || self.tiny == Some(true) {
            Visibility::Left(RemarkKind::Hidden)
        } else if self.struck == Some(true) || self.struck_twice == Some(true) {
            Visibility::Left(RemarkKind::Struck)
        } else {
            Visibility::Shown
        }
    }

    /// The text as it shows: a raised digit is no digit of the number before it. With it the signs
    /// that are not known.
    pub(crate) fn shown(self, text: &str) -> (Cow<'_, str>, String) {
        if let Some(symbols) = self.symbols.flatten() {
            let (seen, unknown) = symbols.shown(text);
            return (seen.into(), unknown);
        }
        let seen = match self.shift {
            Some(1) => chars::raised(text).into(),
            Some(-1) => chars::lowered(text).into(),
            _ => text.into(),
        };
        (seen, String::new())
    }
}

/// What a shading paints.
pub(crate) fn shading(property: &Element<'_>) -> Ground {
    let colour = |name: &str| property.attribute(name).and_then(|colour| runs::colour(&colour));
    match property.value().as_deref() {
        None | Some("clear" | "nil") => match colour("fill") {
            Some(fill) => Ground::of(Some(fill), runs::WHITE),
            None => Ground::Page,
        },
        Some("solid") => Ground::of(colour("color"), runs::WHITE),
        Some(_) => Ground::Other,
    }
}

/// What a highlight of this name paints. Word's names are not those of web pages.
fn highlight(name: &str) -> Ground {
    match name {
        "" | "none" | "white" => Ground::Page,
        "black" => Ground::Painted([0; 3]),
        "darkGray" => Ground::Painted([128; 3]),
        "lightGray" => Ground::Painted([192; 3]),
        "red" => Ground::Painted([255, 0, 0]),
        "yellow" => Ground::Painted([255, 255, 0]),
        "green" => Ground::Painted([0, 255, 0]),
        "blue" => Ground::Painted([0, 0, 255]),
        _ => Ground::Other,
    }
}
