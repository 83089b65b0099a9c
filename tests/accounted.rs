//! Nothing is unaccounted for: whatever is changed in a file, an output changes with it, or a
//! finding says what becomes of the place. So nothing in an office's files can be dropped or
//! misread without a word.
//!
//! The places of the examples are changed one by one, those of the variants by turns. With
//! `NIANBAO_PLACES=FOLDER` a tenth of those of the reports in that folder are changed too; each
//! folder in it holds the files of one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nianbao::{forms, importers};
use nianbao_check::{Subject, check};
use nianbao_compose::{Options, compose};
use nianbao_model::form::Node;
use nianbao_model::report::{Omission, Report};
use nianbao_model::source::{Cell, CellValue, Line, Source};
use nianbao_model::{CellRef, Decimal, Form, Locus, label};
use nianbao_read::{Fit, Sources};

use crate::support::{files_in, root};
use crate::variants;

/// What the program makes of files, and says of them.
struct Outcome {
    /// Everything that is published: the document, and the figures and texts as data.
    published: String,
    /// Everything that is said.
    said: BTreeSet<String>,
    /// The places of which something is said, by the rule.
    places: Vec<(&'static str, Locus)>,
    /// The paragraphs that were read.
    text: BTreeSet<Locus>,
    /// Where runs of lines that are told as left out begin, by their first words and number: furniture of a
    /// page, what is drawn across it.
    left_out: Vec<(Locus, usize)>,
    /// Lines beside tables that are known to be no part of a report: who filled it in.
    furniture: BTreeSet<Locus>,
    /// The labels and titles of the form.
    labels: BTreeSet<String>,
}

impl Outcome {
    fn of(sources: Vec<Source>, forms: &[Arc<Form>]) -> Self {
        let sources = Sources::new(sources);
        let fit = Fit::best(&sources, forms).unwrap();
        let form = Arc::clone(fit.form());
        let report = fit.report();
        let findings = check(&Subject::new(&report, &form), &[]);
        let places = findings.iter().flat_map(|finding| {
            let locations = finding.locations.iter();
            locations.map(|location| (finding.rule.id, location.locus.clone()))
        });
        Self {
            published: published(&report, &form),
            said: findings
                .iter()
                .map(|finding| format!("{:?}", finding.message))
                .collect(),
            places: places.collect(),
            text: report
                .narrative
                .iter()
                .map(|paragraph| paragraph.locus.clone())
                .collect(),
            left_out: report
                .omitted
                .iter()
                .filter(|omitted| {
                    matches!(
                        omitted.reason,
                        Omission::PageFurniture | Omission::PageEdge | Omission::Divider
                    )
                })
                .map(|omitted| (omitted.locus.clone(), omitted.count))
                .collect(),
            furniture: report
                .around
                .iter()
                .map(|note| note.locus.clone())
                .filter(|locus| locus.cell.is_none())
                .collect(),
            labels: labels(&form),
        }
    }

    /// Whether a line is one of those that are told as left out, by the first words and the number of a run
    /// of them: lines of the text between them are none.
    fn is_left_out(&self, sources: &[Source], place: &Place) -> bool {
        let Place::Line(file, at) = *place else { return false };
        let lines = &sources[file].lines;
        self.left_out.iter().any(|(first, count)| {
            let from = lines.iter().position(|line| line.locus == *first);
            let others = |line: &&Line| !self.text.contains(&line.locus);
            let run = from.map(|from| lines[from..].iter().filter(others).take(*count));
            run.is_some_and(|mut run| run.any(|line| line.locus == lines[at].locus))
        })
    }

    /// Whether something is said of this place: of itself, of its whole sheet, or of the row or
    /// column of a table that is not the form's.
    fn tells(&self, place: &Locus) -> bool {
        self.places.iter().any(|(rule, told)| {
            let same_sheet = told.file == place.file && told.sheet.is_some() && told.sheet == place.sheet;
            let row = |locus: &Locus| locus.cell.map(|cell| cell.row);
            let column = |locus: &Locus| locus.cell.map(|cell| cell.column);
            let of_the_whole = match *rule {
                "omitted-content" => told.cell.is_none() || column(told) == column(place) || row(told) == row(place),
                "table-year" => true,
                "unknown-row" => row(told) == row(place),
                // Where a second copy begins.
                "duplicate-row" => row(told) <= row(place),
                "unknown-column" | "missing-column" => column(told) == column(place),
                _ => false,
            };
            told == place || same_sheet && of_the_whole
        })
    }
}

/// What the form itself prints in and over its tables.
fn labels(form: &Form) -> BTreeSet<String> {
    fn walk(nodes: &[Node], texts: &mut Vec<String>) {
        for node in nodes {
            texts.extend(node.label.wordings().iter().cloned());
            walk(&node.children, texts);
        }
    }
    let mut texts = Vec::new();
    for table in &form.tables {
        texts.push(table.label.clone());
        for block in &table.blocks {
            texts.extend(block.caption.iter().chain(&block.corner).cloned());
            walk(&block.columns, &mut texts);
            walk(&block.rows, &mut texts);
        }
    }
    texts.iter().map(|text| label::normalize(text)).collect()
}

fn published(report: &Report, form: &Form) -> String {
    let document = compose(report, form, &Options::default());
    let figures = report
        .figures()
        .map(|figure| (&figure.key, &figure.value, &figure.printed));
    let figures: Vec<_> = figures.collect();
    let Report {
        metadata, indicators, ..
    } = report;
    format!("{document:?}{figures:?}{indicators:?}{metadata:?}")
}

/// A place in an office's files.
#[derive(Debug, Clone)]
enum Place {
    Cell(usize, usize, CellRef),
    Line(usize, usize),
    Remark(usize, usize),
}

fn places(sources: &[Source]) -> Vec<Place> {
    let mut places = Vec::new();
    for (file, source) in sources.iter().enumerate() {
        for (at, sheet) in source.sheets.iter().enumerate() {
            let filled = sheet.cells.iter().filter(|(_, cell)| !cell.is_blank());
            places.extend(filled.map(|(cell, _)| Place::Cell(file, at, *cell)));
        }
        let lines = source
            .lines
            .iter()
            .enumerate()
            .filter(|(_, line)| !line.text.trim().is_empty());
        places.extend(lines.map(|(at, _)| Place::Line(file, at)));
        let remarks = source.remarks.iter().enumerate();
        let with_text = remarks.filter(|(_, remark)| remark.text.is_some());
        places.extend(with_text.map(|(at, _)| Place::Remark(file, at)));
    }
    places
}

/// Changes a place, and says which it is; `None` where there is nothing to change.
fn change(sources: &mut [Source], place: &Place) -> Option<(Locus, String)> {
    match *place {
        Place::Cell(file, at, cell) => {
            let sheet = &mut sources[file].sheets[at];
            let locus = sheet.locus(cell);
            let cell = sheet.cells.get_mut(&cell)?;
            let before = cell.value.display();
            let value = other(&cell.value)?;
            *cell = Cell::new(value, cell.formula.clone());
            Some((locus, before))
        }
        Place::Line(file, at) => {
            let line = &mut sources[file].lines[at];
            let before = std::mem::take(&mut line.text);
            line.text = other_text(&before);
            Some((line.locus.clone(), before))
        }
        Place::Remark(file, at) => {
            let remark = &mut sources[file].remarks[at];
            let before = remark.text.clone()?;
            remark.text = Some(other_text(&before));
            Some((remark.locus.clone(), before))
        }
    }
}

fn other(value: &CellValue) -> Option<CellValue> {
    let three = Decimal::from(3);
    Some(match value {
        CellValue::Number(number) => CellValue::Number(number + three),
        CellValue::Percent(number) => CellValue::Percent(number + three),
        CellValue::Text(text) => CellValue::Text(other_text(text)),
        CellValue::Date(text) => CellValue::Date(other_text(text)),
        CellValue::Boolean(value) => CellValue::Boolean(!value),
        CellValue::Empty | CellValue::Error(_) => return None,
    })
}

/// Another first digit; another word at the end where there is none.
fn other_text(text: &str) -> String {
    match text.char_indices().find_map(|(at, c)| Some((at, c.to_digit(10)?))) {
        Some((at, digit)) => format!("{}{}{}", &text[..at], (digit + 3) % 10, &text[at + 1..]),
        None => format!("{}改", text.trim_end()),
    }
}

/// What was tried, and what nothing came of.
#[derive(Default)]
struct Tally {
    changed: usize,
    labels: usize,
    silent: Vec<String>,
}

impl Tally {
    /// Changes every place of a report's files whose number is `turn` by `step`.
    fn take(&mut self, name: &str, sources: &[Source], step: usize, turn: usize) {
        let forms = forms::builtin().unwrap();
        let base = Outcome::of(sources.to_vec(), &forms);
        for place in places(sources).iter().skip(turn % step).step_by(step) {
            let mut changed = sources.to_vec();
            let Some((locus, before)) = change(&mut changed, place) else {
                continue;
            };
            self.changed += 1;
            let now = Outcome::of(changed, &forms);
            let is_seen = now.published != base.published || now.said != base.said;
            if is_seen || base.tells(&locus) || now.tells(&locus) || base.is_left_out(sources, place) {
                continue;
            }
            // A label is the form's, whatever number stands before it.
            let is_label = base.labels.contains(&label::normalize(&before)) || HEADERS.contains(&before.as_str());
            match is_label || base.furniture.contains(&locus) {
                true => self.labels += 1,
                false => self.silent.push(format!("{name}: {locus}: {before}")),
            }
        }
    }
}

/// The headers of 业务数据.
const HEADERS: [&str; 3] = ["指标", "数值", "单位"];

/// The files as their importers read them; `None` if one is not read.
fn import(files: &[PathBuf]) -> Option<Vec<Source>> {
    let import = |path: &PathBuf| {
        let bytes = std::fs::read(path).ok()?;
        let name = path.file_name()?.to_string_lossy();
        let importer = importers().into_iter().find(|importer| importer.recognizes(&bytes))?;
        importer.import(&name.as_ref().into(), &bytes).ok()
    };
    files.iter().map(import).collect()
}

#[test]
fn no_place_of_an_example_or_variant_is_dropped_without_a_word() {
    let mut tally = Tally::default();
    for example in ["chongqing-customs-2020", "county-2024", "minimal"] {
        let sources = import(&[root().join("examples").join(example).join("report.xlsx")]).unwrap();
        tally.take(example, &sources, 1, 0);
    }
    for (turn, (name, files)) in variants::written().enumerate() {
        if let Some(sources) = import(&files.paths) {
            tally.take(name, &sources, 20, turn);
        }
    }
    if let Some(folder) = std::env::var_os("NIANBAO_PLACES") {
        for (turn, case) in files_in(Path::new(&folder)).iter().enumerate() {
            if let Some(sources) = import(&files_in(case)) {
                tally.take(&case.file_name().unwrap().to_string_lossy(), &sources, 10, turn);
            }
        }
    }
    let Tally {
        changed,
        labels,
        silent,
    } = tally;
    println!("{changed} places changed; of {labels} labels nothing came");
    assert!(silent.is_empty(), "{} silent:\n{}", silent.len(), silent.join("\n"));
}
