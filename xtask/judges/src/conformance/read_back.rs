//! A produced file as an independent reader gives it back, beside what the document
//! says it must be: paragraph by paragraph, cell by cell.

use std::path::Path;

use nianbao_model::Document;
use nianbao_model::document::{self, Scope, Table};
use serde::Deserialize;

use crate::text::compact;
use crate::tools::python;

/// How far ahead the comparison looks for a block that was left out or put in.
const LOOK_AHEAD: usize = 6;

/// What `python/read_back.py` prints.
#[derive(Debug, Deserialize)]
pub(super) struct Reading {
    pub(super) blocks: Vec<Block>,
    /// The files the web page lists.
    pub(super) attachments: Vec<String>,
    /// Draft marks.
    pub(super) marks: Vec<String>,
    /// Text that belongs to no block: page numbers, repeated header rows.
    pub(super) furniture: Vec<String>,
}

/// A block as read.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Block {
    /// `title`, `heading`, `paragraph`, `table`, or what stands there instead.
    pub(super) kind: String,
    #[serde(default)]
    pub(super) level: u8,
    #[serde(default)]
    pub(super) text: String,
    /// Each lists the cells that begin in it.
    #[serde(default)]
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A cell as read.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) row_span: usize,
    pub(super) column_span: usize,
    /// `column`, `row` or nothing.
    pub(super) header: String,
}

/// What a format can say about header cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Pdf,
    /// Word knows header rows and whether the first column is one of headers.
    Word,
    Page,
    /// Markdown knows neither spans nor row headers.
    Markdown,
}

impl Format {
    pub(super) const ALL: [Self; 4] = [Self::Pdf, Self::Word, Self::Page, Self::Markdown];

    /// The ending of its files.
    pub(super) const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Word => "docx",
            Self::Page => "html",
            Self::Markdown => "md",
        }
    }
}

/// Reads a file back.
pub(super) fn read(format: Format, file: &Path) -> Result<Reading, String> {
    let mut reading: Reading = python(
        "read_back.py",
        [std::ffi::OsStr::new(format.extension()), file.as_os_str()],
    )?;
    let texts = reading.attachments.iter_mut().chain(&mut reading.marks);
    for text in texts.chain(&mut reading.furniture) {
        *text = compact(text);
    }
    for block in &mut reading.blocks {
        block.text = compact(&block.text);
        for cell in block.rows.iter_mut().flatten() {
            cell.text = compact(&cell.text);
        }
    }
    Ok(reading)
}

/// The blocks a reader of this format must find.
pub(super) fn expected(document: &Document, format: Format) -> Vec<Block> {
    let text = |kind: &str, level, text: &str| Block {
        kind: kind.to_owned(),
        level,
        text: compact(text),
        rows: Vec::new(),
    };
    let blocks = document.blocks.iter().map(|block| match block {
        document::Block::Heading(heading) => text("heading", heading.level, &heading.text),
        document::Block::Paragraph(paragraph) => text("paragraph", 0, &paragraph.text()),
        document::Block::Table(table) => Block {
            kind: String::from("table"),
            level: 0,
            text: String::new(),
            rows: rows(table, format),
        },
    });
    let signature = document.signature.iter().flat_map(document::Signature::lines);
    std::iter::once(text("title", 0, &document.title))
        .chain(blocks)
        .chain(signature.map(|line| text("paragraph", 0, line)))
        .collect()
}

fn rows(table: &Table, format: Format) -> Vec<Vec<Cell>> {
    let row = |(y, row): (usize, &document::Row)| {
        let cell = |cell: &document::Cell| Cell {
            text: compact(&cell.text),
            row_span: cell.row_span,
            column_span: cell.column_span,
            header: header(cell, y < table.header_rows, format).to_owned(),
        };
        row.cells.iter().map(cell).collect()
    };
    table.rows.iter().enumerate().map(row).collect()
}

fn header(cell: &document::Cell, in_header_row: bool, format: Format) -> &'static str {
    match (format, cell.scope) {
        (Format::Word | Format::Markdown, _) if in_header_row => "column",
        (_, None) => "",
        (Format::Word, Some(_)) => {
            if cell.column == 0 {
                "row"
            } else {
                ""
            }
        }
        (Format::Markdown, Some(_)) => "",
        (_, Some(Scope::Col | Scope::ColGroup)) => "column",
        (_, Some(Scope::Row | Scope::RowGroup)) => "row",
    }
}

/// Every difference between what was read and what was expected.
pub(super) fn differences(found: &[Block], expected: &[Block], format: Format) -> Vec<String> {
    let mut told = Vec::new();
    let (mut at, mut wanted_at) = (0, 0);
    while let (Some(block), Some(wanted)) = (found.get(at), expected.get(wanted_at)) {
        let own = block_differences(block, wanted, format);
        if !own.is_empty() {
            let ahead = |blocks: &[Block], from: usize, one: &Block| {
                let rest = blocks.iter().skip(from + 1).take(LOOK_AHEAD);
                rest.into_iter()
                    .position(|other| other.kind == one.kind && other.text == one.text && one.kind != "table")
            };
            if let Some(extra) = ahead(found, at, wanted) {
                for (number, block) in found.iter().enumerate().skip(at).take(extra + 1) {
                    told.push(format!(
                        "block {number}: {} is there, nothing is expected",
                        shown(block)
                    ));
                }
                at += extra + 1;
                continue;
            }
            if let Some(missing) = ahead(expected, wanted_at, block) {
                for (number, wanted) in expected.iter().enumerate().skip(wanted_at).take(missing + 1) {
                    told.push(format!("block {number}: {} is missing", shown(wanted)));
                }
                wanted_at += missing + 1;
                continue;
            }
        }
        told.extend(own.into_iter().map(|problem| format!("block {wanted_at}: {problem}")));
        at += 1;
        wanted_at += 1;
    }
    for (number, block) in found.iter().enumerate().skip(at) {
        told.push(format!(
            "block {number}: {} is there, nothing is expected",
            shown(block)
        ));
    }
    for (number, wanted) in expected.iter().enumerate().skip(wanted_at) {
        told.push(format!("block {number}: {} is missing", shown(wanted)));
    }
    told
}

/// A block in a message: its kind and how it begins.
fn shown(block: &Block) -> String {
    let begin: String = block.text.chars().take(30).collect();
    match block.level {
        0 => format!("{} {begin:?}", block.kind),
        level => format!("{} {level} {begin:?}", block.kind),
    }
}

fn block_differences(found: &Block, expected: &Block, format: Format) -> Vec<String> {
    if (&found.kind, found.level, &found.text) != (&expected.kind, expected.level, &expected.text) {
        if (&found.kind, found.level) == (&expected.kind, expected.level) {
            return vec![text_difference(&found.text, &expected.text)];
        }
        return vec![format!("{}, expected {}", shown(found), shown(expected))];
    }
    if format == Format::Markdown {
        return flat_differences(&found.rows, &expected.rows);
    }
    let mut told = Vec::new();
    if found.rows.len() != expected.rows.len() {
        told.push(format!("{} rows, expected {}", found.rows.len(), expected.rows.len()));
    }
    for (y, (row, wanted_row)) in found.rows.iter().zip(&expected.rows).enumerate() {
        if row.len() != wanted_row.len() {
            told.push(format!("row {y}: {} cells, expected {}", row.len(), wanted_row.len()));
        }
        for (x, (cell, wanted)) in row.iter().zip(wanted_row).enumerate() {
            if cell != wanted {
                told.push(format!(
                    "row {y}, cell {x}: {}, expected {}",
                    told_cell(cell),
                    told_cell(wanted)
                ));
            }
        }
    }
    told
}

fn told_cell(cell: &Cell) -> String {
    let header = match cell.header.as_str() {
        "" => "data",
        header => header,
    };
    format!("{:?} {}×{} {header}", cell.text, cell.row_span, cell.column_span)
}

/// The first place where two texts differ, with what stands around it.
fn text_difference(found: &str, expected: &str) -> String {
    let same = found
        .chars()
        .zip(expected.chars())
        .take_while(|(one, other)| one == other)
        .count();
    let around = |text: &str| text.chars().skip(same.saturating_sub(6)).take(18).collect::<String>();
    format!("character {same}: {:?}, expected {:?}", around(found), around(expected))
}

/// Tables in a format without spans: every text is there, those below the header in order,
/// and no other. A merged cell may be repeated or left empty.
fn flat_differences(found: &[Vec<Cell>], expected: &[Vec<Cell>]) -> Vec<String> {
    fn texts(rows: &[Vec<Cell>], header: bool) -> Vec<&str> {
        let cells = rows.iter().flatten();
        let cells = cells.filter(|cell| (cell.header == "column") == header && !cell.text.is_empty());
        cells.map(|cell| cell.text.as_str()).collect()
    }
    let mut told = Vec::new();
    for header in [true, false] {
        let (found, wanted) = (texts(found, header), texts(expected, header));
        let strange = found.iter().filter(|text| !wanted.contains(text));
        told.extend(strange.map(|text| format!("{text:?} is in no cell of the table")));
        let mut rest = found.iter();
        let lost = wanted.iter().find(|text| match header {
            // Joined labels stand column by column.
            true => !found.contains(text),
            false => !rest.any(|other| other == *text),
        });
        told.extend(lost.map(|text| format!("{text:?} does not follow")));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Block {
        Block {
            kind: String::from("paragraph"),
            level: 0,
            text: text.to_owned(),
            rows: Vec::new(),
        }
    }

    fn table(rows: &[&[(&str, usize, &str)]]) -> Block {
        let cell = |(text, column_span, header): &(&str, usize, &str)| Cell {
            text: (*text).to_owned(),
            row_span: 1,
            column_span: *column_span,
            header: (*header).to_owned(),
        };
        Block {
            kind: String::from("table"),
            rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
            ..paragraph("")
        }
    }

    #[test]
    fn what_is_equal_is_not_told() {
        let blocks = [
            paragraph("甲"),
            table(&[&[("头", 2, "column")], &[("1", 1, ""), ("2", 1, "")]]),
        ];
        assert!(differences(&blocks, &blocks, Format::Pdf).is_empty());
    }

    #[test]
    fn a_missing_an_added_and_a_changed_paragraph_are_told_once_each() {
        let expected = ["甲", "乙", "丙", "丁"].map(paragraph);
        let found = ["甲", "丙", "外", "丁戊"].map(paragraph);
        assert_eq!(
            differences(&found, &expected, Format::Pdf),
            [
                "block 1: paragraph \"乙\" is missing",
                "block 3: character 0: \"外\", expected \"丁\"",
                "block 3: paragraph \"丁戊\" is there, nothing is expected",
            ]
        );
    }

    #[test]
    fn spans_headers_and_levels_count() {
        let expected = [table(&[&[("头", 2, "column")]])];
        for other in [
            table(&[&[("头", 1, "column")]]),
            table(&[&[("头", 2, "")]]),
            table(&[&[("尾", 2, "column")]]),
            table(&[&[("头", 2, "column"), ("", 1, "")]]),
            table(&[&[("头", 2, "column")], &[]]),
        ] {
            assert_eq!(differences(&[other], &expected, Format::Page).len(), 1);
        }
        let heading = |level| Block {
            kind: String::from("heading"),
            level,
            ..paragraph("一、")
        };
        assert_eq!(differences(&[heading(2)], &[heading(1)], Format::Word).len(), 1);
    }

    #[test]
    fn markdown_may_repeat_a_merged_cell_but_not_lose_or_invent_one() {
        let expected = [table(&[
            &[("头", 2, "column")],
            &[("甲", 1, "column"), ("乙", 1, "column")],
            &[("1", 1, ""), ("2", 1, "")],
        ])];
        let told = |labels: &[&str], texts: &[&str]| {
            let header: Vec<_> = labels.iter().map(|text| (*text, 1, "column")).collect();
            let body: Vec<_> = texts.iter().map(|text| (*text, 1, "")).collect();
            differences(&[table(&[&header, &body])], &expected, Format::Markdown).len()
        };
        let labels = ["头", "甲", "头", "乙"];
        assert_eq!(told(&labels, &["1", "1", "2"]), 0);
        assert_eq!(told(&labels, &["", "2", "1"]), 1);
        assert_eq!(told(&labels, &["1", "2", "3"]), 1);
        assert_eq!(told(&["头", "甲"], &["1", "2"]), 1);
        assert_eq!(told(&["头", "甲", "乙", "丙"], &["1", "2"]), 1);
    }
}
