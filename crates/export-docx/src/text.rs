//! Text as Word takes it: lines and tabs are elements of their own, and what XML
//! cannot hold is left out.

use docx_rs::{BreakType, Run};

use crate::faces;

/// A run of this text, in the paragraph's own style.
pub(crate) fn run(text: &str) -> Run {
    let mut run = Run::new().fonts(faces::chinese());
    for (y, line) in clean(text).split('\n').enumerate() {
        if y > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        for (x, stretch) in line.split('\t').enumerate() {
            if x > 0 {
                run = run.add_tab();
            }
            if !stretch.is_empty() {
                run = run.add_text(stretch);
            }
        }
    }
    run
}

/// The text without the control characters that no XML file may hold.
pub(crate) fn clean(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | '\u{20}'..='\u{fffd}' | '\u{10000}'..);
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(allowed)
        .collect()
}

/// About how wide a text is, in ems: Chinese is one, Western half of it.
pub(crate) fn ems(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out_and_nothing_else() {
        assert_eq!(
            clean("a\u{0}\u{b}\u{1f}\u{fffe}b\t<&>\u{7f}\u{10ffff}"),
            "ab\t<&>\u{7f}\u{10ffff}"
        );
        assert_eq!(clean("一\r\n二\r三"), "一\n二\n三");
    }
}
