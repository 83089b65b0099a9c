//! The files that a report is read from, by name and content: what a page or a module has in
//! memory is an input just as much as a file on a disk.

use std::sync::Arc;

use nianbao_model::Source;
use nianbao_model::limits::{MAX_FILE, MAX_TEXT_FILE};
use nianbao_model::plugin::Importer;

use crate::error::{Error, FileFault};
use crate::plugins::{importers, packed};

/// A file to read: its name, for messages and findings, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    name: Arc<str>,
    bytes: Vec<u8>,
}

impl Input {
    /// A file in memory. What it is shows in its bytes, not in its name.
    pub fn new(name: impl Into<Arc<str>>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            bytes: bytes.into(),
        }
    }

    /// Its name, as findings will give it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its content.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Imports it, by the importer that knows its content.
    pub(crate) fn import(&self) -> Result<Source, Error> {
        let fault = |fault| Error::file(&self.name, fault);
        let size = self.bytes.len();
        if size as u64 > MAX_FILE {
            return Err(fault(FileFault::TooLarge(MAX_FILE)));
        }
        if size > MAX_TEXT_FILE && !packed().iter().any(|packed| packed.is_begun_by(&self.bytes)) {
            return Err(fault(FileFault::TooMuchText(MAX_TEXT_FILE)));
        }
        if self.bytes.is_empty() {
            return Err(fault(FileFault::Empty));
        }
        let importer = self.importer().ok_or_else(|| fault(FileFault::UnknownFormat))?;
        Ok(importer.import(&self.name, &self.bytes)?)
    }

    fn importer(&self) -> Option<&'static dyn Importer> {
        importers()
            .into_iter()
            .find(|importer| importer.recognizes(&self.bytes))
    }
}
