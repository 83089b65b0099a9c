//! The lists of `schemas/wording.toml` that are no classes of words: what ends an office's name, units, what
//! tells what a text is about. A text is asked whether it has one of them, at every clause.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::beginnings::{Beginnings, Endings};

/// A list, by where it stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    AboveBefore,
    NearlyBefore,
    AboutBefore,
    AndMore,
    Above,
    About,
    Nearly,
    CaseUnits,
    LooseUnits,
    OtherUnits,
    OrganEndings,
    OrganWords,
    OrganHeads,
    Generic,
    OrganMeans,
    Serving,
    Belonging,
    Places,
    Peoples,
    AspectHeads,
    AspectTails,
    Along,
    Turned,
    Applications,
    Results,
    Unmistakable,
    Carried,
    Reviewed,
    Unrelated,
    Published,
    GoingOn,
    Overlaps,
    WithinTime,
    InGoodTime,
    Objecting,
    Channels,
    Ways,
    GoingOver,
    Late,
    Rises,
    Falls,
    RisesTo,
    FallsTo,
    Degrees,
    Stays,
    Doubles,
    LastYear,
    Against,
    Reaching,
    NeverAbove,
    Going,
    YearlyRises,
    YearlyFalls,
    PerSoMany,
    NoneReceived,
    NoneTaken,
    Only,
    MoreThan,
    LessThan,
    Most,
    Majority,
    Descending,
}

impl List {
    /// Every list with its group and its name.
    pub(super) const ALL: [(Self, &'static str, &'static str); 62] = [
        (Self::AboveBefore, "weighed", "above_before"),
        (Self::NearlyBefore, "weighed", "nearly_before"),
        (Self::AboutBefore, "weighed", "about_before"),
        (Self::AndMore, "weighed", "and_more"),
        (Self::Above, "weighed", "above"),
        (Self::About, "weighed", "about"),
        (Self::Nearly, "weighed", "nearly"),
        (Self::CaseUnits, "units", "cases"),
        (Self::LooseUnits, "units", "loose"),
        (Self::OtherUnits, "units", "others"),
        (Self::OrganEndings, "organs", "endings"),
        (Self::OrganWords, "organs", "words"),
        (Self::OrganHeads, "organs", "heads"),
        (Self::Generic, "organs", "generic"),
        (Self::OrganMeans, "organs", "means"),
        (Self::Serving, "organs", "serving"),
        (Self::Belonging, "organs", "belonging"),
        (Self::Places, "organs", "places"),
        (Self::Peoples, "organs", "peoples"),
        (Self::AspectHeads, "aspects", "heads"),
        (Self::AspectTails, "aspects", "tails"),
        (Self::Along, "aspects", "along"),
        (Self::Turned, "contexts", "turned"),
        (Self::Applications, "contexts", "applications"),
        (Self::Results, "contexts", "results"),
        (Self::Unmistakable, "contexts", "unmistakable"),
        (Self::Carried, "contexts", "carried"),
        (Self::Reviewed, "contexts", "reviewed"),
        (Self::Unrelated, "contexts", "unrelated"),
        (Self::Published, "contexts", "published"),
        (Self::GoingOn, "contexts", "going_on"),
        (Self::Overlaps, "contexts", "overlaps"),
        (Self::WithinTime, "contexts", "within_time"),
        (Self::InGoodTime, "contexts", "in_good_time"),
        (Self::Objecting, "contexts", "objecting"),
        (Self::Channels, "contexts", "channels"),
        (Self::Ways, "contexts", "ways"),
        (Self::GoingOver, "contexts", "going_over"),
        (Self::Late, "contexts", "late"),
        (Self::Rises, "sense", "rises"),
        (Self::Falls, "sense", "falls"),
        (Self::RisesTo, "sense", "rises_to"),
        (Self::FallsTo, "sense", "falls_to"),
        (Self::Degrees, "sense", "degrees"),
        (Self::Stays, "sense", "stays"),
        (Self::Doubles, "sense", "doubles"),
        (Self::LastYear, "sense", "last_year"),
        (Self::Against, "sense", "against"),
        (Self::Reaching, "sense", "reaching"),
        (Self::NeverAbove, "sense", "never_above"),
        (Self::Going, "sense", "going"),
        (Self::YearlyRises, "sense", "yearly_rises"),
        (Self::YearlyFalls, "sense", "yearly_falls"),
        (Self::PerSoMany, "sense", "per_so_many"),
        (Self::NoneReceived, "contexts", "none_received"),
        (Self::NoneTaken, "contexts", "none_taken"),
        (Self::Only, "sense", "only"),
        (Self::MoreThan, "sense", "more_than"),
        (Self::LessThan, "sense", "less_than"),
        (Self::Most, "sense", "most"),
        (Self::Majority, "sense", "majority"),
        (Self::Descending, "sense", "descending"),
    ];

    /// The list of this group and name.
    pub(super) fn of(group: &str, name: &str) -> Option<Self> {
        let own = Self::ALL.iter().find(|own| (own.1, own.2) == (group, name));
        own.map(|(list, ..)| *list)
    }
}

/// The words of a list.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// Those that begin alike stand together, the longest first, for one may begin another.
    all: Vec<String>,
    /// Where those are that begin with a character.
    by_first: FxHashMap<char, Range<u32>>,
    beginnings: Beginnings,
    endings: Endings,
}

impl Words {
    pub(super) fn new(mut all: Vec<String>) -> Self {
        let first = |word: &String| word.chars().next();
        all.sort_by_cached_key(|word| (first(word), std::cmp::Reverse(word.len())));
        let mut by_first = FxHashMap::default();
        let mut from = 0;
        for alike in all.chunk_by(|a, b| first(a) == first(b)) {
            let to = from + alike.len() as u32;
            by_first.extend(first(&alike[0]).map(|first| (first, from..to)));
            from = to;
        }
        let beginnings = Beginnings::of(all.iter().map(String::as_str));
        let endings = Endings::of(all.iter().map(String::as_str));
        Self {
            all,
            by_first,
            beginnings,
            endings,
        }
    }

    /// Every word.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(String::as_str)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    fn beginning_with(&self, first: char) -> &[String] {
        let Some(Range { start, end }) = self.by_first.get(&first) else {
            return &[];
        };
        self.all.get(*start as usize..*end as usize).unwrap_or_default()
    }

    /// The longest that a text begins with.
    pub(crate) fn begins(&self, text: &str) -> Option<&str> {
        let mut behind = text.chars();
        let first = behind.next()?;
        if !self.beginnings.may_begin(first, behind.as_str()) {
            return None;
        }
        let words = self.beginning_with(first).iter();
        words.map(String::as_str).find(|word| text.starts_with(word))
    }

    /// The longest that a text ends with.
    pub(crate) fn ends(&self, text: &str) -> Option<&str> {
        if !self.endings.may_end(text) {
            return None;
        }
        let ending = self.all.iter().filter(|word| text.ends_with(word.as_str()));
        ending.max_by_key(|word| word.len()).map(String::as_str)
    }

    /// Whether a text has one of them anywhere.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        let mut chars = text.char_indices();
        let mut next = chars.next();
        // Every text is asked for many lists: each character is looked at once.
        while let Some((at, first)) = next {
            next = chars.next();
            if self.beginnings.may_have(first, next.map(|(_, second)| second))
                && self
                    .beginning_with(first)
                    .iter()
                    .any(|word| text[at..].starts_with(word.as_str()))
            {
                return true;
            }
        }
        false
    }

    /// Whether a text has two of them that differ.
    pub(crate) fn two_are_in(&self, text: &str) -> bool {
        let mut found = self.all.iter().filter(|word| text.contains(word.as_str()));
        found.next().is_some() && found.next().is_some()
    }

    /// Whether a text has one of them from so many bytes on.
    pub(crate) fn is_behind(&self, text: &str, from: usize) -> bool {
        text.get(from..).is_some_and(|rest| self.is_in(rest))
    }

    /// Whether a text is one of them.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.begins(text) == Some(text)
    }
}
