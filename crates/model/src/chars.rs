//! Classes of characters, each defined once: what cannot be seen, what turns the direction
//! of writing, what is Chinese, and the full-width forms. What a text *means* is not told
//! here; see [`crate::label`] for labels and list markers, [`crate::numeral`] for numbers.

/// How far the full-width forms of ASCII (U+FF01 to U+FF5E) lie from ASCII itself.
const FULL_WIDTH: u32 = 0xfee0;

/// Whether a character takes no room between others: soft hyphen, joiners, direction
/// marks, byte order mark. People paste them with a text and never see them.
pub const fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether a character can make the text around it read in another direction: the marks,
/// embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX #9).
pub const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a code point is no character (The Unicode Standard, 23.7): XML and HTML do not
/// take them.
pub const fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || c as u32 & 0xfffe == 0xfffe
}

/// What no document may have, least of all what makes a text read otherwise: control
/// characters, marks of no width, marks of direction, noncharacters. Joiners stay, which
/// scripts and signs are made with, and so does the soft hyphen.
pub fn is_unseen(c: char) -> bool {
    let is_kept = matches!(c, '\n' | '\t' | '\u{ad}' | '\u{200c}' | '\u{200d}');
    !is_kept && (c.is_control() || is_zero_width(c) || turns_direction(c) || is_noncharacter(c))
}

/// Whether a character is laid out or left out, and needs no glyph: Unicode's property
/// `Default_Ignorable_Code_Point`.
pub const fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character is a Chinese one (a unified ideograph, with all extensions).
pub const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// A full-width form of ASCII (`６`, `：`) as ASCII; any other character as it is.
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - FULL_WIDTH).unwrap_or(c),
        other => other,
    }
}

/// A visible ASCII character in its full-width form; any other character as it is.
pub fn full_width(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(u32::from(c) + FULL_WIDTH).unwrap_or(c),
        other => other,
    }
}

/// The value of a decimal digit, half-width or full-width.
pub fn digit(c: char) -> Option<u32> {
    half_width(c).to_digit(10)
}

/// A text as it shows above the line: a raised digit is a mark, and none of the number beside it.
pub fn raised(text: &str) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    small(text, RAISED)
}

/// A text as it shows below the line.
pub fn lowered(text: &str) -> String {
    const LOWERED: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    small(text, LOWERED)
}

fn small(text: &str, digits: [char; 10]) -> String {
    let small = |c: char| digit(c).and_then(|value| digits.get(value as usize)).copied();
    text.chars().map(|c| small(c).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_digit_is_no_digit() {
        assert_eq!(raised("2９a"), "²⁹a");
        assert_eq!(lowered("2"), "₂");
    }

    #[test]
    fn widths_are_each_others_inverse() {
        for c in '!'..='~' {
            assert_eq!(half_width(full_width(c)), c);
            assert_ne!(full_width(c), c);
        }
        assert_eq!(['６', '：', '字', 'a', ' '].map(half_width), ['6', ':', '字', 'a', ' ']);
        assert_eq!(['7', '７', '七'].map(digit), [Some(7), Some(7), None]);
    }

    #[test]
    fn what_no_document_may_have_is_also_nothing_to_print() {
        let joiners = ['\u{200c}', '\u{200d}', '\u{ad}'];
        assert!(
            joiners
                .into_iter()
                .all(|c| is_zero_width(c) && is_ignorable(c) && !is_unseen(c))
        );
        for c in (0..=0x10ffff).filter_map(char::from_u32) {
            if is_unseen(c) {
                assert!(is_ignorable(c) || c.is_control() || is_noncharacter(c), "{c:?}");
            }
            assert!(!is_han(c) || !is_ignorable(c), "{c:?}");
        }
        assert!(
            ['\u{202e}', '\u{2066}', '\u{feff}', '\u{ffff}', '\u{1}']
                .into_iter()
                .all(is_unseen)
        );
        assert!(!['\n', '\t', ' ', '\u{3000}', '字'].into_iter().any(is_unseen));
    }
}
