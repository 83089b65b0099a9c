//! Writes the pages of `nianbao-typeset` as PDF through Typst: PDF/A-2a and PDF/UA-1 at once.

#[cfg(test)]
mod tests;

use nianbao_model::inventory;
use nianbao_model::plugin::{Description, ExportError, ExportJob, ExportOption, Exporter, Plugin, Role, Settings};
use nianbao_typeset::{ALLOW_MISSING_GLYPHS, FONTS, PagedDocument, SHARED, failed, failure};
use typst::foundations::Smart;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

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

    fn options(&self) -> &'static [ExportOption] {
        &[FONTS, ALLOW_MISSING_GLYPHS]
    }

    fn prepare(&self, settings: &Settings) {
        nianbao_typeset::warm_up(settings);
    }

    fn shares(&self) -> Option<&'static str> {
        Some(SHARED)
    }

    fn make_shared(&self, job: &ExportJob<'_>) -> Result<(), ExportError> {
        nianbao_typeset::pages(job).map(drop)
    }

    fn export(&self, job: &ExportJob<'_>) -> Result<Vec<u8>, ExportError> {
        write(nianbao_typeset::pages(job)?.as_ref())
    }
}

fn write(pages: &PagedDocument) -> Result<Vec<u8>, ExportError> {
    let standards =
        PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|error| failed(error.message()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some(String::from("nianbao"))),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(pages, &options).map_err(|errors| failure(&errors))
}
