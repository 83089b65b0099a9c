//! A table on one page: what stands in which cell. Where figures cannot be told apart, the table
//! is doubtful, and nothing of it is read: a figure in the wrong column would be worse.

use nianbao_model::chars::digit;

use super::lattice::Lattice;
use crate::content::{Area, Placed};
use crate::left_out::{self, LeftOut};
use crate::text::{self, Line};

/// A cell: its rows and columns (top, left, bottom, right, from zero), and what stands in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Cell {
    pub(crate) span: [usize; 4],
    pub(crate) text: String,
    /// What stands in it and is not read.
    pub(crate) left_out: LeftOut,
    /// How much room is left behind its last line.
    pub(crate) room: f64,
    /// How much room its first line needs to begin.
    pub(crate) head: f64,
}

/// A table on one page, or on several once they are joined.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    /// The page it begins on, from one.
    pub(crate) page: usize,
    pub(crate) area: Area,
    /// Where its columns begin and end.
    pub(crate) columns: Vec<f64>,
    pub(crate) rows: usize,
    pub(crate) cells: Vec<Cell>,
    /// Whether it cannot be told what stands in which cell.
    pub(crate) is_doubtful: bool,
}

/// Digits of two cells that are nearer to each other than this part of their size may be one
/// number, over a line.
const CROWDED: f64 = 0.15;
/// Digits of one number are no smaller than this part of each other.
const ALIKE: f64 = 0.9;
/// A line of digits with so many times its size left beside it was not broken for want of room.
const ROOM: f64 = 2.0;
/// Two numbers in one cell, this part of their size apart, may belong to two.
const APART: f64 = 1.0;
/// A digit that a line runs through more than this part of its width from its edge.
const CUT: f64 = 0.25;

impl Table {
    /// Puts characters into the cells of a grid, and those that hang over its end into the cells they belong to.
    pub(crate) fn read(lattice: &Lattice, glyphs: Vec<Placed>, hanging: Vec<(usize, Placed)>, page: usize) -> Self {
        let ends = |tracks: &[f64]| {
            (
                tracks.first().copied().unwrap_or(0.0),
                tracks.last().copied().unwrap_or(0.0),
            )
        };
        let ((left, right), (top, bottom)) = (ends(&lattice.columns), ends(&lattice.rows));
        let seen: Vec<&Placed> = glyphs.iter().filter(|glyph| glyph.left_out.is_none()).collect();
        let is_crossed = seen.iter().any(|glyph| glyph.is_crossed && digit(glyph.c).is_some());
        let is_doubtful = !lattice.is_whole || is_crossed || is_crowded(lattice, &seen);
        let mut table = Self {
            page,
            area: Area {
                left,
                top,
                right,
                bottom,
            },
            columns: lattice.columns.clone(),
            rows: lattice.rows.len().saturating_sub(1),
            cells: Vec::new(),
            is_doubtful,
        };
        let mut placed: std::collections::BTreeMap<usize, Vec<Placed>> = std::collections::BTreeMap::new();
        for glyph in glyphs {
            if let Some(cell) = lattice.cell_at(glyph.middle(), glyph.level()) {
                placed.entry(cell).or_default().push(glyph);
            }
        }
        for (cell, glyph) in hanging {
            placed.entry(cell).or_default().push(glyph);
        }
        for (cell, span) in lattice.spans() {
            let glyphs = placed.remove(&cell).unwrap_or_default();
            table.is_doubtful |= has_two_numbers(&glyphs);
            let left_out = left_out::left_out(&glyphs);
            let (lines, _) = text::lines(glyphs);
            let edge = |track: usize| lattice.columns.get(track).copied().unwrap_or(right);
            let text = text_of(&lines, edge(span[3] + 1) - edge(span[1]));
            table.cells.push(Cell {
                span,
                text,
                left_out,
                room: room(&lines, edge(span[1]), edge(span[3] + 1)),
                head: lines.first().map_or(0.0, |line| line.head),
            });
        }
        table
    }

    /// The text of a row, for a person who looks for the table.
    pub(crate) fn row_text(&self, row: usize) -> String {
        let cells = self
            .cells
            .iter()
            .filter(|cell| cell.span[0] == row && !cell.text.is_empty());
        cells.map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// The lines of a cell of this width as one text. A number goes on in the next line only where there was no room for
/// more of it.
fn text_of(lines: &[Line], width: f64) -> String {
    let is_number = |line: &Line| !line.text.is_empty() && line.text.chars().all(|c| digit(c).is_some());
    let has_room = |line: &Line| width - (line.right - line.left) > line.size * ROOM;
    if lines.iter().all(is_number) && lines.iter().rev().skip(1).any(has_room) {
        return lines
            .iter()
            .map(|line| line.text.as_str())
            .collect::<Vec<_>>()
            .join(" ");
    }
    text::join(lines.iter().map(|line| line.text.as_str()))
}

/// How much room is left behind the last of these lines, which stand in a cell with these edges: text comes as near
/// to one edge as to the other.
fn room(lines: &[Line], left: f64, right: f64) -> f64 {
    let gaps = lines.iter().map(|line| (line.left - left).min(right - line.right));
    let gap = gaps.fold(f64::INFINITY, f64::min).max(0.0);
    let last = lines.last().map_or(0.0, |line| line.right - line.left);
    right - left - gap * 2.0 - last
}

/// Whether digits of one number may stand in two cells.
fn is_crowded(lattice: &Lattice, glyphs: &[&Placed]) -> bool {
    let mut digits: Vec<&Placed> = glyphs
        .iter()
        .copied()
        .filter(|glyph| digit(glyph.c).is_some())
        .collect();
    let cell = |glyph: &Placed| lattice.cell_at(glyph.middle(), glyph.level());
    let edges = |glyph: &Placed| {
        let cut = (glyph.right - glyph.left) * CUT;
        [glyph.left + cut, glyph.right - cut].map(|x| lattice.cell_at(x, glyph.level()))
    };
    if digits.iter().any(|glyph| edges(glyph)[0] != edges(glyph)[1]) {
        return true;
    }
    digits.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    digits.windows(2).any(|pair| {
        let [a, b] = [pair[0], pair[1]];
        let is_near = (a.base - b.base).abs() < 1.0 && (b.left - a.right).abs() < a.size * CROWDED;
        is_near && cell(a) != cell(b)
    })
}

/// Whether two numbers and nothing else stand side by side in one cell.
fn has_two_numbers(glyphs: &[Placed]) -> bool {
    let is_seen = |glyph: &&Placed| glyph.left_out.is_none() && !text::is_blank(glyph.c);
    let mut visible: Vec<&Placed> = glyphs.iter().filter(is_seen).collect();
    let is_part = |c: char| digit(c).is_some() || matches!(c, '.' | ',' | '-' | '−' | '－' | '%');
    if !visible.iter().all(|glyph| is_part(glyph.c)) {
        return false;
    }
    visible.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    visible.windows(2).any(|pair| {
        let is_one_line = (pair[0].base - pair[1].base).abs() < 1.0;
        let sizes = [pair[0].size.min(pair[1].size), pair[0].size.max(pair[1].size)];
        is_one_line && (pair[1].left - pair[0].right > pair[0].size * APART || sizes[0] < sizes[1] * ALIKE)
    })
}
