//! Writes the document as PDF through Typst: PDF/A-2a and PDF/UA-1 at once, on the
//! page of GB/T 9704-2012.
//!
//! How the pages look is all in `document.typ`. The Rust side hands the template
//! its data as a file ([`data`]), sets up the world it is compiled in ([`engine`])
//! and makes sure that no character prints as a blank box ([`glyphs`]).

mod data;
mod engine;
mod glyphs;
#[cfg(test)]
mod tests;

use nianbao_model::inventory;
use nianbao_model::plugin::{Description, ExportError, ExportJob, Exporter, Plugin, Role};

/// The PDF exporter.
#[derive(Debug, Clone, Copy)]
pub struct PdfExporter;

inventory::submit! { Plugin::exporter(&PdfExporter) }

impl Exporter for PdfExporter {
    fn id(&self) -> &'static str {
        "pdf"
    }

    fn describe(&self) -> Description {
        Description {
            label_zh: "PDF 文档",
            label_en: "PDF document",
            extension: "pdf",
            media_type: "application/pdf",
            role: Role::Attachment,
        }
    }

    fn export(&self, job: &ExportJob<'_>) -> Result<Vec<u8>, ExportError> {
        let engine = engine::engine()?;
        glyphs::check(job.document, engine)?;
        engine.compile(&data::json(job.document)?)
    }
}
