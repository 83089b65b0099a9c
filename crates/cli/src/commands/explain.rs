//! `nianbao explain`: what a rule is about, with an example run on the spot; how a sentence is read.

use std::fmt::Write;
use std::process::ExitCode;

use nianbao::rules::{self, Family, Rule};
use nianbao::{Lang, read_aloud};
use unicode_width::UnicodeWidthStr;

use crate::error::Failure;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(asked: &[Option<String>; 3], lang: Lang) -> Result<ExitCode, Failure> {
    let text = match asked {
        [_, Some(text), with] => read_aloud(text, with.as_deref())?.get(lang).to_owned(),
        [None, ..] => list(lang),
        [Some(id), ..] => one(rules::find(id.trim())?, lang),
    };
    terminal::say(&text);
    Ok(ExitCode::SUCCESS)
}

/// Every rule in a line, by what it is about.
fn list(lang: Lang) -> String {
    let mut text = String::new();
    let all = rules::all();
    let widest = all.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    for family in Family::ALL {
        let _ = writeln!(text, "{}", family.name().get(lang));
        for rule in all.iter().filter(|rule| rule.family == family) {
            let severity = rule.severity.label();
            let severity = severity.get(lang);
            let gap = " ".repeat(8usize.saturating_sub(severity.width()));
            let label = format!("  {:widest$}  {severity}{gap}", rule.id);
            text += &terminal::hanging(&label, rule.holds.get(lang));
        }
    }
    text
}

fn one(rule: &Rule, lang: Lang) -> String {
    let rows = rules::about(rule).map(|(name, value)| (name.get(lang).to_owned(), value.get(lang).to_owned()));
    let widest = rows.iter().map(|(name, _)| name.width()).max().unwrap_or_default();
    let mut text = format!("{}  {}\n", rule.id, rule.severity.label().get(lang));
    for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        let label = format!("  {name}{}  ", " ".repeat(widest - name.width()));
        text += &terminal::hanging(&label, value);
    }
    text
}
