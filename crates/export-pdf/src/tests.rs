//! The PDF of small documents, read back.

use nianbao_fonts::{Role as FontRole, Source, collection};
use nianbao_model::document::{Block, Scope, Signature};
use nianbao_model::plugin::{ExportError, ExportFault};
use nianbao_model::{Document, Localize};
use nianbao_testing::document::{self as testing, cell, document, heading, run};

use crate::write;

fn paragraph(text: &str) -> Block {
    testing::paragraph([run(text)])
}

fn table(rows: usize) -> Block {
    let header = ["表头甲", "表头乙"].map(|text| (Some(Scope::Col), text.to_owned()));
    let body = (0..rows).map(|row| [(Some(Scope::Row), format!("第{row}行")), (None, "0".to_owned())]);
    let rows = std::iter::once(header).chain(body).map(|cells| {
        let cells = (0..).zip(cells);
        cells
            .map(|(column, (scope, text))| cell(column, (1, 1), scope, &text))
            .collect()
    });
    Block::Table(testing::table("表", 2, (1, 1), rows))
}

fn pdf(document: &Document) -> Vec<u8> {
    export(document, false).unwrap()
}

fn export(document: &Document, mark: bool) -> Result<Vec<u8>, ExportError> {
    let faces = collection(&Source::Embedded).unwrap();
    write(&nianbao_typeset::lay_out(document.clone(), &faces, mark)?)
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
    // No face in the world has what no character is.
    let named = document(vec![paragraph("负责人朱\u{10fffd}某、\u{ffffd}某")]);
    let error = export(&named, false).expect_err("no glyph");
    assert_eq!(error.fault, ExportFault::Characters);
    let message = error.text().zh;
    for part in ["2 个字符", "U+10FFFD", "负责人朱\u{10fffd}某", "U+FFFFD", "仿宋"] {
        assert!(message.contains(part), "{part} in {message}");
    }
    let marked = pdf_extract::extract_text_from_mem(&export(&named, true).unwrap()).unwrap();
    assert!(marked.contains("负责人朱〓某、〓某"), "{marked}");
}

#[test]
fn a_character_that_only_another_face_has_is_set_in_that_one() {
    let faces = collection(&Source::Embedded).unwrap();
    let rare = (0x3000..0x9fff)
        .filter_map(char::from_u32)
        .find(|c| !faces.has(FontRole::FangSong, *c) && faces.has(FontRole::Song, *c))
        .unwrap();
    // Without the other face there would be no glyph, and PDF/A forbids that.
    let found = pages(&document(vec![paragraph(&format!("甲{rare}乙"))])).concat();
    assert!(found.contains(&format!("甲{rare}乙")), "{found}");
}

#[test]
fn control_characters_are_left_out_and_nothing_turns_the_text_around() {
    let found = pages(&document(vec![paragraph("甲\u{1}\u{202e}乙\u{2066}丙\u{7f}")])).concat();
    assert!(found.contains("甲乙丙"), "{found}");
}

#[test]
fn the_signature_stands_under_the_text_on_one_page() {
    // The text fills the first page, so that only the signature would be on the second.
    let mut document = document((0..19).map(|_| paragraph("正文一段。")).collect());
    document.signature = Some(Signature {
        organ: "某市人民政府办公室".into(),
        date: Some("2025年1月20日".into()),
    });
    let pages = pages(&document);
    assert_eq!(pages.len(), 2);
    assert_eq!(
        pages[1], "正文一段。某市人民政府办公室2025年1月20日—2—",
        "the last paragraph goes with it"
    );
}

#[test]
fn a_title_too_long_for_a_line_breaks_before_what_the_report_is() {
    let mut document = document(vec![]);
    document.title = "某某省某某自治州某某自治县人民政府办公室2024年政府信息公开工作年度报告".into();
    let text = pdf_extract::extract_text_from_mem(&pdf(&document)).unwrap();
    let line = text.lines().find(|line| line.contains("工作年度报告")).unwrap();
    assert!(line.trim_start().starts_with("政府信息公开"), "{text}");
}
