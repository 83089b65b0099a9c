//! The sentences of a report's text, in the form in which they are compared.

use std::collections::BTreeMap;
use std::ops::Range;

use nianbao_model::{Form, Report};

use crate::fold::{Folded, Names};
use crate::prescribed::is_prescribed;

/// How many letters a sentence has at least: shorter ones are the same by chance.
const SHORTEST: usize = 12;

/// A sentence of a report.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// The paragraph, by its index in the report's narrative.
    pub paragraph: usize,
    /// Where it stands in the paragraph, in bytes, with its final mark and without blanks.
    pub span: Range<usize>,
    /// The number of the form's part it stands in; `None` before the first.
    pub part: Option<usize>,
    /// The sentence with names and years as marks.
    pub folded: Folded,
    /// The same with names and years as they are written, where that differs.
    plain: Option<Vec<char>>,
    /// Whether the law, the form or usage prescribes its wording.
    pub is_prescribed: bool,
}

impl Sentence {
    /// Whether it is the office's own: long enough, in no preface, and no prescribed wording.
    pub fn is_own(&self) -> bool {
        self.part.is_some() && self.folded.letters.len() >= SHORTEST && !self.is_prescribed
    }

    /// Its letters, with names and years as they are written.
    pub fn plain(&self) -> &[char] {
        self.plain.as_deref().unwrap_or(&self.folded.letters)
    }

    /// Its characters.
    pub fn text<'a>(&self, report: &'a Report) -> &'a str {
        let paragraph = report.narrative.get(self.paragraph);
        paragraph
            .and_then(|paragraph| paragraph.text.get(self.span.clone()))
            .unwrap_or_default()
    }
}

/// All sentences of a report's text, headings apart.
pub fn sentences(report: &Report, form: &Form) -> Vec<Sentence> {
    let names = Names::of(report);
    let mut sentences = Vec::new();
    let mut part = None;
    for (index, paragraph) in report.narrative.iter().enumerate() {
        if paragraph.level == 1 {
            part = form.part_headed(&paragraph.text).map(|(at, _)| at).or(part);
        }
        if paragraph.level > 0 {
            continue;
        }
        for span in spans(&paragraph.text) {
            let text = &paragraph.text[span.clone()];
            let folded = Folded::of(text, &names);
            if folded.letters.is_empty() {
                continue;
            }
            sentences.push(Sentence {
                paragraph: index,
                span,
                part,
                plain: folded.has_marks().then(|| Folded::plain(text).letters),
                is_prescribed: is_prescribed(&folded),
                folded,
            });
        }
    }
    sentences
}

/// The sentences that are the office's own.
pub fn own(report: &Report, form: &Form) -> Vec<Sentence> {
    let mut sentences = sentences(report, form);
    sentences.retain(Sentence::is_own);
    sentences
}

/// The sentences of a report, for asking whether another one has the same.
#[derive(Debug, Default)]
pub struct Known<'a> {
    folded: BTreeMap<&'a [char], usize>,
    plain: BTreeMap<&'a [char], usize>,
}

impl<'a> Known<'a> {
    /// Knows these; of equal ones the first.
    pub fn new(sentences: &'a [Sentence]) -> Self {
        let mut known = Self::default();
        for (at, sentence) in sentences.iter().enumerate() {
            known.folded.entry(&sentence.folded.letters).or_insert(at);
            known.plain.entry(sentence.plain()).or_insert(at);
        }
        known
    }

    /// Which of them says the same in the same words, of this year or of the one it names.
    pub fn same(&self, sentence: &Sentence) -> Option<usize> {
        let folded = self.folded.get(&*sentence.folded.letters);
        folded.or_else(|| self.plain.get(sentence.plain())).copied()
    }
}

/// The sentences of a text, each with its final mark.
fn spans(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut marks = text.char_indices().peekable();
    while let Some((at, c)) = marks.next() {
        let ends = matches!(c, '。' | '!' | '\u{ff01}' | '?' | '\u{ff1f}' | '\n');
        if !ends {
            continue;
        }
        let mut end = at + c.len_utf8();
        // A closing mark belongs to the sentence before it.
        while let Some((_, close)) = marks.next_if(|(_, c)| matches!(c, '”' | '’' | '\u{ff09}' | ')' | '》')) {
            end += close.len_utf8();
        }
        spans.push(trimmed(text, start..end));
        start = end;
    }
    spans.push(trimmed(text, start..text.len()));
    spans.retain(|span| !span.is_empty());
    spans
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let own = &text[range.clone()];
    let start = range.start + own.len() - own.trim_start().len();
    start..start + own.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_sentences_with_their_marks() {
        let text = " 第一句“好。” 第二句；还是它！第三句\n第四句";
        let parts: Vec<&str> = spans(text).into_iter().map(|span| &text[span]).collect();
        assert_eq!(parts, ["第一句“好。”", "第二句；还是它！", "第三句", "第四句"]);
    }
}
