//! A sentence quoted from the text, with the number it states marked.

use serde::Serialize;

/// A piece of a quoted sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Segment<'a> {
    text: &'a str,
    marked: bool,
}

/// The sentence cut where these marks begin and end.
pub(super) fn segments<'a>(sentence: &'a str, marks: &[(usize, usize)]) -> Vec<Segment<'a>> {
    let mut segments = Vec::new();
    let mut push = |text: &'a str, marked| {
        if !text.is_empty() {
            segments.push(Segment { text, marked });
        }
    };
    let mut done = 0;
    for &(start, end) in marks {
        push(&sentence[done..start], false);
        push(&sentence[start..end], true);
        done = end;
    }
    push(&sentence[done..], false);
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_cut_at_its_marks_and_nothing_is_lost() {
        let sentence = "新收4件，自然人4件";
        for marks in [
            &[][..],
            &[(6, 7)],
            &[(0, 6)],
            &[(6, 7), (22, sentence.len())],
            &[(0, sentence.len())],
        ] {
            let segments = segments(sentence, marks);
            let whole: String = segments.iter().map(|segment| segment.text).collect();
            assert_eq!(whole, sentence);
            let marked = segments.iter().filter(|segment| segment.marked);
            let expected = marks.iter().map(|(start, end)| &sentence[*start..*end]);
            assert!(marked.map(|segment| segment.text).eq(expected));
        }
        assert!(segments("", &[]).is_empty());
    }
}
