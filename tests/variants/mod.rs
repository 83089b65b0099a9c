//! One report in many shapes: each variant holds the figures of the example, laid out
//! or typed as offices do, and is read back identically, or is refused by name where
//! it is a true fault. `docs/intake.md` is the table of them, written from these lists
//! (`NIANBAO_UPDATE=1 cargo test --test whole-program variants`).

mod faults;
mod figures;
mod formats;
mod layout;
mod shown;
mod tables;
mod text;

use std::path::{Path, PathBuf};

use nianbao_model::CellRef;
use nianbao_model::source::{Cell, CellValue};
use nianbao_testing::book::{
    APPLICATIONS, Book, Computed, DISCLOSURE, INDICATORS, METADATA, NARRATIVE, Nothing, REVIEW, column_letters,
};
use nianbao_testing::files::{csv, gbk, html, utf16};

use crate::support::{TITLE, check, example, example_book, folder, nianbao, root};

/// What becomes of a variant.
#[derive(Clone, Copy)]
enum Outcome {
    /// Read back identically; these rules say something about it.
    Same(&'static [&'static str]),
    /// Refused: these rules report errors, the first at this place.
    Refused(&'static [&'static str], &'static str),
}
use Outcome::{Refused, Same};

/// How a variant is made.
enum Make {
    /// By changing the example's workbook.
    Change(fn(&mut Book)),
    /// As files of any kind.
    Write(fn(&Path) -> Vec<PathBuf>),
}
use Make::{Change, Write};

/// A group for the documentation, a name, how it is made, what becomes of it.
type Variant = (&'static str, &'static str, Make, Outcome);

fn figures(book: &mut Book, change: impl Fn(&CellValue) -> Option<Cell> + Copy) {
    for sheet in [DISCLOSURE, APPLICATIONS, REVIEW] {
        book.each_figure(sheet, |_, value| change(value));
    }
}

fn text(text: impl Into<String>) -> Option<Cell> {
    Some(Cell::typed(CellValue::Text(text.into())))
}

/// The workbook without its tables, for variants that bring them as files of their own.
fn main_book(folder: &Path) -> PathBuf {
    let mut book = example_book();
    book.remove(DISCLOSURE).remove(APPLICATIONS).remove(REVIEW);
    let path = folder.join("main.xlsx");
    std::fs::rename(book.save(folder), &path).unwrap();
    path
}

/// The tables written by `write`, beside the main workbook.
fn tables(folder: &Path, extension: &str, write: impl Fn(&nianbao_model::source::Sheet) -> Vec<u8>) -> Vec<PathBuf> {
    let mut files = vec![main_book(folder)];
    for (sheet, name) in [(DISCLOSURE, "表二"), (APPLICATIONS, "表三"), (REVIEW, "表四")] {
        let path = folder.join(format!("{name}.{extension}"));
        std::fs::write(&path, write(example_book().sheet(sheet))).unwrap();
        files.push(path);
    }
    files
}

/// The text as a file of its own, beside the workbook without it.
fn narrative(folder: &Path, name: &str, write: impl Fn(&[String]) -> Vec<u8>) -> Vec<PathBuf> {
    let mut book = example_book();
    let lines: Vec<String> = book
        .sheet(NARRATIVE)
        .cells
        .values()
        .map(|cell| cell.value.display())
        .collect();
    let file = folder.join(name);
    std::fs::write(&file, write(&lines)).unwrap();
    vec![book.remove(NARRATIVE).save(folder), file]
}

const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Every variant, by what it is about.
fn variants() -> impl Iterator<Item = &'static Variant> {
    let lists = [
        layout::VARIANTS,
        tables::VARIANTS,
        figures::VARIANTS,
        shown::VARIANTS,
        formats::VARIANTS,
        text::VARIANTS,
        faults::VARIANTS,
    ];
    lists.into_iter().flatten()
}

/// The interchange JSON built from these files, and the run's output.
fn built(files: &[PathBuf], out: &Path) -> (i32, String, serde_json::Value) {
    let mut arguments = vec![
        "build".into(),
        "--to".into(),
        "json".into(),
        "--out".into(),
        out.as_os_str().to_owned(),
    ];
    arguments.extend(files.iter().map(|file| file.as_os_str().to_owned()));
    let run = nianbao(arguments);
    let json = std::fs::read(out.join(format!("{TITLE}.json"))).ok();
    let json = json
        .map(|bytes| serde_json::from_slice(&bytes).unwrap())
        .unwrap_or_default();
    (run.code, run.out + &run.err, json)
}

fn made(make: &Make, folder: &Path) -> Vec<PathBuf> {
    match make {
        Change(change) => {
            let mut book = example_book();
            change(&mut book);
            vec![book.save(folder)]
        }
        Write(write) => write(folder),
    }
}

/// The files of a variant, for as long as this is kept.
pub(crate) struct Written {
    _folder: tempfile::TempDir,
    pub(crate) paths: Vec<PathBuf>,
}

/// Every variant that is read, by name, with its files.
pub(crate) fn written() -> impl Iterator<Item = (&'static str, Written)> {
    variants().map(|(_, name, make, _)| {
        let folder = folder();
        let paths = made(make, folder.path());
        (*name, Written { _folder: folder, paths })
    })
}

#[test]
fn every_variant_is_read_identically_or_refused_by_name() {
    let home = folder();
    let (_, _, expected) = built(&[example()], home.path());
    assert_eq!(
        expected["tables"]["applications"]["results.other.inquiry"]["commercial"],
        1
    );
    assert_eq!(expected["tables"]["disclosure"]["procurement"]["amount"], "2973.23");
    let mut failures = String::new();
    for (group, name, make, outcome) in variants() {
        let folder = folder();
        let out = folder.path().join("out");
        let files = made(make, folder.path());
        let (code, said, json) = built(&files, &out);
        let (_, found) = check(&files);
        let right = match outcome {
            Same(rules) => {
                let told = |rule: &&str| found.iter().any(|told| told.rule == *rule);
                let known = |rule: &str| rules.contains(&rule) || rule == "text-number";
                let quiet = found.iter().all(|told| known(&told.rule));
                let same = ["tables", "narrative", "organ", "year"]
                    .iter()
                    .all(|part| json[part] == expected[part]);
                code == 0 && same && rules.iter().all(told) && quiet
            }
            Refused(rules, place) => {
                let errors: Vec<_> = found.iter().filter(|told| told.severity == "error").collect();
                let first = errors.iter().find(|told| told.rule == rules[0]);
                let told = |rule: &&str| errors.iter().any(|told| told.rule == *rule);
                // What has a glyph is also a matter of the typefaces installed here.
                let known = |rule: &str| rules.contains(&rule) || rule == "missing-glyph";
                code == 1
                    && !out.exists()
                    && first.is_some_and(|told| told.place.replace('!', " › ").ends_with(place))
                    && rules.iter().all(told)
                    && errors.iter().all(|told| known(&told.rule))
            }
        };
        if !right {
            failures += &format!("== {group} {name} ({code})\n{said}\n");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// The part of `docs/intake.md` that is written from the list.
fn table() -> String {
    let mut table = String::from("| 类别 | 情形 | 结果 |\n| --- | --- | --- |\n");
    for (group, name, _, outcome) in variants() {
        let result = match outcome {
            Same([]) => String::from("照样读取"),
            Same(rules) => format!("照样读取，说明（`{}`）", rules.join("`、`")),
            Refused(rules, place) => format!("指出，不生成文件（`{}`，如 {place}）", rules.join("`、`")),
        };
        table += &format!("| {group} | {name} | {result} |\n");
    }
    table
}

#[test]
fn the_documentation_lists_every_variant() {
    let path = root().join("docs/intake.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (begin, end) = ("<!-- variants -->\n", "<!-- /variants -->");
    let (head, rest) = text.split_once(begin).unwrap();
    let (_, tail) = rest.split_once(end).unwrap();
    let current = format!("{head}{begin}{}{end}{tail}", table());
    // An updating run ends red too, if there was anything to write.
    if text != current && std::env::var_os("NIANBAO_UPDATE").is_some() {
        std::fs::write(&path, &current).unwrap();
    }
    assert!(
        text == current,
        "docs/intake.md was not current: run this test with NIANBAO_UPDATE=1, and look at what it writes"
    );
}
