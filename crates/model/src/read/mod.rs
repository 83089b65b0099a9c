//! Source + form → report. Everything is found by what it says, never by its
//! address: tables by their labels, the other sheets by their name or, failing
//! that, by what stands in them.

mod groups;
mod header;
mod indicators;
mod leftover;
mod metadata;
mod narrative;
mod tables;

pub use narrative::heading_level;

use crate::figure::Fault;
use crate::form::Form;
use crate::label;
use crate::placeholder;
use crate::report::{BrokenCell, Report};
use crate::source::{CellValue, Sheet, Source};

/// Reads a report from the files of one office.
pub fn read(sources: &[Source], form: &Form) -> Report {
    let sheets = Sheets::sort(sources, form);
    let mut metadata = metadata::read(&sheets.metadata);
    let mut narrative = narrative::read(&sheets.narrative, &mut metadata);
    let tables = form
        .tables
        .iter()
        .map(|table| tables::read(table, &sheets.tables))
        .collect();
    let mut report = Report {
        form: form.id.clone(),
        files: sources.iter().map(|source| source.file.clone()).collect(),
        metadata,
        narrative: Vec::new(),
        tables,
        indicators: indicators::read(&sheets.indicators),
        broken_cells: sheets.broken_cells(),
    };
    placeholder::fill(&mut narrative, &report, form);
    report.narrative = narrative;
    report
}

/// The form whose rows and columns the sources really have: the one that leaves
/// least missing and unread; between equals the one for the report's year.
pub fn choose_form<'f>(sources: &[Source], forms: &'f [Form]) -> Option<&'f Form> {
    forms.iter().min_by_key(|form| {
        let sheets = Sheets::sort(sources, form);
        let metadata = metadata::read(&sheets.metadata);
        let misfit: usize = form
            .tables
            .iter()
            .map(|table| {
                let reading = tables::read(table, &sheets.tables);
                let missing = reading.missing_rows.len() + reading.missing_columns.len();
                let unknown = reading.unknown_rows.len() + reading.unknown_columns.len();
                missing + unknown + if reading.place.is_none() { 100 } else { 0 }
            })
            .sum();
        let wrong_year = metadata.year().is_some_and(|year| !form.years.contains(&year));
        // The most recently prescribed form comes first among equals.
        (misfit, wrong_year, std::cmp::Reverse(*form.years.start()))
    })
}

/// The sheets by what they hold.
struct Sheets<'a> {
    metadata: Vec<&'a Sheet>,
    narrative: Vec<&'a Sheet>,
    indicators: Vec<&'a Sheet>,
    tables: Vec<&'a Sheet>,
}

impl<'a> Sheets<'a> {
    fn sort(sources: &'a [Source], form: &Form) -> Self {
        let mut sorted = Self {
            metadata: Vec::new(),
            narrative: Vec::new(),
            indicators: Vec::new(),
            tables: Vec::new(),
        };
        for sheet in sources.iter().flat_map(|source| &source.sheets) {
            let name = label::normalize(&sheet.name);
            let list = if metadata::NAMES.contains(&name.as_str()) {
                &mut sorted.metadata
            } else if narrative::NAMES.contains(&name.as_str()) {
                &mut sorted.narrative
            } else if indicators::NAMES.contains(&name.as_str()) {
                &mut sorted.indicators
            } else if form.tables.iter().any(|table| header::has_header(sheet, table)) {
                &mut sorted.tables
            } else if metadata::looks_like(sheet) {
                &mut sorted.metadata
            } else if indicators::looks_like(sheet) {
                &mut sorted.indicators
            } else if narrative::looks_like(sheet, form) {
                &mut sorted.narrative
            } else {
                &mut sorted.tables
            };
            list.push(sheet);
        }
        sorted
    }

    /// The cells outside the tables whose content is not there.
    fn broken_cells(&self) -> Vec<BrokenCell> {
        let sheets = self.metadata.iter().chain(&self.narrative).chain(&self.indicators);
        let cells = sheets.flat_map(|sheet| sheet.cells.iter().map(|(at, cell)| (sheet.locus(*at), cell)));
        cells
            .filter_map(|(locus, cell)| match (&cell.value, &cell.formula) {
                (CellValue::Error(error), _) => Some(BrokenCell {
                    fault: Fault::CellError,
                    shown: error.clone(),
                    locus,
                }),
                (CellValue::Empty, Some(formula)) => Some(BrokenCell {
                    fault: Fault::FormulaWithoutValue,
                    shown: formula.clone(),
                    locus,
                }),
                _ => None,
            })
            .collect()
    }
}
