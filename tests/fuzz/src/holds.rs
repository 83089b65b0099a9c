//! What must hold of what was read, whatever the bytes were.

use std::collections::BTreeMap;
use std::sync::Arc;

use nianbao_check::{Family, Finding, Judged, Location, Quote, Subject, check, rules};
use nianbao_findings::terminal::{self, Look};
use nianbao_findings::{Outcome, json, page, sarif, workbook};
use nianbao_import_excel::ExcelImporter;
use nianbao_model::document::{Block, Document};
use nianbao_model::limits::{MAX_CELL_TEXT, MAX_CELLS, MAX_COLUMNS, MAX_LINES, MAX_MERGES, MAX_NUMBERS, MAX_ROWS};
use nianbao_model::plugin::Importer;
use nianbao_model::{Form, Lang, Localize, Report, Source, Text};
use nianbao_read::Sources;

/// What a report was read from, and what it is judged beside.
#[derive(Clone, Copy)]
pub(crate) struct Beside<'a> {
    /// The files it was read from.
    pub(crate) files: &'a [Source],
    /// Files its figures were taken from.
    pub(crate) tables: &'a [Source],
    /// Last year's report.
    pub(crate) previous: Option<&'a Report>,
    /// The rules asked, by family; all, if none is named.
    pub(crate) families: &'a [Family],
}

impl<'a> Beside<'a> {
    /// Nothing but its files.
    pub(crate) fn alone(input: &'a Sources) -> Self {
        Self {
            files: input.sources(),
            tables: &[],
            previous: None,
            families: &[],
        }
    }
}

/// Whether this is one of about so many inputs: for what costs much and need not be held
/// against each. Always the same answer for the same bytes.
pub(crate) fn one_in(count: u32, bytes: &[u8]) -> bool {
    let sum = bytes
        .iter()
        .fold(0_u32, |sum, byte| sum.rotate_left(5) ^ u32::from(*byte));
    sum.wrapping_mul(0x9e37_79b1) >> 16 < 0x1_0000 / count
}

/// A sentence for people, in both languages.
#[track_caller]
pub(crate) fn words(text: &Text) {
    let Text { zh, en } = text;
    assert!(
        zh.contains(|c| ('\u{3400}'..='\u{9fff}').contains(&c)),
        "Chinese: {zh:?}"
    );
    assert!(en.contains(|c: char| c.is_ascii_alphabetic()), "English: {en:?}");
}

/// What an importer hands over keeps to the limits and to the program's ideas of a sheet.
pub(crate) fn source(source: &Source) {
    let cells: usize = source.sheets.iter().map(|sheet| sheet.cells.len()).sum();
    assert!(cells <= MAX_CELLS + MAX_NUMBERS, "{cells} cells");
    assert!(source.lines.len() <= MAX_LINES, "{} lines", source.lines.len());
    for sheet in &source.sheets {
        assert_eq!(sheet.file, source.file, "a sheet names its file");
        assert!(
            sheet.merges.len() <= MAX_MERGES,
            "{} merged regions",
            sheet.merges.len()
        );
        for at in sheet.cells.keys() {
            assert!(at.row < MAX_ROWS && at.column < MAX_COLUMNS, "a cell at {at}");
        }
        for merge in &sheet.merges {
            let (first, last) = (merge.first, merge.last);
            assert!(first.row <= last.row && first.column <= last.column, "{first}:{last}");
        }
        for cell in sheet.cells.values() {
            assert!(cell.value.display().len() <= MAX_CELL_TEXT, "a long cell");
        }
    }
    for line in &source.lines {
        assert!(!line.text.contains('\n'), "a line is one line: {:?}", line.text);
        assert_eq!(line.locus.file, source.file, "a line names its file");
    }
}

/// Judges a report and holds what was found to what the rules promise.
pub(crate) fn judged(report: Report, form: &Arc<Form>, beside: &Beside<'_>, bytes: &[u8]) {
    figures(&report, form);
    let find = || {
        let mut subject = Subject::new(&report, form);
        subject.previous = beside.previous;
        if beside.families.is_empty() {
            return check(&subject, &[]);
        }
        let asked = rules()
            .into_iter()
            .filter(|rule| beside.families.contains(&rule.family));
        asked.flat_map(|rule| (rule.check)(&subject)).collect()
    };
    let findings = find();
    for finding in &findings {
        self::finding(finding, &report, beside);
    }
    if one_in(16, bytes) {
        assert_eq!(findings, find(), "the same report, the same findings");
    }
    if !one_in(4, &bytes[bytes.len() / 2..]) {
        return;
    }
    let judged = Judged {
        report,
        form: Arc::clone(form),
        findings,
    };
    let lang = if bytes.len().is_multiple_of(2) {
        Lang::Zh
    } else {
        Lang::En
    };
    printed(&judged, lang, 30 + bytes.len() % 100);
}

/// Every figure is one of the form's.
fn figures(report: &Report, form: &Form) {
    for (reading, table) in report.tables.iter().zip(&form.tables) {
        assert_eq!(reading.key, table.key, "tables come in the form's order");
        for (key, figure) in &reading.figures {
            assert_eq!(*key, figure.key, "a figure is kept under its key");
        }
    }
}

fn finding(finding: &Finding, report: &Report, beside: &Beside<'_>) {
    words(&finding.message);
    for quote in &finding.quotes {
        self::quote(quote, finding, report);
    }
    for location in &finding.locations {
        place(location, finding, beside);
    }
}

/// A quotation has words of the text, and its marks stand in its sentence.
fn quote(quote: &Quote, finding: &Finding, report: &Report) {
    let within = |range: &std::ops::Range<usize>| {
        assert!(!quote.text(report, range).is_empty(), "{range:?}: {finding:?}");
        assert!(
            quote.sentence.start <= range.start && range.end <= quote.sentence.end,
            "{range:?}: {finding:?}"
        );
    };
    within(&quote.words);
    quote.marks.iter().for_each(within);
    let apart = quote.marks.windows(2).all(|pair| pair[0].end <= pair[1].start);
    assert!(apart, "{finding:?}");
}

/// A finding points at a file that was read, at a sheet in it, and at a cell within what
/// is filled or merged there, or next to it: a row of figures may be blank.
fn place(location: &Location, finding: &Finding, beside: &Beside<'_>) {
    let locus = &location.locus;
    if !location.is_own() {
        let before = beside.previous.is_some_and(|before| before.files.contains(&locus.file));
        assert!(before, "{locus}: not in last year's report: {finding:?}");
        return;
    }
    let mut files = beside.files.iter().chain(beside.tables);
    let Some(file) = files.find(|file| file.file == locus.file) else {
        panic!("{locus}: no such file: {finding:?}");
    };
    let Some(name) = &locus.sheet else { return };
    // What a file says of itself stands on no sheet.
    if file.properties.iter().any(|property| property.locus == *locus) {
        return;
    }
    let named: Vec<_> = file.sheets.iter().filter(|sheet| sheet.name == *name).collect();
    assert!(!named.is_empty(), "{locus}: no such sheet: {finding:?}");
    let Some(cell) = locus.cell else { return };
    let inside = named.iter().any(|sheet| {
        let cells = sheet.cells.keys().copied();
        let corners = sheet.merges.iter().map(|merge| merge.last);
        let (rows, columns) = cells
            .chain(corners)
            .fold((0, 0), |(rows, columns), at| (at.row.max(rows), at.column.max(columns)));
        cell.row <= rows + 1 && cell.column <= columns + 1
    });
    assert!(inside, "{locus}: no such cell: {finding:?}");
}

/// Findings for a person in a terminal: nothing in them drives it.
fn printed(judged: &Judged, lang: Lang, width: usize) {
    let look = Look {
        lang,
        width,
        color: false,
    };
    let text = terminal::render(judged, &look);
    let obeyed = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
    assert!(!text.contains(obeyed), "{text:?}");
    assert!(judged.findings.is_empty() || !text.is_empty(), "findings are shown");
}

/// Judges a report and shows it in every format.
pub(crate) fn shown(report: Report, form: &Arc<Form>, previous: Option<&Report>) {
    let mut subject = Subject::new(&report, form);
    subject.previous = previous;
    let findings = check(&subject, &[]);
    drop(subject);
    let judged = Judged {
        report,
        form: Arc::clone(form),
        findings,
    };
    for lang in [Lang::Zh, Lang::En] {
        printed(&judged, lang, 80);
    }
    let count = judged.findings.len();
    let outcomes = [Outcome::Judged(Box::new(judged))];
    let lang = if count.is_multiple_of(2) { Lang::Zh } else { Lang::En };
    let found: serde_json::Value = serde_json::from_str(&json::render(&outcomes, false, lang)).expect("JSON");
    assert_eq!(found["findings"].as_array().map(Vec::len), Some(count));
    let _: serde_json::Value = serde_json::from_str(&sarif::render(&outcomes, lang)).expect("SARIF is JSON");
    let page = page::render(&outcomes, lang).expect("the template is tested");
    let page = scraper::Html::parse_document(&page);
    let scripts = scraper::Selector::parse("script, iframe, object, embed, [onclick], [onerror], [onload]");
    assert_eq!(
        page.select(&scripts.expect("a selector")).count(),
        0,
        "nothing in a page is run"
    );
    match workbook::render(&outcomes, lang, &|_| None) {
        Ok(bytes) => {
            let sheets = ExcelImporter
                .import(&"findings.xlsx".into(), &bytes)
                .expect("a workbook")
                .sheets;
            assert_eq!(sheets.len(), 2, "findings and reports");
        }
        Err(error) => words(&error.text()),
    }
}

/// The tables of a document are grids without gap or overlap.
pub(crate) fn tables(document: &Document) {
    let mut ids = BTreeMap::new();
    for block in &document.blocks {
        match block {
            Block::Table(table) => {
                if let Err(error) = table.validate() {
                    panic!("{error}: {table:?}");
                }
            }
            Block::Heading(heading) => {
                assert!(ids.insert(&heading.id, ()).is_none(), "a heading's id is its own");
            }
            Block::Paragraph(_) => {}
        }
    }
}
