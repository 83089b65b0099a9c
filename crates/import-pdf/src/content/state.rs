//! What drawing operators change for those that follow.

use std::rc::Rc;

use super::canvas::{Ink, Paint};
use super::colour::Space;
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
    /// How the colours that follow are written.
    pub(crate) fill_space: Space,
    pub(crate) stroke_space: Space,
    /// How much of what is filled, and of lines, hides what lies below: from 0 to 1.
    pub(crate) fill_opacity: f64,
    pub(crate) stroke_opacity: f64,
    /// The same of the drawing as a whole that this one is part of.
    pub(crate) group_opacity: f64,
    /// Whether that drawing lies on what is below, and is not mixed with it or masked.
    pub(crate) group_is_plain: bool,
    /// Whether what is drawn lies on what is below, and is not mixed with it or masked.
    pub(crate) is_plain: bool,
    /// Where what is drawn shows.
    pub(crate) shows: Area,
    /// Whether it shows everywhere there; else it is cut to a shape that lies in it.
    pub(crate) shows_whole: bool,
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
            fill: Some([0; 3]),
            stroke: Some([0; 3]),
            fill_space: Space::Grey,
            stroke_space: Space::Grey,
            fill_opacity: 1.0,
            stroke_opacity: 1.0,
            group_opacity: 1.0,
            group_is_plain: true,
            is_plain: true,
            shows,
            shows_whole: true,
        }
    }

    /// How what is filled is painted.
    pub(crate) fn filled(&self) -> Paint {
        Paint {
            ink: self.fill,
            opacity: self.fill_opacity * self.group_opacity,
            is_plain: self.is_plain && self.group_is_plain && self.shows_whole,
        }
    }

    /// How lines are painted.
    pub(crate) fn stroked(&self) -> Paint {
        Paint {
            ink: self.stroke,
            opacity: self.stroke_opacity * self.group_opacity,
            is_plain: self.is_plain && self.group_is_plain && self.shows_whole,
        }
    }

    /// Lets what follows show only in this area too, and there everywhere or not. One that lies outside leaves nothing to see.
    pub(crate) fn clip(&mut self, area: Area, is_whole: bool) {
        self.shows_whole &= is_whole;
        self.shows = area.within(&self.shows).unwrap_or(Area::NOWHERE);
    }
}
