//! The sheet 业务数据: the office's own indicators (指标, 数值, 单位), one per row.

use std::collections::BTreeMap;

use nianbao_model::figure::bounded;
use nianbao_model::locus::CellRef;
use nianbao_model::report::{Indicator, IndicatorValue, Sourced, Unread, WhyUnread};
use nianbao_model::source::{Cell, CellValue};

use crate::area::Area;
use crate::number;
use crate::wording::Says;

/// What the sheet is called.
pub(crate) const NAMES: [&str; 2] = ["业务数据", "业务指标"];

const NAME: [&str; 3] = ["指标", "指标名称", "项目"];
const VALUE: [&str; 2] = ["数值", "数据"];
const UNIT: [&str; 2] = ["单位", "计量单位"];

/// Whether a sheet of another name holds indicators: it has their header row.
pub(crate) fn looks_like(area: &Area<'_>) -> bool {
    Header::find(area, None).is_some_and(|header| header.named)
}

/// Reads the indicators; without a header row the first three columns are taken.
pub(crate) fn read(areas: &[Area<'_>], year: Option<i32>) -> (Vec<Indicator>, Vec<Unread>) {
    let mut indicators = Vec::new();
    let mut unread = Vec::new();
    for area in areas {
        let header = Header::find(area, year).unwrap_or(Header {
            first_row: 0,
            name: 0,
            value: 1,
            unit: 2,
            named: false,
        });
        let rows = area
            .cells()
            .filter(|(at, _)| at.row >= header.first_row && at.column == header.name);
        for (at, cell) in rows {
            let Some(name) = cell.text() else { continue };
            let value_at = CellRef::new(at.row, header.value);
            indicators.push(Indicator {
                name: name.to_owned(),
                value: area
                    .get(value_at)
                    .map_or(IndicatorValue::Blank, |cell| value(&cell.value)),
                unit: unit(area, CellRef::new(at.row, header.unit), value_at),
                locus: area.locus(value_at),
            });
        }
        unread.extend(beside(area, &header));
    }
    (indicators, unread)
}

/// What stands under the header and belongs to no indicator: other columns by their heads, and
/// rows without a name.
fn beside(area: &Area<'_>, header: &Header) -> Vec<Unread> {
    let mut columns: BTreeMap<u32, Vec<Sourced<String>>> = BTreeMap::new();
    let has_name = |row: u32| {
        area.get(CellRef::new(row, header.name))
            .is_some_and(|cell| cell.text().is_some())
    };
    for (at, cell) in area
        .cells()
        .filter(|(at, cell)| at.row >= header.first_row && !cell.is_blank())
    {
        let is_read = [header.name, header.value, header.unit].contains(&at.column) && has_name(at.row);
        if !is_read && !is_number_of_row(area, header, at) {
            let value = cell.value.display().trim().to_owned();
            let locus = area.locus(at);
            columns.entry(at.column).or_default().push(Sourced { value, locus });
        }
    }
    let told = columns.into_iter().map(|(column, cells)| Unread {
        why: match header.head(area, column) {
            Some(head) if ![header.name, header.value, header.unit].contains(&column) => WhyUnread::Column(head),
            _ => WhyUnread::BesideIndicators,
        },
        cells,
    });
    told.collect()
}

/// Whether a cell counts the rows: a number left of the names.
fn is_number_of_row(area: &Area<'_>, header: &Header, at: CellRef) -> bool {
    let cell = area.get(at);
    at.column < header.name && cell.is_some_and(|cell| cell.value.display().trim().parse::<u16>().is_ok())
}

/// The unit beside a value; a value shown as a percentage brings its own.
fn unit(area: &Area<'_>, at: CellRef, value_at: CellRef) -> Option<String> {
    let percent = matches!(area.get(value_at), Some(cell) if matches!(cell.value, CellValue::Percent(_)));
    let typed = area.text_at(at).map(str::to_owned);
    typed.or_else(|| percent.then(|| String::from("%")))
}

fn value(value: &CellValue) -> IndicatorValue {
    match value {
        CellValue::Number(number) | CellValue::Percent(number) if bounded(*number).is_some() => {
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
    /// What stands over a column.
    fn head(&self, area: &Area<'_>, column: u32) -> Option<String> {
        let row = self.first_row.checked_sub(1)?;
        let head = area.get(CellRef::new(row, column))?.value.display().trim().to_owned();
        (!head.is_empty()).then_some(head)
    }

    fn find(area: &Area<'_>, year: Option<i32>) -> Option<Self> {
        let column = |row: u32, names: &[&str]| {
            area.row(row)
                .find(|(_, cell)| cell.label().is_some_and(|label| names.contains(&label)))
                .map(|(at, _)| at.column)
        };
        let is_name = |cell: &Cell| cell.label().is_some_and(|label| NAME.contains(&label));
        let rows = area.cells().filter(|(_, cell)| is_name(cell));
        for (at, _) in rows {
            // Years side by side: the report's own counts.
            let of_year = || {
                let mut row = area.row(at.row);
                let own = row.find(|(_, cell)| Says::of(&cell.value.display(), year).is_own_year == Some(true));
                own.map(|(at, _)| at.column)
            };
            let value = of_year().or_else(|| column(at.row, &VALUE));
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
