//! Word documents: `.docx`, `.docm`, `.dotx`, in the usual and the strict form.
//!
//! Paragraphs become lines, with the numbers of automatic lists counted; tables become
//! sheets; tracked changes count as accepted. Headers, footers and tables of contents are
//! furniture of the page and left out without a word, but for a watermark. The parts are
//! looked for under the names all programs give them. An old `.doc` and an encrypted
//! document are compound files, which this importer does not recognise.

mod body;
mod bound;
mod fields;
mod frame;
mod graphic;
mod look;
mod notes;
mod numbering;
mod properties;
mod styles;
mod table;
mod watermark;

use std::collections::BTreeSet;
use std::sync::Arc;

use nianbao_model::plugin::{ImportError, ImportFault, Importer, Intake, Packed, Part, Plugin};
use nianbao_model::source::RemarkKind;
use nianbao_model::{Locus, Passage, Source, inventory};

use self::body::References;
use self::bound::Data;
use self::notes::Notes;
use self::numbering::Numbering;
use self::styles::Styles;
use crate::collect::Collector;
use crate::limits::LIMITS;
use crate::package::{self, Package};
use crate::xml::Fault;

/// The part every Word document has.
const DOCUMENT: &str = "word/document.xml";

/// The part in which it says what it is and who made it.
const PROPERTIES: &str = "docProps/core.xml";

/// The importer of Word documents.
#[derive(Debug, Clone, Copy)]
pub struct DocxImporter;

inventory::submit! { Plugin::importer(&DocxImporter) }

impl Importer for DocxImporter {
    fn id(&self) -> &'static str {
        "docx"
    }

    fn describe(&self) -> Intake {
        Intake {
            label_zh: "Word 文档（.docx）",
            label_en: "Word documents (.docx)",
            endings: &["docx"],
            part: Part::Piece,
            packed: Some(Packed {
                name_zh: "Word 文档",
                name_en: "a Word document",
                signatures: &[b"PK"],
            }),
            limits: LIMITS,
        }
    }

    fn recognizes(&self, bytes: &[u8]) -> bool {
        package::has(bytes, DOCUMENT)
    }

    fn import(&self, file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError> {
        let mut package = Package::open(file, bytes)?;
        let document = package.part(DOCUMENT)?.ok_or_else(|| {
            ImportError::new(
                ImportFault::Unsupported,
                Locus::file(file),
                "不是 Word 文档：缺少 word/document.xml。请在 Word 或 WPS 中另存为 .docx 后再试",
                "not a Word document: word/document.xml is missing; save it as .docx in Word or WPS and retry",
            )
        })?;
        let references = References {
            styles: part(&mut package, "word/styles.xml", Styles::read)?,
            numbering: part(&mut package, "word/numbering.xml", Numbering::read)?,
            footnotes: part(&mut package, "word/footnotes.xml", |text| Notes::read(text, "footnote"))?,
            endnotes: part(&mut package, "word/endnotes.xml", |text| Notes::read(text, "endnote"))?,
            comments: part(&mut package, "word/comments.xml", |text| Notes::read(text, "comment"))?,
            data: match document.contains("dataBinding") {
                true => data(&mut package)?,
                false => Data::default(),
            },
        };
        let mut out =
            body::read(&document, references, Collector::new(file)).map_err(|fault| package.fault(DOCUMENT, &fault))?;
        for words in watermarks(&mut package)? {
            out.remark(RemarkKind::Watermark, words, Passage::Paragraph(1));
        }
        let mut source = out.finish()?;
        let said = package.part(PROPERTIES)?.unwrap_or_default();
        source.properties = crate::properties::of(file, &said);
        Ok(source)
    }
}

/// The words across the pages, each once.
fn watermarks(package: &mut Package<'_>) -> Result<BTreeSet<String>, ImportError> {
    let mut all = BTreeSet::new();
    for number in 1..=watermark::MOST {
        let name = format!("word/header{number}.xml");
        let Some(header) = package.part(&name)? else { continue };
        all.extend(watermark::words(&header).map_err(|fault| package.fault(&name, &fault))?);
    }
    Ok(all)
}

/// The data that content controls may be bound to.
fn data(package: &mut Package<'_>) -> Result<Data, ImportError> {
    let mut data = Data::default();
    for (id, name) in bound::BUILT_IN {
        if let Some(part) = package.part(name)? {
            data.add(id, part);
        }
    }
    for number in 1..=bound::MOST {
        let properties = package.part(&format!("customXml/itemProps{number}.xml"))?;
        if let Some(id) = properties.and_then(|properties| bound::id(&properties))
            && let Some(part) = package.part(&format!("customXml/item{number}.xml"))?
        {
            data.add(&id, part);
        }
    }
    Ok(data)
}

/// Reads a part that may be missing.
fn part<T: Default>(
    package: &mut Package<'_>,
    name: &str,
    read: impl FnOnce(&str) -> Result<T, Fault>,
) -> Result<T, ImportError> {
    match package.part(name)? {
        Some(text) => read(&text).map_err(|fault| package.fault(name, &fault)),
        None => Ok(T::default()),
    }
}

#[cfg(test)]
mod tests;
