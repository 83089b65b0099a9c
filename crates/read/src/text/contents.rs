//! A table of contents that stands in a text as lines, typed or written by a program: `目录`, and under it the
//! headings once more, with or without the numbers of pages. One that a Word file keeps as a field is its importer's.

use std::collections::BTreeSet;

use nianbao_model::chars::digit;
use nianbao_model::form::Form;
use nianbao_model::label::heading_level;
use nianbao_model::site::is_contents;

use crate::headings;

/// From how many lines on, with leaders to the numbers of pages, they are contents without a heading.
const FEWEST: usize = 3;
/// The same under a heading.
const FEWEST_HEADED: usize = 2;
/// What Markdown programs put the contents for.
const MARKS: [&str; 5] = ["[TOC]", "[[TOC]]", "[[_TOC_]]", "{:toc}", "@[toc]"];

/// How a line stands for a heading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    /// A leader of dots or a gap goes from it to the number of a page.
    Led,
    /// It is a heading, with a number right behind it or none.
    Plain,
}

/// Which of these lines are a table of contents.
pub(super) fn contents(lines: &[String], form: &Form) -> Vec<bool> {
    let mut found: Vec<bool> = lines.iter().map(|line| is_mark(line)).collect();
    let mut at = 0;
    while at < lines.len() {
        let is_headed = is_contents(&lines[at]);
        let from = at + usize::from(is_headed);
        let (mut end, mut headings) = (from, BTreeSet::new());
        for line in &lines[from..] {
            let is_one = match entry(line, form) {
                Some(Entry::Led) => true,
                Some(Entry::Plain) => is_headed,
                None => false,
            };
            let heading = without_page(line).trim_end_matches(is_leader);
            // A heading that comes once more is the text's.
            let is_entry = is_one && headings.insert(heading);
            if !is_entry && !line.is_empty() {
                break;
            }
            end += 1;
        }
        let (run, entries) = (&lines[from..end], headings.len());
        let fewest = if is_headed { FEWEST_HEADED } else { FEWEST };
        // Headings alone are contents if they come once more.
        let is_whole = || {
            let numbered = run.iter().any(|line| without_page(line).len() < line.len());
            let below: BTreeSet<&String> = lines[end..].iter().collect();
            numbered || run.iter().all(|line| line.is_empty() || below.contains(line))
        };
        match entries >= fewest && is_whole() {
            true => {
                found[at..end].fill(true);
                at = end;
            }
            false => at += 1,
        }
    }
    found
}

fn is_mark(line: &str) -> bool {
    MARKS.iter().any(|mark| line.eq_ignore_ascii_case(mark))
}

/// How a line stands for a heading, if it does.
fn entry(line: &str, form: &Form) -> Option<Entry> {
    let before = without_page(line);
    let heading = before.trim_end_matches(is_leader);
    let leader = before[heading.len()..].chars();
    let is_led = before.len() < line.len()
        && !heading.is_empty()
        && !heading.contains('。')
        && (leader.clone().count() > 1 || leader.clone().any(|c| matches!(c, '…' | '\t')));
    if is_led {
        return Some(Entry::Led);
    }
    let is_heading = heading_level(heading) > 0 || headings::opened(heading, form).is_some();
    is_heading.then_some(Entry::Plain)
}

/// A line without the number of a page at its end.
fn without_page(line: &str) -> &str {
    const DIGITS: usize = 3;
    let bare = line.trim_end_matches([')', '\u{ff09}']);
    let before = bare.trim_end_matches(|c| digit(c).is_some());
    let digits = bare[before.len()..].chars().count();
    match (1..=DIGITS).contains(&digits) {
        true => before.trim_end_matches(['(', '\u{ff08}']),
        false => line,
    }
}

fn is_leader(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '…' | '·' | '-' | '—' | '_' | '\u{ff0e}' | '･' | '⋯' | '‥')
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::form::builtin;

    fn left(lines: &[&str]) -> Vec<String> {
        let form = &builtin().unwrap()[1];
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let found = contents(&lines, form);
        let kept = lines.into_iter().zip(found).filter(|(_, found)| !found);
        kept.map(|(line, _)| line).collect()
    }

    #[test]
    fn contents_are_told_from_headings() {
        let text = ["一、总体情况", "全年公开12条。", "二、主动公开政府信息情况", "无"];
        for contents in [
            &["目 录", "一、总体情况……1", "二、主动公开政府信息情况……12"][..],
            &["目录", "一、总体情况1", "", "二、主动公开政府信息情况 2"],
            &["目录", "一、总体情况", "二、主动公开政府信息情况"],
            &["一、总体情况\t1", "（一）概述....2", "二、主动公开政府信息情况 ---- 3"],
            &["[toc]"],
        ] {
            let lines = [contents, &text].concat();
            assert_eq!(left(&lines), text, "{contents:?}");
        }
    }

    #[test]
    fn a_text_with_a_heading_or_numbers_at_its_ends_stays() {
        for text in [
            &["目录", "一、总体情况", "全年公开12条。", "二、主动公开政府信息情况"][..],
            &["公开指南", "信息公开目录", "一、总体情况"],
            &["电话 0000-6100288", "一、总体情况", "网址……1", "全年公开12条。"],
            &[
                "一、总体情况",
                "二、主动公开政府信息情况",
                "三、收到和处理政府信息公开申请情况",
            ],
        ] {
            assert_eq!(left(text), text);
        }
    }
}
