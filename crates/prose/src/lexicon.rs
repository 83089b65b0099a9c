//! The words of one form: those of `schemas/wording.toml` and those its tables are spoken of by. At every
//! place of a text the longest word is found, by its first character: nothing is compiled, and the
//! common words are sorted once for all forms.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex};

use nianbao_model::Form;
use rustc_hash::FxHashMap;

use crate::beginnings::Beginnings;
use crate::passage::Span;
use crate::tables::{Name, Tables};
use crate::wording::{Class, Classes, Wording};

/// What a word can mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub(crate) classes: Classes,
    /// What it names in the tables; in different tables perhaps.
    pub(crate) names: Arc<[Arc<Name>]>,
}

/// A word with what it means. Those of every form are where they were read.
type Entry = (Cow<'static, str>, Meaning);

/// Words by their first two characters, the longest first, and those of one.
#[derive(Debug, Default)]
struct Index {
    words: FxHashMap<(char, Option<char>), Vec<Entry>>,
    beginnings: Beginnings,
}

impl Index {
    /// The meaning of a word, to be added to.
    fn meaning(&mut self, word: Cow<'static, str>) -> &mut Meaning {
        let mut chars = word.chars();
        let begins = (chars.next().unwrap_or_default(), chars.next());
        let words = self.words.entry(begins).or_default();
        let at = words.iter().position(|(own, _)| *own == word).unwrap_or_else(|| {
            words.push((word, Meaning::default()));
            words.len() - 1
        });
        &mut words[at].1
    }

    /// To be called when all words are in.
    fn settle(&mut self) {
        let all = self.words.values_mut();
        all.for_each(|words| words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len())));
        let all = self.words.values().flatten();
        self.beginnings = Beginnings::of(all.map(|(word, _)| word.as_ref()));
    }

    /// The longest word that a text begins with; this is its first character.
    fn longest(&self, text: &str, first: char) -> Option<&Entry> {
        let behind = &text[first.len_utf8()..];
        if !self.beginnings.may_begin(first, behind) {
            return None;
        }
        let second = behind.chars().next();
        let longer = second.and_then(|second| self.words.get(&(first, Some(second))));
        let longer = longer.and_then(|words| words.iter().find(|(word, _)| text.starts_with(word.as_ref())));
        longer.or_else(|| self.words.get(&(first, None))?.first())
    }
}

/// The words of a form with those that every form has, and its tables.
#[derive(Debug)]
pub(crate) struct Lexicon {
    words: Index,
    pub(crate) tables: Tables,
}

/// How many forms' words are kept. A run has one or two.
const KEPT: usize = 4;

impl Lexicon {
    /// The words of this form, made once for all reports of a run.
    pub(crate) fn of(form: &Form) -> Arc<Self> {
        static MADE: Mutex<Vec<(Form, Arc<Lexicon>)>> = Mutex::new(Vec::new());
        // Only finished ones are put in: what a panic left is still good.
        let mut made = MADE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some((_, known)) = made.iter().find(|(known, _)| known == form) {
            return Arc::clone(known);
        }
        let new = Arc::new(Self::new(Tables::new(form)));
        if made.len() >= KEPT {
            made.remove(0);
        }
        made.push((form.clone(), Arc::clone(&new)));
        new
    }

    /// The words that every form has, without a form.
    pub(crate) fn common() -> &'static Self {
        static COMMON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(Tables::default()));
        &COMMON
    }

    fn new(tables: Tables) -> Self {
        let common = &Wording::get().words;
        let mut words = Index::default();
        words.words.reserve(common.len());
        for (word, classes) in common {
            words.meaning(Cow::Borrowed(word)).classes = *classes;
        }
        let mut named: BTreeMap<&str, Vec<Arc<Name>>> = BTreeMap::new();
        for (word, name) in tables.grids().iter().flat_map(|grid| &grid.spoken) {
            let names = named.entry(word).or_default();
            if !names.iter().any(|own| **own == *name) {
                names.push(Arc::new(name.clone()));
            }
        }
        for (word, names) in named {
            let meaning = words.meaning(Cow::Owned(word.to_owned()));
            meaning.classes.insert(Class::Known);
            meaning.names = names.into();
        }
        words.settle();
        Self { words, tables }
    }

    /// What a word names where a table's figures are listed.
    pub(crate) fn listed_as(&self, word: &str) -> impl Iterator<Item = &Name> {
        let all = self.tables.grids().iter().flat_map(|grid| &grid.listed);
        all.filter(move |(own, _)| own == word).map(|(_, name)| name)
    }

    /// The words found in a range of a text, from the left, the longest at each place.
    pub(crate) fn find(&self, text: &str, within: &Span) -> Vec<(Span, Meaning)> {
        let mut found = Vec::new();
        let mut at = within.start;
        while let Some(first) = text[at..within.end].chars().next() {
            let rest = &text[at..within.end];
            let Some((word, meaning)) = self.words.longest(rest, first) else {
                at += first.len_utf8();
                continue;
            };
            found.push((at..at + word.len(), meaning.clone()));
            at += word.len();
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::form::builtin;

    #[test]
    fn the_longest_word_is_found_at_every_place() {
        let forms = builtin().unwrap();
        let form = forms.iter().find(|form| form.id == "gov-2021").unwrap();
        let text = "予以公开及无正当理由大量反复申请";
        let found = Lexicon::of(form).find(text, &(0..text.len()));
        let words: Vec<&str> = found.iter().map(|(span, _)| &text[span.clone()]).collect();
        assert_eq!(words, ["予以公开", "及", "无正当理由大量反复申请"]);
    }
}
