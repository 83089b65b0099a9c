//! Many patterns, searched for in one pass.
//!
//! A report's text is cut into a thousand clauses, and each contains a few of two hundred
//! patterns: one pass over a clause tells which, and only those are searched for.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock};

use regex::{Regex, RegexSet};

/// How many sets of patterns are kept: a set takes megabytes, and every year and every form
/// has its own. A run has one or two.
const KEPT: usize = 8;

/// Patterns, compiled when they are first found.
#[derive(Debug)]
pub(super) struct Patterns {
    any: Option<RegexSet>,
    each: Vec<(String, OnceLock<Option<Regex>>)>,
}

impl Patterns {
    /// These patterns, made once for all reports of a run: an office's are those of its
    /// form and year. The patterns are the program's own, or escaped labels of a form; the
    /// tests compile them all.
    pub(super) fn of(patterns: Vec<String>) -> Arc<Self> {
        static MADE: Mutex<BTreeMap<Vec<String>, Arc<Patterns>>> = Mutex::new(BTreeMap::new());
        // Only finished ones are put in: what a panic left is still good.
        let mut made = MADE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(known) = made.get(&patterns) {
            return Arc::clone(known);
        }
        let new = Arc::new(Self {
            any: RegexSet::new(&patterns).ok(),
            each: patterns
                .iter()
                .map(|pattern| (pattern.clone(), OnceLock::new()))
                .collect(),
        });
        if made.len() >= KEPT {
            made.clear();
        }
        made.insert(patterns, Arc::clone(&new));
        new
    }

    /// Every place where a pattern is found: the pattern's number and the range in bytes.
    pub(super) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, Range<usize>)> + 't {
        let present = self.any.iter().flat_map(move |any| any.matches(text).into_iter());
        present.flat_map(move |at| {
            let pattern = self
                .each
                .get(at)
                .and_then(|(pattern, compiled)| compiled.get_or_init(|| Regex::new(pattern).ok()).as_ref());
            let found = pattern.into_iter().flat_map(move |pattern| pattern.find_iter(text));
            found.map(move |found| (at, found.range()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_every_pattern_is_found() {
        let patterns = Patterns::of(vec!["公开".into(), "不予?公开".into(), "没有".into()]);
        let found: Vec<_> = patterns.find("不公开，公开").collect();
        assert_eq!(found, [(0, 3..9), (0, 12..18), (1, 0..9)]);
        assert_eq!(patterns.find("").count(), 0);
    }
}
