//! What a copied or printed web page shows around its text: the path to it, tools, attached files, the foot. A
//! line that is so worded that it is nothing else is known wherever it stands, the others above the first
//! heading of a part and below the last sentence.

use nianbao_model::form::Form;
use nianbao_model::source::{Line, LineRole, Source};
use nianbao_model::{label, site};

use crate::{headings, properties};

use super::clean;

/// Endings of attached files' names.
const ATTACHMENTS: [&str; 6] = [".pdf", ".docx", ".doc", ".wps", ".xlsx", ".xls"];

/// What a copied web page shows around its text.
pub(super) struct Around {
    /// The line with the first heading of a part.
    begin: usize,
    /// The line from which on everything is the page's.
    footer: Option<usize>,
}

impl Around {
    /// Of the lines of a file; those that `is_left_out` are not looked at.
    pub(super) fn of(source: &Source, form: &Form, is_left_out: impl Fn(usize) -> bool) -> Self {
        let lines = source.lines.iter().enumerate();
        let is_own = |(at, line): &(usize, &Line)| line.role != LineRole::Furniture && !is_left_out(*at);
        let own: Vec<(usize, String)> = lines.filter(is_own).map(|(at, line)| (at, clean(&line.text))).collect();
        let is_heading = |text: &str| headings::opened(text, form).is_some();
        // What a sentence or the heading of a part follows is no footer.
        let last = own
            .iter()
            .rposition(|(_, text)| text.ends_with('。') || is_heading(text));
        let rest = own.get(last.map_or(0, |last| last + 1)..).unwrap_or_default();
        let heading = own.iter().find(|(_, text)| is_heading(text));
        Self {
            begin: heading.map_or(0, |(at, _)| *at),
            footer: rest.iter().find(|(_, text)| is_footer(text)).map(|(at, _)| *at),
        }
    }

    /// Whether a line is not the text's.
    pub(super) fn has(&self, at: usize, text: &str, is_first: bool) -> bool {
        let in_footer = !is_first && self.footer.is_some_and(|footer| at >= footer);
        let is_above = (at < self.begin || is_first) && (properties::are_items(text) || is_tool(text));
        in_footer || is_above || is_attachment(text) || site::is_bare_tool(text)
    }
}

/// A line of the page's own over the text; the day alone may be the report's.
fn is_tool(text: &str) -> bool {
    site::is_tool(text) || (site::is_dated(text) && text.split_whitespace().nth(1).is_some())
}

/// A line by which the end of a web page's text is known. Who owns and keeps the page is named
/// behind a mark; without one it is the subject of a sentence.
fn is_footer(text: &str) -> bool {
    const SUBJECTS: [&str; 4] = ["主办单位", "承办单位", "版权所有", "关于我们"];
    let names_owner = SUBJECTS.iter().any(|subject| text.starts_with(subject));
    site::is_bare_tool(text) || site::is_tool(text) && !names_owner
}

/// The list of attached files under a web page's text.
fn is_attachment(text: &str) -> bool {
    let rest = text
        .strip_prefix("附件")
        .unwrap_or(text)
        .trim_start_matches([':', '\u{ff1a}']);
    let lower = rest.to_lowercase();
    let is_named = |ending: &str| {
        let after = lower.rsplit_once(ending).map(|(_, after)| after);
        after.is_some_and(|after| after.is_empty() || after.starts_with(['(', '\u{ff08}']) && !after.contains('。'))
    };
    (rest.is_empty() && text != rest) || ATTACHMENTS.iter().any(|ending| is_named(ending)) || is_size(&lower)
}

/// The size of an attached file, with or without its name: `年报.pdf（PDF，532 KB）`.
fn is_size(lower: &str) -> bool {
    let is_short = lower.chars().count() <= label::HEADING_MAX && !lower.contains('。');
    let bare = lower.trim_end_matches([')', '\u{ff09}', ']', '】']);
    let number = ["kb", "mb", "k", "m"].iter().find_map(|unit| bare.strip_suffix(unit));
    is_short && number.is_some_and(|number| number.trim_end().ends_with(|c: char| c.is_ascii_digit()))
}
