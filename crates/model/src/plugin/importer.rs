//! What an importer is, and why it may not read a file.

use std::fmt;
use std::sync::Arc;

use crate::lang::{Lang, Localize, Text};
use crate::limits::Limit;
use crate::locus::Locus;
use crate::source::Source;

/// Turns the bytes of one file into a source.
pub trait Importer: Sync {
    /// Stable id, e.g. `excel`.
    fn id(&self) -> &'static str;
    /// What it takes in.
    fn describe(&self) -> Intake;
    /// More endings of such files, by which they are picked from a folder of published reports
    /// only: elsewhere they would be what the program itself has made.
    fn published(&self) -> &'static [&'static str] {
        &[]
    }
    /// Whether these bytes are such a file; the name says nothing.
    fn recognizes(&self, bytes: &[u8]) -> bool;
    /// Reads it. `file` is the name to show in messages.
    ///
    /// # Errors
    /// [`ImportError`] in words for the user, if the file is damaged, encrypted or
    /// beyond the limits.
    fn import(&self, file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError>;
}

/// What an importer takes in.
#[derive(Debug, Clone, Copy)]
pub struct Intake {
    /// The kinds of file in Chinese, with their endings, e.g. `Word 文档（.docx）`.
    pub label_zh: &'static str,
    /// The kinds of file in English.
    pub label_en: &'static str,
    /// What such files' names end in, in lower case and without the dot: by these, files
    /// are picked from a folder. What a file is, only its content says.
    pub endings: &'static [&'static str],
    /// What such a file is to a report.
    pub part: Part,
    /// How such files are told from text; nothing for an importer of text.
    pub packed: Option<Packed>,
    /// The limits that only this importer has.
    pub limits: &'static [Limit],
}

impl Intake {
    /// The kinds of file in both languages.
    pub fn label(&self) -> Text {
        Text::new(self.label_zh, self.label_en)
    }
}

/// What a file is to a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A workbook, which can be a report of its own.
    Whole,
    /// The text of a report or one of its tables, beside a workbook.
    Piece,
}

/// A format that is no text: an archive or another packed form, which may be as large as
/// [`MAX_FILE`](crate::limits::MAX_FILE). Everything else is text.
#[derive(Debug, Clone, Copy)]
pub struct Packed {
    /// What such a file is called in Chinese, e.g. `工作簿`.
    pub name_zh: &'static str,
    /// What it is called in English, with its article: `a workbook`.
    pub name_en: &'static str,
    /// The bytes such a file may begin with.
    pub signatures: &'static [&'static [u8]],
}

impl Packed {
    /// Whether these bytes begin as such a file does; what it is, is still to be seen.
    pub fn is_begun_by(&self, bytes: &[u8]) -> bool {
        self.signatures.iter().any(|signature| bytes.starts_with(signature))
    }
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    /// What kind of fault it is.
    pub fault: ImportFault,
    /// Where: the file, or in it the sheet and cell.
    pub locus: Locus,
    /// What is wrong and what to do.
    pub message: Text,
}

/// The kinds of fault that keep a file from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImportFault {
    /// It opens only with a password.
    Password,
    /// It is cut off, or not as its format wants it.
    Damaged,
    /// It has more of something than this; `docs/limits.md` lists the limits.
    TooLarge(Amount),
    /// It is of a kind that is known and not read: it has to be saved as another.
    Unsupported,
}

impl ImportError {
    /// An error from its two wordings.
    pub fn new(fault: ImportFault, locus: Locus, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            fault,
            locus,
            message: Text::new(zh, en),
        }
    }
}

impl Localize for ImportError {
    fn text(&self) -> Text {
        let Self { locus, message, .. } = self;
        Text::new(format!("{locus}:{}", message.zh), format!("{locus}: {}", message.en))
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().get(Lang::En))
    }
}

impl std::error::Error for ImportError {}

/// A size or a number of things; displayed as messages have it: `64MB`, `50000`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// So many bytes, said in MB.
    Bytes(u64),
    /// So many things.
    Count(u64),
}

impl From<usize> for Amount {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

impl From<u32> for Amount {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<u64> for Amount {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "{}MB", bytes >> 20),
            Self::Count(count) => write!(f, "{count}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_file_shows_in_its_first_bytes() {
        let packed = Packed {
            name_zh: "工作簿",
            name_en: "a workbook",
            signatures: &[b"PK", b"\xd0\xcf"],
        };
        assert!(packed.is_begun_by(b"PK\x03\x04") && packed.is_begun_by(b"\xd0\xcf"));
        assert!(!packed.is_begun_by(b"aPK") && !packed.is_begun_by(b"P"));
    }

    #[test]
    fn an_amount_is_said_as_messages_have_it() {
        assert_eq!(Amount::Bytes(64 << 20).to_string(), "64MB");
        assert_eq!(Amount::from(50_000_usize).to_string(), "50000");
    }
}
