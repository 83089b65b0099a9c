//! Pieces of content into the text of a paragraph or a cell.

use super::tree::{Element, Kid, Pieces};
use crate::content::Placed;
use crate::left_out::{self, LeftOut};
use crate::text;

/// A part of a paragraph.
pub(crate) enum Run {
    /// What is drawn.
    Drawn(Vec<Placed>),
    /// What it reads as, whatever is drawn.
    Reads(String),
}

/// The text of a paragraph, its lines as one.
pub(crate) fn paragraph(runs: &[Run]) -> String {
    text::join(lines(runs).iter().map(String::as_str))
}

fn lines(runs: &[Run]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut glyphs: Vec<Placed> = Vec::new();
    for run in runs {
        match run {
            Run::Drawn(more) => glyphs.extend(more),
            Run::Reads(text) => {
                lines.extend(text::flow(&glyphs).into_iter().map(|line| line.text));
                glyphs.clear();
                lines.push(text.clone());
            }
        }
    }
    lines.extend(text::flow(&glyphs).into_iter().map(|line| line.text));
    lines
}

/// What of it is not read.
pub(crate) fn left_out(runs: &[Run]) -> LeftOut {
    let drawn = runs.iter().filter_map(|run| match run {
        Run::Drawn(glyphs) => Some(glyphs),
        Run::Reads(_) => None,
    });
    left_out::left_out(drawn.flatten())
}

/// The text of a cell: its paragraphs, one a line; and what of it is not read.
pub(crate) fn cell(element: &Element, pieces: &Pieces) -> (String, LeftOut) {
    let (mut paragraphs, mut open) = (Vec::new(), Vec::new());
    gather(element, pieces, &mut paragraphs, &mut open);
    close(&mut paragraphs, &mut open);
    let mut glyphs = Vec::new();
    element.each_piece(&mut |piece| glyphs.extend(pieces.get(&piece).into_iter().flatten().copied()));
    (paragraphs.join("\n"), left_out::left_out(&glyphs))
}

fn gather(element: &Element, pieces: &Pieces, paragraphs: &mut Vec<String>, open: &mut Vec<Run>) {
    if let Some(text) = &element.reads {
        open.push(Run::Reads(text.clone()));
        return;
    }
    for kid in &element.kids {
        match kid {
            Kid::Piece(piece) => open.push(Run::Drawn(pieces.get(piece).cloned().unwrap_or_default())),
            Kid::Element(inner) if inner.kind.is_within() => {
                gather(inner, pieces, paragraphs, open);
            }
            Kid::Element(inner) => {
                close(paragraphs, open);
                gather(inner, pieces, paragraphs, open);
                close(paragraphs, open);
            }
        }
    }
}

/// Ends the open paragraph.
fn close(paragraphs: &mut Vec<String>, open: &mut Vec<Run>) {
    let lines = lines(&std::mem::take(open));
    let text = text::join_in_cell(lines.iter().map(String::as_str));
    if !text.is_empty() {
        paragraphs.push(text);
    }
}
