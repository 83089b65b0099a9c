//! What the text was found to state: claims about figures, and all numbers in it.

use super::Span;
use super::period::Period;
use super::quantity::Quantity;

/// A statement about figures.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// The paragraph's index in the report's narrative.
    pub(crate) paragraph: usize,
    /// The words with the number, as a span of the passage.
    pub(crate) span: Span,
    /// The number; `None` for a zero in words.
    pub(crate) quantity: Option<Quantity>,
    /// What it may be meant of; true if it fits any. The first is the likeliest.
    pub(crate) readings: Vec<Reading>,
    /// Which year it is about.
    pub(crate) scope: Scope,
}

/// The figures a number is the sum of, by key.
pub(crate) type Reading = Vec<String>;

/// Which year a claim is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The report's year.
    Own,
    /// Another year, by its number.
    Year(i32),
}

/// A number in the text, whatever it counts.
#[derive(Debug, Clone)]
pub(crate) struct Counted {
    /// The paragraph's index in the report's narrative.
    pub(crate) paragraph: usize,
    /// What is said before it, as a span of the passage.
    pub(crate) lead: Span,
    /// The number.
    pub(crate) quantity: Quantity,
    /// The time it is of.
    pub(crate) period: Period,
    /// Whether it is another office's.
    pub(crate) elsewhere: bool,
    /// Whether it is the size of a rise or fall.
    pub(crate) compares: bool,
    /// Whether its words are those of the tables.
    pub(crate) is_tabled: bool,
}

/// What was read in a passage.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) claims: Vec<Claim>,
    pub(crate) counted: Vec<Counted>,
    /// Whether it counts cases that are not in the tables.
    pub(crate) strays: bool,
}
