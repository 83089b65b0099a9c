//! What is drawn on a page, with its places.

use super::geometry::Area;
use crate::syntax::Id;

/// All that a page draws.
#[derive(Debug, Default)]
pub(crate) struct Drawing {
    /// The size of the page as it is shown.
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// Its characters, in the order in which they are drawn.
    pub(crate) glyphs: Vec<Placed>,
    /// Its straight lines, level or upright.
    pub(crate) rulings: Vec<Area>,
    /// Its pictures.
    pub(crate) pictures: Vec<Area>,
    /// Characters of which the file does not say what they are.
    pub(crate) unnamed: usize,
    /// Whether there is text from top to bottom.
    pub(crate) has_vertical: bool,
    /// Areas that are filled with something dark, on which white text can be read.
    pub(crate) dark: Vec<Area>,
    /// Characters that nobody sees: drawn without ink, as under a scan, or white on white.
    pub(crate) unseen: String,
    pub(crate) unseen_count: usize,
}

/// How many dark areas are looked at; on a page with more of them white text is believed.
const DARK: usize = 200;

impl Drawing {
    /// Whether something dark lies at a place.
    pub(super) fn has_dark(&self, x: f64, y: f64) -> bool {
        let mut areas = self.dark.iter().chain(&self.pictures);
        self.dark.len() + self.pictures.len() > DARK || areas.any(|area| area.holds(x, y))
    }

    /// Takes note of a dark area.
    pub(super) fn darken(&mut self, area: Area) {
        if self.dark.len() <= DARK {
            self.dark.push(area);
        }
    }
}

/// A character on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Placed {
    pub(crate) c: char,
    /// From where to where it stands on its line.
    pub(crate) left: f64,
    pub(crate) right: f64,
    /// The line it stands on, from the top of the page.
    pub(crate) base: f64,
    pub(crate) size: f64,
    /// Whether it stands upright; else it is turned.
    pub(crate) is_upright: bool,
    /// The piece of content it belongs to, by which the tag tree names it.
    pub(crate) mark: Option<Mark>,
    /// Whether the file says that it is furniture of the page and no content.
    pub(crate) is_artifact: bool,
}

/// A piece of content: its number, and the drawing it stands in if that is not the page itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    pub(crate) form: Option<Id>,
    pub(crate) number: i64,
}

impl Placed {
    /// The middle of the character.
    pub(crate) fn middle(&self) -> f64 {
        (self.left + self.right) / 2.0
    }

    /// The middle of its height.
    pub(crate) fn level(&self) -> f64 {
        self.base - self.size * 0.35
    }
}
