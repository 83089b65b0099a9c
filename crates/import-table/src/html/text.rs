//! The text of a cell or a paragraph, with white space as it shows.

use nianbao_model::runs::Faint;

/// A text being put together.
#[derive(Debug, Default)]
pub(super) struct Shown {
    text: String,
    /// White space was met, and shows as one space if more text follows on the line.
    space: bool,
    /// That white space was a line break of the file, and no more.
    wrapped: bool,
    /// A line break of the file between Chinese words is no space: this is running text.
    prose: bool,
    /// A number that follows is not one with the number before; but a digit in a box of its own is
    /// with the next such digit, if so it is said.
    apart: Option<bool>,
    /// What of it has the colour of the page.
    faint: Faint,
}

impl Shown {
    /// A text that the file may break over lines anywhere.
    pub(super) fn prose() -> Self {
        Self {
            prose: true,
            ..Self::default()
        }
    }

    /// Adds text as it stands in the file.
    pub(super) fn push(&mut self, text: &str) {
        for c in text.chars() {
            // Thin blanks part thousands, and are no white space that folds.
            if c.is_whitespace() && !matches!(c, '\u{2009}' | '\u{202f}') {
                let breaks = matches!(c, '\n' | '\r');
                let indents = matches!(c, ' ' | '\t');
                self.wrapped = breaks || (indents && self.wrapped);
                self.space = true;
                continue;
            }
            let joins = self.prose && self.wrapped && is_wide(c) && self.text.ends_with(is_wide);
            if self.space && !joins && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            let is_next = self.apart.take().is_some() && !self.space && c.is_ascii_digit();
            if is_next && self.text.ends_with(|c: char| c.is_ascii_digit()) {
                self.text.push(' ');
            }
            self.space = false;
            self.wrapped = false;
            self.text.push(c);
        }
    }

    /// Adds text of the colour of the page.
    pub(super) fn push_faint(&mut self, text: &str) {
        let from = self.text.len();
        self.push(text);
        self.faint.add(from, &self.text);
    }

    /// Takes out what cannot be seen; see [`Faint::take`].
    pub(super) fn take_faint(&mut self, alone: bool) -> Option<String> {
        let unseen = self.faint.take(&mut self.text, alone)?;
        Some(unseen.trim().to_owned())
    }

    /// A space between this and what follows.
    pub(super) fn part(&mut self) {
        self.space = true;
    }

    /// What follows begins a number that is not one with a number before it; `is_digit` says that it is but a
    /// digit in a box.
    pub(super) fn begin_apart(&mut self, is_digit: bool) {
        self.apart = match self.apart {
            Some(true) if is_digit => None,
            _ => Some(false),
        };
    }

    /// A number that ends here is not one with a number that follows.
    pub(super) fn end_apart(&mut self, is_digit: bool) {
        self.apart = Some(is_digit);
    }

    /// The text so far.
    pub(super) fn so_far(&self) -> &str {
        self.text.trim()
    }

    /// What follows stands on a line of its own.
    pub(super) fn block(&mut self) {
        self.space = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// A line break.
    pub(super) fn line_break(&mut self) {
        self.space = false;
        self.text.push('\n');
    }

    /// The text, without white space around it.
    pub(super) fn take(&mut self) -> String {
        let prose = self.prose;
        let shown = std::mem::take(self);
        self.prose = prose;
        shown.text.trim().to_owned()
    }
}

/// Whether a character is as wide as a Chinese one, so that no space stands beside it.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
        || matches!(c, '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_what_shows() {
        let mut shown = Shown::default();
        shown.push("\n  一、 \t");
        shown.push(" 总体\u{a0}\u{a0}情况\n");
        shown.block();
        shown.block();
        shown.push(" 第二行 ");
        shown.line_break();
        shown.line_break();
        shown.push("甲");
        shown.part();
        shown.push("乙");
        shown.block();
        assert_eq!(shown.take(), "一、 总体 情况\n第二行\n\n甲 乙");
        assert_eq!(shown.take(), "");
    }

    #[test]
    fn thin_blanks_stay_between_digits() {
        let mut shown = Shown::default();
        shown.push("3\u{2009}699\u{202f}001");
        assert_eq!(shown.take(), "3\u{2009}699\u{202f}001");
    }

    #[test]
    fn numbers_apart_are_two_and_words_are_not_parted() {
        let mut shown = Shown::default();
        let mut read = |pieces: &[&str]| {
            for piece in pieces {
                shown.begin_apart(piece.len() == 1);
                shown.push(piece);
                shown.end_apart(piece.len() == 1);
            }
            shown.take()
        };
        assert_eq!(read(&["共", "26", "28", "件"]), "共26 28件");
        assert_eq!(read(&["共", "2", "6", "件"]), "共26件");
        assert_eq!(read(&["2", "68"]), "2 68");
    }

    #[test]
    fn running_text_is_broken_anywhere() {
        let text = "公开\n    目录，\r\n（一）\n\u{3000}按 季\nA\nB";
        let mut shown = Shown::prose();
        shown.push(text);
        assert_eq!(shown.take(), "公开目录，（一） 按 季 A B");
        shown.push("收\n到");
        assert_eq!(shown.take(), "收到");
        let mut shown = Shown::default();
        shown.push("收\n到");
        assert_eq!(shown.take(), "收 到");
    }
}
