//! The ZIP a Word document is, and the parts in it. Sizes are counted while a part is
//! unpacked, never believed; parts that are not needed are not unpacked at all.

use std::fmt::Display;
use std::io::{Cursor, Read};
use std::sync::Arc;

use nianbao_model::Locus;
use nianbao_model::plugin::{Amount, ImportError, ImportFault};
use zip::ZipArchive;

use super::limits::{MAX_DEPTH, MAX_WORD_COLUMNS};
use super::xml::Fault;
use crate::collect::beyond;
use nianbao_model::limits::{LARGE_PART, MAX_FILE, MAX_PART, MAX_PARTS, MAX_RATIO, MAX_UNPACKED};

/// The part every Word document has.
pub(crate) const DOCUMENT: &str = "word/document.xml";
/// How a ZIP archive begins.
const ZIP_MAGIC: &[u8] = b"PK\x03\x04";

/// Whether the bytes are a Word document: by the archive's directory, or, where that
/// is cut off, by a name in the archive.
pub(crate) fn is_word(bytes: &[u8]) -> bool {
    let name = DOCUMENT.as_bytes();
    bytes.starts_with(ZIP_MAGIC)
        && match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => archive.index_for_name(DOCUMENT).is_some(),
            Err(_) => bytes.windows(name.len()).any(|window| window == name),
        }
}

/// An opened document.
pub(crate) struct Package<'a> {
    file: &'a Arc<str>,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    unpacked: u64,
}

impl<'a> Package<'a> {
    /// Opens a document.
    ///
    /// # Errors
    /// If it is damaged or beyond the limits.
    pub(crate) fn open(file: &'a Arc<str>, bytes: &'a [u8]) -> Result<Self, ImportError> {
        if bytes.len() as u64 > MAX_FILE {
            return Err(beyond(file, "文件大小", "file size", Amount::Bytes(MAX_FILE)));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(file, &error))?;
        if archive.len() > MAX_PARTS {
            return Err(beyond(file, "内部文件数", "number of parts", MAX_PARTS));
        }
        Ok(Self {
            file,
            archive,
            unpacked: 0,
        })
    }

    /// The text of the main part.
    pub(crate) fn document(&mut self) -> Result<String, ImportError> {
        self.part(DOCUMENT)?.ok_or_else(|| {
            ImportError::new(
                ImportFault::Unsupported,
                Locus::file(self.file),
                "不是 Word 文档：缺少 word/document.xml。请在 Word 或 WPS 中另存为 .docx 后再试",
                "not a Word document: word/document.xml is missing; save it as .docx in Word or WPS and retry",
            )
        })
    }

    /// The text of a part, or `None` if there is no such part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, ImportError> {
        let file = self.file;
        let Some(index) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        let part = self.archive.by_index(index).map_err(|error| damaged(file, &error))?;
        let packed = part.compressed_size().max(1);
        let mut bytes = Vec::new();
        part.take(MAX_PART + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| damaged(file, &error))?;
        let size = bytes.len() as u64;
        self.unpacked += size;
        if size > MAX_PART || self.unpacked > MAX_UNPACKED {
            let limit = if size > MAX_PART { MAX_PART } else { MAX_UNPACKED };
            let limit = Amount::Bytes(limit);
            return Err(beyond(file, "内部文件解压后大小", "unpacked size", limit));
        }
        if size > LARGE_PART && size / packed > MAX_RATIO {
            return Err(beyond(file, "内部文件压缩比", "compression ratio", MAX_RATIO));
        }
        text(bytes)
            .map(Some)
            .ok_or_else(|| damaged(file, &format_args!("{name}: not UTF-8")))
    }

    /// What is wrong with a part, in words for the user.
    pub(crate) fn fault(&self, part: &str, fault: &Fault) -> ImportError {
        match fault {
            Fault::Broken(detail) => damaged(self.file, &format_args!("{part}: {detail}")),
            Fault::TooDeep => beyond(self.file, "内容的嵌套层数", "nesting depth", MAX_DEPTH),
            Fault::TooWide => beyond(self.file, "表格的列数", "number of table columns", MAX_WORD_COLUMNS),
        }
    }
}

/// XML is UTF-8, or UTF-16 with a byte order mark.
fn text(bytes: Vec<u8>) -> Option<String> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return nianbao_plain_text::decode(&bytes);
    }
    String::from_utf8(bytes).ok()
}

fn damaged(file: &Arc<str>, detail: &dyn Display) -> ImportError {
    ImportError::new(
        ImportFault::Damaged,
        Locus::file(file),
        format!("Word 文档已损坏或不完整，无法读取（{detail}）。请在 Word 或 WPS 中打开并重新保存后再试"),
        format!(
            "the Word document is damaged or incomplete ({detail}): open it in Word or WPS, save it again and retry"
        ),
    )
}
