//! The file: its parts, how they refer to each other, and the ZIP they are in.
//!
//! docx-rs has a packer too, but it writes relationships in the order of a hash map, names
//! parts that a report does not need, and stores without compressing.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::error::Error;
use crate::links::Links;
use crate::xml::Element;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts of the document, finished.
pub(crate) struct Parts {
    pub(crate) core: Element,
    pub(crate) document: Element,
    pub(crate) styles: Element,
    pub(crate) settings: Element,
    pub(crate) font_table: Element,
    pub(crate) headers: Vec<Element>,
    pub(crate) footers: Vec<Element>,
}

/// A part with its path, its content type, and, if the text refers to it, the id
/// and kind of the relationship.
struct Part {
    path: String,
    content_type: String,
    relationship: Option<(String, &'static str)>,
    content: Element,
}

/// Packs the parts: always the same bytes for the same parts.
pub(crate) fn pack(parts: Parts, links: &Links) -> Result<Vec<u8>, Error> {
    let parts = list(parts);
    let mut zip = Zip::new();
    zip.add("[Content_Types].xml", &content_types(&parts))?;
    zip.add("_rels/.rels", &package_relationships())?;
    zip.add("word/_rels/document.xml.rels", &relationships(&parts, links))?;
    for part in &parts {
        zip.add(&part.path, &part.content)?;
    }
    zip.finish()
}

fn list(parts: Parts) -> Vec<Part> {
    let part = |path: &str, kind: &str, id: &str, relationship, content| Part {
        path: format!("word/{path}.xml"),
        content_type: format!("{WORD}.{kind}+xml"),
        relationship: Some((id.to_owned(), relationship)),
        content,
    };
    let mut all = vec![
        Part {
            path: "word/document.xml".into(),
            content_type: format!("{WORD}.document.main+xml"),
            relationship: None,
            content: parts.document,
        },
        part("styles", "styles", "rIdStyles", "styles", parts.styles),
        part("settings", "settings", "rIdSettings", "settings", parts.settings),
        part("fontTable", "fontTable", "rIdFontTable", "fontTable", parts.font_table),
    ];
    // The ids are those docx-rs has given them in the text.
    for (at, content) in (1..).zip(parts.headers) {
        let id = format!("rIdHeader{at}");
        all.push(part(&format!("header{at}"), "header", &id, "header", content));
    }
    for (at, content) in (1..).zip(parts.footers) {
        let id = format!("rIdFooter{at}");
        all.push(part(&format!("footer{at}"), "footer", &id, "footer", content));
    }
    all.push(Part {
        path: "docProps/core.xml".into(),
        content_type: "application/vnd.openxmlformats-package.core-properties+xml".into(),
        relationship: None,
        content: parts.core,
    });
    all
}

fn content_types(parts: &[Part]) -> Element {
    let default = |extension: &str, content_type: &str| {
        Element::new("Default")
            .with("Extension", extension)
            .with("ContentType", content_type)
    };
    let rels = "application/vnd.openxmlformats-package.relationships+xml";
    let types = Element::new("Types")
        .with("xmlns", &format!("{PACKAGE}/content-types"))
        .child(default("rels", rels))
        .child(default("xml", "application/xml"));
    parts.iter().fold(types, |types, part| {
        let path = format!("/{}", part.path);
        let one = Element::new("Override").with("PartName", &path);
        types.child(one.with("ContentType", &part.content_type))
    })
}

fn package_relationships() -> Element {
    let core = format!("{PACKAGE}/relationships/metadata/core-properties");
    Element::new("Relationships")
        .with("xmlns", &format!("{PACKAGE}/relationships"))
        .child(relationship(
            "rId1",
            &format!("{OFFICE}/officeDocument"),
            "word/document.xml",
        ))
        .child(relationship("rId2", &core, "docProps/core.xml"))
}

fn relationships(parts: &[Part], links: &Links) -> Element {
    let mut all = Element::new("Relationships").with("xmlns", &format!("{PACKAGE}/relationships"));
    for part in parts {
        if let Some((id, kind)) = &part.relationship {
            let target = part.path.trim_start_matches("word/");
            all.push(relationship(id, &format!("{OFFICE}/{kind}"), target));
        }
    }
    for (id, target) in links.iter() {
        let link = relationship(&id, &format!("{OFFICE}/hyperlink"), target);
        all.push(link.with("TargetMode", "External"));
    }
    all
}

fn relationship(id: &str, kind: &str, target: &str) -> Element {
    Element::new("Relationship")
        .with("Id", id)
        .with("Type", kind)
        .with("Target", target)
}

struct Zip(ZipWriter<Cursor<Vec<u8>>>);

impl Zip {
    fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    fn add(&mut self, path: &str, part: &Element) -> Result<(), Error> {
        let options = SimpleFileOptions::default()
            // Else the bytes would tell on which system they were made.
            .system(System::Unix)
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::DEFAULT);
        self.0.start_file(path, options)?;
        Ok(self.0.write_all(&part.to_part()?)?)
    }

    fn finish(self) -> Result<Vec<u8>, Error> {
        Ok(self.0.finish()?.into_inner())
    }
}
