//! A passage as tokens: numbers, times, words with their meanings, marks, the office's own names, and what
//! is not understood.

mod settle;

use std::sync::Arc;

use crate::lexicon::{Lexicon, Meaning};
use crate::number::{Quantity, scan};
use crate::organ::{Organ, Own};
use crate::passage::Span;
use crate::tables::Name;
use crate::time::{Period, date};
use crate::wording::{Class, Classes, Wording};

/// A range of tokens.
pub(crate) type Run = std::ops::Range<usize>;

/// A piece of a text.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
}

/// What a piece of a text is.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    /// A number, by its place among the passage's.
    Number(usize),
    /// A time; the next year is one too.
    Time(Period),
    /// Words of these classes that name these figures.
    Word(Meaning),
    /// A mark of punctuation.
    Mark(char),
    /// The office itself.
    Own(Own),
    /// Words of no class.
    Unknown,
}

impl Token {
    pub(crate) fn has(&self, class: Class) -> bool {
        matches!(&self.kind, Kind::Word(meaning) if meaning.classes.has(class))
    }

    pub(crate) fn names(&self) -> &[Arc<Name>] {
        match &self.kind {
            Kind::Word(meaning) => &meaning.names,
            _ => &[],
        }
    }
}

/// A passage's tokens and numbers.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    pub(crate) all: Vec<Token>,
    pub(crate) quantities: Vec<Quantity>,
}

/// What is known when a text is read.
pub(crate) struct Tokenizer<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) organ: &'a Organ,
    pub(crate) year: Option<i32>,
}

impl Tokenizer<'_> {
    pub(crate) fn tokens(&self, text: &str) -> Tokens {
        self.tokens_around(text, scan(text, &(0..text.len()), Wording::get()))
    }

    /// The same of a text whose numbers are known.
    pub(crate) fn tokens_around(&self, text: &str, quantities: Vec<Quantity>) -> Tokens {
        let mut all = self.pieces(text, &quantities);
        self.settle_names(text, &mut all);
        settle::belonging(text, &mut all, self.organ.is_of_a_government);
        let all = self.settle_carried(text, all);
        Tokens { all, quantities }
    }

    /// The tokens as each reads by itself, whatever stands beside it.
    pub(crate) fn pieces(&self, text: &str, quantities: &[Quantity]) -> Vec<Token> {
        let own = self.organ.find(text);
        let mut all: Vec<Token> = Vec::new();
        let mut at = 0;
        for (nth, quantity) in quantities.iter().enumerate() {
            self.words(text, at..quantity.span.start, &own, &mut all);
            all.push(Token {
                span: quantity.span.clone(),
                kind: Kind::Number(nth),
            });
            at = quantity.span.end;
        }
        self.words(text, at..text.len(), &own, &mut all);
        all
    }

    /// The tokens between two numbers: dates first, then the office's names, then words.
    fn words(&self, text: &str, within: Span, own: &[(Span, Own)], all: &mut Vec<Token>) {
        let names = own
            .iter()
            .filter(|(span, _)| span.end <= within.end && !is_within_word(text, span));
        let mut names = names.peekable();
        let mut at = within.start;
        let mut piece = at;
        loop {
            // On to the next digit or name, whichever comes first.
            while names.next_if(|(span, _)| span.start < at).is_some() {}
            let rest = &text.as_bytes()[at..within.end];
            let digit = rest.iter().position(u8::is_ascii_digit).map(|digit| at + digit);
            let name = names
                .peek()
                .filter(|(span, _)| digit.is_none_or(|digit| span.start < digit));
            let found = match (name, digit) {
                (Some((span, own)), _) => Some((span.clone(), Kind::Own(*own))),
                (None, Some(digit)) => {
                    let until = ends_with_until(&text[within.start..digit]);
                    at = digit;
                    date(text, at..within.end, self.year, until).map(|(span, period)| (span, Kind::Time(period)))
                }
                (None, None) => break,
            };
            let Some((span, kind)) = found else {
                // Of digits that are no date only the whole is looked at.
                let rest = &text[at..within.end];
                at += rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                continue;
            };
            self.plain(text, piece..span.start, all);
            at = span.end;
            piece = at;
            all.push(Token { span, kind });
        }
        self.plain(text, piece..within.end, all);
    }

    /// Words, marks and what is neither.
    fn plain(&self, text: &str, within: Span, all: &mut Vec<Token>) {
        let mut at = within.start;
        for (span, meaning) in self.lexicon.find(text, &within) {
            unknown(text, at..span.start, all);
            at = span.end;
            // `2023年全年` is one time.
            let before = all.last_mut().filter(|before| before.span.end == span.start);
            if meaning.classes.has(Class::WholeYear)
                && let Some(year) = before.filter(|before| matches!(before.kind, Kind::Time(_)))
            {
                year.span.end = span.end;
                continue;
            }
            let kind = self.time_of(meaning.classes).map_or(Kind::Word(meaning), Kind::Time);
            all.push(Token { span, kind });
        }
        unknown(text, at..within.end, all);
    }

    fn time_of(&self, classes: Classes) -> Option<Period> {
        let beside = |years: i32| self.year.map_or(Period::Other, |year| Period::Year(year + years));
        if classes.has(Class::OwnTime) || classes.has(Class::WholeYear) {
            Some(Period::Own)
        } else if classes.has(Class::LastYear) {
            Some(beside(-1))
        } else if classes.has(Class::NextYear) {
            Some(beside(1))
        } else if classes.has(Class::PartTime) || classes.has(Class::OtherTime) {
            Some(Period::Other)
        } else {
            None
        }
    }
}

/// `我县政府信息公开`: 我县, and not 县政府.
fn is_within_word(text: &str, name: &Span) -> bool {
    text[..name.start].ends_with(['我', '本', '全']) && text[name.end..].starts_with("信息")
}

fn ends_with_until(text: &str) -> bool {
    ["截至", "截止", "截止到", "截至到", "至", "到"]
        .iter()
        .any(|word| text.ends_with(word))
}

/// What is no word: marks, and the rest in pieces.
fn unknown(text: &str, within: Span, all: &mut Vec<Token>) {
    let mut start = within.start;
    let mut push = |span: Span, kind: Kind| {
        if !span.is_empty() {
            all.push(Token { span, kind });
        }
    };
    for (at, c) in text[within.clone()].char_indices() {
        let at = within.start + at;
        let is_mark =
            matches!(c, ',' | ':' | '(' | ')' | ';' | '。' | '!' | '?' | '、' | '\n') || c.is_ascii_punctuation();
        if is_mark {
            push(start..at, Kind::Unknown);
            push(at..at + c.len_utf8(), Kind::Mark(c));
            start = at + c.len_utf8();
        } else if c == ' ' {
            push(start..at, Kind::Unknown);
            start = at + c.len_utf8();
        }
    }
    push(start..within.end, Kind::Unknown);
}
