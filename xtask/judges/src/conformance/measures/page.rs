//! The title and the page numbers.

use super::measure::{Measure, Outcome, in_mm, range, told};
use super::sheet::Sheet;
use super::text_block::{TOLERANCE, edges, heights};
use crate::conformance::glyphs::{Glyph, Page};

/// The size of page numbers, 四号, and of the indent beside them: one character.
const NUMBER_SIZE: f64 = 14.0;

/// How far the dash is below the text block, in millimetres.
const DASH_BELOW: f64 = 7.0;

/// How exactly the number stands one character in from the edge, in millimetres.
const NUMBER_TOLERANCE: f64 = 0.5;

pub(super) fn measures(sheet: &Sheet<'_>) -> Vec<Measure> {
    let mut found = vec![title(sheet)];
    found.extend(numbers(sheet.pages));
    found
}

fn title(sheet: &Sheet<'_>) -> Measure {
    let (left, right) = edges();
    let middle = f64::midpoint(left, right);
    let lines: Vec<_> = sheet.lines_of(&["title"]).collect();
    let off = lines.iter().filter_map(|line| {
        let (first, last) = (line.first()?, line.last()?);
        Some(in_mm(f64::midpoint(first.x[0], last.x[1]) - middle).abs())
    });
    let required = format!("in the middle of the text block ± {TOLERANCE} mm");
    match range(off) {
        None => Measure::absent("title centred", required),
        Some((_, most)) => {
            let measured = format!("{} lines, at most {most:.2} mm off", lines.len());
            Measure::new("title centred", required, measured, most <= TOLERANCE)
        }
    }
}

/// The glyphs of a page's number: what stands below the text block and is no text.
fn number(page: &Page) -> Vec<&Glyph> {
    let (_, bottom) = heights();
    let mut glyphs: Vec<&Glyph> = page
        .glyphs
        .iter()
        .filter(|glyph| glyph.block.is_none() && glyph.y[0] > bottom)
        .collect();
    glyphs.sort_by(|one, other| one.x[0].total_cmp(&other.x[0]));
    glyphs
}

fn numbers(pages: &[Page]) -> Vec<Measure> {
    let (left, right) = edges();
    let (_, bottom) = heights();
    let (mut form, mut face, mut place) = (Vec::new(), Vec::new(), Vec::new());
    let (mut below, mut inset) = (Vec::new(), Vec::new());
    for page in pages {
        let glyphs = number(page);
        let text: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        let gaps = |pair: &[&Glyph]| pair.first().zip(pair.get(1)).map(|(one, other)| other.x[0] - one.x[1]);
        let spaced = gaps(&glyphs).is_some_and(|gap| gap > 1.0);
        if text != format!("—{}—", page.number) || !spaced {
            form.push(format!("{text:?} on page {}", page.number));
        }
        let other = glyphs
            .iter()
            .find(|glyph| glyph.face != "FandolSong-Regular" || (glyph.size - NUMBER_SIZE).abs() > 0.01);
        if let Some(glyph) = other {
            face.push(format!("{}, {} pt on page {}", glyph.face, glyph.size, page.number));
        }
        let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else {
            continue;
        };
        below.push(in_mm(f64::midpoint(first.ink_y[0], first.ink_y[1]) - bottom));
        let from_edge = if page.number % 2 == 1 {
            right - last.x[1]
        } else {
            first.x[0] - left
        };
        inset.push(from_edge / NUMBER_SIZE);
        if in_mm(from_edge - NUMBER_SIZE).abs() > NUMBER_TOLERANCE {
            place.push(format!("{from_edge:.1} pt on page {}", page.number));
        }
    }
    let count = pages.len();
    let below = range(below);
    let mut found = vec![
        Measure::rule("page number", "`— 1 —` on every page", count, "pages", &form),
        Measure::rule(
            "face of page numbers",
            "FandolSong-Regular, 14 pt",
            count,
            "pages",
            &face,
        ),
        Measure::rule(
            "place of page numbers",
            format!("odd right, even left, one character (14 pt) from the edge ± {NUMBER_TOLERANCE} mm"),
            count,
            &inset_told(range(inset)),
            &place,
        ),
    ];
    let required = format!("the dash {DASH_BELOW} ± {TOLERANCE} mm below the text block");
    found.push(match below {
        None => Measure::absent("height of page numbers", required),
        Some((least, most)) => {
            let holds = (least - DASH_BELOW).abs() <= TOLERANCE && (most - DASH_BELOW).abs() <= TOLERANCE;
            Measure::new("height of page numbers", required, told((least, most), "mm"), holds)
        }
    });
    if pages.is_empty() {
        found.iter_mut().for_each(|measure| measure.outcome = Outcome::Absent);
    }
    found
}

fn inset_told(inset: Option<(f64, f64)>) -> String {
    match inset {
        Some(inset) => format!("pages, {}", told(inset, "characters")),
        None => String::from("pages"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::glyphs::testing;

    /// A page with its number printed so far from the edge, with so high a dash.
    fn page(number: usize, inset: f64, y: f64) -> Page {
        let (left, right) = edges();
        let x = if number % 2 == 1 {
            right - inset - 3.0 * 14.0 - 4.0
        } else {
            left + inset
        };
        let mut glyphs = testing::set(&format!("—{number}—"), x, y, 14.0, 16.0, 0);
        for glyph in &mut glyphs {
            glyph.block = None;
            glyph.face = String::from("FandolSong-Regular");
        }
        testing::page(number, glyphs)
    }

    fn failed(pages: &[Page]) -> Vec<&'static str> {
        let failed = numbers(pages)
            .into_iter()
            .filter(|measure| measure.outcome == Outcome::Fails);
        failed.map(|measure| measure.item).collect()
    }

    #[test]
    fn numbers_are_measured_on_odd_and_even_pages() {
        let (_, bottom) = heights();
        let y = bottom + crate::conformance::measures::measure::mm(7.0) - 7.0;
        assert!(failed(&[page(1, 14.0, y), page(2, 14.0, y)]).is_empty());
        assert_eq!(
            failed(&[page(1, 14.0, y), page(3, 14.0, y)]),
            [""; 0],
            "each page tells its own number"
        );
        assert_eq!(failed(&[page(1, 11.2, y)]), ["place of page numbers"]);
        assert_eq!(failed(&[page(1, 14.0, y + 6.0)]), ["height of page numbers"]);
        let mut wrong = page(1, 14.0, y);
        wrong.number = 2;
        assert!(failed(&[wrong]).contains(&"page number"));
    }
}
