//! The sentence a finding is about, with the number in it that is wrong.

use std::ops::Range;

use nianbao_check::{Finding, Severity};
use nianbao_model::{Lang, Report};

use super::text::{Paint, Role, columns, printable, wrap};
use super::{INDENT, Look};
use crate::beside::{Sentence, sentences};

/// How many lines of a sentence are shown.
const LINES: usize = 3;

/// The lines of the quoted sentences; none if there is nothing to quote.
pub(super) fn lines(finding: &Finding, report: &Report, look: &Look, paint: Paint) -> Vec<String> {
    let quoted = sentences(finding, report);
    quoted
        .flat_map(|sentence| quoted_lines(&sentence, finding.severity, look, paint))
        .collect()
}

/// The lines of one of them.
fn quoted_lines(sentence: &Sentence<'_>, severity: Severity, look: &Look, paint: Paint) -> Vec<String> {
    let Sentence {
        text: words,
        marks,
        focus,
    } = sentence;
    let label = match look.lang {
        Lang::Zh => "原文 ",
        Lang::En => "text: ",
    };
    let others = format!("{INDENT}{}", " ".repeat(columns(label)));
    let room = look.width.saturating_sub(others.len()) * LINES;
    let (from, to) = window(words, focus, room);
    let mut text = String::from(if from > 0 { "…" } else { "" });
    let mut done = from;
    for mark in marks.iter().filter(|mark| from <= mark.start && mark.end <= to) {
        let number = printable(&words[mark.clone()]);
        text += &printable(&words[done..mark.start]);
        text += &match paint.color {
            true => paint.paint(Role::Severity(severity), &number),
            false => format!("[{number}]"),
        };
        done = mark.end;
    }
    text += &printable(&words[done..to]);
    if to < words.len() {
        text.push('…');
    }
    wrap(&text, look.width, &format!("{INDENT}{label}"), &others)
}

/// The part of a sentence around a mark that takes at most `room` columns.
fn window(sentence: &str, mark: &Range<usize>, room: usize) -> (usize, usize) {
    let Range { start, end } = *mark;
    let (before, after) = (&sentence[..start], &sentence[end..]);
    // Some room is lost where lines cannot be filled, and to the marks themselves.
    let room = room.saturating_sub(room / 8 + 12 + columns(&sentence[start..end]));
    let own = columns(before);
    if own + columns(after) <= room {
        return (0, sentence.len());
    }
    let half = room / 2;
    let for_before = own.min(room.saturating_sub(columns(after).min(half)));
    let for_after = room.saturating_sub(for_before);
    let from = start - fitting(before.chars().rev(), for_before);
    let cut = if from > 0 { &sentence[from..start] } else { "" };
    // No line begins with punctuation, nor does what is cut.
    let from = from + cut.len() - cut.trim_start_matches(|c: char| "，、。；： ".contains(c)).len();
    (from, end + fitting(after.chars(), for_after))
}

/// How many bytes of these characters fit into `room` columns.
fn fitting(characters: impl Iterator<Item = char>, room: usize) -> usize {
    let mut text = String::new();
    for c in characters {
        text.push(c);
        if columns(&text) > room {
            text.pop();
            break;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_is_cut_on_both_sides_of_the_number() {
        let sentence = format!("{}7{}", "前".repeat(100), "后".repeat(100));
        let mark = "前".repeat(100).len().."前".repeat(100).len() + 1;
        let (from, to) = window(&sentence, &mark, 100);
        assert!(from > 0 && from < mark.start && to > mark.end && to < sentence.len());
        assert!(columns(&sentence[from..to]) <= 100);
        assert_eq!(window("前7后", &(3..4), 100), (0, 7));
        let (from, _) = window(&format!("{}，。{sentence}", "前".repeat(100)), &(0..0), 100);
        assert_eq!(from, 0);
    }
}
