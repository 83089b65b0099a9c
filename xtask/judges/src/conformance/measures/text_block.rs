//! Paper, margins and where the text block (版心) lies.

use super::measure::{Measure, in_mm, mm, range, told};
use super::sheet::Sheet;
use crate::conformance::glyphs::{Glyph, Line, Page};
use crate::text::is_han;

/// A4 and the margins, in millimetres.
pub(super) const PAPER: (f64, f64) = (210.0, 297.0);
pub(super) const TOP: f64 = 37.0;
pub(super) const LEFT: f64 = 28.0;
pub(super) const RIGHT: f64 = 26.0;
pub(super) const BOTTOM: f64 = 35.0;

/// The tolerance of the margins, in millimetres.
pub(super) const TOLERANCE: f64 = 1.0;

/// The text block's left and right edge, in points.
pub(super) fn edges() -> (f64, f64) {
    (mm(LEFT), mm(PAPER.0 - RIGHT))
}

/// The text block's upper and lower edge, in points.
pub(super) fn heights() -> (f64, f64) {
    (mm(TOP), mm(PAPER.1 - BOTTOM))
}

pub(super) fn measures(sheet: &Sheet<'_>) -> Vec<Measure> {
    let mut found = vec![paper(sheet.pages)];
    let full = full_lines(sheet);
    let han = |glyph: Option<char>| glyph.is_some_and(is_han);
    // Lines after the first: those begin at the edge.
    let left = full
        .iter()
        .filter(|(first, line)| !first && han(line.first().map(Glyph::char)));
    let left = left.filter_map(|(_, line)| Some(in_mm(line.first()?.x[0])));
    found.push(margin("left margin (订口)", LEFT, range(left)));
    let right = full.iter().filter(|(_, line)| han(line.last().map(Glyph::char)));
    let right = right.filter_map(|(_, line)| Some(PAPER.0 - in_mm(line.last()?.x[1])));
    found.push(margin("right margin (切口)", RIGHT, range(right)));
    let tops = sheet.pages.iter().filter_map(|page| {
        let lines = text_lines(sheet, page.number);
        let first = lines.iter().min_by(|one, other| one.y()[0].total_cmp(&other.y()[0]))?;
        (sheet.kind(first) != "table").then(|| in_mm(first.y()[0]))
    });
    found.push(margin("top margin (天头)", TOP, range(tops)));
    // Where the fullest page ends: one with fewer lines is for `lines a page` to tell.
    let ends = full_pages(sheet).into_iter().filter_map(|(page, _)| {
        let lines = text_lines(sheet, page.number);
        lines.iter().map(|line| line.y()[1]).max_by(f64::total_cmp)
    });
    let lowest = ends.max_by(f64::total_cmp).map(|end| PAPER.1 - in_mm(end));
    found.push(margin("bottom margin (地脚)", BOTTOM, lowest.map(|end| (end, end))));
    found
}

fn paper(pages: &[Page]) -> Measure {
    let (width, height) = PAPER;
    let sizes: Vec<(f64, f64)> = pages
        .iter()
        .map(|page| (in_mm(page.width), in_mm(page.height)))
        .collect();
    let holds = sizes
        .iter()
        .all(|(w, h)| (w - width).abs() < 0.5 && (h - height).abs() < 0.5);
    let measured = match (
        range(sizes.iter().map(|size| size.0)),
        range(sizes.iter().map(|size| size.1)),
    ) {
        (Some(w), Some(h)) => format!("{} pages, {} × {}", sizes.len(), told(w, "mm"), told(h, "mm")),
        _ => return Measure::absent("paper", "210 × 297 mm"),
    };
    Measure::new("paper", "210 × 297 mm", measured, holds)
}

fn margin(item: &'static str, required: f64, measured: Option<(f64, f64)>) -> Measure {
    let wanted = format!("{required} ± {TOLERANCE} mm");
    let Some((least, most)) = measured else {
        return Measure::absent(item, wanted);
    };
    let holds = (least - required).abs() <= TOLERANCE && (most - required).abs() <= TOLERANCE;
    Measure::new(item, wanted, told((least, most), "mm"), holds)
}

/// The lines of paragraphs that text goes on after: all but each one's last. With each,
/// whether it is the paragraph's first.
pub(super) fn full_lines<'s, 'a>(sheet: &'s Sheet<'a>) -> Vec<(bool, &'s Line<'a>)> {
    let mut found = Vec::new();
    for lines in sheet.by_block(&["paragraph"]) {
        let but_last = lines.len().saturating_sub(1);
        found.extend(
            lines
                .into_iter()
                .take(but_last)
                .enumerate()
                .map(|(at, line)| (at == 0, line)),
        );
    }
    found
}

/// The lines of the document's text on a page: no page number, no mark.
fn text_lines<'s, 'a>(sheet: &'s Sheet<'a>, page: usize) -> Vec<&'s Line<'a>> {
    sheet
        .lines
        .iter()
        .filter(|line| line.page == page && line.block.is_some())
        .collect()
}

/// The full pages of body text, with how many lines each has: no title, no table, not
/// the last page, and the next page goes on with a paragraph. (Before a heading or a
/// table a page may end early, for these keep together with what follows.)
pub(super) fn full_pages<'s>(sheet: &'s Sheet<'_>) -> Vec<(&'s Page, usize)> {
    let mut found = Vec::new();
    for pages in sheet.pages.windows(2) {
        let [page, next] = pages else { continue };
        let lines = text_lines(sheet, page.number);
        let body = lines
            .iter()
            .all(|line| ["paragraph", "heading"].contains(&sheet.kind(line)));
        let after = text_lines(sheet, next.number);
        let first = after.iter().min_by(|one, other| one.y()[0].total_cmp(&other.y()[0]));
        if body && first.is_some_and(|line| sheet.kind(line) == "paragraph") {
            found.push((page, lines.len()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::glyphs::testing::{page, set};
    use crate::conformance::measures::measure::Outcome;
    use crate::conformance::read_back::Block;

    fn blocks() -> Vec<Block> {
        let block = |kind: &str| Block {
            kind: kind.to_owned(),
            level: 0,
            text: String::new(),
            rows: Vec::new(),
        };
        vec![block("title"), block("paragraph")]
    }

    /// Two pages of one paragraph with margins of so many millimetres.
    fn two_pages(left: f64, right: f64, top: f64) -> Vec<Page> {
        let pitch = (mm(PAPER.0 - left - right) - 16.0) / 27.0;
        let text = "汉".repeat(28);
        let make = |number| {
            let lines = (0..22).flat_map(|at| set(&text, mm(left), mm(top) + f64::from(at) * 29.58, 16.0, pitch, 1));
            page(number, lines.collect())
        };
        vec![make(1), make(2)]
    }

    #[test]
    fn margins_within_a_millimetre_hold_and_others_do_not() {
        for ((left, right, top), failing) in [
            ((28.0, 26.0, 37.0), vec![]),
            ((28.9, 26.9, 37.9), vec![]),
            ((29.2, 26.0, 37.0), vec!["left margin (订口)"]),
            ((28.0, 27.2, 37.0), vec!["right margin (切口)"]),
            ((28.0, 26.0, 38.2), vec!["top margin (天头)"]),
            ((28.0, 26.0, 35.5), vec!["top margin (天头)", "bottom margin (地脚)"]),
        ] {
            let (pages, blocks) = (two_pages(left, right, top), blocks());
            let sheet = Sheet::new(&pages, &blocks, vec![None; 2]);
            let failed: Vec<_> = measures(&sheet)
                .into_iter()
                .filter(|measure| measure.outcome != Outcome::Holds)
                .map(|measure| measure.item)
                .collect();
            assert_eq!(failed, failing, "{left} {right} {top}");
        }
    }

    #[test]
    fn a_page_that_the_text_runs_over_is_full_and_the_last_is_not() {
        let (pages, blocks) = (two_pages(28.0, 26.0, 37.0), blocks());
        let sheet = Sheet::new(&pages, &blocks, vec![None; 2]);
        let full: Vec<_> = full_pages(&sheet)
            .iter()
            .map(|(page, lines)| (page.number, *lines))
            .collect();
        assert_eq!(full, [(1, 22)]);
    }
}
