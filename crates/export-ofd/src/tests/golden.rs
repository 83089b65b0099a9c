//! A small report as it is written, part by part, and kept: whatever changes in a file is seen in
//! the change that changes it. Whether it is right is for the other tests and the judges to say.

use std::fmt::Write as _;

use nianbao_model::document::{Block, Scope};
use nianbao_testing::document::{cell, heading, link, paragraph, run, table};

use super::reader::Parts;
use super::{document, made};

/// The parts that are XML, an element a line; of the others, the typefaces, their size alone.
fn shown(parts: &Parts) -> String {
    let mut text = String::new();
    for (path, content) in parts {
        match std::str::from_utf8(content) {
            Ok(xml) if path.ends_with(".xml") => {
                let _ = writeln!(text, "=== {path}\n{}\n", in_lines(xml));
            }
            _ => {
                let _ = writeln!(text, "=== {path}: {} bytes\n", content.len());
            }
        }
    }
    text
}

/// Each element that holds others on a line of its own, and what is in it under it.
fn in_lines(xml: &str) -> String {
    let mut lines = Vec::new();
    let mut depth = 0_usize;
    for line in xml.replace("><", ">\n<").lines() {
        if line.starts_with("</") {
            depth -= 1;
        }
        lines.push(format!("{}{line}", "  ".repeat(depth)));
        if line.starts_with('<') && !line.starts_with("<?") && !line.ends_with("/>") && !line.contains("</") {
            depth += 1;
        }
    }
    lines.join("\n")
}

#[test]
fn a_small_report_is_written_as_kept() {
    let rows = [
        vec![
            cell(0, (1, 1), Some(Scope::Col), "信息内容"),
            cell(1, (1, 1), Some(Scope::Col), "本年制发件数"),
        ],
        vec![cell(0, (1, 1), Some(Scope::Row), "规章"), cell(1, (1, 1), None, "12")],
    ];
    let mut report = document(vec![
        heading(1, 1, "一、总体情况"),
        paragraph([run("见"), link("网站", "https://a.cn/"), run("；2024年公开“政策”3件。")]),
        Block::Table(table("主动公开", 2, (1, 1), rows)),
    ]);
    report.mark = Some("草稿".into());
    let parts = made(&report, &[]);
    insta::assert_snapshot!(shown(&parts));
    assert_eq!(made(&report, &[]), parts, "always the same");
}
