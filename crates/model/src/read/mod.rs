//! Sources + form → report. Everything is found by what it says, never by its
//! address: tables by their labels, the other content by its sheet's name or, failing
//! that, by what it looks like.

mod groups;
mod header;
mod indicators;
mod leftover;
mod metadata;
mod narrative;
mod sheets;
mod tables;
mod text;

pub use narrative::heading_level;

use crate::figure::Fault;
use crate::form::Form;
use crate::formula;
use crate::placeholder;
use crate::report::{BrokenCell, Duplicate, Report};
use crate::source::{CellValue, Source};
use sheets::Sheets;

/// The files of one report, with their formulas computed: what a report is read from.
#[derive(Debug, Clone)]
pub struct Input(Vec<Source>);

impl Input {
    /// Takes the files of one report, in the order in which the first counts where
    /// two say the same.
    pub fn new(mut sources: Vec<Source>) -> Self {
        for source in &mut sources {
            formula::settle(source);
        }
        Self(sources)
    }

    /// The files.
    pub fn sources(&self) -> &[Source] {
        &self.0
    }
}

/// Reads a report from the files of one office.
pub fn read(input: &Input, form: &Form) -> Report {
    let sources = input.sources();
    let sheets = Sheets::sort(sources, form);
    let mut report = Report::new(&form.id);
    report.files = sources.iter().map(|source| source.file.clone()).collect();
    report.remarks = sources.iter().flat_map(|source| source.remarks.clone()).collect();
    report.metadata = metadata::read(&sheets.metadata);
    report.indicators = indicators::read(&sheets.indicators, report.metadata.year());
    report.broken_cells = broken_cells(&sheets);
    report.around = sheets.around();
    for table in &form.tables {
        let (reading, notes) = tables::read(table, &sheets.tables);
        report.tables.push(reading);
        report.hidden.extend(notes.hidden);
        report.omitted.extend(notes.omitted);
    }
    report.hidden.extend(sheets.hidden());
    report
        .hidden
        .sort_by(|a, b| (&a.locus, a.what).cmp(&(&b.locus, b.what)));
    report.hidden.dedup();
    report.omitted.extend(sheets.unread(&report));

    let mut narrative = narrative::read(&sheets.narrative, &mut report);
    for source in sources {
        if text::is_beside_tables(source, form) {
            report.around.extend(text::notes(source));
            continue;
        }
        let first = narrative.first().map(|paragraph| paragraph.locus.clone());
        let lines = text::read(source, form, &mut report);
        // Two texts for one report: the second is named, not appended.
        match (first, lines.first()) {
            (Some(first), Some(second)) => report.metadata.duplicates.push(Duplicate {
                label: String::from("正文"),
                first,
                second: second.locus.clone(),
            }),
            _ => narrative.extend(lines),
        }
    }
    placeholder::fill(&mut narrative, &report, form);
    report.narrative = narrative;
    report
}

/// The form whose rows and columns the sources really have: the one that leaves
/// least missing and unread; between equals the one for the report's year, and of those
/// the one most recently prescribed.
pub fn choose_form<'f>(input: &Input, forms: &'f [Form]) -> Option<&'f Form> {
    // What the sheets hold hardly depends on the form, and the year not at all.
    let sheets = Sheets::sort(input.sources(), forms.first()?);
    let year = metadata::read(&sheets.metadata).year();
    let wrong_year = |form: &Form| year.is_some_and(|year| !form.years.contains(&year));
    let mut forms: Vec<&Form> = forms.iter().collect();
    forms.sort_by_key(|form| (wrong_year(form), std::cmp::Reverse(*form.years.start())));
    let mut best: Option<(usize, &Form)> = None;
    for form in forms {
        let misfit = misfit(input, form);
        if best.is_none_or(|(least, _)| misfit < least) {
            best = Some((misfit, form));
        }
        // None of those that follow can be better.
        if misfit == 0 {
            break;
        }
    }
    best.map(|(_, form)| form)
}

/// How many rows and columns of a form are missing in the sources, or are not the form's;
/// a table that is not there weighs more than any.
fn misfit(input: &Input, form: &Form) -> usize {
    let sheets = Sheets::sort(input.sources(), form);
    let tables = form.tables.iter().map(|table| {
        let (reading, _) = tables::read(table, &sheets.tables);
        let missing = reading.missing_rows.len() + reading.missing_columns.len();
        let unknown = reading.unknown_rows.len() + reading.unknown_columns.len();
        missing + unknown + if reading.place.is_none() { 100 } else { 0 }
    });
    tables.sum()
}

/// The cells outside the tables whose content is not there.
fn broken_cells(sheets: &Sheets<'_>) -> Vec<BrokenCell> {
    let sheets = sheets
        .metadata
        .iter()
        .chain(&sheets.narrative)
        .chain(&sheets.indicators);
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
