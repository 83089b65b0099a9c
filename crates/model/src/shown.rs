//! Cells as their number formats show them. What the formats show is told by
//! `nianbao-number-format`; what a shown text means, by whoever reads the cell.

use nianbao_number_format::{Calendar, Format, general};
use rust_decimal::Decimal;

use crate::source::{Cell, CellValue};

/// A value as a number format shows it.
pub fn cell(value: CellValue, format: Option<&Format>, calendar: Calendar) -> Cell {
    match (value, format) {
        (CellValue::Number(number), format) => match format {
            Some(format) => shown_number(number, format, calendar),
            None => as_general(number),
        },
        (CellValue::Text(text), Some(format)) => match format.text(&text) {
            Some(shown) => Cell::typed(CellValue::Text(text)).shown_as(shown),
            None => Cell::typed(CellValue::Text(text)),
        },
        (value, _) => Cell::typed(value),
    }
}

fn shown_number(number: Decimal, format: &Format, calendar: Calendar) -> Cell {
    if format.shows_plainly(number) {
        return Cell::typed(CellValue::Number(number));
    }
    if let Some((moment, whole)) = format.moment(number, calendar) {
        let partly = (!whole).then(|| format.number(number, calendar)).flatten();
        return Cell::typed(CellValue::Date(partly.unwrap_or_else(|| moment.text())));
    }
    let Some(shown) = format.number(number, calendar) else {
        return Cell::typed(CellValue::Number(number));
    };
    let value = match format.is_percent(number) {
        true => percent(number),
        false => CellValue::Number(number),
    };
    match shows_the_value(&shown, &value) {
        true => Cell::typed(value),
        false => Cell::typed(value).shown_as(shown.trim()),
    }
}

/// Without a format there is room for so many decimals and no more.
fn as_general(number: Decimal) -> Cell {
    let cell = Cell::typed(CellValue::Number(number));
    match number.is_integer() {
        true => cell,
        false => {
            let shown = general(number);
            if cell.value.display() == shown {
                cell
            } else {
                cell.shown_as(shown)
            }
        }
    }
}

/// Whether what shows is the number itself, grouped or with zeros behind the point.
fn shows_the_value(shown: &str, value: &CellValue) -> bool {
    let (number, shown) = match value {
        CellValue::Percent(number) => (number, shown.trim().strip_suffix('%')),
        CellValue::Number(number) => (number, Some(shown.trim())),
        _ => return false,
    };
    let Some(shown) = shown else { return false };
    let digits = shown.strip_prefix('-').unwrap_or(shown);
    let padded = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    !padded && shown.replace(',', "").parse() == Ok(*number)
}

/// The number a percentage stands for: `96.5` for a stored `0.965`.
pub fn percent(stored: Decimal) -> CellValue {
    match stored.checked_mul(Decimal::ONE_HUNDRED) {
        Some(shown) => CellValue::Percent(shown.normalize()),
        None => CellValue::Number(stored),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: &str) -> Cell {
        cell(
            CellValue::Number(number.parse().unwrap()),
            Format::new(code).as_ref(),
            Calendar::default(),
        )
    }

    #[test]
    fn a_cell_says_what_it_shows_where_that_is_not_its_value() {
        for (code, number, expected) in [
            ("#,##0\"元\"", "29732300", Some("29,732,300元")),
            ("#,##0.00", "2973.23", None),
            ("#,##0.00", "2973.2345", Some("2,973.23")),
            ("#,##0.00", "2973.2", None),
            ("000000", "41147", Some("041147")),
            ("0", "7", None),
            ("0.0%", "0.965", None),
            ("0.0%", "0.36534", Some("36.5%")),
            ("0;-0;;@", "0", Some("")),
            (";;;", "12", Some("")),
            ("General", "25.8027397260274", Some("25.80273973")),
            ("yyyy\"年\"", "46022", None),
        ] {
            let cell = shown(code, number);
            assert_eq!(cell.shown.as_deref(), expected, "{code} {number}");
        }
        assert_eq!(shown("yyyy\"年\"", "46022").display(), "2025年");
        assert_eq!(shown("m/d/yy", "46022").display(), "2025年12月31日");
        assert_eq!(shown("0%", "0.965").display(), "97%");
        assert!(shown(";;;", "12").is_blank() && !shown("0;-0;;@", "0").is_blank());
    }
}
