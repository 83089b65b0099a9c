//! Bytes as text that may stand in a script element: 14 bits in two bytes of UTF-8, which takes
//! 1.14 times the room, where base64 takes 1.33. `crates/web/page/src/unpack.ts` reads it.
//!
//! Two characters of ASCII stand for seven bits each. Three of those a script element cannot hold as
//! they are: NUL and the carriage return, which HTML changes, and `<`, which ends it. A pair with one
//! of them is one character of two bytes instead, from U+0100 on.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// What may not stand in the text.
const BARRED: [u8; 3] = [0, b'\r', b'<'];
/// The first character that stands for a pair with one of them.
const FIRST: u32 = 0x100;

/// The pairs with a barred character, in order.
fn pairs() -> Vec<(u8, u8)> {
    let is_barred = |(one, other): &(u8, u8)| BARRED.contains(one) || BARRED.contains(other);
    let all = (0..128).flat_map(|one| (0..128).map(move |other| (one, other)));
    all.filter(is_barred).collect()
}

/// How long the text of this many bytes is, in bytes.
pub(crate) fn length(bytes: usize) -> usize {
    (bytes * 8).div_ceil(14) * 2
}

/// These bytes as text.
pub(crate) fn of(bytes: &[u8]) -> String {
    let barred: std::collections::BTreeMap<(u8, u8), char> = (FIRST..)
        .zip(pairs())
        .filter_map(|(code, pair)| Some((pair, char::from_u32(code)?)))
        .collect();
    let mut text = String::with_capacity(length(bytes.len()));
    let mut put = |value: u32| {
        let pair = ((value & 0x7f) as u8, (value >> 7 & 0x7f) as u8);
        match barred.get(&pair) {
            Some(one) => text.push(*one),
            None => text.extend([char::from(pair.0), char::from(pair.1)]),
        }
    };
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in bytes {
        held |= u32::from(*byte) << bits;
        bits += 8;
        if bits >= 14 {
            put(held);
            held >>= 14;
            bits -= 14;
        }
    }
    if bits > 0 {
        put(held);
    }
    text
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
        let pairs = pairs();
        let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0_u32);
        for pair in text.as_bytes().chunks(2) {
            let (one, other) = match pair[0] {
                0x80.. => pairs[(u32::from(pair[0] & 31) << 6 | u32::from(pair[1] & 63)) as usize - FIRST as usize],
                _ => (pair[0], pair[1]),
            };
            held |= (u32::from(one) | u32::from(other) << 7) << bits;
            bits += 14;
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
        // As many as two bytes of UTF-8 have room for.
        assert_eq!(pairs().len(), 128 * 128 - 125 * 125);
        let numbers = (0..100_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8);
        let bytes: Vec<u8> = numbers.chain([0; 40]).chain([255; 40]).collect();
        for end in (0..40).chain([bytes.len()]) {
            let text = of(&bytes[..end]);
            assert_eq!(text.len(), length(end));
            assert_eq!(read(&text, end), &bytes[..end]);
            assert!(!text.contains(['<', '\0', '\r']));
        }
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
