//! Writes the document as PDF through Typst: PDF/A-2a and PDF/UA-1 at once, on the
//! page of GB/T 9704-2012.
//!
//! How the pages look is all in `document.typ`. The Rust side hands the template
//! its data as a file (`data`), sets up the world it is compiled in (`engine`)
//! and makes sure that no character prints as a blank box (`glyphs`).

mod data;
mod engine;
mod glyphs;
#[cfg(test)]
mod tests;

use nianbao_fonts::{Collection, Face, Source, collection};
use nianbao_model::plugin::{
    Description, ExportError, ExportFault, ExportJob, ExportOption, Exporter, Plugin, Role, Settings, Values,
};
use nianbao_model::{Document, inventory};

/// Where the faces come from.
const FONTS: ExportOption = ExportOption {
    name: "fonts",
    values: Values::Text("embedded|system|DIR"),
    default: "embedded",
    help_zh: "用哪里的字体：embedded 程序自带，system 本机安装的，或一个文件夹",
    help_en: "where the fonts come from: embedded, system (installed ones), or a folder",
};

/// Whether a character that no face has may print as a mark.
const ALLOW_MISSING_GLYPHS: ExportOption = ExportOption {
    name: "allow-missing-glyphs",
    values: Values::Flag,
    default: "false",
    help_zh: "没有字形的字印成“〓”，不报错",
    help_en: "print characters without a glyph as “〓” instead of refusing them",
};

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
        if let Ok(faces) = faces(settings)
            && let Ok(engine) = engine::engine(&faces)
        {
            engine.warm_up();
        }
    }

    fn export(&self, job: &ExportJob<'_>) -> Result<Vec<u8>, ExportError> {
        let faces = faces(job.settings)?;
        let mark = job.settings.is_set(&ALLOW_MISSING_GLYPHS);
        make(job.document.clone(), &faces, mark)
    }
}

fn faces(settings: &Settings) -> Result<std::sync::Arc<Collection>, ExportError> {
    collection(&Source::parse(settings.get(&FONTS))).map_err(|error| {
        let (zh, en) = error.words();
        ExportError::new(ExportFault::Typefaces, zh, en)
    })
}

fn make(mut document: Document, faces: &Collection, mark: bool) -> Result<Vec<u8>, ExportError> {
    let beside: Vec<Face> = glyphs::prepare(&mut document, faces, mark)?;
    let families: Vec<String> = (0..beside.len()).map(engine::fallback_family).collect();
    engine::engine(faces)?.compile(data::json(&document, faces, &families)?, &beside)
}
