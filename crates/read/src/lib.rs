//! Reads a report from an office's files: sources and a form in, a report out.
//!
//! Everything is found by what it says, never by its address: tables by their labels, the
//! other content by its sheet's name or, failing that, by what it looks like. Nothing is
//! judged here: what is missing, unknown or unreadable is noted in the report, for the rules
//! to judge.

mod area;
mod classify;
pub mod figure;
mod formula;
mod frame;
mod furniture;
mod headings;
mod heads;
mod indicators;
mod letterhead;
mod locate;
mod loose;
mod metadata;
mod narrative;
mod number;
mod page_text;
mod placeholder;
mod properties;
mod seen;
mod shown;
mod tables;
mod text;
mod texts;
mod title;
mod wording;

use std::sync::Arc;

use classify::Sheets;
use nianbao_model::figure::Fault;
use nianbao_model::form::Form;
use nianbao_model::label;
use nianbao_model::report::{BrokenCell, Field, Omission, Omitted, Report, Sourced, Unread, WhyUnread};
use nianbao_model::source::{CellValue, Sheet, Source};
use tables::Survey;
use texts::Texts;

/// The files of one report, with their formulas computed: what a report is read from.
#[derive(Debug, Clone)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Takes the files of one report, in the order in which the first counts where
    /// two say the same.
    pub fn new(mut sources: Vec<Source>) -> Self {
        for source in &mut sources {
            seen::settle(source);
            formula::settle(source);
            frame::strip(source);
        }
        Self(sources)
    }

    /// With the tables that only a form can tell, because their cells have lost their columns: by
    /// the form that finds most of them, where no form finds all its tables in the files as they are.
    #[must_use]
    pub fn arranged(mut self, forms: &[Arc<Form>]) -> Self {
        if self.0.iter().all(|source| source.lines.is_empty()) {
            return self;
        }
        let mut best: Vec<Vec<loose::Arranged>> = Vec::new();
        for form in forms {
            let fit = Fit::new(&self, form);
            if fit.misfit() == 0 {
                return self;
            }
            let tables = form.tables.iter().zip(&fit.tables);
            let lacking = tables
                .filter(|(_, survey)| survey.misfit() > 0)
                .map(|(table, _)| table.key.as_str());
            let lacking = lacking.collect();
            let found: Vec<_> = self
                .0
                .iter()
                .map(|source| loose::find(source, form, &lacking))
                .collect();
            let count = |found: &[Vec<loose::Arranged>]| found.iter().map(Vec::len).sum::<usize>();
            if count(&found) > count(&best) {
                best = found;
            }
        }
        for (source, found) in self.0.iter_mut().zip(best) {
            loose::put_in(source, found);
        }
        self
    }

    /// The files.
    pub fn sources(&self) -> &[Source] {
        &self.0
    }
}

/// The files of one report as a form sees them: its sheets sorted, its tables located. Which
/// form fits is decided by this, and the report is made from it.
pub struct Fit<'a> {
    input: &'a Sources,
    form: &'a Arc<Form>,
    sheets: Sheets<'a>,
    tables: Vec<Survey<'a>>,
}

impl<'a> Fit<'a> {
    /// Locates the tables of this form.
    pub fn new(input: &'a Sources, form: &'a Arc<Form>) -> Self {
        Self::of_year(input, form, year(input))
    }

    /// The same, where the report's year is known already.
    fn of_year(input: &'a Sources, form: &'a Arc<Form>, year: Option<i32>) -> Self {
        let mut sheets = Sheets::sort(input.sources(), form, year);
        let located = std::mem::take(&mut sheets.tables);
        let tables = form.tables.iter().zip(located);
        let tables = tables.map(|(table, located)| Survey::new(table, located, year));
        Self {
            input,
            form,
            tables: tables.collect(),
            sheets,
        }
    }

    /// The form whose rows and columns the files really have: the one that leaves
    /// least missing and unread; between equals the one for the report's year, and of those
    /// the one most recently prescribed. `None` if there are no forms.
    pub fn best(input: &'a Sources, forms: &'a [Arc<Form>]) -> Option<Self> {
        let own_year = year(input);
        let year = own_year
            .or_else(|| title::year(input.sources()))
            .or_else(|| page_text::titles(input.sources()).find_map(|title| title::said(&title.value).1));
        let wrong_year = |form: &Form| year.is_some_and(|year| !form.years.contains(&year));
        let mut forms: Vec<&Arc<Form>> = forms.iter().collect();
        forms.sort_by_key(|form| (wrong_year(form), std::cmp::Reverse(*form.years.start())));
        let mut best: Option<(usize, Self)> = None;
        for form in forms {
            let fit = Self::of_year(input, form, own_year);
            let misfit = fit.misfit();
            if best.as_ref().is_none_or(|(least, _)| misfit < *least) {
                best = Some((misfit, fit));
            }
            // None of those that follow can be better.
            if misfit == 0 {
                break;
            }
        }
        best.map(|(_, fit)| fit)
    }

    /// The form.
    pub fn form(&self) -> &'a Arc<Form> {
        self.form
    }

    /// How many rows and columns of the form are missing in the files, or are not the form's.
    fn misfit(&self) -> usize {
        self.tables.iter().map(Survey::misfit).sum()
    }

    /// The report.
    pub fn report(self) -> Report {
        let Self {
            input,
            form,
            sheets,
            tables,
        } = self;
        let sources = input.sources();
        let mut report = Report::new(&form.id);
        report.files = sources.iter().map(|source| source.file.clone()).collect();
        report.remarks = sources.iter().flat_map(|source| source.remarks.clone()).collect();
        (report.metadata, report.unread) = metadata::read(&sheets.metadata);
        let indicators = indicators::read(&sheets.indicators, report.metadata.year());
        report.indicators = indicators.indicators;
        report.unread.extend(indicators.unread);
        report.broken_cells = broken_cells(&sheets);
        report.around = sheets.around();
        for (reading, notes) in tables.into_iter().map(Survey::read) {
            report.tables.push(reading);
            report.hidden.extend(notes.hidden);
            report.omitted.extend(notes.omitted);
            if !notes.other_years.is_empty() {
                report.unread.push(Unread {
                    why: WhyUnread::OtherYear,
                    cells: notes.other_years,
                });
            }
        }
        report.hidden.extend(sheets.hidden());
        report
            .hidden
            .sort_by(|a, b| (&a.locus, a.what).cmp(&(&b.locus, b.what)));
        report.hidden.dedup();
        let mut catalogues = Vec::new();
        for mut omitted in sheets.unread(&report) {
            if is_contents(sources, &omitted, form) {
                omitted.reason = Omission::FrontMatter;
                report.omitted.push(omitted);
                continue;
            }
            match table_in_text(sources, &omitted) {
                None if is_catalogue(sources, &omitted) => catalogues.push(omitted),
                Some(table) => report.unread.push(table),
                None => report.omitted.push(omitted),
            }
        }

        let mut texts = Texts::default();
        for area in &sheets.narrative {
            let text = narrative::read(area, form, &mut report);
            texts.add(text, &mut report, form);
        }
        for source in sources {
            if text::is_beside_tables(source, form) {
                report.around.extend(text::notes(source));
            } else if !source.lines.is_empty() {
                let text = text::read(source, form, &mut report);
                texts.add(text, &mut report, form);
            }
        }
        let (mut narrative, mut inserts) = texts.finish(&mut report, form);
        for catalogue in catalogues {
            properties::omit_catalogue(&mut report.omitted, catalogue);
        }
        properties::take_signature(&mut narrative, &mut report.metadata);
        properties::complete(&mut report.metadata, sources);
        properties::complete_title(&mut report.metadata, page_text::titles(sources));
        title::complete(&mut report.metadata);
        properties::complete_organ(&mut report.metadata, sources);
        page_text::settle(&mut report, form);
        let cells = inserts.iter_mut().flat_map(|insert| insert.rows.iter_mut().flatten());
        let filled = narrative.iter_mut().chain(cells.map(|cell| &mut cell.text));
        placeholder::fill(filled.collect(), &report, &indicators.percentages, form);
        report.narrative = narrative;
        report.inserts = inserts;
        let misnamed = misnamed_items(&report);
        report.unread.extend(misnamed);
        report
    }
}

/// Reads a report from the files of one office, on this form.
pub fn read(input: &Sources, form: &Arc<Form>) -> Report {
    Fit::new(input, form).report()
}

/// The report's year, by its basic data.
fn year(input: &Sources) -> Option<i32> {
    metadata::year(input.sources().iter().flat_map(|source| &source.sheets))
}

/// A table with numbers or sentences that stands among the paragraphs of a document and was not read. Where
/// between them it stands is not known here.
fn table_in_text(sources: &[Source], omitted: &Omitted) -> Option<Unread> {
    let source = sources.iter().find(|source| source.file == omitted.locus.file)?;
    let name = omitted.locus.sheet.as_deref();
    let mut sheets = source.sheets.iter().filter(|_| !source.lines.is_empty());
    let sheet = sheets.find(|sheet| Some(&*sheet.name) == name && !properties::is_catalogue(sheet))?;
    let cells = sheet.cells.iter().filter(|(_, cell)| !cell.is_blank());
    let cells: Vec<Sourced<String>> = cells
        .map(|(at, cell)| Sourced {
            value: cell.value.display().trim().to_owned(),
            locus: sheet.locus(*at),
        })
        .collect();
    let says_something = |text: &str| narrative::is_number(text) || text.contains('。');
    let is_content = cells.iter().any(|cell| says_something(&cell.value));
    is_content.then_some(Unread {
        why: WhyUnread::Table,
        cells,
    })
}

/// Whether what was left out is a table of contents that was set as a table.
fn is_contents(sources: &[Source], omitted: &Omitted, form: &Form) -> bool {
    let sheets = sources
        .iter()
        .filter(|source| !source.lines.is_empty())
        .flat_map(|source| &source.sheets);
    let is_meant =
        |sheet: &&Sheet| sheet.file == omitted.locus.file && Some(&sheet.name) == omitted.locus.sheet.as_ref();
    sheets.filter(is_meant).any(|sheet| {
        let mut rows: Vec<(u32, String)> = Vec::new();
        for (at, cell) in sheet.cells.iter().filter(|(_, cell)| !cell.is_blank()) {
            let text = cell.value.display();
            match rows.last_mut().filter(|(row, _)| *row == at.row) {
                Some((_, row)) => *row = [row.as_str(), text.trim()].join("\t"),
                None => rows.push((at.row, text.trim().to_owned())),
            }
        }
        let rows: Vec<String> = rows.into_iter().map(|(_, row)| row).collect();
        text::are_contents(&rows, form)
    })
}

/// Whether what was left out is the head of a site's catalogue.
fn is_catalogue(sources: &[Source], omitted: &Omitted) -> bool {
    let sheets = sources.iter().flat_map(|source| &source.sheets);
    let is_meant =
        |sheet: &&Sheet| sheet.file == omitted.locus.file && Some(&sheet.name) == omitted.locus.sheet.as_ref();
    sheets.filter(is_meant).any(properties::is_catalogue)
}

/// Items that no placeholder names and whose names are nearly those of known ones.
fn misnamed_items(report: &Report) -> Vec<Unread> {
    let templates: Vec<&str> = report.texts().filter_map(|text| text.template.as_deref()).collect();
    let is_used = |name: &str| templates.iter().any(|template| template.contains(name));
    let known = || Field::ALL.into_iter().map(|(_, name, _)| name);
    let others = report.metadata.others.iter().filter(|(name, _)| !is_used(name));
    let near = others.filter_map(|(name, value)| {
        let meant = label::nearest(name, known())?.to_owned();
        Some(Unread {
            why: WhyUnread::MisnamedItem {
                name: name.clone(),
                meant,
            },
            cells: vec![value.clone()],
        })
    });
    near.collect()
}

/// The cells outside the tables whose content is not there.
fn broken_cells(sheets: &Sheets<'_>) -> Vec<BrokenCell> {
    let areas = sheets
        .metadata
        .iter()
        .chain(&sheets.narrative)
        .chain(&sheets.indicators);
    let cells = areas.flat_map(|area| area.cells().map(|(at, cell)| (area.locus(at), cell)));
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
