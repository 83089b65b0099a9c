//! Bytes as text that may stand in a script element: 15 bits in a character. The page is written in
//! UTF-16, where that takes 1.07 times the room; base64 in UTF-8 takes 1.33, and twice the characters
//! to go through before the page is there. `crates/web/page/src/unpack.ts` reads it.
//!
//! The characters are those from U+0100 on: none of them is a half of a pair, NUL or the carriage
//! return, which HTML changes, or `<`, which ends the element.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// The first character.
const FIRST: u32 = 0x100;
/// How many bits one stands for.
const BITS: u32 = 15;

/// How many characters the text of this many bytes has.
pub(crate) fn length(bytes: usize) -> usize {
    (bytes * 8).div_ceil(BITS as usize)
}

/// These bytes as text.
pub(crate) fn of(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(3 * length(bytes.len()));
    let (mut held, mut bits) = (0_u32, 0_u32);
    let mut put = |value: u32| text.extend(char::from_u32(FIRST + (value & ((1 << BITS) - 1))));
    for byte in bytes {
        held |= u32::from(*byte) << bits;
        bits += 8;
        if bits >= BITS {
            put(held);
            held >>= BITS;
            bits -= BITS;
        }
    }
    if bits > 0 {
        put(held);
    }
    text
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
        let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0_u32);
        for unit in text.encode_utf16() {
            held |= (u32::from(unit) - FIRST) << bits;
            bits += BITS;
            while bits >= 8 {
                bytes.push((held & 0xff) as u8);
                held >>= 8;
                bits -= 8;
            }
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
            assert_eq!(text.encode_utf16().count(), length(end));
            assert_eq!(read(&text, end), &bytes[..end]);
            assert!(text.chars().all(|c| ('\u{100}'..='\u{80ff}').contains(&c)));
        }
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
