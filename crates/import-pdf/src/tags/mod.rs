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

use self::tree::{Element, Piece, Pieces};
use crate::content::{Drawing, Placed};
use crate::fault::Fault;
use crate::file::{Document, Page};
use crate::grid::Item;
use crate::text;

/// Reads a file by its tags; nothing if it has none that can be believed.
pub(crate) fn read(document: &Document<'_>, pages: &[Page], drawings: &[Drawing]) -> Result<Option<Vec<Item>>, Fault> {
    let Some(tree) = tree::read(document, pages)? else {
        return Ok(None);
    };
    let mut pieces = Pieces::new();
    for (page, drawing) in drawings.iter().enumerate() {
        for glyph in &drawing.glyphs {
            let is_blank = text::is_blank(glyph.c);
            match glyph.mark {
                _ if glyph.is_artifact => {}
                Some(mark) => pieces.entry(Piece { page, mark }).or_default().push(*glyph),
                None if is_blank => {}
                None => return Ok(None),
            }
        }
    }
    if !hangs(&tree, &pieces) {
        return Ok(None);
    }
    let mut items: Vec<Item> = drawings.iter().flat_map(artifacts).collect();
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
    lines
        .map(|line| Item::Text(nianbao_model::source::LineRole::Furniture, line.text))
        .collect()
}

/// Whether every piece with something to read hangs in the tree, once.
fn hangs(tree: &Element, pieces: &Pieces) -> bool {
    let mut hung: BTreeMap<Piece, usize> = BTreeMap::new();
    tree.each_piece(&mut |piece| *hung.entry(piece).or_default() += 1);
    let reads = |glyphs: &[Placed]| glyphs.iter().any(|glyph| !text::is_blank(glyph.c));
    hung.values().all(|count| *count == 1)
        && pieces
            .iter()
            .all(|(piece, glyphs)| hung.contains_key(piece) || !reads(glyphs))
}
