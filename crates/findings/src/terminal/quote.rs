//! The sentence a finding is about, with the number in it that is wrong.

use nianbao_model::{Finding, Lang};

use super::text::{Paint, Role, columns, printable, wrap};
use super::{INDENT, Look};

/// How many lines of a sentence are shown.
const LINES: usize = 3;

/// The lines of the quoted sentence; none if the finding quotes none.
pub(super) fn lines(finding: &Finding, look: &Look, paint: Paint) -> Vec<String> {
    let Some(sentence) = finding.excerpt.as_deref() else {
        return Vec::new();
    };
    let label = match look.lang {
        Lang::Zh => "原文 ",
        Lang::En => "text: ",
    };
    let others = format!("{INDENT}{}", " ".repeat(columns(label)));
    let room = look.width.saturating_sub(others.len()) * LINES;
    let mark = finding.found.as_deref().and_then(|found| find(sentence, found));
    let (start, end) = mark.unwrap_or((0, 0));
    let (before, after) = window(&sentence[..start], &sentence[end..], room);
    let marked = match (&sentence[start..end], paint.color) {
        ("", _) => String::new(),
        (found, true) => paint.paint(Role::Severity(finding.severity), &printable(found)),
        (found, false) => format!("[{}]", printable(found)),
    };
    let text = format!("{}{marked}{}", printable(&before), printable(&after));
    wrap(&text, look.width, &format!("{INDENT}{label}"), &others)
}

/// Where `found` stands in the sentence, not as a part of a longer number and not as the
/// year, month or day of a date if it can be something else.
fn find(sentence: &str, found: &str) -> Option<(usize, usize)> {
    let found = found.trim();
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_numeric() || matches!(c, '.' | ','));
    let alone: Vec<(usize, usize)> = sentence
        .match_indices(found)
        .map(|(at, found)| (at, at + found.len()))
        .filter(|(start, end)| {
            let (before, after) = (sentence[..*start].chars().next_back(), sentence[*end..].chars().next());
            !is_part(before) && !after.is_some_and(char::is_numeric)
        })
        .filter(|(start, end)| start < end)
        .collect();
    let is_date = |end: usize| sentence[end..].starts_with(['年', '月', '日']);
    let of_date = alone.iter().find(|(_, end)| !is_date(*end));
    of_date.or(alone.first()).copied()
}

/// What stands before and after the marked words, cut so that both take at most `room`
/// columns, with `…` for what is left out.
fn window(before: &str, after: &str, room: usize) -> (String, String) {
    // Some room is lost where lines cannot be filled, and to the mark itself.
    let room = room.saturating_sub(room / 8 + 12);
    let own = columns(before);
    if own + columns(after) <= room {
        return (before.to_owned(), after.to_owned());
    }
    let half = room / 2;
    let for_before = own.min(room.saturating_sub(columns(after).min(half)));
    let for_after = room.saturating_sub(for_before);
    let mut tail: String = take(before.chars().rev(), for_before).chars().rev().collect();
    if tail.len() < before.len() {
        tail = tail.trim_start_matches(|c: char| "，、。；： ".contains(c)).to_owned();
    }
    let head = take(after.chars(), for_after);
    let left_out = |is_all: bool| if is_all { "" } else { "…" };
    (
        format!("{}{tail}", left_out(tail.len() == before.len())),
        format!("{head}{}", left_out(head.len() == after.len())),
    )
}

/// As many of the characters as fit into `room` columns.
fn take(characters: impl Iterator<Item = char>, room: usize) -> String {
    let mut text = String::new();
    for c in characters {
        text.push(c);
        if columns(&text) > room {
            text.pop();
            break;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_found_alone_and_not_in_a_date_or_a_longer_number() {
        let find = |sentence: &str, found: &str| find(sentence, found).map(|(at, _)| sentence[..at].chars().count());
        assert_eq!(find("2016年新收16件", "16"), Some(7));
        assert_eq!(find("6月6日收到6件", "6"), Some(6));
        assert_eq!(find("截至6月", "6"), Some(2));
        assert_eq!(find("占1.6%，共16.5万", "6"), None);
        assert_eq!(find("共6。", "6"), Some(1));
        assert_eq!(find("无", ""), None);
    }

    #[test]
    fn a_long_sentence_is_cut_on_both_sides_of_the_number() {
        let (before, after) = ("前".repeat(100), "后".repeat(100));
        let (before, after) = window(&before, &after, 100);
        assert!(before.starts_with("…前") && after.ends_with("后…"));
        assert!(columns(&before) + columns(&after) <= 100);
        assert_eq!(window("前", "后", 100), ("前".into(), "后".into()));
    }
}
