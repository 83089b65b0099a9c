//! The text of a cell or a paragraph, with white space as it shows.

/// A text being put together.
#[derive(Debug, Default)]
pub(super) struct Shown {
    text: String,
    /// White space was met, and shows as one space if more text follows on the line.
    space: bool,
}

impl Shown {
    /// Adds text as it stands in the file.
    pub(super) fn push(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() {
                self.space = true;
                continue;
            }
            if self.space && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.space = false;
            self.text.push(c);
        }
    }

    /// A space between this and what follows.
    pub(super) fn part(&mut self) {
        self.space = true;
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
        let shown = std::mem::take(self);
        shown.text.trim().to_owned()
    }
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
}
