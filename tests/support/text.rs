//! The text of the produced documents, taken out by readers that know nothing of
//! the exporters. White space says nothing in Chinese and is left out.

use std::path::Path;

use scraper::{Html, Selector};

/// A text without its white space.
pub(crate) fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The paragraphs and table cells of a DOCX, in order; the empty ones left out.
pub(crate) fn docx(path: &Path) -> Vec<String> {
    let xml = part(path, "word/document.xml");
    let document = roxmltree::Document::parse(&xml).unwrap();
    let body = document
        .descendants()
        .find(|node| node.tag_name().name() == "body")
        .unwrap();
    let mut texts = Vec::new();
    for block in body.children() {
        match block.tag_name().name() {
            "p" => texts.push(docx_text(block)),
            "tbl" => {
                let cells = block.descendants().filter(|node| node.tag_name().name() == "tc");
                texts.extend(cells.map(docx_text));
            }
            _ => {}
        }
    }
    texts.retain(|text| !text.is_empty());
    texts
}

fn docx_text(node: roxmltree::Node<'_, '_>) -> String {
    let runs = node.descendants().filter(|node| node.tag_name().name() == "t");
    compact(&runs.filter_map(|run| run.text()).collect::<String>())
}

/// A part of an archive, as text.
pub(crate) fn part(path: &Path, name: &str) -> String {
    nianbao_testing::archive::part(&std::fs::read(path).unwrap(), name)
}

/// The headings, paragraphs and table cells of a web page, in order; the list of
/// attachments and the empty ones left out.
pub(crate) fn html(path: &Path) -> Vec<String> {
    let page = Html::parse_document(&std::fs::read_to_string(path).unwrap());
    let blocks = Selector::parse("main :is(h1, h2, h3, h4, h5, p, th, td)").unwrap();
    let attachments = Selector::parse("main section[aria-labelledby=attachments] *").unwrap();
    let excluded: Vec<_> = page.select(&attachments).map(|element| element.id()).collect();
    page.select(&blocks)
        .filter(|element| !excluded.contains(&element.id()))
        .map(|element| compact(&element.text().collect::<String>()))
        .filter(|text| !text.is_empty())
        .collect()
}

/// The links in the list of attachments of a web page: address and text.
pub(crate) fn attachments(path: &Path) -> Vec<(String, String)> {
    let page = Html::parse_document(&std::fs::read_to_string(path).unwrap());
    let links = Selector::parse("main section[aria-labelledby=attachments] a").unwrap();
    page.select(&links)
        .map(|link| {
            (
                link.attr("href").unwrap_or_default().to_owned(),
                link.text().collect::<String>().trim().to_owned(),
            )
        })
        .collect()
}

/// The text of a PDF as one stream.
pub(crate) fn pdf(path: &Path) -> String {
    compact(&pdf_extract::extract_text(path).unwrap())
}

/// Where each of `texts` begins in `stream`, one after the other; the first that
/// does not follow is the error.
pub(crate) fn follows(stream: &str, texts: &[String]) -> Result<(), String> {
    let mut rest = stream;
    for text in texts {
        match rest.find(text.as_str()) {
            Some(at) => rest = &rest[at + text.len()..],
            None => {
                return Err(format!(
                    "{text} does not follow in: {}",
                    rest.chars().take(200).collect::<String>()
                ));
            }
        }
    }
    Ok(())
}
