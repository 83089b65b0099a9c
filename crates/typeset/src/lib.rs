//! Lays the document out on the page of GB/T 9704-2012 through Typst: the pages that PDF and
//! OFD are written from. It writes no file.
//!
//! How the pages look is all in `document.typ`. The Rust side hands the template
//! its data as a file (`data`), sets up the world it is compiled in (`engine`)
//! and makes sure that no character prints as a blank box (`glyphs`).

mod data;
mod engine;
mod glyphs;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use nianbao_fonts::{Collection, Face, Source, collection};
use nianbao_model::Document;
use nianbao_model::plugin::{ExportError, ExportFault, ExportJob, ExportOption, Settings, Values};
pub use typst_layout::PagedDocument;

pub use engine::{failed, failure};

/// What exporters of these pages say they share: see
/// [`Exporter::shares`](nianbao_model::plugin::Exporter::shares).
pub const SHARED: &str = "pages";

/// Where the faces come from; an option of every exporter of these pages.
pub const FONTS: ExportOption = ExportOption {
    name: "fonts",
    values: Values::Text("embedded|system|DIR"),
    default: "embedded",
    help_zh: "用哪里的字体：embedded 程序自带，system 本机安装的，或一个文件夹",
    help_en: "where the fonts come from: embedded, system (installed ones), or a folder",
};

/// Whether a character that no face has may print as a mark; an option of every exporter of
/// these pages.
pub const ALLOW_MISSING_GLYPHS: ExportOption = ExportOption {
    name: "allow-missing-glyphs",
    values: Values::Flag,
    default: "false",
    help_zh: "没有字形的字印成“〓”，不报错",
    help_en: "print characters without a glyph as “〓” instead of refusing them",
};

/// Loads the faces ahead. What goes wrong is told when pages are laid out.
pub fn warm_up(settings: &Settings) {
    if let Ok(faces) = faces(settings)
        && let Ok(engine) = engine::engine(&faces)
    {
        engine.warm_up();
    }
}

/// The job's document on pages, laid out once for all exporters that set the same.
///
/// # Errors
/// [`ExportFault::Typefaces`] if the faces cannot be read, [`ExportFault::Characters`] if none
/// of them has a character, [`ExportFault::Internal`] if the template fails.
pub fn pages(job: &ExportJob<'_>) -> Result<Arc<PagedDocument>, ExportError> {
    let mark = job.settings.is_set(&ALLOW_MISSING_GLYPHS);
    let key = format!("{SHARED} {mark} {}", job.settings.get(&FONTS));
    job.once(&key, || {
        lay_out(job.document.clone(), faces(job.settings)?.as_ref(), mark)
    })
}

/// A document on pages, set in these faces; `mark` lets characters that none has print as 〓.
///
/// # Errors
/// As [`pages`].
pub fn lay_out(mut document: Document, faces: &Collection, mark: bool) -> Result<PagedDocument, ExportError> {
    let beside: Vec<Face> = glyphs::prepare(&mut document, faces, mark)?;
    let families: Vec<String> = (0..beside.len()).map(engine::fallback_family).collect();
    engine::engine(faces)?.compile(data::json(&document, faces, &families)?, &beside)
}

fn faces(settings: &Settings) -> Result<Arc<Collection>, ExportError> {
    collection(&Source::parse(settings.get(&FONTS))).map_err(|error| {
        let (zh, en) = error.words();
        ExportError::new(ExportFault::Typefaces, zh, en)
    })
}
