//! A file with tags, read by them (ISO 32000-1, 14.7 and 14.8): its tree of headings, paragraphs,
//! lists and tables, each with the pieces of the pages that it is made of.
//!
//! Tags are believed only where they can be: every character that is no furniture hangs in the
//! tree, and cells of a table stand on the page as the tree has them. Else the file is read by
//! where things stand.

mod passage;
mod read;
mod table;
mod tree;

use std::collections::BTreeMap;

use nianbao_model::chars;

use self::tree::{Element, Piece, Pieces};
use crate::content::{Drawing, Placed};
use crate::fault::Fault;
use crate::file::{Document, Page};
use crate::grid::{self, Item};
use crate::left_out;
use crate::text;

/// Reads a file by its tags; nothing if it has none that can be believed.
pub(crate) fn read(document: &Document<'_>, pages: &[Page], drawings: &[Drawing]) -> Result<Option<Vec<Item>>, Fault> {
    let Some(mut tree) = tree::read(document, pages)? else {
        return Ok(None);
    };
    let mut pieces = Pieces::new();
    let mut loose = Vec::new();
    for (page, drawing) in drawings.iter().enumerate() {
        for glyph in &drawing.glyphs {
            let is_blank = text::is_blank(glyph.c);
            match glyph.mark {
                _ if glyph.is_artifact => {}
                // Which cell it belongs to, the page has to tell.
                _ if glyph.is_crossed && chars::digit(glyph.c).is_some() => return Ok(None),
                None if glyph.left_out.is_some() => loose.push(*glyph),
                Some(mark) => pieces.entry(Piece { page, mark }).or_default().push(*glyph),
                None if is_blank => {}
                None => return Ok(None),
            }
        }
    }
    tree.forget(&pieces);
    if !hangs(&tree, &pieces) {
        return Ok(None);
    }
    let mut items: Vec<Item> = drawings.iter().flat_map(artifacts).collect();
    items.extend(grid::left_out(left_out::left_out(&loose)));
    match read::items(&tree, &pieces) {
        Some(read) => items.extend(read),
        None => return Ok(None),
    }
    Ok(Some(items))
}

/// What a page says is its furniture.
fn artifacts(drawing: &Drawing) -> Vec<Item> {
    let glyphs: Vec<Placed> = drawing
        .glyphs
        .iter()
        .copied()
        .filter(|glyph| glyph.is_artifact)
        .collect();
    let lines = text::flow(&glyphs).into_iter();
    let lines = lines.map(|line| Item::Text(nianbao_model::source::LineRole::Furniture, line.text));
    grid::left_out(left_out::left_out(&glyphs)).chain(lines).collect()
}

/// Whether every piece with something to read hangs in the tree, once.
fn hangs(tree: &Element, pieces: &Pieces) -> bool {
    let mut hung: BTreeMap<Piece, usize> = BTreeMap::new();
    tree.each_piece(&mut |piece| *hung.entry(piece).or_default() += 1);
    let is_read = |glyph: &Placed| glyph.left_out.is_none() && !text::is_blank(glyph.c);
    let reads = |glyphs: &[Placed]| glyphs.iter().any(is_read);
    hung.values().all(|count| *count == 1)
        && pieces
            .iter()
            .all(|(piece, glyphs)| hung.contains_key(piece) || !reads(glyphs))
}
