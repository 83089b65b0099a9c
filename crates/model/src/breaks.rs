//! Where a line that is broken by hand, or by a program that wraps text at a column, ends
//! its paragraph. What a line means is not asked beyond its marker and its end.

mod line;

use std::ops::Range;

use crate::joining;
use crate::label::HEADING_MAX;
use line::{Line, columns};

/// The narrowest and widest page, in columns of which a Chinese character takes two,
/// that a program wraps lines to.
const PAGE: std::ops::RangeInclusive<usize> = 40..=100;
/// The narrowest one whose paragraphs are indented, so that less can be mistaken.
const NARROWEST: usize = 20;
/// So many columns a line can be shorter than what would have fitted: not all characters
/// of a page are as wide as here.
const SLACK: usize = 4;
/// How much shorter than the widest a wrapped line is at most, in a file that is wrapped all through.
const RAGGED: usize = 14;
/// A line below a heading that is no longer than this is a text of its own (`无`).
const WORD: usize = 4;
/// So many open lines make a text a wrapped one.
const OPEN: usize = 3;

/// The paragraphs that lines broken by hand belong to, which stand below one another in
/// one paragraph of the file. A break ends a paragraph where a sentence has ended, and
/// where a heading or an item begins or has ended.
pub fn paragraphs(lines: &[&str]) -> Vec<Range<usize>> {
    let lines: Vec<Line<'_>> = lines.iter().map(|line| Line::of(line)).collect();
    let page = Page::of(&lines);
    let wrapped = is_wrapped_through(&lines);
    group(lines.len(), |at| {
        let (above, below) = (&lines[at], &lines[at + 1]);
        (wrapped || page.runs_on(above, below) || !ends_paragraph(above, below)) && !begins_item(above, below)
    })
}

/// How the lines of a file belong together where a line is a paragraph, but for those that a program
/// has wrapped.
#[derive(Debug, Default)]
pub struct Unwrapped {
    /// The lines of each paragraph.
    pub paragraphs: Vec<Range<usize>>,
    /// The lines of which it cannot be told whether they end their paragraph; they are read as if
    /// they did not.
    pub doubtful: Vec<usize>,
}

/// Finds out whether a program has wrapped the lines of a file, and undoes it.
pub fn unwrapped(lines: &[&str]) -> Unwrapped {
    let lines: Vec<Line<'_>> = lines.iter().map(|line| Line::filled(line)).collect();
    if is_wrapped_by_blanks(&lines) {
        return Unwrapped {
            paragraphs: group(lines.len(), |at| !lines[at].is_blank() && !lines[at + 1].is_blank()),
            doubtful: Vec::new(),
        };
    }
    let page = Page::of(&lines);
    Unwrapped {
        paragraphs: page.paragraphs(&lines),
        doubtful: page.doubtful(&lines),
    }
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
    fn of(lines: &[Line<'_>]) -> Self {
        let prose = || lines.iter().filter(|line| !line.is_row);
        let widest = prose().map(|line| line.columns).max().unwrap_or(0);
        let paragraphs = prose().filter(|line| line.ends_sentence || line.columns + RAGGED >= widest);
        let (indented, flush): (Vec<_>, Vec<_>) = paragraphs.partition(|line| line.is_indented());
        let indents = indented.len() >= 2 && !flush.is_empty();
        let narrowest = if indents { NARROWEST } else { *PAGE.start() };
        let mut page = Self {
            columns: (narrowest..=*PAGE.end()).contains(&widest).then_some(widest),
            narrowest,
            indents,
            wrapped: false,
        };
        let open = lines.windows(2).filter(|pair| page.leaves_open(&pair[0], &pair[1]));
        page.wrapped = open.count() >= OPEN;
        page
    }

    fn paragraphs(&self, lines: &[Line<'_>]) -> Vec<Range<usize>> {
        let groups = group(lines.len(), |at| {
            self.runs_on(&lines[at], &lines[at + 1]) && !begins_item(&lines[at], &lines[at + 1])
        });
        let ends = |group: &Range<usize>| {
            let is_begun = self.indents && lines[group.start].is_indented();
            is_begun || lines[group.clone()].last().is_some_and(|line| line.ends_sentence)
        };
        let apart = |of: Range<usize>| {
            let (start, parts) = (of.start, group(of.len(), |at| lines[of.start + at].in_placeholder()));
            parts.into_iter().map(move |part| start + part.start..start + part.end)
        };
        let mut paragraphs = Vec::with_capacity(groups.len());
        for group in groups {
            match group.len() == 1 || ends(&group) {
                true => paragraphs.push(group),
                // What does not end as a sentence in the end are lines of their own: an address, a list.
                false => paragraphs.extend(apart(group)),
            }
        }
        paragraphs
    }

    fn doubtful(&self, lines: &[Line<'_>]) -> Vec<usize> {
        let pairs = lines.windows(2).enumerate();
        let doubtful =
            pairs.filter(|(_, pair)| self.is_doubtful(&pair[0], &pair[1]) && !begins_item(&pair[0], &pair[1]));
        doubtful.map(|(at, _)| at).collect()
    }

    /// Whether a program has broken the text between these lines: nothing more had room on the
    /// first, and its sentence goes on.
    fn runs_on(&self, above: &Line<'_>, below: &Line<'_>) -> bool {
        let goes_on =
            || self.wrapped && self.is_full(above, below, 0) || self.indents && self.is_full(above, below, SLACK);
        above.in_placeholder() && !below.is_blank()
            || self.leaves_open(above, below)
            || self.is_taken_up(above, below)
            || goes_on()
    }

    /// Whether paragraphs are indented and the line below is not, while the one above leaves its
    /// sentence open, however short it is: so it looks where somebody has broken the lines by hand.
    fn is_taken_up(&self, above: &Line<'_>, below: &Line<'_>) -> bool {
        if !self.indents || !is_prose(above, below) || below.begins_blank() {
            return false;
        }
        let is_sentence = above.has_pause || below.has_pause;
        let is_full = self.columns.is_some_and(|widest| above.columns + RAGGED >= widest);
        let is_open = !above.leads() && !above.has_full_stop && !above.is_title();
        // A few words may be a heading without a number.
        let is_long = above.has_figure() || self.columns.is_some_and(|widest| above.columns * 2 >= widest);
        // A heading is not broken before its line is full, and has a pause in it then.
        let is_heading =
            || above.is_heading() && !(above.is_indented() && above.has_pause && self.is_full(above, below, SLACK));
        is_long && (is_sentence || is_full) && is_open && !is_heading()
    }

    fn leaves_open(&self, above: &Line<'_>, below: &Line<'_>) -> bool {
        self.is_full(above, below, SLACK)
            && (above.has_pause || below.has_pause)
            && !above.has_full_stop
            && !above.is_title()
            && !above.is_heading()
    }

    /// Whether it cannot be told if the first of these lines ends its paragraph: it is full, and ends
    /// with a full stop.
    fn is_doubtful(&self, above: &Line<'_>, below: &Line<'_>) -> bool {
        self.wrapped && !self.indents && above.has_full_stop && self.is_full(above, below, 0)
    }

    /// Whether what the line below begins with had no room above.
    fn is_full(&self, above: &Line<'_>, below: &Line<'_>, slack: usize) -> bool {
        let Some(widest) = self.columns else { return false };
        is_prose(above, below)
            && !below.begins_blank()
            && (self.narrowest..=*PAGE.end()).contains(&above.columns)
            && above.columns + below.first_piece() + slack > widest
    }
}

/// Whether neither line is the row of a table, or blank.
fn is_prose(above: &Line<'_>, below: &Line<'_>) -> bool {
    [above, below].iter().all(|line| !line.is_row && !line.is_blank())
}

/// Whether a break by hand between these lines ends the paragraph.
fn ends_paragraph(above: &Line<'_>, below: &Line<'_>) -> bool {
    if above.is_title() || above.is_row || below.is_row {
        return true;
    }
    // A heading that is broken itself goes on with a few words.
    let goes_on = || !below.ends_sentence && (WORD + 1..=HEADING_MAX / 2).contains(&below.words().chars().count());
    above.ends_sentence || (above.is_heading() && !goes_on())
}

/// Whether a line begins a paragraph by its marker, and the one before does not leave a
/// list of things open.
fn begins_item(above: &Line<'_>, below: &Line<'_>) -> bool {
    !above.leaves_list_open() && below.is_item()
}

/// Whether every paragraph of the file is broken over several lines by a program that
/// wraps at a column, and blank lines separate the paragraphs.
///
/// To be sure, all of these must hold: no line is wider than a page; at least three
/// lines are followed by another one without a blank line between; all of those are
/// about as wide as the widest line; none of the lines they run on into is indented;
/// and most of them do not end as a sentence does. One short line directly above
/// another (a heading without a blank line, an address, a list) and it is not so.
fn is_wrapped_by_blanks(lines: &[Line<'_>]) -> bool {
    let joints = lines
        .windows(2)
        .filter(|pair| !pair[0].is_blank() && !pair[1].is_blank());
    is_wrapped(joints, widest(lines))
}

/// The same of lines that stand below one another.
fn is_wrapped_through(lines: &[Line<'_>]) -> bool {
    is_wrapped(lines.windows(2), widest(lines))
}

fn widest(lines: &[Line<'_>]) -> usize {
    lines.iter().map(|line| line.columns).max().unwrap_or(0)
}

fn is_wrapped<'a, 'b: 'a>(joints: impl Iterator<Item = &'a [Line<'b>]>, widest: usize) -> bool {
    let (mut all, mut open) = (0, 0);
    for pair in joints {
        let (above, below) = (&pair[0], &pair[1]);
        if above.columns + RAGGED < widest || below.begins_blank() {
            return false;
        }
        all += 1;
        open += usize::from(!above.ends_sentence);
    }
    PAGE.contains(&widest) && all >= 3 && open * 2 > all
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
