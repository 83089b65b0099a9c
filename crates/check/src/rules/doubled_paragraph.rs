//! `doubled-paragraph`: no paragraph of the text stands there twice.

use std::collections::BTreeMap;

use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Severity, Subject};

static RULE: Rule = Rule {
    id: "doubled-paragraph",
    family: Family::Narrative,
    severity: Severity::Note,
    authority: Authority::Workbook,
    holds: Words {
        zh: "正文中没有一字不差的两段",
        en: "no paragraph of the text stands there twice, word for word",
    },
    advice: Words {
        zh: "多半是复制时多粘贴了一次：删去一段",
        en: "it was probably pasted once more than meant: delete one",
    },
    breaks: Example {
        words: Words {
            zh: "“管网改造的计划和进度在网站专栏公布，供群众查阅。”连着写了两遍",
            en: "a paragraph on renewed pipes stands there twice",
        },
        make: |sample| sample.text("overview", TWICE),
        at: "正文 › A5",
    },
    near_miss: Example {
        words: Words {
            zh: "两部分都写“无。”",
            en: "two parts say “无。”",
        },
        make: |sample| sample.text("overview", "无。").text("other_matters", "无。"),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// A paragraph that stands there twice.
const TWICE: &str =
    "管网改造的计划和进度在网站专栏公布，供群众查阅。\n管网改造的计划和进度在网站专栏公布，供群众查阅。";
/// Shorter paragraphs may say the same: that there is nothing to report.
const SHORTEST: usize = 20;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut seen = BTreeMap::new();
    let paragraphs = subject.report.narrative.iter().filter(|paragraph| paragraph.level == 0);
    let long = paragraphs.filter(|paragraph| paragraph.text.chars().count() >= SHORTEST);
    let doubled = long.filter_map(|paragraph| Some((seen.insert(paragraph.text.trim(), &paragraph.locus)?, paragraph)));
    let findings = doubled.map(|(first, second)| {
        let message = Text::new(
            format!("这一段和 {first} 的一字不差，会印两遍"),
            format!("the paragraph is that at {first} once more, and would be printed twice"),
        );
        let places = vec![
            Location::from(second.locus.clone()),
            Location::from(first.clone()).told(),
        ];
        subject.finding(&RULE, places, message)
    });
    findings.collect()
}
