//! The columns of the sheet 业务数据: which of them holds the names, the values, the units. Where
//! several hold numbers (计划数 and 完成数, 局机关 and 合计), what is written over them decides;
//! where that does not, none of them is read.

use nianbao_model::locus::CellRef;
use nianbao_model::report::IndicatorValue;
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
    /// The row of the heads.
    heads: Option<u32>,
}

/// Whether a sheet of any name has the heads of indicators.
pub(super) fn are_headed(area: &Area<'_>) -> bool {
    let is_value = |cell: &Cell| is_one_of(cell, &VALUE) || says_own_year(cell, None);
    let mut names = area.cells().filter(|(_, cell)| is_one_of(cell, &NAME));
    names.any(|(at, _)| area.row(at.row).any(|(_, cell)| is_value(cell)))
}

impl Columns {
    /// Finds them; without heads the first three are taken.
    pub(super) fn of(area: &Area<'_>, year: Option<i32>) -> Self {
        let names = |words: &[&str]| {
            let mut cells = area.cells().filter(|(_, cell)| is_one_of(cell, words));
            cells.find_map(|(at, _)| Self::headed(area, at, year))
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
    fn headed(area: &Area<'_>, name: CellRef, year: Option<i32>) -> Option<Self> {
        let heads = area.row(name.row).filter(|(at, _)| at.column != name.column);
        let heads: Vec<(CellRef, &Cell)> = heads.filter(|(_, cell)| !cell.is_blank()).collect();
        let unit = heads.iter().find(|(_, cell)| is_one_of(cell, &UNIT));
        let unit = unit.map(|(at, _)| at.column);
        let ranked = heads.iter().filter(|(at, _)| Some(at.column) != unit);
        let ranked = ranked.map(|(at, cell)| (at.column, rank(cell, year)));
        let ranked: Vec<(u32, Rank)> = ranked.filter(|(_, rank)| *rank != Rank::Explains).collect();
        let first_row = name.row + 1;
        let holds_numbers = |column: u32| {
            let mut cells = area
                .cells()
                .filter(|(at, _)| at.row >= first_row && at.column == column);
            cells.any(|(_, cell)| matches!(super::value(cell, ""), IndicatorValue::Number(_)))
        };
        let knows_a_head = unit.is_some() || ranked.iter().any(|(_, rank)| *rank != Rank::Unknown);
        if heads.iter().any(|(_, cell)| is_number(cell)) || !knows_a_head && ranked.is_empty() {
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
            first_row,
            name: name.column,
            value,
            unit,
            rivals,
            heads: Some(name.row),
        })
    }

    /// What stands over a column.
    pub(super) fn head(&self, area: &Area<'_>, column: u32) -> Option<String> {
        let cell = area.get(CellRef::new(self.heads?, column))?;
        let head = cell.value.display().trim().to_owned();
        (!head.is_empty()).then_some(head)
    }
}

fn is_one_of(cell: &Cell, words: &[&str]) -> bool {
    cell.label().is_some_and(|label| words.contains(&label))
}

fn says_own_year(cell: &Cell, year: Option<i32>) -> bool {
    Says::of(&cell.display(), year).is_own_year == Some(true)
}

fn rank(cell: &Cell, year: Option<i32>) -> Rank {
    heads::rank(&cell.display(), year)
}

/// Whether a cell among the heads holds a figure: a year is none.
fn is_number(cell: &Cell) -> bool {
    let text = cell.display();
    let is_figure = matches!(super::value(cell, ""), IndicatorValue::Number(_));
    is_figure && heads::year(&text).is_none()
}
