//! How the text of a run looks, as far as that changes what is read: hidden, struck out, raised or
//! lowered, too small to be read, of the colour of the page. Typefaces are not asked.

use std::borrow::Cow;

use nianbao_model::source::RemarkKind;
use nianbao_model::{chars, runs};

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
    /// Whether something else than the page lies under it.
    shaded: Option<bool>,
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
            "shd" | "highlight" => self.shaded = Some(is_shaded(property)),
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
            shaded: self.shaded.or(below.shaded),
        }
    }

    /// Whether its text cannot be told from a page of this colour.
    pub(crate) fn is_faint(self, page: [u8; 3]) -> bool {
        let colour = self.colour.flatten();
        self.shaded != Some(true) && colour.is_some_and(|colour| !runs::shows_on(colour, page))
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

    /// The text as it shows: a raised digit is no digit of the number before it.
    pub(crate) fn shown(self, text: &str) -> Cow<'_, str> {
        match self.shift {
            Some(1) => chars::raised(text).into(),
            Some(-1) => chars::lowered(text).into(),
            _ => text.into(),
        }
    }
}

/// Whether a shading or highlight is any.
pub(crate) fn is_shaded(property: &Element<'_>) -> bool {
    if property.name() == "highlight" {
        return !matches!(property.value().as_deref(), None | Some("none" | "white"));
    }
    let is_colour = |name: &str| property.attribute(name).and_then(|colour| runs::colour(&colour));
    let has_pattern = !matches!(property.value().as_deref(), None | Some("clear" | "nil"));
    has_pattern || is_colour("fill").is_some_and(|fill| runs::shows_on(fill, runs::WHITE))
}
