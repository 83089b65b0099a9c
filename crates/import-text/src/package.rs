//! The ZIP a document is, and the parts in it. Sizes are counted while a part is
//! unpacked, never believed; parts that are not needed are not unpacked at all.

use std::fmt::Display;
use std::io::{Cursor, Read};
use std::sync::Arc;

use nianbao_model::Locus;
use nianbao_model::plugin::{Amount, ImportError, ImportFault};
use zip::ZipArchive;

use crate::collect::beyond;
use crate::limits::{MAX_DEPTH, MAX_WORD_COLUMNS};
use crate::xml::Fault;
use nianbao_model::limits::{LARGE_PART, MAX_FILE, MAX_PART, MAX_PARTS, MAX_RATIO, MAX_UNPACKED};

/// How a ZIP archive begins.
const ZIP_MAGIC: &[u8] = b"PK\x03\x04";
/// Bytes of a part that are looked at to tell what an archive is.
const HEAD: u64 = 128;

/// Whether an archive has a part of this name: by its directory, or, where that is cut
/// off, by a name in it.
pub(crate) fn has(bytes: &[u8], part: &str) -> bool {
    let name = part.as_bytes();
    bytes.starts_with(ZIP_MAGIC)
        && match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => archive.index_for_name(part).is_some(),
            Err(_) => bytes.windows(name.len()).any(|window| window == name),
        }
}

/// Whether an archive has a part of this name that begins so; one that is cut off
/// need only have both somewhere.
pub(crate) fn holds(bytes: &[u8], part: &str, start: &str) -> bool {
    if !bytes.starts_with(ZIP_MAGIC) {
        return false;
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        let head = &bytes[..bytes.len().min(HEAD as usize * 8)];
        return head.windows(start.len()).any(|window| window == start.as_bytes());
    };
    let mut head = Vec::new();
    let read = archive
        .by_name(part)
        .ok()
        .and_then(|part| part.take(HEAD).read_to_end(&mut head).ok());
    read.is_some() && head.starts_with(start.as_bytes())
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
        fault.told(self.file, part)
    }
}

impl Fault {
    /// What is wrong with a part, in words for the user.
    pub(crate) fn told(&self, file: &Arc<str>, part: &str) -> ImportError {
        match self {
            Self::Broken(detail) => damaged(file, &format_args!("{part}: {detail}")),
            Self::TooDeep => beyond(file, "内容的嵌套层数", "nesting depth", MAX_DEPTH),
            Self::TooWide => beyond(file, "表格的列数", "number of table columns", MAX_WORD_COLUMNS),
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
        format!("文档已损坏或不完整，无法读取（{detail}）。请在 Word 或 WPS 中打开并重新保存后再试"),
        format!("the document is damaged or incomplete ({detail}): open it in Word or WPS, save it again and retry"),
    )
}
