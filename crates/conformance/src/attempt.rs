//! One export, with any panic caught, and what is wrong with the way it ended.

use std::panic::{AssertUnwindSafe, catch_unwind};

use nianbao_model::form::Form;
use nianbao_model::lang::Text;
use nianbao_model::plugin::{ExportJob, Exporter, Settings};

use crate::breach::{Breaches, excerpt};
use crate::refusal::Refusal;
use crate::sample::Sample;

/// How an export ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Made(Vec<u8>),
    Refused(Text),
    Panicked(String),
}

/// Exports one sample.
pub(super) fn attempt(exporter: &dyn Exporter, sample: &Sample, form: &Form, settings: &Settings) -> Outcome {
    let job = ExportJob::new(&sample.document, &sample.report, form).with_settings(settings);
    match catch_unwind(AssertUnwindSafe(|| exporter.export(&job))) {
        Ok(Ok(bytes)) => Outcome::Made(bytes),
        Ok(Err(error)) => Outcome::Refused(error.message),
        Err(payload) => {
            let said = payload
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| payload.downcast_ref::<&str>().copied());
            Outcome::Panicked(said.unwrap_or("without words").to_owned())
        }
    }
}

impl Outcome {
    /// Adds what is wrong with this outcome for this sample.
    pub(super) fn judge(&self, sample: &Sample, breaches: &mut Breaches) {
        let name = &sample.name;
        match self {
            Self::Made(bytes) if bytes.is_empty() => {
                breaches.add(format!("{name}: expected a file; it is empty"));
            }
            Self::Made(_) => {}
            Self::Panicked(said) => breaches.add(format!(
                "{name}: expected a file or an error in words, never a panic; it panics: {said}"
            )),
            Self::Refused(text) => {
                judge_words(text, name, breaches);
                let refusal = match sample.refusal {
                    Refusal::InWords => None,
                    Refusal::Never => Some("a file"),
                    Refusal::NamingCharacters => (!names_a_character(text, sample))
                        .then_some("a file, or an error that names a character of the text as U+XXXX"),
                };
                if let Some(expected) = refusal {
                    breaches.add(format!(
                        "{name}: expected {expected}; it is refused: {}",
                        excerpt(&text.en)
                    ));
                }
            }
        }
    }
}

/// An error is for people, in both languages.
fn judge_words(text: &Text, name: &str, breaches: &mut Breaches) {
    if !text.zh.chars().any(is_chinese) {
        breaches.add(format!(
            "{name}: expected an error in Chinese; it says: “{}”",
            excerpt(&text.zh)
        ));
    }
    if !text.en.chars().any(|c| c.is_ascii_alphabetic()) || text.en == text.zh {
        breaches.add(format!(
            "{name}: expected an error in English; it says: “{}”",
            excerpt(&text.en)
        ));
    }
    for said in [&text.zh, &text.en] {
        if let Some(print) = debug_print(said) {
            breaches.add(format!(
                "{name}: expected an error in words, not a Debug print of Rust values; it says: “{}”",
                excerpt(print)
            ));
        }
    }
}

pub(super) fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}')
}

/// Where a text looks like a `{:?}` of a Rust value: `Name { field: …` or `Name(…`, the
/// name in camel case.
fn debug_print(text: &str) -> Option<&str> {
    text.char_indices().find_map(|(at, opening)| {
        let before = &text[..at];
        let after = &text[at + opening.len_utf8()..];
        let (before, braces) = match opening {
            '(' => (before, false),
            '{' => (before.strip_suffix(' ')?, true),
            _ => return None,
        };
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let start = before
            .rfind(|c| !is_name(c))
            .map_or(0, |end| end + before[end..].chars().next().map_or(1, char::len_utf8));
        let name = &before[start..];
        let camel =
            name.starts_with(|c: char| c.is_ascii_uppercase()) && name.contains(|c: char| c.is_ascii_lowercase());
        let field = after.trim_start().split(':').next().unwrap_or_default();
        let is_field = !field.is_empty() && field.len() < after.trim_start().len() && field.chars().all(is_name);
        (camel && (!braces || is_field)).then_some(&text[start..])
    })
}

/// Whether an error names one of the document's characters by its number.
fn names_a_character(text: &Text, sample: &Sample) -> bool {
    let document = sample.printed_texts().concat();
    let named = |said: &str| {
        said.split("U+").skip(1).any(|rest| {
            let digits: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
            let number = u32::from_str_radix(&digits, 16).ok();
            number.and_then(char::from_u32).is_some_and(|c| document.contains(c))
        })
    };
    named(&text.zh) && named(&text.en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rust_values_are_told_from_words() {
        for print in [
            "failed: GridError { row: 1, column: 2 }",
            "Io(Os)",
            "坏了：Some(1)",
            "Custom { kind: Other }",
        ] {
            assert!(debug_print(print).is_some(), "{print}");
        }
        for words in [
            "PDF(1.7)",
            "Word (97)",
            "“镕”U+9555 …（仿宋）",
            "column(s)",
            "use {name: x}",
            "表{a}",
        ] {
            assert_eq!(debug_print(words), None);
        }
    }
}
