//! The sheets by what they hold. One sheet may hold several things one below the
//! other; what stands between and around its tables is looked at as a sheet of its own.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::scan::Scan;
use super::{indicators, metadata, narrative};
use crate::form::Form;
use crate::label;
use crate::locus::{CellRef, Locus};
use crate::report::{Hidden, HiddenPart, Omission, Omitted, Report, Sourced};
use crate::source::{Sheet, Source};

/// Sheets that explain, and are not read.
const EXPLANATIONS: [&str; 6] = ["填报说明", "填表说明", "说明", "使用说明", "目录", "编制说明"];

/// The sheets of all files, sorted.
pub(super) struct Sheets<'a> {
    pub(super) metadata: Vec<Cow<'a, Sheet>>,
    pub(super) narrative: Vec<Cow<'a, Sheet>>,
    pub(super) indicators: Vec<Cow<'a, Sheet>>,
    /// For each of the form's tables, the sheets it may stand in. What else stands there is
    /// in the other lists too.
    pub(super) tables: Vec<Vec<Scan<'a>>>,
    /// What stands around the tables and is nothing else.
    titles: Vec<Cow<'a, Sheet>>,
    /// Sheets in which nothing was recognised.
    unknown: Vec<&'a Sheet>,
}

impl<'a> Sheets<'a> {
    /// Sorts the sheets of all files.
    pub(super) fn sort(sources: &'a [Source], form: &'a Form) -> Self {
        let mut sorted = Self {
            metadata: Vec::new(),
            narrative: Vec::new(),
            indicators: Vec::new(),
            tables: form.tables.iter().map(|_| Vec::new()).collect(),
            titles: Vec::new(),
            unknown: Vec::new(),
        };
        for sheet in sources.iter().flat_map(|source| &source.sheets) {
            let name = label::normalize(&sheet.name);
            if indicators::NAMES.contains(&name.as_str()) {
                sorted.indicators.push(Cow::Borrowed(sheet));
                continue;
            }
            let scans: Vec<Option<Scan<'_>>> = form.tables.iter().map(|table| Scan::new(table, sheet)).collect();
            let has_table = scans.iter().flatten().any(Scan::has_header);
            let rest = match has_table {
                true => Cow::Owned(without_tables(sheet, &scans)),
                false => Cow::Borrowed(sheet),
            };
            let mut is_unknown = false;
            if metadata::NAMES.contains(&name.as_str()) {
                sorted.metadata.push(rest);
            } else if narrative::NAMES.contains(&name.as_str()) {
                sorted.narrative.push(rest);
            } else if metadata::looks_like(&rest, has_table) && !narrative::looks_like(&rest, form) {
                sorted.metadata.push(rest);
            } else if !has_table && indicators::looks_like(&rest) {
                sorted.indicators.push(rest);
            } else if narrative::looks_like(&rest, form) {
                if metadata::looks_like(&rest, has_table) {
                    let (items, text) = metadata::split(&rest, form);
                    sorted.metadata.push(Cow::Owned(items));
                    sorted.narrative.push(Cow::Owned(text));
                } else {
                    sorted.narrative.push(rest);
                }
            } else if has_table {
                sorted.titles.push(rest);
            } else {
                is_unknown = true;
                sorted.unknown.push(sheet);
            }
            // In a sheet that is nothing else a table may have lost its header; its rows
            // are still looked for.
            if has_table || is_unknown {
                for (found, scan) in sorted.tables.iter_mut().zip(scans) {
                    found.extend(scan);
                }
            }
        }
        sorted
    }

    /// The titles and notes beside the tables.
    pub(super) fn around(&self) -> Vec<Sourced<String>> {
        let cells = self
            .titles
            .iter()
            .flat_map(|sheet| sheet.cells.iter().map(move |(at, cell)| (sheet.locus(*at), cell)));
        cells
            .filter_map(|(locus, cell)| {
                let value = cell.text()?.to_owned();
                Some(Sourced { value, locus })
            })
            .collect()
    }

    /// What of the basic data, the text and the indicators is hidden.
    pub(super) fn hidden(&self) -> Vec<Hidden> {
        let sheets = self.metadata.iter().chain(&self.narrative).chain(&self.indicators);
        sheets
            .flat_map(|sheet| sheet.cells.keys().flat_map(|at| hidden_at(sheet, *at)))
            .collect()
    }

    /// Sheets nothing was read from, and no formula of a figure refers to.
    pub(super) fn unread(&self, report: &Report) -> Vec<Omitted> {
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

/// Whether a formula refers to this sheet.
fn cites(formula: &str, sheet: &str) -> bool {
    formula.contains(&format!("{sheet}!")) || formula.contains(&format!("'{}'!", sheet.replace('\'', "''")))
}

/// What is hidden of a cell that was read: its sheet, row or column.
pub(super) fn hidden_at(sheet: &Sheet, at: CellRef) -> Vec<Hidden> {
    let whole = || Locus::sheet(&sheet.file, &sheet.name);
    // One entry for each row and column, at its beginning, whichever cell is asked for.
    let first = |belongs: &dyn Fn(&CellRef) -> bool| {
        let cell = sheet.cells.keys().find(|cell| belongs(cell)).copied();
        sheet.locus(cell.unwrap_or(at))
    };
    let mut found = Vec::new();
    let mut note = |what, locus| found.push(Hidden { what, locus });
    if sheet.hidden {
        note(HiddenPart::Sheet, whole());
        return found;
    }
    if sheet.hidden_rows.contains(&at.row) {
        note(HiddenPart::Row, first(&|cell| cell.row == at.row));
    }
    if sheet.hidden_columns.contains(&at.column) {
        note(HiddenPart::Column, first(&|cell| cell.column == at.column));
    }
    found
}

/// The sheet without the rows its tables stand in.
fn without_tables(sheet: &Sheet, scans: &[Option<Scan<'_>>]) -> Sheet {
    let taken: BTreeSet<u32> = scans.iter().flatten().flat_map(Scan::rows).collect();
    rows_where(sheet, |row| !taken.contains(&row))
}

/// The sheet with only the rows wanted.
pub(super) fn rows_where(sheet: &Sheet, wanted: impl Fn(u32) -> bool) -> Sheet {
    let cells = sheet.cells.iter().filter(|(at, _)| wanted(at.row));
    let merges = sheet.merges.iter().filter(|merge| wanted(merge.first.row));
    Sheet {
        file: Arc::clone(&sheet.file),
        name: Arc::clone(&sheet.name),
        cells: cells.map(|(at, cell)| (*at, cell.clone())).collect(),
        merges: merges.copied().collect(),
        hidden: sheet.hidden,
        hidden_rows: sheet.hidden_rows.clone(),
        hidden_columns: sheet.hidden_columns.clone(),
    }
}
