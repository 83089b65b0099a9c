//! A cover before the text: the office's name, what the document is, the year, the month. Behind it the title comes
//! once more.

use nianbao_model::date::named_years;
use nianbao_model::report::Paragraph;

use super::{is_said_of, is_title, may_be_of, said};

/// Over how many lines a cover may go.
const LINES: usize = 8;

/// How many lines at the start are a cover.
pub(super) fn length(narrative: &[Paragraph]) -> usize {
    let short = narrative.iter().take(LINES + 1).map(|line| line.text.as_str());
    let texts: Vec<&str> = short.take_while(|text| may_be_of(text)).collect();
    let whole = |text: &&str| is_title(text) && matches!(said(text), (Some(_), Some(_)));
    let Some(at) = texts.iter().position(whole) else {
        return 0;
    };
    let organ = said(texts[at]).0.unwrap_or_default();
    let names = |text: &&str| is_time(text) || is_kind(text) || is_said_of(text, &organ);
    let (above, is_told) = (&texts[..at], |text: &&str| is_time(text) || is_kind(text));
    if above.iter().all(names) && above.iter().any(is_told) {
        at
    } else {
        0
    }
}

/// Whether a line is a year or a month and nothing else: `（2024年度）`, `二〇二五年一月`.
pub(super) fn is_time(text: &str) -> bool {
    behind_year(text).is_some_and(|rest| is_no_more(rest) || is_month(rest))
}

/// Whether it is a year.
pub(super) fn is_year(text: &str) -> bool {
    behind_year(text).is_some_and(is_no_more)
}

/// What stands behind the year that a line begins with.
fn behind_year(text: &str) -> Option<&str> {
    let bare = text.trim_matches(['(', ')', '\u{ff08}', '\u{ff09}', ' ', '\u{3000}', '—', '-']);
    let (at, _) = named_years(bare).first().copied()?;
    bare.split_once('年').map(|(_, rest)| rest).filter(|_| at == 0)
}

fn is_no_more(rest: &str) -> bool {
    ["", "度"].contains(&rest)
}

fn is_month(text: &str) -> bool {
    let month = text.strip_suffix('月').unwrap_or_default();
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    (1..=2).contains(&month.chars().count()) && month.chars().all(is_number)
}

/// Whether a line says what the document is, without a year.
fn is_kind(text: &str) -> bool {
    named_years(text).is_empty() && is_title(text)
}
