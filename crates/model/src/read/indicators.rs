//! The sheet 业务数据: the office's own figures (指标, 数值, 单位), one a row.

use std::borrow::Cow;

use crate::locus::CellRef;
use crate::number;
use crate::report::{Indicator, IndicatorValue};
use crate::source::{Cell, CellValue, Sheet};

/// What the sheet is called.
pub(super) const NAMES: [&str; 2] = ["业务数据", "业务指标"];

const NAME: [&str; 3] = ["指标", "指标名称", "项目"];
const VALUE: [&str; 2] = ["数值", "数据"];
const UNIT: [&str; 2] = ["单位", "计量单位"];

/// Whether a sheet of another name holds indicators: it has their header row.
pub(super) fn looks_like(sheet: &Sheet) -> bool {
    Header::find(sheet, None).is_some_and(|header| header.named)
}

/// Reads the indicators; without a header row the first three columns are taken.
pub(super) fn read(sheets: &[Cow<'_, Sheet>], year: Option<i32>) -> Vec<Indicator> {
    let mut indicators = Vec::new();
    for sheet in sheets {
        let header = Header::find(sheet, year).unwrap_or(Header {
            first_row: 0,
            name: 0,
            value: 1,
            unit: 2,
            named: false,
        });
        let rows = sheet
            .cells
            .range(CellRef::new(header.first_row, 0)..)
            .filter(|(at, _)| at.column == header.name);
        for (at, cell) in rows {
            let Some(name) = cell.text() else { continue };
            let value_at = CellRef::new(at.row, header.value);
            indicators.push(Indicator {
                name: name.to_owned(),
                value: sheet
                    .cells
                    .get(&value_at)
                    .map_or(IndicatorValue::Blank, |cell| value(&cell.value)),
                unit: unit(sheet, CellRef::new(at.row, header.unit), value_at),
                locus: sheet.locus(value_at),
            });
        }
    }
    indicators
}

/// The unit beside a value; a value shown as a percentage brings its own.
fn unit(sheet: &Sheet, at: CellRef, value_at: CellRef) -> Option<String> {
    let percent = matches!(sheet.cells.get(&value_at), Some(cell) if matches!(cell.value, CellValue::Percent(_)));
    let typed = sheet.text_at(at).map(str::to_owned);
    typed.or_else(|| percent.then(|| String::from("%")))
}

fn value(value: &CellValue) -> IndicatorValue {
    match value {
        CellValue::Number(number) | CellValue::Percent(number) if number::bounded(*number).is_some() => {
            IndicatorValue::Number(number.normalize())
        }
        CellValue::Empty | CellValue::Error(_) => IndicatorValue::Blank,
        CellValue::Text(text) if text.trim().is_empty() => IndicatorValue::Blank,
        other => {
            let text = other.display();
            let digits = text.trim().trim_end_matches(['%', '\u{ff05}']);
            match number::parse_count(digits) {
                Some(parsed) if !parsed.zero_mark => IndicatorValue::Number(parsed.number),
                _ => IndicatorValue::Text(text.trim().to_owned()),
            }
        }
    }
}

/// Where the columns are.
struct Header {
    first_row: u32,
    name: u32,
    value: u32,
    unit: u32,
    /// Whether the value's column says that it is one.
    named: bool,
}

impl Header {
    fn find(sheet: &Sheet, year: Option<i32>) -> Option<Self> {
        let column = |row: u32, names: &[&str]| {
            sheet
                .cells
                .range(CellRef::new(row, 0)..=CellRef::new(row, u32::MAX))
                .find(|(_, cell)| cell.label().is_some_and(|label| names.contains(&label)))
                .map(|(at, _)| at.column)
        };
        let is_name = |cell: &Cell| cell.label().is_some_and(|label| NAME.contains(&label));
        let rows = sheet.cells.iter().filter(|(_, cell)| is_name(cell));
        for (at, _) in rows {
            // Years side by side: the report's own counts.
            let of_year = || {
                let year = year?.to_string();
                let row = CellRef::new(at.row, 0)..=CellRef::new(at.row, u32::MAX);
                let mut cells = sheet.cells.range(row);
                cells
                    .find(|(_, cell)| cell.value.display().trim().trim_end_matches(['年', '度']) == year)
                    .map(|(at, _)| at.column)
            };
            let value = column(at.row, &VALUE).or_else(of_year);
            let unit = column(at.row, &UNIT);
            if value.is_some() || (unit.is_some() && year.is_some()) {
                return Some(Self {
                    first_row: at.row + 1,
                    name: at.column,
                    value: value.unwrap_or(at.column + 1),
                    unit: unit.unwrap_or(u32::MAX),
                    named: value.is_some(),
                });
            }
        }
        None
    }
}
