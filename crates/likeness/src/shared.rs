//! Sentences that several offices have, word for word or nearly so, among thousands of reports.
//!
//! Comparing every sentence with every other would take time by the square. So each is reduced
//! to a MinHash signature of its shingles, and only sentences that agree in a band of the
//! signature are compared themselves (locality-sensitive hashing). What is compared is a report's
//! [`Print`], some 10 KB; the report itself need not be kept.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use minhash_rs::prelude::{MinHash, MinHasher, SipHashes13};
use nianbao_model::report::Field;
use nianbao_model::{Form, Report, label};

use crate::sentence::own;

/// How many letters a sentence has at least that may be shared.
const SHORTEST: usize = 24;
/// The size of a signature, and how many bands it falls into: two sentences that are alike by
/// 0.7 agree in a band in 89 of 100 cases, by 0.8 in 98, by 0.4 in 18, which then are compared.
const SIGNATURE: usize = 32;
const BANDS: usize = 8;
/// A sentence's signature.
type Signature = MinHash<u64, SIGNATURE, SipHashes13, u64, u32>;
/// From which share of common shingles (Jaccard) on two sentences are the same but for a few
/// words.
const ALIKE: f64 = 0.7;
/// How many sentences of a report are looked at.
const MOST: usize = 2_000;
/// With how many unlike sentences of one bucket a sentence is compared: that bounds the time,
/// whatever the texts are.
const COMPARED: usize = 8;

/// What is kept of a report to compare it with thousands of others.
#[derive(Debug, Clone, Default)]
pub struct Print {
    /// The office's name, or its file's.
    pub(crate) name: String,
    /// What tells whether two reports are of one office; `None` where no name is given.
    office: Option<String>,
    /// How many sentences are the office's own.
    pub(crate) own: usize,
    /// Those of them that are long enough.
    entries: Vec<Entry>,
}

/// A sentence of a print.
#[derive(Debug, Clone)]
struct Entry {
    paragraph: usize,
    span: Range<usize>,
    letters: usize,
    bands: [u64; BANDS],
    shingles: Box<[u32]>,
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

impl Print {
    /// That of a report.
    pub fn of(report: &Report, form: &Form) -> Self {
        let organ = report.metadata.get(Field::Organ);
        let file = || report.files.first().map(|file| file.to_string());
        let own = own(report, form);
        let long = own.iter().filter(|sentence| sentence.folded.letters.len() >= SHORTEST);
        let entry = |sentence: &crate::Sentence| {
            let shingles = shingles(&sentence.folded.letters);
            let signature: Signature = shingles.iter().copied().collect();
            Entry {
                paragraph: sentence.paragraph,
                span: sentence.span.clone(),
                letters: sentence.folded.letters.len(),
                bands: signature.band_hashes::<BANDS>(),
                shingles,
            }
        };
        Self {
            name: organ.map(str::to_owned).or_else(file).unwrap_or_default(),
            office: organ.map(label::normalize),
            entries: long.take(MOST).map(entry).collect(),
            own: own.len(),
        }
    }
}

/// The sentences that several offices have: most text in common first. Reports of one office,
/// such as those of two years, are not compared with each other.
pub fn shared(prints: &[Print]) -> Vec<Shared> {
    let entries: Vec<(usize, &Entry)> = prints
        .iter()
        .enumerate()
        .flat_map(|(at, print)| print.entries.iter().map(move |entry| (at, entry)))
        .collect();
    let mut groups = Groups::new(entries.len());
    for band in 0..BANDS {
        join(&entries, band, &mut groups);
    }
    let offices = offices(prints);
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..entries.len() {
        found.entry(groups.root(at)).or_default().push(at);
    }
    let mut shared: Vec<Shared> = found
        .into_values()
        .filter_map(|members| {
            let own: BTreeSet<usize> = members.iter().map(|at| offices[entries[*at].0]).collect();
            let first = members.first().filter(|_| own.len() > 1)?;
            Some(Shared {
                letters: entries[*first].1.letters,
                offices: own.len(),
                places: members.iter().map(|at| place(entries[*at])).collect(),
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

fn place((report, entry): (usize, &Entry)) -> Place {
    Place {
        report,
        paragraph: entry.paragraph,
        span: entry.span.clone(),
    }
}

/// The runs of three letters of a sentence as a sorted set. A run is kept as 32 bits: that two of a
/// pair of sentences fall together happens once in some million pairs, and is one run of forty.
fn shingles(letters: &[char]) -> Box<[u32]> {
    /// The golden ratio's share of 64 bits, which spreads what it multiplies (Knuth, TAOCP 3, 6.4).
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let packed = |window: &[char]| window.iter().fold(0, |run, c| run << 21 | u64::from(u32::from(*c)));
    let spread = |window: &[char]| (packed(window).wrapping_mul(SPREAD) >> 32) as u32;
    let mut shingles: Vec<u32> = letters.windows(3).map(spread).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles.into_boxed_slice()
}

/// Joins what agrees in this band and is alike.
fn join(entries: &[(usize, &Entry)], band: usize, groups: &mut Groups) {
    let of = |at: usize| entries[at].1.bands[band];
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|at| (of(*at), *at));
    for bucket in order.chunk_by(|one, other| of(*one) == of(*other)) {
        let mut leaders: Vec<usize> = Vec::new();
        for at in bucket.iter().copied().filter(|_| bucket.len() > 1) {
            if leaders.iter().any(|leader| groups.root(*leader) == groups.root(at)) {
                continue;
            }
            let own = &entries[at].1.shingles;
            match leaders.iter().find(|leader| alike(&entries[**leader].1.shingles, own)) {
                Some(leader) => groups.join(*leader, at),
                None if leaders.len() < COMPARED => leaders.push(at),
                None => {}
            }
        }
    }
}

/// Whether two sorted sets have enough in common.
fn alike(one: &[u32], other: &[u32]) -> bool {
    let (mut left, mut right, mut common) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(left), other.get(right)) {
        common += usize::from(a == b);
        left += usize::from(a <= b);
        right += usize::from(b <= a);
    }
    let all = one.len() + other.len() - common;
    all > 0 && common as f64 / all as f64 >= ALIKE
}

/// A number for each report that is the same for those of one office.
fn offices(prints: &[Print]) -> Vec<usize> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut numbers = Vec::with_capacity(prints.len());
    for (at, print) in prints.iter().enumerate() {
        let office = print.office.as_deref();
        numbers.push(office.map_or(at, |office| *known.entry(office).or_insert(at)));
    }
    numbers
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
