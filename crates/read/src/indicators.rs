//! The sheet 业务数据: the office's own indicators (指标, 数值, 单位), one per row.

mod columns;

use std::collections::{BTreeMap, BTreeSet};

use nianbao_model::Decimal;
use nianbao_model::figure::bounded;
use nianbao_model::locus::CellRef;
use nianbao_model::report::{Indicator, IndicatorValue, Sourced, Unread, WhyUnread};
use nianbao_model::source::{Cell, CellValue};

use crate::area::Area;
use crate::number;
use crate::shown::{self, Seen};
use columns::Columns;

/// What the sheet is called.
pub(crate) const NAMES: [&str; 2] = ["业务数据", "业务指标"];

/// Whether a sheet of another name holds indicators: it has their heads.
pub(crate) fn looks_like(area: &Area<'_>) -> bool {
    columns::are_headed(area)
}

/// What was read.
#[derive(Debug, Default)]
pub(crate) struct Indicators {
    pub(crate) indicators: Vec<Indicator>,
    /// The names of those whose own cell shows a percent sign, with no unit beside it: there the sign
    /// belongs to the number.
    pub(crate) percentages: BTreeSet<String>,
    pub(crate) unread: Vec<Unread>,
}

/// Reads the indicators.
pub(crate) fn read(areas: &[Area<'_>], year: Option<i32>) -> Indicators {
    let mut found = Indicators::default();
    for area in areas {
        let columns = Columns::of(area, year, is_figure);
        let rows = area
            .cells()
            .filter(|(at, _)| at.row >= columns.first_row && at.column == columns.name);
        for (at, cell) in rows {
            let Some(name) = cell.text() else { continue };
            let value_at = CellRef::new(
                at.row,
                columns.value.or(columns.rivals.first().copied()).unwrap_or(at.column),
            );
            let unit_at = columns.unit.map(|column| CellRef::new(at.row, column));
            let unit = unit(area, unit_at, value_at);
            let cell = columns.value.and_then(|_| area.get(value_at));
            let value = cell.map_or(IndicatorValue::Blank, |cell| {
                value(cell, unit.as_deref().unwrap_or_default())
            });
            let unit = unit.or_else(|| own_unit(&cell?.display(), &value));
            let is_alone = unit_at.and_then(|at| area.text_at(at)).is_none();
            let is_number = matches!(value, IndicatorValue::Number(_));
            if is_number && is_alone && cell.is_some_and(shows_percent) {
                found.percentages.insert(name.to_owned());
            }
            found.indicators.push(Indicator {
                stored: cell.and_then(|cell| differs(cell, &value)),
                name: name.to_owned(),
                value,
                unit,
                locus: area.locus(value_at),
            });
        }
        found.unread.extend(beside(area, &columns));
    }
    found
}

/// What stands under the heads and belongs to no indicator: other columns by their heads, rows
/// without a name, and columns of which any might be meant.
fn beside(area: &Area<'_>, columns: &Columns) -> Vec<Unread> {
    let mut others: BTreeMap<u32, Vec<Sourced<String>>> = BTreeMap::new();
    let has_name = |row: u32| {
        area.get(CellRef::new(row, columns.name))
            .is_some_and(|cell| cell.text().is_some())
    };
    let own = [Some(columns.name), columns.value, columns.unit];
    for (at, cell) in area
        .cells()
        .filter(|(at, cell)| at.row >= columns.first_row && !cell.is_blank())
    {
        // A number where the unit should be is no unit.
        let is_unit = Some(at.column) != columns.unit || cell.text().is_some_and(|text| as_number(text).is_none());
        let is_read = own.contains(&Some(at.column)) && has_name(at.row) && is_unit;
        if !is_read && !is_number_of_row(area, columns, at) {
            let value = cell.display().trim().to_owned();
            let locus = area.locus(at);
            others.entry(at.column).or_default().push(Sourced { value, locus });
        }
    }
    let rivals = columns
        .rivals
        .iter()
        .filter_map(|column| Some((columns.called(area, *column), others.remove(column)?)));
    let (heads, cells): (Vec<String>, Vec<_>) = rivals.unzip();
    let rivals = (!heads.is_empty()).then(|| Unread {
        why: WhyUnread::Rivals(heads),
        cells: cells.concat(),
    });
    let told = others.into_iter().map(|(column, cells)| Unread {
        why: match columns.head(area, column) {
            Some(head) if !own.contains(&Some(column)) => WhyUnread::Column(head),
            _ => WhyUnread::BesideIndicators,
        },
        cells,
    });
    rivals.into_iter().chain(told).collect()
}

/// Whether a cell holds a number, in whatever unit.
fn is_figure(cell: &Cell) -> bool {
    matches!(value(cell, ""), IndicatorValue::Number(_))
}

/// Whether a cell counts the rows: a number left of the names.
fn is_number_of_row(area: &Area<'_>, columns: &Columns, at: CellRef) -> bool {
    let cell = area.get(at);
    at.column < columns.name && cell.is_some_and(|cell| cell.display().trim().parse::<u16>().is_ok())
}

/// The unit beside a value; a value shown as a percentage brings its own.
fn unit(area: &Area<'_>, at: Option<CellRef>, value_at: CellRef) -> Option<String> {
    let percent = matches!(area.get(value_at), Some(cell) if matches!(cell.value, CellValue::Percent(_)));
    let typed = at.and_then(|at| area.text_at(at)).map(str::to_owned);
    typed.or_else(|| percent.then(|| String::from("%")))
}

/// Whether a percent sign shows behind the number of a cell.
fn shows_percent(cell: &Cell) -> bool {
    cell.display().trim_end().ends_with(['%', '\u{ff05}'])
}

/// The counting word that stands with a number in its cell.
fn own_unit(shown: &str, value: &IndicatorValue) -> Option<String> {
    let (_, unit) = number::with_unit(shown.trim()).filter(|(_, unit)| number::is_counter(unit))?;
    matches!(value, IndicatorValue::Number(_)).then_some(unit)
}

/// The value of a cell, in the unit that stands beside it.
fn value(cell: &Cell, unit: &str) -> IndicatorValue {
    match (&cell.value, &cell.shown) {
        (CellValue::Number(number) | CellValue::Percent(number), None) if bounded(*number).is_some() => {
            IndicatorValue::Number(number.normalize())
        }
        (CellValue::Number(number), Some(shown)) if number.is_zero() && shown.trim().is_empty() => {
            IndicatorValue::Number(Decimal::ZERO)
        }
        (CellValue::Empty | CellValue::Error(_), _) => IndicatorValue::Blank,
        _ => from_text(cell.display().trim(), unit),
    }
}

/// A value from the text of a cell. A number with leading zeros is a code and not counted with.
fn from_text(text: &str, unit: &str) -> IndicatorValue {
    if text.is_empty() {
        return IndicatorValue::Blank;
    }
    let as_text = || IndicatorValue::Text(text.to_owned());
    let digits = text.trim_end_matches(['%', '\u{ff05}']);
    let is_code = digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_code {
        return as_text();
    }
    match number::with_unit(digits) {
        Some((number, own)) if !own.is_empty() && !unit.is_empty() => match number::in_unit(number, &own, unit) {
            Some(number) => IndicatorValue::Number(number.normalize()),
            // The two units contradict each other, or say nothing of each other.
            None if number::scale(&own).0 != number::scale(unit).0 => IndicatorValue::Blank,
            None => as_number(digits).unwrap_or_else(as_text),
        },
        // With no unit beside it, 1126.5万 is printed as it stands: the sentence goes on with 次.
        Some((_, own)) if unit.is_empty() && number::scale(&own).0 > 1 => as_text(),
        _ => as_number(digits).unwrap_or_else(as_text),
    }
}

fn as_number(text: &str) -> Option<IndicatorValue> {
    let parsed = number::parse_count(text).filter(|parsed| !parsed.zero_mark)?;
    Some(IndicatorValue::Number(parsed.number))
}

/// The number a cell holds, where its format shows another one that is more than rounded.
fn differs(cell: &Cell, value: &IndicatorValue) -> Option<Decimal> {
    let (CellValue::Number(stored) | CellValue::Percent(stored), Some(shown)) = (&cell.value, &cell.shown) else {
        return None;
    };
    let read = match value {
        IndicatorValue::Number(number) => Some(*number),
        _ => None,
    };
    let is_code = shown.starts_with('0') && read.is_none();
    let same = matches!(shown::compare(*stored, shown, read), Seen::Same | Seen::Rounded(_));
    (!same && !is_code && !shown.trim().is_empty()).then_some(*stored)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_in_the_unit_beside_it() {
        for (text, unit, expected) in [
            ("1126.5万", "万次", "1126.5"),
            ("1126.5万次", "次", "11265000"),
            ("1.2亿", "万次", "12000"),
            ("31.50亿元", "亿元", "31.5"),
            ("3150万元", "亿元", "0.315"),
            ("12件", "件", "12"),
            ("36.5%", "%", "36.5"),
            ("96", "万次", "96"),
        ] {
            let IndicatorValue::Number(number) = from_text(text, unit) else {
                panic!("{text} {unit}");
            };
            assert_eq!(number.to_string(), expected, "{text} {unit}");
        }
        for (text, unit) in [
            ("0012", "号"),
            ("1126.5万", ""),
            ("31.5亿元", ""),
            ("合格", ""),
            ("3公里", "公顷"),
        ] {
            assert_eq!(from_text(text, unit), IndicatorValue::Text(text.to_owned()));
        }
        assert_eq!(from_text("1126件", "万次"), IndicatorValue::Blank, "which of the two?");
    }

    #[test]
    fn what_is_shown_is_read_and_what_is_stored_is_known() {
        let read = |stored: &str, shown: &str, unit: &str| {
            let cell = Cell::typed(CellValue::Number(stored.parse().unwrap())).shown_as(shown);
            let value = value(&cell, unit);
            let differs = differs(&cell, &value).is_some();
            match value {
                IndicatorValue::Number(number) => (number.to_string(), differs),
                IndicatorValue::Text(text) => (text, differs),
                IndicatorValue::Blank => (String::new(), differs),
            }
        };
        assert_eq!(read("3150000000", "31.50亿元", "亿元"), ("31.5".to_owned(), true));
        assert_eq!(read("25.8027", "25.8", "次"), ("25.8".to_owned(), false));
        assert_eq!(read("12", "0012", ""), ("0012".to_owned(), false));
        assert_eq!(read("12", "12个", "个"), ("12".to_owned(), false));
        assert_eq!(read("3150000000", "3,150.0", "万"), ("3150".to_owned(), true));
    }
}
