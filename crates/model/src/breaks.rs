//! Where a line that is broken by hand, or by a program that wraps text at a column, ends
//! its paragraph. What a line means is not asked beyond its marker and its end.

use std::borrow::Cow;
use std::ops::Range;

use crate::label::{self, HEADING_MAX};

use crate::chars::is_han;
use crate::joining;
use crate::width::{is_blank, is_wide};

/// The narrowest and widest page, in columns of which a Chinese character takes two,
/// that a program wraps lines to.
const PAGE: std::ops::RangeInclusive<usize> = 40..=100;
/// The narrowest one whose paragraphs are indented, so that less can be mistaken.
const NARROWEST: usize = 20;
/// So many columns of white space before a line are an indent.
const INDENT: usize = 2;
/// So many columns a line can be shorter than what would have fitted: not all characters
/// of a page are as wide as here.
const SLACK: usize = 4;
/// How much shorter than the widest a wrapped line is at most, in a file that is wrapped all through.
const RAGGED: usize = 14;
/// A line below a heading that is no longer than this is a text of its own (`无`).
const WORD: usize = 4;

/// The paragraphs that lines broken by hand belong to, which stand below one another in
/// one paragraph of the file. A break ends a paragraph where a sentence has ended, and
/// where a heading or an item begins or has ended.
pub fn paragraphs(lines: &[&str]) -> Vec<Range<usize>> {
    let page = Page::of(lines);
    let wrapped = is_wrapped_through(lines);
    group(lines.len(), |at| {
        let (above, below) = (lines[at], lines[at + 1]);
        (wrapped || page.runs_on(above, below) || !ends_paragraph(above, below)) && !begins_item(above, below)
    })
}

/// The paragraphs that the lines of a file belong to where a line is a paragraph, but for
/// those that a program has wrapped.
pub fn unwrapped(lines: &[&str]) -> Vec<Range<usize>> {
    let filled: Vec<Cow<'_, str>> = lines.iter().map(|line| filled(line)).collect();
    let lines: &[&str] = &filled.iter().map(|line| &**line).collect::<Vec<_>>();
    if is_wrapped_by_blanks(lines) {
        return group(lines.len(), |at| {
            !is_blank_line(lines[at]) && !is_blank_line(lines[at + 1])
        });
    }
    let page = Page::of(lines);
    let groups = group(lines.len(), |at| {
        page.runs_on(lines[at], lines[at + 1]) && !begins_item(lines[at], lines[at + 1])
    });
    let ends = |group: &Range<usize>| {
        let is_begun = page.indents && is_indented(lines[group.start]);
        is_begun || lines[group.clone()].last().is_some_and(|line| ends_sentence(line))
    };
    let apart = |of: Range<usize>| {
        let (start, parts) = (of.start, group(of.len(), |at| in_placeholder(lines[of.start + at])));
        parts.into_iter().map(move |part| start + part.start..start + part.end)
    };
    // What does not end as a sentence in the end are lines of their own: an address, a list.
    groups
        .into_iter()
        .flat_map(|group| {
            if group.len() == 1 || ends(&group) {
                vec![group]
            } else {
                apart(group).collect()
            }
        })
        .collect()
}

/// The lines of such a file of which it cannot be told whether they end their paragraph; they
/// are read as if they did not.
pub fn doubtful(lines: &[&str]) -> Vec<usize> {
    let filled: Vec<Cow<'_, str>> = lines.iter().map(|line| filled(line)).collect();
    let lines: &[&str] = &filled.iter().map(|line| &**line).collect::<Vec<_>>();
    if is_wrapped_by_blanks(lines) {
        return Vec::new();
    }
    let page = Page::of(lines);
    let pairs = lines.windows(2).enumerate();
    let doubtful = pairs.filter(|(_, pair)| page.is_doubtful(pair[0], pair[1]) && !begins_item(pair[0], pair[1]));
    doubtful.map(|(at, _)| at).collect()
}

/// Lines that belong to one paragraph as one. A number that was broken at the end of a full line is one
/// number again; below a shorter line another one begins.
pub fn put_together(lines: &[&str]) -> String {
    let widest = lines.iter().map(|line| columns(line)).max().unwrap_or(0);
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let line = joining::tidy(line);
        let full = at > 0 && columns(lines[at - 1]) >= NARROWEST.max(widest.saturating_sub(RAGGED));
        let point = text.trim_end_matches(['.', ',']);
        let behind = line.trim_start_matches(['.', ',', '%', '\u{ff05}', '‰']);
        let in_number = is_digit(point.chars().next_back())
            && (behind.len() < line.len() || is_digit(line.chars().next()))
            && (point.len() == text.len() || is_thousands(&line));
        match full && in_number {
            true => text.push_str(&line),
            false => text = joining::join([text.as_str(), line.as_str()]),
        }
    }
    text
}

/// Whether a line begins with what can stand behind a separator of thousands, or a decimal point.
fn is_thousands(line: &str) -> bool {
    line.chars().take_while(char::is_ascii_digit).count() == 3
}

/// What stands for a placeholder, about as wide as what it is filled with.
const FIGURE: &str = "{12}";

/// A line with its placeholders cut down to [`FIGURE`]; one that is open stays.
fn filled(line: &str) -> Cow<'_, str> {
    let mut filled = Cow::Borrowed(line);
    while let Some((before, rest)) = filled.split_once("{{")
        && let Some((_, behind)) = rest.split_once("}}")
    {
        filled = Cow::Owned(format!("{before}{FIGURE}{behind}"));
    }
    filled
}

/// Whether a placeholder is open at the end of a line; it stands on one line.
fn in_placeholder(line: &str) -> bool {
    line.rfind("{{") > line.rfind("}}")
}

/// Puts lines together where one runs on into the next.
fn group(lines: usize, runs_on: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for at in 0..lines {
        match groups.last_mut() {
            Some(last) if runs_on(at - 1) => last.end = at + 1,
            _ => groups.push(at..at + 1),
        }
    }
    groups
}

/// How a text was wrapped, if it was.
struct Page {
    /// The columns of its widest line, if no line is wider than a page.
    columns: Option<usize>,
    /// No line is full that has fewer columns.
    narrowest: usize,
    /// Whether its paragraphs are indented, so that a line that is not goes on.
    indents: bool,
    /// Whether so many full lines leave their sentence open that one with a full stop at its end is
    /// one of them.
    wrapped: bool,
}

impl Page {
    fn of(lines: &[&str]) -> Self {
        let prose = || lines.iter().copied().filter(|line| !is_row(line));
        let widest = prose().map(columns).max().unwrap_or(0);
        let paragraphs = prose().filter(|line| ends_sentence(line) || columns(line) + RAGGED >= widest);
        let (indented, flush): (Vec<&str>, Vec<&str>) = paragraphs.partition(|line| is_indented(line));
        let indents = indented.len() >= 2 && !flush.is_empty();
        let narrowest = if indents { NARROWEST } else { *PAGE.start() };
        let mut page = Self {
            columns: (narrowest..=*PAGE.end()).contains(&widest).then_some(widest),
            narrowest,
            indents,
            wrapped: false,
        };
        let open = lines.windows(2).filter(|pair| page.leaves_open(pair[0], pair[1]));
        page.wrapped = open.count() >= OPEN;
        page
    }

    /// Whether a program has broken the text between these lines: nothing more had room on the
    /// first, and its sentence goes on.
    fn runs_on(&self, above: &str, below: &str) -> bool {
        let goes_on =
            self.wrapped && self.is_full(above, below, 0) || self.indents && self.is_full(above, below, SLACK);
        in_placeholder(above) && !is_blank_line(below)
            || self.leaves_open(above, below)
            || self.is_taken_up(above, below)
            || goes_on
    }

    /// Whether paragraphs are indented and the line below is not, while the one above leaves its
    /// sentence open, however short it is: so it looks where somebody has broken the lines by hand.
    fn is_taken_up(&self, above: &str, below: &str) -> bool {
        let is_prose = ![above, below]
            .into_iter()
            .any(|line| is_row(line) || is_blank_line(line));
        let is_sentence = [above, below].iter().any(|line| line.contains(PAUSES));
        let is_full = self.columns.is_some_and(|widest| columns(above) + RAGGED >= widest);
        let is_closed = above.trim_end_matches(is_blank).ends_with(['\u{ff1a}', ':']) || has_full_stop(above);
        let is_open = !is_closed && !is_title(above.trim_matches(is_blank));
        // A few words may be a heading without a number.
        let is_long = above.contains(FIGURE) || self.columns.is_some_and(|widest| columns(above) * 2 >= widest);
        // A heading is not broken before its line is full, and has a pause in it then.
        let is_heading = label::heading_level(above.trim_matches(is_blank)) > 0
            && !(is_indented(above) && above.contains(PAUSES) && self.is_full(above, below, SLACK));
        self.indents
            && is_long
            && is_prose
            && (is_sentence || is_full)
            && is_open
            && !is_heading
            && !below.starts_with(is_blank)
    }

    fn leaves_open(&self, above: &str, below: &str) -> bool {
        let is_sentence = [above, below].iter().any(|line| line.contains(PAUSES));
        let is_heading = label::heading_level(above.trim_matches(is_blank)) > 0;
        is_sentence
            && !is_title(above.trim_end_matches(is_blank))
            && !is_heading
            && !has_full_stop(above)
            && self.is_full(above, below, SLACK)
    }

    /// Whether it cannot be told if the first of these lines ends its paragraph: it is full, and ends
    /// with a full stop.
    fn is_doubtful(&self, above: &str, below: &str) -> bool {
        self.wrapped && !self.indents && has_full_stop(above) && self.is_full(above, below, 0)
    }

    /// Whether what the line below begins with had no room above.
    fn is_full(&self, above: &str, below: &str, slack: usize) -> bool {
        let is_prose = ![above, below]
            .into_iter()
            .any(|line| is_row(line) || is_blank_line(line));
        let room = |page| columns(above) + columns(first_piece(below)) + slack > page;
        let is_line = (self.narrowest..=*PAGE.end()).contains(&columns(above));
        is_prose && !below.starts_with(is_blank) && is_line && self.columns.is_some_and(room)
    }
}

/// What stands within a sentence, or ends one.
const PAUSES: [char; 5] = ['\u{ff0c}', '、', '。', '\u{ff1b}', ','];

/// Whether a line may be the title of a report.
fn is_title(line: &str) -> bool {
    !line.contains(PAUSES) && ["报告", "年报"].iter().any(|end| line.ends_with(end))
}

/// So many open lines make a text a wrapped one.
const OPEN: usize = 3;

/// Whether a line may be the row of a table.
fn is_row(line: &str) -> bool {
    // One at a time: that is a search of memory, where several are a look at each character.
    let is_in = |line: &str| line.contains('\t') || line.contains('|') || line.contains('\u{ff5c}');
    is_in(line) && is_in(line.trim_matches(is_blank))
}

fn has_full_stop(line: &str) -> bool {
    let line = line.trim_end_matches(is_blank).trim_end_matches(CLOSING);
    line.ends_with(['。', '\u{ff01}', '\u{ff1f}', '.', '!', '?'])
}

/// Whether a break by hand between these lines ends the paragraph.
fn ends_paragraph(above: &str, below: &str) -> bool {
    let (above, below) = (above.trim_matches(is_blank), below.trim_matches(is_blank));
    if is_title(above) || is_row(above) || is_row(below) {
        return true;
    }
    let is_heading = label::heading_level(above) > 0;
    // A heading that is broken itself goes on with a few words.
    let goes_on = !ends_sentence(below) && (WORD + 1..=HEADING_MAX / 2).contains(&below.chars().count());
    ends_sentence(above) || (is_heading && !goes_on)
}

/// Whether a line begins a paragraph by its marker, and the one before does not leave a
/// list of things open.
fn begins_item(above: &str, below: &str) -> bool {
    let open = above
        .trim_end_matches(is_blank)
        .ends_with(['\u{ff0c}', '、', ',', '\u{ff08}', '(']);
    let below = below.trim_start_matches(is_blank);
    !open && (label::marker(below).is_some() || is_labelled(below) || below.starts_with(|c| ('①'..='⑳').contains(&c)))
}

/// What can stand behind the end of a sentence.
const CLOSING: [char; 5] = ['”', '"', '\u{ff09}', ')', '’'];

/// Whether a line begins as `电话：` does.
fn is_labelled(line: &str) -> bool {
    let label = line.split(['\u{ff1a}', ':']).next().unwrap_or_default();
    let length = label.chars().count();
    label.len() < line.len() && (2..=LABEL).contains(&length) && label.chars().all(is_han)
}

/// So many characters a label has at most.
const LABEL: usize = 6;

fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(is_blank).trim_end_matches(CLOSING);
    line.ends_with([
        '。', '\u{ff01}', '\u{ff1f}', '\u{ff1a}', '\u{ff1b}', '.', ':', ';', '!', '?',
    ])
}

/// Whether every paragraph of the file is broken over several lines by a program that
/// wraps at a column, and blank lines separate the paragraphs.
///
/// To be sure, all of these must hold: no line is wider than a page; at least three
/// lines are followed by another one without a blank line between; all of those are
/// about as wide as the widest line; none of the lines they run on into is indented;
/// and most of them do not end as a sentence does. One short line directly above
/// another (a heading without a blank line, an address, a list) and it is not so.
fn is_wrapped_by_blanks(lines: &[&str]) -> bool {
    let joints = lines
        .windows(2)
        .filter(|pair| !is_blank_line(pair[0]) && !is_blank_line(pair[1]));
    let widest = lines.iter().map(|line| columns(line)).max().unwrap_or(0);
    is_wrapped(joints, widest)
}

/// The same of lines that stand below one another.
fn is_wrapped_through(lines: &[&str]) -> bool {
    let widest = lines.iter().map(|line| columns(line)).max().unwrap_or(0);
    is_wrapped(lines.windows(2), widest)
}

fn is_wrapped<'a>(joints: impl Iterator<Item = &'a [&'a str]>, widest: usize) -> bool {
    let (mut all, mut open) = (0, 0);
    for pair in joints {
        let (above, below) = (pair[0], pair[1]);
        if columns(above) + RAGGED < widest || below.starts_with(is_blank) {
            return false;
        }
        all += 1;
        open += usize::from(!ends_sentence(above));
    }
    PAGE.contains(&widest) && all >= 3 && open * 2 > all
}

/// Whether white space stands before a line, as before the first of a paragraph.
fn is_indented(line: &str) -> bool {
    let blanks = line.chars().take_while(|c| is_blank(*c));
    let width = |c| if c == '\t' { INDENT } else { usize::from(is_wide(c)) + 1 };
    blanks.map(width).sum::<usize>() >= INDENT && !is_blank_line(line)
}

fn is_blank_line(line: &str) -> bool {
    line.chars().all(is_blank)
}

/// The first character of a line with the punctuation that cannot stand before a break, or
/// its first Western word.
fn first_piece(line: &str) -> &str {
    let line = line.trim_start_matches(is_blank);
    let mut chars = line.char_indices();
    let Some((_, first)) = chars.next() else { return line };
    let ends = |c: char| match is_wide(first) {
        true => !matches!(
            c,
            '\u{ff0c}' | '。' | '、' | '\u{ff1b}' | '\u{ff1a}' | '》' | '”' | '\u{ff09}'
        ),
        false => is_wide(c) || c.is_whitespace(),
    };
    let end = chars.find(|(_, c)| ends(*c)).map_or(line.len(), |(at, _)| at);
    &line[..end]
}

fn columns(line: &str) -> usize {
    let line = line.trim_end_matches(is_blank);
    line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_broken_at_the_end_of_a_line_is_one_number() {
        let full = "统计期限自二〇二四年一月至十二月，共收到";
        for (end, begin, number) in [
            ("20", "24年", "2024年"),
            ("12,", "345件", "12,345件"),
            ("96", ".5%", "96.5%"),
            ("96", "%", "96%"),
            ("2023,", "2024年", "2023, 2024年"),
        ] {
            let above = format!("{full}{end}");
            assert_eq!(put_together(&[&above, begin]), format!("{full}{number}"));
        }
        assert_eq!(put_together(&["电话：12345", "12346"]), "电话：12345 12346");
        assert_eq!(put_together(&["\u{3000}\u{3000}公开", "目录"]), "公开目录");
    }
}
