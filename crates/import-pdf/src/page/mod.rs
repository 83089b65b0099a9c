//! A file without tags, or with tags that are not to be trusted, read by where things stand:
//! tables from their ruling lines, paragraphs from their indents, and what pages repeat left
//! out. What a text means is not asked, except whether a line is a page's number.

mod across;
mod footnotes;
mod furniture;
mod lattice;
mod overhang;
mod paragraphs;
mod sheet;
mod slices;
mod table;

use std::collections::BTreeSet;

use nianbao_model::source::{LineRole, RemarkKind};

use self::sheet::{Block, Sheet};
use self::slices::Found;
use self::table::Table;
use crate::content::{Drawing, Placed};
use crate::fault::Fault;
use crate::grid::{self, Item};
use crate::left_out::{self, LeftOut};
use crate::text;

/// Reads pages by where things stand on them.
pub(crate) fn read(drawings: &[Drawing]) -> Result<Vec<Item>, Fault> {
    let mut items = Vec::new();
    let mut found = Vec::new();
    // What stands aslant on every page is told once.
    let mut watermarks: BTreeSet<String> = BTreeSet::new();
    for drawing in drawings {
        let (glyphs, others): (Vec<Placed>, Vec<Placed>) = drawing
            .glyphs
            .iter()
            .copied()
            .partition(|glyph| glyph.is_upright && !glyph.is_artifact);
        found.push(Found::new(drawing, glyphs)?);
        let (marked, turned): (Vec<Placed>, Vec<Placed>) = others.into_iter().partition(|glyph| glyph.is_upright);
        items.extend(grid::left_out(left_out::left_out(turned.iter().chain(&marked))));
        items.extend(text::lines(marked).0.into_iter().map(|line| furniture(line.text)));
        watermarks.extend(aslant(&turned));
    }
    items.extend(
        watermarks
            .into_iter()
            .map(|text| Item::LeftOut(RemarkKind::Watermark, text)),
    );
    slices::settle(&mut found);
    let mut sheets = Vec::new();
    for (number, found) in (1..).zip(found) {
        let (sheet, left_out) = blocks(found, number);
        sheets.push(sheet);
        items.extend(grid::left_out(left_out));
    }
    items.extend(furniture::take(&mut sheets).into_iter().map(furniture));
    let notes = footnotes::take(&mut sheets).into_iter();
    items.extend(notes.map(|note| Item::LeftOut(RemarkKind::Footnote, note)));
    let body = paragraphs::Body::of(&mut sheets);
    items.extend(body.items(across::join(sheets)));
    Ok(items)
}

/// The texts of characters that do not stand level, in the order in which they were drawn.
fn aslant(glyphs: &[Placed]) -> Vec<String> {
    /// Characters of one text are no farther apart than so many times their size.
    const APART: f64 = 2.5;
    let mut words: Vec<String> = Vec::new();
    let mut before: Option<&Placed> = None;
    for glyph in glyphs.iter().filter(|glyph| !text::is_blank(glyph.c)) {
        let distance = before.map(|last| (last.left - glyph.left).hypot(last.base - glyph.base));
        match words.last_mut() {
            Some(word) if distance.is_some_and(|distance| distance <= glyph.size * APART) => word.push(glyph.c),
            _ => words.push(glyph.c.to_string()),
        }
        before = Some(glyph);
    }
    words
}

/// A line that belongs to the page and not to the report.
fn furniture(text: String) -> Item {
    Item::Text(LineRole::Furniture, text)
}

/// What stands on a page: tables where ruling lines make them, else lines; and what nobody reads of a page on
/// which nothing else stands.
fn blocks(found: Found, number: usize) -> (Sheet, LeftOut) {
    let Found {
        tables,
        mut glyphs,
        width,
        height,
        ..
    } = found;
    let mut blocks = Vec::new();
    // The smallest first: one may stand inside another.
    for lattice in tables {
        let inside = |glyph: &Placed| lattice.holds(glyph.middle(), glyph.level());
        let (own, rest): (Vec<Placed>, Vec<Placed>) = glyphs.into_iter().partition(inside);
        glyphs = rest;
        if own.iter().any(|glyph| !text::is_blank(glyph.c)) {
            let hanging = overhang::take(&lattice, &mut glyphs);
            blocks.push(Block::Table(Table::read(&lattice, own, hanging, number)));
        }
    }
    let (lines, left_out) = text::lines(glyphs);
    blocks.extend(lines.into_iter().map(Block::Line));
    blocks.sort_by(|a, b| a.top().total_cmp(&b.top()));
    (Sheet { width, height, blocks }, left_out)
}
