//! Outline levels and ids of headings: official ranks may skip a level, an outline may not.

/// Counts headings, so that each gets an outline level without gaps and an id.
#[derive(Default)]
pub(crate) struct Outline {
    ranks: Vec<u8>,
    counts: Vec<u32>,
}

impl Outline {
    /// Enters a heading of this rank: the level is one below the nearest heading of
    /// a lower rank.
    pub(crate) fn enter(&mut self, rank: u8) -> (u8, String) {
        while self.ranks.last().is_some_and(|last| *last >= rank) {
            self.ranks.pop();
        }
        self.ranks.push(rank);
        let level = self.ranks.len();
        self.counts.truncate(level);
        self.counts.resize(level, 0);
        if let Some(count) = self.counts.last_mut() {
            *count += 1;
        }
        let numbers: Vec<_> = self.counts.iter().map(u32::to_string).collect();
        (
            u8::try_from(level).unwrap_or(u8::MAX),
            format!("section-{}", numbers.join("-")),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outline_levels_never_skip_one() {
        let mut outline = Outline::default();
        let entered: Vec<_> = [1, 3, 3, 2, 3, 1, 2].map(|rank| outline.enter(rank)).into();
        let levels: Vec<_> = entered.iter().map(|(level, _)| *level).collect();
        assert_eq!(levels, [1, 2, 2, 2, 3, 1, 2]);
        assert_eq!(entered[4].1, "section-1-3-1");
    }
}
