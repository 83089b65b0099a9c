//! OpenDocument texts: `.odt`, and as one XML file `.fodt`.
//!
//! Paragraphs become lines, with the numbers of lists counted; tables become sheets; tracked
//! changes count as accepted. Tables of contents and other indexes are furniture of the page and left
//! out; headers and footers are told. A spreadsheet is not read here.

mod body;
mod graphic;
mod lists;
mod styles;
mod table;

use std::collections::BTreeSet;
use std::sync::Arc;

use nianbao_model::plugin::{ImportError, ImportFault, Importer, Intake, Packed, Part, Plugin};
use nianbao_model::source::RemarkKind;
use nianbao_model::{Locus, Passage, Source, inventory};

use crate::collect::Collector;
use crate::encoding::decode;
use crate::package::Package;
use crate::{page_text, properties};
use nianbao_model::limits::MAX_TEXT_FILE;

use self::body::Body;

/// The part that names the kind of document, and how that of a text begins.
const MIMETYPE: &str = "mimetype";
const TEXT: &str = "application/vnd.oasis.opendocument.text";
/// The part with the styles that have names, and the pages.
const STYLES: &str = "styles.xml";
/// The part with the text.
const CONTENT: &str = "content.xml";
/// The part in which it says what it is and who made it.
const META: &str = "meta.xml";
/// How far into a file of XML its kind is looked for.
const HEAD: usize = 8_192;

/// The importer of OpenDocument texts.
#[derive(Debug, Clone, Copy)]
pub struct OdtImporter;

inventory::submit! { Plugin::importer(&OdtImporter) }

impl Importer for OdtImporter {
    fn id(&self) -> &'static str {
        "odt"
    }

    fn describe(&self) -> Intake {
        Intake {
            label_zh: "OpenDocument 文档（.odt、.fodt）",
            label_en: "OpenDocument texts (.odt, .fodt)",
            endings: &["odt", "fodt"],
            part: Part::Piece,
            packed: Some(Packed {
                name_zh: "OpenDocument 文档",
                name_en: "an OpenDocument text",
                signatures: &[b"PK"],
            }),
            limits: &[],
        }
    }

    fn recognizes(&self, bytes: &[u8]) -> bool {
        is_flat(bytes) || crate::package::holds(bytes, MIMETYPE, TEXT)
    }

    fn import(&self, file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError> {
        let mut body = Body::new(Collector::new(file));
        if is_flat(bytes) {
            let text = decode(file, bytes, MAX_TEXT_FILE)?;
            body.read(&text).map_err(|fault| fault.told(file, "XML"))?;
            let words = page_text::of_open_document(&text).map_err(|fault| fault.told(file, "XML"))?;
            let mut source = finish(body, words)?;
            source.properties = properties::of(file, &text);
            return Ok(source);
        }
        let mut package = Package::open(file, bytes)?;
        if package
            .part("META-INF/manifest.xml")?
            .is_some_and(|manifest| manifest.contains("encryption-data"))
        {
            return Err(ImportError::new(
                ImportFault::Password,
                Locus::file(file),
                "文档有密码，无法读取。请打开文档，取消密码后另存再试",
                "the document has a password: open it, save it without one and retry",
            ));
        }
        for part in [STYLES, CONTENT] {
            let text = package.part(part)?.unwrap_or_default();
            body.read(&text).map_err(|fault| package.fault(part, &fault))?;
        }
        let styles = package.part(STYLES)?.unwrap_or_default();
        let words = page_text::of_open_document(&styles).map_err(|fault| package.fault(STYLES, &fault))?;
        let mut source = finish(body, words)?;
        source.properties = properties::of(file, &package.part(META)?.unwrap_or_default());
        Ok(source)
    }
}

/// What was read, with the words that stand on every page.
fn finish(body: Body, words: BTreeSet<String>) -> Result<Source, ImportError> {
    let mut out = body.finish();
    for words in words {
        out.remark(RemarkKind::PageText, words, Passage::Paragraph(1));
    }
    out.finish()
}

/// Whether a file is a text document in one file of XML.
fn is_flat(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let start = head.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let of_text = [format!("mimetype=\"{TEXT}\""), format!("mimetype='{TEXT}'")];
    start.starts_with('<') && head.contains("<office:document") && of_text.iter().any(|kind| head.contains(kind))
}

#[cfg(test)]
mod tests;
