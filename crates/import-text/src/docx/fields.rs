//! Fields: an instruction and then its result. Only the result is text, but for the
//! instructions that draw characters themselves and have none (`EQ`, `SYMBOL`).

use crate::limits::{MAX_FIELDS, MAX_INSTRUCTION};

/// The fields that are open. A field may be inside another's instruction or result, and
/// its result may be many paragraphs.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    open: Vec<Field>,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// Whether it has come to its result.
    in_result: bool,
    /// Whether the result holds any text.
    shown: bool,
}

/// What a field draws that has no result.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Drawn {
    /// A character, `①`.
    Character(char),
    /// Something that no character stands for, with its instruction.
    Other(String),
    /// Nothing of its own: its result is text, and another one whenever the document is opened or printed. Its name.
    Changing(String),
}

/// Fields that a program works out anew by itself: what is stored is what was seen last.
const CHANGING: [&str; 6] = ["PAGE", "NUMPAGES", "SECTIONPAGES", "DATE", "TIME", "PRINTDATE"];

impl Fields {
    /// Takes a mark in a field, and gives what the field that ends has drawn itself.
    pub(crate) fn mark(&mut self, kind: Option<&str>) -> Option<Drawn> {
        match kind {
            Some("begin") => {
                if self.open.len() >= MAX_FIELDS {
                    self.open.remove(0);
                }
                self.open.push(Field::default());
            }
            Some("separate") => {
                if let Some(field) = self.open.last_mut() {
                    field.in_result = true;
                }
            }
            Some("end") => {
                let field = self.open.pop()?;
                return if field.shown { field.changing() } else { field.drawn() };
            }
            _ => {}
        }
        None
    }

    /// Takes a piece of an instruction.
    pub(crate) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut()
            && !field.in_result
            && field.instruction.len() + text.len() <= MAX_INSTRUCTION
        {
            field.instruction.push_str(text);
        }
    }

    /// Takes note of text that is shown.
    pub(crate) fn show(&mut self) {
        for field in &mut self.open {
            field.shown = true;
        }
    }

    /// Whether text at this place is an instruction.
    pub(crate) fn in_instruction(&self) -> bool {
        self.open.iter().any(|field| !field.in_result)
    }

    /// Whether text at this place is in a table of contents that the program makes.
    pub(crate) fn in_contents(&self) -> bool {
        self.open.iter().any(|field| field.in_result && field.is_named("TOC"))
    }

    /// Ends the tables of contents: what follows is none, though a field may not be closed.
    pub(crate) fn end_contents(&mut self) {
        self.open.retain(|field| !(field.in_result && field.is_named("TOC")));
    }

    /// Ends instructions at the end of a paragraph: a damaged field must not swallow
    /// the rest of the document.
    pub(crate) fn end_paragraph(&mut self) {
        self.open.retain(|field| field.in_result);
    }
}

impl Field {
    fn is_named(&self, name: &str) -> bool {
        let own = self.instruction.split_whitespace().next();
        own.is_some_and(|own| own.eq_ignore_ascii_case(name))
    }

    fn changing(&self) -> Option<Drawn> {
        let name = CHANGING.into_iter().find(|name| self.is_named(name))?;
        Some(Drawn::Changing(name.to_owned()))
    }

    fn drawn(&self) -> Option<Drawn> {
        let instruction = self.instruction.trim();
        let (name, rest) = instruction.split_at(instruction.find([' ', '\\', '\u{3000}']).unwrap_or(instruction.len()));
        match name.to_ascii_lowercase().as_str() {
            "eq" => Some(match enclosed(rest) {
                Some(c) => Drawn::Character(c),
                None => Drawn::Other(instruction.to_owned()),
            }),
            "symbol" => Some(Drawn::Other(instruction.to_owned())),
            _ => None,
        }
    }
}

/// The character that `\o\ac(○,1)` draws, one over the other.
fn enclosed(switches: &str) -> Option<char> {
    let compact: String = switches.chars().filter(|c| !c.is_whitespace()).collect();
    let (switches, arguments) = compact.split_once('(')?;
    let arguments = arguments.strip_suffix(')')?;
    let overstrikes = ["\\o", "\\o\\ac", "\\o\\al", "\\o\\ar"];
    if !overstrikes.contains(&switches.to_ascii_lowercase().as_str()) {
        return None;
    }
    let (circle, content) = arguments.split_once([',', ';', '\u{ff0c}'])?;
    let is_circle = matches!(circle, "○" | "◯" | "〇" | "O" | "o" | "Ｏ" | "⚪");
    is_circle.then(|| in_circle(content)).flatten()
}

/// A number, letter or Chinese numeral in its circle.
fn in_circle(content: &str) -> Option<char> {
    const CHINESE: &str = "一二三四五六七八九十";
    if let Ok(number) = content.parse::<u32>() {
        return char::from_u32(match number {
            1..=20 => 0x2460 + number - 1,
            21..=35 => 0x3251 + number - 21,
            36..=50 => 0x32b1 + number - 36,
            0 => 0x24ea,
            _ => return None,
        });
    }
    let mut chars = content.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return None;
    };
    let place = |first: char| u32::from(c) - u32::from(first);
    match c {
        'A'..='Z' => char::from_u32(0x24b6 + place('A')),
        'a'..='z' => char::from_u32(0x24d0 + place('a')),
        _ => {
            let at = CHINESE.chars().position(|one| one == c)?;
            char::from_u32(0x3280 + at as u32)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(instruction: &str) -> Option<Drawn> {
        let mut fields = Fields::default();
        fields.mark(Some("begin"));
        fields.instruct(instruction);
        fields.mark(Some("end"))
    }

    #[test]
    fn a_field_draws_a_number_in_a_circle() {
        let circled = [
            (" eq \\o\\ac(○,1)", '①'),
            ("EQ \\o (◯ ; 12)", '⑫'),
            ("eq \\o\\ac(○,36)", '㊱'),
            ("eq \\o\\ac(○,三)", '㊂'),
            ("eq \\o\\ac(○,A)", 'Ⓐ'),
        ];
        for (instruction, expected) in circled {
            assert_eq!(drawn(instruction), Some(Drawn::Character(expected)), "{instruction}");
        }
        for other in [
            "eq \\f(1,2)",
            "eq \\o\\ac(□,1)",
            "EQ \\o\\ac(○,51)",
            "SYMBOL 61472 \\f Wingdings",
        ] {
            assert_eq!(drawn(other), Some(Drawn::Other(other.to_owned())));
        }
        for silent in ["PAGE", "XE \"索引\"", ""] {
            assert_eq!(drawn(silent), None);
        }
    }

    #[test]
    fn a_result_is_all_that_is_shown() {
        let mut fields = Fields::default();
        fields.mark(Some("begin"));
        fields.instruct("eq \\o\\ac(○,1)");
        assert!(fields.in_instruction());
        fields.mark(Some("separate"));
        assert!(!fields.in_instruction());
        fields.show();
        assert_eq!(fields.mark(Some("end")), None);
    }
}
