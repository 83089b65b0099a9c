//! What the text was found to state: claims about figures, and all numbers in it.

use nianbao_model::Decimal;

use crate::number::Quantity;
use crate::passage::Span;
use crate::time::Period;

/// A statement about figures.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The paragraph's index in the report's narrative.
    pub paragraph: usize,
    /// The words with the number, as a span of the passage.
    pub span: Span,
    /// The number; `None` for a zero in words.
    pub quantity: Option<Quantity>,
    /// What it may be meant of; true if it fits any. The first is the likeliest.
    pub readings: Vec<Reading>,
    /// What it may be besides: one reading less another.
    pub differences: Vec<(Reading, Reading)>,
    /// Which year it is about.
    pub scope: Scope,
    /// How sure the reading is.
    pub grade: Grade,
    /// What the number must be to what is named.
    pub fit: Fit,
}

/// What a number must be to the figures it may be meant of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// One of them.
    Exactly,
    /// Not more, for it is of a part.
    AtMost,
    /// Perhaps something else: it is asked about only if it looks like a slip of the pen for one.
    NoSlip,
    /// Perhaps a part: it is asked about if it is more, or looks like such a slip.
    AtMostNoSlip,
}

/// What is known of a claim beside one value that it may be meant of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The number is that.
    Explained,
    /// It may be something else.
    Open,
    /// It is not that.
    Contradicted,
}

impl Claim {
    /// What comes of it beside the value of its `nth` reading, in the unit of the number. Only for the likeliest
    /// one it may be a slip: of many figures one is like any number.
    pub fn beside(&self, nth: usize, value: Decimal) -> Verdict {
        let holds = match &self.quantity {
            None => value.is_zero(),
            Some(own) => own.describes(value) || (self.fit == Fit::AtMost && own.value <= value),
        };
        let is_slip = || self.quantity.as_ref().is_some_and(|own| own.is_slip_of(value));
        match self.fit {
            _ if holds => Verdict::Explained,
            Fit::AtMostNoSlip if self.quantity.as_ref().is_some_and(|own| own.value > value) => Verdict::Contradicted,
            Fit::NoSlip | Fit::AtMostNoSlip if nth > 0 || !is_slip() => Verdict::Open,
            _ => Verdict::Contradicted,
        }
    }
}

/// The figures a number is the sum of, by key.
pub type Reading = Vec<String>;

/// How sure a reading is: what may be said if nothing it may be meant of agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Words of the tables stand with a number, and no more is known.
    Ask,
    /// The figure is clear; something around it was not understood, or is not usual.
    Doubt,
    /// One figure by its usual name, in the office's own name and year, and every word understood.
    Sure,
}

/// Which year a claim is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The report's year.
    Own,
    /// Another year, by its number.
    Year(i32),
}

/// The year a number of this time is about.
pub(crate) fn scope(period: Period) -> Scope {
    match period {
        Period::Year(year) => Scope::Year(year),
        Period::Own | Period::Other => Scope::Own,
    }
}

/// A number in the text, whatever it counts.
#[derive(Debug, Clone)]
pub struct Counted {
    /// The paragraph's index in the report's narrative.
    pub paragraph: usize,
    /// What is said before it, as a span of the passage.
    pub lead: Span,
    /// The number.
    pub quantity: Quantity,
    /// The time it is of.
    pub period: Period,
    /// Whether it is another office's.
    pub elsewhere: bool,
    /// Whether it is the size of a rise or fall.
    pub compares: bool,
    /// Whether its words are those of the tables.
    pub is_tabled: bool,
    /// Why no figure was compared with it, where none was.
    pub why: Why,
}

/// How a number was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It was compared with figures.
    Compared,
    /// It is said of nothing in the tables.
    Nothing,
    /// Something around it was not understood, so it may be a part.
    Foreign,
    /// Another office's.
    Elsewhere,
    /// Another time's.
    OtherTime,
}

/// What was read in a passage.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) claims: Vec<Claim>,
    /// What may be claimed where not every word is understood.
    pub(crate) questions: Vec<Claim>,
    pub(crate) counted: Vec<Counted>,
    /// Whether it counts cases that are not in the tables.
    pub(crate) strays: bool,
    /// Whether it is about applications.
    pub(crate) on_applications: bool,
}
