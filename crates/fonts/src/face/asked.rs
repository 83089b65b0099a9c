//! Which characters a face was asked for, and whether it has them: a face is looked into once for each character.

use std::sync::atomic::{AtomicU64, Ordering};

/// How many characters are remembered: those of the basic plane. Others are rare, and looked for each time.
const REMEMBERED: u32 = 0x1_0000;
/// Two bits for each: whether it was asked for, and whether the face has it.
const BITS: u32 = 2;
const ASKED: u64 = 0b01;
const HAS: u64 = 0b10;
/// How many characters share a word.
const SHARING: u32 = u64::BITS / BITS;

/// What is known of a face's characters.
#[derive(Debug)]
pub(super) struct Asked(Box<[AtomicU64]>);

impl Default for Asked {
    fn default() -> Self {
        Self((0..REMEMBERED / SHARING).map(|_| AtomicU64::new(0)).collect())
    }
}

impl Asked {
    /// Whether the face has a character, by what is known or else by a look at it.
    pub(super) fn or_look(&self, character: char, look: impl FnOnce() -> bool) -> bool {
        let code = u32::from(character);
        let shift = code % SHARING * BITS;
        let Some(word) = self.0.get((code / SHARING) as usize) else {
            return look();
        };
        // Whoever looks finds the same: nothing else hangs on the order.
        let known = word.load(Ordering::Relaxed) >> shift;
        if known & ASKED != 0 {
            return known & HAS != 0;
        }
        let has = look();
        word.fetch_or((ASKED | if has { HAS } else { 0 }) << shift, Ordering::Relaxed);
        has
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_face_is_looked_into_once_for_a_character() {
        let asked = Asked::default();
        for (character, has) in [('一', true), ('丁', false), ('\0', true), ('\u{ffff}', false)] {
            assert_eq!(asked.or_look(character, || has), has);
            assert_eq!(asked.or_look(character, || !has), has, "{character}");
        }
        // One beyond those that are remembered is looked for again.
        assert!(asked.or_look('𠀀', || true));
        assert!(!asked.or_look('𠀀', || false));
    }
}
