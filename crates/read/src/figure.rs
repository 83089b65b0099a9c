//! A figure from its cell: what was typed, what is printed, and the number behind it.

use nianbao_model::Decimal;
use nianbao_model::chars::{half_width, is_unseen};
use nianbao_model::figure::{Fault, Figure, Kind, Reading, Value, bounded};
use nianbao_model::form::Leaf;
use nianbao_model::locus::{CellRef, Locus};
use nianbao_model::source::{Cell, CellValue, Recomputed, Sheet};

use crate::number::{self, Parsed};
use crate::shown::{self, Seen};

/// The figure of a column in this row and column of a sheet, through merged regions.
pub(crate) fn at(sheet: &Sheet, key: String, column: &Leaf, row: u32, at: u32) -> Figure {
    let cell = CellRef::new(row, at);
    let figure = read(key, &column.kind, sheet.at(cell), sheet.locus(sheet.region(cell).first));
    if sheet.is_typed { figure } else { among_text(figure) }
}

/// A figure of a table that holds nothing but text: digits in it are a number like any other.
/// Nobody there writes thousands apart: digits with a blank between are two numbers.
fn among_text(figure: Figure) -> Figure {
    if number::is_spaced(&figure.typed) && figure.number().is_some() {
        return Figure {
            value: Value::Unreadable(Fault::Text),
            ..figure
        };
    }
    let digits = figure.printed.replace(',', "");
    let says_itself = digits
        .parse::<Decimal>()
        .is_ok_and(|number| Some(number) == figure.number());
    match figure.reading {
        Reading::Text if says_itself => Figure {
            reading: Reading::Plain,
            ..figure
        },
        _ => figure,
    }
}

/// Reads the figure a cell holds; a cell that is not there is blank.
pub fn read(key: String, kind: &Kind, cell: Option<&Cell>, locus: Locus) -> Figure {
    let typed = cell.map(|cell| cell.display().into_owned()).unwrap_or_default();
    let mut figure = Figure {
        printed: printed(&typed),
        key,
        kind: kind.clone(),
        value: Value::Blank,
        typed,
        locus,
        reading: Reading::Plain,
        formula: cell.and_then(|cell| cell.formula.clone()),
        stale: None,
        stored: None,
    };
    let Some(cell) = cell.filter(|cell| !cell.is_blank()) else {
        return figure;
    };
    figure.value = match &cell.value {
        CellValue::Number(number) => match (bounded(*number), &cell.shown) {
            (None, _) => Value::Unreadable(Fault::TooLarge),
            (Some(number), None) => Value::Number(number.normalize()),
            (Some(number), Some(shown)) => as_shown(&mut figure, number.normalize(), shown),
        },
        CellValue::Text(_) if !figure.typed.trim().is_empty() => match parse(&figure.typed, kind) {
            Some(parsed) => take(&mut figure, parsed),
            None if number::is_too_large(&figure.typed) => Value::Unreadable(Fault::TooLarge),
            None => Value::Unreadable(Fault::Text),
        },
        // A formula may say that there is nothing.
        CellValue::Text(_) => Value::Blank,
        CellValue::Empty => Value::Unreadable(Fault::FormulaWithoutValue),
        CellValue::Percent(_) => Value::Unreadable(Fault::Percent),
        CellValue::Boolean(_) => Value::Unreadable(Fault::Boolean),
        CellValue::Date(_) => Value::Unreadable(Fault::Date),
        CellValue::Error(_) => Value::Unreadable(Fault::CellError),
    };
    match cell.recomputed {
        Recomputed::Instead if figure.reading == Reading::Plain => figure.reading = Reading::Computed,
        Recomputed::Differs(now) => figure.stale = Some(now),
        _ => {}
    }
    figure
}

fn parse(text: &str, kind: &Kind) -> Option<Parsed> {
    match kind {
        Kind::Count | Kind::Change => number::parse_count(text),
        Kind::Amount { unit } => number::parse_amount(text, unit),
    }
}

/// Reads a number as its format shows it. A zero that is hidden, or shown by a dash, is one.
fn as_shown(figure: &mut Figure, stored: Decimal, shown: &str) -> Value {
    let has_digits = shown.chars().any(|c| c.is_numeric() && c != '0');
    if stored.is_zero() && !has_digits {
        figure.printed = String::from("0");
        return Value::Number(stored);
    }
    let parsed = parse(shown, &figure.kind);
    let seen = shown::compare(stored, shown, parsed.as_ref().map(|parsed| parsed.number));
    let number = match (seen, parsed) {
        (Seen::Same, _) => stored,
        // A fraction of a thing is no rounding.
        (Seen::Rounded(number), _) if is_noise(stored, number) || matches!(figure.kind, Kind::Amount { .. }) => {
            if !is_noise(stored, number) {
                (figure.reading, figure.stored) = (Reading::Rounded, Some(stored));
            }
            number
        }
        (Seen::Unsigned, _) | (Seen::Other, None) => {
            figure.stored = Some(stored);
            return Value::Unreadable(Fault::Shown);
        }
        (Seen::Rounded(number), _) | (Seen::Other, Some(Parsed { number, .. })) => {
            (figure.reading, figure.stored) = (Reading::Shown, Some(stored));
            number
        }
    };
    // In the form's unit the number says it all; in another its unit is printed.
    if figure.reading != Reading::Shown || shown.replace(',', "").starts_with(&number.to_string()) {
        figure.printed = number.to_string();
    }
    Value::Number(number)
}

/// Whether two numbers differ by no more than what computing leaves behind.
fn is_noise(stored: Decimal, shown: Decimal) -> bool {
    stored
        .checked_sub(shown)
        .is_some_and(|difference| difference.abs() < Decimal::new(1, 6))
}

/// Takes over a number read from text.
fn take(figure: &mut Figure, parsed: Parsed) -> Value {
    figure.reading = if parsed.zero_mark {
        Reading::ZeroMark
    } else {
        Reading::Text
    };
    let fraction_of_none = parsed.printed.is_none() && matches!(figure.kind, Kind::Count | Kind::Change);
    if fraction_of_none && let Some((whole, unit)) = number::without_empty_decimals(&figure.printed) {
        figure.printed = whole + unit;
    }
    if let Some(printed) = parsed.printed {
        figure.printed = printed;
    }
    Value::Number(parsed.number)
}

/// The figures of a row whose numbers were all typed into one cell, in the order of
/// `columns` (key and kind); `None` if their number does not fit.
pub(crate) fn split(columns: &[(String, &Kind)], cell: &Cell, locus: &Locus) -> Option<Vec<Figure>> {
    let parsed = number::parse_several(cell.text()?, columns.len())?;
    let figures = columns.iter().zip(parsed).map(|((key, kind), parsed)| {
        let mut figure = read(key.clone(), kind, None, locus.clone());
        figure.typed = parsed.number.to_string();
        figure.printed = figure.typed.clone();
        figure.value = take(&mut figure, parsed);
        figure.reading = Reading::Split;
        figure
    });
    Some(figures.collect())
}

/// What was typed, fit to print: half-width digits, signs and points, no stray spaces.
fn printed(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace() && !is_unseen(*c))
        .map(|c| match c {
            '\u{ff10}'..='\u{ff19}' | '\u{ff0b}' | '\u{ff0c}' | '\u{ff0d}' | '\u{ff0e}' | '\u{ff05}' => half_width(c),
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::Decimal;

    fn typed(value: CellValue, kind: &Kind) -> Figure {
        let locus = Locus::cell(&"a.xlsx".into(), &"b".into(), CellRef::new(0, 0));
        super::read("t.r.c".into(), kind, Some(&Cell::typed(value)), locus)
    }

    #[test]
    fn what_was_typed_is_printed_and_the_number_behind_it_is_known() {
        let figure = typed(CellValue::Text(" 59 项".into()), &Kind::Count);
        assert_eq!(figure.number(), Some(Decimal::from(59)));
        assert_eq!((figure.printed.as_str(), figure.reading), ("59项", Reading::Text));

        let amount = Kind::Amount { unit: "万元".into() };
        let figure = typed(CellValue::Text("251000元".into()), &amount);
        assert_eq!(figure.number().map(|n| n.to_string()).as_deref(), Some("25.1"));
        assert_eq!(figure.printed, "251000元");

        let frame = typed(CellValue::Text("35343.0".into()), &Kind::Count);
        assert_eq!(
            (frame.number(), frame.printed.as_str()),
            (Some(Decimal::from(35343)), "35343")
        );
        let marked = typed(CellValue::Text("\u{202d}4\u{202c}".into()), &Kind::Count);
        assert_eq!(
            (marked.number(), marked.printed.as_str()),
            (Some(Decimal::from(4)), "4")
        );
        assert_eq!(
            typed(CellValue::Text("\u{202e}21\u{202c}".into()), &Kind::Count).number(),
            None
        );
    }

    #[test]
    fn what_a_format_shows_is_read_and_printed() {
        let wan = Kind::Amount { unit: "万元".into() };
        let read = |kind: &Kind, stored: &str, shown: &str| {
            let locus = Locus::cell(&"a.xlsx".into(), &"b".into(), CellRef::new(0, 0));
            let cell = Cell::typed(CellValue::Number(stored.parse().unwrap())).shown_as(shown);
            let figure = super::read("t.r.c".into(), kind, Some(&cell), locus);
            let number = figure.number().map(|number| number.to_string());
            (number.unwrap_or_default(), figure.printed, figure.reading)
        };
        for (kind, stored, shown, number, printed, reading) in [
            (&wan, "60113500", "6011.4", "6011.4", "6011.4", Reading::Shown),
            (
                &wan,
                "60113500",
                "60,113,500元",
                "6011.35",
                "60,113,500元",
                Reading::Shown,
            ),
            (&wan, "1288580", "1,288.58", "1288.58", "1288.58", Reading::Shown),
            (&wan, "12885800", "1,288.58万元", "1288.58", "1288.58", Reading::Shown),
            (&wan, "2405.39", "2,405.39万元", "2405.39", "2405.39", Reading::Plain),
            (&wan, "6011.350123", "6,011.35", "6011.35", "6011.35", Reading::Rounded),
            (&Kind::Count, "730", "计730件", "730", "730", Reading::Plain),
            (&Kind::Count, "11.9999999", "12", "12", "12", Reading::Plain),
            (&Kind::Count, "12.4", "12", "12", "12", Reading::Shown),
            (&Kind::Count, "0", "-", "0", "0", Reading::Plain),
            (&Kind::Count, "0", "", "0", "0", Reading::Plain),
            (&Kind::Count, "12000", "1.2万", "12000", "12000", Reading::Plain),
        ] {
            assert_eq!(
                read(kind, stored, shown),
                (number.into(), printed.into(), reading),
                "{shown}"
            );
        }
        for (kind, stored, shown) in [(&wan, "5", "¥5"), (&Kind::Count, "-5", "5"), (&Kind::Count, "5", "5千")] {
            assert_eq!(read(kind, stored, shown).0, "", "{shown}");
        }
    }

    #[test]
    fn several_numbers_in_one_cell_are_told_apart() {
        let cell = Cell::typed(CellValue::Text("0 2".into()));
        let locus = Locus::cell(&"a.xlsx".into(), &"b".into(), CellRef::new(0, 0));
        let columns = [
            (String::from("t.r.a"), &Kind::Count),
            (String::from("t.r.b"), &Kind::Count),
        ];
        let split = split(&columns, &cell, &locus).unwrap();
        let read: Vec<_> = split
            .iter()
            .map(|figure| (figure.key.as_str(), figure.printed.as_str()))
            .collect();
        assert_eq!(read, [("t.r.a", "0"), ("t.r.b", "2")]);
        assert!(
            split
                .iter()
                .all(|figure| figure.reading == Reading::Split && figure.locus == locus)
        );
        assert!(super::split(&columns[..1], &cell, &locus).is_none());
    }

    #[test]
    fn nothing_but_a_number_is_a_number() {
        let faults = [
            (CellValue::Text("待定".into()), Fault::Text),
            (CellValue::Error("#REF!".into()), Fault::CellError),
            (CellValue::Boolean(true), Fault::Boolean),
            (CellValue::Date("2020-01-01".into()), Fault::Date),
            (CellValue::Percent(Decimal::from(5)), Fault::Percent),
            (CellValue::Empty, Fault::FormulaWithoutValue),
        ];
        for (value, fault) in faults {
            let cell = Cell::computed(value, "A1");
            let locus = Locus::cell(&"a.xlsx".into(), &"b".into(), CellRef::new(0, 0));
            let figure = super::read("t.r.c".into(), &Kind::Count, Some(&cell), locus);
            assert_eq!(figure.value, Value::Unreadable(fault));
        }
        assert_eq!(typed(CellValue::Text("  ".into()), &Kind::Count).value, Value::Blank);
    }
}
