//! Which of many titles may be variants of each other, by what variants share: so that each is compared
//! with a few, however many there are. Whether they are variants is for the rule to say.

use std::collections::HashMap;

use super::Shape;

/// The titles so far, by the hashes of what a variant of them shares.
#[derive(Default)]
pub(super) struct Index {
    by: HashMap<u64, Vec<usize>>,
}

/// What a hash is of.
#[derive(Clone, Copy)]
enum Of {
    /// The core as it is.
    Core = 1,
    /// The core with a character or two left out.
    Shortened,
    /// The core's characters in order of their codes: that of words that change places.
    Characters,
    /// The core without the kind of document at its end.
    Base,
}

impl Index {
    /// The numbers of the titles before this one that share something with it, in order; keeps this one.
    pub(super) fn exchange(&mut self, nth: usize, shape: &Shape) -> Vec<usize> {
        let digits = hash(shape.digits.chars());
        let key = |of: Of, hash: u64| mixed(mixed(digits, of as u64), hash);
        let core = hash(shape.core.iter().copied());
        let mut characters = shape.core.clone();
        characters.sort_unstable();
        let alike = [
            Some(key(Of::Characters, hash(characters))),
            shape.base().map(|base| key(Of::Base, hash(base.iter().copied()))),
        ];
        let shortened: Vec<u64> = shortened(&shape.core).collect();
        let sought = alike.into_iter().flatten().chain([key(Of::Shortened, core)]);
        let sought = sought.chain(shortened.iter().map(|hash| key(Of::Core, *hash)));
        let mut found: Vec<usize> = sought.filter_map(|key| self.by.get(&key)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        let kept = alike.into_iter().flatten().chain([key(Of::Core, core)]);
        for key in kept.chain(shortened.iter().map(|hash| key(Of::Shortened, *hash))) {
            self.by.entry(key).or_default().push(nth);
        }
        found
    }
}

/// The base of the polynomials that hashes are.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

fn mixed(one: u64, other: u64) -> u64 {
    (one.rotate_left(5) ^ other).wrapping_mul(BASE)
}

fn hash(chars: impl IntoIterator<Item = char>) -> u64 {
    chars.into_iter().fold(0, append)
}

fn append(hash: u64, c: char) -> u64 {
    hash.wrapping_mul(BASE).wrapping_add(u64::from(c) + 1)
}

/// The hashes of a text with one or two neighbouring characters left out, each put together from those of
/// its beginning and its end.
fn shortened(text: &[char]) -> impl Iterator<Item = u64> {
    let mut begun = vec![0];
    let mut powers = vec![1_u64];
    for (at, c) in text.iter().enumerate() {
        begun.push(append(begun[at], *c));
        powers.push(powers[at].wrapping_mul(BASE));
    }
    let length = text.len();
    let without = move |start: usize, end: usize| {
        let power = powers[length - end];
        let ended = begun[length].wrapping_sub(begun[end].wrapping_mul(power));
        begun[start].wrapping_mul(power).wrapping_add(ended)
    };
    (1..=2)
        .flat_map(move |left| (0..(length + 1).saturating_sub(left)).map(move |start| (start, start + left)))
        .map(move |(start, end)| without(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_without_a_character_is_that_of_the_rest() {
        let text: Vec<char> = "政务公开要点".chars().collect();
        let hashes: Vec<u64> = shortened(&text).collect();
        for rest in ["务公开要点", "政务公开点", "政务公开要", "政务要点", "开要点"] {
            let is_two_or_one = (1..=2).contains(&(text.len() - rest.chars().count()));
            assert_eq!(hashes.contains(&hash(rest.chars())), is_two_or_one, "{rest}");
        }
        assert_eq!(hashes.len(), 6 + 5);
        assert_eq!(shortened(&['一']).count(), 1);
    }
}
