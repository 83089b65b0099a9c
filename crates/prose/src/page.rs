//! A passage with its tokens while it is read: stretches of it as text, as phrases and as numbers.

use std::cell::OnceCell;

use crate::context::items;
use crate::lexicon::Lexicon;
use crate::number::Quantity;
use crate::passage::{Passage, Span};
use crate::phrase::Phrase;
use crate::token::{Kind, Run, Token, Tokens};

/// A passage and its tokens.
pub(crate) struct Page<'a> {
    pub(crate) passage: &'a Passage,
    pub(crate) tokens: &'a Tokens,
    /// Whether the passage before it, under the same heading, was about applications.
    pub(crate) after_applications: bool,
    /// The items that its heading names.
    headed: OnceCell<Vec<u16>>,
}

impl<'a> Page<'a> {
    pub(crate) fn new(passage: &'a Passage, tokens: &'a Tokens) -> Self {
        Self {
            passage,
            tokens,
            after_applications: false,
            headed: OnceCell::new(),
        }
    }

    /// The items that its heading names, by their lines.
    pub(crate) fn items_of_heading(&self, lexicon: &Lexicon) -> &[u16] {
        self.headed.get_or_init(|| items(&self.passage.heading, lexicon))
    }

    pub(crate) fn all(&self) -> &'a [Token] {
        &self.tokens.all
    }

    pub(crate) fn say(&self, run: Run) -> Phrase {
        Phrase::of(self.passage, &self.tokens.all[run])
    }

    /// Where tokens stand; where the first would, if there are none.
    pub(crate) fn span(&self, run: &Run) -> Span {
        let start = self
            .tokens
            .all
            .get(run.start)
            .map_or(self.passage.text.len(), |token| token.span.start);
        let last = run.end.checked_sub(1).filter(|last| *last >= run.start);
        start..last.map_or(start, |last| self.tokens.all[last].span.end)
    }

    pub(crate) fn text(&self, run: &Run) -> &'a str {
        &self.passage.text[self.span(run)]
    }

    /// What of a range is not understood.
    pub(crate) fn residue(&self, span: Span) -> String {
        self.say(self.within(&span)).residue
    }

    pub(crate) fn quantity(&self, token: usize) -> Option<&'a Quantity> {
        match self.tokens.all.get(token)?.kind {
            Kind::Number(nth) => self.tokens.quantities.get(nth),
            _ => None,
        }
    }

    /// The tokens within a span.
    pub(crate) fn within(&self, span: &Span) -> Run {
        let from = self.tokens.all.partition_point(|token| token.span.start < span.start);
        let to = self.tokens.all.partition_point(|token| token.span.end <= span.end);
        from..to.max(from)
    }
}
