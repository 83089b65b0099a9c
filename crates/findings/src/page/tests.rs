//! Whole pages, read back with an HTML parser.

use std::collections::BTreeSet;

use nianbao_check::{Location, Sample, Told, Whose, rules};
use nianbao_model::{CellRef, Lang, Locus, Text};
use scraper::{ElementRef, Html, Selector};

use super::render;
use crate::Outcome;

mod hostile;
mod index;
pub(crate) mod office;

use crate::testing::{example, judge_allowing as judge, read_sample};
use office::{figure, outcome};

/// Renders and reads the page; it is well formed, its ids are unique, its links lead
/// somewhere, and it asks for nothing.
fn page_in(outcomes: &[Outcome], lang: Lang) -> Html {
    let text = render(outcomes, lang).unwrap();
    assert_eq!(text, render(outcomes, lang).unwrap(), "the same every time");
    let requests = text.replacen(&format!("<script>{}</script>", include_str!("index.js")), "", 1);
    for request in [
        "<script", "<link", "<img", "<iframe", " src=", "@import", "url(", "{{", "{%",
    ] {
        assert!(!requests.contains(request), "{request}");
    }
    let html = Html::parse_document(&text);
    assert!(html.errors.is_empty(), "{:?}", html.errors);
    let ids: Vec<_> = all(&html, "[id]").into_iter().filter_map(|e| e.value().id()).collect();
    let unique: BTreeSet<_> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len(), "ids are unique");
    for link in all(&html, "[href]") {
        let target = link.attr("href").unwrap().strip_prefix('#').unwrap();
        assert!(unique.contains(target), "{target}");
    }
    for (attribute, selector) in [("headers", "[headers]"), ("aria-labelledby", "[aria-labelledby]")] {
        for element in all(&html, selector) {
            let named = element.attr(attribute).unwrap().split(' ');
            assert!(named.into_iter().all(|id| unique.contains(id)));
        }
    }
    assert!(all(&html, "[title]").is_empty(), "nothing is told by title alone");
    html
}

fn page(outcomes: &[Outcome]) -> Html {
    page_in(outcomes, Lang::Zh)
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn within<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element.select(&Selector::parse(selector).unwrap()).collect()
}

/// An element's text, its spaces as a browser shows them.
fn text(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn texts(html: &Html, selector: &str) -> Vec<String> {
    all(html, selector).into_iter().map(text).collect()
}

/// The element a link leads to.
fn target<'a>(html: &'a Html, link: ElementRef<'_>) -> ElementRef<'a> {
    let id = link.attr("href").unwrap().strip_prefix('#').unwrap();
    all(html, "[id]")
        .into_iter()
        .find(|e| e.value().id() == Some(id))
        .unwrap()
}

/// The last word of each text: in a cell, its address in the workbook.
fn marked(html: &Html, class: &str) -> Vec<String> {
    texts(html, &format!("td.{class} small"))
}

#[test]
fn the_header_says_what_the_report_is_and_whether_it_can_be_published() {
    let html = page(&[outcome(office::troubled())]);
    assert_eq!(texts(&html, "h1"), ["青禾市水务局 2024年年报检查结果"]);
    assert_eq!(
        texts(&html, ".about dd"),
        [
            "年报.xlsx",
            "政府信息公开工作年度报告（2021年起）",
            "国办公开办函〔2021〕30号"
        ]
    );
    let verdict = texts(&html, ".verdict");
    assert!(
        verdict[0].starts_with("有 8 个错误，改正后才能公布；另有 8 个警告"),
        "{verdict:?}"
    );
    assert_eq!(
        texts(&html, ".counts li"),
        ["×错误 8", "!警告 8", "i提示 1", "已允许 1"]
    );
    assert!(all(&html, "details, .index").is_empty());
}

#[test]
fn a_cell_leads_to_its_finding_and_back() {
    let html = page(&[outcome(office::one_error())]);
    let first = all(&html, "td.first.error");
    let chips: Vec<_> = first.iter().map(|cell| within(*cell, "sup a")[0]).collect();
    let told: Vec<_> = first.iter().map(|cell| text(*cell)).collect();
    assert_eq!(told, ["6×错误 1J7", "12×错误 2J28"]);
    for (cell, chip) in first.iter().zip(chips) {
        let finding = target(&html, chip);
        assert_eq!(finding.value().name(), "li");
        let back = within(finding, "dd a")[0];
        assert_eq!(target(&html, back), *cell);
    }
    let finding = all(&html, "li#r1-f1")[0];
    assert_eq!(
        text(within(finding, ".message")[0]),
        "错误 “予以公开”行：自然人 4 + 商业企业 1 = 5，总计 6，应为 5"
    );
    let facts: Vec<_> = within(finding, "dl > div").into_iter().map(text).collect();
    // The message has what was typed and what is expected.
    assert_eq!(facts[0], "位置表三 依申请公开 › J7（本年度办理结果 › 予以公开 · 总计）");
    assert_eq!(facts[1], "相关D7、E7");
    assert!(facts[2].starts_with("怎么改核对这一行"), "{facts:?}");
    assert_eq!(facts[3], "依据国办公开办函〔2021〕30号 规则 row-total");
}

#[test]
fn what_is_involved_is_marked_lightly_and_names_the_findings() {
    let html = page(&[outcome(office::one_error())]);
    assert_eq!(
        marked(&html, "involved"),
        [
            "D7 ，有关问题 · 1",
            "E7 ，有关问题 · 1",
            "D28 ，有关问题 · 2",
            "E28 ，有关问题 · 2"
        ]
    );
}

#[test]
fn the_official_table_is_shown_whole_and_the_others_are_named() {
    let judged = office::one_error();
    let html = page(&[outcome(judged)]);
    assert_eq!(
        texts(&html, "h2"),
        ["三、收到和处理政府信息公开申请情况", "已允许的问题"]
    );
    let table = all(&html, "div.scroll[role=region][tabindex='0'] > table");
    assert_eq!(table.len(), 1);
    assert_eq!(within(table[0], "tbody td").len(), 25 * 7);
    assert!(
        within(table[0], "thead th")
            .iter()
            .all(|th| th.attr("scope") == Some("col"))
    );
    assert!(
        within(table[0], "tbody th")
            .iter()
            .all(|th| th.attr("scope") == Some("row"))
    );
    let labels = |cell: ElementRef<'_>| -> Vec<String> {
        let ids = cell.attr("headers").unwrap().split(' ');
        ids.map(|id| text(all(&html, &format!("#{id}"))[0])).collect()
    };
    assert_eq!(
        labels(all(&html, "td.first")[0]),
        ["申请人情况", "总计", "三、本年度办理结果", "（一）予以公开"]
    );
    assert_eq!(
        texts(&html, ".quiet"),
        ["没有发现问题的表：二、主动公开政府信息情况；四、政府信息公开行政复议、行政诉讼情况。"]
    );
}

#[test]
fn a_row_that_is_not_there_has_no_figures() {
    let mut sample = Sample::office();
    let place = read_sample(&sample)
        .figure("disclosure.penalties.decisions")
        .unwrap()
        .locus
        .clone();
    let row = place.cell.unwrap().row;
    let sheet = sample.files[0].sheets.iter_mut();
    let sheet = sheet.into_iter().find(|own| Some(&own.name) == place.sheet.as_ref());
    sheet.unwrap().cells.retain(|at, _| at.row != row);
    let html = page(&[outcome(judge(&sample, &[]))]);
    assert_eq!(texts(&html, "td .absent"), ["缺"]);
    assert_eq!(texts(&html, "h2")[0], "二、主动公开政府信息情况");
    assert_eq!(all(&html, ".scroll").len(), 4, "all blocks of the table");
}

#[test]
fn what_differs_in_its_cell_only_is_told_once() {
    let html = page(&[outcome(office::troubled())]);
    let chips = all(&html, "td.first.warning sup a");
    assert_eq!(chips.len(), 6);
    let findings: BTreeSet<_> = chips.iter().map(|chip| chip.attr("href")).collect();
    assert_eq!(findings.len(), 1);
    let finding = target(&html, chips[0]);
    assert!(text(within(finding, ".message")[0]).ends_with("（6 处）"));
    let places: Vec<_> = within(finding, "dd a").into_iter().map(text).collect();
    assert_eq!(places, ["表三 依申请公开 › D21", "E21", "F21", "G21", "H21", "I21"]);
}

#[test]
fn a_sentence_stands_beside_the_figures_it_contradicts() {
    let mut sample = Sample::office();
    figure(&mut sample, "applications.results.granted.total", "6");
    let sentence = "窗口接待9人。予以公开和部分公开共9件。";
    office::cell(&mut sample, "正文", CellRef::new(5, 0), sentence);
    let html = page(&[outcome(judge(&sample, &[]))]);
    let finding = all(&html, "section.text li")[0];
    assert_eq!(text(within(finding, "blockquote")[0]), "予以公开和部分公开共9件。");
    let marked = within(finding, "mark");
    assert_eq!(marked.len(), 1, "of two equal numbers the one that is meant");
    assert_eq!(text(marked[0]), "9");
    assert_eq!(text(within(finding, "figcaption")[0]), "正文 › A6");
    let rows: Vec<Vec<_>> = within(finding, ".figures tbody tr")
        .into_iter()
        .map(|row| within(row, "td").into_iter().map(text).collect())
        .collect();
    assert_eq!(
        rows[0],
        ["本年度办理结果 › 予以公开", "总计", "6", "表三 依申请公开 › J7"]
    );
    assert_eq!(rows[1][2..], ["1", "表三 依申请公开 › J8"]);
    // The table is shown for its own findings, so the figures are marked there too.
    let link = within(finding, ".figures a")[0];
    let cell = target(&html, link);
    assert_eq!(text(cell), "6×错误 1J7 ，有关问题 · 2、3");
}

#[test]
fn last_years_figures_are_named_and_never_taken_from_this_years_table() {
    for rule in ["carry-over", "in-force-balance", "items-balance", "implausible-change"] {
        let judged = example(rule);
        let finding = judged.findings[0].clone();
        let others = finding.locations.iter().filter(|place| !place.is_own()).count();
        assert!(others > 0, "{rule}");
        let html = page(&[outcome(judged)]);
        let item = all(&html, "li#r1-f1")[0];
        let related: Vec<_> = within(item, "dl > div").into_iter().map(text).collect();
        let related = related.iter().find(|fact| fact.starts_with("相关")).unwrap();
        assert_eq!(related.matches("2023/年报.xlsx › ").count(), 1, "{related}");
        assert_eq!(related.matches('（').count(), others, "{related}");
        // What is marked as involved stands in this year's table only.
        let own = finding.locations.len() - 1 - others;
        let involved = all(&html, "td.involved").into_iter().map(text);
        let involved = involved.filter(|cell| cell.ends_with(" 1")).count();
        assert_eq!(involved, own, "{rule}");
    }
}

#[test]
fn a_figure_of_another_report_is_not_shown_as_this_ones() {
    let mut judged = office::one_error();
    let last_year = Locus::cell(&"2023.xlsx".into(), &"表三 依申请公开".into(), CellRef::new(6, 9));
    let key = Some("applications.results.granted.total".to_owned());
    let sentence = "青禾市水务局认真落实政府信息公开各项要求，主动公开供水、节水和河湖管理信息。";
    let mut finding = office::sentence(&judged, sentence, "3", "4", &[]);
    finding.locations.push(Location {
        whose: Whose::LastYears,
        key,
        ..last_year.into()
    });
    judged.findings = vec![finding];
    let html = page(&[outcome(judged)]);
    let row: Vec<_> = texts(&html, ".figures tbody td");
    assert_eq!(
        row,
        [
            "本年度办理结果 › 予以公开",
            "总计",
            "见该文件",
            "2023.xlsx › 表三 依申请公开 › J7"
        ]
    );
    assert!(all(&html, "td.first, td.involved, .figures a").is_empty());
}

#[test]
fn what_is_let_stand_comes_last_with_its_reason_and_marks_nothing() {
    let html = page(&[outcome(office::troubled())]);
    let headings = texts(&html, "h2");
    assert_eq!(headings.last().unwrap(), "已允许的问题");
    let reason = texts(&html, "section.allowed dl > div");
    assert!(
        reason.contains(&"理由市里统一要求带单位（这次检查时填写）".to_owned()),
        "{reason:?}"
    );
    let cells = marked(&html, "first");
    assert!(!cells.is_empty(), "others are marked");
    assert!(cells.iter().all(|address| !address.contains("J8")), "{cells:?}");
}

#[test]
fn what_stands_in_a_tables_sheet_is_told_at_the_table() {
    let html = page(&[outcome(office::troubled())]);
    let sections = all(&html, "section");
    let rules = |heading: &str| -> Vec<String> {
        let section = sections.iter().find(|s| text(within(**s, "h2")[0]) == heading).unwrap();
        within(*section, "code").into_iter().map(text).collect()
    };
    assert!(rules("三、收到和处理政府信息公开申请情况").contains(&"unknown-row".to_owned()));
    assert_eq!(rules("其他"), ["title-organ", "allowed-rule"]);
}

#[test]
fn a_page_in_english_says_what_is_chinese() {
    let html = page_in(&[outcome(office::one_error())], Lang::En);
    assert_eq!(all(&html, "html")[0].attr("lang"), Some("en"));
    assert_eq!(texts(&html, ".verdict"), ["2 errors: correct them before publishing"]);
    for (selector, lang) in [("table", "zh-CN"), ("td small", "en")] {
        let found = all(&html, selector);
        assert!(!found.is_empty(), "{selector}");
        assert!(found.iter().all(|own| own.attr("lang") == Some(lang)), "{selector}");
    }
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let own = "dt, .legend, .verdict, summary, .counts, .severity, title";
    let foreign: Vec<_> = texts(&html, own).into_iter().filter(|text| chinese(text)).collect();
    assert_eq!(foreign, ["青禾市水务局 2024 findings"]);
}

#[test]
fn every_rules_example_makes_a_page() {
    for rule in rules() {
        let mut sample = Sample::office();
        (rule.breaks.make)(&mut sample);
        let judged = judge(&sample, &[]);
        let found: BTreeSet<_> = judged
            .findings
            .iter()
            .map(|finding| finding.rule.id.to_owned())
            .collect();
        let html = page(&[outcome(judged)]);
        let shown: BTreeSet<_> = texts(&html, ".items code").into_iter().collect();
        assert_eq!(shown, found, "{}", rule.id);
    }
}

#[test]
fn a_small_page() {
    let mut sample = Sample::office();
    figure(&mut sample, "disclosure.regulations.issued", "-1");
    figure(&mut sample, "disclosure.licensing.decisions", "342件");
    let mut judged = judge(&sample, &["text-number=沿用往年写法"]);
    let sentence = "青禾市水务局认真落实政府信息公开各项要求，主动公开供水、节水和河湖管理信息。";
    let keys = ["disclosure.regulations.issued"];
    let mut finding = office::sentence(&judged, sentence, "节水", "-1", &keys);
    finding.message = Text::new("只作样子", "only for show");
    for fact in [&mut finding.found, &mut finding.expected] {
        fact.as_mut().unwrap().told = Told::No;
    }
    judged.findings.push(finding);
    let page = render(&[outcome(judged)], Lang::Zh).unwrap();
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, after) = rest.split_once("</style>").unwrap();
    insta::assert_snapshot!(format!("{before}<style>…</style>{after}"));
}
