//! Text in pieces becomes one line: Chinese is written without spaces, so a line
//! break inside a paragraph leaves nothing behind, except between Western words.

use crate::breaks;
use crate::width::{is_blank, is_enclosed, is_wide};

/// A text under construction: lines, broken without ending the paragraph.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    /// The lines, with `\n` between.
    text: String,
}

impl Flow {
    /// Adds text as it stands.
    pub(crate) fn push(&mut self, piece: &str) {
        // A line break in the file is white space; only `push_break` breaks a line.
        self.text.extend(piece.chars().map(|c| if c == '\n' { ' ' } else { c }));
    }

    /// Breaks the line without ending the paragraph.
    pub(crate) fn push_break(&mut self) {
        self.text.push('\n');
    }

    /// Whether nothing visible was added.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.chars().all(is_blank)
    }

    /// All of it as one line, tidied.
    pub(crate) fn finish(self) -> String {
        join(self.text.split('\n'))
    }

    /// Its paragraphs, where a break ends one, each as one line; the number of breaks
    /// before each goes with it.
    pub(crate) fn paragraphs(self) -> Vec<(usize, String)> {
        let lines: Vec<&str> = self.text.split('\n').collect();
        let filled: Vec<usize> = (0..lines.len())
            .filter(|at| !lines[*at].chars().all(is_blank))
            .collect();
        let texts: Vec<&str> = filled.iter().map(|at| lines[*at]).collect();
        let groups = breaks::paragraphs(&texts).into_iter();
        groups
            .map(|group| {
                let text = match texts[group.clone()] {
                    // A row of a table keeps its tabs.
                    [alone] if alone.trim_matches(is_blank).contains('\t') => alone.to_owned(),
                    [alone] => tidy(alone),
                    ref lines => join(lines.iter().copied()),
                };
                (filled[group.start], text)
            })
            .collect()
    }
}

/// A line without the indents and stray spaces of hand-made layout; a tab or line
/// break inside is a space.
pub(crate) fn tidy(text: &str) -> String {
    text.trim_matches(is_blank)
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// The lines as one, without what is between them: the end of a line and the indent of
/// the next are no part of the text.
pub(crate) fn join<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for line in lines {
        let line = line.trim_matches(is_blank);
        let (Some(right), left) = (line.chars().next(), text.chars().next_back()) else {
            continue;
        };
        if left.is_some_and(|left| needs_space(left, right)) {
            text.push(' ');
        }
        text.push_str(line);
    }
    tidy(&text)
}

/// Adds a line to a text of lines, unless it is empty.
pub(crate) fn append(text: &mut String, line: &str) {
    if !text.is_empty() && !line.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
}

/// A text with the number an automatic list shows before it.
pub(crate) fn numbered(number: &str, text: &str) -> String {
    let (Some(last), Some(first)) = (number.chars().next_back(), text.chars().next()) else {
        return text.to_owned();
    };
    // `第一章 总则`: a number that does not end in punctuation stands apart.
    let apart = (last.is_alphanumeric() && !is_enclosed(last)) || needs_space(last, first);
    format!("{number}{}{text}", if apart { " " } else { "" })
}

fn needs_space(left: char, right: char) -> bool {
    !is_wide(left) && !is_wide(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_leaves_a_space_between_western_words_only() {
        let joined = [
            (["政府信息", "公开"], "政府信息公开"),
            (["坚持“公开为常态”", "Word 文档"], "坚持“公开为常态”Word 文档"),
            (["annual", "report"], "annual report"),
            (["annual ", "  report"], "annual report"),
            (["共收到", "6件"], "共收到6件"),
            (["AEO", "企业"], "AEO企业"),
            (["2020,", "2021"], "2020, 2021"),
            (["", "无。"], "无。"),
            (
                ["\u{3000}\u{3000}依法\u{3000}", "\u{200b}\u{3000}公开\u{a0}"],
                "依法公开",
            ),
        ];
        for (pieces, expected) in joined {
            assert_eq!(join(pieces), expected);
        }
    }

    #[test]
    fn spaces_inside_stay_and_tabs_become_spaces() {
        assert_eq!(
            tidy("\u{feff}\t电话:\t12360 \u{3000}转 2\u{200d}\n"),
            "电话: 12360 \u{3000}转 2"
        );
        let mut flow = Flow::default();
        for piece in ["共", " ", "6 件"] {
            flow.push(piece);
        }
        assert_eq!(flow.finish(), "共 6 件");
    }

    #[test]
    fn a_number_stands_apart_where_it_would_run_into_the_text() {
        let numbered = [
            ("一、", "总体情况"),
            ("1.", "夯实"),
            ("1.", "2020年"),
            ("第一章", "总则"),
            ("①", "其他"),
            ("", "无"),
        ]
        .map(|(number, text)| numbered(number, text));
        assert_eq!(
            numbered,
            ["一、总体情况", "1.夯实", "1. 2020年", "第一章 总则", "①其他", "无"]
        );
    }
}
