//! The columns of the sheet 业务数据: which of them holds the names, the values, the units. Where
//! several hold numbers (计划数 and 完成数, 局机关 and 合计), what is written over them decides;
//! where that does not, none of them is read.

use std::collections::BTreeSet;
use std::ops::Range;

use nianbao_model::label;
use nianbao_model::locus::CellRef;
use nianbao_model::source::Cell;

use crate::area::Area;
use crate::heads::{self, Rank};
use crate::wording::Says;

const NAME: [&str; 3] = ["指标", "指标名称", "项目"];
/// The same, on a sheet whose own name says what it holds.
const OTHER_NAME: [&str; 9] = [
    "名称",
    "事项",
    "内容",
    "业务",
    "业务指标",
    "业务名称",
    "数据项",
    "项目名称",
    "统计指标",
];
const VALUE: [&str; 2] = ["数值", "数据"];
const UNIT: [&str; 2] = ["单位", "计量单位"];

/// Where the columns are.
pub(super) struct Columns {
    /// The row below the heads.
    pub(super) first_row: u32,
    pub(super) name: u32,
    /// None, if nothing tells which it is.
    pub(super) value: Option<u32>,
    pub(super) unit: Option<u32>,
    /// Those between which nothing decides.
    pub(super) rivals: Vec<u32>,
    /// The rows of the heads.
    heads: Option<Range<u32>>,
}

/// Whether a sheet of any name has the heads of indicators.
pub(super) fn are_headed(area: &Area<'_>) -> bool {
    let is_value = |cell: &Cell| is_one_of(cell, &VALUE) || says_own_year(cell, None);
    let mut names = area.cells().filter(|(_, cell)| is_one_of(cell, &NAME));
    names.any(|(at, _)| area.row(at.row).any(|(_, cell)| is_value(cell)))
}

impl Columns {
    /// Finds them; without heads the first three are taken.
    pub(super) fn of(area: &Area<'_>, year: Option<i32>, is_figure: fn(&Cell) -> bool) -> Self {
        let names = |words: &[&str]| {
            let mut cells = area.cells().filter(|(_, cell)| is_one_of(cell, words));
            cells.find_map(|(at, _)| Self::headed(area, at, year, is_figure))
        };
        names(&NAME).or_else(|| names(&OTHER_NAME)).unwrap_or(Self {
            first_row: 0,
            name: 0,
            value: Some(1),
            unit: Some(2),
            rivals: Vec::new(),
            heads: None,
        })
    }

    /// Those of the heads among which the names' stands; none, if the others are no heads.
    fn headed(area: &Area<'_>, name: CellRef, year: Option<i32>, is_figure: fn(&Cell) -> bool) -> Option<Self> {
        // A year among the heads is none.
        let is_number = |cell: &Cell| is_figure(cell) && heads::year(&cell.display()).is_none();
        let is_others = |at: &CellRef| at.column != name.column;
        let mut heads = area
            .row(name.row)
            .filter(|(at, cell)| is_others(at) && !cell.is_blank());
        if heads.any(|(_, cell)| is_number(cell)) {
            return None;
        }
        let rows = name.row..first_row(area, name, is_number);
        let holds_numbers = |column: u32| {
            let below = area.cells().filter(|(at, _)| at.row >= rows.end && at.column == column);
            let mut cells = below.map(|(_, cell)| cell);
            cells.any(is_figure)
        };
        // A column without a head counts the rows, or nobody knows what it holds.
        let columns: BTreeSet<u32> = area
            .cells()
            .filter(|(at, _)| at.row >= rows.start && is_others(at))
            .map(|(at, _)| at.column)
            .collect();
        let heads = columns.into_iter().map(|column| (column, head(area, &rows, column)));
        let heads: Vec<(u32, String)> = heads
            .filter(|(column, head)| !head.is_empty() || *column > name.column)
            .collect();
        let is_unit = |head: &str| UNIT.contains(&&*label::normalize(head));
        let unit = heads.iter().find(|(_, head)| is_unit(head)).map(|(column, _)| *column);
        let ranked = heads
            .iter()
            .filter(|(column, head)| Some(*column) != unit && (!head.is_empty() || holds_numbers(*column)));
        let ranked = ranked.map(|(column, head)| (*column, heads::rank(head, year)));
        let ranked: Vec<(u32, Rank)> = ranked.filter(|(_, rank)| *rank != Rank::Explains).collect();
        let knows_a_head = unit.is_some() || ranked.iter().any(|(_, rank)| *rank != Rank::Unknown);
        if !knows_a_head && ranked.is_empty() {
            return None;
        }
        let (numbers, others): (Vec<_>, Vec<_>) = ranked.into_iter().partition(|(column, _)| holds_numbers(*column));
        let best = heads::best(if numbers.is_empty() { &others } else { &numbers });
        let beside = || name.column + 1;
        let (value, rivals) = match *best.as_slice() {
            [one] => (Some(one), Vec::new()),
            // Only names and units have heads.
            [] if numbers.is_empty() && others.is_empty() => (Some(beside()), Vec::new()),
            _ if numbers.is_empty() => (best.first().copied(), Vec::new()),
            _ => (None, best),
        };
        Some(Self {
            first_row: rows.end,
            name: name.column,
            value,
            unit,
            rivals,
            heads: Some(rows),
        })
    }

    /// What stands over a column.
    pub(super) fn head(&self, area: &Area<'_>, column: u32) -> Option<String> {
        let head = head(area, self.heads.as_ref()?, column);
        (!head.is_empty()).then_some(head)
    }

    /// The same, or the address where nothing stands.
    pub(super) fn called(&self, area: &Area<'_>, column: u32) -> String {
        let row = self.heads.as_ref().map_or(0, |rows| rows.start);
        let address = || CellRef::new(row, column).to_string();
        self.head(area, column).unwrap_or_else(address)
    }
}

/// What stands over a column in these rows, through merged cells.
fn head(area: &Area<'_>, rows: &Range<u32>, column: u32) -> String {
    let mut heads = rows.clone().filter_map(|row| {
        let first = area.region(CellRef::new(row, column)).first;
        Some(area.get(first)?.display().trim().to_owned())
    });
    let first = heads.next().unwrap_or_default();
    heads
        .filter(|head| *head != first)
        .fold(first.clone(), |all, head| all + &head)
}

/// The row below the heads: a second one of them has nothing under the name's.
fn first_row(area: &Area<'_>, name: CellRef, is_number: impl Fn(&Cell) -> bool) -> u32 {
    let next = area.region(name).last.row + 1;
    let is_under_name = area
        .get(CellRef::new(next, name.column))
        .is_some_and(|cell| !cell.is_blank());
    let mut below = area.row(next).filter(|(_, cell)| !cell.is_blank()).peekable();
    let goes_on = !is_under_name && below.peek().is_some() && below.all(|(_, cell)| !is_number(cell));
    next + u32::from(goes_on)
}

fn is_one_of(cell: &Cell, words: &[&str]) -> bool {
    cell.label().is_some_and(|label| words.contains(&label))
}

fn says_own_year(cell: &Cell, year: Option<i32>) -> bool {
    Says::of(&cell.display(), year).is_own_year == Some(true)
}

#[cfg(test)]
mod tests {
    use nianbao_model::source::{CellValue, Sheet};

    use super::*;

    /// The heads of the column that is read and of those that rival each other.
    fn read(rows: &[&[&str]]) -> (Option<String>, Vec<String>) {
        let mut sheet = Sheet::new(&"a.xlsx".into(), "业务数据");
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
                let number = text.parse().map(CellValue::Number);
                let value = number.unwrap_or_else(|_| CellValue::Text((*text).to_owned()));
                sheet.cells.insert(CellRef::new(row, column), Cell::typed(value));
            }
        }
        let area = Area::whole(&sheet);
        let columns = Columns::of(&area, Some(2025), |cell| matches!(cell.value, CellValue::Number(_)));
        let head = |column: u32| columns.called(&area, column);
        let rivals = columns.rivals.iter().map(|column| head(*column));
        (columns.value.map(head), rivals.collect())
    }

    #[test]
    fn of_several_columns_of_numbers_the_heads_decide() {
        let one = |head: &str| (Some(head.to_owned()), Vec::new());
        let none = |heads: &[&str]| (None, heads.iter().map(|head| (*head).to_owned()).collect());
        for (rows, expected) in [
            (
                &[&["指标", "计划数", "完成数"][..], &["发文", "40", "41"]][..],
                one("完成数"),
            ),
            (
                &[&["业务", "2024年", "2025年", "单位"], &["发文", "40", "41", "件"]],
                one("2025年"),
            ),
            (
                &[&["指标", "局机关", "直属单位", "合计"], &["发文", "40", "1", "41"]],
                one("合计"),
            ),
            (
                &[&["指标", "上半年", "下半年"], &["发文", "20", "21"]],
                none(&["上半年", "下半年"]),
            ),
            (&[&["指标", "数量", ""], &["发文", "20", "21"]], one("数量")),
            (&[&["指标", "", ""], &["发文", "20", "21"]], none(&["B1", "C1"])),
            (
                &[&["指标", "2025年", ""], &["", "计划", "完成"], &["发文", "40", "41"]],
                one("完成"),
            ),
            (
                &[&["序号", "指标", "单位", "数值"], &["1", "发文", "件", "41"]],
                one("数值"),
            ),
        ] {
            assert_eq!(read(rows), expected, "{rows:?}");
        }
    }
}
