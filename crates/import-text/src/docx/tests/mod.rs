//! Documents of hand-written parts, and of docx-rs.

use nianbao_model::Passage;
use nianbao_model::source::RemarkKind;
use nianbao_testing::archive::archive;

use super::*;

mod asides;
mod refusal;
mod tables;
mod text;

fn import(bytes: &[u8]) -> Result<Source, ImportError> {
    DocxImporter.import(&"正文.docx".into(), bytes)
}

fn document(body: &str) -> String {
    format!("<w:document><w:body>{body}<w:sectPr/></w:body></w:document>")
}

/// What is read from a document with this body and these other parts.
fn read_with(body: &str, parts: &[(&str, &str)]) -> Source {
    let document = document(body);
    import(&archive(&[&[(DOCUMENT, document.as_str())], parts].concat())).unwrap()
}

fn read(body: &str) -> Source {
    read_with(body, &[])
}

fn texts(source: &Source) -> Vec<&str> {
    source.lines.iter().map(|line| line.text.as_str()).collect()
}

fn remarks(source: &Source) -> Vec<(RemarkKind, &str, u32)> {
    let remark = |remark: &'_ nianbao_model::source::Remark| match remark.locus.passage {
        Some(Passage::Paragraph(number)) => number,
        other => panic!("{other:?} is no paragraph"),
    };
    let all = source.remarks.iter();
    all.map(|it| (it.kind, it.text.as_deref().unwrap_or(""), remark(it)))
        .collect()
}

fn p(content: &str) -> String {
    format!("<w:p>{content}</w:p>")
}

fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>")
}
