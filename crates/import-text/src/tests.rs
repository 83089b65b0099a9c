//! One text in every format.

use std::sync::Arc;

use docx_rs::{Docx, Paragraph, Run, Style, StyleType};
use nianbao_model::Source;
use nianbao_model::label::marker;
use nianbao_model::plugin::{Amount, ImportFault, Importer, importers};
use nianbao_model::source::LineRole;
use nianbao_testing::files::packed;

const NARRATIVE: &str = include_str!("../../../examples/chongqing-customs-2020/source/narrative.txt");

/// Reads bytes with the one importer that recognises them.
fn read(bytes: &[u8], expected: &str) -> Source {
    let takers: Vec<_> = importers()
        .into_iter()
        .filter(|importer| importer.recognizes(bytes))
        .collect();
    let ids: Vec<_> = takers.iter().map(|importer| importer.id()).collect();
    assert_eq!(ids, [expected]);
    takers[0].import(&Arc::from("正文"), bytes).unwrap()
}

fn texts(source: &Source) -> Vec<&str> {
    source.lines.iter().map(|line| line.text.as_str()).collect()
}

fn levels(source: &Source) -> Vec<u8> {
    let level = |role| match role {
        LineRole::Heading(level) => level,
        _ => 0,
    };
    source.lines.iter().map(|line| level(line.role)).collect()
}

/// The level of a heading of the narrative, or none for its paragraphs.
fn level(line: &str) -> Option<usize> {
    let level = marker(line)?.level;
    (line.chars().count() <= 40).then_some(usize::from(level))
}

fn markdown() -> String {
    let blocks: Vec<_> = NARRATIVE
        .lines()
        .map(|line| match level(line) {
            Some(level) => format!("{} {line}", "#".repeat(level + 1)),
            None => line.to_owned(),
        })
        .collect();
    blocks.join("\n\n")
}

fn docx() -> Vec<u8> {
    let styles =
        (1..=4).map(|level| Style::new(format!("h{level}"), StyleType::Paragraph).name(format!("heading {level}")));
    let docx = styles.fold(Docx::new(), Docx::add_style);
    let docx = NARRATIVE.lines().fold(docx, |docx, line| {
        let paragraph = Paragraph::new().add_run(Run::new().add_text(line));
        docx.add_paragraph(match level(line) {
            Some(level) => paragraph.style(&format!("h{}", level + 1)),
            None => paragraph,
        })
    });
    packed(docx)
}

#[test]
fn one_narrative_reads_the_same_from_every_format() {
    let expected: Vec<&str> = NARRATIVE.lines().collect();
    let plain = read(NARRATIVE.as_bytes(), "text");
    let indented: Vec<_> = expected
        .iter()
        .map(|line| format!("\u{3000}\u{3000}{line} \r\n"))
        .collect();
    let indented = read(indented.join("\r\n").as_bytes(), "text");
    let markdown = read(markdown().as_bytes(), "markdown");
    let docx = read(&docx(), "docx");
    for source in [&plain, &indented, &markdown, &docx] {
        assert_eq!(texts(source), expected);
        assert!(source.remarks.is_empty() && source.sheets.is_empty());
    }
    assert_eq!(levels(&markdown), levels(&docx));
    let headings = levels(&docx).iter().filter(|level| **level > 0).count();
    assert_eq!(headings, expected.iter().filter(|line| level(line).is_some()).count());
    assert!(headings > 15, "{headings}");
    assert!(levels(&plain).iter().all(|level| *level == 0));
}

#[test]
fn a_caller_can_tell_one_fault_from_another() {
    let importers: [(&dyn Importer, u64); 2] = [(&crate::MarkdownImporter, 1 << 20), (&crate::TextImporter, 4 << 20)];
    for (importer, limit) in importers {
        let fault = |bytes: &[u8]| importer.import(&Arc::from("正文"), bytes).expect_err("refused").fault;
        assert_eq!(fault(b"a\0b"), ImportFault::Unsupported);
        let long = "a".repeat(limit as usize + 1);
        assert_eq!(fault(long.as_bytes()), ImportFault::TooLarge(Amount::Bytes(limit)));
    }
}
