//! A column of text as spreadsheet programs save it (RFC 4180): one cell a line, in quotes where
//! it holds a comma, a quote or a line break, or always. It has no delimiter to be told by.

/// Excel's own first line, `sep=;`, that says what delimits: the delimiter, and the text below it.
pub fn declared(text: &str) -> Option<(char, &str)> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim_end_matches('\r').trim_matches('"');
    let (name, mut delimiter) = (first.get(..4)?, first.get(4..)?.chars());
    let declared = delimiter.next()?;
    (name.eq_ignore_ascii_case("sep=") && delimiter.next().is_none()).then_some((declared, rest))
}

/// The lines of a text that is one column of cells, each with the number it has in an editor, or
/// `None` if the quotes in it are those of somebody who writes.
///
/// A cell of several lines gives several. Nothing was saved as a column in which no cell had
/// to be quoted, or all are: then a quoted line is a quotation.
pub fn column(text: &str) -> Option<Vec<(usize, String)>> {
    let (is_declared, text) = match declared(text) {
        Some((_, rest)) => (true, rest),
        None => (false, text),
    };
    let mut column = Column::default();
    let mut line = usize::from(is_declared);
    let mut rest = text;
    while !rest.is_empty() {
        let (cell, after) = match rest.strip_prefix('"') {
            Some(quoted) => {
                let end = closing_quote(quoted)?;
                let after = quoted[end + 1..].trim_start_matches([' ', '\t']);
                if !after.is_empty() && !after.starts_with('\n') {
                    return None;
                }
                column.quoted(&quoted[..end]);
                (
                    quoted[..end].replace("\"\"", "\""),
                    after.strip_prefix('\n').unwrap_or(after),
                )
            }
            None => {
                let (cell, after) = rest.split_once('\n').unwrap_or((rest, ""));
                column.bare += usize::from(!cell.trim().is_empty());
                (cell.to_owned(), after)
            }
        };
        for (at, part) in cell.split('\n').enumerate() {
            column.lines.push((line + at + 1, part.to_owned()));
        }
        line += rest[..rest.len() - after.len()].matches('\n').count();
        rest = after;
    }
    (is_declared || column.is_saved()).then_some(column.lines)
}

#[derive(Default)]
struct Column {
    lines: Vec<(usize, String)>,
    /// Cells in quotes, and those of them that need quotes.
    quoted: usize,
    needed: usize,
    /// Filled cells without quotes.
    bare: usize,
}

impl Column {
    fn quoted(&mut self, content: &str) {
        self.quoted += 1;
        self.needed += usize::from(content.contains([',', ';', '\t', '\n', '"']));
    }

    fn is_saved(&self) -> bool {
        self.quoted > 0 && (self.needed == self.quoted || self.bare == 0 && self.quoted > 1)
    }
}

/// Where the quote that ends a cell stands; two quotes are one of the text.
fn closing_quote(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find('"')?;
        if !text[at + 1..].starts_with('"') {
            return Some(at);
        }
        from = at + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Option<Vec<(usize, String)>> {
        column(text)
    }

    #[test]
    fn quotes_of_a_program_are_no_text() {
        let columns: [(&str, &[(usize, &str)]); 5] = [
            (
                "一、\n\"分三类,每类\"\n完。\n",
                &[(1, "一、"), (2, "分三类,每类"), (3, "完。")],
            ),
            ("\"设\"\"公示\"\"栏\"\n\n", &[(1, "设\"公示\"栏"), (2, "")]),
            ("\"甲\n乙\"\n丙", &[(1, "甲"), (2, "乙"), (3, "丙")]),
            ("\"一、\"\n\"二\"\n", &[(1, "一、"), (2, "二")]),
            ("sep=;\n一\n\"二\"\n", &[(2, "一"), (3, "二")]),
        ];
        for (text, expected) in columns {
            let expected: Vec<_> = expected
                .iter()
                .map(|(line, text)| (*line, (*text).to_owned()))
                .collect();
            assert_eq!(lines(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn quotes_of_a_writer_are_text() {
        for text in [
            "",
            "一\n二\n",
            "\"放管服\"改革\n",
            "\"公开为常态\"\n做到了。\n",
            "\"未完,\n待续\n",
        ] {
            assert_eq!(lines(text), None, "{text}");
        }
    }

    #[test]
    fn the_first_line_may_say_what_delimits() {
        assert_eq!(declared("sep=,\n一"), Some((',', "一")));
        assert_eq!(declared("\"SEP=;\"\n"), Some((';', "")));
        assert_eq!(declared("sep=\t\n"), Some(('\t', "")));
        for text in ["sep=", "sep=ab\n", "seq=,", "一"] {
            assert_eq!(declared(text), None, "{text}");
        }
    }
}
