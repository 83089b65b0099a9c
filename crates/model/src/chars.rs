//! Classes of characters, each defined once: what cannot be seen, what turns the direction
//! of writing, what is Chinese, and the full-width forms. What a text *means* is not told
//! here; see [`crate::label`] for labels and list markers, [`crate::numeral`] for numbers.

use unicode_normalization::UnicodeNormalization;

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
    // Nearly every character is Han: nothing else is asked of it.
    if is_han(c) {
        return false;
    }
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

/// The unified ideograph that a radical (U+2E80 to U+2FD5) or a compatibility ideograph stands
/// for; any other character as it is. Text copied from a PDF is full of them, and no search
/// finds it. It is simplified Chinese that was copied: `⾨` stands for 门.
pub fn unified(c: char) -> char {
    match c {
        // The common ones, which nearly all are.
        '\u{4e00}'..='\u{9fff}' => c,
        '\u{2e80}'..='\u{2eff}' => {
            let at = SUPPLEMENT.binary_search_by_key(&c, |(radical, _)| *radical);
            at.ok()
                .and_then(|at| SUPPLEMENT.get(at))
                .map_or(c, |(_, ideograph)| *ideograph)
        }
        '\u{2f00}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => {
            let mut folded = std::iter::once(c).nfkc();
            match (folded.next(), folded.next()) {
                (Some(one), None) if is_han(one) => TRADITIONAL
                    .iter()
                    .find_map(|(other, simplified)| (*other == one && c < '\u{f900}').then_some(*simplified))
                    .unwrap_or(one),
                _ => c,
            }
        }
        other => other,
    }
}

/// Radicals' traditional forms with the simplified ones.
const TRADITIONAL: [(char, char); 22] = [
    ('戶', '户'),
    ('見', '见'),
    ('貝', '贝'),
    ('車', '车'),
    ('長', '长'),
    ('門', '门'),
    ('靑', '青'),
    ('韋', '韦'),
    ('頁', '页'),
    ('風', '风'),
    ('飛', '飞'),
    ('馬', '马'),
    ('魚', '鱼'),
    ('鳥', '鸟'),
    ('鹵', '卤'),
    ('麥', '麦'),
    ('黃', '黄'),
    ('黽', '黾'),
    ('齊', '齐'),
    ('齒', '齿'),
    ('龍', '龙'),
    ('龜', '龟'),
];

/// Radicals of the supplement and the ideographs they are taken for: those that are also words
/// (`EquivalentUnifiedIdeograph.txt` of the Unicode Character Database). In order.
const SUPPLEMENT: [(char, char); 41] = [
    ('⺁', '厂'),
    ('⺎', '兀'),
    ('⺒', '巳'),
    ('⺓', '幺'),
    ('⺟', '母'),
    ('⺠', '民'),
    ('⺸', '羊'),
    ('⺼', '月'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻑', '长'),
    ('⻒', '长'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻗', '雨'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻪', '黾'),
    ('⻫', '齐'),
    ('⻬', '齐'),
    ('⻭', '齿'),
    ('⻮', '齿'),
    ('⻯', '龙'),
    ('⻰', '龙'),
    ('⻳', '龟'),
];

/// A sign that few typefaces have, in characters that they do have: a unit drawn as one
/// character (`㎡` is `m²`), a number in a circle from eleven on (`⑪` is `(11)`). `None` for a
/// character that is written as it is.
pub fn spelled(c: char) -> Option<String> {
    if is_han(c) {
        return None;
    }
    let folded = || std::iter::once(c).nfkc();
    Some(match c {
        // Digits in units are powers.
        '\u{3380}'..='\u{33df}' => folded()
            .map(|c| superscript(c).unwrap_or(c))
            .map(|c| if c == '\u{2215}' { '/' } else { c })
            .collect(),
        '\u{246a}'..='\u{2473}'
        | '\u{24b6}'..='\u{24ea}'
        | '\u{3251}'..='\u{325f}'
        | '\u{3280}'..='\u{32b0}'
        | '\u{32b1}'..='\u{32bf}' => {
            format!("({})", folded().collect::<String>())
        }
        '\u{2776}'..='\u{2793}' => format!("({})", (u32::from(c) - 0x2776) % 10 + 1),
        '\u{24eb}'..='\u{24f4}' => format!("({})", u32::from(c) - 0x24eb + 11),
        '\u{3220}'..='\u{3229}' => return None,
        '\u{322a}'..='\u{3243}' | '\u{32c0}'..='\u{32cf}' | '\u{3358}'..='\u{337f}' | '\u{33e0}'..='\u{33ff}' => {
            folded().collect()
        }
        _ => return None,
    })
}

/// A digit as a power.
fn superscript(c: char) -> Option<char> {
    ('0'..='9')
        .zip(SUPERSCRIPTS)
        .find_map(|(digit, raised)| (digit == c).then_some(raised))
}

const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The digit that a raised (`²`) or lowered one (`₂`) is set with, where a typeface has no
/// glyph of its own for it; any other character as it is.
pub fn on_the_line(c: char) -> char {
    match SUPERSCRIPTS.iter().position(|raised| *raised == c) {
        Some(digit) => u32::try_from(digit)
            .ok()
            .and_then(|digit| char::from_digit(digit, 10))
            .unwrap_or(c),
        None => match c {
            '\u{2080}'..='\u{2089}' => char::from_digit(u32::from(c) - 0x2080, 10).unwrap_or(c),
            other => other,
        },
    }
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
    fn radicals_are_the_words_they_look_like() {
        let read: String = "⼀⾃然⼈⻚⻓⺠⾦⾨⼾".chars().map(unified).collect();
        assert_eq!(read, "一自然人页长民金门户");
        assert!(SUPPLEMENT.is_sorted_by_key(|(radical, _)| *radical));
        for c in (0..=0x10ffff).filter_map(char::from_u32) {
            let one = unified(c);
            assert!(one == c || is_han(one), "{c}");
        }
    }

    #[test]
    fn signs_that_typefaces_lack_are_spelled() {
        let text: String = "㎡㎥㎏㎞㎎㏄㎧⑪⑳㉟❷➉⓫㊀㋀①⑴Ⅷ℃"
            .chars()
            .map(|c| spelled(c).unwrap_or_else(|| c.to_string()))
            .collect();
        assert_eq!(text, "m²m³kgkmmgccm/s(11)(20)(35)(2)(10)(11)(一)1月①⑴Ⅷ℃");
        assert_eq!(['²', '³', '₂', '⁰', 'm'].map(on_the_line), ['2', '3', '2', '0', 'm']);
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
