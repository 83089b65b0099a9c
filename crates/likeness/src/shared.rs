//! Sentences that several offices have, word for word or nearly so, among thousands of reports.
//!
//! Comparing every sentence with every other would take time by the square. So each is reduced
//! to a MinHash signature of its shingles, and only sentences that agree in a band of the
//! signature are compared themselves (locality-sensitive hashing). Of a sentence 80 bytes are
//! kept; the texts stay where they are.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use minhash_rs::prelude::{MinHash, MinHasher, SipHashes13};
use nianbao_model::report::Field;
use nianbao_model::{Form, Report, label};

use crate::fold::{Folded, Names};
use crate::sentence::own;

/// How many letters a sentence has at least that may be shared.
const SHORTEST: usize = 24;
/// A sentence as the set of its runs of three letters.
type Shingles = BTreeSet<[char; 3]>;
/// The size of a signature, and how many bands it falls into: two sentences that are alike by
/// 0.7 agree in a band in 89 of 100 cases, by 0.8 in 98, by 0.4 in 18, which then are compared.
const SIGNATURE: usize = 32;
const BANDS: usize = 8;
/// A sentence's signature.
type Signature = MinHash<u64, SIGNATURE, SipHashes13, u64, [char; 3]>;
/// From which share of common shingles (Jaccard) on two sentences are the same but for a few
/// words.
const ALIKE: f64 = 0.7;
/// How many sentences of a report are looked at.
const MOST: usize = 2_000;
/// With how many unlike sentences of one bucket a sentence is compared: that bounds the time,
/// whatever the texts are.
const COMPARED: usize = 8;

/// A report among others.
#[derive(Debug, Clone, Copy)]
pub struct Office<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its form.
    pub form: &'a Form,
}

/// Where a shared sentence stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The report, by its index among those that were compared.
    pub report: usize,
    /// The paragraph, by its index in that report's narrative.
    pub paragraph: usize,
    /// The sentence in it, in bytes.
    pub span: Range<usize>,
}

/// A sentence that several offices have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// Where, in the order of the reports.
    pub places: Vec<Place>,
    /// How many offices have it.
    pub offices: usize,
    /// How many letters it has where it stands first.
    pub letters: usize,
}

/// A sentence, by its bands.
struct Entry {
    place: Place,
    letters: usize,
    bands: [u64; BANDS],
}

/// The sentences that several offices have: most text in common first. Reports of one office,
/// such as those of two years, are not compared with each other.
pub fn shared(reports: &[Office<'_>]) -> Vec<Shared> {
    let entries: Vec<Entry> = reports
        .iter()
        .enumerate()
        .flat_map(|(at, office)| entries(at, office))
        .collect();
    let texts = Texts {
        reports,
        names: reports.iter().map(|office| Names::of(office.report)).collect(),
    };
    let mut groups = Groups::new(entries.len());
    for band in 0..BANDS {
        join(&entries, band, &texts, &mut groups);
    }
    let offices = offices(reports);
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..entries.len() {
        found.entry(groups.root(at)).or_default().push(at);
    }
    let mut shared: Vec<Shared> = found
        .into_values()
        .filter_map(|members| {
            let own: BTreeSet<usize> = members.iter().map(|at| offices[entries[*at].place.report]).collect();
            let first = members.first().filter(|_| own.len() > 1)?;
            Some(Shared {
                letters: entries[*first].letters,
                offices: own.len(),
                places: members.iter().map(|at| entries[*at].place.clone()).collect(),
            })
        })
        .collect();
    shared.sort_by_key(|shared| {
        let first = shared
            .places
            .first()
            .map(|place| (place.report, place.paragraph, place.span.start));
        (Reverse(shared.letters * (shared.offices - 1)), first)
    });
    shared
}

/// The sentences of a report that are long enough.
fn entries(report: usize, office: &Office<'_>) -> Vec<Entry> {
    let sentences = own(office.report, office.form).into_iter();
    let long = sentences.filter(|sentence| sentence.folded.letters.len() >= SHORTEST);
    let entries = long.take(MOST).map(|sentence| {
        let signature: Signature = shingles(&sentence.folded).into_iter().collect();
        Entry {
            letters: sentence.folded.letters.len(),
            bands: signature.band_hashes::<BANDS>(),
            place: Place {
                report,
                paragraph: sentence.paragraph,
                span: sentence.span,
            },
        }
    });
    entries.collect()
}

/// The runs of letters of a sentence.
fn shingles(folded: &Folded) -> Shingles {
    folded
        .letters
        .windows(3)
        .filter_map(|window| window.try_into().ok())
        .collect()
}

/// Joins what agrees in this band and is alike.
fn join(entries: &[Entry], band: usize, texts: &Texts<'_>, groups: &mut Groups) {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|at| (entries[*at].bands[band], *at));
    for bucket in order.chunk_by(|one, other| entries[*one].bands[band] == entries[*other].bands[band]) {
        let mut leaders: Vec<(usize, Shingles)> = Vec::new();
        for at in bucket.iter().copied().filter(|_| bucket.len() > 1) {
            if leaders
                .iter()
                .any(|(leader, _)| groups.root(*leader) == groups.root(at))
            {
                continue;
            }
            let own = texts.shingles(&entries[at].place);
            match leaders.iter().find(|(_, set)| alike(set, &own)) {
                Some((leader, _)) => groups.join(*leader, at),
                None if leaders.len() < COMPARED => leaders.push((at, own)),
                None => {}
            }
        }
    }
}

fn alike(one: &Shingles, other: &Shingles) -> bool {
    let common = one.intersection(other).count() as f64;
    let all = (one.len() + other.len()) as f64 - common;
    all > 0.0 && common / all >= ALIKE
}

/// A number for each report that is the same for those of one office.
fn offices(reports: &[Office<'_>]) -> Vec<usize> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let number = |(at, office): (usize, &Office<'_>)| match office.report.metadata.get(Field::Organ) {
        Some(organ) => *known.entry(label::normalize(organ)).or_insert(at),
        None => at,
    };
    reports.iter().enumerate().map(number).collect()
}

/// The texts themselves.
struct Texts<'a> {
    reports: &'a [Office<'a>],
    names: Vec<Names>,
}

impl Texts<'_> {
    fn shingles(&self, place: &Place) -> Shingles {
        let paragraph = self.reports[place.report].report.narrative.get(place.paragraph);
        let text = paragraph.and_then(|paragraph| paragraph.text.get(place.span.clone()));
        shingles(&Folded::of(text.unwrap_or_default(), &self.names[place.report]))
    }
}

/// Groups of sentences, each known by its first.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, at: usize) -> usize {
        let mut root = at;
        while self.0[root] != root {
            self.0[root] = self.0[self.0[root]];
            root = self.0[root];
        }
        root
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests;
