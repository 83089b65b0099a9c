//! Word documents: `.docx`, `.docm`, `.dotx`, in the usual and the strict form.
//!
//! Paragraphs become lines, with the numbers of automatic lists counted; tables become
//! sheets; tracked changes count as accepted. Tables of contents are furniture of the page and
//! left out; the words of headers, footers and watermarks are told. The parts are looked for
//! under the names all programs give them. An old `.doc` and an encrypted document are compound
//! files, which this importer does not recognise.

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
use crate::page_text;
use crate::xml::Fault;

/// The part every Word document has.
const DOCUMENT: &str = "word/document.xml";

/// The part in which it says what it is and who made it.
const PROPERTIES: &str = "docProps/core.xml";

/// So many headers, and footers, are looked through: three to a section.
const MOST_PARTS: usize = 30;

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
        for (kind, words) in on_every_page(&mut package)? {
            out.remark(kind, words, Passage::Paragraph(1));
        }
        let mut source = out.finish()?;
        let said = package.part(PROPERTIES)?.unwrap_or_default();
        source.properties = crate::properties::of(file, &said);
        Ok(source)
    }
}

/// The words across, above and below the pages, each once.
fn on_every_page(package: &mut Package<'_>) -> Result<BTreeSet<(RemarkKind, String)>, ImportError> {
    let mut all = BTreeSet::new();
    for (name, number) in ["header", "footer"]
        .into_iter()
        .flat_map(|name| (1..=MOST_PARTS).map(move |number| (name, number)))
    {
        let name = format!("word/{name}{number}.xml");
        let Some(part) = package.part(&name)? else { continue };
        let across = watermark::words(&part).map_err(|fault| package.fault(&name, &fault))?;
        let words = page_text::of_word(&part).map_err(|fault| package.fault(&name, &fault))?;
        all.extend(across.into_iter().map(|words| (RemarkKind::Watermark, words)));
        all.extend(words.into_iter().map(|words| (RemarkKind::PageText, words)));
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
