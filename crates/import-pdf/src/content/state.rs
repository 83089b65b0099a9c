//! What drawing operators change for those that follow.

use std::rc::Rc;

use super::geometry::{Area, Matrix};
use crate::font::Font;

/// The state that `q` saves and `Q` restores.
#[derive(Clone)]
pub(crate) struct State {
    /// From places in the drawing to places on the page as it is shown.
    pub(crate) matrix: Matrix,
    pub(crate) font: Option<Rc<Font>>,
    pub(crate) size: f64,
    pub(crate) letter_space: f64,
    pub(crate) word_space: f64,
    /// How wide characters are drawn, as a part of their own width.
    pub(crate) stretch: f64,
    pub(crate) leading: f64,
    pub(crate) rise: f64,
    /// How characters are drawn: 3 and 7 are without ink.
    pub(crate) mode: i64,
    pub(crate) line_width: f64,
    pub(crate) fill: Ink,
    pub(crate) stroke: Ink,
    /// Whether what is filled can be seen through entirely.
    pub(crate) is_clear: bool,
    /// Where what is drawn shows.
    pub(crate) shows: Area,
}

/// What is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    /// Something that shows on paper.
    Dark,
    /// White, or nearly.
    White,
}

impl Ink {
    /// The ink of these parts of a colour: one of grey, three of light, four of ink.
    pub(crate) fn of(parts: &[f64]) -> Self {
        const WHITE: f64 = 0.97;
        let is_white = match parts {
            [_] | [_, _, _] => parts.iter().all(|part| *part >= WHITE),
            [_, _, _, _] => parts.iter().all(|part| *part <= 1.0 - WHITE),
            _ => false,
        };
        if is_white { Self::White } else { Self::Dark }
    }
}

impl State {
    pub(crate) fn new(matrix: Matrix, shows: Area) -> Self {
        Self {
            matrix,
            font: None,
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            line_width: 1.0,
            fill: Ink::Dark,
            stroke: Ink::Dark,
            is_clear: false,
            shows,
        }
    }

    /// Lets what follows show only in this area too. One that lies outside leaves nothing to see.
    pub(crate) fn clip(&mut self, area: Area) {
        self.shows = area.within(&self.shows).unwrap_or(Area::NOWHERE);
    }
}
