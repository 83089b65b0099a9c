//! Figures: what stands in the cells of a form's tables.

use rust_decimal::Decimal;

use crate::locus::Locus;
use crate::number;
use crate::source::{Cell, CellValue};

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
    /// The number was typed as text, with a unit, or full-width, and read all the same.
    pub typed_as_text: bool,
    /// The formula behind it, where there is one.
    pub formula: Option<String>,
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
}

impl Figure {
    /// Reads the figure a cell holds; a cell that is not there is blank.
    pub fn read(key: String, kind: &Kind, cell: Option<&Cell>, locus: Locus) -> Self {
        let typed = cell.map(|cell| cell.value.display()).unwrap_or_default();
        let (value, typed_as_text) = match cell {
            None => (Value::Blank, false),
            Some(cell) if cell.is_blank() => (Value::Blank, false),
            Some(cell) => read_value(&cell.value, kind),
        };
        Self {
            printed: printed(&typed),
            key,
            kind: kind.clone(),
            value,
            typed,
            locus,
            typed_as_text,
            formula: cell.and_then(|cell| cell.formula.clone()),
        }
    }
}

fn read_value(value: &CellValue, kind: &Kind) -> (Value, bool) {
    let fault = |fault| (Value::Unreadable(fault), false);
    match value {
        CellValue::Number(number) => (Value::Number(number.normalize()), false),
        CellValue::Text(text) if text.trim().is_empty() => fault(Fault::FormulaWithoutValue),
        CellValue::Text(text) => {
            let parsed = match kind {
                Kind::Count | Kind::Change => number::parse_count(text),
                Kind::Amount { unit } => number::parse_amount(text, unit),
            };
            match parsed {
                Some(parsed) => (Value::Number(parsed.number.normalize()), true),
                None => fault(Fault::Text),
            }
        }
        CellValue::Empty => fault(Fault::FormulaWithoutValue),
        CellValue::Percent(_) => fault(Fault::Percent),
        CellValue::Boolean(_) => fault(Fault::Boolean),
        CellValue::Date(_) => fault(Fault::Date),
        CellValue::Error(_) => fault(Fault::CellError),
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
        assert_eq!((figure.printed.as_str(), figure.typed_as_text), ("59项", true));

        let amount = Kind::Amount { unit: "万元".into() };
        let figure = read(CellValue::Text("251000元".into()), &amount);
        assert_eq!(figure.number().map(|n| n.to_string()).as_deref(), Some("25.1"));
        assert_eq!(figure.printed, "251000元");
    }

    #[test]
    fn nothing_but_a_number_is_a_number() {
        let faults = [
            (CellValue::Text("待定".into()), Fault::Text),
            (CellValue::Error("#REF!".into()), Fault::CellError),
            (CellValue::Boolean(true), Fault::Boolean),
            (CellValue::Date("2020-01-01".into()), Fault::Date),
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
