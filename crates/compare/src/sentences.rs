//! The text of two years, part by part and sentence by sentence: what is the same, what was changed
//! and how, what is new and what is gone.

use std::collections::{BTreeMap, BTreeSet};

use nianbao_likeness::{Known, Sentence, sentences};
use nianbao_model::{Form, Report};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// From which share of common pairs of letters on (Dice) a sentence is a changed one and no new one.
const CHANGED: f64 = 0.5;
/// How many sentences of a part are compared; what comes after is new or gone. It bounds the time.
const MOST: usize = 1_500;
/// How many sentences in a stretch are looked through for changed ones, on each side.
const STRETCH: usize = 40;
/// How few letters between two changes are taken for changed too, so that the marks can be read.
const ISLAND: usize = 2;

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartChanges {
    /// Its heading in the later report's form; `None` for what stands before the first part.
    pub heading: Option<String>,
    /// Its sentences in the later report's order, what is gone where it stood.
    pub lines: Vec<Line>,
}

/// A sentence of one year or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// It stands in both, word for word, but perhaps for the year and the office's name.
    Same {
        /// As it stands in the later report.
        text: String,
        /// The part in which it stood before, where that was another.
        from: Option<String>,
        /// Whether its wording is prescribed, so that it has to be the same.
        is_prescribed: bool,
    },
    /// It was changed.
    Changed {
        /// As it was.
        before: Vec<Piece>,
        /// As it is.
        after: Vec<Piece>,
    },
    /// It is new.
    Added(String),
    /// It is gone.
    Removed(String),
}

/// A stretch of a changed sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The characters.
    pub text: String,
    /// Whether it is not in the other year's.
    pub is_changed: bool,
}

/// How many sentences there are of each kind; prescribed ones are not counted as repeated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Word for word the same, and of the office's own wording.
    pub same: usize,
    /// The same, as is prescribed.
    pub prescribed: usize,
    /// Changed.
    pub changed: usize,
    /// New.
    pub added: usize,
    /// Gone.
    pub removed: usize,
}

impl Tally {
    pub(crate) fn of(parts: &[PartChanges]) -> Self {
        let mut tally = Self::default();
        for line in parts.iter().flat_map(|part| &part.lines) {
            let of = match line {
                Line::Same {
                    is_prescribed: true, ..
                } => &mut tally.prescribed,
                Line::Same { .. } => &mut tally.same,
                Line::Changed { .. } => &mut tally.changed,
                Line::Added(_) => &mut tally.added,
                Line::Removed(_) => &mut tally.removed,
            };
            *of += 1;
        }
        tally
    }
}

/// The text of both reports, by the parts of the later one's form; a part is known by its key.
pub(crate) fn parts(before: (&Report, &Form), after: (&Report, &Form)) -> Vec<PartChanges> {
    let (old, new) = (sentences(before.0, before.1), sentences(after.0, after.1));
    let (known_old, known_new) = (Known::new(&old), Known::new(&new));
    let by_part = |sentences: &[Sentence], form: &Form| {
        let mut parts: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
        for (at, sentence) in sentences.iter().enumerate() {
            let part = sentence.part.and_then(|part| form.parts.get(part));
            parts.entry(part.map(|part| part.key.clone())).or_default().push(at);
        }
        parts
    };
    let (old_parts, new_parts) = (by_part(&old, before.1), by_part(&new, after.1));
    let later = after
        .1
        .parts
        .iter()
        .map(|part| (Some(part.key.clone()), Some(part.heading.text.clone())));
    let own: Vec<(Option<String>, Option<String>)> = std::iter::once((None, None)).chain(later).collect();
    // A part that only the earlier form has comes last.
    let only_old = before
        .1
        .parts
        .iter()
        .filter(|part| after.1.parts.iter().all(|own| own.key != part.key));
    let only_old = only_old.map(|part| (Some(part.key.clone()), Some(part.heading.text.clone())));
    let none = Vec::new();
    let heading = |at: usize| {
        let part = old[at].part.and_then(|part| before.1.parts.get(part));
        part.map(|part| part.heading.text.clone())
    };
    let changes = own.iter().cloned().chain(only_old).map(|(key, title)| {
        let pair = Pair {
            old: &old,
            new: &new,
            reports: (before.0, after.0),
        };
        let (olds, news) = (
            old_parts.get(&key).unwrap_or(&none),
            new_parts.get(&key).unwrap_or(&none),
        );
        let mut lines = pair.lines(olds, news);
        // What stands elsewhere in the other report has moved, and is neither new nor gone.
        lines.retain(|line| !matches!(line, Aligned::Removed(at) if known_new.same(&old[*at]).is_some()));
        let lines = lines.iter().map(|line| match line {
            Aligned::Added(at) => match known_old.same(&new[*at]) {
                Some(was) => pair.same(*at, heading(was)),
                None => Line::Added(new[*at].text(after.0).to_owned()),
            },
            Aligned::Same(at) => pair.same(*at, None),
            Aligned::Changed(was, is) => pair.changed(*was, *is),
            Aligned::Removed(at) => Line::Removed(old[*at].text(before.0).to_owned()),
        });
        PartChanges {
            heading: title,
            lines: lines.collect(),
        }
    });
    changes.filter(|part| !part.lines.is_empty()).collect()
}

/// A sentence of one side or both, by its index there.
#[derive(Debug, Clone, Copy)]
enum Aligned {
    Same(usize),
    Changed(usize, usize),
    Added(usize),
    Removed(usize),
}

/// The sentences of both reports.
struct Pair<'a> {
    old: &'a [Sentence],
    new: &'a [Sentence],
    reports: (&'a Report, &'a Report),
}

impl Pair<'_> {
    /// The sentences of a part beside each other.
    fn lines(&self, olds: &[usize], news: &[usize]) -> Vec<Aligned> {
        let (old, new) = (&olds[..olds.len().min(MOST)], &news[..news.len().min(MOST)]);
        let was: Vec<&[char]> = old.iter().map(|at| &*self.old[*at].folded.letters).collect();
        let is: Vec<&[char]> = new.iter().map(|at| &*self.new[*at].folded.letters).collect();
        let mut lines = Vec::new();
        for op in capture_diff_slices(Algorithm::Myers, &was, &is) {
            match op {
                DiffOp::Equal { new_index, len, .. } => {
                    lines.extend(new[new_index..new_index + len].iter().map(|at| Aligned::Same(*at)));
                }
                DiffOp::Delete { old_index, old_len, .. } => {
                    lines.extend(
                        old[old_index..old_index + old_len]
                            .iter()
                            .map(|at| Aligned::Removed(*at)),
                    );
                }
                DiffOp::Insert { new_index, new_len, .. } => {
                    lines.extend(new[new_index..new_index + new_len].iter().map(|at| Aligned::Added(*at)));
                }
                DiffOp::Replace {
                    old_index,
                    old_len,
                    new_index,
                    new_len,
                } => self.stretch(
                    &old[old_index..old_index + old_len],
                    &new[new_index..new_index + new_len],
                    &mut lines,
                ),
            }
        }
        lines.extend(olds[old.len()..].iter().map(|at| Aligned::Removed(*at)));
        lines.extend(news[new.len()..].iter().map(|at| Aligned::Added(*at)));
        lines
    }

    /// A stretch in which nothing is the same: each new sentence beside the nearest old one that is
    /// like it, in order.
    fn stretch(&self, olds: &[usize], news: &[usize], lines: &mut Vec<Aligned>) {
        let mut from = 0;
        let pairs: Vec<BTreeSet<[char; 2]>> = olds
            .iter()
            .take(STRETCH)
            .map(|at| pairs_of(&self.old[*at].folded.letters))
            .collect();
        for (nth, at) in news.iter().enumerate() {
            let own = pairs_of(&self.new[*at].folded.letters);
            let near = (from..pairs.len())
                .filter(|_| nth < STRETCH)
                .map(|was| (was, dice(&pairs[was], &own)))
                .filter(|(_, alike)| *alike >= CHANGED)
                .max_by(|(first, one), (second, other)| one.total_cmp(other).then(second.cmp(first)));
            match near {
                Some((was, _)) => {
                    lines.extend(olds[from..was].iter().map(|at| Aligned::Removed(*at)));
                    lines.push(Aligned::Changed(olds[was], *at));
                    from = was + 1;
                }
                None => lines.push(Aligned::Added(*at)),
            }
        }
        lines.extend(olds[from..].iter().map(|at| Aligned::Removed(*at)));
    }

    fn same(&self, at: usize, from: Option<String>) -> Line {
        let sentence = &self.new[at];
        Line::Same {
            text: sentence.text(self.reports.1).to_owned(),
            from,
            is_prescribed: !sentence.is_own(),
        }
    }

    fn changed(&self, was: usize, is: usize) -> Line {
        let (old, new) = self.reports;
        let (before, after) = pieces(
            (self.old[was].text(old), old.metadata.year()),
            (self.new[is].text(new), new.metadata.year()),
        );
        Line::Changed { before, after }
    }
}

/// The pairs of neighbouring letters.
fn pairs_of(letters: &[char]) -> BTreeSet<[char; 2]> {
    letters.windows(2).filter_map(|pair| pair.try_into().ok()).collect()
}

fn dice(one: &BTreeSet<[char; 2]>, other: &BTreeSet<[char; 2]>) -> f64 {
    let common = one.intersection(other).count() as f64;
    let all = (one.len() + other.len()) as f64;
    if all > 0.0 { 2.0 * common / all } else { 0.0 }
}

/// Two texts in stretches that are in both and such that are not: by characters, numbers whole. That
/// each names its own year, and the one before, is no change.
fn pieces(before: (&str, Option<i32>), after: (&str, Option<i32>)) -> (Vec<Piece>, Vec<Piece>) {
    let (old, new) = (tokens(before.0), tokens(after.0));
    let ops = capture_diff_slices(Algorithm::Myers, &meant(&old, before.1), &meant(&new, after.1));
    let (mut was, mut is) = (Vec::new(), Vec::new());
    let last = ops.len().saturating_sub(1);
    for (nth, op) in ops.iter().enumerate() {
        let (own, other) = (op.old_range(), op.new_range());
        // One or two letters between changes are no more than chance.
        let is_island = nth > 0 && nth < last && own.len() <= ISLAND;
        let is_changed = !matches!(op, DiffOp::Equal { .. }) || is_island;
        push(&mut was, &old[own], is_changed);
        push(&mut is, &new[other], is_changed);
    }
    (was, is)
}

fn push(pieces: &mut Vec<Piece>, tokens: &[&str], is_changed: bool) {
    let text = tokens.concat();
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.is_changed == is_changed => last.text += &text,
        _ => pieces.push(Piece { text, is_changed }),
    }
}

/// The tokens, with years by how far they are from the report's own.
fn meant<'a>(tokens: &[&'a str], year: Option<i32>) -> Vec<&'a str> {
    let token = |token: &&'a str| match year.zip(token.parse::<i32>().ok()) {
        Some((own, named)) if own == named => "\u{e000}",
        Some((own, named)) if own - 1 == named => "\u{e001}",
        _ => *token,
    };
    tokens.iter().map(token).collect()
}

/// The characters of a text, with runs of digits in one.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let length = digits.max(if digits == 0 { first.len_utf8() } else { 0 });
        let (token, after) = rest.split_at(length);
        tokens.push(token);
        rest = after;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[Piece]) -> String {
        let piece = |piece: &Piece| match piece.is_changed {
            true => format!("[{}]", piece.text),
            false => piece.text.clone(),
        };
        pieces.iter().map(piece).collect()
    }

    #[test]
    fn what_was_changed_is_marked_and_numbers_are_whole() {
        let (before, after) = pieces(
            ("2023年办理申请128件，均按时答复。", Some(2023)),
            ("2024年共办理申请182件，均按时答复。", Some(2024)),
        );
        assert_eq!(shown(&before), "2023年办理申请[128]件，均按时答复。");
        assert_eq!(shown(&after), "2024年[共]办理申请[182]件，均按时答复。");
    }

    #[test]
    fn letters_between_changes_are_no_islands() {
        let (before, after) = pieces(("甲乙丙丁戊己庚辛", None), ("甲乙一丁二己庚辛", None));
        assert_eq!(shown(&before), "甲乙[丙丁戊]己庚辛");
        assert_eq!(shown(&after), "甲乙[一丁二]己庚辛");
    }
}
