//! The words of a number, sorted by what they stand for.

use std::collections::BTreeSet;

use crate::prose::lexicon::{Concept, Mention};

/// Mentions by what they stand for.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) rows: Vec<Vec<String>>,
    pub(super) applicants: Vec<Vec<String>>,
    pub(super) blocks: Vec<Vec<String>>,
    pub(super) verdicts: Vec<&'static str>,
    pub(super) items: Vec<String>,
    pub(super) measures: Vec<&'static str>,
    pub(super) received: bool,
    pub(super) handled: bool,
    pub(super) finished: bool,
    pub(super) answered: bool,
    pub(super) applications: bool,
    pub(super) in_full: bool,
}

impl Words {
    pub(super) fn of(mentions: &[Mention]) -> Self {
        let mut words = Self::default();
        for mention in mentions {
            match &mention.concept {
                Concept::Rows(rows) => words.rows.push(rows.clone()),
                Concept::Applicants(columns) => words.applicants.push(columns.clone()),
                Concept::Blocks(blocks) => words.blocks.push(blocks.clone()),
                Concept::Verdict(verdict) => words.verdicts.push(verdict),
                Concept::Item(item) => words.items.push(item.clone()),
                Concept::Measure(measure) => words.measures.push(measure),
                Concept::Received => words.received = true,
                Concept::Handled => words.handled = true,
                Concept::Finished => words.finished = true,
                Concept::Answered => words.answered = true,
                Concept::Applications { in_full } => {
                    words.applications = true;
                    words.in_full |= in_full;
                }
                Concept::Nothing => {}
            }
        }
        words
    }
}

/// The mentions without those whose figures hold all of another's: `不予公开` beside
/// `国家秘密`.
pub(super) fn without_groups(mentions: &[Mention]) -> Vec<Mention> {
    let holds = |one: &Mention, other: &Mention| {
        let (one, other) = (one.set(), other.set());
        !other.is_empty() && one.len() > other.len() && other.iter().all(|member| one.contains(member))
    };
    let kept = mentions
        .iter()
        .filter(|mention| !mentions.iter().any(|other| holds(mention, other)));
    kept.cloned().collect()
}

/// The members of these sets, without sets that hold another one whole: `不予公开` beside
/// `国家秘密` only says what kind of thing the latter is.
pub(super) fn narrowest(sets: &[Vec<String>]) -> Vec<String> {
    let holds =
        |set: &Vec<String>, other: &Vec<String>| set.len() > other.len() && other.iter().all(|one| set.contains(one));
    let kept = sets.iter().filter(|set| !sets.iter().any(|other| holds(set, other)));
    let all: BTreeSet<String> = kept.flatten().cloned().collect();
    all.into_iter().collect()
}
