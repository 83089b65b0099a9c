//! Bytes as text that may stand in a script element: two bytes in a character. The page is written in
//! UTF-16, where that takes 1.03 times the room; base64 in UTF-8 takes 1.33, and twice the characters
//! to go through before the page is there. `crates/web/page/src/unpack.ts` reads it.
//!
//! Some characters cannot stand there as they are: the halves of pairs, NUL and the carriage return,
//! which HTML changes, `<`, which ends the element, and what is no character. Two stand for each.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// Before a character that stands for another.
const ESCAPE: u16 = 0xe000;
/// The halves of pairs, and where the characters that stand for them begin.
const HALVES: std::ops::RangeInclusive<u16> = 0xd800..=0xdfff;
const FOR_HALVES: u16 = 0x100;
/// The others, and where theirs begin.
const OTHERS: [u16; 7] = [0, 0x0d, 0x3c, ESCAPE, 0xfeff, 0xfffe, 0xffff];
const FOR_OTHERS: u16 = 0x20;

/// What stands for this character behind [`ESCAPE`], if it cannot stand there itself.
fn escaped(unit: u16) -> Option<u16> {
    if HALVES.contains(&unit) {
        return Some(unit - HALVES.start() + FOR_HALVES);
    }
    let other = OTHERS.iter().position(|other| *other == unit)?;
    Some(u16::try_from(other).ok()? + FOR_OTHERS)
}

/// These bytes as text.
pub(crate) fn of(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    let mut put = |unit: u16| text.extend(char::from_u32(u32::from(unit)));
    for pair in bytes.chunks(2) {
        let unit = u16::from_le_bytes([pair[0], pair.get(1).copied().unwrap_or(0)]);
        match escaped(unit) {
            Some(other) => {
                put(ESCAPE);
                put(other);
            }
            None => put(unit),
        }
    }
    text
}

/// How many bytes a text takes in the page.
pub(crate) fn size(text: &str) -> usize {
    2 * text.encode_utf16().count()
}

/// A text as a file in UTF-16. The mark at its head counts for more with browsers than what a server
/// says of it.
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    let marked = "\u{feff}".encode_utf16().chain(text.encode_utf16());
    marked.flat_map(u16::to_le_bytes).collect()
}

/// A script's digest, as a security policy names it.
pub(crate) fn digest(script: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::from("sha256-");
    for three in Sha256::digest(script.as_bytes()).chunks(3) {
        let value = three.iter().fold(0, |value, byte| value << 8 | usize::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let letter = LETTERS.get(value >> (18 - 6 * at) & 63).filter(|_| at <= three.len());
            let _ = write!(text, "{}", letter.copied().map_or('=', char::from));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the page reads it.
    fn read(text: &str, length: usize) -> Vec<u8> {
        let mut units = text.encode_utf16();
        let mut bytes = Vec::new();
        while let Some(unit) = units.next() {
            let unit = match unit {
                ESCAPE => match units.next().unwrap() {
                    half @ FOR_HALVES.. => half - FOR_HALVES + HALVES.start(),
                    other => OTHERS[usize::from(other - FOR_OTHERS)],
                },
                unit => unit,
            };
            bytes.extend(unit.to_le_bytes());
        }
        bytes.truncate(length);
        bytes
    }

    #[test]
    fn every_length_is_read_back_and_html_changes_nothing() {
        let numbers = (0..100_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8);
        let bytes: Vec<u8> = numbers.chain([0; 40]).chain([255; 40]).collect();
        for end in (0..40).chain([bytes.len()]) {
            let text = of(&bytes[..end]);
            assert_eq!(read(&text, end), &bytes[..end]);
        }
        let all: Vec<u8> = (0..=u16::MAX).flat_map(u16::to_le_bytes).collect();
        let text = of(&all);
        assert_eq!(read(&text, all.len()), all);
        assert!(!text.contains(['<', '\0', '\r', '\u{feff}', '\u{fffe}', '\u{ffff}']));
        assert!(text.chars().all(|c| c.len_utf16() == 1));
    }

    #[test]
    fn a_file_in_utf16_begins_with_its_mark() {
        assert_eq!(utf16("<年"), [0xff, 0xfe, b'<', 0, 0x74, 0x5e]);
    }

    #[test]
    fn a_digest_is_that_of_the_standard() {
        // From the specification of Content Security Policy.
        assert_eq!(
            digest("alert('Hello, world.');"),
            "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
        );
    }
}
