//! Where the lines under the text stand: who signs, and below it the date (GB/T 9704-2012,
//! 7.3.5.2, for a document without a seal).

use super::measure::{Measure, mm};
use super::sheet::Sheet;
use super::text_block::edges;
use crate::conformance::glyphs::Line;

/// A character of the grid: 156 mm / 28.
const CHARACTER: f64 = 156.0 / 28.0;

/// How exactly the places hold, in characters: the space between figures and Chinese gives
/// a little when a line is set.
const TOLERANCE: f64 = 0.35;

pub(super) fn measures(sheet: &Sheet<'_>) -> Vec<Measure> {
    const PLACE: &str = "signature";
    const REQUIRED: &str =
        "the longer line ends 2 characters from the edge, the date begins 2 characters after the name (± 0.35)";
    let lines: Vec<&Line<'_>> = sheet.lines_of(&["signature"]).collect();
    let [organ, date] = lines.as_slice() else {
        return vec![Measure::absent(PLACE, REQUIRED)];
    };
    let character = mm(CHARACTER);
    let (_, right) = edges();
    let end = |line: &Line<'_>| line.last().map_or(0.0, |glyph| (right - glyph.x[1]) / character);
    let begin = |line: &Line<'_>| line.first().map_or(0.0, |glyph| glyph.x[0] / character);
    let (nearest, shift) = (end(organ).min(end(date)), begin(date) - begin(organ));
    let holds = (nearest - 2.0).abs() <= TOLERANCE && (shift - 2.0).abs() <= TOLERANCE;
    let apart = organ.page != date.page;
    let measured = format!(
        "ends {:.2} and {:.2} characters from the edge, begins {shift:.2} after{}",
        end(organ),
        end(date),
        if apart { ", on another page" } else { "" }
    );
    vec![Measure::new(PLACE, REQUIRED, measured, holds && !apart)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::glyphs::testing::{page, set};
    use crate::conformance::measures::measure::Outcome;

    #[test]
    fn the_date_begins_two_characters_after_the_name_that_ends_two_from_the_edge() {
        let pitch = mm(CHARACTER);
        let (_, right) = edges();
        let outcome = |organ: f64, date: f64| {
            let line = |text: &str, end: f64, y, block| {
                let left = right - (end + text.chars().count() as f64) * pitch;
                set(text, left, y, pitch, pitch, block)
            };
            let glyphs = [
                line("某某省某某市某某县人民政府", organ, 100.0, 1),
                line("二〇二五年一月九日", date, 130.0, 2),
            ];
            let pages = [page(1, glyphs.concat())];
            measures(&Sheet::new(&pages, &[], vec![None]))[0].outcome
        };
        assert_eq!(outcome(2.0, 4.0), Outcome::Holds);
        assert_eq!(outcome(3.0, 5.0), Outcome::Fails, "too far from the edge");
        assert_eq!(outcome(2.0, 2.0), Outcome::Fails, "the date begins too far right");
    }
}
