//! The page of GB/T 9704-2012 in Word's units. Not the styles of the text on it.
//!
//! A twip is a twentieth of a point; 1 mm is 56.693 twips.

use docx_rs::{DocGrid, DocGridType, Docx, PageMargin};

/// Twips in a point.
pub(crate) const POINT: u32 = 20;

/// The body's character: 三号, 16 pt.
pub(crate) const CHARACTER: u32 = 16 * POINT;

/// What is taken off every character of the body, so that 28 of them fill a line: a
/// quarter of a point. 0.21 pt would be exact, but Word takes whole twips only, and
/// with four LibreOffice sets 27. Justification spreads the rest.
pub(crate) const TRACKING: u32 = 5;

/// The distance of two lines: 22 of 28.95 pt fit the 225 mm of the text block. With
/// 29 pt they do not, by a fifth of a point.
pub(crate) const LINE: u32 = 579;

/// The width of the text block: 156 mm, 28 characters.
pub(crate) const BLOCK_WIDTH: u32 = 8845;

const A4: (u32, u32) = (11906, 16838);
const TOP: u32 = 2098; // 37 mm
const LEFT: u32 = 1587; // 28 mm
const RIGHT: u32 = A4.0 - LEFT - BLOCK_WIDTH; // 26 mm
const BOTTOM: u32 = 1984; // 35 mm

/// From the page's upper edge to the mark.
const HEADER: u32 = 1134; // 20 mm

/// The line a page number stands on. The dash is in its middle.
pub(crate) const FOOTER_LINE: u32 = 20 * POINT;

/// From the lower edge of the page number's line to the page's: the dash is 7 mm
/// below the text block.
const FOOTER: u32 = BOTTOM - 397 - FOOTER_LINE / 2;

/// Lays the document out on this page.
pub(crate) fn lay_out(docx: Docx) -> Docx {
    let margin = PageMargin {
        top: signed(TOP),
        left: signed(LEFT),
        bottom: signed(BOTTOM),
        right: signed(RIGHT),
        header: signed(HEADER),
        footer: signed(FOOTER),
        gutter: 0,
    };
    // Type `lines`: with `linesAndChars` and a pitch narrower than the glyphs,
    // LibreOffice sets 14 characters a line. The styles see to the 28.
    let grid = DocGrid::with_empty()
        .grid_type(DocGridType::Lines)
        .line_pitch(LINE as usize);
    let mut docx = docx.page_size(A4.0, A4.1).page_margin(margin);
    docx.document = docx.document.doc_grid(grid);
    docx
}

/// docx-rs takes some of its measures signed.
pub(crate) fn signed(twips: u32) -> i32 {
    i32::try_from(twips).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mm(twips: u32) -> f64 {
        f64::from(twips) / 1440.0 * 25.4
    }

    #[test]
    fn the_text_block_is_that_of_the_standard() {
        let height = A4.1 - TOP - BOTTOM;
        for (twips, wanted) in [
            (TOP, 37.0),
            (LEFT, 28.0),
            (RIGHT, 26.0),
            (BOTTOM, 35.0),
            (BLOCK_WIDTH, 156.0),
            (height, 225.0),
        ] {
            assert!((mm(twips) - wanted).abs() < 0.2, "{} mm for {wanted}", mm(twips));
        }
        assert_eq!(height / LINE, 22);
        assert_eq!(BLOCK_WIDTH / (CHARACTER - TRACKING), 28);
    }
}
