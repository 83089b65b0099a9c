//! `long-overview`: the part 总体情况 is no longer than the office, or the superior one, wants it.

use nianbao_model::chars::is_han;
use nianbao_model::{Report, Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Severity, Subject, Value};

static RULE: Rule = Rule {
    id: "long-overview",
    family: Family::Style,
    severity: Severity::Warning,
    authority: Authority::Workbook,
    holds: Words {
        zh: "“总体情况”不超过规定的字数（--limit，或基本信息中的“总体情况字数上限”；没有规定的不核对）",
        en: "the overview is no longer than the limit that is set (--limit, or 总体情况字数上限 in 基本信息); without one, nothing is checked",
    },
    advice: Words {
        zh: "删去与政府信息公开无关的工作成绩和套话；字数按 Word 的“字数”计算，标点也算",
        en: "leave out achievements that are no matter of disclosure; characters are counted as Word counts them, with punctuation",
    },
    breaks: Example {
        words: Words {
            zh: "基本信息“总体情况字数上限”填 30，总体情况写了 38 字",
            en: "the limit is 30 characters and the overview has 38",
        },
        make: |sample| sample.item(ITEM, 30),
        at: "正文 › A2",
    },
    near_miss: Example {
        words: Words {
            zh: "“总体情况字数上限”填 38，正好 38 字",
            en: "the limit is 38 characters, and the overview has just as many",
        },
        make: |sample| sample.item(ITEM, 38),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// The item of 基本信息 by which an office sets its limit.
const ITEM: &str = "总体情况字数上限";
/// The key of the part.
const OVERVIEW: &str = "overview";

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let report = subject.report;
    let Some(limit) = subject.overview_limit.or_else(|| own_limit(report)) else {
        return Vec::new();
    };
    let is_overview = |text: &str| {
        let part = subject.form.part_headed(text);
        part.is_some_and(|(_, part)| part.key == OVERVIEW)
    };
    let mut lines = report.narrative.iter();
    let heading = lines.find(|line| line.level == 1 && is_overview(&line.text));
    let part = lines.take_while(|line| line.level != 1);
    let length: usize = part.map(|line| words(&line.text)).sum();
    let Some(heading) = heading.filter(|_| length > limit) else {
        return Vec::new();
    };
    let over = length - limit;
    let message = Text::new(
        format!("“总体情况”有 {length} 字，超过规定的 {limit} 字，多 {over} 字"),
        format!("the overview has {length} characters, {over} more than the limit of {limit}"),
    );
    let finding = subject.finding(&RULE, vec![heading.locus.clone().into()], message);
    let number = |count: usize| Value::Number(count.into()).told(true);
    vec![finding.with_found(number(length)).with_expected(number(limit))]
}

/// The limit that the workbook itself sets.
fn own_limit(report: &Report) -> Option<usize> {
    let mut items = report.metadata.others.iter();
    let (_, given) = items.find(|(name, _)| name == ITEM)?;
    let digits: String = given.value.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// How many characters Word counts: each Han character and mark is one, and so is a run of letters or digits.
fn words(text: &str) -> usize {
    let mut count = 0;
    let mut in_run = false;
    for c in text.chars() {
        let runs = c.is_ascii_graphic() || c.is_alphanumeric() && !is_han(c) && !is_wide(c);
        let goes_on = runs && in_run;
        count += usize::from(!c.is_whitespace() && !goes_on);
        in_run = runs;
    }
    count
}

/// Full-width letters and digits, each of which Word counts.
const fn is_wide(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{ff01}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_as_word_counts_them() {
        assert_eq!(words("公开信息120条，"), 7);
        assert_eq!(words("发布 3.5 万条 A4 纸"), 7);
        assert_eq!(words(" \u{3000}"), 0);
    }
}
