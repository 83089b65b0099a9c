//! What the file says about the document: title, author, language, dates. docx-rs
//! can only say that the author is unknown.

use nianbao_model::document::{Document, iso_date};

use crate::text::clean;
use crate::xml::Element;

/// The part with the core properties.
pub(crate) fn core(document: &Document) -> Element {
    let metadata = &document.metadata;
    let midnight = format!("{}T00:00:00Z", iso_date(metadata.date));
    let date = |name: &str| Element::new(name).with("xsi:type", "dcterms:W3CDTF").text(&midnight);
    let texts = [
        ("dc:title", document.title.clone()),
        ("dc:creator", metadata.author.clone()),
        ("cp:keywords", metadata.keywords.join("; ")),
        ("dc:description", metadata.description.clone().unwrap_or_default()),
        ("cp:lastModifiedBy", metadata.author.clone()),
        ("dc:language", document.language.to_owned()),
    ];
    let mut core = Element::new("cp:coreProperties")
        .with(
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        )
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    for (name, value) in texts {
        let value = clean(&value);
        if !value.is_empty() {
            core.push(Element::new(name).text(&value));
        }
    }
    core.child(date("dcterms:created")).child(date("dcterms:modified"))
}
