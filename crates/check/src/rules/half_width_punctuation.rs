//! `half-width-punctuation`: Chinese prose has full-width punctuation.

use std::ops::Range;

use nianbao_model::{Text, inventory};

use crate::rule::{Entry, Example, Family, PUNCTUATION, Rule, Words};
use crate::{Finding, Location, Quote, Severity, Subject, punctuation};

static RULE: Rule = Rule {
    id: "half-width-punctuation",
    family: Family::Style,
    severity: Severity::Note,
    authority: PUNCTUATION,
    holds: Words {
        zh: "汉字之间用全角标点",
        en: "punctuation between Han characters is full-width",
    },
    advice: Words {
        zh: "build 加 --fix，生成的文件里自动改成全角，工作簿不变；也可以在工作簿里替换",
        en: "build with --fix writes full-width marks into the documents and leaves the workbook as it is",
    },
    breaks: Example {
        words: Words {
            zh: "正文：“健全制度,规范程序(含受理、答复)。”用的是半角逗号和括号",
            en: "a half-width comma and brackets between Han characters",
        },
        make: |sample| sample.text("overview", "健全制度,规范程序(含受理、答复)。"),
        at: "正文 › A4",
    },
    near_miss: Example {
        words: Words {
            zh: "正文中的 3,000、8:30、http://www.example.cn/?a=1、Office (2019) 用半角",
            en: "half-width marks in figures, times, addresses and Western text",
        },
        make: |sample| {
            sample.text(
                "overview",
                "接听来电3,000个，每日8:30至17:30受理，网址为http://www.example.cn/?a=1，可用Office (2019)打开。",
            )
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut count = 0;
    let mut places: Vec<Location> = Vec::new();
    let mut first = None;
    for (index, paragraph) in subject.report.narrative.iter().enumerate() {
        let marks = punctuation::half_width(&paragraph.text);
        if marks.is_empty() {
            continue;
        }
        count += marks.len();
        places.push(paragraph.locus.clone().into());
        if let (None, Some(at)) = (&first, marks.first()) {
            let text = &paragraph.text;
            first = Some(Quote::words(index, text, around(text, *at)));
        }
    }
    if count == 0 {
        return Vec::new();
    }
    let paragraphs = places.len();
    let message = Text::new(
        format!("正文有 {count} 处半角标点，在 {paragraphs} 段里"),
        format!(
            "the text has {count} half-width mark{}, in {paragraphs} paragraph{}",
            plural(count),
            plural(paragraphs)
        ),
    );
    vec![subject.finding(&RULE, places, message).with_quotes(first)]
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// Where the few characters around a byte of a text stand.
fn around(text: &str, at: usize) -> Range<usize> {
    let length = |c: char| c.len_utf8();
    let before: usize = text[..at].chars().rev().take(8).map(length).sum();
    let behind: usize = text[at..].chars().take(9).map(length).sum();
    at - before..at + behind
}
