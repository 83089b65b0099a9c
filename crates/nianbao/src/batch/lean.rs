//! What is kept of a judged report until all of a batch are: its findings, and of the report what
//! the outputs show beside them. It decides nothing about how that looks.
//!
//! Half of what a report takes are the figures of its tables, each with its key, place and text. A
//! table is shown only where there is a finding about it, and most have none.

use nianbao_check::Judged;
use nianbao_model::Locus;
use nianbao_model::report::{Report, TableReading};

/// Gives up what no output shows, and no rule that comes later looks at.
pub(super) fn strip(judged: &mut Judged) {
    let Judged { report, findings, .. } = judged;
    for table in &mut report.tables {
        let locations = || findings.iter().flat_map(|finding| &finding.locations);
        let is_meant = locations().any(|place| match &place.key {
            Some(key) => is_in(key, table),
            None => table
                .figures
                .values()
                .any(|figure| is_on_one_sheet(&figure.locus, &place.locus)),
        });
        if !is_meant {
            table.figures.clear();
            table.subtotals = Vec::new();
        }
    }
    for paragraph in &mut report.narrative {
        paragraph.template = None;
        paragraph.faults = Vec::new();
    }
    let Report {
        broken_cells,
        remarks,
        hidden,
        omitted,
        around,
        titles,
        inserts,
        unread,
        ..
    } = report;
    *broken_cells = Vec::new();
    *remarks = Vec::new();
    *hidden = Vec::new();
    *omitted = Vec::new();
    *around = Vec::new();
    *titles = Vec::new();
    *inserts = Vec::new();
    *unread = Vec::new();
}

/// Whether two places are on one sheet: what is said of a row or a sheet may be shown in its table.
fn is_on_one_sheet(one: &Locus, other: &Locus) -> bool {
    one.sheet.is_some() && (&one.file, &one.sheet) == (&other.file, &other.sheet)
}

/// Whether this is the key of one of the table's figures.
fn is_in(key: &str, table: &TableReading) -> bool {
    key.strip_prefix(&*table.key).is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use nianbao_check::{Sample, check, rules};
    use nianbao_findings::terminal::{Look, render};
    use nianbao_findings::{Outcome, json, page, sarif, workbook};
    use nianbao_model::{Lang, Text};
    use nianbao_read::{Sources, read};

    use super::*;

    /// The sample of each rule, which breaks it, judged; beside its last year's, where it has one.
    fn samples() -> impl Iterator<Item = Judged> {
        rules().into_iter().map(|rule| {
            let mut sample = Sample::office();
            (rule.breaks.make)(&mut sample);
            let read = |own: &Sample| read(&Sources::new(own.files.clone()), &own.form);
            let (report, findings) = sample.judged(read, |subject| check(subject, &[]));
            let form = sample.form.clone();
            Judged { report, form, findings }
        })
    }

    fn copy(judged: &Judged) -> Judged {
        let Judged { report, form, findings } = judged;
        let (report, form, findings) = (report.clone(), form.clone(), findings.clone());
        Judged { report, form, findings }
    }

    /// Everything that is written of a report, in every format.
    fn shown(judged: Judged, lang: Lang) -> Vec<Vec<u8>> {
        let look = Look {
            lang,
            width: 100,
            color: true,
        };
        let text = render(&judged, &look);
        // With another, so that there is an index.
        let failed = Outcome::Failed {
            files: vec!["b.xlsx".into()],
            message: Text::same("x"),
        };
        let outcomes = [Outcome::Judged(Box::new(judged)), failed];
        vec![
            text.into_bytes(),
            json::render(&outcomes, true, lang).into_bytes(),
            sarif::render(&outcomes, lang).into_bytes(),
            page::render(&outcomes, lang).unwrap().into_bytes(),
            workbook::render(&outcomes, lang, &|_| None).unwrap(),
        ]
    }

    #[test]
    fn no_output_shows_anything_else() {
        let (mut given_up, mut tables) = (0, 0);
        for whole in samples() {
            let mut lean = copy(&whole);
            strip(&mut lean);
            tables += lean.report.tables.len();
            given_up += lean
                .report
                .tables
                .iter()
                .filter(|table| table.figures.is_empty())
                .count();
            for lang in [Lang::Zh, Lang::En] {
                let rules: Vec<&str> = whole.findings.iter().map(|finding| finding.rule.id).collect();
                assert!(shown(copy(&lean), lang) == shown(copy(&whole), lang), "{rules:?}");
            }
        }
        assert!(given_up * 2 > tables, "{given_up} of {tables}");
    }
}
