//! What a page draws (ISO 32000-1, 8 and 9): characters, lines and pictures, each with its place, and
//! whether a person sees it. What they are to a report is not asked here.
//!
//! Places are counted in points from the upper left corner of the page as it is shown.

mod canvas;
mod colour;
mod drawing;
mod forms;
mod geometry;
mod interpreter;
mod notes;
mod operators;
mod painting;
mod path;
#[cfg(test)]
pub(crate) mod sample;
mod setting;
mod shared;
mod show;
mod sight;
mod state;

pub(crate) use drawing::{Drawing, Mark, Placed, is_blank};
pub(crate) use geometry::Area;
pub(crate) use interpreter::read_page;
pub(crate) use shared::Shared;
