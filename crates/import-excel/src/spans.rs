//! Which rows or columns are hidden, as the runs a file announces: `1..=1048576` costs
//! no more than one row. Only what holds a cell is noted in the end.

use std::collections::BTreeSet;

/// Runs of rows or columns, both ends included, in any order.
#[derive(Debug, Default)]
pub(crate) struct Spans(Vec<(u32, u32)>);

impl Spans {
    /// Adds a run; one that ends before it begins is ignored.
    pub(crate) fn push(&mut self, first: u32, last: u32) {
        if let Some(previous) = self.0.last_mut()
            && previous.1.checked_add(1) == Some(first)
            && first <= last
        {
            previous.1 = last;
        } else if first <= last {
            self.0.push((first, last));
        }
    }

    /// Those of `used` that lie in a run.
    pub(crate) fn among(mut self, used: impl Iterator<Item = u32>) -> BTreeSet<u32> {
        // In most sheets nothing is hidden, and one may have half a million cells.
        if self.0.is_empty() {
            return BTreeSet::new();
        }
        let used: BTreeSet<u32> = used.collect();
        self.0.sort_unstable();
        let mut runs = self.0.into_iter().peekable();
        let mut reached = None;
        used.into_iter()
            .filter(|&line| {
                while let Some((_, last)) = runs.next_if(|(first, _)| *first <= line) {
                    reached = reached.max(Some(last));
                }
                reached.is_some_and(|last| line <= last)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_line_is_hidden_if_any_run_has_it(
            runs in prop::collection::vec((0u32..40, 0u32..40), 0..8),
            used in prop::collection::btree_set(0u32..40, 0..20),
        ) {
            let mut spans = Spans::default();
            for (first, last) in &runs {
                spans.push(*first, *last);
            }
            let expected = used.iter().copied().filter(|line| runs.iter().any(|run| run.0 <= *line && *line <= run.1));
            prop_assert_eq!(spans.among(used.iter().copied()), expected.collect::<BTreeSet<_>>());
        }
    }

    #[test]
    fn a_run_to_the_end_of_the_numbers_is_one_run() {
        let mut spans = Spans::default();
        spans.push(5, u32::MAX);
        spans.push(0, 0);
        assert_eq!(
            spans.among([0, 4, 5, u32::MAX].into_iter()),
            BTreeSet::from([0, 5, u32::MAX])
        );
    }
}
