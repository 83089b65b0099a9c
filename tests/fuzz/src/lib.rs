//! What the fuzz targets do with their bytes, a function a target, and what must hold
//! whatever the bytes are. A target is one line in `targets/`; the seeds, the budgets and
//! the page are `cargo xtask fuzz`'s.
//!
//! Nothing here is refused silently: a file ends in a report whose findings can be shown
//! and point at cells that are there, or in a sentence in both languages.

mod bases;
mod documents;
mod holds;
mod packed;
mod sheets;

use std::alloc::System;
use std::panic;
use std::process;
use std::sync::Arc;

use arbitrary::Unstructured;
use cap::Cap;
use nianbao::importers;
use nianbao_check::Family;
use nianbao_compose::compose;
use nianbao_model::form;
use nianbao_model::plugin::Importer;
use nianbao_model::report::Report;
use nianbao_model::source::{Cell, CellValue, Line, LineRole, Sheet};
use nianbao_model::{CellRef, Localize, Locus, Passage, Source};
use nianbao_read::{Fit, Sources, read};

use holds::{Beside, one_in, words};

/// What the program may hold at one time. No input is larger than 64 KB, and an
/// allocation that fails ends the process, as it would end a user's.
const MOST_MEMORY: usize = 512 << 20;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// Before the first input: limits the memory, and lets the importer of workbooks catch
/// calamine's panics, as it does in the program. Any other panic is a crash.
pub fn begin() {
    // A limit below what is held already is refused.
    let _ = MEMORY.set_limit(MOST_MEMORY);
    bases::prepare();
    let abort = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let in_calamine = info.location().is_some_and(|at| at.file().contains("/calamine-"));
        if !in_calamine {
            abort(info);
            process::abort();
        }
    }));
}

/// Any file, told apart by content as the command line does.
pub fn file(bytes: &[u8]) {
    let importer = importers().into_iter().find(|importer| importer.recognizes(bytes));
    if let Some(source) = importer
        .filter(|_| !bytes.is_empty())
        .and_then(|it| imported(it, bytes))
    {
        let input = Sources::new(vec![source]);
        let fit = Fit::best(&input, bases::forms()).expect("there are forms");
        judge(&input, fit, bytes);
    }
}

/// The parts of an Excel workbook: see [`packed`] for how they stand in the bytes.
pub fn xlsx(bytes: &[u8]) {
    small("excel", &packed::archive(bytes), bytes);
}

/// The parts of a binary Excel workbook.
pub fn xlsb(bytes: &[u8]) {
    small("excel", &packed::archive(bytes), bytes);
}

/// The parts of an OpenDocument workbook.
pub fn ods(bytes: &[u8]) {
    small("excel", &packed::archive(bytes), bytes);
}

/// The stream of an old Excel workbook.
pub fn xls(bytes: &[u8]) {
    small("excel", &packed::compound_file(bytes), bytes);
}

/// The parts of a Word document.
pub fn docx(bytes: &[u8]) {
    small("docx", &packed::archive(bytes), bytes);
}

/// The objects of a PDF file.
pub fn portable(bytes: &[u8]) {
    small("pdf", &packed::portable(bytes), bytes);
}

/// Delimited text in any encoding.
pub fn csv(bytes: &[u8]) {
    small("csv", bytes, bytes);
}

/// Web pages with tables.
pub fn html(bytes: &[u8]) {
    small("html", bytes, bytes);
}

/// Markdown.
pub fn markdown(bytes: &[u8]) {
    small("markdown", bytes, bytes);
}

/// Plain text in any encoding.
pub fn plain(bytes: &[u8]) {
    small("text", bytes, bytes);
}

/// Imports a file as one kind and reads it on the small form; some are judged too, the
/// others are other targets' work.
fn small(kind: &str, file: &[u8], bytes: &[u8]) {
    let importer = importers().into_iter().find(|importer| importer.id() == kind);
    let importer = importer.filter(|importer| importer.recognizes(file));
    if let Some(source) = importer.and_then(|importer| imported(importer, file)) {
        let input = Sources::new(vec![source]);
        if one_in(8, bytes) {
            judge(&input, Fit::new(&input, bases::small()), bytes);
        } else {
            read(&input, bases::small());
        }
    }
}

/// What an importer makes of a file, or nothing if it says why not.
fn imported(importer: &dyn Importer, file: &[u8]) -> Option<Source> {
    match importer.import(&"年报".into(), file) {
        Ok(source) => {
            holds::source(&source);
            Some(source)
        }
        Err(error) => {
            words(&error.text());
            None
        }
    }
}

fn judge(input: &Sources, fit: Fit<'_>, bytes: &[u8]) {
    let form = fit.form();
    let report = fit.report();
    // Of such a report the program says that there is nothing in it.
    let nothing = report.tables.iter().all(|table| table.place.is_none())
        && report.metadata.fields.is_empty()
        && !report.narrative.iter().any(|paragraph| paragraph.level == 1);
    if !nothing {
        holds::judged(report, form, &Beside::alone(input), bytes);
    }
}

/// Cells, deep into the reader and all rules: a good workbook, changed as the bytes say.
pub fn sheets(bytes: &[u8]) {
    let office = sheets::Office::of(&mut Unstructured::new(bytes));
    let (input, report) = office.read();
    let beside = Beside {
        previous: office.previous(),
        ..Beside::alone(&input)
    };
    holds::judged(report, office.form, &beside, bytes);
}

/// The text of a report beside an example's tables.
pub fn narrative(bytes: &[u8]) {
    let base = bases::office();
    // Placeholders are another target's, and take longer than all the rest.
    let bytes: Vec<u8> = bytes
        .iter()
        .copied()
        .filter(|byte| !matches!(byte, b'{' | b'}'))
        .collect();
    let bytes = bytes.as_slice();
    let input = Sources::new(vec![text(bytes)]);
    let mut report = read(&input, &base.form);
    report.tables.clone_from(&base.report.tables);
    report.indicators.clone_from(&base.report.indicators);
    report.metadata.fields.clone_from(&base.report.metadata.fields);
    let beside = Beside {
        tables: base.input.sources(),
        // The tables are always the same, and good.
        families: &[Family::Narrative, Family::Style],
        ..Beside::alone(&input)
    };
    holds::judged(report, &base.form, &beside, bytes);
}

/// Lines of text as an importer hands them over.
fn text(bytes: &[u8]) -> Source {
    let mut source = Source::new(&"正文.txt".into());
    let text = String::from_utf8_lossy(bytes);
    source.lines.extend((1..).zip(text.lines()).map(|(number, line)| Line {
        text: line.to_owned(),
        role: LineRole::Plain,
        locus: Locus::passage(&source.file, Passage::Line(number)),
    }));
    source
}

/// Placeholders in the text and formulas in cells: a line that begins with `=` is a
/// formula of the office's own figures, any other a paragraph.
pub fn expression(bytes: &[u8]) {
    let base = bases::plain();
    let mut workbook = base.workbook.clone();
    let mut lines = Source::new(&"正文.txt".into());
    let mut figures = Sheet::new(&workbook.file, "业务数据");
    let label = |text: &str| Cell::typed(CellValue::Text(text.to_owned()));
    for (column, name) in (0..).zip(["指标", "数值", "单位"]) {
        figures.cells.insert(CellRef::new(0, column), label(name));
    }
    for (number, line) in (1..).zip(String::from_utf8_lossy(bytes).lines()) {
        match line.strip_prefix('=') {
            Some(formula) => {
                let cell = Cell::computed(CellValue::Empty, formula);
                figures
                    .cells
                    .insert(CellRef::new(number, 0), label(&format!("指标{number}")));
                figures.cells.insert(CellRef::new(number, 1), cell);
            }
            None => lines.lines.push(Line {
                text: line.to_owned(),
                role: LineRole::Plain,
                locus: Locus::passage(&lines.file, Passage::Line(number)),
            }),
        }
    }
    workbook.sheets.push(figures);
    let input = Sources::new(vec![workbook, lines]);
    let report = read(&input, bases::small());
    for paragraph in &report.narrative {
        let has_none = paragraph.template.is_none() && paragraph.faults.is_empty();
        assert!(
            has_none || !paragraph.text.is_empty() || paragraph.template.is_some(),
            "a placeholder leaves a trace: {paragraph:?}"
        );
    }
    holds::judged(report, bases::small(), &Beside::alone(&input), bytes);
}

/// Form files.
pub fn form(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    match form::load("表式.toml", text, bases::forms()) {
        Err(error) => words(&error.text()),
        Ok(form) => {
            let form = Arc::new(form);
            let keys = form.keys().count();
            let unique: std::collections::BTreeSet<_> = form.keys().collect();
            assert_eq!(keys, unique.len(), "a key addresses one figure");
            let document = compose(&Report::new(&form.id), &form, &Default::default());
            holds::tables(&document);
            let input = Sources::new(vec![bases::plain().workbook.clone()]);
            holds::judged(read(&input, &form), &form, &Beside::alone(&input), bytes);
            if one_in(8, bytes) {
                match nianbao_workbook::template(&form, 2024, Some("青禾市水务局")) {
                    Ok(template) => assert!(template.starts_with(b"PK")),
                    Err(error) => words(&error.text()),
                }
            }
        }
    }
}

/// Findings in every format they are shown in.
pub fn findings(bytes: &[u8]) {
    let office = sheets::Office::of(&mut Unstructured::new(bytes));
    let (_, report) = office.read();
    holds::shown(report, office.form, office.previous());
}

/// The exporters that lay pages out.
const PAGES: [&str; 2] = ["ofd", "pdf"];

/// Reports and documents through every exporter but those of pages.
pub fn documents(bytes: &[u8]) {
    documents::export(bytes, |exporter| !PAGES.contains(&exporter));
}

/// The same through the exporters of pages.
#[cfg(feature = "pdf")]
pub fn pdf(bytes: &[u8]) {
    documents::export(bytes, |exporter| PAGES.contains(&exporter));
}
