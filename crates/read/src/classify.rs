//! Sorts sheets by what they hold. One sheet may hold several things, one below the other;
//! what stands between and around its tables is treated as a sheet of its own.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use nianbao_model::form::Form;
use nianbao_model::label;
use nianbao_model::limits::MAX_CELLS;
use nianbao_model::locus::{CellRef, Locus};
use nianbao_model::report::{Hidden, Omission, Omitted, Report, Sourced};
use nianbao_model::source::{Sheet, Source};

use crate::area::Area;
use crate::locate::{Context, Located, Vocabulary, share};
use crate::tables::{Copy, Elsewhere, Units};
use crate::{furniture, indicators, metadata, narrative};

/// Sheets that explain, and are not read.
const EXPLANATIONS: [&str; 6] = ["填报说明", "填表说明", "说明", "使用说明", "目录", "编制说明"];

/// The sheets of all files, sorted.
pub(crate) struct Sheets<'a> {
    pub(crate) metadata: Vec<Area<'a>>,
    pub(crate) narrative: Vec<Area<'a>>,
    pub(crate) indicators: Vec<Area<'a>>,
    /// For each of the form's tables, the sheets it may stand in. What else stands there is
    /// in the other lists too.
    pub(crate) tables: Vec<Vec<Copy<'a>>>,
    /// What stands around the tables and is nothing else.
    titles: Vec<Area<'a>>,
    /// Words in the tables' own rows that are not the tables'.
    beside: Vec<(&'a Sheet, CellRef)>,
    /// Sheets in which nothing was recognised, or that are too large to be a report's own.
    unknown: Vec<&'a Sheet>,
}

impl<'a> Sheets<'a> {
    /// Sorts the sheets of all files.
    pub(crate) fn sort(sources: &'a [Source], form: &'a Form, year: Option<i32>) -> Self {
        let mut sorted = Self {
            metadata: Vec::new(),
            narrative: Vec::new(),
            indicators: Vec::new(),
            tables: form.tables.iter().map(|_| Vec::new()).collect(),
            titles: Vec::new(),
            beside: Vec::new(),
            unknown: Vec::new(),
        };
        let vocabulary = Vocabulary::of(form);
        let context = Context {
            vocabulary: &vocabulary,
            year,
        };
        for source in sources {
            let elsewhere = LazyCell::new(|| Elsewhere::of(source));
            for (sheet, is_searched) in searched(source) {
                if !is_searched {
                    sorted.unknown.push(sheet);
                    continue;
                }
                let name = label::normalize(&sheet.name);
                if indicators::NAMES.contains(&name.as_str()) {
                    sorted.indicators.push(Area::whole(sheet));
                    continue;
                }
                let tables = form.tables.iter().enumerate();
                let (nths, mut located): (Vec<usize>, Vec<Located<'_>>) = tables
                    .filter_map(|(nth, table)| Some((nth, Located::new(table, sheet, &context)?)))
                    .unzip();
                let has_table = located.iter().any(Located::has_header);
                let taken: BTreeSet<u32> = match has_table {
                    true => located.iter().flat_map(Located::sheet_rows).collect(),
                    false => BTreeSet::new(),
                };
                let rest = Area::without(sheet, taken.clone());
                let (mut is_unknown, mut holds_tables_only) = (false, false);
                if metadata::NAMES.contains(&name.as_str()) {
                    sorted.metadata.push(rest);
                } else if narrative::NAMES.contains(&name.as_str()) {
                    sorted.narrative.push(rest);
                } else if metadata::looks_like(&rest, has_table) && !narrative::looks_like(&rest, form, has_table) {
                    sorted.metadata.push(rest);
                } else if !has_table && indicators::looks_like(&rest) {
                    sorted.indicators.push(rest);
                } else if !EXPLANATIONS.contains(&name.as_str()) && narrative::looks_like(&rest, form, has_table) {
                    if metadata::looks_like(&rest, has_table) {
                        let (items, text) = metadata::split(rest, form);
                        sorted.metadata.push(items);
                        sorted.narrative.push(text);
                    } else {
                        sorted.narrative.push(rest);
                    }
                } else if has_table {
                    holds_tables_only = true;
                    sorted.titles.push(rest);
                } else {
                    is_unknown = true;
                    sorted.unknown.push(sheet);
                }
                // In a sheet that is nothing else a table may have lost its header; its rows
                // are still looked for.
                if !has_table && !is_unknown {
                    continue;
                }
                share(sheet, &mut located, &vocabulary, holds_tables_only);
                let is_read = |at: &CellRef| has_table && taken.contains(&at.row);
                let unclaimed = located.iter().flat_map(|located| &located.unclaimed);
                sorted
                    .beside
                    .extend(unclaimed.filter(|at| is_read(at)).map(|at| (sheet, *at)));
                for (nth, located) in nths.into_iter().zip(located) {
                    let units = Units::around(&located, source, &elsewhere, holds_tables_only);
                    if let Some(found) = sorted.tables.get_mut(nth) {
                        found.push(Copy { located, units });
                    }
                }
            }
        }
        sorted
    }

    /// The titles and notes beside the tables. The name of an item and its value in the next
    /// cell are one.
    pub(crate) fn around(&self) -> Vec<Sourced<String>> {
        let titles = self
            .titles
            .iter()
            .flat_map(|area| area.cells().map(|(at, _)| (area.sheet(), at)));
        let cells = titles.chain(self.beside.iter().copied());
        cells
            .filter_map(|(sheet, at)| {
                let text = sheet.cells.get(&at)?.text()?;
                let next = || {
                    let mut right = sheet
                        .cells
                        .range(CellRef::new(at.row, at.column + 1)..CellRef::new(at.row + 1, 0));
                    let next = right.find(|(_, cell)| !cell.is_blank())?.1.text()?;
                    (furniture::is_form_item(text) && !furniture::is_form_item(next)).then_some(next)
                };
                let value = match next() {
                    Some(next) => format!("{text} {next}"),
                    None => text.to_owned(),
                };
                let locus = sheet.locus(at);
                Some(Sourced { value, locus })
            })
            .collect()
    }

    /// What of the basic data, the text and the indicators is hidden.
    pub(crate) fn hidden(&self) -> Vec<Hidden> {
        let sheets = self.metadata.iter().chain(&self.narrative).chain(&self.indicators);
        sheets
            .flat_map(|area| area.cells().flat_map(|(at, _)| area.hidden_at(at)))
            .collect()
    }

    /// Sheets nothing was read from, and no formula of a figure refers to.
    pub(crate) fn unread(&self, report: &Report) -> Vec<Omitted> {
        let read = |sheet: &Sheet| {
            let here = |locus: &Locus| locus.file == sheet.file && locus.sheet.as_deref() == Some(&*sheet.name);
            let tables = report.tables.iter();
            let mut rows = tables.flat_map(|table| table.figures.values().map(|figure| &figure.locus));
            let cited = report.figures().any(|figure| {
                let same_file = figure.locus.file == sheet.file;
                same_file
                    && figure
                        .formula
                        .as_ref()
                        .is_some_and(|formula| cites(formula, &sheet.name))
            });
            rows.any(here) || cited
        };
        self.unknown
            .iter()
            .filter(|sheet| !sheet.cells.is_empty() && !read(sheet))
            .filter(|sheet| !EXPLANATIONS.contains(&label::normalize(&sheet.name).as_str()))
            .map(|sheet| Omitted {
                reason: Omission::UnreadSheet,
                text: sheet.name.to_string(),
                count: sheet.cells.len(),
                locus: Locus::sheet(&sheet.file, &sheet.name),
            })
            .collect()
    }
}

/// The sheets of a file, each with whether it is looked through. What has more cells than a report
/// could have is what formulas cite, such as the figures of all offices in a consolidation.
fn searched(source: &Source) -> impl Iterator<Item = (&Sheet, bool)> {
    let mut left = MAX_CELLS;
    source.sheets.iter().map(move |sheet| {
        let rest = left.checked_sub(sheet.cells.len());
        left = rest.unwrap_or(left);
        (sheet, rest.is_some())
    })
}

/// Whether a formula refers to this sheet.
fn cites(formula: &str, sheet: &str) -> bool {
    formula.contains(&format!("{sheet}!")) || formula.contains(&format!("'{}'!", sheet.replace('\'', "''")))
}
