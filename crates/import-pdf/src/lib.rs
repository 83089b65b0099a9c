//! Reads published reports from PDF: by their tags, as this project's own files have them, or by
//! where things stand on the page.
//!
//! A PDF says where characters stand, and often not what they are to each other. What can be
//! told becomes lines of text and tables, as from any other file; what cannot is refused or
//! remarked upon, and never guessed: a figure in the wrong column would be worse than none. Every
//! file is untrusted.
//!
//! No library is used for the file's structure and its pages: those that there are trust what a
//! file says of itself (`docs/dependencies.md`).

mod collect;
mod content;
mod fault;
mod file;
mod font;
mod grid;
mod left_out;
mod limits;
mod page;
mod properties;
mod syntax;
mod tags;
mod text;

use std::sync::Arc;

use nianbao_model::plugin::{ImportError, Importer, Intake, Packed, Part, Plugin};
use nianbao_model::{Source, inventory};

use content::{Drawing, Shared};
use fault::Fault;
use file::{Document, Mode};
use grid::Item;

/// The importer of PDF files.
#[derive(Debug, Clone, Copy)]
pub struct PdfImporter;

inventory::submit! { Plugin::importer(&PdfImporter) }

/// How a PDF file begins, if nothing stands before it.
const SIGNATURE: &[u8] = b"%PDF-";
/// How far from the beginning it may begin: some servers put lines before it.
const BEFORE: usize = 1_024;

impl Importer for PdfImporter {
    fn id(&self) -> &'static str {
        "pdf"
    }

    fn describe(&self) -> Intake {
        Intake {
            label_zh: "PDF 文件（.pdf）",
            label_en: "PDF files (.pdf)",
            endings: &["pdf"],
            part: Part::Piece,
            packed: Some(Packed {
                name_zh: "PDF 文件",
                name_en: "a PDF file",
                signatures: &[SIGNATURE],
            }),
            limits: limits::LIMITS,
        }
    }

    fn recognizes(&self, bytes: &[u8]) -> bool {
        start(bytes).is_some()
    }

    fn import(&self, file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError> {
        let bytes = &bytes[start(bytes).unwrap_or(0)..];
        let read = match read(file, bytes, Mode::AsWritten) {
            // Where its own table of contents leads astray, one is made from what stands there.
            Err(Fault::Damaged(_)) => read(file, bytes, Mode::Rebuilt),
            other => other,
        };
        read.map_err(|fault| fault.told(file))
    }
}

/// Where a PDF file begins in these bytes.
fn start(bytes: &[u8]) -> Option<usize> {
    let head = &bytes[..bytes.len().min(BEFORE)];
    head.windows(SIGNATURE.len()).position(|window| window == SIGNATURE)
}

fn read(file: &Arc<str>, bytes: &[u8], mode: Mode) -> Result<Source, Fault> {
    let document = Document::open(bytes, mode)?;
    let pages = document.pages()?;
    let mut shared = Shared::new(&document)?;
    let mut drawings = Vec::with_capacity(pages.len());
    for (number, page) in (1..).zip(&pages) {
        let drawing = content::read_page(&document, page, &mut shared)?;
        check(&drawing, number)?;
        drawings.push(drawing);
    }
    let read = match tags::read(&document, &pages, &drawings)? {
        Some(items) => items,
        None => page::read(&drawings)?,
    };
    let asides = drawings.iter().flat_map(|drawing| drawing.asides.clone());
    let asides = asides.map(|(kind, text)| Item::LeftOut(kind, text));
    let mut source = collect::source(file, asides.chain(read).collect())?;
    source.is_paged = true;
    source.properties = properties::of(file, &document);
    if source.lines.is_empty() && source.sheets.is_empty() && source.remarks.is_empty() {
        return Err(Fault::Blank);
    }
    Ok(source)
}

/// How much of a page a picture takes that is the page.
const WHOLE: f64 = 0.5;
/// How many characters a page may have that is a picture: its number, a stamp.
const FEW: usize = 20;

/// Refuses a page whose text is not there to be read.
fn check(drawing: &Drawing, number: usize) -> Result<(), Fault> {
    let size = drawing.width * drawing.height;
    let pictured: f64 = drawing.pictures.iter().map(|area| area.width() * area.height()).sum();
    // Under a scan may lie what a program recognised in it, without ink.
    let seen = drawing.glyphs.iter().filter(|glyph| glyph.left_out.is_none()).count();
    let is_recognised = !drawing.pictures.is_empty() && drawing.unseen_count > seen.max(FEW);
    if pictured >= size * WHOLE && seen <= FEW || is_recognised {
        return Err(Fault::Scan(number));
    }
    if drawing.has_vertical {
        return Err(Fault::Vertical(number));
    }
    if drawing.unnamed > 0 {
        return Err(Fault::Unnamed(drawing.unnamed, number));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
