//! Marks that Markdown takes for emphasis and a Chinese text means as they stand: a
//! single `~` between numbers (`1~3月`), and what stands inside a placeholder
//! (`{{ 甲*乙 }}`).

use std::ops::Range;

/// Where the placeholders of a text are.
pub(super) struct Literals<'a> {
    text: &'a str,
    placeholders: Vec<Range<usize>>,
}

impl<'a> Literals<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut placeholders = Vec::new();
        let mut line_start = 0;
        // A placeholder stands on one line; braces left open are just text.
        for line in text.split_inclusive('\n') {
            let mut from = 0;
            while let Some(start) = line[from..].find("{{").map(|at| from + at) {
                let Some(end) = line[start..].find("}}").map(|at| start + at + 2) else {
                    break;
                };
                placeholders.push(line_start + start..line_start + end);
                from = end;
            }
            line_start += line.len();
        }
        Self { text, placeholders }
    }

    /// The mark at either end of the emphasised `range` if it is to stay in the text,
    /// or nothing. `length` is how long the mark of this emphasis is.
    pub(super) fn mark(&self, range: &Range<usize>, length: usize) -> &'a str {
        let source = self.text.get(range.clone()).unwrap_or("");
        if source.starts_with('~') && !source.starts_with("~~") {
            "~"
        } else if self.is_placeholder(range.start) || self.is_placeholder(range.end.saturating_sub(1)) {
            source.get(..length).unwrap_or("")
        } else {
            ""
        }
    }

    fn is_placeholder(&self, offset: usize) -> bool {
        let next = self.placeholders.partition_point(|range| range.end <= offset);
        self.placeholders.get(next).is_some_and(|range| range.contains(&offset))
    }
}
