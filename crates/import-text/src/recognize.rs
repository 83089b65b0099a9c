//! Tells Markdown from plain text, and both from markup and from tables, so that
//! exactly one importer takes a file.

use nianbao_plain_text::skip_blanks;

use nianbao_model::width::is_blank;

/// What a text file turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextFormat {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
}

/// The kind of running text these bytes are, or `None` if they are something else.
pub(crate) fn format(bytes: &[u8]) -> Option<TextFormat> {
    let text = nianbao_plain_text::decode(bytes)?;
    if text.starts_with("{\\rtf") || is_markup(&text) || nianbao_plain_text::delimiter(&text).is_some() {
        return None;
    }
    Some(if is_markdown(&text) {
        TextFormat::Markdown
    } else {
        TextFormat::Text
    })
}

/// Whether the text begins as HTML or XML does: with a tag, behind comments if need
/// be. `<<条例>>`, typed for want of `《》`, is no tag.
fn is_markup(text: &str) -> bool {
    let mut rest = skip_blanks(text, is_blank);
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some((_, after)) = comment.split_once("-->") else {
            return true;
        };
        rest = skip_blanks(after, is_blank);
    }
    let mut start = rest.chars();
    start.next() == Some('<')
        && start
            .next()
            .is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '!' | '?' | '/'))
}

/// Whether a line is a heading with `#`, or two are the head of a pipe table.
fn is_markdown(text: &str) -> bool {
    let mut before = "";
    text.lines().any(|line| {
        let found = is_heading(line) || (before.contains('|') && is_delimiter_row(line));
        before = line;
        found
    })
}

/// `## text`, indented by at most three spaces.
fn is_heading(line: &str) -> bool {
    let marks = line.trim_start_matches(' ');
    let text = marks.trim_start_matches('#');
    line.len() - marks.len() <= 3
        && (1..=6).contains(&(marks.len() - text.len()))
        && text.starts_with([' ', '\t'])
        && !text.trim().is_empty()
}

/// `| --- | :-: |`, the line below a table's head.
fn is_delimiter_row(line: &str) -> bool {
    let row = line.trim();
    let cells = row.strip_prefix('|').unwrap_or(row);
    let cells = cells.strip_suffix('|').unwrap_or(cells);
    row.contains('|')
        && cells.split('|').all(|cell| {
            let dashes = cell.trim();
            let dashes = dashes.strip_prefix(':').unwrap_or(dashes);
            let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
            !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_of_one_kind() {
        let kinds = [
            ("", Some(TextFormat::Text)),
            ("一、总体情况\n2020年,重庆海关,坚持公开。\n", Some(TextFormat::Text)),
            ("#标题\n####### 七\n    # 缩进\n# \n", Some(TextFormat::Text)),
            ("<<条例>>实施\n", Some(TextFormat::Text)),
            ("甲|乙\n一|二\n", Some(TextFormat::Text)),
            ("一\n---|---\n", Some(TextFormat::Text)),
            ("前言\n   ## 一、总体情况\n", Some(TextFormat::Markdown)),
            ("项目|数量\n:--|--:\n总计|6\n", Some(TextFormat::Markdown)),
            ("<!-- 草稿 -->\n# 年报\n", Some(TextFormat::Markdown)),
            ("\u{3000}\n<!DOCTYPE html>\n# 年报\n", None),
            ("<!-- saved from url -->\n<html># 年报\n# x\n", None),
            ("&nbsp;<p>一</p>\n", None),
            ("<!-- 未完\n# 年报\n", None),
            ("<?xml version=\"1.0\"?>\n", None),
            ("机关名称\t重庆海关\n年度\t2020\n", None),
            ("# 指标,数值\n热线,56000\n接通率,98.5\n", None),
        ];
        for (text, expected) in kinds {
            assert_eq!(format(text.as_bytes()), expected, "{text}");
        }
        assert_eq!(format(b"PK\x03\x04"), None);
    }
}
