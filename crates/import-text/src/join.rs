//! The text of a paragraph while it is put together from the pieces of a document.

use nianbao_model::breaks;
pub(crate) use nianbao_model::joining::{join, numbered, tidy};
use nianbao_model::runs::Faint;
use nianbao_model::site;
use nianbao_model::width::is_blank;

/// A text under construction: lines, broken without ending the paragraph.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    /// The lines, with `\n` between.
    text: String,
    /// What of it has the colour of the page.
    faint: Faint,
}

impl Flow {
    /// Adds text as it stands.
    pub(crate) fn push(&mut self, piece: &str) {
        // A line break in the file is white space; only `push_break` breaks a line.
        self.text.extend(piece.chars().map(|c| if c == '\n' { ' ' } else { c }));
    }

    /// Parts a number from the one that a piece begins with, if the two stand together and are told
    /// apart by their look; gives both then.
    pub(crate) fn part_numbers(&mut self, piece: &str) -> Option<String> {
        let is_digit = |c: char| c.is_ascii_digit();
        let own = self.text.rsplit(|c| !is_digit(c)).next().unwrap_or_default();
        let next = piece.split(|c| !is_digit(c)).next().unwrap_or_default();
        if own.is_empty() || next.is_empty() {
            return None;
        }
        let both = format!("{own} {next}");
        self.text.push(' ');
        Some(both)
    }

    /// Adds text of the colour of the page.
    pub(crate) fn push_faint(&mut self, piece: &str) {
        let from = self.text.len();
        self.push(piece);
        self.faint.add(from, &self.text);
    }

    /// Takes out what cannot be seen; see [`Faint::take`].
    pub(crate) fn take_faint(&mut self, alone: bool) -> Option<String> {
        self.faint.take(&mut self.text, alone).map(|text| tidy(&text))
    }

    /// Breaks the line without ending the paragraph.
    pub(crate) fn push_break(&mut self) {
        self.text.push('\n');
    }

    /// Whether nothing visible was added.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.chars().all(is_blank)
    }

    /// Whether it ends as an entry of a table of contents does: behind a tab the number of a page.
    pub(crate) fn ends_with_page(&self) -> bool {
        let page = self.text.trim_end().rsplit_once('\t').map(|(_, page)| page);
        page.is_some_and(|page| !page.is_empty() && page.chars().all(|c| c.is_ascii_digit()))
    }

    /// Whether it is the heading of a table of contents.
    pub(crate) fn heads_contents(&self) -> bool {
        site::is_contents(&self.text)
    }

    /// All of it as one line, tidied. A break between digits parts two numbers.
    pub(crate) fn finish(self) -> String {
        let mut lines: Vec<String> = Vec::new();
        for line in self.text.split('\n') {
            let is_digit = |c: char| c.is_ascii_digit();
            match lines.last_mut() {
                Some(last) if last.trim_end().ends_with(is_digit) && line.trim_start().starts_with(is_digit) => {
                    last.push(' ');
                    last.push_str(line);
                }
                _ => lines.push(line.to_owned()),
            }
        }
        join(lines.iter().map(String::as_str))
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
                    ref lines => breaks::put_together(lines),
                };
                (filled[group.start], text)
            })
            .collect()
    }
}

/// Adds a line to a text of lines, unless it is empty.
pub(crate) fn append(text: &mut String, line: &str) {
    if !text.is_empty() && !line.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_numbers_are_parted_and_a_number_and_a_word_are_not() {
        let mut flow = Flow::default();
        flow.push("共26");
        assert_eq!(flow.part_numbers("件"), None);
        assert_eq!(flow.part_numbers("28件").as_deref(), Some("26 28"));
        flow.push("28件");
        assert_eq!(flow.part_numbers("3"), None);
        assert_eq!(flow.finish(), "共26 28件");
    }

    #[test]
    fn a_break_between_digits_parts_numbers() {
        let mut flow = Flow::default();
        flow.push("124");
        flow.push_break();
        flow.push("137");
        assert_eq!(flow.finish(), "124 137");
    }

    #[test]
    fn pieces_of_a_line_stand_as_they_are() {
        let mut flow = Flow::default();
        for piece in ["共", " ", "6\n件"] {
            flow.push(piece);
        }
        flow.push_faint("9");
        assert_eq!(flow.take_faint(false).as_deref(), Some("9"));
        assert_eq!(flow.finish(), "共 6 件");
    }
}
