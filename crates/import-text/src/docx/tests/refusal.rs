//! What is no sound document, and what only looks odd.

use nianbao_model::Localize;
use nianbao_model::plugin::ImportFault;
use nianbao_testing::files::utf16;

use super::*;
use crate::limits::{MAX_DEPTH, MAX_PARAGRAPHS, MAX_WORD_COLUMNS};
use nianbao_model::limits::MAX_PART;

#[test]
fn what_is_no_sound_document_is_refused() {
    let refused = |document: &str| {
        import(&archive(&[(DOCUMENT, document)]))
            .expect_err("refused")
            .text()
            .zh
    };
    assert!(refused("<w:document><w:body><w:p>").contains("word/document.xml"));
    let deep = "<w:sdt>".repeat(MAX_DEPTH) + &"</w:sdt>".repeat(MAX_DEPTH);
    assert!(refused(&document(&deep)).contains("嵌套层数超过上限 256"));
    let wide = format!(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='{}'/></w:tcPr></w:tc></w:tr></w:tbl>",
        u32::MAX
    );
    assert!(refused(&document(&wide)).contains(&format!("列数超过上限 {MAX_WORD_COLUMNS}")));
    let empty = document(&"<w:p/>".repeat(MAX_PARAGRAPHS + 1));
    assert!(refused(&empty).contains(&format!("空段落也算）超过上限 {MAX_PARAGRAPHS}")));
    let bomb = " ".repeat(usize::try_from(MAX_PART).unwrap() + 1);
    assert!(refused(&bomb).contains("64MB"));

    let other = archive(&[("xl/workbook.xml", "<workbook/>")]);
    assert!(!DocxImporter.recognizes(&other));
    assert!(
        import(&other)
            .expect_err("no document")
            .text()
            .zh
            .contains("缺少 word/document.xml")
    );
    assert!(!DocxImporter.recognizes("word/document.xml".as_bytes()));
    let styles = archive(&[(DOCUMENT, document("").as_str()), ("word/styles.xml", "<w:styles>")]);
    assert!(
        import(&styles)
            .expect_err("styles")
            .text()
            .zh
            .contains("word/styles.xml")
    );
}

#[test]
fn a_caller_can_tell_one_fault_from_another() {
    let fault = |bytes: &[u8]| import(bytes).expect_err("refused").fault;
    let sound = archive(&[(DOCUMENT, &document(""))]);
    assert_eq!(fault(&sound[..sound.len() / 2]), ImportFault::Damaged);
    let deep = document(&"<w:sdt>".repeat(MAX_DEPTH));
    assert_eq!(
        fault(&archive(&[(DOCUMENT, &deep)])),
        ImportFault::TooLarge(MAX_DEPTH.into())
    );
    let other = archive(&[("xl/workbook.xml", "<workbook/>")]);
    assert_eq!(fault(&other), ImportFault::Unsupported);
}

#[test]
fn utf16_parts_and_strict_namespaces_are_read() {
    let text = "<?xml version='1.0' encoding='UTF-16'?><document xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'>\
        <body><p><r><t>一、总体情况</t></r></p></body></document>";
    let bytes = archive(&[(DOCUMENT, utf16(text))]);
    assert!(DocxImporter.recognizes(&bytes));
    assert_eq!(texts(&import(&bytes).unwrap()), ["一、总体情况"]);
}

proptest::proptest! {
    #[test]
    fn a_document_cut_anywhere_is_refused(share in 0.0..1.0_f64) {
        let document = document(&p(&r("一、总体情况")));
        let bytes = archive(&[(DOCUMENT, document.as_str()), ("word/styles.xml", "<w:styles/>")]);
        let cut = &bytes[..(bytes.len() as f64 * share) as usize];
        proptest::prop_assert!(import(cut).is_err());
    }

    /// Elements in any order, even where they make no sense, are read without a panic,
    /// and what comes out is text.
    #[test]
    fn any_elements_give_clean_lines(names in proptest::collection::vec(0..ELEMENTS.len(), 0..60)) {
        let mut body = String::new();
        let mut open = Vec::new();
        for index in names {
            let name = ELEMENTS[index];
            if name.is_empty() {
                body += &open.pop().map(|name| format!("</{name}>")).unwrap_or_default();
            } else if name.contains(' ') {
                body += &format!("<{name}/>");
            } else if name.contains('一') {
                body += name;
            } else {
                body += &format!("<{name}>");
                open.push(name);
            }
        }
        body.extend(open.iter().rev().map(|name| format!("</{name}>")));
        for line in read(&body).lines {
            proptest::prop_assert_eq!(crate::join::tidy(&line.text), line.text.clone());
            proptest::prop_assert!(!line.text.is_empty());
        }
    }
}

/// Elements for the property; an empty name closes, one with an attribute is empty.
const ELEMENTS: [&str; 28] = [
    "p",
    "r",
    "t",
    "一、",
    "",
    "",
    "",
    "pPr",
    "rPr",
    "numPr",
    "vanish x=''",
    "del",
    "tbl",
    "tr",
    "tc",
    "trPr",
    "tcPr",
    "vMerge val=''",
    "gridSpan val='2'",
    "drawing",
    "txbxContent",
    "oMath",
    "sdt",
    "sdtPr",
    "fldChar fldCharType='begin'",
    "br x=''",
    "AlternateContent",
    "Choice",
];
