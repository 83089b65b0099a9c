//! In which unit an amount is, that was typed without one: what the header, a cell beside it, a
//! note around its table or the sheet's name says. How a unit is worded is told in
//! [`crate::wording`].

use std::collections::BTreeSet;
use std::sync::Arc;

use nianbao_model::locus::{CellRef, Locus};
use nianbao_model::report::Sourced;
use nianbao_model::source::{Sheet, Source};

use crate::locate::{Column, FoundRow, Located};
use crate::page_text;
use crate::wording::{self, Unit};

/// How many rows above and below a table a note may stand, in a sheet that holds more than tables.
const NEAR: u32 = 8;
/// How many lines of text above and below a table, in a text document.
const LINES: usize = 4;
/// How many statements of a unit are kept of a table.
const MOST: usize = 200;

/// The units stated in and around a table of a sheet.
#[derive(Default)]
pub(crate) struct Units {
    cells: Vec<(CellRef, Sourced<Unit>)>,
    /// Outside its sheet: in the sheet's name, in lines of text.
    around: Vec<Sourced<Unit>>,
}

/// The units that items and instructions anywhere in a source state, for whichever table: found once.
pub(crate) struct Elsewhere {
    items: Vec<Sourced<Unit>>,
    /// With the sheet's name.
    instructions: Vec<(Arc<str>, Sourced<Unit>)>,
}

impl Elsewhere {
    pub(crate) fn of(source: &Source) -> Self {
        Self {
            items: in_items(source).collect(),
            instructions: in_instructions(source).collect(),
        }
    }
}

impl Units {
    /// Finds them; `is_all_its_own` tells whether the sheet holds nothing but tables.
    pub(crate) fn around(located: &Located<'_>, source: &Source, elsewhere: &Elsewhere, is_all_its_own: bool) -> Self {
        let sheet = located.sheet;
        let rows = located.sheet_rows();
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return Self::default();
        };
        let (first, last) = match is_all_its_own {
            true => (0, u32::MAX),
            false => (first.saturating_sub(NEAR), last.saturating_add(NEAR)),
        };
        let near = sheet.cells.range(CellRef::new(first, 0)..=CellRef::new(last, u32::MAX));
        let stated = near.flat_map(|(at, cell)| {
            let units = cell.text().map(wording::units).unwrap_or_default();
            units.into_iter().map(|value| {
                let locus = sheet.locus(*at);
                (*at, Sourced { value, locus })
            })
        });
        let named = wording::units(&sheet.name).into_iter().map(|value| Sourced {
            value,
            locus: Locus::sheet(&sheet.file, &sheet.name),
        });
        let instructions = elsewhere.instructions.iter().filter(|(name, _)| *name != sheet.name);
        let instructions = instructions.map(|(_, unit)| unit.clone());
        Self {
            cells: stated.take(MOST).collect(),
            around: named
                .chain(on_pages(source, sheet))
                .chain(elsewhere.items.iter().cloned())
                .chain(instructions)
                .chain(in_lines(source, located))
                .collect(),
        }
    }

    /// What is stated for the figure of this row and column, in this cell.
    pub(crate) fn of(&self, row: &FoundRow<'_>, column: &Column<'_>, rows: &[FoundRow<'_>]) -> Vec<&Sourced<Unit>> {
        let others: Vec<_> = rows
            .iter()
            .filter(|other| std::ptr::eq(other.sheet, row.sheet))
            .collect();
        let is_for = |at: &CellRef| {
            let in_row = |row: &FoundRow<'_>| row.tracks.iter().any(|track| track.at == at.row);
            if in_row(row) {
                return true;
            }
            if others.iter().any(|other| in_row(other)) {
                return false;
            }
            let mut headers = others
                .iter()
                .flat_map(|other| &other.columns)
                .map(|column| column.header);
            let over =
                |header: nianbao_model::CellRange| (header.first.column..=header.last.column).contains(&at.column);
            let in_header = |header: nianbao_model::CellRange| (header.first.row..=header.last.row).contains(&at.row);
            // In the line of a header: over this figure, or over none.
            let is_over_another = headers.any(|header| in_header(header) && over(header) && header != column.header);
            !is_over_another
        };
        let cells = self.cells.iter().filter(|(at, _)| is_for(at)).map(|(_, stated)| stated);
        cells.chain(&self.around).collect()
    }
}

/// What stands above or below the table on every page.
fn on_pages<'a>(source: &'a Source, sheet: &'a Sheet) -> impl Iterator<Item = Sourced<Unit>> + 'a {
    page_text::of(&source.remarks, sheet).flat_map(|(text, locus)| {
        let units = wording::units(text).into_iter();
        units.map(|value| Sourced {
            value,
            locus: locus.clone(),
        })
    })
}

/// What an item of any sheet states, with its value in the next cell: `金额单位`, `元`.
fn in_items(source: &Source) -> impl Iterator<Item = Sourced<Unit>> {
    const ITEMS: [&str; 5] = ["金额单位", "收费金额单位", "收费单位", "货币单位", "金额计量单位"];
    source.sheets.iter().flat_map(|sheet| {
        let items = sheet.cells.iter().filter(|(_, cell)| {
            let name = cell.text().unwrap_or_default().trim();
            let name = name.trim_end_matches([':', '\u{ff1a}']);
            name.ends_with("单位") && ITEMS.contains(&name)
        });
        items.flat_map(move |(at, _)| {
            let beside = CellRef::new(at.row, at.column + 1);
            let value = sheet.cells.get(&beside).and_then(|cell| cell.text());
            let units = value.map(wording::units).unwrap_or_default().into_iter();
            units.map(move |value| Sourced {
                value,
                locus: sheet.locus(beside),
            })
        })
    })
}

/// What is said of all amounts: `金额一律以元填报`. In a table's own sheet it is stated beside it.
fn in_instructions(source: &Source) -> impl Iterator<Item = (Arc<str>, Sourced<Unit>)> {
    source.sheets.iter().flat_map(|sheet| {
        let texts = sheet.cells.iter().filter_map(|(at, cell)| Some((at, cell.text()?)));
        // What is to be done, and no sentence that gives an amount.
        let says = |text: &str| {
            let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
            text.contains('元')
                && has(text, &["金额", "收费"])
                && has(text, &["填报", "填写", "填列", "为单位"])
                && !text.contains("{{")
        };
        texts.filter(move |(_, text)| says(text)).flat_map(move |(at, text)| {
            let units = wording::units(text).into_iter();
            units.map(move |value| {
                let locus = sheet.locus(*at);
                (sheet.name.clone(), Sourced { value, locus })
            })
        })
    })
}

/// What the lines of text right above and below the table state.
fn in_lines(source: &Source, located: &Located<'_>) -> Vec<Sourced<Unit>> {
    let Some(before) = located.sheet.lines_before else {
        return Vec::new();
    };
    let neighbours: BTreeSet<usize> = source.sheets.iter().filter_map(|sheet| sheet.lines_before).collect();
    // Lines beyond the next table are that table's.
    let from = neighbours
        .range(..before)
        .next_back()
        .copied()
        .unwrap_or(0)
        .max(before.saturating_sub(LINES));
    let to = neighbours.range(before + 1..).next().copied().unwrap_or(usize::MAX);
    let to = to.min(before.saturating_add(LINES)).min(source.lines.len());
    let lines = source.lines.get(from..to).unwrap_or_default();
    let stated = lines.iter().flat_map(|line| {
        let units = wording::units(&line.text).into_iter();
        units.map(|value| Sourced {
            value,
            locus: line.locus.clone(),
        })
    });
    stated.collect()
}
