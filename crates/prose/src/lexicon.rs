//! The words of one form: those of `schemas/wording.toml` and those its tables are spoken of by. At every
//! place of a text the longest word is found, by its first two characters: nothing is compiled.

use std::borrow::Cow;
use std::ops::Range;
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
    /// Those that begin alike stand together.
    words: Vec<Entry>,
    places: FxHashMap<Begin, Range<u32>>,
    beginnings: Beginnings,
}

/// The first two characters of a word.
type Begin = (char, Option<char>);

fn begin(word: &str) -> Begin {
    let mut chars = word.chars();
    (chars.next().unwrap_or_default(), chars.next())
}

impl Index {
    /// Words in their order, each once.
    fn of(mut words: Vec<Entry>) -> Self {
        let beginnings = Beginnings::of(words.iter().map(|(word, _)| word.as_ref()));
        let mut places = FxHashMap::default();
        places.reserve(words.len() / 2);
        let mut from = 0;
        for alike in words.chunk_by_mut(|a, b| begin(&a.0) == begin(&b.0)) {
            alike.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
            let to = from + alike.len() as u32;
            places.insert(begin(&alike[0].0), from..to);
            from = to;
        }
        Self {
            words,
            places,
            beginnings,
        }
    }

    fn alike(&self, begin: &Begin) -> Option<&[Entry]> {
        let Range { start, end } = self.places.get(begin)?;
        self.words.get(*start as usize..*end as usize)
    }

    /// The longest word that a text begins with; this is its first character.
    fn longest(&self, text: &str, first: char) -> Option<&Entry> {
        let behind = &text[first.len_utf8()..];
        if !self.beginnings.may_begin(first, behind) {
            return None;
        }
        let second = behind.chars().next();
        let longer = second.and_then(|second| self.alike(&(first, Some(second))));
        let longer = longer.and_then(|words| words.iter().find(|(word, _)| text.starts_with(word.as_ref())));
        longer.or_else(|| self.alike(&(first, None))?.first())
    }
}

/// The words of a form with those that every form has, and its tables.
#[derive(Debug)]
pub(crate) struct Lexicon {
    words: Index,
    pub(crate) tables: Tables,
}

/// The classes of words for times.
const TIMES_OF: [Class; 6] = [
    Class::OwnTime,
    Class::WholeYear,
    Class::LastYear,
    Class::NextYear,
    Class::PartTime,
    Class::OtherTime,
];

/// A word that every form has.
fn common((word, classes): (&'static String, &Classes)) -> Entry {
    let classes = *classes;
    let meaning = Meaning {
        classes,
        ..Meaning::default()
    };
    (Cow::Borrowed(word), meaning)
}

/// A word that tables are spoken of by, with what it names, each once.
fn names_of<'a>(alike: &[(&'a str, &Arc<Name>)]) -> (&'a str, Arc<[Arc<Name>]>) {
    let word = alike.first().map_or("", |(word, _)| *word);
    let is_first = |(at, (_, name)): &(usize, &(&str, &Arc<Name>))| alike[..*at].iter().all(|(_, own)| own != name);
    let names = alike.iter().enumerate().filter(is_first);
    (word, names.map(|(_, (_, name))| Arc::clone(name)).collect())
}

/// A word that a form's tables are spoken of by, which may have these classes too.
fn of_form(word: &str, mut classes: Classes, names: Arc<[Arc<Name>]>) -> Entry {
    classes.insert(Class::Known);
    (Cow::Owned(word.to_owned()), Meaning { classes, names })
}

/// How many forms' words are kept. A run has one or two.
const KEPT: usize = 4;

impl Lexicon {
    /// The words of this form, made once for all reports of a run.
    pub(crate) fn of(form: &Arc<Form>) -> Arc<Self> {
        static MADE: Mutex<Vec<(Arc<Form>, Arc<Lexicon>)>> = Mutex::new(Vec::new());
        // Only finished ones are put in: what a panic left is still good.
        let mut made = MADE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some((_, known)) = made.iter().find(|(known, _)| Arc::ptr_eq(known, form) || known == form) {
            return Arc::clone(known);
        }
        let new = Arc::new(Self::new(Tables::new(form)));
        if made.len() >= KEPT {
            made.remove(0);
        }
        made.push((Arc::clone(form), Arc::clone(&new)));
        new
    }

    /// The words for times alone, which every form has.
    pub(crate) fn of_times() -> &'static Self {
        static TIMES: LazyLock<Lexicon> = LazyLock::new(|| {
            let times = Wording::get().words.iter();
            let times = times.filter(|(_, classes)| TIMES_OF.iter().any(|class| classes.has(*class)));
            Lexicon {
                words: Index::of(times.map(common).collect()),
                tables: Tables::default(),
            }
        });
        &TIMES
    }

    fn new(tables: Tables) -> Self {
        let spoken = tables.grids().iter().flat_map(|grid| &grid.spoken);
        let mut spoken: Vec<(&str, &Arc<Name>)> = spoken.map(|(word, name)| (word.as_str(), name)).collect();
        spoken.sort_by_key(|(word, _)| *word);
        let mut named = spoken.chunk_by(|a, b| a.0 == b.0).map(names_of).peekable();
        let mut words: Vec<Entry> = Vec::with_capacity(Wording::get().words.len() + spoken.len());
        for word in &Wording::get().words {
            while let Some((own, names)) = named.next_if(|(own, _)| *own < word.0.as_str()) {
                words.push(of_form(own, Classes::default(), names));
            }
            words.push(match named.next_if(|(own, _)| *own == word.0.as_str()) {
                Some((own, names)) => of_form(own, *word.1, names),
                None => common(word),
            });
        }
        words.extend(named.map(|(own, names)| of_form(own, Classes::default(), names)));
        let words = Index::of(words);
        Self { words, tables }
    }

    /// What a word names where a table's figures are listed.
    pub(crate) fn listed_as(&self, word: &str) -> impl Iterator<Item = &Name> {
        let all = self.tables.grids().iter().flat_map(|grid| &grid.listed);
        all.filter(move |(own, _)| own == word).map(|(_, name)| &**name)
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
