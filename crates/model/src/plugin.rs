//! The traits importers and exporters implement, and the registry they are found in.
//!
//! A plugin is a crate with one `inventory::submit!`; the command line names the
//! crate once (`crates/cli/src/plugins.rs`) and knows nothing else about it.

use std::fmt;
use std::sync::Arc;

use crate::document::Document;
use crate::form::Form;
use crate::lang::{Lang, Localize, Text};
use crate::locus::Locus;
use crate::report::Report;
use crate::source::Source;

pub use crate::settings::{ExportOption, SettingError, Settings, Values};

/// Turns a document (or, for data formats, the report) into the bytes of one file.
pub trait Exporter: Sync {
    /// Stable id, used with `--to`, e.g. `pdf`.
    fn id(&self) -> &'static str;
    /// What it makes.
    fn describe(&self) -> Description;
    /// What its user may decide; `nianbao exporters --long` lists it.
    fn options(&self) -> &'static [ExportOption] {
        &[]
    }
    /// What the file's name carries before its extension, e.g. `（片段）`, where these
    /// settings make another kind of file, which must not take the usual one's place.
    fn variant(&self, _settings: &Settings) -> Option<&'static str> {
        None
    }
    /// Does ahead what needs no document, such as loading typefaces, so that the first
    /// export finds it done. It may be called from another thread, or not at all; what goes
    /// wrong is for the export to tell.
    fn prepare(&self, _settings: &Settings) {}
    /// Makes it. The same job always gives the same bytes.
    ///
    /// # Errors
    /// [`ExportError`] in words for the user, if the document cannot be expressed.
    fn export(&self, job: &ExportJob<'_>) -> Result<Vec<u8>, ExportError>;
}

/// What an exporter makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Description {
    /// Its name in Chinese, e.g. `网页`.
    pub label_zh: &'static str,
    /// Its name in English.
    pub label_en: &'static str,
    /// The file extension, without the dot.
    pub extension: &'static str,
    /// The media type (IANA).
    pub media_type: &'static str,
    /// Its part in the publication.
    pub role: Role,
}

impl Description {
    /// The name in both languages.
    pub fn label(&self) -> Text {
        Text::new(self.label_zh, self.label_en)
    }
}

/// The part an output plays in the publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A document published beside the page and listed on it.
    Attachment,
    /// The page that lists the attachments; made after them.
    Page,
    /// Data for other programs; not published with the page.
    Data,
}

/// What an exporter gets. More may be added; take what you need.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ExportJob<'a> {
    /// The document, for everything people read.
    pub document: &'a Document,
    /// The report behind it, for data formats.
    pub report: &'a Report,
    /// The report's form.
    pub form: &'a Form,
    /// What the user decided; ask it for the exporter's own options.
    pub settings: &'a Settings,
}

impl<'a> ExportJob<'a> {
    /// A job with every option at its default.
    pub fn new(document: &'a Document, report: &'a Report, form: &'a Form) -> Self {
        static DEFAULTS: Settings = Settings::new();
        Self {
            document,
            report,
            form,
            settings: &DEFAULTS,
        }
    }

    /// The same job with these settings.
    pub fn with_settings(self, settings: &'a Settings) -> Self {
        Self { settings, ..self }
    }
}

/// Why a file could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportError {
    /// What is wrong and what to do.
    pub message: Text,
}

impl ExportError {
    /// An error from its two wordings.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            message: Text::new(zh, en),
        }
    }
}

impl Localize for ExportError {
    fn text(&self) -> Text {
        self.message.clone()
    }
}

/// Turns the bytes of one file into a source.
pub trait Importer: Sync {
    /// Stable id, e.g. `excel`.
    fn id(&self) -> &'static str;
    /// The kinds of file it reads, in both languages, for messages.
    fn reads(&self) -> Text;
    /// Whether these bytes are such a file; the name says nothing.
    fn recognizes(&self, bytes: &[u8]) -> bool;
    /// Reads it. `file` is the name to show in messages.
    ///
    /// # Errors
    /// [`ImportError`] in words for the user, if the file is damaged, encrypted or
    /// beyond the limits.
    fn import(&self, file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError>;
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    /// Where: the file, or in it the sheet and cell.
    pub locus: Locus,
    /// What is wrong and what to do.
    pub message: Text,
}

impl ImportError {
    /// An error about a whole file.
    pub fn file(file: &Arc<str>, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            locus: Locus::file(file),
            message: Text::new(zh, en),
        }
    }
}

impl Localize for ImportError {
    fn text(&self) -> Text {
        let Self { locus, message } = self;
        Text::new(format!("{locus}:{}", message.zh), format!("{locus}: {}", message.en))
    }
}

macro_rules! display_as_english {
    ($($error:ty),*) => {$(
        impl fmt::Display for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.text().get(Lang::En))
            }
        }
        impl std::error::Error for $error {}
    )*};
}
display_as_english!(ExportError, ImportError);

/// A registered importer or exporter.
pub struct Plugin(Kind);

enum Kind {
    Exporter(&'static dyn Exporter),
    Importer(&'static dyn Importer),
}

impl Plugin {
    /// Registers an exporter: `inventory::submit! { Plugin::exporter(&MyExporter) }`.
    pub const fn exporter(exporter: &'static dyn Exporter) -> Self {
        Self(Kind::Exporter(exporter))
    }

    /// Registers an importer.
    pub const fn importer(importer: &'static dyn Importer) -> Self {
        Self(Kind::Importer(importer))
    }
}

inventory::collect!(Plugin);

/// Every registered exporter, by id.
pub fn exporters() -> Vec<&'static dyn Exporter> {
    let mut found: Vec<_> = inventory::iter::<Plugin>
        .into_iter()
        .filter_map(|plugin| match plugin.0 {
            Kind::Exporter(exporter) => Some(exporter),
            Kind::Importer(_) => None,
        })
        .collect();
    found.sort_by_key(|exporter| exporter.id());
    found
}

/// Every registered importer, by id.
pub fn importers() -> Vec<&'static dyn Importer> {
    let mut found: Vec<_> = inventory::iter::<Plugin>
        .into_iter()
        .filter_map(|plugin| match plugin.0 {
            Kind::Importer(importer) => Some(importer),
            Kind::Exporter(_) => None,
        })
        .collect();
    found.sort_by_key(|importer| importer.id());
    found
}
