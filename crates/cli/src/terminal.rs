//! Writing to the terminal. A closed pipe (`nianbao check … | head`) ends the
//! writing, not the program.

use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write};

use anstream::{AutoStream, ColorChoice};
use nianbao_findings::terminal::Look;
pub(crate) use nianbao_findings::terminal::printable;
use nianbao_findings::terminal::wrap;
use nianbao_model::{Lang, Text};
use unicode_width::UnicodeWidthStr;

/// How wide text is set where the terminal's width is not known.
const WIDTH: usize = 100;
/// The widest lines that read well.
const WIDEST: usize = 120;

/// What the program writes to, and in which language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    pub(crate) lang: Lang,
    pub(crate) color: ColorChoice,
}

impl Screen {
    /// What findings are to look like here.
    pub(crate) fn look(self) -> Look {
        let choice = match self.color {
            ColorChoice::Auto => AutoStream::choice(&std::io::stdout()),
            asked => asked,
        };
        let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
        Look {
            lang: self.lang,
            width: width.min(WIDEST),
            color: choice != ColorChoice::Never,
        }
    }

    /// Prints text that may be coloured; an old Windows console gets its colours too.
    pub(crate) fn show(self, text: &str) {
        let choice = if self.look().color {
            ColorChoice::Always
        } else {
            ColorChoice::Never
        };
        let mut out = AutoStream::new(std::io::stdout().lock(), choice);
        let _ = out.write_all(text.as_bytes());
        let _ = out.flush();
    }
}

/// How wide lines are set that a person reads; a file or another program gets them whole.
pub(crate) fn reading_width() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size().filter(|_| std::io::stdout().is_terminal())?;
    Some(usize::from(width.0).min(WIDEST))
}

/// The narrowest column in which a text still reads well beside its label.
const NARROWEST: usize = 24;

/// A label and what it is of; on a terminal further lines hang below the first.
pub(crate) fn hanging(label: &str, text: &str) -> String {
    let room = reading_width().filter(|width| *width >= label.width() + NARROWEST);
    let lines = match room {
        Some(width) => wrap(text, width, label, &" ".repeat(label.width())),
        None => vec![format!("{label}{text}")],
    };
    lines.join("\n") + "\n"
}

/// Prints lines to standard output.
pub(crate) fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

/// Prints lines about the work to standard error, where the output itself is data.
pub(crate) fn remark(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Prints an error to standard error.
pub(crate) fn complain(lang: Lang, message: &Text) {
    let word = match lang {
        Lang::Zh => "错误：",
        Lang::En => "error: ",
    };
    let _ = writeln!(std::io::stderr().lock(), "{word}{}", printable(message.get(lang)));
}

/// Rows of text in aligned columns; a Chinese character is two wide.
pub(crate) fn columns(rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for row in rows {
        let last = row.len().saturating_sub(1);
        for (at, cell) in row.iter().enumerate() {
            let widest = rows
                .iter()
                .filter_map(|row| row.get(at))
                .map(|cell| cell.width())
                .max()
                .unwrap_or_default();
            let padding = if at == last { 0 } else { widest - cell.width() + 2 };
            let _ = write!(text, "{cell}{}", " ".repeat(padding));
        }
        text.push('\n');
    }
    text
}
