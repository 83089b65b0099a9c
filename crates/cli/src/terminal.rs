//! Writing to the terminal. A closed pipe (`nianbao check … | head`) ends the
//! writing, not the program.

use std::io::Write;

use nianbao_model::{Lang, Text};

/// Prints lines to standard output.
pub(crate) fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

/// Prints an error to standard error.
pub(crate) fn complain(lang: Lang, message: &Text) {
    let word = match lang {
        Lang::Zh => "错误：",
        Lang::En => "error: ",
    };
    let _ = writeln!(std::io::stderr().lock(), "{word}{}", printable(message.get(lang)));
}

/// A text from outside made safe to print: control characters, which could drive
/// the terminal, are shown as escapes.
pub(crate) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() {
                c.escape_default().to_string()
            } else {
                c.to_string()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_shown_and_not_sent() {
        assert_eq!(printable("年报\u{1b}[31m\n.xlsx"), "年报\\u{1b}[31m\\n.xlsx");
    }
}
