//! Characters of symbol faces. Such a face puts its signs where other faces have letters, or where
//! Unicode has nothing, so only the face tells what is seen; the signs official texts use are known here.

/// A face of symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symbols {
    /// Wingdings.
    Wingdings,
    /// Wingdings 2.
    Wingdings2,
    /// Symbol: Greek letters and signs of mathematics.
    Symbol,
    /// Another one, of which no sign is known.
    Other,
}

impl Symbols {
    /// The face of this name, perhaps the first of a list; none if it is one of letters.
    pub fn named(face: &str) -> Option<Self> {
        let first = face.split(',').next().unwrap_or_default();
        let name = first.chars().filter(|c| c.is_ascii_alphanumeric());
        match name.collect::<String>().to_ascii_lowercase().as_str() {
            "wingdings" => Some(Self::Wingdings),
            "wingdings2" => Some(Self::Wingdings2),
            "symbol" => Some(Self::Symbol),
            "wingdings3" | "webdings" | "marlett" | "zapfdingbats" => Some(Self::Other),
            _ => None,
        }
    }

    /// What is seen of a text in this face, and the signs of it that are not known. Characters that are not
    /// the face's own, such as Chinese ones, are taken from another.
    pub fn shown(self, text: &str) -> (String, String) {
        let mut unknown = String::new();
        let seen = text.chars().map(|c| match u32::from(c) {
            code @ (0x21..=0xff | 0xf020..=0xf0ff) => self.sign(code & 0xff).unwrap_or_else(|| {
                unknown.push(c);
                c
            }),
            _ => c,
        });
        (seen.collect(), unknown)
    }

    /// The sign at a place from 0 to 255.
    fn sign(self, place: u32) -> Option<char> {
        let known: &[(u32, char)] = match self {
            Self::Wingdings => &[
                (0x20, ' '),
                (0x28, '☎'),
                (0x46, '☞'),
                (0x6c, '●'),
                (0x6e, '■'),
                (0x6f, '□'),
                (0x75, '◆'),
                (0x76, '❖'),
                (0x9f, '•'),
                (0xa1, '○'),
                (0xa7, '▪'),
                (0xa8, '□'),
                (0xab, '★'),
                (0xd8, '➢'),
                (0xe0, '→'),
                (0xfb, '✗'),
                (0xfc, '✓'),
                (0xfd, '☒'),
                (0xfe, '☑'),
            ],
            Self::Wingdings2 => &[
                (0x20, ' '),
                (0x4f, '✗'),
                (0x50, '✓'),
                (0x51, '☒'),
                (0x52, '☑'),
                (0x53, '☒'),
                (0x54, '☒'),
                (0x97, '●'),
                (0xa2, '■'),
                (0xa3, '□'),
            ],
            Self::Symbol => &[
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
            Self::Other => &[],
        };
        let known = known.iter().find(|(at, _)| *at == place).map(|(_, c)| *c);
        known.or_else(|| self.in_row(place))
    }

    /// The same, of signs that stand in the order of others: numbers in circles, Greek letters.
    fn in_row(self, place: u32) -> Option<char> {
        const WHITE: &str = "⓪①②③④⑤⑥⑦⑧⑨⑩";
        const BLACK: &str = "⓿❶❷❸❹❺❻❼❽❾❿";
        const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
        const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
        let rows: &[(u32, &str)] = match self {
            Self::Wingdings => &[(0x80, WHITE), (0x8b, BLACK)],
            Self::Wingdings2 => &[(0x69, WHITE), (0x74, BLACK)],
            Self::Symbol => &[
                (0x41, CAPITALS),
                (0x61, SMALL),
                (0x2b, "+,−./0123456789:;<=>?"),
                (0x28, "()"),
                (0x20, " !"),
                (0x25, "%&"),
            ],
            Self::Other => &[],
        };
        rows.iter()
            .find_map(|(first, row)| row.chars().nth(place.checked_sub(*first)? as usize))
    }
}

/// The character that a place in a face stands for, if it can be known. `code` is hexadecimal.
pub fn character(face: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code.trim(), 16).ok()?;
    // Faces put the same sign at 0xF0xx or, in older files, at 0xxx.
    let place = match code {
        0xf000..=0xf0ff => code - 0xf000,
        0..=0xff => code,
        _ => return char::from_u32(code).filter(|c| !is_private(*c)),
    };
    match Symbols::named(face) {
        Some(symbols) => symbols.sign(place),
        // Any other face has the usual characters there.
        None => char::from_u32(place).filter(|c| !c.is_control()),
    }
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

    #[test]
    fn a_letter_in_a_face_of_symbols_is_the_sign_that_is_seen() {
        let shown = |face: &str, text: &str| Symbols::named(face).unwrap().shown(text);
        assert_eq!(shown("Wingdings 2", "R对"), ("☑对".into(), String::new()));
        assert_eq!(
            shown("'wingdings',serif", "\u{fc}\u{f06c}\u{82}"),
            ("✓●②".into(), String::new())
        );
        assert_eq!(shown("Symbol", "W 1"), ("Ω 1".into(), String::new()));
        assert_eq!(shown("Webdings", "a"), ("a".into(), "a".into()));
        assert_eq!(Symbols::named("宋体"), None);
    }
}
