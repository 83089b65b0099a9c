//! Characters of symbol fonts. Such a font puts its signs where Unicode has nothing,
//! so only the font tells what is meant; the signs official texts use are known here.

/// The character a symbol stands for, if it can be known. `code` is hexadecimal.
pub(crate) fn character(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code.trim(), 16).ok()?;
    // Fonts put the same sign at 0xF0xx or, in older files, at 0xxx.
    let sign = match code {
        0xf000..=0xf0ff => code - 0xf000,
        0..=0xff => code,
        _ => return char::from_u32(code).filter(|c| !is_private(*c)),
    };
    let known: &[(u32, char)] = match font.trim().to_ascii_lowercase().as_str() {
        "wingdings" => &[
            (0x6c, '●'),
            (0x6e, '■'),
            (0x6f, '□'),
            (0x75, '◆'),
            (0x9f, '•'),
            (0xa7, '▪'),
            (0xa8, '□'),
            (0xd8, '➢'),
            (0xe0, '→'),
            (0xfb, '✗'),
            (0xfc, '✓'),
            (0xfd, '☒'),
            (0xfe, '☑'),
        ],
        "wingdings 2" => &[(0x50, '✓'), (0x51, '☒'), (0x52, '☑'), (0xa3, '□')],
        "symbol" => &[
            (0xa3, '≤'),
            (0xae, '→'),
            (0xb0, '°'),
            (0xb1, '±'),
            (0xb3, '≥'),
            (0xb4, '×'),
            (0xb7, '•'),
            (0xb8, '÷'),
            (0xb9, '≠'),
            (0xbb, '≈'),
        ],
        font if font.starts_with("wingdings") || font.starts_with("webdings") => &[],
        // Any other font has the usual characters there.
        _ => return char::from_u32(sign).filter(|c| !c.is_control()),
    };
    known.iter().find(|(place, _)| *place == sign).map(|(_, c)| *c)
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_signs_are_characters_and_unknown_ones_are_not_guessed() {
        let signs = [
            character("Wingdings", "F0FE"),
            character("Symbol", "00B4"),
            character("宋体", "25A1"),
            character("Segoe UI Emoji", "1F600"),
            character("Times New Roman", "F041"),
            character("Wingdings", "F04A"),
            character("Webdings", "F061"),
            character("宋体", "E001"),
            character("宋体", "FFFFFFFFF"),
            character("宋体", "D800"),
        ];
        let known = [Some('☑'), Some('×'), Some('□'), Some('😀'), Some('A')];
        assert_eq!(signs[..5], known);
        assert_eq!(signs[5..], [None; 5]);
    }
}
