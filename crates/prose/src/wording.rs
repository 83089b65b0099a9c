//! The words of official prose: `schemas/wording.toml`, read once. What a word does in a sentence is
//! its class; a word may have several. Lists that are not words of sentences by themselves (units,
//! endings of offices' names) stand beside them.

mod list;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use nianbao_model::form::spoken::wordings;
use serde::Deserialize;

pub(crate) use list::{List, Words};

const FILE: &str = include_str!("../../../schemas/wording.toml");

/// What a word does in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Received,
    Handled,
    Finished,
    Answered,
    Carried,
    Concluded,
    Made,
    Issued,
    FinishedRate,
    AnsweredRate,
    InFull,
    Applications,
    OnApplication,
    Cases,
    Nothing,
    OwnTime,
    WholeYear,
    LastYear,
    NextYear,
    PartTime,
    OtherTime,
    Comparing,
    Until,
    Comparison,
    ChangedTo,
    Fall,
    Respectively,
    Rest,
    Still,
    From,
    By,
    Means,
    Submitting,
    Itself,
    Level,
    Wide,
    Partial,
    Each,
    Among,
    Inside,
    All,
    Sum,
    Share,
    Per,
    Denial,
    Etcetera,
    Cause,
    Caused,
    Managing,
    Counting,
    Known,
}

impl Class {
    /// The class a word is in by its place in the file.
    fn of(group: &str, name: &str) -> Option<Self> {
        Some(match (group, name) {
            ("verbs", "received") => Self::Received,
            ("verbs", "handled") => Self::Handled,
            ("verbs", "finished") => Self::Finished,
            ("verbs", "answered") => Self::Answered,
            ("verbs", "carried") => Self::Carried,
            ("verbs", "made") => Self::Made,
            ("verbs", "issued") => Self::Issued,
            ("verbs", "finished_rate") => Self::FinishedRate,
            ("verbs", "answered_rate") => Self::AnsweredRate,
            ("verbs", "concluded") => Self::Concluded,
            ("nouns", "applications_in_full") => Self::InFull,
            ("nouns", "applications") => Self::Applications,
            ("nouns", "on_application") => Self::OnApplication,
            ("nouns", "cases") => Self::Cases,
            ("nouns", "nothing") => Self::Nothing,
            ("times", "own") => Self::OwnTime,
            ("times", "whole") => Self::WholeYear,
            ("times", "last") => Self::LastYear,
            ("times", "next") => Self::NextYear,
            ("times", "part") => Self::PartTime,
            ("times", "other") => Self::OtherTime,
            ("times", "comparing") => Self::Comparing,
            ("times", "until") => Self::Until,
            ("signs", "comparison") => Self::Comparison,
            ("signs", "changed_to") => Self::ChangedTo,
            ("signs", "fall") => Self::Fall,
            ("signs", "respectively") => Self::Respectively,
            ("signs", "rest") => Self::Rest,
            ("signs", "still") => Self::Still,
            ("signs", "from") => Self::From,
            ("signs", "by") => Self::By,
            ("signs", "means") => Self::Means,
            ("signs", "submitting") => Self::Submitting,
            ("signs", "itself") => Self::Itself,
            ("signs", "level") => Self::Level,
            ("signs", "wide") => Self::Wide,
            ("signs", "partial") => Self::Partial,
            ("signs", "each") => Self::Each,
            ("signs", "among") => Self::Among,
            ("signs", "inside") => Self::Inside,
            ("signs", "all") => Self::All,
            ("signs", "sum") => Self::Sum,
            ("signs", "share") => Self::Share,
            ("signs", "per") => Self::Per,
            ("signs", "denial") => Self::Denial,
            ("signs", "etcetera") => Self::Etcetera,
            ("signs", "cause") => Self::Cause,
            ("signs", "caused") => Self::Caused,
            ("signs", "managing") => Self::Managing,
            ("signs", "counting") => Self::Counting,
            ("known", _) => Self::Known,
            _ => return None,
        })
    }
}

/// Classes that change what they stand beside: a word of these alone is not understood there.
const CHANGING: [Class; 11] = [
    Class::FinishedRate,
    Class::AnsweredRate,
    Class::Comparing,
    Class::Comparison,
    Class::ChangedTo,
    Class::Fall,
    Class::Denial,
    Class::Level,
    Class::Partial,
    Class::Per,
    Class::Managing,
];

/// The classes of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Classes(u64);

impl Classes {
    pub(crate) fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u64) != 0
    }

    pub(crate) fn insert(&mut self, class: Class) {
        self.0 |= 1 << class as u64;
    }

    pub(crate) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a word of these classes may stand beside a figure's name and change nothing.
    pub(crate) fn are_known(self) -> bool {
        let changing = CHANGING.iter().fold(0, |all, class| all | 1 << *class as u64);
        self.0 & !changing != 0
    }
}

/// The file as it is written: groups of classes, each a list of words.
#[derive(Deserialize)]
struct File(BTreeMap<String, BTreeMap<String, String>>);

/// The words, and the lists that are none.
#[derive(Debug)]
pub(crate) struct Wording {
    /// Every word with its classes.
    pub(crate) words: BTreeMap<String, Classes>,
    /// The words of them that say something of all or of none.
    pub(crate) of_all_or_none: Words,
    /// The words that say that something is more than something else, or the most.
    pub(crate) of_more: Words,
    /// In the order of [`List::ALL`].
    lists: Vec<Words>,
}

static WORDING: LazyLock<Wording> = LazyLock::new(|| Wording::load(FILE).unwrap_or_else(Wording::empty));

impl Wording {
    /// The words that come with the program.
    pub(crate) fn get() -> &'static Self {
        &WORDING
    }

    /// Nothing is understood: a test sees to it that the shipped file is good.
    fn empty(_: String) -> Self {
        Self {
            words: BTreeMap::new(),
            of_all_or_none: Words::default(),
            of_more: Words::default(),
            lists: Vec::new(),
        }
    }

    /// Reads a file of words; in words, what is wrong with it.
    fn load(text: &str) -> Result<Self, String> {
        let File(groups) = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut words: BTreeMap<String, Classes> = BTreeMap::new();
        let mut lists: Vec<Words> = List::ALL.iter().map(|_| Words::default()).collect();
        for (group, classes) in groups {
            for (name, entries) in classes {
                let mut all = Vec::new();
                for entry in entries.split_whitespace() {
                    all.extend(wordings(entry).ok_or_else(|| format!("{group}.{name}: {entry}"))?);
                }
                match (Class::of(&group, &name), List::of(&group, &name)) {
                    (Some(class), _) => {
                        for word in all {
                            words.entry(word).or_default().insert(class);
                        }
                    }
                    (None, Some(list)) => lists[list as usize] = Words::new(all),
                    (None, None) => return Err(format!("{group}.{name}")),
                }
            }
        }
        match lists.iter().position(Words::is_empty) {
            Some(missing) => Err(format!("{:?}", List::ALL[missing])),
            None => {
                let says_so = |classes: &Classes| classes.has(Class::All) || classes.has(Class::Denial);
                let of_all_or_none = words.iter().filter(|(_, classes)| says_so(classes));
                let of_all_or_none = of_all_or_none.map(|(word, _)| word.clone()).collect();
                let of_more = [
                    List::MoreThan,
                    List::LessThan,
                    List::Most,
                    List::Majority,
                    List::Descending,
                ];
                let of_more = of_more.iter().filter_map(|list| lists.get(*list as usize));
                let of_more = of_more.flat_map(Words::iter).map(str::to_owned).collect();
                Ok(Self {
                    words,
                    of_all_or_none: Words::new(of_all_or_none),
                    of_more: Words::new(of_more),
                    lists,
                })
            }
        }
    }

    /// The words of a list.
    pub(crate) fn list(&self, list: List) -> &Words {
        static NONE: LazyLock<Words> = LazyLock::new(Words::default);
        self.lists.get(list as usize).unwrap_or(&NONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_words_are_good() {
        let wording = Wording::load(FILE).unwrap();
        assert!(wording.words.len() > 500, "{}", wording.words.len());
    }

    #[test]
    fn a_bad_file_is_refused() {
        for bad in [
            "[verbs]\nreceived = \"收[到\"",
            "[verbs]\nunheard_of = \"收到\"",
            "[verbs]\nreceived = 1",
        ] {
            assert!(Wording::load(bad).is_err(), "{bad}");
        }
    }
}
