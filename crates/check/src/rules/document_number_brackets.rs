//! `document-number-brackets`: the year of a document number stands in 〔 〕.

use std::ops::Range;
use std::sync::LazyLock;

use nianbao_model::{Text, inventory};
use regex::Regex;

use crate::rule::{Entry, Example, FORMAT, Family, Rule, Words};
use crate::{Finding, Quote, Severity, Subject, Value};

static RULE: Rule = Rule {
    id: "document-number-brackets",
    family: Family::Style,
    severity: Severity::Warning,
    authority: FORMAT,
    holds: Words {
        zh: "发文字号的年份用六角括号〔〕括起",
        en: "the year of a document number stands in 〔 〕",
    },
    advice: Words {
        zh: "改成六角括号，如“国办公开办函〔2019〕60号”；年份写全四位，序号前不加“第”",
        en: "write 〔2019〕, with all four digits and no 第 before the number (GB/T 9704, 7.2.5)",
    },
    breaks: Example {
        words: Words {
            zh: "正文：“国办公开办函【2021】30号”",
            en: "【2021】 in a document number",
        },
        make: |sample| sample.text("preface", "本报告依据国办公开办函【2021】30号编制。"),
        at: "正文 › A2",
    },
    near_miss: Example {
        words: Words {
            zh: "正文：“国办公开办函〔2021〕30号”，“第3期（2024年）”，“【2024】专栏”",
            en: "a right document number, and brackets around other things",
        },
        make: |sample| {
            sample.text(
                "preface",
                "本报告依据国办公开办函〔2021〕30号编制，见简报第3期（2024年）和“【2024】年报”专栏。",
            )
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[\p{Han}]{0,12}(?:[\[【［(（](?:19|20)\d\d[\]】］)）]|〔\d\d〕)\s*第?\s*\d+\s*号").ok()
});

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(pattern) = &*NUMBER else {
        return Vec::new();
    };
    let paragraphs = subject.report.narrative.iter().enumerate();
    let told = paragraphs.filter_map(|(index, paragraph)| {
        let text = paragraph.text.as_str();
        let found = pattern.find_iter(text);
        let places: Vec<Range<usize>> = found
            .map(|found| found.end() - issuer(found.as_str()).len()..found.end())
            .collect();
        let numbers: Vec<&str> = places.iter().map(|place| &text[place.clone()]).collect();
        let first = *numbers.first()?;
        let all = numbers.join("”“");
        let message = Text::new(
            format!("发文字号“{all}”的年份没有用六角括号〔〕"),
            format!("the year of “{all}” does not stand in 〔 〕"),
        );
        let quotes = places.into_iter().map(|place| Quote::words(index, text, place).told());
        let finding = subject.finding(&RULE, vec![paragraph.locus.clone().into()], message);
        let finding = finding
            .with_found(Value::Text(first.to_owned()).told(true))
            .with_expected(Value::Text(corrected(first)).told(false))
            .with_quotes(quotes);
        Some(finding)
    });
    told.collect()
}

/// The number from its issuer on, without the words that lead up to it.
fn issuer(found: &str) -> &str {
    const LEADS: [&str; 12] = [
        "按照", "根据", "依据", "依照", "遵照", "落实", "执行", "印发", "通知", "的", "和", "及",
    ];
    let bracket = found
        .find(['[', '【', '\u{ff3b}', '(', '\u{ff08}', '〔'])
        .unwrap_or(found.len());
    let ends = LEADS
        .iter()
        .filter_map(|lead| found[..bracket].rfind(lead).map(|at| at + lead.len()));
    &found[ends.max().filter(|end| *end < bracket).unwrap_or(0)..]
}

fn corrected(number: &str) -> String {
    number
        .chars()
        .filter(|c| *c != '第' && !c.is_whitespace())
        .map(|c| match c {
            '[' | '【' | '\u{ff3b}' | '(' | '\u{ff08}' => '〔',
            ']' | '】' | '\u{ff3d}' | ')' | '\u{ff09}' => '〕',
            c => c,
        })
        .collect()
}
