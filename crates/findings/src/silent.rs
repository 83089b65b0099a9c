//! No way of showing findings looks into a message: with every message replaced by its
//! rule's id, what is marked, what belongs together and what else is said stays as it was.

use std::path::Path;

use nianbao_check::{Finding, Judged, Sample, Subject, check, rules};
use nianbao_import_excel::ExcelImporter;
use nianbao_model::form::builtin;
use nianbao_model::plugin::Importer;
use nianbao_model::source::{Cell, CellValue, Source};
use nianbao_model::{CellRef, Lang, Text};
use nianbao_read::{Sources, read};
use serde_json::Value;

use crate::page::tests::office;
use crate::terminal::{Look, printable, wrap};
use crate::testing::{APPLICATIONS, all_examples, at, broken, faulty, judge};
use crate::{Outcome, json, page, same, sarif, terminal, workbook};

/// Rules whose findings meet in one report.
const TOGETHER: [&[&str]; 3] = [
    &[
        "narrative-figure",
        "narrative-share",
        "title-variants",
        "document-number-brackets",
    ],
    &[
        "not-a-number",
        "zero-mark",
        "cell-error",
        "hidden-content",
        "unknown-row",
        "unknown-column",
    ],
    &[
        "carry-over",
        "group-subtotal",
        "narrative-year",
        "stale-formula",
        "duplicate-row",
    ],
];

/// What stands for a message.
const MESSAGE: &str = "✉";

/// Every rule's example and near miss, reports with several mistakes, and the example of
/// the whole program with a wrong total and a sentence that contradicts the table.
fn reports() -> Vec<Judged> {
    let mut reports = all_examples();
    for rule in rules() {
        let mut sample = Sample::office();
        (rule.near_miss.make)(&mut sample);
        reports.push(judge(&sample));
    }
    reports.extend(TOGETHER.iter().map(|rules| judge(&broken(rules))));
    reports.extend([
        faulty(),
        office::troubled(),
        office::one_error(),
        customs(),
        two_rows_less(),
    ]);
    reports
}

/// Two rows are missing: findings with nothing to tell them apart but which rows.
fn two_rows_less() -> Judged {
    let mut sample = Sample::office();
    let mut sheets = sample.files[0].sheets.iter_mut();
    let sheet = sheets.find(|own| &*own.name == APPLICATIONS).unwrap();
    sheet.cells.retain(|at, _| !(9..11).contains(&at.row));
    judge(&sample)
}

/// The customs' example, with mistakes.
fn customs() -> Judged {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/chongqing-customs-2020/report.xlsx");
    let bytes = std::fs::read(path).unwrap();
    let mut source = ExcelImporter.import(&"report.xlsx".into(), &bytes).unwrap();
    let heading = position(&source, "正文", "（二）依申请公开情况");
    let below = CellRef::new(heading.row + 1, heading.column);
    let sentence = "2020年，重庆海关收到政府信息公开申请16件，均已办结。";
    for (sheet, at, value) in [
        ("表三 依申请公开", at("J7"), CellValue::Number(3.into())),
        ("表三 依申请公开", at("J26"), CellValue::Number(2.into())),
        ("正文", below, CellValue::Text(sentence.to_owned())),
    ] {
        let mut sheets = source.sheets.iter_mut();
        let sheet = sheets.find(|own| &*own.name == sheet).unwrap();
        sheet.cells.insert(at, Cell::typed(value));
    }
    let form = builtin()
        .unwrap()
        .into_iter()
        .find(|form| form.years.contains(&2020))
        .unwrap();
    let report = read(&Sources::new(vec![source]), &form);
    let findings = check(&Subject::new(&report, &form), &[]);
    assert!(findings.len() > 2, "{findings:#?}");
    Judged { report, form, findings }
}

/// Where this text stands.
fn position(source: &Source, sheet: &str, text: &str) -> CellRef {
    let sheet = source.sheets.iter().find(|own| &*own.name == sheet).unwrap();
    let mut cells = sheet.cells.iter();
    *cells.find(|(_, cell)| cell.text() == Some(text)).unwrap().0
}

/// The same reports without messages.
fn silent() -> Vec<Judged> {
    let mut reports = reports();
    for finding in reports.iter_mut().flat_map(|judged| &mut judged.findings) {
        finding.message = Text::same(finding.rule.id);
    }
    reports
}

/// Compares what both show, each with its messages taken out, line by line.
fn compare(show: impl Fn(Judged) -> String) {
    for (spoken, silent) in reports().into_iter().zip(silent()) {
        let rules: Vec<_> = spoken.findings.iter().map(|finding| finding.rule.id).collect();
        let [spoken, silent] = [spoken, silent].map(&show);
        let mut lines = spoken.lines().zip(silent.lines());
        let differing = lines.find(|(one, other)| one != other);
        assert_eq!(differing, None, "{rules:?}");
        assert_eq!(spoken.lines().count(), silent.lines().count(), "{rules:?}");
    }
}

fn outcome(judged: Judged) -> [Outcome; 1] {
    [Outcome::Judged(Box::new(judged))]
}

#[test]
fn in_a_terminal() {
    for (lang, width, color) in [(Lang::Zh, 80, false), (Lang::En, 60, false), (Lang::Zh, 120, true)] {
        compare(|judged| {
            let look = Look { lang, width, color };
            let mut text = terminal::render(&judged, &look);
            let mut messages: Vec<String> = judged.findings.iter().map(|own| block(own, &look)).collect();
            // A message may begin another.
            messages.sort_by_key(|message| std::cmp::Reverse(message.len()));
            for message in messages {
                text = text.replace(&message, &format!("\n{MESSAGE}\n"));
            }
            text
        });
    }
}

/// The lines of a message.
fn block(finding: &Finding, look: &Look) -> String {
    let message = printable(finding.message.get(look.lang));
    let lines = wrap(&message, look.width, "    ", "    ");
    format!("\n{}\n", lines.join("\n"))
}

#[test]
fn as_json() {
    for lang in [Lang::Zh, Lang::En] {
        compare(|judged| {
            let mut json: Value = serde_json::from_str(&json::render(&outcome(judged), false, lang)).unwrap();
            for finding in json["findings"].as_array_mut().unwrap() {
                finding["message"].take();
            }
            format!("{json:#}")
        });
    }
}

#[test]
fn as_sarif() {
    for lang in [Lang::Zh, Lang::En] {
        compare(|judged| {
            let named_by_message: Vec<bool> = judged.findings.iter().map(is_named_by_message).collect();
            let mut log: Value = serde_json::from_str(&sarif::render(&outcome(judged), lang)).unwrap();
            let results = log["runs"][0]["results"].as_array_mut().unwrap();
            for (result, by_message) in results.iter_mut().zip(named_by_message) {
                result["message"].take();
                if by_message {
                    result["partialFingerprints"].take();
                }
            }
            format!("{log:#}")
        });
    }
}

/// Whether a finding stands nowhere, so that its message is all there is to know it by.
fn is_named_by_message(finding: &Finding) -> bool {
    let first = finding.locations.first();
    let is_somewhere = first.is_some_and(|first| first.locus.cell.is_some() || first.locus.passage.is_some());
    !is_somewhere && finding.quotes.is_empty()
}

#[test]
fn as_a_workbook() {
    let message = at("G1").column;
    for lang in [Lang::Zh, Lang::En] {
        compare(|judged| {
            let bytes = workbook::render(&outcome(judged), lang, &|file| Some(file.to_owned())).unwrap();
            let mut sheets = ExcelImporter.import(&"a.xlsx".into(), &bytes).unwrap().sheets;
            sheets[0].cells.retain(|at, _| at.row == 0 || at.column != message);
            format!("{sheets:#?}")
        });
    }
}

#[test]
fn as_a_page() {
    for lang in [Lang::Zh, Lang::En] {
        compare(|judged| {
            let page = page::render(&outcome(judged), lang).unwrap();
            page.lines().map(without_message).collect::<Vec<_>>().join("\n")
        });
    }
}

/// The other way round: what is told once for several cells has one message.
#[test]
fn what_is_the_same_by_its_data_has_the_same_message() {
    let mut alike = 0;
    for judged in reports() {
        for (at, one) in judged.findings.iter().enumerate() {
            for other in &judged.findings[at + 1..] {
                let is_about_a_cell = |own: &Finding| own.locations.len() == 1 && own.quotes.is_empty();
                if is_about_a_cell(one) && is_about_a_cell(other) && one.allowed == other.allowed {
                    let is_alike = same::but_for_the_cell(one, other);
                    assert_eq!(is_alike, one.message == other.message, "{one:#?} {other:#?}");
                    alike += usize::from(is_alike);
                }
            }
        }
    }
    assert!(alike > 20, "{alike}");
}

/// A line of the page; of a message only how many findings it stands for.
fn without_message(line: &str) -> String {
    match line.split_once("</b> ") {
        Some((before, message)) if line.starts_with("<p class=\"message\">") => {
            let message = message.strip_suffix("</p>").unwrap();
            let counted = message.strip_suffix(" 处）").or(message.strip_suffix(" places)"));
            let times = counted.and_then(|counted| counted.rsplit(['（', '(']).next());
            format!("{before}{MESSAGE}{}", times.unwrap_or_default())
        }
        _ => line.to_owned(),
    }
}
