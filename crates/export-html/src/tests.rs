//! Whole pages, read back with an HTML parser.

use std::collections::{BTreeMap, BTreeSet};

use nianbao_compose::{Options, compose};
use nianbao_model::document::{Attachment, Block, Document, Heading, Run, Scope, Signature};
use nianbao_model::form::builtin;
use nianbao_model::plugin::{ExportFault, ExportJob, Exporter, Settings};
use nianbao_model::report::Report;
use nianbao_testing::document::{cell, link, paragraph, run, table};
use scraper::{ElementRef, Html, Selector};

use crate::HtmlExporter;

mod conformance;
mod contents;
mod fragment;

fn empty_report() -> Report {
    Report::new("gov-2021")
}

fn document(title: &str, blocks: Vec<Block>) -> Document {
    let forms = builtin().unwrap();
    let mut document = compose(&empty_report(), &forms[0], &Options::default());
    document.title = title.into();
    document.blocks = blocks;
    document
}

fn export(document: &Document) -> String {
    export_with(document, &Settings::new())
}

fn export_with(document: &Document, settings: &Settings) -> String {
    let (report, forms) = (empty_report(), builtin().unwrap());
    let job = ExportJob::new(document, &report, &forms[0]).with_settings(settings);
    String::from_utf8(HtmlExporter.export(&job).unwrap()).unwrap()
}

fn page(document: &Document) -> Html {
    let html = Html::parse_document(&export(document));
    assert!(html.errors.is_empty(), "{:?}", html.errors);
    html
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn within<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

fn heading(level: u8, id: &str, text: &str) -> Block {
    Block::Heading(Heading {
        level,
        rank: level.min(4),
        id: id.into(),
        text: text.into(),
    })
}

/// A table of one header cell over one figure.
fn tiny_table(summary: &str, header: &str, figure: &str) -> Block {
    let rows = [
        vec![cell(0, (1, 1), Some(Scope::Col), header)],
        vec![cell(0, (1, 1), None, figure)],
    ];
    Block::Table(table(summary, 1, (1, 0), rows))
}

fn attachment(file_name: &str, bytes: usize) -> Attachment {
    Attachment {
        file_name: file_name.into(),
        media_type: "application/pdf".into(),
        bytes,
    }
}

#[test]
fn headings_follow_the_outline_below_the_title() {
    let html = page(&document(
        "年报2024年",
        vec![
            heading(1, "a", "一、甲"),
            heading(2, "a-1", "（一）乙"),
            heading(9, "deep", "丙"),
        ],
    ));
    let found: Vec<_> = all(&html, "h1, h2, h3, h4, h5, h6")
        .into_iter()
        .map(|h| (h.value().name(), h.value().id(), text(h)))
        .collect();
    assert_eq!(
        found,
        [
            ("h1", None, "年报2024年".to_owned()),
            ("h2", Some("a"), "一、甲".to_owned()),
            ("h3", Some("a-1"), "（一）乙".to_owned()),
            ("h6", Some("deep"), "丙".to_owned()),
        ]
    );
}

/// A document with something of everything.
fn full_document() -> Document {
    let lead = Run {
        lead: Some(2),
        ..run("（一）公开。")
    };
    let blocks = vec![
        heading(1, "a", "一、甲"),
        paragraph(vec![lead, run("见 "), link("网站", "http://a.gov.cn/"), run(" 全文。")]),
        heading(2, "a-1", "（一）子"),
        tiny_table("说明", "数量", "59项"),
        heading(1, "b", "二、乙"),
    ];
    let mut document = document("某市2024年年报", blocks);
    document.signature = Some(signature("某市人民政府", Some("2025年1月20日")));
    document.attachments = vec![attachment("年报.pdf", 1025)];
    document
}

/// The texts of [`full_document`], as every page and fragment shows them.
const FULL: [&str; 10] = [
    "某市2024年年报",
    "一、甲",
    "（一）公开。见 网站 全文。",
    "（一）子",
    "数量",
    "59项",
    "二、乙",
    "某市人民政府",
    "2025年1月20日",
    "附件",
];
const LISTED: &str = "年报.pdf（PDF，2\u{a0}KB）";

/// Its texts in order, with the list of contents and the hidden captions left out.
fn texts(html: &Html) -> Vec<String> {
    all(html, "h1, h2, h3, h4, h5, h6, p, th, td, ul > li")
        .into_iter()
        .map(text)
        .collect()
}

fn signature(organ: &str, date: Option<&str>) -> Signature {
    Signature {
        organ: organ.into(),
        date: date.map(Into::into),
    }
}

#[test]
fn the_body_is_title_blocks_signature_and_attachments_in_order_and_nothing_else() {
    let html = page(&full_document());
    let expected: Vec<_> = FULL.into_iter().chain([LISTED]).collect();
    assert_eq!(texts(&html), expected);
    let lines: Vec<_> = text(all(&html, "body")[0])
        .split('\n')
        .map(str::to_owned)
        .filter(|line| !line.is_empty())
        .collect();
    let contents = ["目录", "一、甲", "（一）子", "二、乙", "附件"];
    let added = contents.len() + 1;
    assert_eq!(
        lines.len(),
        expected.len() + added,
        "only the list of contents and the caption are added: {lines:?}"
    );
    assert_eq!(lines[1..=contents.len()], contents);
    assert_eq!(text(all(&html, "p > strong.rank-2")[0]), "（一）公开。");
}

#[test]
fn a_signature_is_a_line_or_two_of_its_own() {
    let mut document = document("年报", vec![paragraph(vec![run("文。")])]);
    assert!(all(&page(&document), ".signature").is_empty());
    document.signature = Some(signature("某市", None));
    let html = page(&document);
    let lines: Vec<_> = all(&html, "p + .signature > p").into_iter().map(text).collect();
    assert_eq!(lines, ["某市"]);
}

#[test]
fn paper_shows_the_addresses_behind_words_only() {
    let html = page(&document(
        "年报",
        vec![paragraph(vec![
            link("网站", "http://a.gov.cn/"),
            link("a.gov.cn", "http://a.gov.cn/"),
            link("x@b.gov.cn", "mailto:x@b.gov.cn"),
        ])],
    ));
    let named: Vec<_> = all(&html, "a.named").into_iter().map(text).collect();
    assert_eq!(named, ["网站"]);
    let style = text(all(&html, "style")[0]);
    let print = style.split_once("@media print").unwrap().1;
    assert!(print.contains("a.named::after { content: \"（\" attr(href) \"）\"; }"));
    assert!(print.contains(".contents { display: none; }"));
}

/// Every grid place of a section, as the browser lays it out, with its cell.
fn grid<'a>(section: ElementRef<'a>) -> BTreeMap<(usize, usize), ElementRef<'a>> {
    let mut grid = BTreeMap::new();
    for (y, row) in within(section, "tr").into_iter().enumerate() {
        let mut x = 0;
        for cell in row.child_elements() {
            while grid.contains_key(&(y, x)) {
                x += 1;
            }
            let span = |name| cell.attr(name).map_or(1, |span| span.parse().unwrap());
            for down in 0..span("rowspan") {
                for across in 0..span("colspan") {
                    assert!(grid.insert((y + down, x + across), cell).is_none(), "cells overlap");
                }
            }
        }
    }
    grid
}

#[test]
fn the_tables_of_every_form_are_rectangular_and_say_which_headers_a_figure_has() {
    for form in builtin().unwrap() {
        let html = page(&compose(&empty_report(), &form, &Options::default()));
        let ids: Vec<_> = all(&html, "[id]").into_iter().filter_map(|e| e.value().id()).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "ids are unique");
        let tables = all(&html, "div.scroll[role=region][tabindex='0'] > table");
        assert_eq!(
            tables.len(),
            form.tables.iter().map(|table| table.blocks.len()).sum::<usize>()
        );
        for table in tables {
            let caption = within(table, "caption")[0];
            assert!(!text(caption).is_empty());
            let region = table.parent().and_then(ElementRef::wrap).unwrap();
            assert_eq!(region.attr("aria-labelledby"), caption.value().id());
            let columns = within(table, "colgroup > col").len();
            for section in within(table, "thead, tbody") {
                let grid = grid(section);
                let rows = within(section, "tr").len();
                assert_eq!(grid.len(), rows * columns, "the spans fill the rows exactly");
                assert_eq!(grid.keys().max(), Some(&(rows - 1, columns - 1)));
            }
            let headers: BTreeMap<_, _> = within(table, "th")
                .into_iter()
                .map(|th| (th.value().id().unwrap(), th))
                .collect();
            assert!(headers.values().all(|th| th.attr("scope").is_some()));
            assert_eq!(within(table, "thead td").len(), 0);
            for figure in within(table, "td") {
                let ids: Vec<_> = figure.attr("headers").unwrap().split(' ').collect();
                assert!(ids.iter().all(|id| headers.contains_key(id)));
                let over = |scope: &str| {
                    ids.iter()
                        .any(|id| headers[id].attr("scope").unwrap().starts_with(scope))
                };
                assert!(over("col"));
                assert_eq!(over("row"), !within(table, "tbody th").is_empty());
            }
        }
    }
}

#[test]
fn no_text_becomes_markup() {
    let evil = "<b>&amp;\"'>{{ 7 * 7 }}</style></title>";
    let blocks = vec![
        heading(1, "a", evil),
        paragraph(vec![run(evil), link(evil, "http://a.gov.cn/?\"'<&>")]),
        tiny_table(evil, evil, evil),
    ];
    let mut document = document(evil, blocks);
    document.metadata.author = evil.into();
    document.metadata.keywords = vec![evil.into()];
    document.mark = Some(evil.into());
    document.attachments = vec![attachment(evil, 1)];
    let html = page(&document);
    for selector in ["title", "h1", "h2#a", "p > a", "caption", "th", "td", "li > a", ".mark"] {
        let found = all(&html, selector);
        assert_eq!(found.iter().map(|e| text(*e)).collect::<Vec<_>>(), [evil], "{selector}");
    }
    assert_eq!(all(&html, "meta[name=Author]")[0].attr("content"), Some(evil));
    assert_eq!(all(&html, "meta[name=Keywords]")[0].attr("content"), Some(evil));
    assert_eq!(
        all(&html, "p > a")[0].attr("href"),
        Some("http://a.gov.cn/?%22'%3C&%3E")
    );
    assert!(all(&html, "b").is_empty());
}

#[test]
fn an_address_that_is_no_web_or_mail_address_is_text() {
    let html = page(&document(
        "年报",
        vec![paragraph(vec![
            link("点这里", "javascript:alert(1)"),
            link("邮箱", "mailto:x@b.gov.cn"),
        ])],
    ));
    assert_eq!(text(all(&html, "p")[0]), "点这里邮箱");
    let hrefs: Vec<_> = all(&html, "a").into_iter().map(|a| a.attr("href").unwrap()).collect();
    assert_eq!(hrefs, ["mailto:x@b.gov.cn"]);
}

#[test]
fn attachments_are_linked_by_encoded_names_and_listed_only_if_there_are_any() {
    let mut document = document("年报", vec![]);
    assert!(all(&page(&document), "section, #attachments").is_empty());
    document.attachments = vec![attachment("a b#1?.pdf", 0), attachment("../x:y", 2048)];
    let html = page(&document);
    let listed: Vec<_> = all(&html, "section[aria-labelledby=attachments] li")
        .into_iter()
        .map(|li| (within(li, "a")[0].attr("href").unwrap(), text(li)))
        .collect();
    assert_eq!(
        listed,
        [
            ("a%20b%231%3F.pdf", "a b#1?.pdf（PDF，0\u{a0}KB）".to_owned()),
            ("..%2Fx%3Ay", "../x:y（文件，2\u{a0}KB）".to_owned()),
        ]
    );
}

#[test]
fn a_mark_is_shown_and_repeats_on_paper() {
    let mut document = document("年报", vec![]);
    assert!(all(&page(&document), ".mark, header").is_empty());
    document.mark = Some("草稿".into());
    let html = page(&document);
    assert_eq!(text(all(&html, "body > header.mark")[0]), "草稿");
    let style = text(all(&html, "style")[0]);
    let print = style.split_once("@media print").unwrap().1;
    assert!(print.split_once(".mark {").unwrap().1.contains("position: fixed"));
}

#[test]
fn what_is_known_is_in_the_metadata_and_what_is_not_is_left_out() {
    let mut document = document("某市年报", vec![]);
    document.metadata.site.name = Some("某市".into());
    document.metadata.site.id = Some("5000000001".into());
    document.metadata.keywords = vec!["年报".into(), "公开".into()];
    let html = page(&document);
    let metas: Vec<_> = all(&html, "meta[name][content]")
        .into_iter()
        .map(|meta| (meta.attr("name").unwrap(), meta.attr("content").unwrap()))
        .collect();
    assert_eq!(
        metas,
        [
            ("viewport", "width=device-width, initial-scale=1"),
            ("format-detection", "telephone=no"),
            ("SiteName", "某市"),
            ("SiteIDCode", "5000000001"),
            ("ArticleTitle", "某市年报"),
            ("Keywords", "年报,公开"),
        ]
    );
    assert_eq!(all(&html, "html")[0].attr("lang"), Some("zh-CN"));
}

#[test]
fn the_page_needs_nothing_else_and_is_the_same_every_time() {
    let forms = builtin().unwrap();
    let document = compose(&empty_report(), &forms[0], &Options::default());
    let bytes = export(&document);
    for reference in ["<script", "<link", "<img", " src=", "@import", "url(", "{{", "{%"] {
        assert!(!bytes.contains(reference), "{reference}");
    }
    assert_eq!(bytes, export(&document));
}

#[test]
fn an_empty_document_is_still_a_valid_page() {
    let html = page(&document("", vec![]));
    assert!(!text(all(&html, "title")[0]).is_empty());
    assert!(all(&html, "h1").is_empty());
    assert_eq!(text(all(&html, "main")[0]).trim(), "");
}

#[test]
fn a_table_that_does_not_fit_together_is_refused() {
    let Block::Table(mut table) = tiny_table("说明", "数量", "1") else {
        unreachable!()
    };
    table.columns = 2;
    let document = document("年报", vec![Block::Table(table)]);
    let (report, forms) = (empty_report(), builtin().unwrap());
    let error = HtmlExporter
        .export(&ExportJob::new(&document, &report, &forms[0]))
        .unwrap_err();
    assert!(error.message.en.contains("no cell covers"), "{error}");
    assert_eq!(error.fault, ExportFault::Document);
}

#[test]
fn it_is_registered() {
    let ids: Vec<_> = nianbao_model::plugin::exporters().iter().map(|e| e.id()).collect();
    assert_eq!(ids, ["html"]);
}
