//! What is shown beside a finding's message: the sentence it is about, what was found and
//! what is expected, each unless the message has it already.

use std::borrow::Cow;
use std::ops::Range;

use nianbao_check::{Fact, Finding, Quote, Value};
use nianbao_model::{Lang, Report};

/// A sentence of the text, or several.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Sentence<'a> {
    /// Its words.
    pub(crate) text: &'a str,
    /// What is to be seen in them, as byte ranges, in order and apart.
    pub(crate) marks: Vec<Range<usize>>,
    /// What is to be kept if there is no room for all of it.
    pub(crate) focus: Range<usize>,
}

/// The sentences a finding is about that its message does not have.
pub(crate) fn sentences<'a>(finding: &'a Finding, report: &'a Report) -> impl Iterator<Item = Sentence<'a>> {
    let untold = finding.quotes.iter().filter(|quote| !quote.is_told);
    untold.map(|quote| Sentence::new(quote, report))
}

/// The text a finding is about, whether its message has it or not: a sentence, or the
/// words themselves where they stand in several places.
pub(crate) fn text<'a>(finding: &Finding, report: &'a Report) -> Option<Cow<'a, str>> {
    match &*finding.quotes {
        [quote] => Some(quote.text(report, &quote.sentence).into()),
        _ => finding.excerpt(report).map(Cow::from),
    }
}

impl<'a> Sentence<'a> {
    fn new(quote: &Quote, report: &'a Report) -> Self {
        let text = quote.text(report, &quote.sentence);
        let within = |range: &Range<usize>| {
            let start = range.start.checked_sub(quote.sentence.start)?;
            let end = range.end.checked_sub(quote.sentence.start)?;
            text.get(start..end).map(|_| start..end)
        };
        let marks: Vec<_> = quote.marks.iter().filter_map(within).collect();
        // A few words are cut out anywhere, even within a number: they are not marked as such.
        let focus = marks.first().cloned().or_else(|| within(&quote.words));
        Self {
            text,
            focus: focus.unwrap_or(0..text.len()),
            marks,
        }
    }
}

/// What a finding found and expected, as far as its message has not said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Untold<'a> {
    /// Neither is known, or both are told.
    Nothing,
    /// What was found is told, or not known.
    Expected(&'a Value),
    /// What was expected is told, or not known.
    Found(&'a Value),
    /// Neither is told.
    Both(&'a Value, &'a Value),
    /// The cell was blank.
    Blank(&'a Value),
}

/// What its message in this language leaves out.
pub(crate) fn untold(finding: &Finding, lang: Lang) -> Untold<'_> {
    let left_out = |fact: &'_ Fact| !fact.told.is_in(lang);
    match (&finding.found, &finding.expected) {
        // Of two things that are alike neither is the mistake.
        (Some(found), Some(expected)) if found.to_string() == expected.to_string() => Untold::Nothing,
        (None, Some(expected)) => Untold::Blank(&expected.value),
        (found, expected) => {
            let found = found.as_ref().filter(|fact| left_out(fact));
            let expected = expected.as_ref().filter(|fact| left_out(fact));
            match (found, expected) {
                (None, None) => Untold::Nothing,
                (None, Some(expected)) => Untold::Expected(&expected.value),
                (Some(found), None) => Untold::Found(&found.value),
                (Some(found), Some(expected)) => Untold::Both(&found.value, &expected.value),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::example;

    /// The first untold sentence of a rule's example with what is marked in brackets.
    fn marked(rule: &str) -> String {
        let judged = example(rule);
        let sentence = sentences(&judged.findings[0], &judged.report).next().unwrap();
        let mut text = sentence.text.to_owned();
        for mark in sentence.marks.into_iter().rev() {
            text.insert(mark.end, ']');
            text.insert(mark.start, '[');
        }
        text
    }

    #[test]
    fn the_number_a_finding_is_about_is_marked_in_its_sentence() {
        assert_eq!(
            marked("narrative-figure"),
            "2024年，青禾市水务局新收政府信息公开申请[13]件，上年结转1件。"
        );
        assert_eq!(marked("narrative-share"), "新收申请12件，其中自然人9件，占[70]%。");
    }

    #[test]
    fn a_few_words_are_shown_with_their_sentence() {
        let judged = example("half-width-punctuation");
        let finding = &judged.findings[0];
        let sentence = sentences(finding, &judged.report).next().unwrap();
        let words = finding.excerpt(&judged.report).unwrap();
        assert!(sentence.text.len() > words.len(), "{}", sentence.text);
        assert!(sentence.text.ends_with('。'), "{}", sentence.text);
        assert_eq!(sentence.text[sentence.focus], words);
        assert!(sentence.marks.is_empty());
        assert_eq!(text(finding, &judged.report).as_deref(), Some(sentence.text));
    }

    #[test]
    fn another_reports_paragraphs_are_not_shown() {
        let mut judged = example("narrative-figure");
        judged.report.narrative.clear();
        let sentence = sentences(&judged.findings[0], &judged.report).next().unwrap();
        assert_eq!((sentence.text, sentence.focus), ("", 0..0));
    }

    #[test]
    fn what_the_message_has_is_not_said_again() {
        let judged = example("title-variants");
        assert_eq!(sentences(&judged.findings[0], &judged.report).count(), 0);
        let finding = |name: &str| example(name).findings.remove(0);
        assert_eq!(untold(&finding("narrative-figure"), Lang::Zh), Untold::Nothing);
        assert_eq!(untold(&finding("row-total"), Lang::En), Untold::Nothing);
        let number = Value::Text(String::from("国办公开办函〔2021〕30号"));
        assert_eq!(
            untold(&finding("document-number-brackets"), Lang::Zh),
            Untold::Expected(&number)
        );
        let period = finding("narrative-year");
        assert_eq!(untold(&period, Lang::Zh), Untold::Nothing);
        let expected = &period.expected.as_ref().unwrap().value;
        assert_eq!(untold(&period, Lang::En), Untold::Expected(expected));
        let mut alike = finding("row-total");
        let fact = alike.expected.clone().unwrap().value;
        alike.found = Some(Fact {
            value: fact.clone(),
            told: false.into(),
        });
        assert_eq!(untold(&alike, Lang::Zh), Untold::Nothing);
        alike.found = None;
        assert_eq!(untold(&alike, Lang::Zh), Untold::Blank(&fact));
    }
}
