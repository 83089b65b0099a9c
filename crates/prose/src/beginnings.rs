//! Which characters words begin or end with: most places of a text are passed over by one look at it. The sets
//! may hold more than was put in, never less.

/// A set of numbers, by their low twelve bits.
#[derive(Debug)]
struct Marks([u64; 64]);

impl Default for Marks {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Marks {
    fn insert(&mut self, number: u32) {
        let (block, bit) = place(number);
        self.0[block] |= bit;
    }

    fn may_hold(&self, number: u32) -> bool {
        let (block, bit) = place(number);
        self.0[block] & bit != 0
    }
}

fn place(number: u32) -> (usize, u64) {
    let low = number & 0xfff;
    ((low >> 6) as usize, 1 << (low & 63))
}

/// What words begin with: their first two characters, or the only one.
#[derive(Debug, Default)]
pub(crate) struct Beginnings {
    first: Marks,
    both: Marks,
    alone: Marks,
}

impl Beginnings {
    /// Those of these words.
    pub(crate) fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut set = Self::default();
        for word in words {
            let mut chars = word.chars();
            let Some(first) = chars.next() else { continue };
            set.first.insert(first.into());
            match chars.next() {
                Some(second) => set.both.insert(both(first, second)),
                None => set.alone.insert(first.into()),
            }
        }
        set
    }

    /// Whether a word may begin with this character, and go on with what stands behind it; that one does is not
    /// said.
    pub(crate) fn may_begin(&self, first: char, behind: &str) -> bool {
        self.first.may_hold(first.into()) && self.may_have(first, behind.chars().next())
    }

    /// The same of a character and the one behind it.
    pub(crate) fn may_have(&self, first: char, second: Option<char>) -> bool {
        let goes_on = |second: char| self.both.may_hold(both(first, second));
        self.first.may_hold(first.into()) && (self.alone.may_hold(first.into()) || second.is_some_and(goes_on))
    }
}

/// Two characters as one number whose low bits both have a part in.
fn both(first: char, second: char) -> u32 {
    u32::from(first).wrapping_mul(37) ^ u32::from(second)
}

/// The last characters of words.
#[derive(Debug, Default)]
pub(crate) struct Endings(Marks);

impl Endings {
    /// Those of these words.
    pub(crate) fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut set = Self::default();
        for last in words.into_iter().filter_map(|word| word.chars().next_back()) {
            set.0.insert(last.into());
        }
        set
    }

    /// Whether a text may end with one of the words.
    pub(crate) fn may_end(&self, text: &str) -> bool {
        let last = text.chars().next_back();
        last.is_some_and(|last| self.0.may_hold(last.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may_begin(set: &Beginnings, text: &str) -> bool {
        let first = text.chars().next().unwrap();
        set.may_begin(first, &text[first.len_utf8()..])
    }

    #[test]
    fn every_beginning_is_held_and_hardly_another() {
        let set = Beginnings::of(["收到", "办结", "共"]);
        assert!(
            ["收到", "收到申请", "办结", "共", "共12件"]
                .iter()
                .all(|text| may_begin(&set, text))
        );
        assert!(
            !["收", "收件", "办理", "到", "结"]
                .iter()
                .any(|text| may_begin(&set, text))
        );
        assert!(!may_begin(&Beginnings::default(), "收到"));
    }

    #[test]
    fn every_ending_is_held_and_hardly_another() {
        let set = Endings::of(["委员会", "局"]);
        assert!(["水务局", "局", "会"].iter().all(|text| set.may_end(text)));
        assert!(!["水务", ""].iter().any(|text| set.may_end(text)));
    }
}
