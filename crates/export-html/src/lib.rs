//! Writes the document as a web page: one self-contained file without script or
//! network request, for phones, desks, paper and screen readers.
//!
//! How the page is built is all in `page.html`, how it looks in `page.css`. The Rust
//! side makes the document ready for the template (`page`, `table`), keeps
//! addresses safe (`address`) and escapes every value (`template`).

mod address;
mod page;
mod table;
mod template;
#[cfg(test)]
mod tests;

use nianbao_model::inventory;
use nianbao_model::plugin::{Description, ExportError, ExportJob, Exporter, Plugin, Role};

/// The web page exporter.
#[derive(Debug, Clone, Copy)]
pub struct HtmlExporter;

inventory::submit! { Plugin::exporter(&HtmlExporter) }

impl Exporter for HtmlExporter {
    fn id(&self) -> &'static str {
        "html"
    }

    fn describe(&self) -> Description {
        Description {
            label_zh: "网页",
            label_en: "web page",
            extension: "html",
            media_type: "text/html",
            role: Role::Page,
        }
    }

    fn export(&self, job: &ExportJob<'_>) -> Result<Vec<u8>, ExportError> {
        let page = page::Page::new(job.document).map_err(failure)?;
        Ok(template::render(page).map_err(failure)?.into_bytes())
    }
}

/// The document is made by the program, so whatever is wrong with it is not the
/// user's to put right.
fn failure(reason: impl std::fmt::Display) -> ExportError {
    ExportError::new(
        format!("无法生成网页：{reason}。这是程序的错误，请报告。"),
        format!("the web page cannot be made: {reason}; this is a bug, please report it"),
    )
}
