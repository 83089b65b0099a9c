//! What is drawn on a page, with its places.

use nianbao_model::chars;
use nianbao_model::source::RemarkKind;

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
    /// Characters that are drawn without ink, as under a scan.
    pub(crate) unseen_count: usize,
    /// In which directions its text runs.
    pub(crate) directions: Directions,
    /// What lies on the page and is no part of its text: notes, boxes that somebody put there, buttons.
    pub(crate) asides: Vec<(RemarkKind, String)>,
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
    /// Why a person does not read it: it is hidden, or struck out.
    pub(crate) left_out: Option<RemarkKind>,
    /// Whether a line of a table runs through it.
    pub(crate) is_crossed: bool,
}

/// In which directions the characters of a page run.
#[derive(Debug, Default)]
pub(crate) struct Directions {
    /// How many run to the right, down, to the left and up.
    counts: [usize; 4],
    /// How many run aslant.
    aslant: usize,
}

impl Directions {
    /// A page with fewer characters is not turned for them.
    const FEWEST: usize = 20;
    /// So many of its characters run as the text does, of all.
    const MOST: f64 = 0.9;

    /// Takes note of a character by its direction: to the right, and down.
    pub(super) fn count(&mut self, right: f64, down: f64) {
        let is_along = |along: f64, across: f64| along.abs() > 0.0 && across.abs() <= 0.02 * along.abs();
        let direction = match (is_along(right, down), is_along(down, right)) {
            (true, _) if right > 0.0 => 0,
            (true, _) => 2,
            (_, true) if down > 0.0 => 1,
            (_, true) => 3,
            _ => {
                self.aslant += 1;
                return;
            }
        };
        self.counts[direction] += 1;
    }

    /// How many quarter turns clockwise bring the text upright: none unless nearly all of it runs in another direction.
    pub(super) fn turns_to_read(&self) -> u8 {
        let all = self.counts.iter().sum::<usize>() + self.aslant;
        let is_most = |count: usize| count >= Self::FEWEST && count as f64 >= all as f64 * Self::MOST;
        // What runs down is turned back by three.
        let turns = [(0, 0), (1, 3), (2, 2), (3, 1)];
        let found = turns
            .into_iter()
            .find(|(direction, _)| is_most(self.counts[*direction]));
        found.map_or(0, |(_, turns)| turns)
    }
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

/// White space, and what cannot be seen.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || chars::is_zero_width(c)
}
