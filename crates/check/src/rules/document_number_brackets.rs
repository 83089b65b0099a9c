//! `document-number-brackets`: the year of a document number stands in 〔 〕.

use std::ops::Range;

use nianbao_model::chars::is_han;
use nianbao_model::{Text, inventory};

use crate::pattern::{self, Rest};
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

/// How many characters before the year may belong to the issuer's name.
const ISSUER: usize = 12;

/// The year and the number, where the year is not in full or stands in other brackets than 〔〕.
fn number(rest: &mut Rest<'_>) -> Option<()> {
    if rest.word(&["〔"]).is_some() {
        rest.digits(2, 2)?;
        rest.word(&["〕"])?;
    } else {
        rest.word(&["[", "【", "\u{ff3b}", "(", "\u{ff08}"])?;
        rest.word(&["19", "20"])?;
        rest.digits(2, 2)?;
        rest.word(&["]", "】", "\u{ff3d}", ")", "\u{ff09}"])?;
    }
    rest.many(char::is_whitespace);
    rest.word(&["第"]);
    rest.many(char::is_whitespace);
    rest.many(|c| c.is_ascii_digit())?;
    rest.many(char::is_whitespace);
    rest.word(&["号"])?;
    Some(())
}

/// The numbers of a text, each from its issuer on.
fn numbers(text: &str) -> Vec<Range<usize>> {
    // What every one ends with: most texts have none.
    if !text.contains('号') {
        return Vec::new();
    }
    let mut from = 0;
    let found = pattern::all(text, number).map(|(place, ())| {
        let before = text[from..place.start].char_indices().rev().take(ISSUER);
        let issuer = before.take_while(|(_, c)| is_han(*c)).last();
        let start = issuer.map_or(place.start, |(at, _)| from + at);
        from = place.end;
        place.end - issuer_on(&text[start..place.end]).len()..place.end
    });
    found.collect()
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let paragraphs = subject.report.narrative.iter().enumerate();
    let told = paragraphs.filter_map(|(index, paragraph)| {
        let text = paragraph.text.as_str();
        let places = numbers(text);
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
fn issuer_on(found: &str) -> &str {
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
