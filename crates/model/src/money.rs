//! Units of money: as a form states them for a column, as they are typed after a number, and
//! as they appear in the text.

use rust_decimal::Decimal;

/// Units with their value in yuan, the longest first: one ends another.
pub const UNITS: [(&str, i64); 9] = [
    ("万亿元", 1_000_000_000_000),
    ("千万元", 10_000_000),
    ("百万元", 1_000_000),
    ("十万元", 100_000),
    ("亿元", 100_000_000),
    ("万元", 10_000),
    ("千元", 1_000),
    ("百元", 100),
    ("元", 1),
];

/// What one of a unit is in yuan; `None` if it is no unit of money.
pub fn yuan(unit: &str) -> Option<Decimal> {
    let (_, yuan) = UNITS.iter().find(|(name, _)| *name == unit)?;
    Some(Decimal::from(*yuan))
}
