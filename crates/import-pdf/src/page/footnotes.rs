//! Footnotes at the bottom of pages: smaller lines, each with its number, which is raised in the text above. They
//! are told as the notes of a Word file are, and their marks are taken out of the text.

use std::collections::BTreeMap;

use nianbao_model::chars;

use super::sheet::{Block, Sheet};
use crate::text::Line;

/// A note's size is no more than this part of the text's.
const SMALL: f64 = 0.93;

/// Takes the notes out of pages, with their marks in the text.
pub(super) fn take(sheets: &mut [Sheet]) -> Vec<String> {
    let Some(size) = size_of_text(sheets) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for sheet in sheets {
        let small = |block: &&Block| matches!(block, Block::Line(line) if line.size < size * SMALL);
        let first = sheet.blocks.len() - sheet.blocks.iter().rev().take_while(small).count();
        let (notes, marks) = notes(&sheet.blocks[first..]);
        let above = || sheet.blocks[..first].iter().filter_map(as_line);
        let is_marked = |mark: &String| above().any(|line| line.text.contains(mark.as_str()));
        if marks.is_empty() || !marks.iter().all(is_marked) {
            continue;
        }
        sheet.blocks.truncate(first);
        for block in &mut sheet.blocks {
            if let Block::Line(line) = block {
                marks
                    .iter()
                    .for_each(|mark| line.text = line.text.replace(mark.as_str(), ""));
            }
        }
        all.extend(notes);
    }
    all
}

/// The notes that lines at the foot of a page are, and the marks of their numbers; none if the first has no number.
fn notes(foot: &[Block]) -> (Vec<String>, Vec<String>) {
    let (mut notes, mut marks): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for line in foot.iter().filter_map(as_line) {
        match (mark(&line.text), notes.last_mut()) {
            (Some(mark), _) => {
                notes.push(line.text.clone());
                marks.push(mark);
            }
            (None, Some(note)) => note.push_str(&line.text),
            (None, None) => return (Vec::new(), Vec::new()),
        }
    }
    (notes, marks)
}

/// The mark in the text of the number that a line begins with: `1.`, `[2]`, `③`, `¹`.
fn mark(line: &str) -> Option<String> {
    let line = line.trim_start().trim_start_matches(['[', '\u{ff3b}', '〔']);
    let first = line.chars().next()?;
    if ('①'..='⑳').contains(&first) {
        return Some(first.to_string());
    }
    let is_digit = |c: &char| chars::digit(*c).is_some() || "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(*c);
    let digits: String = line.chars().take_while(is_digit).collect();
    (1..=2)
        .contains(&digits.chars().count())
        .then(|| chars::raised(&digits))
}

fn as_line(block: &Block) -> Option<&Line> {
    match block {
        Block::Line(line) => Some(line),
        Block::Table(_) => None,
    }
}

/// The size that most characters outside of tables have.
fn size_of_text(sheets: &[Sheet]) -> Option<f64> {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for line in sheets.iter().flat_map(Sheet::lines) {
        // In tenths of a point.
        *counts.entry((line.size * 10.0).round() as i64).or_default() += line.text.chars().count();
    }
    let (size, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    Some(size as f64 / 10.0)
}
