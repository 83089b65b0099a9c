//! The text a finding is about: where in the report it stands, and what in it is meant.

use std::ops::Range;

use nianbao_model::{Decimal, Report};
use nianbao_prose::{Passage, Quantity, Span};

/// Words of the report's text, with the sentence they stand in.
///
/// All ranges are of bytes in the paragraph's text, and begin and end between characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The paragraph, by its index in the report's narrative.
    pub paragraph: usize,
    /// The sentence, without the blanks around it; more than one if the words are.
    pub sentence: Range<usize>,
    /// The words it is about: the whole sentence where they are not known better.
    pub words: Range<usize>,
    /// What is to be seen in the sentence, the number that is wrong for instance: in order
    /// and apart. May be empty.
    pub marks: Vec<Range<usize>>,
    /// Whether the message has all of these words itself.
    pub is_told: bool,
}

impl Quote {
    /// Words of a paragraph, which has this text, in the sentence around them.
    pub(crate) fn words(paragraph: usize, text: &str, words: Range<usize>) -> Self {
        let sentence = sentence_around(text, &words);
        Self {
            paragraph,
            words: words.start.max(sentence.start)..words.end.min(sentence.end),
            sentence,
            marks: Vec::new(),
            is_told: false,
        }
    }

    /// The sentence around a span of a folded passage, with these spans of it marked.
    pub(crate) fn of_sentence<'a>(passage: &Passage, span: &Span, marks: impl IntoIterator<Item = &'a Span>) -> Self {
        let sentence = passage.place(&passage.sentence_span(span));
        Self {
            paragraph: passage.paragraph,
            words: sentence.clone(),
            sentence,
            marks: marks.into_iter().map(|mark| passage.place(mark)).collect(),
            is_told: false,
        }
    }

    /// The sentence around a span that a message quotes: the number in it is marked, or
    /// all that is quoted where no digits show the number.
    pub(crate) fn of_number(passage: &Passage, said: &Span, number: Option<&Span>) -> Self {
        let quote = Self::of_sentence(passage, said, [number.unwrap_or(said)]);
        let is_told = passage.place(said) == quote.sentence;
        Self { is_told, ..quote }
    }

    /// The same, where the message has the words.
    pub(crate) fn told(self) -> Self {
        Self { is_told: true, ..self }
    }

    /// These bytes of its paragraph; empty if the paragraph is not this report's.
    pub fn text<'a>(&self, report: &'a Report, range: &Range<usize>) -> &'a str {
        let paragraph = report.narrative.get(self.paragraph);
        paragraph
            .and_then(|paragraph| paragraph.text.get(range.clone()))
            .unwrap_or_default()
    }
}

/// Where the digits of a quantity stand; `None` unless they are this number's, as it is
/// shown.
pub(crate) fn digits_of<'a>(passage: &Passage, quantity: Option<&'a Quantity>, number: Decimal) -> Option<&'a Span> {
    let digits = &quantity?.number;
    let written = passage.text[digits.clone()].chars().filter(|c| *c != ',');
    written.eq(number.to_string().chars()).then_some(digits)
}

/// Where the sentence around these words stands, or the sentences: from mark to mark, and
/// without the blanks at its ends.
fn sentence_around(text: &str, words: &Range<usize>) -> Range<usize> {
    let is_end = |c: char| matches!(c, '。' | '!' | '\u{ff01}' | '?' | '\u{ff1f}' | '\n');
    let behind = |at: usize| at + text[at..].chars().next().map_or(0, char::len_utf8);
    let start = text[..words.start].rfind(is_end).map_or(0, behind);
    let end = match text[..words.end].ends_with(is_end) {
        true => words.end,
        false => text[words.end..]
            .find(is_end)
            .map_or(text.len(), |mark| behind(words.end + mark)),
    };
    trimmed(text, &(start..end))
}

/// A range without the blanks at its ends.
pub(crate) fn trimmed(text: &str, range: &Range<usize>) -> Range<usize> {
    let own = &text[range.clone()];
    let start = range.start + own.len() - own.trim_start().len();
    start..start + own.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_with_the_sentence_around_them() {
        let text = "第一句。 新收6件；办结5件！第三句";
        let sentence = |words: &str| {
            let at = text.find(words).unwrap();
            let quote = Quote::words(0, text, at..at + words.len());
            &text[quote.sentence]
        };
        assert_eq!(sentence("6件"), "新收6件；办结5件！");
        assert_eq!(sentence("办结5件！"), "新收6件；办结5件！");
        assert_eq!(sentence("第三"), "第三句");
        assert_eq!(sentence("一句。 新收"), "第一句。 新收6件；办结5件！");
    }
}
