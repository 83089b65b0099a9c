//! The suite finds what it is for, in exporters that each do one thing wrong.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use nianbao_model::document::Block;
use nianbao_model::plugin::{Description, ExportError, ExportFault, ExportJob, Plugin, Role};

/// An exporter made of what it exports.
struct Fake {
    id: &'static str,
    description: Description,
    options: &'static [ExportOption],
    variant: Option<&'static str>,
    export: fn(&ExportJob<'_>) -> Result<Vec<u8>, ExportError>,
}

const GOOD: Fake = Fake {
    id: "good",
    description: Description {
        label_zh: "好格式",
        label_en: "good format",
        extension: "good",
        media_type: "application/vnd.good+zip",
        role: Role::Page,
    },
    options: &[],
    variant: None,
    export: plain,
};

static REGISTERED: Fake = GOOD;
nianbao_model::inventory::submit! { Plugin::exporter(&REGISTERED) }

impl Exporter for Fake {
    fn id(&self) -> &'static str {
        self.id
    }
    fn describe(&self) -> Description {
        self.description
    }
    fn options(&self) -> &'static [ExportOption] {
        self.options
    }
    fn variant(&self, _settings: &Settings) -> Option<&'static str> {
        self.variant
    }
    fn export(&self, job: &ExportJob<'_>) -> Result<Vec<u8>, ExportError> {
        (self.export)(job)
    }
}

/// All texts of the document in order, each on its line.
fn lines(job: &ExportJob<'_>) -> Vec<String> {
    let document = job.document;
    let mut lines = vec![document.title.clone()];
    lines.extend(document.mark.clone());
    lines.extend(document.attachments.iter().map(|file| file.file_name.clone()));
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => lines.push(heading.text.clone()),
            Block::Paragraph(paragraph) => lines.push(paragraph.text()),
            Block::Table(table) => {
                lines.extend(
                    table
                        .rows
                        .iter()
                        .flat_map(|row| &row.cells)
                        .map(|cell| cell.text.clone()),
                );
            }
        }
    }
    lines.extend(document.signature.iter().flat_map(|s| s.lines()).map(str::to_owned));
    lines
}

fn plain(job: &ExportJob<'_>) -> Result<Vec<u8>, ExportError> {
    Ok(lines(job).join("\n").into_bytes())
}

fn read(bytes: &[u8]) -> Result<String, String> {
    String::from_utf8(bytes.to_vec()).map_err(|error| error.to_string())
}

/// The breaches of a fake, each on its line.
fn breaches(fake: &Fake) -> String {
    match Suite::new(fake).reading(read).run() {
        Ok(()) => String::new(),
        Err(breaches) => breaches.to_string(),
    }
}

fn wrong(export: fn(&ExportJob<'_>) -> Result<Vec<u8>, ExportError>) -> String {
    breaches(&Fake { export, ..GOOD })
}

fn assert_says(said: &str, parts: &[&str]) {
    for part in parts {
        assert!(said.contains(part), "{part} is not in: {said}");
    }
}

#[test]
fn an_exporter_that_does_everything_right_breaks_nothing() {
    assert_eq!(breaches(&GOOD), "");
}

#[test]
fn a_panic_is_a_breach_and_the_suite_goes_on() {
    let said = wrong(|job| match job.document.blocks.first() {
        Some(Block::Table(table)) => panic!("no such column in {}", table.summary),
        _ => Err(ExportError::new(ExportFault::Document, "", "GridError { row: 1 }")),
    });
    assert_says(
        &said,
        &[
            "- a table with an overlap: expected a file or an error in words, never a panic; it panics: no such column in 重叠",
            "- an empty document: expected a file; it is refused",
            "- an empty document: expected an error in Chinese; it says: “”",
            "not a Debug print of Rust values; it says: “GridError { row: 1 }”",
        ],
    );
}

#[test]
fn a_character_may_be_refused_if_it_is_named() {
    let named = Fake {
        export: |job| refusing_named(job, "U+"),
        ..GOOD
    };
    fn refusing_named(job: &ExportJob<'_>, named: &str) -> Result<Vec<u8>, ExportError> {
        let lines = lines(job);
        let odd = |c: &char| matches!(*c, '\u{0}' | '\u{202e}' | '\u{2028}' | '\u{301}' | '\u{1f600}');
        match lines.concat().chars().find(odd) {
            Some(c) => Err(ExportError::new(
                ExportFault::Characters,
                format!("写不出{named}{:04X}", u32::from(c)),
                format!("cannot write {named}{:04X}", u32::from(c)),
            )),
            None => Ok(lines.join("\n").into_bytes()),
        }
    }
    assert_eq!(breaches(&named), "");
    assert_says(
        &wrong(|job| refusing_named(job, "no. ")),
        &["lone combining marks in every text: expected a file, or an error that names a character"],
    );
}

#[test]
fn a_text_left_out_or_moved_is_found_and_said_after_what() {
    let said = wrong(|job| {
        let mut lines = lines(job);
        lines.retain(|line| !line.contains("第3格"));
        Ok(lines.join("\n").into_bytes())
    });
    assert_says(
        &said,
        &["quotation marks in every text: expected to read", "第3格）” after “"],
    );
    let said = wrong(|job| {
        let mut lines = lines(job);
        lines.reverse();
        Ok(lines.join("\n").into_bytes())
    });
    assert_says(&said, &["a signature without date: expected to read “正文。”"]);
    for lost in ["草稿", "年报全文.pdf", "2025年1月20日", "某县档案局"] {
        let export: fn(&ExportJob<'_>) -> _ = match lost {
            "草稿" => |job| without(job, "草稿"),
            "年报全文.pdf" => |job| without(job, "年报全文.pdf"),
            "2025年1月20日" => |job| without(job, "2025年1月20日"),
            _ => |job| without(job, "某县档案局"),
        };
        assert_says(&wrong(export), &[&format!("expected to read “{lost}”")]);
    }
    fn without(job: &ExportJob<'_>, lost: &str) -> Result<Vec<u8>, ExportError> {
        Ok(lines(job).join("\n").replace(lost, "").into_bytes())
    }
}

#[test]
fn what_is_not_the_same_twice_is_found() {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let said = wrong(|job| {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        Ok(format!("{}{count}", lines(job).join("\n")).into_bytes())
    });
    assert_says(
        &said,
        &["an empty document: expected the same job to give the same bytes; exported twice in a row"],
    );
    // Numbers that go on from one document to the next of a thread.
    thread_local!(static LAST: std::cell::RefCell<String> = const { std::cell::RefCell::new(String::new()) });
    let said = wrong(|job| {
        let own = lines(job).join("\n");
        let last = LAST.replace(own.clone());
        let mark = if last == own || last.is_empty() { "" } else { "！" };
        Ok(format!("{own}{mark}").into_bytes())
    });
    assert_says(
        &said,
        &["exported after other documents, in another thread, it gives others"],
    );
}

#[test]
fn names_types_and_labels_are_held_to_their_form() {
    let said = breaches(&Fake {
        id: "Bad id",
        description: Description {
            label_zh: "format",
            label_en: "格式",
            extension: ".good",
            media_type: "Text/plain; charset=utf-8",
            role: Role::Data,
        },
        variant: Some("a/b"),
        ..GOOD
    });
    assert_says(
        &said,
        &[
            "id “Bad id”: expected lower-case",
            "id “Bad id”: expected to be registered",
            "label: expected words in Chinese; found “format”",
            "label: expected words in English; found “格式”",
            "extension “.good”",
            "media type “Text/plain; charset=utf-8”",
            "variant “a/b”",
        ],
    );
    let twin = breaches(&Fake { id: "twin", ..GOOD });
    assert_says(
        &twin,
        &[
            "extension “good”: expected one of its own; the exporter “good” has it too",
            "media type “application/vnd.good+zip”: expected one of its own",
        ],
    );
}

#[test]
fn options_are_held_to_their_form_and_every_value_must_export() {
    const fn option(name: &'static str, values: Values, default: &'static str) -> ExportOption {
        ExportOption {
            name,
            values,
            default,
            help_zh: "说明",
            help_en: "help",
        }
    }
    const PAPER: ExportOption = option("paper", Values::OneOf(&["a4", "a3"]), "a4");
    static OPTIONS: [ExportOption; 5] = [
        PAPER,
        PAPER,
        option("Flag", Values::Flag, "no"),
        option("folder", Values::Text("DIR"), ""),
        ExportOption {
            help_zh: "help",
            help_en: "Help.",
            ..option("one", Values::OneOf(&["a"]), "a")
        },
    ];
    let said = breaches(&Fake {
        options: &OPTIONS,
        export: |job| match job.settings.get(&PAPER) {
            "a3" => Err(ExportError::new(
                ExportFault::Inexpressible,
                "没有这种纸",
                "no such paper",
            )),
            _ => plain(job),
        },
        ..GOOD
    });
    assert_says(
        &said,
        &[
            "option “paper”: expected each option once",
            "option “Flag”: expected a name of lower-case",
            "option “Flag”: expected its default to be one of true|false; it is “no”",
            "option “one”: expected two words or more",
            "help of option “one”: expected words in Chinese",
            "help of option “one”: expected one clause without a full stop; found “Help.”",
            "a document with everything with paper=a3: expected a file; it is refused: no such paper",
        ],
    );
    assert!(!said.contains("folder"), "a folder may be unset: {said}");
}

#[test]
fn every_table_but_the_broken_ones_is_a_grid() {
    let forms = form::builtin().unwrap();
    let mut grids = 0;
    for sample in samples(&forms[0]) {
        let tables = sample.document.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        for table in tables.filter(|_| sample.refusal != Refusal::InWords) {
            assert_eq!(table.validate(), Ok(()), "{} {}", sample.name, table.summary);
            grids += 1;
        }
    }
    assert!(grids > 0);
}
