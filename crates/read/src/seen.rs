//! Text as a person sees it: what cannot be seen is taken out, a radical becomes the word it
//! looks like, a break of any kind a line's end. Done once for a file, before anything is
//! looked for in it. It judges nothing and changes no number.

use nianbao_model::chars::{is_unseen, unified};
use nianbao_model::source::{CellValue, Source};

/// A mark that makes what follows read from right to left. What is shown behind it is not what
/// is stored; it stays, and no number is read from it.
const OVERRIDE: char = '\u{202e}';

/// Turns all text of a file into what is seen of it.
pub(crate) fn settle(source: &mut Source) {
    let cells = source.sheets.iter_mut().flat_map(|sheet| sheet.cells.values_mut());
    for cell in cells {
        if let CellValue::Text(text) = &cell.value
            && let Some(seen) = seen(text)
        {
            cell.value = CellValue::Text(seen);
        }
    }
    for line in &mut source.lines {
        if let Some(seen) = seen(&line.text) {
            line.text = seen;
        }
    }
}

/// What is seen of a text, where that is something else.
fn seen(text: &str) -> Option<String> {
    let is_plain = |c: char| c == '\n' || !(is_break(c) || is_hidden(c) || unified(c) != c);
    if text.chars().all(is_plain) {
        return None;
    }
    let broken = text.replace("\r\n", "\n");
    let kept = broken.chars().filter(|c| is_break(*c) || !is_hidden(*c));
    Some(kept.map(|c| if is_break(c) { '\n' } else { unified(c) }).collect())
}

fn is_hidden(c: char) -> bool {
    is_unseen(c) && c != OVERRIDE
}

/// Line feed, vertical tab, form feed, return, next line, and Unicode's two separators.
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::seen;

    #[test]
    fn what_cannot_be_seen_is_gone_and_radicals_are_words() {
        for (text, expected) in [
            ("\u{202d}4\u{202c}", Some("4")),
            ("\u{2068}3636\u{2069}", Some("3636")),
            ("⼀、总体情况", Some("一、总体情况")),
            ("上\r\n下\u{b}末\r", Some("上\n下\n末\n")),
            ("\u{202e}21", None),
            ("二\u{3000}、一\n", None),
            ("👨\u{200d}👩", None),
        ] {
            assert_eq!(seen(text).as_deref(), expected, "{text:?}");
        }
    }
}
