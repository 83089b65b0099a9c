//! A sentence quoted from the text, with the number it states marked.

use serde::Serialize;

use crate::beside::Sentence;

/// A piece of a quoted sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Segment<'a> {
    text: &'a str,
    marked: bool,
}

/// The sentence cut where its marks begin and end.
pub(super) fn segments<'a>(sentence: &Sentence<'a>) -> Vec<Segment<'a>> {
    let text = sentence.text;
    let mut segments = Vec::new();
    let mut push = |text: &'a str, marked| {
        if !text.is_empty() {
            segments.push(Segment { text, marked });
        }
    };
    let mut done = 0;
    for mark in &sentence.marks {
        push(&text[done..mark.start], false);
        push(&text[mark.clone()], true);
        done = mark.end;
    }
    push(&text[done..], false);
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut<'a>(text: &'a str, marks: &[(usize, usize)]) -> Vec<Segment<'a>> {
        segments(&Sentence {
            text,
            marks: marks.iter().map(|&(start, end)| start..end).collect(),
            focus: 0..0,
        })
    }

    #[test]
    fn a_sentence_is_cut_at_its_marks_and_nothing_is_lost() {
        let sentence = "新收4件，自然人4件";
        let end = sentence.len();
        for marks in [&[][..], &[(6, 7)], &[(0, 6)], &[(6, 7), (22, end)], &[(0, end)]] {
            let segments = cut(sentence, marks);
            let whole: String = segments.iter().map(|segment| segment.text).collect();
            assert_eq!(whole, sentence);
            let marked = segments.iter().filter(|segment| segment.marked);
            let expected = marks.iter().map(|(start, end)| &sentence[*start..*end]);
            assert!(marked.map(|segment| segment.text).eq(expected));
        }
        assert!(cut("", &[]).is_empty());
    }
}
