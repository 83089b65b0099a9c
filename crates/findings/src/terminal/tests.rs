use nianbao_check::{Allowed, Fact, Location, Quote, Told, Value, Whose, rules};
use nianbao_model::{Locus, Text};

use super::*;
use crate::testing::{all_examples, at, example, faultless, faulty, one};

fn look(lang: Lang, width: usize, color: bool) -> Look {
    Look { lang, width, color }
}

#[test]
fn a_clerk_reads_sheet_by_sheet_what_is_wrong_and_what_to_do() {
    insta::assert_snapshot!(render(&faulty(), &look(Lang::Zh, 80, false)));
}

#[test]
fn the_same_in_english_and_narrow() {
    insta::assert_snapshot!(render(&faulty(), &look(Lang::En, 50, false)));
}

#[test]
fn colours_mark_what_must_be_seen() {
    let mut judged = faulty();
    judged
        .findings
        .retain(|finding| finding.rule.id != "blank-cell" || finding.allowed.is_some());
    let colored = render(&judged, &look(Lang::Zh, 100, true));
    insta::assert_snapshot!(colored.replace('\u{1b}', "␛"));
    assert!(!render(&judged, &look(Lang::Zh, 100, false)).contains('\u{1b}'));
}

#[test]
fn nothing_found_is_nothing_said() {
    assert_eq!(render(&faultless(), &look(Lang::Zh, 80, true)), "");
}

#[test]
fn the_name_of_a_single_file_is_told_once() {
    let mut judged = faulty();
    judged.findings.retain(|finding| finding.rule.id == "row-total");
    let text = render(&judged, &look(Lang::Zh, 80, false));
    assert!(
        text.starts_with("年报.xlsx\n\n表三 依申请公开  2 个错误\n  错误  J7  row-total\n"),
        "{text}"
    );
    assert_eq!(text.matches("年报.xlsx").count(), 1);
    assert_eq!(text.matches("办法").count(), 1);
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let mut all = all_examples();
    all.push(faulty());
    for judged in &all {
        for (lang, width) in [Lang::Zh, Lang::En]
            .into_iter()
            .flat_map(|lang| (40..130).map(move |width| (lang, width)))
        {
            let told = render(judged, &look(lang, width, false));
            assert!(
                judged.findings.iter().all(|finding| told.contains(finding.rule.id)),
                "{width}: {told}"
            );
            for line in told.lines() {
                assert!(text::columns(line) <= width, "{width}: {line}");
            }
        }
    }
}

#[test]
fn what_comes_from_outside_cannot_drive_the_terminal() {
    let evil = "a\u{1b}[2J\u{7}\r\nb\u{202e}c";
    let mut judged = faultless();
    let locus = Locus::cell(&evil.into(), &evil.into(), at("J7"));
    judged.report.narrative[0].text = evil.to_owned();
    let fact = || Fact {
        value: Value::Text(evil.to_owned()),
        told: Told::No,
    };
    let finding = Finding {
        rule: rules()[0],
        severity: Severity::Error,
        message: Text::same(evil),
        locations: vec![locus.clone().into(), Locus::file(&evil.into()).into()],
        found: Some(fact()),
        expected: Some(fact()),
        quotes: vec![Quote {
            paragraph: 0,
            sentence: 0..evil.len(),
            words: 0..evil.len(),
            marks: std::iter::once(0..evil.len()).collect(),
            is_told: false,
        }],
        case: None,
        authority: evil.to_owned(),
        allowed: None,
    };
    let allowed = Finding {
        allowed: Some(Allowed {
            reason: evil.to_owned(),
            locus: None,
        }),
        ..finding.clone()
    };
    judged.findings = vec![finding; 8];
    judged.findings.push(allowed);
    for finding in &mut judged.findings[1..8] {
        finding.severity = Severity::Note;
    }
    let text = render(&judged, &look(Lang::Zh, 80, false));
    let bad = text
        .chars()
        .find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
    assert_eq!(bad, None, "{text}");
    assert!(text.contains("[2J"), "what is left of it is shown: {text}");
}

#[test]
fn a_finding_without_a_place_is_about_the_file() {
    let mut judged = one("row-total");
    judged.findings[0].locations.clear();
    let text = render(&judged, &look(Lang::Zh, 80, false));
    assert!(text.starts_with("年报.xlsx\n\n整个文件  1 个错误\n"), "{text}");
}

#[test]
fn the_lines_of_a_single_text_file_are_its_text() {
    let mut judged = faulty();
    judged
        .findings
        .retain(|finding| finding.locations[0].locus.passage.is_some());
    let text = render(&judged, &look(Lang::Zh, 0, false));
    assert!(
        text.starts_with("附件 1/正文#2.txt\n\n正文  1 个错误\n  错误  第12行"),
        "{text}"
    );
}

#[test]
fn last_years_figure_is_named_and_not_mistaken_for_this_years() {
    let text = render(&example("carry-over"), &look(Lang::Zh, 80, false));
    assert!(text.contains("D列 自然人：[1]\n"), "{text}");
    assert!(
        text.contains("    另见 2023/年报.xlsx › 表三 依申请公开 › D29\n"),
        "{text}"
    );
    let text = render(&example("items-balance"), &look(Lang::Zh, 80, false));
    assert!(
        text.contains("另见 2023/年报.xlsx › 表二 主动公开 › B8、C8\n"),
        "{text}"
    );
}

#[test]
fn nor_are_they_if_their_file_has_the_same_name() {
    let mut judged = example("implausible-change");
    let locations = &mut judged.findings[0].locations;
    locations[1].locus = locations[0].locus.clone();
    let shown = |judged: &Judged| {
        let text = render(judged, &look(Lang::Zh, 80, false));
        text.contains("另见")
    };
    assert!(shown(&judged));
    let own = &judged.findings[0].locations[1];
    judged.findings[0].locations[1] = Location {
        whose: Whose::Own,
        ..own.clone()
    };
    assert!(!shown(&judged));
}

#[test]
fn figures_beside_a_sentence_are_not_marked_as_wrong() {
    let text = render(&example("narrative-figure"), &look(Lang::Zh, 80, false));
    assert!(text.contains("申请[13]件"), "{text}");
    assert!(text.contains("J列 总计：12\n"), "{text}");
    let text = render(&example("narrative-figure"), &look(Lang::Zh, 80, true));
    assert!(text.contains("总计：\u{1b}[1m12\u{1b}[0m\n"), "{text}");
}

#[test]
fn nothing_is_said_twice() {
    let text = render(&example("row-total"), &look(Lang::Zh, 80, false));
    assert!(!text.contains("填写"), "{text}");
    let text = render(&example("document-number-brackets"), &look(Lang::Zh, 80, false));
    assert!(text.contains("\n    应为 国办公开办函〔2021〕30号\n"), "{text}");
    let text = render(&example("title-variants"), &look(Lang::Zh, 80, false));
    assert!(!text.contains("原文") && !text.contains("另见"), "{text}");
    let text = render(&example("duplicate-row"), &look(Lang::Zh, 80, false));
    assert!(!text.contains("另见"), "{text}");
    let text = render(&example("announced-outline"), &look(Lang::Zh, 80, false));
    assert!(!text.contains("填写"), "{text}");
}
