//! `nianbao explain`: what a rule is about, with an example that is run on the spot.

use std::fmt::Write;
use std::process::ExitCode;

use nianbao_check::{Authority, Family, Rule, Words, rule, rules};
use nianbao_model::Lang;
use unicode_width::UnicodeWidthStr;

use crate::error::Failure;
use crate::judge::no_such_rule;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(id: Option<&str>, lang: Lang) -> Result<ExitCode, Failure> {
    let text = match id {
        None => list(lang),
        Some(id) => one(rule(id.trim()).ok_or_else(|| no_such_rule(id))?, lang),
    };
    terminal::say(&text);
    Ok(ExitCode::SUCCESS)
}

fn words(words: Words, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => words.zh,
        Lang::En => words.en,
    }
}

/// Every rule in a line, by what it is about.
fn list(lang: Lang) -> String {
    let mut text = String::new();
    let all = rules();
    let widest = all.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    for family in Family::ALL {
        let _ = writeln!(text, "{}", words(family.name(), lang));
        for rule in all.iter().filter(|rule| rule.family == family) {
            let severity = rule.severity.label();
            let severity = severity.get(lang);
            let gap = " ".repeat(8usize.saturating_sub(severity.width()));
            let label = format!("  {:widest$}  {severity}{gap}", rule.id);
            text += &terminal::hanging(&label, words(rule.holds, lang));
        }
    }
    text
}

fn one(rule: &Rule, lang: Lang) -> String {
    let severity = rule.severity.label();
    let authority = match (rule.authority, lang) {
        (Authority::Form, Lang::Zh) => "规定表式的文件（见 nianbao forms）",
        (Authority::Form, Lang::En) => "the document that prescribes the form (see nianbao forms)",
        (Authority::Workbook, Lang::Zh) => "《填报说明》",
        (Authority::Workbook, Lang::En) => "this program's guide to filling in a workbook",
        (Authority::Standard(standard), _) => standard,
    };
    let names = match lang {
        Lang::Zh => ["类别", "要求", "依据", "办法", "例子", "提示", "不算"],
        Lang::En => [
            "about",
            "holds",
            "authority",
            "what to do",
            "example",
            "finding",
            "not this",
        ],
    };
    let finding = rule.breaks.findings(rule).into_iter().next();
    let shown = finding.as_ref().map(|finding| finding.message.get(lang).to_owned());
    let values = [
        Some(words(rule.family.name(), lang).to_owned()),
        Some(words(rule.holds, lang).to_owned()),
        Some(authority.to_owned()),
        Some(words(rule.advice, lang).to_owned()),
        Some(words(rule.breaks.words, lang).to_owned()),
        shown.map(|shown| format!("{}：{shown}", rule.breaks.at)),
        Some(words(rule.near_miss.words, lang).to_owned()),
    ];
    let widest = names.iter().map(|name| name.width()).max().unwrap_or_default();
    let mut text = format!("{}  {}\n", rule.id, severity.get(lang));
    for (name, value) in names.iter().zip(values) {
        if let Some(value) = value {
            let label = format!("  {name}{}  ", " ".repeat(widest - name.width()));
            text += &terminal::hanging(&label, &value);
        }
    }
    text
}
