//! Names, figures and sentences come from other people's files.

use std::sync::Arc;

use nianbao_check::{Told, rule};

use super::*;

const EVIL: &str = "<b>&amp;\"'>{{ 7 * 7 }}{% raw %}</style></title><script>alert(1)</script>";

#[test]
fn no_text_becomes_markup() {
    let mut sample = Sample::office();
    figure(&mut sample, "applications.new_received.total", EVIL);
    office::cell(&mut sample, "基本信息", CellRef::new(0, 1), EVIL);
    let mut judged = judge(&sample, &[&format!("row-total={EVIL}")]);
    judged.report.files = vec![EVIL.into()];
    let form = Arc::make_mut(&mut judged.form);
    form.name = EVIL.into();
    form.authority = EVIL.into();
    let keys = ["applications.new_received.total"];
    judged.report.narrative[0].text = EVIL.into();
    let mut finding = office::sentence(&judged, EVIL, EVIL, "7", &keys);
    let elsewhere = Locus::cell(&EVIL.into(), &EVIL.into(), CellRef::new(0, 0));
    finding.locations.push(elsewhere.into());
    finding.message = Text::same(EVIL);
    finding.found.as_mut().unwrap().told = Told::No;
    finding.authority = EVIL.into();
    judged.findings.push(finding);
    let failed = Outcome::Failed {
        files: vec![EVIL.into()],
        message: Text::same(EVIL),
    };
    let single = render(&[outcome(judged)], Lang::Zh).unwrap();
    assert!(!single.contains("<script") && !single.contains("<b>&amp;"));
    let html = Html::parse_document(&single);
    assert!(html.errors.is_empty(), "{:?}", html.errors);
    assert!(all(&html, "script").is_empty());
    let told: Vec<String> = texts(&html, "blockquote, mark, td.value, .value, .about dd");
    assert!(told.iter().filter(|text| *text == EVIL).count() >= 6, "{told:#?}");
    let titles = texts(&html, "title, h1");
    assert!(
        titles.len() == 2 && titles.iter().all(|text| text.starts_with(EVIL)),
        "{titles:?}"
    );

    let several = render(&[failed, outcome(office::clean())], Lang::En).unwrap();
    let html = Html::parse_document(&several);
    let scripts: Vec<String> = all(&html, "script")
        .iter()
        .map(|script| script.text().collect())
        .collect();
    assert_eq!(scripts, [include_str!("../index.js")], "the page's own and no other");
    assert_eq!(
        all(&html, ".index tbody tr")[0].attr("data-find"),
        Some(&*EVIL.to_lowercase())
    );
    assert_eq!(texts(&html, ".index tbody th")[0], EVIL);
}

#[test]
fn a_figure_in_two_findings_names_both() {
    let mut judged = office::one_error();
    let again = judged.findings[0].clone();
    judged.findings.push(nianbao_check::Finding {
        severity: nianbao_check::Severity::Note,
        message: Text::same("再说一次"),
        ..again
    });
    let html = page(&[outcome(judged)]);
    let cell = all(&html, "td.first.error")[0];
    let chips: Vec<_> = within(cell, "a.chip").into_iter().map(text).collect();
    assert_eq!(chips, ["×错误 1", "i提示 3"]);
}

#[test]
fn a_finding_with_no_place_at_all_is_listed() {
    let mut judged = office::one_error();
    judged.findings[0].locations.clear();
    judged.findings[0].rule = rule("form-year").unwrap();
    let html = page(&[outcome(judged)]);
    assert!(texts(&html, "section.others code").contains(&"form-year".to_owned()));
}
