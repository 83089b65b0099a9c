//! What one report has in common with others: the shared sentences seen from each report.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::shared::{Print, Shared};

/// With up to how many offices a sentence tells whose text a report is nearest to. What more have
/// is a template that went round, and counting it pair by pair would take time by the square.
const NEAR: usize = 50;

/// A sentence of a report that other offices have too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Common {
    /// The paragraph, by its index in the report's narrative.
    pub paragraph: usize,
    /// Where it stands in the paragraph, in bytes.
    pub span: Range<usize>,
    /// How many other offices have it.
    pub others: usize,
}

/// What a report has in common with others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InCommon {
    /// Its sentences that others have too, in their order.
    pub sentences: Vec<Common>,
    /// How many sentences it has that are its own office's, shared or not.
    pub of: usize,
    /// The other office that has most of them, and how many; `None` where all are templates.
    pub nearest: Option<(String, usize)>,
}

/// What each of the reports has in common with the others, in their order.
pub fn in_common(prints: &[Print], shared: &[Shared]) -> Vec<InCommon> {
    let own = |print: &Print| InCommon {
        of: print.own,
        ..InCommon::default()
    };
    let mut all: Vec<InCommon> = prints.iter().map(own).collect();
    let mut near: Vec<BTreeMap<usize, usize>> = prints.iter().map(|_| BTreeMap::new()).collect();
    for group in shared {
        let members: BTreeSet<usize> = group.places.iter().map(|place| place.report).collect();
        for place in &group.places {
            all[place.report].sentences.push(Common {
                paragraph: place.paragraph,
                span: place.span.clone(),
                others: group.offices - 1,
            });
        }
        for one in members.iter().filter(|_| members.len() <= NEAR) {
            for other in members.iter().filter(|other| *other != one) {
                *near[*one].entry(*other).or_default() += 1;
            }
        }
    }
    for (own, near) in all.iter_mut().zip(near) {
        own.sentences
            .sort_by_key(|common| (common.paragraph, common.span.start));
        // Of equals the first.
        let most = near
            .into_iter()
            .max_by_key(|(other, count)| (*count, std::cmp::Reverse(*other)));
        own.nearest = most.map(|(other, count)| (prints[other].name.clone(), count));
    }
    all
}
