//! Figures: what stands in the cells of a form's tables.

use rust_decimal::Decimal;

use crate::locus::Locus;
use crate::number::{self, Parsed};
use crate::source::{Cell, CellValue, Recomputed};

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
    /// How the number was come by.
    pub reading: Reading,
    /// The formula behind it, where there is one.
    pub formula: Option<String>,
    /// The number the formula gives now, where that is not what the file has.
    pub stale: Option<Decimal>,
}

/// How a figure's number was come by.
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
    /// A number of more digits than a figure has: see [`MAX_NUMBER`](crate::limits::MAX_NUMBER).
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
    /// A cell merged over several figures: whose number it is cannot be told.
    Merged,
}

impl Figure {
    /// Reads the figure a cell holds; a cell that is not there is blank.
    pub fn read(key: String, kind: &Kind, cell: Option<&Cell>, locus: Locus) -> Self {
        let typed = cell.map(|cell| cell.value.display()).unwrap_or_default();
        let mut figure = Self {
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
            CellValue::Number(number) => match number::bounded(*number) {
                Some(number) => Value::Number(number.normalize()),
                None => Value::Unreadable(Fault::TooLarge),
            },
            CellValue::Text(text) if !text.trim().is_empty() => {
                let parsed = match kind {
                    Kind::Count | Kind::Change => number::parse_count(text),
                    Kind::Amount { unit } => number::parse_amount(text, unit),
                };
                match parsed {
                    Some(parsed) => figure.take(parsed),
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
    fn take(&mut self, parsed: Parsed) -> Value {
        self.reading = if parsed.zero_mark {
            Reading::ZeroMark
        } else {
            Reading::Text
        };
        if let Some(printed) = parsed.printed {
            self.printed = printed;
        }
        Value::Number(parsed.number)
    }

    /// The figures of a row whose numbers were all typed into one cell, in the order of
    /// `columns` (key and kind); `None` if their number does not fit.
    pub fn split(columns: &[(String, &Kind)], cell: &Cell, locus: &Locus) -> Option<Vec<Self>> {
        let parsed = number::parse_several(cell.text()?, columns.len())?;
        let figures = columns.iter().zip(parsed).map(|((key, kind), parsed)| {
            let mut figure = Self::read(key.clone(), kind, None, locus.clone());
            figure.typed = parsed.number.to_string();
            figure.printed = figure.typed.clone();
            figure.value = figure.take(parsed);
            figure.reading = Reading::Split;
            figure
        });
        Some(figures.collect())
    }
}

/// What was typed, fit to print: half-width digits, signs and points, no stray spaces.
fn printed(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '\u{ff10}'..='\u{ff19}' | '\u{ff0b}' | '\u{ff0c}' | '\u{ff0d}' | '\u{ff0e}' | '\u{ff05}' => {
                char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
            }
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locus::CellRef;

    fn read(value: CellValue, kind: &Kind) -> Figure {
        let locus = Locus::cell(&"a.xlsx".into(), &"b".into(), CellRef::new(0, 0));
        Figure::read("t.r.c".into(), kind, Some(&Cell::typed(value)), locus)
    }

    #[test]
    fn what_was_typed_is_printed_and_the_number_behind_it_is_known() {
        let figure = read(CellValue::Text(" 59 项".into()), &Kind::Count);
        assert_eq!(figure.number(), Some(Decimal::from(59)));
        assert_eq!((figure.printed.as_str(), figure.reading), ("59项", Reading::Text));

        let amount = Kind::Amount { unit: "万元".into() };
        let figure = read(CellValue::Text("251000元".into()), &amount);
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
        let split = Figure::split(&columns, &cell, &locus).unwrap();
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
        assert!(Figure::split(&columns[..1], &cell, &locus).is_none());
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
            let figure = Figure::read("t.r.c".into(), &Kind::Count, Some(&cell), locus);
            assert_eq!(figure.value, Value::Unreadable(fault));
        }
        assert_eq!(read(CellValue::Text("  ".into()), &Kind::Count).value, Value::Blank);
    }
}
