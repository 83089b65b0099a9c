//! Figures: what stands in the cells of a form's tables.

use rust_decimal::Decimal;

use crate::limits::MAX_NUMBER;
use crate::locus::Locus;

/// What a column holds, as the form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A number of things: a non-negative integer.
    Count,
    /// A rise or fall: a signed integer.
    Change,
    /// Money: an exact, non-negative decimal in this unit (`元`, `万元` or `亿元`).
    Amount {
        /// The unit a bare number is in.
        unit: String,
    },
}

/// One figure of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its key: table, row and column, joined by dots (`applications.new_received.total`).
    pub key: String,
    /// What its column holds.
    pub kind: Kind,
    /// The number behind it.
    pub value: Value,
    /// The text as typed.
    pub typed: String,
    /// The text as printed: what was typed, with its digits half-width and without
    /// stray spaces.
    pub printed: String,
    /// Where it stands.
    pub locus: Locus,
    /// How the number was arrived at.
    pub reading: Reading,
    /// The formula behind it, where there is one.
    pub formula: Option<String>,
    /// The number the formula gives now, where that is not what the file has.
    pub stale: Option<Decimal>,
    /// The number the cell holds, where its format shows another.
    pub stored: Option<Decimal>,
}

/// How a figure's number was arrived at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// The cell holds a number, or nothing that is one.
    Plain,
    /// It was typed as text: full-width, with a unit, in Chinese numerals.
    Text,
    /// A mark for zero, such as a dash, was read as 0.
    ZeroMark,
    /// It is one of several numbers typed into one cell.
    Split,
    /// It was computed from a formula for which the file has no result.
    Computed,
    /// The cell's number format shows it with fewer decimals than it has.
    Rounded,
    /// The cell's number format shows another number than the cell holds, or its unit.
    Shown,
}

impl Figure {
    /// The number, where the cell holds one.
    pub fn number(&self) -> Option<Decimal> {
        match self.value {
            Value::Number(number) => Some(number),
            Value::Blank | Value::Unreadable(_) => None,
        }
    }
}

/// What a figure's cell was read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A number; for amounts, in the form's unit.
    Number(Decimal),
    /// Nothing was filled in.
    Blank,
    /// Something that is not a number, and is never taken for one.
    Unreadable(Fault),
}

/// Why a cell could not be read as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Text that is no number.
    Text,
    /// A number of more digits than a figure has: see [`MAX_NUMBER`].
    TooLarge,
    /// An error value such as `#REF!`.
    CellError,
    /// `TRUE` or `FALSE`.
    Boolean,
    /// A percentage.
    Percent,
    /// A date.
    Date,
    /// A formula whose result was never computed and saved.
    FormulaWithoutValue,
    /// A bare amount beside a note that names another unit than the form's.
    Unit,
    /// A number format shows something that cannot be brought together with the number.
    Shown,
    /// A cell merged over several figures: whose number it is cannot be told.
    Merged,
    /// Several cells may hold it, or one that seems to be another year's: see
    /// [`Doubt`](crate::report::Doubt).
    Doubtful,
}

/// A number small enough to be one: see [`MAX_NUMBER`].
pub fn bounded(number: Decimal) -> Option<Decimal> {
    (number.abs() < Decimal::from(MAX_NUMBER)).then_some(number)
}
