//! The PDF of small documents, read back.

use nianbao_model::document::{Align, Block, Cell, Heading, Metadata, Paragraph, Row, Run, Scope, Site, Table};
use nianbao_model::{Document, Localize};
use time::{Date, Month};

use crate::engine::engine;
use crate::{data, glyphs};

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "某市2024年年报".into(),
        language: "zh-CN",
        metadata: Metadata {
            author: "某市".into(),
            date: Date::from_calendar_date(2025, Month::January, 20).unwrap(),
            published: None,
            description: None,
            keywords: vec![],
            site: Site::default(),
        },
        blocks,
        signature: None,
        attachments: vec![],
        mark: None,
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph {
        runs: vec![Run {
            text: text.into(),
            ..Run::default()
        }],
    })
}

fn heading(level: u8, rank: u8, text: &str) -> Block {
    Block::Heading(Heading {
        level,
        rank,
        id: format!("s{level}"),
        text: text.into(),
    })
}

fn table(rows: usize) -> Block {
    let cell = |column, text: &str, scope| Cell {
        column,
        row_span: 1,
        column_span: 1,
        scope,
        align: Align::Center,
        text: text.into(),
    };
    let header = Row {
        cells: vec![cell(0, "表头甲", Some(Scope::Col)), cell(1, "表头乙", Some(Scope::Col))],
    };
    let body = (0..rows).map(|row| Row {
        cells: vec![cell(0, &format!("第{row}行"), Some(Scope::Row)), cell(1, "0", None)],
    });
    Block::Table(Table {
        summary: "表".into(),
        columns: 2,
        header_rows: 1,
        header_columns: 1,
        rows: std::iter::once(header).chain(body).collect(),
    })
}

fn pdf(document: &Document) -> Vec<u8> {
    let engine = engine().unwrap();
    glyphs::check(document, engine).unwrap();
    engine.compile(&data::json(document).unwrap()).unwrap()
}

/// The text of each page, without white space.
fn pages(document: &Document) -> Vec<String> {
    let pages = pdf_extract::extract_text_from_mem_by_pages(&pdf(document)).unwrap();
    pages
        .iter()
        .map(|page| page.chars().filter(|c| !c.is_whitespace()).collect())
        .collect()
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn an_empty_document_is_a_page_that_claims_both_standards() {
    let bytes = pdf(&document(vec![]));
    for claim in ["pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<", "zh-CN"] {
        assert!(contains(&bytes, claim), "{claim}");
    }
    assert_eq!(pages(&document(vec![])), ["某市2024年年报—1—"]);
}

#[test]
fn each_rank_has_its_face() {
    let bytes = pdf(&document(vec![
        heading(1, 1, "一、甲"),
        heading(2, 2, "(二)乙"),
        heading(3, 3, "1.丙"),
        table(1),
    ]));
    for face in [
        "FandolSong-Bold",
        "FandolHei-Regular",
        "FandolKai-Regular",
        "FandolFang-Regular",
        "FandolSong-Regular",
    ] {
        assert!(contains(&bytes, face), "{face}");
    }
    assert!(
        !contains(&pdf(&document(vec![heading(1, 1, "一、甲")])), "FandolKai"),
        "only what is used is embedded"
    );
}

#[test]
fn text_is_text_whatever_it_means_to_the_template() {
    let text = "#let x = 1; *a* _b_ $c$ `d` <e> @f \\u{41} // /* ~ = + - \"q\" 'r' [s] {t}";
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let found = pages(&document(vec![paragraph(text)])).concat();
    // Typst sets straight quotes as they are; a hyphen may end a line.
    assert!(found.contains(&compact), "{found}");
}

#[test]
fn a_long_table_repeats_its_header_and_a_draft_its_mark() {
    let mut document = document(vec![table(60)]);
    document.mark = Some("草稿".into());
    let pages = pages(&document);
    assert!(pages.len() > 1);
    for page in &pages {
        assert!(page.contains("表头甲") && page.contains("草稿"), "{page}");
    }
}

#[test]
fn a_character_without_a_glyph_is_named_with_its_place() {
    let error =
        glyphs::check(&document(vec![paragraph("负责人朱镕某、𠮷某")]), engine().unwrap()).expect_err("no glyph");
    let message = error.text().zh;
    for part in ["2 个字符", "“镕”U+9555", "负责人朱镕某", "“𠮷”U+20BB7", "仿宋"] {
        assert!(message.contains(part), "{part} in {message}");
    }
}

#[test]
fn a_title_too_long_for_a_line_breaks_before_what_the_report_is() {
    let mut document = document(vec![]);
    document.title = "某某省某某自治州某某自治县人民政府办公室2024年政府信息公开工作年度报告".into();
    let text = pdf_extract::extract_text_from_mem(&pdf(&document)).unwrap();
    let line = text.lines().find(|line| line.contains("工作年度报告")).unwrap();
    assert!(line.trim_start().starts_with("政府信息公开"), "{text}");
}
