//! Writes the document as a web page: one self-contained file without script or
//! network request, for phones, desks, paper and screen readers. Or, where asked for, as
//! a fragment to paste into the editor of an office's site.
//!
//! How the page is built is all in `page.html`, how it looks in `page.css`; the fragment
//! is all in `fragment.html`. The Rust side makes the document ready for the templates
//! (`page`, `table`), keeps addresses safe (`address`) and fills the templates in
//! (`template`).

mod address;
mod page;
mod table;
mod template;
#[cfg(test)]
mod tests;

use nianbao_model::inventory;
use nianbao_model::plugin::{
    Description, ExportError, ExportFault, ExportJob, ExportOption, Exporter, Plugin, Role, Settings, Values,
};

/// The web page exporter.
#[derive(Debug, Clone, Copy)]
pub struct HtmlExporter;

/// Whether only the content is made, for an editor that adds the page around it.
const FRAGMENT: ExportOption = ExportOption {
    name: "fragment",
    values: Values::Flag,
    default: "false",
    help_zh: "只生成正文片段，供粘贴到网站后台的编辑器；附件须在后台另行上传",
    help_en: "make only the content, to paste into the editor of a web site; attachments are uploaded there",
};

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

    fn options(&self) -> &'static [ExportOption] {
        &[FRAGMENT]
    }

    fn variant(&self, settings: &Settings) -> Option<&'static str> {
        settings.is_set(&FRAGMENT).then_some("（网页片段）")
    }

    fn export(&self, job: &ExportJob<'_>) -> Result<Vec<u8>, ExportError> {
        let page = page::Page::new(job.document).map_err(|error| failure(ExportFault::Document, error))?;
        let template = if job.settings.is_set(&FRAGMENT) {
            "fragment.html"
        } else {
            "page.html"
        };
        let text = template::render(template, page).map_err(|error| failure(ExportFault::Internal, error))?;
        Ok(text.into_bytes())
    }
}

/// The document is made by the program, so whatever is wrong with it is not the
/// user's to put right.
fn failure(fault: ExportFault, reason: impl std::fmt::Display) -> ExportError {
    ExportError::new(
        fault,
        format!("无法生成网页：{reason}。这是程序的错误，请报告。"),
        format!("the web page cannot be made: {reason}; this is a bug, please report it"),
    )
}
