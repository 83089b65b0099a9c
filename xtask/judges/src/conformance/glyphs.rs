//! The glyph boxes of a PDF's pages, and the lines they make up. All measures are in
//! points from the page's top left.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::tools::python;

/// A page as `python/glyphs.py` prints it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Page {
    pub(super) number: usize,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
}

/// A glyph: its em box, and where it really has ink.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) face: String,
    pub(super) size: f64,
    pub(super) x: [f64; 2],
    pub(super) y: [f64; 2],
    pub(super) ink_x: [f64; 2],
    pub(super) ink_y: [f64; 2],
    /// The block of the tag tree it belongs to; none for page numbers and their like.
    pub(super) block: Option<usize>,
    /// In a table: the row, and which of the cells that begin in it.
    #[serde(default)]
    pub(super) row: usize,
    #[serde(default)]
    pub(super) cell: usize,
}

impl Glyph {
    /// Its first character.
    pub(super) fn char(&self) -> char {
        self.text.chars().next().unwrap_or_default()
    }
}

/// A straight line, of a table.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Rule {
    pub(super) x: [f64; 2],
    pub(super) y: [f64; 2],
}

/// Glyphs of one block or cell that stand on one line, from left to right.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) page: usize,
    pub(super) block: Option<usize>,
    pub(super) row: usize,
    pub(super) cell: usize,
    pub(super) glyphs: Vec<&'a Glyph>,
}

impl Line<'_> {
    pub(super) fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
    }

    /// The upper and lower edge of the em boxes.
    pub(super) fn y(&self) -> [f64; 2] {
        let fold =
            |at: usize, pick: fn(f64, f64) -> f64, from| self.glyphs.iter().map(|glyph| glyph.y[at]).fold(from, pick);
        [fold(0, f64::min, f64::INFINITY), fold(1, f64::max, f64::NEG_INFINITY)]
    }

    pub(super) fn first(&self) -> Option<&Glyph> {
        self.glyphs.first().copied()
    }

    pub(super) fn last(&self) -> Option<&Glyph> {
        self.glyphs.last().copied()
    }

    /// Its place for a message.
    pub(super) fn place(&self) -> String {
        let begin: String = self.text().chars().take(14).collect();
        format!("page {}, {begin:?}", self.page)
    }
}

/// Reads the pages of a PDF.
pub(super) fn pages(pdf: &Path) -> Result<Vec<Page>, String> {
    python("glyphs.py", [pdf])
}

/// The lines of a page, those of one block or cell together, from top to bottom.
pub(super) fn lines(page: &Page) -> Vec<Line<'_>> {
    let mut found: BTreeMap<(Option<usize>, usize, usize, i64), Vec<&Glyph>> = BTreeMap::new();
    for glyph in &page.glyphs {
        // A tenth of a point apart is another line: the same line has the same origin.
        let baseline = (glyph.y[1] * 10.0).round() as i64;
        found
            .entry((glyph.block, glyph.row, glyph.cell, baseline))
            .or_default()
            .push(glyph);
    }
    let lines = found.into_iter().map(|((block, row, cell, _), mut glyphs)| {
        glyphs.sort_by(|one, other| one.x[0].total_cmp(&other.x[0]));
        Line {
            page: page.number,
            block,
            row,
            cell,
            glyphs,
        }
    });
    lines.collect()
}

#[cfg(test)]
pub(super) mod testing {
    use super::*;

    /// A line of glyphs of one size, side by side from `x` on.
    pub(crate) fn set(text: &str, x: f64, y: f64, size: f64, pitch: f64, block: usize) -> Vec<Glyph> {
        let glyph = |(at, c): (usize, char)| {
            let left = x + at as f64 * pitch;
            Glyph {
                text: c.to_string(),
                face: String::from("FandolFang-Regular"),
                size,
                x: [left, left + size],
                y: [y, y + size],
                ink_x: [left + 1.0, left + size - 1.0],
                ink_y: [y + 1.0, y + size - 1.0],
                block: Some(block),
                row: 0,
                cell: 0,
            }
        };
        text.chars().enumerate().map(glyph).collect()
    }

    pub(crate) fn page(number: usize, glyphs: Vec<Glyph>) -> Page {
        Page {
            number,
            width: 595.276,
            height: 841.89,
            glyphs,
            rules: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_apart_by_block_and_by_height_and_read_from_left_to_right() {
        let mut glyphs = testing::set("甲乙", 80.0, 100.0, 16.0, 16.0, 1);
        glyphs.reverse();
        glyphs.extend(testing::set("丙", 80.0, 129.0, 16.0, 16.0, 1));
        glyphs.extend(testing::set("丁", 80.0, 129.0, 16.0, 16.0, 2));
        let page = testing::page(1, glyphs);
        let texts: Vec<String> = lines(&page).iter().map(Line::text).collect();
        assert_eq!(texts, ["甲乙", "丙", "丁"]);
    }
}
