//! Paragraphs as sentences, with a way back to the original characters.
//!
//! The text is folded: full-width digits and letters become half-width, and what is not prose
//! is blanked out (cited titles 《…》, document numbers, addresses), character for character.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use nianbao_model::chars::half_width;
use nianbao_model::{Decimal, label};

use super::quantity::Quantity;
use crate::Quote;
use crate::quote::trimmed;

/// A range of bytes in a folded paragraph.
pub(crate) type Span = Range<usize>;

/// A paragraph of text.
#[derive(Debug, Clone)]
pub(crate) struct Passage {
    /// Its index in the report's narrative.
    pub(crate) paragraph: usize,
    /// The key of the part it stands in; `None` before the first.
    pub(crate) part: Option<String>,
    /// The heading it stands under, below the part's; may be empty.
    pub(crate) heading: String,
    /// The folded text.
    pub(crate) text: String,
    /// For every byte of the folded text the byte of the original.
    origin: Vec<usize>,
    original: String,
}

/// What stands for a character that is no prose.
const BLANK: char = '※';

static NO_PROSE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    // Titles; document numbers; web and mail addresses; “12345” and other names in quotes
    // that are nothing but digits.
    Regex::new(concat!(
        r"《[^》]*》|",
        r"[〔\[【(（](?:19|20)\d\d[〕\]】)）]\s*第?\s*\d+\s*号|第\d+号|",
        r"(?:https?://|www\.)[A-Za-z0-9_./?=&%-]+|[A-Za-z0-9_.-]+@[A-Za-z0-9_.-]+|",
        r"[“‘]\d+[”’]|\d{3,4}-\d{7,8}"
    ))
    .ok()
});

impl Passage {
    pub(super) fn new(paragraph: usize, original: &str, part: Option<String>, heading: String) -> Self {
        let blanked = blank(original);
        let (mut text, mut origin) = (String::with_capacity(blanked.len()), Vec::new());
        for (c, (at, _)) in blanked.chars().map(fold).zip(original.char_indices()) {
            text.push(c);
            origin.resize(text.len(), at);
        }
        origin.push(original.len());
        Self {
            paragraph,
            part,
            heading,
            text,
            origin,
            original: original.to_owned(),
        }
    }

    /// Where a span of the folded text stands in the original, without the blanks at its
    /// ends.
    fn place(&self, span: &Span) -> Span {
        let at = |byte: usize| self.origin.get(byte).copied().unwrap_or(self.original.len());
        trimmed(&self.original, &(at(span.start)..at(span.end)))
    }

    /// The original characters of a span of the folded text, without the blanks at its ends.
    pub(crate) fn quote(&self, span: &Span) -> &str {
        &self.original[self.place(span)]
    }

    /// The sentence around a span of the folded text, with these spans of it marked.
    pub(crate) fn quotation<'a>(&self, span: &Span, marks: impl IntoIterator<Item = &'a Span>) -> Quote {
        let sentence = self.place(&self.sentence_span(span));
        Quote {
            paragraph: self.paragraph,
            words: sentence.clone(),
            sentence,
            marks: marks.into_iter().map(|mark| self.place(mark)).collect(),
            is_told: false,
        }
    }

    /// The sentence around a span that a message quotes: the number in it is marked, or
    /// all that is quoted where no digits show the number.
    pub(crate) fn quotation_of(&self, said: &Span, number: Option<&Span>) -> Quote {
        let quote = self.quotation(said, [number.unwrap_or(said)]);
        let is_told = self.place(said) == quote.sentence;
        Quote { is_told, ..quote }
    }

    /// Where the digits of a quantity stand; `None` unless they are this number's, as it is
    /// shown.
    pub(crate) fn digits_of<'a>(&self, quantity: Option<&'a Quantity>, number: Decimal) -> Option<&'a Span> {
        let digits = &quantity?.number;
        let written = self.text[digits.clone()].chars().filter(|c| *c != ',');
        written.eq(number.to_string().chars()).then_some(digits)
    }

    /// Where the sentence around a span names this year.
    pub(crate) fn years(&self, span: &Span, year: i32) -> Vec<Span> {
        let sentence = self.sentence_span(span);
        let year = year.to_string();
        let named = self.text[sentence.clone()].match_indices(&year);
        let starts = named.map(|(at, _)| sentence.start + at);
        starts
            .map(|start| start..start + year.len())
            .filter(|own| self.text[own.end..].starts_with('年'))
            .collect()
    }

    /// The sentences, without their final mark. A semicolon ends one too.
    pub(crate) fn sentences(&self) -> Vec<Span> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for (at, c) in self.text.char_indices() {
            if matches!(c, '。' | '!' | '?' | ';' | '\n') {
                sentences.push(start..at);
                start = at + c.len_utf8();
            }
        }
        sentences.push(start..self.text.len());
        sentences.retain(|span| !self.text[span.clone()].trim().is_empty());
        sentences
    }

    /// The sentence around a span, in the original's characters: from mark to mark,
    /// semicolons not counting.
    pub(crate) fn sentence_around(&self, span: &Span) -> &str {
        self.quote(&self.sentence_span(span))
    }

    /// The sentence up to a span, folded.
    pub(crate) fn sentence_to(&self, span: &Span) -> &str {
        &self.text[self.sentence_span(span).start..span.start]
    }

    /// The same as a span.
    pub(super) fn sentence_span(&self, span: &Span) -> Span {
        let is_end = |c: char| matches!(c, '。' | '!' | '?' | '\n');
        let behind = |at: usize| at + self.text[at..].chars().next().map_or(0, char::len_utf8);
        let start = self.text[..span.start].rfind(is_end).map_or(0, behind);
        let end = self.text[span.end..]
            .find(is_end)
            .map_or(self.text.len(), |at| behind(span.end + at));
        start..end
    }
}

/// The text with what is no prose blanked out, one blank for each character.
fn blank(text: &str) -> String {
    let Some(pattern) = &*NO_PROSE else {
        return text.to_owned();
    };
    let mut blanked = String::with_capacity(text.len());
    let mut end = 0;
    // The number of an item is no quantity.
    let marker = label::marker(text).map_or(0, |marker| marker.len);
    blanked.extend(text[..marker].chars().map(|_| BLANK));
    for found in pattern.find_iter(text).filter(|found| found.start() >= marker) {
        blanked.push_str(&text[end.max(marker)..found.start()]);
        blanked.extend(found.as_str().chars().map(|_| BLANK));
        end = found.end();
    }
    blanked.push_str(&text[end.max(marker)..]);
    blanked
}

/// One character, as the reader compares it.
fn fold(c: char) -> char {
    match c {
        '\u{3000}' | '\u{a0}' => ' ',
        // Half-width and full-width marks are one.
        '﹪' => '%',
        other => half_width(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(text: &str) -> Passage {
        Passage::new(0, text, None, String::new())
    }

    #[test]
    fn what_is_no_prose_is_blanked_and_the_original_is_quoted() {
        let passage = passage("按照《条例》（国办发〔2019〕60号），收到申请６件。");
        assert!(
            !passage.text.contains('6') || passage.text.matches('6').count() == 1,
            "{}",
            passage.text
        );
        let at = passage.text.find("6件").unwrap();
        assert_eq!(passage.quote(&(at..at + "6件".len())), "６件");
        assert!(!passage.text.contains("条例"));
    }

    #[test]
    fn a_sentence_is_quoted_whole() {
        let passage = passage("第一句。新收6件；办结5件。第三句。");
        let sentences: Vec<_> = passage
            .sentences()
            .iter()
            .map(|span| passage.text[span.clone()].to_owned())
            .collect();
        assert_eq!(sentences, ["第一句", "新收6件", "办结5件", "第三句"]);
        let at = passage.text.find("5件").unwrap();
        assert_eq!(passage.sentence_around(&(at..at + 1)), "新收6件；办结5件。");
    }

    #[test]
    fn the_number_of_an_item_is_no_quantity() {
        assert!(passage("1.予以公开5件").text.starts_with("※※予以"));
    }
}
