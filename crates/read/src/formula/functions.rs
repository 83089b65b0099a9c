//! The functions of formulas that take numbers, and the ways in which values become others.

use std::cmp::Ordering;

use nianbao_model::Decimal;
use nianbao_model::source::CellValue;
use rust_decimal::RoundingStrategy;
use rust_decimal::prelude::ToPrimitive;

use super::Stop;

/// Characters of a text in a cell.
const MAX_TEXT: usize = 32_767;

/// A value as a term of arithmetic: text that is a number counts, nothing is zero.
pub(super) fn number(value: &CellValue) -> Result<Decimal, Stop> {
    match value {
        CellValue::Number(number) => Ok(*number),
        CellValue::Percent(number) => number.checked_div(Decimal::ONE_HUNDRED).ok_or(Stop::Unknown),
        CellValue::Empty => Ok(Decimal::ZERO),
        CellValue::Boolean(value) => Ok(Decimal::from(u8::from(*value))),
        CellValue::Text(text) => text.trim().parse().map_err(|_| Stop::Error),
        CellValue::Error(_) => Err(Stop::Error),
        CellValue::Date(_) => Err(Stop::Unknown),
    }
}

/// A value as a piece of text.
pub(super) fn text(value: &CellValue) -> Result<String, Stop> {
    match value {
        CellValue::Error(_) => Err(Stop::Error),
        // What a date is as a number is not known any more.
        CellValue::Date(_) => Err(Stop::Unknown),
        CellValue::Percent(_) => Ok(number(value)?.normalize().to_string()),
        value => Ok(value.display()),
    }
}

/// A value as a condition.
pub(super) fn truth(value: &CellValue) -> Result<bool, Stop> {
    match value {
        CellValue::Text(text) if text.eq_ignore_ascii_case("true") => Ok(true),
        CellValue::Text(text) if text.eq_ignore_ascii_case("false") => Ok(false),
        CellValue::Text(_) => Err(Stop::Error),
        value => Ok(!number(value)?.is_zero()),
    }
}

/// Two pieces of text as one.
pub(super) fn join(a: &CellValue, b: &CellValue) -> Result<CellValue, Stop> {
    let joined = text(a)? + &text(b)?;
    if joined.len() > MAX_TEXT {
        return Err(Stop::Unknown);
    }
    Ok(CellValue::Text(joined))
}

/// Numbers come before texts, and texts before truths; nothing is like what it is compared with.
pub(super) fn compare(a: &CellValue, b: &CellValue) -> Result<Ordering, Stop> {
    use CellValue::{Boolean, Date, Empty, Error, Number, Percent, Text};
    let blank_text = Text(String::new());
    let blank_number = Number(Decimal::ZERO);
    let blank = |other: &CellValue| {
        if matches!(other, Text(_)) {
            blank_text.clone()
        } else {
            blank_number.clone()
        }
    };
    let (a, b) = match (a, b) {
        (Empty, Empty) => return Ok(Ordering::Equal),
        (Empty, other) => (blank(other), other.clone()),
        (other, Empty) => (other.clone(), blank(other)),
        (a, b) => (a.clone(), b.clone()),
    };
    let rank = |value: &CellValue| match value {
        Number(_) | Percent(_) | Empty => Ok(0),
        Text(_) => Ok(1),
        Boolean(_) => Ok(2),
        Error(_) => Err(Stop::Error),
        Date(_) => Err(Stop::Unknown),
    };
    let (first, second) = (rank(&a)?, rank(&b)?);
    Ok(match (first.cmp(&second), &a, &b) {
        (Ordering::Equal, Text(a), Text(b)) => a.to_lowercase().cmp(&b.to_lowercase()),
        (Ordering::Equal, ..) => number(&a)?.cmp(&number(&b)?),
        (order, ..) => order,
    })
}

/// A power with a whole exponent.
pub(super) fn power(base: Decimal, exponent: Decimal) -> Result<Decimal, Stop> {
    let whole = exponent
        .to_i32()
        .filter(|_| exponent.is_integer())
        .ok_or(Stop::Unknown)?;
    let mut result = Decimal::ONE;
    for _ in 0..whole.unsigned_abs().min(400) {
        result = result.checked_mul(base).ok_or(Stop::Unknown)?;
    }
    if whole >= 0 {
        Ok(result)
    } else {
        divide(Decimal::ONE, result)
    }
}

/// A quotient.
pub(super) fn divide(a: Decimal, b: Decimal) -> Result<Decimal, Stop> {
    if b.is_zero() {
        return Err(Stop::Error);
    }
    a.checked_div(b).ok_or(Stop::Unknown)
}

/// A function of numbers; none where it is not known.
pub(super) fn of_numbers(name: &str, numbers: &[Decimal]) -> Option<Result<Decimal, Stop>> {
    use RoundingStrategy::{AwayFromZero, MidpointAwayFromZero, ToZero};
    Some(match (name, numbers) {
        ("ROUND", [number, digits]) => round(*number, *digits, MidpointAwayFromZero),
        ("ROUNDUP", [number, digits]) => round(*number, *digits, AwayFromZero),
        ("ROUNDDOWN" | "TRUNC", [number, digits]) => round(*number, *digits, ToZero),
        ("TRUNC", [number]) => Ok(number.trunc()),
        ("INT", [number]) => Ok(number.floor()),
        ("ABS", [number]) => Ok(number.abs()),
        ("MOD", [number, divisor]) => divide(*number, *divisor)
            .and_then(|quotient| quotient.floor().checked_mul(*divisor).ok_or(Stop::Unknown))
            .map(|whole| number - whole),
        ("POWER", [base, exponent]) => power(*base, *exponent),
        ("N" | "VALUE", [number]) => Ok(*number),
        _ => return None,
    })
}

/// To so many digits behind the point; before it where they are negative.
fn round(number: Decimal, digits: Decimal, way: RoundingStrategy) -> Result<Decimal, Stop> {
    let digits = digits
        .trunc()
        .to_i32()
        .filter(|digits| (-15..=28).contains(digits))
        .ok_or(Stop::Unknown)?;
    if let Ok(digits) = u32::try_from(digits) {
        return Ok(number.round_dp_with_strategy(digits, way));
    }
    let unit = power(Decimal::TEN, Decimal::from(-digits))?;
    let rounded = divide(number, unit)?.round_dp_with_strategy(0, way);
    rounded.checked_mul(unit).ok_or(Stop::Unknown)
}

/// A function of all numbers in its arguments; none where it is not known.
pub(super) fn of_list(name: &str, numbers: &[Decimal]) -> Option<Result<Decimal, Stop>> {
    let total = |start: Decimal, step: fn(Decimal, Decimal) -> Option<Decimal>| {
        numbers
            .iter()
            .try_fold(start, |total, number| step(total, *number))
            .ok_or(Stop::Unknown)
    };
    Some(match name {
        "SUM" => total(Decimal::ZERO, Decimal::checked_add),
        "PRODUCT" => total(Decimal::ONE, Decimal::checked_mul),
        "AVERAGE" => {
            total(Decimal::ZERO, Decimal::checked_add).and_then(|sum| divide(sum, Decimal::from(numbers.len())))
        }
        "MIN" => Ok(numbers.iter().min().copied().unwrap_or_default()),
        "MAX" => Ok(numbers.iter().max().copied().unwrap_or_default()),
        "COUNT" => Ok(Decimal::from(numbers.len())),
        _ => return None,
    })
}
