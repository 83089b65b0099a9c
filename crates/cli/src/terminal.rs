//! Writing to the terminal. A closed pipe (`nianbao check … | head`) ends the
//! writing, not the program.

use std::io::{IsTerminal as _, Write};

use anstream::{AutoStream, ColorChoice};
pub(crate) use nianbao::findings::terminal::printable;
use nianbao::findings::terminal::{Look, wrap};
use nianbao::{Lang, Text};
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

/// The narrowest column in which a text still reads well beside its label.
const NARROWEST: usize = 24;

/// A label and what it is of. A person reads it on a terminal, where further lines hang below
/// the first; a file or another program gets it whole.
pub(crate) fn hanging(label: &str, text: &str) -> String {
    let size = terminal_size::terminal_size().filter(|_| std::io::stdout().is_terminal());
    let width = size.map(|(width, _)| usize::from(width.0).min(WIDEST));
    let lines = match width.filter(|width| *width >= label.width() + NARROWEST) {
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

/// Prints an error to standard error; each of `lines` is one.
pub(crate) fn complain(lang: Lang, message: &Text, lines: &[Text]) {
    let word = match lang {
        Lang::Zh => "错误：",
        Lang::En => "error: ",
    };
    let _ = writeln!(std::io::stderr().lock(), "{word}{}", printable(message.get(lang)));
    for line in lines {
        let _ = writeln!(std::io::stderr().lock(), "{}", printable(line.get(lang)));
    }
}
