//! An office's reports of two years side by side: every figure with its difference and growth, what
//! does not follow from one year to the next, and the text sentence by sentence.
//!
//! [`Comparison::of`] is the comparison as data; [`page`], [`workbook`], [`json`] and [`text`] only lay
//! it out. Nothing is judged here: what does not follow was found by the rules, and which sentences
//! are the same is told by `nianbao-likeness`.

mod comparison;
mod figures;
mod format;
pub mod json;
pub mod page;
mod sentences;
pub mod text;
mod words;
pub mod workbook;

pub use comparison::{Comparison, Side};
pub use figures::{FigureChange, TableChanges};
pub use format::Format;
pub use sentences::{Line, PartChanges, Piece, Tally};

#[cfg(test)]
mod tests;
