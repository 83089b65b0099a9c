//! `heading-numbering`: 一、 (一) 1. (1) run without gaps or repeats.

use nianbao_model::chars::half_width;
use nianbao_model::report::Paragraph;
use nianbao_model::{Decimal, Text, inventory, label, numeral};

use crate::rule::{Entry, Example, FORMAT, Family, Rule, Words};
use crate::{Finding, Quote, Severity, Subject};

static RULE: Rule = Rule {
    id: "heading-numbering",
    family: Family::Style,
    severity: Severity::Warning,
    authority: FORMAT,
    holds: Words {
        zh: "标题的序号连续，不跳号、不重号",
        en: "the numbers of headings run without gaps or repeats",
    },
    advice: Words {
        zh: "改正序号；删掉或移动过段落的，后面的序号一并调整",
        en: "correct the number, and those behind it where a section was moved or taken out",
    },
    breaks: Example {
        words: Words {
            zh: "（一）后面是（三）",
            en: "（三） follows （一）",
        },
        make: |sample| {
            sample.text(
                "overview",
                "（一）主动公开\n公开信息若干。\n（三）依申请公开\n依法办理。",
            )
        },
        at: "正文 › A6",
    },
    near_miss: Example {
        words: Words {
            zh: "“（一）”之下各有“1.”“2.”，到“（二）”又从“1.”开始",
            en: "1. and 2. begin anew under each section",
        },
        make: |sample| {
            sample.text(
                "overview",
                "（一）主动公开\n1.网站\n公开信息。\n2.新媒体\n推送信息。\n（二）依申请公开\n1.受理\n依法受理。",
            )
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    // The last number of each level, and where; a heading ends the levels below it.
    let mut last: [Option<(Decimal, &Paragraph)>; 4] = [None; 4];
    for (at, paragraph) in subject.report.narrative.iter().enumerate() {
        let Some((level, number)) = numbered(&paragraph.text) else {
            continue;
        };
        let index = usize::from(level) - 1;
        // The form's own parts have rules of their own; a section worded like one is none.
        if level == 1
            && let Some((_, part)) = subject.form.part_headed(&paragraph.text)
        {
            // Which number a part has the form says, whatever stands before it.
            if let Some((_, official)) = numbered(&part.heading.text).filter(|(_, official)| *official != number) {
                findings.push(finding(subject, at, paragraph, None, official));
            }
            last = [Some((number, paragraph)), None, None, None];
            continue;
        }
        // A numbered sentence may begin a count of its own anywhere.
        let begins = number == Decimal::ONE && (paragraph.level == 0 || last[index].is_none());
        let expected = last[index].map_or(Decimal::ONE, |(number, _)| number + Decimal::ONE);
        if !begins && number != expected {
            findings.push(finding(
                subject,
                at,
                paragraph,
                last[index].map(|(_, before)| before),
                expected,
            ));
        }
        last[index] = Some((number, paragraph));
        for below in &mut last[index + 1..] {
            *below = None;
        }
    }
    findings
}

/// The level and number of a paragraph that begins with a list marker.
fn numbered(text: &str) -> Option<(u8, Decimal)> {
    // The first of the attachments stands behind that word, the others below.
    let text = label::attachments(text).unwrap_or(text);
    let marker = label::marker(text)?;
    let digits = text[..marker.len].trim_matches(|c: char| !c.is_alphanumeric());
    let digits: String = digits.chars().map(half_width).collect();
    let number = digits.parse().ok().or_else(|| numeral::parse(&digits))?;
    Some((marker.level, number))
}

/// How many characters of a paragraph are quoted.
const QUOTED: usize = 40;

fn finding(
    subject: &Subject<'_>,
    at: usize,
    paragraph: &Paragraph,
    before: Option<&Paragraph>,
    expected: Decimal,
) -> Finding {
    let marker = label::marker(&paragraph.text).map_or("", |marker| &paragraph.text[..marker.len]);
    let message = match before.and_then(|before| Some((before, label::marker(&before.text)?))) {
        Some((before, own)) => {
            let before = &before.text[..own.len];
            Text::new(
                format!("序号“{marker}”接在“{before}”后面，应是第 {expected} 个"),
                format!("“{marker}” follows “{before}”; it should be number {expected}"),
            )
        }
        None if expected != Decimal::ONE => Text::new(
            format!("这一部分的序号是“{marker}”，按表式应是第 {expected} 个"),
            format!("the part is numbered “{marker}”; by the form it is number {expected}"),
        ),
        None => Text::new(
            format!("序号从“{marker}”开始，应从第 1 个开始"),
            format!("the count begins with “{marker}”; it should begin with the first"),
        ),
    };
    let places = std::iter::once(paragraph)
        .chain(before)
        .map(|paragraph| paragraph.locus.clone().into());
    let quoted = paragraph.text.chars().take(QUOTED).map(char::len_utf8).sum();
    let quote = Quote::words(at, &paragraph.text, 0..quoted);
    subject.finding(&RULE, places.collect(), message).with_quotes([quote])
}
