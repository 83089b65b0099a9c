//! One line as it stands on a page: how wide it is, how it begins and how it ends. What stands above
//! or below is not asked.

use std::borrow::Cow;
use std::ops::Range;

use crate::chars::is_han;
use crate::label;
use crate::width::{is_blank, is_wide};

/// So many columns of white space before a line are an indent.
const INDENT: usize = 2;
/// What stands for a placeholder, about as wide as what it is filled with.
const FIGURE: &str = "{12}";
/// So many characters a label has at most.
const LABEL: usize = 6;
/// What stands within a sentence, or ends one.
const PAUSES: [char; 5] = ['\u{ff0c}', '、', '。', '\u{ff1b}', ','];
/// What can stand behind the end of a sentence.
const CLOSING: [char; 5] = ['”', '"', '\u{ff09}', ')', '’'];

/// A line, measured once: a line is looked at beside the one above and the one below it, by several
/// questions each.
pub(super) struct Line<'a> {
    text: Cow<'a, str>,
    /// Where its words are in the text: what is blank before and behind them is not in it.
    words: Range<usize>,
    /// How many columns it has, without what is blank at its end.
    pub(super) columns: usize,
    /// Whether it may be the row of a table.
    pub(super) is_row: bool,
    /// Whether something stands in it that stands within a sentence, or ends one.
    pub(super) has_pause: bool,
    /// Whether it ends with a full stop.
    pub(super) has_full_stop: bool,
    /// Whether it ends as a sentence does, or as what leads to a list.
    pub(super) ends_sentence: bool,
}

impl<'a> Line<'a> {
    pub(super) fn of(line: &'a str) -> Self {
        Self::measured(Cow::Borrowed(line))
    }

    /// The same with its placeholders cut down to [`FIGURE`]; one that is open stays.
    pub(super) fn filled(line: &'a str) -> Self {
        Self::measured(fill(line).map_or(Cow::Borrowed(line), Cow::Owned))
    }

    fn measured(text: Cow<'a, str>) -> Self {
        let end = text.trim_end_matches(is_blank).len();
        let begin = end - text[..end].trim_start_matches(is_blank).len();
        let words = &text[begin..end];
        let closed = words.trim_end_matches(CLOSING);
        let has_full_stop = closed.ends_with(['。', '\u{ff01}', '\u{ff1f}', '.', '!', '?']);
        Self {
            columns: columns(&text[..end]),
            is_row: is_row(words),
            has_pause: words.contains(PAUSES),
            has_full_stop,
            ends_sentence: has_full_stop || closed.ends_with(['\u{ff1a}', '\u{ff1b}', ':', ';']),
            words: begin..end,
            text,
        }
    }

    /// Its words, without what is blank before and behind.
    pub(super) fn words(&self) -> &str {
        &self.text[self.words.clone()]
    }

    pub(super) fn is_blank(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether white space in any form stands before it.
    pub(super) fn begins_blank(&self) -> bool {
        self.words.start > 0 || self.is_blank()
    }

    /// Whether so much white space stands before it as before the first line of a paragraph.
    pub(super) fn is_indented(&self) -> bool {
        let width = |c| if c == '\t' { INDENT } else { usize::from(is_wide(c)) + 1 };
        self.text[..self.words.start].chars().map(width).sum::<usize>() >= INDENT
    }

    /// Whether it is the heading of a part.
    pub(super) fn is_heading(&self) -> bool {
        label::heading_level(self.words()) > 0
    }

    /// Whether it may be the title of a report.
    pub(super) fn is_title(&self) -> bool {
        !self.has_pause && ["报告", "年报"].iter().any(|end| self.words().ends_with(end))
    }

    /// Whether a list or a bracket is open at its end.
    pub(super) fn leaves_list_open(&self) -> bool {
        self.words().ends_with(['\u{ff0c}', '、', ',', '\u{ff08}', '('])
    }

    /// Whether it leads to what stands below it.
    pub(super) fn leads(&self) -> bool {
        self.words().ends_with(['\u{ff1a}', ':'])
    }

    /// Whether it begins as an item of a list does, by its marker or its label.
    pub(super) fn is_item(&self) -> bool {
        let words = self.words();
        label::marker(words).is_some() || is_labelled(words) || words.starts_with(|c| ('①'..='⑳').contains(&c))
    }

    /// Whether something was cut down to [`FIGURE`] in it.
    pub(super) fn has_figure(&self) -> bool {
        self.words().contains(FIGURE)
    }

    /// Whether a placeholder is open at its end; it stands on one line.
    pub(super) fn in_placeholder(&self) -> bool {
        self.words().rfind("{{") > self.words().rfind("}}")
    }

    /// The columns of its first character with the punctuation that cannot stand before a break, or
    /// of its first Western word.
    pub(super) fn first_piece(&self) -> usize {
        columns(first_piece(self.words()))
    }
}

/// A line with its placeholders cut down, if it has any.
fn fill(line: &str) -> Option<String> {
    let mut filled: Option<String> = None;
    while let Some((before, rest)) = filled.as_deref().unwrap_or(line).split_once("{{")
        && let Some((_, behind)) = rest.split_once("}}")
    {
        filled = Some(format!("{before}{FIGURE}{behind}"));
    }
    filled
}

/// Whether a line may be the row of a table: something parts it within.
fn is_row(words: &str) -> bool {
    // One at a time: that is a search of memory, where several are a look at each character.
    words.contains('\t') || words.contains('|') || words.contains('\u{ff5c}')
}

/// Whether a line begins as `电话：` does.
fn is_labelled(line: &str) -> bool {
    let label = line.split(['\u{ff1a}', ':']).next().unwrap_or_default();
    let length = label.chars().take(LABEL + 1).count();
    label.len() < line.len() && (2..=LABEL).contains(&length) && label.chars().all(is_han)
}

fn first_piece(line: &str) -> &str {
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

/// How many columns a text has, of which a Chinese character takes two; what is blank at its end
/// takes none.
pub(super) fn columns(text: &str) -> usize {
    let text = text.trim_end_matches(is_blank);
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}
