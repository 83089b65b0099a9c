//! Text in pieces becomes one line: Chinese is written without spaces, so a line
//! break inside a paragraph leaves nothing behind, except between Western words. Where a
//! paragraph ends is for [`crate::breaks`] to tell.

use crate::width::{is_blank, is_enclosed, is_wide};

/// A line without the indents and stray spaces of hand-made layout; a tab or line
/// break inside is a space.
pub fn tidy(text: &str) -> String {
    text.trim_matches(is_blank)
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// The lines as one, without what is between them: the end of a line and the indent of
/// the next are no part of the text.
pub fn join<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
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

/// A text with the number an automatic list shows before it.
pub fn numbered(number: &str, text: &str) -> String {
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
