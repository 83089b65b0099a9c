//! Text in a terminal: its width, its lines, its colours.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use nianbao_check::Severity;
use nianbao_model::chars::turns_direction;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A text from outside made safe to print: control characters, which could drive the
/// terminal, and characters that turn the direction of writing, which could show other
/// words than are there, become escapes.
pub fn printable(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() || moves_text(c) {
            safe.extend(c.escape_default());
        } else {
            safe.push(c);
        }
    }
    safe
}

/// Whether a character moves what follows it: to another direction, or to another line.
fn moves_text(c: char) -> bool {
    turns_direction(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// What a text is, by which it gets its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The name of a sheet or file.
    Header,
    /// A word or figure of a finding of this severity that must be seen.
    Severity(Severity),
    /// What only some need.
    Aside,
    /// What a finding also points at.
    Involved,
}

/// Gives texts their colours, or leaves them as they are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    pub(crate) color: bool,
}

impl Paint {
    /// The text in the colour of its role.
    pub(crate) fn paint(self, role: Role, text: &str) -> String {
        if !self.color || text.is_empty() {
            return text.to_owned();
        }
        let style = match role {
            Role::Header => Style::new().bold().underline(),
            Role::Severity(severity) => {
                let color = match severity {
                    Severity::Error => AnsiColor::Red,
                    Severity::Warning => AnsiColor::Yellow,
                    Severity::Note => AnsiColor::Cyan,
                };
                Style::new().bold().fg_color(Some(color.into()))
            }
            Role::Aside => Style::new().dimmed(),
            Role::Involved => Style::new().bold(),
        };
        format!("{style}{text}{style:#}")
    }
}

/// How many columns a text without colours takes.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// The text in lines of at most `width` columns, the first and the others after these
/// indents. No line begins with closing punctuation. Colours count nothing.
pub fn wrap(text: &str, width: usize, first: &str, others: &str) -> Vec<String> {
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(others)
        .word_separator(WordSeparator::UnicodeBreakProperties)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    let lines = textwrap::wrap(text, options);
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// The text cut to at most `width` columns, with `…` for what is left out.
pub(crate) fn shorten(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        short.push(c);
    }
    short.trim_end().to_owned() + "…"
}

/// Spaces that bring a text to `width` columns.
pub(crate) fn padding(text: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(columns(text)))
}

/// Rows of text in aligned columns; a Chinese character is two wide.
pub fn aligned(rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for row in rows {
        let last = row.len().saturating_sub(1);
        for (at, cell) in row.iter().enumerate() {
            let widest = rows
                .iter()
                .filter_map(|row| row.get(at))
                .map(|cell| cell.width())
                .max()
                .unwrap_or_default();
            let padding = if at == last { 0 } else { widest - cell.width() + 2 };
            let _ = write!(text, "{cell}{}", " ".repeat(padding));
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_shown_and_not_sent() {
        assert_eq!(printable("年报\u{1b}[31m\n.xlsx"), "年报\\u{1b}[31m\\n.xlsx");
        assert_eq!(printable("a\u{202e}b\u{2028}“—”"), "a\\u{202e}b\\u{2028}“—”");
    }

    #[test]
    fn no_line_is_too_wide_or_begins_with_closing_punctuation() {
        let text = "“（一）予以公开”行：自然人 4 + 商业企业 1 = 5，总计 6，应为 5。请核对（含附件《说明》），“改正”后再报；谢谢！";
        for width in 24..90 {
            for line in wrap(text, width, "  ", "    ") {
                assert!(columns(&line) <= width, "{width}: {line}");
                let first = line.trim_start().chars().next().unwrap();
                assert!(!"，。；：！）》”、".contains(first), "{width}: {line}");
                assert!(!line.ends_with(['（', '《', '“']), "{width}: {line}");
            }
        }
    }

    #[test]
    fn colours_take_no_room() {
        let paint = Paint { color: true };
        let red = paint.paint(Role::Severity(Severity::Error), "十六");
        let lines = wrap(&format!("新收{red}件申请"), 10, "", "");
        assert_eq!(lines, [format!("新收{red}件"), "申请".to_owned()]);
        assert_eq!(Paint { color: false }.paint(Role::Header, "表"), "表");
    }

    #[test]
    fn what_is_too_long_is_cut_by_columns() {
        let short = [4, 5, 6, 20].map(|width| shorten("自然人申请", width));
        assert_eq!(short, ["自…", "自然…", "自然…", "自然人申请"]);
    }
}
