//! Texts made comparable: what a reader gives back differs in white space and in
//! characters that share a glyph.

use nianbao_model::chars;
use unicode_normalization::UnicodeNormalization;

/// Radicals that a font shares a glyph with a character for, and that NFKC leaves
/// alone (Unicode's `EquivalentUnifiedIdeograph.txt`, the simplified ones).
const RADICALS: [(char, char); 20] = [
    ('\u{2ea0}', '民'),
    ('\u{2ec4}', '西'),
    ('\u{2ec5}', '见'),
    ('\u{2ec8}', '讠'),
    ('\u{2ec9}', '贝'),
    ('\u{2ecb}', '车'),
    ('\u{2ed3}', '长'),
    ('\u{2ed4}', '门'),
    ('\u{2ed8}', '青'),
    ('\u{2ed9}', '韦'),
    ('\u{2eda}', '页'),
    ('\u{2edb}', '风'),
    ('\u{2edc}', '飞'),
    ('\u{2edd}', '食'),
    ('\u{2ee2}', '马'),
    ('\u{2ee5}', '鱼'),
    ('\u{2ee6}', '鸟'),
    ('\u{2ee9}', '黄'),
    ('\u{2eec}', '齐'),
    ('\u{2ef0}', '龙'),
];

/// A text without white space, which says nothing in Chinese, and with one code for
/// one shape: a font that has one glyph for 十 and for the radical ⼗ is read back as
/// either.
pub(crate) fn compact(text: &str) -> String {
    let unified = |c: char| {
        RADICALS
            .iter()
            .find(|(radical, _)| *radical == c)
            .map_or(c, |(_, character)| *character)
    };
    text.nfkc().filter(|c| !c.is_whitespace()).map(unified).collect()
}

/// Whether the texts follow each other in the stream, by their letters and digits:
/// punctuation that hangs over a line's end is read back out of place. (That all of
/// it is there is for `tests/documents.rs` to see, in the files themselves.)
pub(crate) fn follows(stream: &str, texts: &[String]) -> Result<(), String> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let stream = letters(stream);
    let mut rest = stream.as_str();
    for text in texts {
        let wanted = letters(text);
        let at = rest
            .find(&wanted)
            .ok_or_else(|| format!("this does not follow: {text}"))?;
        rest = &rest[at + wanted.len()..];
    }
    Ok(())
}

/// Whether a character fills its box, so that its box is an edge: Han characters do.
pub(crate) fn is_han(c: char) -> bool {
    chars::is_han(c) || c == '〇'
}
