//! Writes the pages of `nianbao-typeset` as OFD, the national format of fixed pages
//! (GB/T 33190-2016): line for line as in the PDF, for they are the same pages.
//!
//! `pages` goes through what Typst has laid out; each text (`text`), line (`path`) and face
//! (`faces`) is written where it is met. The other parts of the package (`parts`) say how they
//! belong together, what the document is (`info`) and what is what in it (`outline`,
//! `structure`). It does not lay out, and it does not sign or seal.

mod colour;
mod faces;
mod info;
mod measure;
mod outline;
mod package;
mod pages;
mod parts;
mod path;
mod structure;
#[cfg(test)]
mod tests;
mod text;
mod xml;

use nianbao_model::inventory;
use nianbao_model::plugin::{
    self, Description, ExportError, ExportFault, ExportJob, ExportOption, Exporter, Plugin, Role, Settings, Values,
};
use nianbao_typeset::{ALLOW_MISSING_GLYPHS, FONTS, SHARED, failed};

use info::Info;
use pages::Pages;
use parts::Attached;

/// The OFD exporter.
#[derive(Debug, Clone, Copy)]
pub struct OfdExporter;

/// An archive wants less of a document than everybody else.
const ARCHIVE: ExportOption = ExportOption {
    name: "archive",
    values: Values::Flag,
    default: "false",
    help_zh: "供归档的 OFD-A（GB/T 42133-2022）：不含网页链接、关键词和附件",
    help_en: "OFD-A for archives (GB/T 42133-2022): without web links, keywords and attachments",
};

/// Programs need not read the figures off the pages.
const DATA: ExportOption = ExportOption {
    name: "data",
    values: Values::Flag,
    default: "false",
    help_zh: "附上报告的数据文件（JSON）",
    help_en: "attach the report's data (JSON)",
};

inventory::submit! { Plugin::exporter(&OfdExporter) }

impl Exporter for OfdExporter {
    fn id(&self) -> &'static str {
        "ofd"
    }

    fn describe(&self) -> Description {
        Description {
            label_zh: "OFD 版式文件",
            label_en: "OFD document",
            extension: "ofd",
            media_type: "application/ofd",
            role: Role::Attachment,
        }
    }

    fn options(&self) -> &'static [ExportOption] {
        &[FONTS, ALLOW_MISSING_GLYPHS, ARCHIVE, DATA]
    }

    fn variant(&self, settings: &Settings) -> Option<&'static str> {
        settings.is_set(&ARCHIVE).then_some("（归档）")
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
        let (is_archive, has_data) = (job.settings.is_set(&ARCHIVE), job.settings.is_set(&DATA));
        if is_archive && has_data {
            return Err(ExportError::new(
                ExportFault::Inexpressible,
                "归档用的 OFD-A 不含附件：ofd.archive 和 ofd.data 只能选一个",
                "an OFD-A for archives has no attachments: choose ofd.archive or ofd.data, not both",
            ));
        }
        let attached = has_data.then(|| data(job)).transpose()?;
        let document = nianbao_typeset::pages(job)?;
        let info = Info {
            document: job.document,
            report: job.report,
            is_archive,
        };
        let package = parts::package(&document, Pages::of(&document)?, &info, attached.as_ref())?;
        let id = package.id(&info.entry(""));
        package
            .pack(&info.entry(&id))
            .map_err(|error| failed(&error.to_string()))
    }
}

/// The report's data, by whichever exporter of this program writes them.
fn data(job: &ExportJob<'_>) -> Result<Attached, ExportError> {
    let exporters = plugin::exporters();
    let json = exporters.iter().find(|exporter| {
        let description = exporter.describe();
        description.role == Role::Data && description.media_type == "application/json"
    });
    let json = json.ok_or_else(|| failed("OFD: no exporter of data"))?;
    Ok(Attached {
        name: job.document.title.clone(),
        format: json.describe().extension,
        bytes: json.export(&ExportJob::new(job.document, job.report, job.form))?,
    })
}
