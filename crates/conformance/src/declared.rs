//! What an exporter says of itself: its id, its description, its options.

use std::collections::BTreeSet;

use nianbao_model::plugin::{Description, ExportOption, Exporter, Settings, Values, exporters};

use crate::attempt::is_chinese;
use crate::breach::Breaches;

/// The top-level media types there are (RFC 6838 and its successors).
const TOP_LEVEL: [&str; 8] = [
    "application",
    "audio",
    "font",
    "image",
    "message",
    "model",
    "text",
    "video",
];

/// Checks all of it.
pub(super) fn check(exporter: &dyn Exporter, breaches: &mut Breaches) {
    let id = exporter.id();
    let description = exporter.describe();
    if !is_name(id) {
        breaches.add(format!(
            "id “{id}”: expected lower-case ASCII letters, digits and hyphens, a letter first"
        ));
    }
    check_description(&description, breaches);
    check_registry(exporter, &description, breaches);
    let mut names = BTreeSet::new();
    for option in exporter.options() {
        if !names.insert(option.name) {
            breaches.add(format!(
                "option “{}”: expected each option once; it is there twice",
                option.name
            ));
        }
        check_option(option, breaches);
    }
    check_variant(exporter, &Settings::new(), breaches);
}

/// A variant is part of a file's name.
pub(super) fn check_variant(exporter: &dyn Exporter, settings: &Settings, breaches: &mut Breaches) {
    if let Some(variant) = exporter.variant(settings)
        && (variant.is_empty() || variant.chars().any(|c| c.is_control() || "/\\:*?\"<>|".contains(c)))
    {
        breaches.add(format!(
            "variant “{variant}”: expected characters that every system takes in a file's name"
        ));
    }
}

fn check_description(description: &Description, breaches: &mut Breaches) {
    let Description {
        label_zh,
        label_en,
        extension,
        media_type,
        ..
    } = description;
    check_words("label", label_zh, label_en, breaches);
    if extension.is_empty() || !extension.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()) {
        breaches.add(format!(
            "extension “{extension}”: expected lower-case ASCII letters and digits, without the dot"
        ));
    }
    let well_formed = media_type.split_once('/').is_some_and(|(top, sub)| {
        TOP_LEVEL.contains(&top)
            && sub.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
            && sub
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "!#$&-^_.+".contains(c))
    });
    if !well_formed {
        breaches.add(format!(
            "media type “{media_type}”: expected a type and a subtype in lower case, as IANA writes them, e.g. text/plain"
        ));
    }
}

/// Two exporters of one extension would write one file over the other's.
fn check_registry(exporter: &dyn Exporter, description: &Description, breaches: &mut Breaches) {
    let id = exporter.id();
    let registered = exporters();
    match registered.iter().filter(|other| other.id() == id).count() {
        1 => {}
        0 => breaches.add(format!(
            "id “{id}”: expected to be registered; there is no inventory::submit! {{ Plugin::exporter(…) }} for it"
        )),
        count => breaches.add(format!(
            "id “{id}”: expected to be registered once; it is, {count} times"
        )),
    }
    for other in registered.iter().filter(|other| other.id() != id) {
        let theirs = other.describe();
        let clashes = [
            ("extension", description.extension, theirs.extension),
            ("media type", description.media_type, theirs.media_type),
        ];
        for (what, own, their) in clashes {
            if own == their {
                breaches.add(format!(
                    "{what} “{own}”: expected one of its own; the exporter “{}” has it too",
                    other.id()
                ));
            }
        }
    }
}

fn check_option(option: &ExportOption, breaches: &mut Breaches) {
    let name = option.name;
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(|c| c.is_ascii_lowercase() || c == '-')
    {
        breaches.add(format!(
            "option “{name}”: expected a name of lower-case ASCII letters and hyphens, a letter first"
        ));
    }
    if let Values::OneOf(words) = option.values
        && (words.len() < 2 || words.iter().any(|word| word.trim() != *word || word.is_empty()))
    {
        breaches.add(format!(
            "option “{name}”: expected two words or more to choose from; found {words:?}"
        ));
    }
    // A text that is not set may be empty: no folder, no name.
    let unset = matches!(option.values, Values::Text(_)) && option.default.is_empty();
    if !unset && !option.values.allow(option.default) {
        breaches.add(format!(
            "option “{name}”: expected its default to be one of {}; it is “{}”",
            option.values.shown(),
            option.default
        ));
    }
    check_words(
        &format!("help of option “{name}”"),
        option.help_zh,
        option.help_en,
        breaches,
    );
    for (help, stops) in [(option.help_zh, '。'), (option.help_en, '.')] {
        if help.ends_with(stops) {
            breaches.add(format!(
                "help of option “{name}”: expected one clause without a full stop; found “{help}”"
            ));
        }
    }
}

/// Words are there in both languages.
fn check_words(what: &str, zh: &str, en: &str, breaches: &mut Breaches) {
    if !zh.chars().any(is_chinese) {
        breaches.add(format!("{what}: expected words in Chinese; found “{zh}”"));
    }
    if !en.chars().any(|c| c.is_ascii_alphabetic()) || en.chars().any(is_chinese) {
        breaches.add(format!("{what}: expected words in English; found “{en}”"));
    }
}

fn is_name(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && !id.ends_with('-')
        && id
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}
