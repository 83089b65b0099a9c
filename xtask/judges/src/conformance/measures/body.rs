//! The body text: characters a line, lines a page, indents, punctuation.

use std::collections::BTreeMap;

use super::measure::{Measure, Outcome, in_mm, mm, range, told};
use super::sheet::Sheet;
use super::text_block::{LEFT, PAPER, RIGHT, TOLERANCE, edges, full_lines, full_pages};
use crate::conformance::glyphs::{Glyph, Line};
use crate::text::is_han;

/// The grid of GB/T 9704, and the size of its characters in points.
pub(super) const CHARACTERS: usize = 28;
pub(super) const LINES: usize = 22;
pub(super) const SIZE: f64 = 16.0;

/// Marks that may not begin a line, and marks that may not end one.
pub(super) const CLOSING: &str = "，。、；：？！）》〉」』】〕］｝”’％,;:?!)]}%";
pub(super) const OPENING: &str = "（《〈「『【〔［｛“‘([{";

pub(super) fn measures(sheet: &Sheet<'_>) -> Vec<Measure> {
    let full = full_lines(sheet);
    vec![
        characters(&full),
        pitch(sheet),
        justified(&full),
        lines_a_page(sheet),
        line_pitch(sheet),
        size(sheet),
        indent(sheet),
        line_breaks(sheet),
        compressed(sheet),
        headings(sheet),
    ]
}

/// 28 characters on every full line of Han characters alone; a first line has two
/// characters of indent.
fn characters(full: &[(bool, &Line<'_>)]) -> Measure {
    let mut broken = Vec::new();
    let mut looked_at = 0;
    for (first, line) in full {
        if line.glyphs.iter().all(|glyph| is_han(glyph.char())) {
            looked_at += 1;
            let count = line.glyphs.len() + if *first { 2 } else { 0 };
            if count != CHARACTERS {
                broken.push(format!("{count} on {}", line.place()));
            }
        }
    }
    let required = format!("{CHARACTERS} on every full line of Han characters alone");
    Measure::rule("characters a line", required, looked_at, "such lines", &broken)
}

/// The distance of Han characters from each other where nothing stretches the line.
fn pitch(sheet: &Sheet<'_>) -> Measure {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for line in sheet.lines_of(&["paragraph"]) {
        for pair in line.glyphs.windows(2) {
            if let [one, other] = pair
                && is_han(one.char())
                && is_han(other.char())
            {
                *counts
                    .entry(((other.x[0] - one.x[0]) * 100.0).round() as i64)
                    .or_default() += 1;
            }
        }
    }
    let ideal = mm(PAPER.0 - LEFT - RIGHT) / CHARACTERS as f64;
    let required = format!("{ideal:.2} ± 0.05 pt, 156 mm / {CHARACTERS}");
    let Some((most, count)) = counts.iter().max_by_key(|(_, count)| **count) else {
        return Measure::absent("character pitch", required);
    };
    let most = *most as f64 / 100.0;
    let pairs: usize = counts.values().sum();
    let measured = format!("{most:.2} pt in {count} of {pairs} pairs of Han characters");
    Measure::new("character pitch", required, measured, (most - ideal).abs() <= 0.05)
}

/// How far a full line is from filling the block to both edges, in millimetres. The box
/// of a mark of punctuation may hang over the edge if its ink does not.
fn short_of_the_edges(first: bool, line: &Line<'_>) -> Option<f64> {
    let (left, right) = edges();
    let left = if first { left + 2.0 * SIZE } else { left };
    let (begin, end) = (line.first()?, line.last()?);
    let off = |box_short: f64, ink_over: f64, glyph: &Glyph| {
        if glyph.char().is_alphanumeric() {
            box_short.abs()
        } else {
            box_short.max(ink_over).max(0.0)
        }
    };
    let begin = off(begin.x[0] - left, left - begin.ink_x[0], begin);
    let end = off(right - end.x[1], end.ink_x[1] - right, end);
    Some(in_mm(begin.max(end)))
}

fn justified(full: &[(bool, &Line<'_>)]) -> Measure {
    let required = format!("every full line fills the block to both edges ± {TOLERANCE} mm");
    let mut worst = 0.0_f64;
    let mut broken = Vec::new();
    for (first, line) in full {
        let Some(short) = short_of_the_edges(*first, line) else {
            continue;
        };
        worst = worst.max(short);
        if short > TOLERANCE {
            broken.push(format!("{short:.2} mm on {}", line.place()));
        }
    }
    let what = format!("full lines, at most {worst:.2} mm off");
    Measure::rule("full lines justified", required, full.len(), &what, &broken)
}

fn lines_a_page(sheet: &Sheet<'_>) -> Measure {
    let pages = full_pages(sheet);
    let broken: Vec<String> = pages
        .iter()
        .filter(|(_, lines)| *lines != LINES)
        .map(|(page, lines)| format!("{lines} on page {}", page.number))
        .collect();
    let required = format!("{LINES} on every full page of body text");
    Measure::rule("lines a page", required, pages.len(), "such pages", &broken)
}

/// 22 lines fill 225 mm either by their pitch or from the first one's top to the last
/// one's bottom; in between both readings of the standard hold.
fn line_pitch(sheet: &Sheet<'_>) -> Measure {
    let block = mm(225.0);
    let (least, most) = (block / LINES as f64, (block - SIZE) / (LINES - 1) as f64);
    let required = format!("even, {:.2}–{most:.2} pt: {LINES} lines fill 225 mm", least - 0.05);
    let mut steps = Vec::new();
    for lines in sheet.by_block(&["paragraph"]) {
        steps.extend(lines.windows(2).filter_map(|pair| match pair {
            [one, other] if one.page == other.page => Some(other.y()[0] - one.y()[0]),
            _ => None,
        }));
    }
    let Some((shortest, longest)) = range(steps) else {
        return Measure::absent("line pitch", required);
    };
    let holds = shortest >= least - 0.05 && longest <= most + 0.01 && longest - shortest <= 0.05;
    Measure::new("line pitch", required, told((shortest, longest), "pt"), holds)
}

fn size(sheet: &Sheet<'_>) -> Measure {
    let required = "16 pt (三号)";
    let glyphs = sheet.lines_of(&["paragraph", "heading"]).flat_map(|line| &line.glyphs);
    match range(glyphs.map(|glyph| glyph.size)) {
        None => Measure::absent("body size", required),
        Some((least, most)) => {
            let holds = (least - SIZE).abs() < 0.01 && (most - SIZE).abs() < 0.01;
            Measure::new("body size", required, told((least, most), "pt"), holds)
        }
    }
}

fn indent(sheet: &Sheet<'_>) -> Measure {
    let (left, _) = edges();
    let mut broken = Vec::new();
    let mut found = Vec::new();
    for lines in sheet.by_block(&["paragraph", "heading"]) {
        let Some((line, glyph)) = lines.first().and_then(|line| Some((line, line.first()?))) else {
            continue;
        };
        let characters = (glyph.x[0] - left) / SIZE;
        let near = |wanted: f64| (characters - wanted).abs() <= 0.05;
        // The blank half of an opening mark may hang over to the left.
        let opening = OPENING.contains(glyph.char());
        if !opening {
            found.push(characters);
        }
        let holds = near(2.0) || (opening && near(1.5));
        if !holds {
            broken.push(format!("{characters:.2} on {}", line.place()));
        }
    }
    let count = sheet.by_block(&["paragraph", "heading"]).len();
    let what = match range(found) {
        Some(found) => format!("paragraphs and headings, {}", told(found, "characters")),
        None => String::from("paragraphs and headings"),
    };
    Measure::rule("first-line indent", "2 characters", count, &what, &broken)
}

/// No line begins with closing or ends with opening punctuation, in cells neither.
fn line_breaks(sheet: &Sheet<'_>) -> Measure {
    let lines: Vec<_> = sheet.lines.iter().filter(|line| line.block.is_some()).collect();
    let mut broken = Vec::new();
    for line in &lines {
        if line.first().is_some_and(|glyph| CLOSING.contains(glyph.char())) {
            broken.push(format!("begins: {}", line.place()));
        }
        if line.last().is_some_and(|glyph| OPENING.contains(glyph.char())) {
            broken.push(format!("ends: {}", line.place()));
        }
    }
    let required = "no line begins with closing or ends with opening punctuation";
    Measure::rule("punctuation at line ends", required, lines.len(), "lines", &broken)
}

/// Full-width marks side by side share the blank half between them.
fn compressed(sheet: &Sheet<'_>) -> Measure {
    let mark = |glyph: &Glyph| "，。、；：）》〉」』】〕“”‘’（《〈「『【〔".contains(glyph.char());
    let bracket = |glyph: &Glyph| "《（“‘〔「『【〈".contains(glyph.char());
    let (mut looked_at, mut broken) = (0, Vec::new());
    for line in sheet.lines_of(&["paragraph", "heading"]) {
        for pair in line.glyphs.windows(2) {
            let [one, other] = pair else { continue };
            if !mark(one) || !mark(other) || (bracket(one) && !bracket(other)) {
                continue;
            }
            looked_at += 1;
            let pitch = other.x[0] - one.x[0];
            if pitch > 0.8 * SIZE {
                broken.push(format!(
                    "{}{} {pitch:.1} pt apart on {}",
                    one.text,
                    other.text,
                    line.place()
                ));
            }
        }
    }
    Measure::rule(
        "adjacent punctuation",
        "compressed: under 0.8 of a character apart",
        looked_at,
        "pairs",
        &broken,
    )
}

fn headings(sheet: &Sheet<'_>) -> Measure {
    let mut broken = Vec::new();
    for page in sheet.pages {
        let text = sheet
            .lines
            .iter()
            .filter(|line| line.page == page.number && line.block.is_some());
        let last = text.max_by(|one, other| one.y()[1].total_cmp(&other.y()[1]));
        if let Some(line) = last
            && sheet.kind(line) == "heading"
        {
            broken.push(line.place());
        }
    }
    let required = "no heading is the last line of a page";
    let count = sheet.by_block(&["heading"]).len();
    let mut measure = Measure::rule("headings keep with their text", required, count, "headings", &broken);
    if count == 0 {
        measure.outcome = Outcome::Absent;
    }
    measure
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::glyphs::Page;
    use crate::conformance::glyphs::testing::{page, set};
    use crate::conformance::read_back::Block;

    const PITCH: f64 = 15.792;

    fn blocks() -> Vec<Block> {
        ["title", "paragraph", "heading"]
            .map(|kind| Block {
                kind: kind.to_owned(),
                level: 0,
                text: String::new(),
                rows: Vec::new(),
            })
            .to_vec()
    }

    /// A paragraph in lines, its first line indented.
    fn paragraph(lines: &[&str], pitch: f64) -> Vec<Glyph> {
        let set = |(at, text): (usize, &&str)| {
            let x = mm(28.0) + if at == 0 { 32.0 } else { 0.0 };
            set(text, x, mm(37.0) + at as f64 * 29.58, 16.0, pitch, 1)
        };
        lines.iter().enumerate().flat_map(set).collect()
    }

    fn outcome(item: &str, pages: &[Page]) -> Outcome {
        let blocks = blocks();
        let sheet = Sheet::new(pages, &blocks, vec![None; 3]);
        measures(&sheet)
            .into_iter()
            .find(|measure| measure.item == item)
            .unwrap()
            .outcome
    }

    #[test]
    fn full_lines_of_han_characters_are_counted_with_their_indent() {
        let (first, full) = ("汉".repeat(26), "汉".repeat(28));
        let right = [page(1, paragraph(&[&first, &full, "末"], PITCH))];
        assert_eq!(outcome("characters a line", &right), Outcome::Holds);
        assert_eq!(outcome("character pitch", &right), Outcome::Holds);
        let long = "汉".repeat(29);
        for wrong in [[first.as_str(), &long, "末"], [&full, &full, "末"]] {
            let pages = [page(1, paragraph(&wrong, PITCH))];
            assert_eq!(outcome("characters a line", &pages), Outcome::Fails);
        }
        assert_eq!(
            outcome("character pitch", &[page(1, paragraph(&["汉汉"], 16.0))]),
            Outcome::Fails
        );
    }

    #[test]
    fn a_full_line_that_falls_short_of_the_edge_is_not_justified() {
        let (first, full, short) = ("汉".repeat(26), "汉".repeat(28), "汉".repeat(27));
        let outcome = |lines: &[&str]| outcome("full lines justified", &[page(1, paragraph(lines, PITCH))]);
        assert_eq!(outcome(&[&first, &full, "末"]), Outcome::Holds);
        assert_eq!(outcome(&[&first, &short, "末"]), Outcome::Fails);
        assert_eq!(
            outcome(&[&first, &full, &short]),
            Outcome::Holds,
            "the last line may be short"
        );
    }

    #[test]
    fn lines_neither_begin_nor_end_with_the_wrong_mark() {
        let outcome = |lines: &[&str]| outcome("punctuation at line ends", &[page(1, paragraph(lines, PITCH))]);
        assert_eq!(outcome(&["汉（汉", "汉）。"]), Outcome::Holds);
        assert_eq!(outcome(&["汉（", "汉）。"]), Outcome::Fails);
        assert_eq!(outcome(&["汉", "，汉"]), Outcome::Fails);
    }

    #[test]
    fn adjacent_marks_and_line_pitch_and_indent_are_measured() {
        let lines = ["汉》（汉", "汉汉"];
        assert_eq!(
            outcome("adjacent punctuation", &[page(1, paragraph(&lines, PITCH))]),
            Outcome::Fails
        );
        assert_eq!(
            outcome("adjacent punctuation", &[page(1, paragraph(&lines, 8.0))]),
            Outcome::Holds
        );
        assert_eq!(
            outcome("line pitch", &[page(1, paragraph(&lines, PITCH))]),
            Outcome::Holds
        );
        let mut glyphs = paragraph(&lines, PITCH);
        glyphs.iter_mut().for_each(|glyph| glyph.y = glyph.y.map(|y| y * 1.1));
        assert_eq!(outcome("line pitch", &[page(1, glyphs)]), Outcome::Fails);
        let mut glyphs = paragraph(&lines, PITCH);
        glyphs.iter_mut().for_each(|glyph| glyph.x = glyph.x.map(|x| x - 3.0));
        assert_eq!(outcome("first-line indent", &[page(1, glyphs)]), Outcome::Fails);
    }

    #[test]
    fn a_heading_at_the_foot_of_a_page_is_told() {
        let heading = |y| set("二、", mm(28.0) + 32.0, y, 16.0, PITCH, 2);
        let with = |y| [page(1, [paragraph(&["汉汉", "汉"], PITCH), heading(y)].concat())];
        assert_eq!(
            outcome("headings keep with their text", &with(mm(30.0))),
            Outcome::Holds
        );
        assert_eq!(outcome("headings keep with their text", &with(700.0)), Outcome::Fails);
    }
}
