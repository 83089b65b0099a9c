//! Which face, in which size, each part of the document is set in: the names of the
//! embedded fonts.

use std::collections::BTreeMap;

use nianbao_model::Document;
use nianbao_model::document::Block;

use super::measure::Measure;
use super::sheet::Sheet;
use crate::conformance::glyphs::Glyph;

/// The face of a rank of heading, as embedded.
const fn face(rank: u8) -> &'static str {
    match rank {
        1 => "FandolHei-Regular",
        2 => "FandolKai-Regular",
        _ => "FandolFang-Regular",
    }
}

/// The rank of each block as read that is a heading; the title comes first.
pub(super) fn ranks(document: &Document) -> Vec<Option<u8>> {
    let ranks = document.blocks.iter().map(|block| match block {
        Block::Heading(heading) => Some(heading.rank),
        _ => None,
    });
    std::iter::once(None).chain(ranks).collect()
}

pub(super) fn measures(sheet: &Sheet<'_>, document: &Document) -> Vec<Measure> {
    let glyphs = |kinds| sheet.lines_of(kinds).flat_map(|line| line.glyphs.iter().copied());
    let ranked = |ranks: &'static [u8]| {
        let lines = sheet.lines_of(&["heading"]).filter(move |line| {
            let rank = line.block.and_then(|block| sheet.ranks.get(block).copied().flatten());
            rank.is_some_and(|rank| ranks.contains(&rank))
        });
        lines.flat_map(|line| line.glyphs.iter().copied())
    };
    let (leads, body) = leads(sheet, document);
    // Beside the brush faces Western letters and figures are those of 宋体.
    let brush = body.iter().copied().chain(ranked(&[2, 3, 4]));
    let western = brush.filter(|glyph| is_western(glyph));
    let mut found = vec![
        set_in("title", glyphs(&["title"]), "FandolSong-Bold", Some(22.0)),
        set_in("level 1 「一、」", ranked(&[1]), face(1), Some(16.0)),
        set_in(
            "level 2 「（一）」",
            ranked(&[2]).filter(|glyph| !is_western(glyph)),
            face(2),
            Some(16.0),
        ),
        set_in(
            "level 3 「1.」, level 4 「（1）」",
            ranked(&[3, 4]).filter(|glyph| !is_western(glyph)),
            face(3),
            Some(16.0),
        ),
    ];
    for (rank, item) in [
        (1, "heading 「一、」 in its paragraph"),
        (2, "heading 「（一）」 in its paragraph"),
    ] {
        let glyphs = leads
            .iter()
            .filter(|(found, glyph)| *found == rank && !is_western(glyph))
            .map(|(_, glyph)| *glyph);
        found.push(set_in(item, glyphs, face(rank), Some(16.0)));
    }
    let chinese = body.iter().copied().filter(|glyph| !is_western(glyph));
    found.push(set_in("body text", chinese, "FandolFang-Regular", Some(16.0)));
    found.push(set_in(
        "Western letters and figures in it",
        western,
        "FandolSong-Regular",
        Some(16.0),
    ));
    found.push(set_in("tables", glyphs(&["table"]), "FandolSong-Regular", None));
    found
}

/// The glyphs of headings that run into their paragraphs, and those of all other text.
fn leads<'a>(sheet: &Sheet<'a>, document: &Document) -> (Vec<(u8, &'a Glyph)>, Vec<&'a Glyph>) {
    let (mut leads, mut body) = (Vec::new(), Vec::new());
    for lines in sheet.by_block(&["paragraph"]) {
        // The title is the first block of the file, and none of the document's.
        let at = lines.first().and_then(|line| line.block?.checked_sub(1));
        let runs = match at.and_then(|at| document.blocks.get(at)) {
            Some(Block::Paragraph(paragraph)) => paragraph.runs.as_slice(),
            _ => &[],
        };
        let ranks = runs.iter().flat_map(|run| {
            let characters = run.text.chars().filter(|c| !c.is_whitespace());
            characters.map(|_| run.lead)
        });
        let glyphs = lines.iter().flat_map(|line| line.glyphs.iter().copied());
        for (glyph, rank) in glyphs.zip(ranks.chain(std::iter::repeat(None))) {
            match rank {
                Some(rank) => leads.push((rank, glyph)),
                None => body.push(glyph),
            }
        }
    }
    (leads, body)
}

/// Whether a glyph is a Western letter, figure or mark.
fn is_western(glyph: &Glyph) -> bool {
    matches!(glyph.char(), '!'..='~' | 'À'..='ɏ')
}

/// Whether glyphs are all of one face and one size.
fn set_in<'a>(item: &'static str, glyphs: impl Iterator<Item = &'a Glyph>, face: &str, size: Option<f64>) -> Measure {
    let required = match size {
        Some(size) => format!("{face}, {size} pt"),
        None => face.to_owned(),
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut holds = true;
    for glyph in glyphs {
        let shown = match size {
            Some(_) => format!("{}, {} pt", glyph.face, glyph.size),
            None => glyph.face.clone(),
        };
        holds &= glyph.face == face && size.is_none_or(|size| (glyph.size - size).abs() < 0.01);
        *counts.entry(shown).or_default() += 1;
    }
    if counts.is_empty() {
        return Measure::absent(item, required);
    }
    let measured: Vec<String> = counts
        .iter()
        .map(|(shown, count)| format!("{count} glyphs {shown}"))
        .collect();
    Measure::new(item, required, measured.join("; "), holds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::glyphs::testing::set;
    use crate::conformance::measures::measure::Outcome;

    #[test]
    fn one_glyph_of_another_face_or_size_is_enough() {
        let glyphs = set("汉字", 0.0, 0.0, 16.0, 16.0, 1);
        let outcome = |glyphs: &[Glyph], size| set_in("body", glyphs.iter(), "FandolFang-Regular", size).outcome;
        assert_eq!(outcome(&glyphs, Some(16.0)), Outcome::Holds);
        assert_eq!(outcome(&glyphs, Some(15.8)), Outcome::Fails);
        assert_eq!(outcome(&[], None), Outcome::Absent);
        let mut other = glyphs;
        other[1].face = String::from("FandolSong-Regular");
        assert_eq!(outcome(&other, None), Outcome::Fails);
    }
}
