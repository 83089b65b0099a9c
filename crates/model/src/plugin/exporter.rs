//! What an exporter is, and why it may not make a file.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use crate::document::Document;
use crate::form::Form;
use crate::lang::{Lang, Localize, Text};
use crate::plugin::shared::Shared;
use crate::report::Report;
use crate::settings::{ExportOption, Settings};

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
    /// What it makes first that exporters of other formats make alike, such as the laid-out
    /// pages: those that name the same here are asked to
    /// [`make_shared`](Self::make_shared) one after another, and then all at once to export.
    fn shares(&self) -> Option<&'static str> {
        None
    }
    /// Makes what it [`shares`](Self::shares), with [`ExportJob::once`], so that whoever is asked
    /// next finds it. It may not be called at all: an export that does not find it makes it.
    ///
    /// # Errors
    /// As [`export`](Self::export).
    fn make_shared(&self, _job: &ExportJob<'_>) -> Result<(), ExportError> {
        Ok(())
    }
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
    shared: Option<&'a Shared>,
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
            shared: None,
        }
    }

    /// The same job with these settings.
    pub fn with_settings(self, settings: &'a Settings) -> Self {
        Self { settings, ..self }
    }

    /// The same job with what other exporters made of its document; see
    /// [`Exporter::shares`].
    pub fn with_shared(self, shared: &'a Shared) -> Self {
        let shared = Some(shared);
        Self { shared, ..self }
    }

    /// What `make` makes of the job, or what an exporter before this one made under the same
    /// name. The name says all that it depends on beside the document: settings, above all.
    ///
    /// # Errors
    /// Those of `make`.
    pub fn once<T: Any + Send + Sync, E>(&self, name: &str, make: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        match self.shared {
            Some(shared) => shared.once(name, make),
            None => make().map(Arc::new),
        }
    }
}

/// Why a file could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportError {
    /// What kind of fault it is.
    pub fault: ExportFault,
    /// What is wrong and what to do.
    pub message: Text,
}

/// The kinds of fault that keep a file from being made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExportFault {
    /// The typefaces that were asked for are not there, or cannot be read.
    Typefaces,
    /// The text has characters that the typefaces, or the format, do not have.
    Characters,
    /// The document contradicts itself: the cells of a table do not form a grid.
    Document,
    /// The format has no room for the document, such as for a table of a hundred columns.
    Inexpressible,
    /// The program is at fault, and there is nothing a user could do.
    Internal,
}

impl ExportError {
    /// An error from its two wordings.
    pub fn new(fault: ExportFault, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            fault,
            message: Text::new(zh, en),
        }
    }
}

impl Localize for ExportError {
    fn text(&self) -> Text {
        self.message.clone()
    }
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message.get(Lang::En))
    }
}

impl std::error::Error for ExportError {}
