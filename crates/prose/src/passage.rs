//! Folded text: a paragraph as the reader compares it, with a way back to the original.
//!
//! Full-width digits and marks become half-width; white space and invisible characters go, for they stand
//! anywhere; lines that a program wrapped are joined; what is no prose is blanked out (cited titles
//! 《…》, document numbers, addresses). Every stretch knows which original characters it stands for.

mod no_prose;

use std::ops::Range;

use nianbao_model::chars::{half_width, is_han, is_ignorable, is_unseen};
use nianbao_model::label;

use no_prose::no_prose;

/// A range of bytes in a folded paragraph.
pub type Span = Range<usize>;

/// A paragraph of text.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Its index in the report's narrative.
    pub paragraph: usize,
    /// The key of the part it stands in; `None` before the first.
    pub part: Option<String>,
    /// The heading it stands under, below the part's; may be empty.
    pub heading: String,
    /// The folded text.
    pub text: String,
    origin: Vec<Stretch>,
    original: String,
    /// Where its sentences end, behind their marks.
    ends: Vec<usize>,
    /// Its sentences without their marks, those before a semicolon too.
    sentences: Vec<Span>,
}

/// Where a stretch of a folded text comes from: one character, or several that are the same in both.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    /// Where it begins in the folded text.
    folded: usize,
    /// What it stands for in the original.
    start: usize,
    end: usize,
    is_same: bool,
}

/// A folded text while it is put together.
struct Folding<'a> {
    original: &'a str,
    text: String,
    origin: Vec<Stretch>,
    /// What of the original is to be taken as it is next.
    same: Range<usize>,
}

impl Folding<'_> {
    /// Takes what is kept of the character at this place.
    fn push(&mut self, at: usize, c: char, kept: char) {
        let end = at + c.len_utf8();
        if kept == c {
            if self.same.end != at {
                self.end_same();
                self.same.start = at;
            }
            self.same.end = end;
            return;
        }
        self.end_same();
        self.origin.push(Stretch {
            folded: self.text.len(),
            start: at,
            end,
            is_same: false,
        });
        self.text.push(kept);
        self.same = end..end;
    }

    /// How long the folded text is so far.
    fn length(&self) -> usize {
        self.text.len() + self.same.len()
    }

    /// Takes what is the same in both, at once.
    fn end_same(&mut self) {
        let Range { start, end } = self.same;
        if start < end {
            self.origin.push(Stretch {
                folded: self.text.len(),
                start,
                end,
                is_same: true,
            });
            self.text.push_str(&self.original[start..end]);
        }
    }
}

/// What stands for a character that is no prose.
pub(crate) const BLANK: char = '※';

/// From how many characters on a line that does not end a sentence was wrapped, and one behind which a number of
/// cases stands.
const WRAPPED: usize = 12;
const BEFORE_A_NUMBER: usize = 4;

impl Passage {
    pub(crate) fn new(paragraph: usize, original: &str, part: Option<String>, heading: String) -> Self {
        // Half of them take three bytes.
        let mut folded = Vec::with_capacity(original.len() / 2);
        folded.extend(original.chars().map(fold));
        let blank = no_prose(original, &folded);
        let mut text = Folding {
            original,
            text: String::with_capacity(original.len()),
            origin: Vec::new(),
            same: 0..0,
        };
        let (mut ends, mut sentences) = (Vec::new(), Vec::new());
        let mut start = 0;
        for (nth, (at, c)) in original.char_indices().enumerate() {
            // Nearly every character is Han: the long way round is for the others.
            if is_han(folded[nth]) && !blank[nth] {
                text.push(at, c, folded[nth]);
                continue;
            }
            let kept = match folded[nth] {
                _ if blank[nth] => BLANK,
                '\n' if is_wrap(&folded, nth) => continue,
                '\n' => '\n',
                c if is_space(c) && !parts_words(&folded, nth) => continue,
                c if is_space(c) => ' ',
                c => c,
            };
            text.push(at, c, kept);
            let ends_one = matches!(kept, '。' | '!' | '?' | '\n');
            if ends_one {
                ends.push(text.length());
            }
            if ends_one || kept == ';' {
                let (from, end) = (start, text.length());
                start = end;
                sentences.push(from..end - kept.len_utf8());
            }
        }
        sentences.push(start..text.length());
        text.end_same();
        sentences.retain(|span| !span.is_empty());
        let Folding { text, origin, .. } = text;
        Self {
            paragraph,
            part,
            heading,
            text,
            origin,
            original: original.to_owned(),
            ends,
            sentences,
        }
    }

    /// Where a span of the folded text stands in the original, without the blanks at its
    /// ends.
    pub fn place(&self, span: &Span) -> Span {
        let within = |at: usize| at < self.text.len();
        let start = match self.stretch(span.start).filter(|_| within(span.start)) {
            Some(own) if own.is_same => own.start + (span.start - own.folded),
            Some(own) => own.start,
            None => self.original.len(),
        };
        let last = span
            .end
            .checked_sub(1)
            .filter(|last| *last >= span.start && within(*last));
        let end = match last.and_then(|last| self.stretch(last)) {
            Some(own) if own.is_same => own.start + (span.end - own.folded),
            Some(own) => own.end,
            None => start,
        };
        let own = &self.original[start..end.max(start)];
        let start = start + own.len() - own.trim_start().len();
        start..start + own.trim().len()
    }

    /// The stretch that a byte of the folded text stands in.
    fn stretch(&self, at: usize) -> Option<&Stretch> {
        let behind = self.origin.partition_point(|own| own.folded <= at);
        self.origin.get(behind.checked_sub(1)?)
    }

    /// The original characters of a span of the folded text, without the blanks at its ends.
    pub fn quote(&self, span: &Span) -> &str {
        &self.original[self.place(span)]
    }

    /// Where the sentence around a span names this year.
    pub fn years(&self, span: &Span, year: i32) -> Vec<Span> {
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
    pub fn sentences(&self) -> Vec<Span> {
        self.sentences.clone()
    }

    /// The sentence around a span, in the original's characters: from mark to mark,
    /// semicolons not counting.
    pub fn sentence_around(&self, span: &Span) -> &str {
        self.quote(&self.sentence_span(span))
    }

    /// The sentence up to a span, folded.
    pub fn sentence_to(&self, span: &Span) -> &str {
        &self.text[self.sentence_span(span).start..span.start]
    }

    /// The same as a span.
    pub fn sentence_span(&self, span: &Span) -> Span {
        let before = self.ends.partition_point(|end| *end <= span.start);
        let start = before.checked_sub(1).map_or(0, |last| self.ends[last]);
        let behind = self.ends.partition_point(|end| *end <= span.end);
        start..self.ends.get(behind).copied().unwrap_or(self.text.len())
    }

    /// The piece of the sentence around a span, from semicolon to semicolon.
    pub(crate) fn piece_span(&self, span: &Span) -> Span {
        let is_end = |c: char| matches!(c, '。' | '!' | '?' | '\n' | ';');
        let behind = |at: usize| at + self.text[at..].chars().next().map_or(0, char::len_utf8);
        let start = self.text[..span.start].rfind(is_end).map_or(0, behind);
        let end = self.text[span.end..]
            .find(is_end)
            .map_or(self.text.len(), |at| span.end + at);
        start..end
    }
}

/// One character, as the reader compares it.
fn fold(c: char) -> char {
    match c {
        _ if is_han(c) => c,
        '\u{3000}' | '\u{a0}' | '\t' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => ' ',
        '\r' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' | '\u{85}' => '\n',
        // Half-width and full-width marks are one.
        '﹪' => '%',
        '﹐' => ',',
        '﹔' => ';',
        other => half_width(other),
    }
}

/// Whether nothing is seen of a character.
fn is_space(c: char) -> bool {
    if is_han(c) || c.is_ascii_graphic() {
        return false;
    }
    c == ' ' || (c != '\n' && (is_unseen(c) || is_ignorable(c)))
}

/// Whether white space keeps two foreign words or numbers apart.
fn parts_words(folded: &[char], at: usize) -> bool {
    let is_seen = |c: &&char| !is_space(**c);
    let (before, behind) = (
        folded[..at].iter().rev().find(is_seen),
        folded[at..].iter().find(is_seen),
    );
    let first = at.checked_sub(1).is_none_or(|before| !is_space(folded[before]));
    let is_word = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
    folded[at] == ' ' && first && is_word(before) && is_word(behind)
}

/// Whether a line ends here only because a program wrapped it.
fn is_wrap(folded: &[char], at: usize) -> bool {
    let line = folded[..at].iter().rev().take_while(|c| **c != '\n');
    let behind = folded[at + 1..].iter().find(|c| !is_space(**c));
    let last = folded[..at].iter().rev().find(|c| !is_space(**c));
    let ends = last.is_none_or(|c| matches!(c, '。' | '!' | '?' | ';' | ':' | '\n'));
    let is_list = || {
        let next: String = folded[at + 1..].iter().filter(|c| !is_space(**c)).take(6).collect();
        label::marker(&next).is_some()
    };
    let counts = || {
        let mut seen = folded[at + 1..]
            .iter()
            .filter(|c| !is_space(**c))
            .skip_while(|c| c.is_ascii_digit());
        behind.is_some_and(char::is_ascii_digit) && seen.next().is_some_and(|c| matches!(c, '件' | '份' | '宗'))
    };
    let least = if counts() { BEFORE_A_NUMBER } else { WRAPPED };
    !ends && behind.is_some_and(|c| *c != '\n') && line.count() >= least && !is_list()
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
        assert_eq!(passage.text, "按照※※※※(国办发※※※※※※※※※),收到申请6件。");
        let at = passage.text.find("6件").unwrap();
        assert_eq!(passage.quote(&(at..at + "6件".len())), "６件");
        for text in [
            "请看www.a.gov.cn/x",
            "信箱a_b@c.cn",
            "致电0700-8812345",
            "拨打“12345”",
            "根据第711号",
        ] {
            let blanked = super::tests::passage(text).text;
            assert!(!blanked.contains(|c: char| c.is_ascii_alphanumeric()), "{blanked}");
        }
    }

    #[test]
    fn white_space_is_no_part_of_a_text() {
        let text = "2024 年，收到\u{a0}申请\u{200b} 27\u{3000}件，办 结\n２５ 件 ";
        let passage = passage(text);
        assert_eq!(passage.text, "2024年,收到申请27件,办结25件");
        let at = passage.text.find("申请27件").unwrap();
        assert_eq!(passage.quote(&(at..at + "申请27件".len())), "申请\u{200b} 27\u{3000}件");
        assert_eq!(super::tests::passage("用 MS Word 12 30").text, "用MS Word 12 30");
    }

    #[test]
    fn every_character_knows_what_it_stands_for() {
        let original = "Ａ１b，按 《条例》３件\n";
        let passage = passage(original);
        assert_eq!(passage.text, "A1b,按※※※※3件\n");
        let stands_for = |(at, c): (usize, char)| &original[passage.place(&(at..at + c.len_utf8()))];
        let each: Vec<&str> = passage.text.char_indices().map(stands_for).collect();
        assert_eq!(
            each,
            ["Ａ", "１", "b", "，", "按", "《", "条", "例", "》", "３", "件", ""]
        );
        assert_eq!(passage.quote(&(0..passage.text.len())), original.trim());
    }

    #[test]
    fn a_line_that_was_wrapped_goes_on() {
        assert_eq!(
            passage("全年共收到政府信息公开申请\n27件").text,
            "全年共收到政府信息公开申请27件"
        );
        assert_eq!(passage("其中予以公开\n 3 件").text, "其中予以公开3件");
        for text in [
            "其中予以公开\n3.部分公开",
            "全年共收到政府信息公开申请。\n27件",
            "短\n27件",
            "全年共收到的政府信息公开申请如下\n1.予以公开2件",
        ] {
            assert!(passage(text).text.contains('\n'), "{text}");
        }
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

    proptest::proptest! {
        #[test]
        fn every_span_has_a_place(text in "\\PC{0,40}", start in 0usize..60, len in 0usize..60) {
            let passage = passage(&text);
            let folded = passage.text.clone();
            let bound = |at: usize| (0..=at.min(folded.len())).rev().find(|at| folded.is_char_boundary(*at)).unwrap_or(0);
            let span = bound(start)..bound(start + len);
            let _ = passage.quote(&span);
        }
    }

    #[test]
    fn the_number_of_an_item_is_no_quantity() {
        assert!(passage("1.予以公开5件").text.starts_with("※※予以"));
    }
}
