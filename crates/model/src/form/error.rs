//! What can be wrong with a form file.

use std::fmt;

use crate::lang::{Lang, Localize, Text};

/// A form file that cannot be used, with the line to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormError {
    /// The file's name.
    pub file: String,
    /// The line, from one, where it is known.
    pub line: Option<usize>,
    /// What is wrong there and what to do.
    pub problem: Text,
}

impl Localize for FormError {
    fn text(&self) -> Text {
        let Text { zh, en } = &self.problem;
        match self.line {
            Some(line) => Text::new(
                format!("表式文件 {} 第 {line} 行：{zh}", self.file),
                format!("form file {}, line {line}: {en}", self.file),
            ),
            None => Text::new(
                format!("表式文件 {}：{zh}", self.file),
                format!("form file {}: {en}", self.file),
            ),
        }
    }
}

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().get(Lang::En))
    }
}

impl std::error::Error for FormError {}
