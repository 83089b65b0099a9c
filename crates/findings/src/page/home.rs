//! Where a finding belongs on the page: at a table, at the text, or elsewhere. A person
//! reads the page with the workbook open beside it, so what stands in one place there
//! stands in one place here, whichever rule says it.

use nianbao_check::{Finding, Judged, Location};
use nianbao_model::report::TableReading;
use nianbao_model::{Locus, Report};

/// Where a finding is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// At the table of this number in the form.
    Table(usize),
    /// At the narrative.
    Text,
    /// In the list of what concerns neither: basic data, files, missing parts.
    Other,
}

/// Where this finding is shown: its first location says so.
pub(super) fn of(judged: &Judged, finding: &Finding) -> Home {
    let report = &judged.report;
    let Some(first) = finding.locations.first() else {
        return Home::Other;
    };
    let in_text = report.narrative.iter().any(|paragraph| paragraph.locus == first.locus);
    if !finding.quotes.is_empty() || (in_text && first.key.is_none()) {
        return Home::Text;
    }
    table_of(judged, first).map_or(Home::Other, Home::Table)
}

fn table_of(judged: &Judged, first: &Location) -> Option<usize> {
    let Judged { report, form, .. } = judged;
    let number = |key: &str| form.tables.iter().position(|table| table.key == key);
    if let Some(key) = &first.key {
        return number(key.split('.').next().unwrap_or_default());
    }
    let is_basic_data = |locus: &Locus| report.metadata.fields.values().any(|given| given.locus == *locus);
    if is_basic_data(&first.locus) {
        return None;
    }
    let named = report.tables.iter().find(|table| names(table, &first.locus));
    named
        .or_else(|| only_table_on_sheet(report, &first.locus))
        .and_then(|table| number(&table.key))
}

/// Whether the reading of the table mentions this very place.
fn names(table: &TableReading, place: &Locus) -> bool {
    let missing = table.missing_rows.iter().chain(&table.missing_columns);
    let unknown = table.unknown_rows.iter().chain(&table.unknown_columns);
    let figures = table.figures.values();
    missing
        .map(|missing| &missing.near)
        .chain(unknown.map(|unknown| &unknown.locus))
        .chain(table.duplicates.iter().flat_map(|twice| [&twice.first, &twice.second]))
        .chain(figures.map(|figure| &figure.locus))
        .any(|locus| locus == place)
}

/// The table on the place's sheet, if there is just one.
fn only_table_on_sheet<'a>(report: &'a Report, place: &Locus) -> Option<&'a TableReading> {
    let sheet = place.sheet.as_ref()?;
    let mut there = report.tables.iter().filter(|table| {
        let own = table.place.as_ref();
        own.is_some_and(|own| own.file == place.file && own.sheet.as_ref() == Some(sheet))
    });
    there.next().filter(|_| there.next().is_none())
}
