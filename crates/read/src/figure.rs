//! A figure from its cell: what was typed, what is printed, and the number behind it.

use nianbao_model::chars::half_width;
use nianbao_model::figure::{Fault, Figure, Kind, Reading, Value, bounded};
use nianbao_model::form::Leaf;
use nianbao_model::locus::{CellRef, Locus};
use nianbao_model::source::{Cell, CellValue, Recomputed, Sheet};

use crate::number::{self, Parsed};

/// The figure of a column in this row and column of a sheet, through merged regions.
pub(crate) fn at(sheet: &Sheet, key: String, column: &Leaf, row: u32, at: u32) -> Figure {
    let cell = CellRef::new(row, at);
    read(key, &column.kind, sheet.at(cell), sheet.locus(sheet.region(cell).first))
}

/// Reads the figure a cell holds; a cell that is not there is blank.
pub fn read(key: String, kind: &Kind, cell: Option<&Cell>, locus: Locus) -> Figure {
    let typed = cell.map(|cell| cell.value.display()).unwrap_or_default();
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
    };
    let Some(cell) = cell.filter(|cell| !cell.is_blank()) else {
        return figure;
    };
    figure.value = match &cell.value {
        CellValue::Number(number) => match bounded(*number) {
            Some(number) => Value::Number(number.normalize()),
            None => Value::Unreadable(Fault::TooLarge),
        },
        CellValue::Text(text) if !text.trim().is_empty() => {
            let parsed = match kind {
                Kind::Count | Kind::Change => number::parse_count(text),
                Kind::Amount { unit } => number::parse_amount(text, unit),
            };
            match parsed {
                Some(parsed) => take(&mut figure, parsed),
                None if number::is_too_large(text) => Value::Unreadable(Fault::TooLarge),
                None => Value::Unreadable(Fault::Text),
            }
        }
        CellValue::Text(_) | CellValue::Empty => Value::Unreadable(Fault::FormulaWithoutValue),
        CellValue::Percent(_) => Value::Unreadable(Fault::Percent),
        CellValue::Boolean(_) => Value::Unreadable(Fault::Boolean),
        CellValue::Date(_) => Value::Unreadable(Fault::Date),
        CellValue::Error(_) => Value::Unreadable(Fault::CellError),
    };
    match cell.recomputed {
        Recomputed::Instead => figure.reading = Reading::Computed,
        Recomputed::Differs(now) => figure.stale = Some(now),
        Recomputed::Not | Recomputed::Agrees => {}
    }
    figure
}

/// Takes over a number read from text.
fn take(figure: &mut Figure, parsed: Parsed) -> Value {
    figure.reading = if parsed.zero_mark {
        Reading::ZeroMark
    } else {
        Reading::Text
    };
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
        .filter(|c| !c.is_whitespace())
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
