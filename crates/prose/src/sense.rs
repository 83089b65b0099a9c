//! What a text says of its own numbers that cannot be, whatever the tables have: a rise to less, a rate above
//! all there is, a day that no calendar has, a list that is not as long as it was announced. What is compared with
//! figures is none of this.

mod change;
mod day;
mod markers;
mod rate;
mod series;

use nianbao_model::Decimal;

use crate::number::Quantity;
use crate::passage::{Passage, Span};

/// Something that cannot be as it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Oddity {
    /// The paragraph's index in the report's narrative.
    pub paragraph: usize,
    /// The words, as a span of the passage.
    pub span: Span,
    /// What is odd.
    pub odd: Odd,
}

/// Why something cannot be.
#[derive(Debug, Clone, PartialEq)]
pub enum Odd {
    /// It is said to become more, and the second number is not more; or less, and is not less.
    Change {
        /// Whether it is said to become more.
        rises: bool,
        /// What it was.
        before: Decimal,
        /// What it is.
        now: Decimal,
    },
    /// The difference between two numbers is not the one given.
    Difference {
        /// What it was.
        before: Decimal,
        /// What it is.
        now: Decimal,
        /// What the difference is said to be.
        said: Decimal,
    },
    /// Two numbers are said to be alike, and are not.
    Level {
        /// What it was.
        before: Decimal,
        /// What it is.
        now: Decimal,
    },
    /// It is said to have doubled, and has not.
    Doubled {
        /// What it was.
        before: Decimal,
        /// What it is.
        now: Decimal,
    },
    /// A rate of what cannot be more than all: its percentage.
    AboveAll(Decimal),
    /// No month has such a day.
    NoSuchDay,
    /// A list is announced with another count than it has.
    Listed {
        /// How many were announced.
        said: u32,
        /// How many there are.
        listed: u32,
    },
    /// `一是…三是`: a list leaves one out: the numeral of the one that is missing.
    LeftOut(char),
    /// `二是…二是`: a list has one twice: its numeral.
    Twice(char),
}

/// What is odd in a passage with these numbers.
pub(crate) fn read(passage: &Passage, quantities: &[Quantity]) -> Vec<Oddity> {
    let found = change::read(passage, quantities)
        .into_iter()
        .chain(series::read(passage, quantities))
        .chain(rate::read(passage, quantities))
        .chain(day::read(&passage.text))
        .chain(markers::read(&passage.text));
    found
        .map(|(span, odd)| Oddity {
            paragraph: passage.paragraph,
            span,
            odd,
        })
        .collect()
}

/// Words found odd in a text.
type Found = Vec<(Span, Odd)>;
