//! Which characters words begin or end with: most places of a text are passed over by one look at it.

/// A set of characters that may hold others too, by their low twelve bits.
#[derive(Debug)]
pub(crate) struct Beginnings([u64; 64]);

impl Default for Beginnings {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Beginnings {
    /// Those of these words.
    pub(crate) fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        words.into_iter().filter_map(|word| word.chars().next()).collect()
    }

    /// Whether a word may begin with this character; that one does is not said.
    pub(crate) fn may_hold(&self, first: char) -> bool {
        let (block, bit) = place(first);
        self.0[block] & bit != 0
    }
}

impl FromIterator<char> for Beginnings {
    fn from_iter<T: IntoIterator<Item = char>>(chars: T) -> Self {
        let mut set = Self::default();
        for (block, bit) in chars.into_iter().map(place) {
            set.0[block] |= bit;
        }
        set
    }
}

fn place(c: char) -> (usize, u64) {
    let low = u32::from(c) & 0xfff;
    ((low >> 6) as usize, 1 << (low & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_first_character_is_held_and_hardly_another() {
        let set = Beginnings::of(["收到", "办结", "a"]);
        assert!(['收', '办', 'a'].iter().all(|c| set.may_hold(*c)));
        assert!(!['到', '结', 'b'].iter().any(|c| set.may_hold(*c)));
        assert!(!Beginnings::default().may_hold('收'));
    }
}
