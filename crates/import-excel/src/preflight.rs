//! Inspects a workbook before calamine opens it.
//!
//! calamine trusts what a file says of itself and reserves memory for it; an allocation that
//! fails there ends the process, and no error handling helps. So sizes are counted, not
//! believed.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};
use std::sync::Arc;

use nianbao_model::Locus;
use nianbao_model::plugin::{Amount, ImportError, ImportFault};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::errors::{beyond, damaged, password};
use crate::limits::MAX_KEPT;
use nianbao_model::limits::{LARGE_PART, MAX_PART, MAX_PARTS, MAX_RATIO, MAX_UNPACKED};

/// The part every `.xlsx` workbook has.
pub(crate) const WORKBOOK: &str = "xl/workbook.xml";
/// The part every `.xlsb` workbook has.
pub(crate) const BINARY_WORKBOOK: &str = "xl/workbook.bin";
/// The part every `.ods` workbook has.
pub(crate) const CONTENT: &str = "content.xml";
/// The part that says what an OpenDocument file is.
pub(crate) const MEDIA_TYPE: &str = "mimetype";
/// What it says of a workbook, or begins with for a template of one.
pub(crate) const OPEN_DOCUMENT_SPREADSHEET: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
/// Where in an archive the first part's name and content stand.
const FIRST_PART: usize = 256;

/// What kind of workbook an archive holds, by the part it has to have.
///
/// Where the directory is cut off, the names in the parts' headers still tell that it
/// was a workbook, so that it is called damaged rather than unknown.
pub(crate) fn main_part(bytes: &[u8]) -> Option<&'static str> {
    let has = |needle: &[u8], bytes: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        let head = &bytes[..bytes.len().min(FIRST_PART)];
        return if has(OPEN_DOCUMENT_SPREADSHEET, head) {
            Some(CONTENT)
        } else {
            has(b"xl/", bytes).then_some(WORKBOOK)
        };
    };
    if archive.index_for_name(BINARY_WORKBOOK).is_some() {
        return Some(BINARY_WORKBOOK);
    }
    if archive.file_names().flatten().any(|name| name.starts_with("xl/")) {
        return Some(WORKBOOK);
    }
    let media_type = archive.by_name(MEDIA_TYPE).ok()?;
    let mut head = Vec::new();
    media_type.take(FIRST_PART as u64).read_to_end(&mut head).ok()?;
    head.starts_with(OPEN_DOCUMENT_SPREADSHEET).then_some(CONTENT)
}

/// Refuses what is beyond the limits, or does not have the main part. What was unpacked for
/// this is handed on as an archive whose parts are not packed, where it is no larger than any
/// real report: each part is read twice more.
///
/// # Errors
/// With the limit in the message.
pub(crate) fn check<'a>(file: &Arc<str>, bytes: &'a [u8], main_part: &str) -> Result<Cow<'a, [u8]>, ImportError> {
    let broken = |error: &dyn std::fmt::Display| damaged(Locus::file(file), error);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > MAX_PARTS {
        return Err(beyond(Locus::file(file), "内部文件数", "number of parts", MAX_PARTS));
    }
    if archive.index_for_name(main_part).is_none() {
        return Err(ImportError::new(
            ImportFault::Unsupported,
            Locus::file(file),
            format!("不是 Excel 工作簿：缺少 {main_part}。请在 Excel 或 WPS 中另存为 .xlsx 后再试"),
            format!("not an Excel workbook: {main_part} is missing; save it as .xlsx in Excel or WPS and retry"),
        ));
    }
    let mut unpacked = Unpacked::new();
    let mut total = 0;
    let mut buffer = vec![0; 64 << 10];
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => password(file),
            error => broken(&error),
        })?;
        let packed = part.compressed_size().max(1);
        unpacked.start(part.name().ok().as_deref());
        let mut part = part.take(MAX_PART + 1);
        let mut size = 0;
        loop {
            let read = part.read(&mut buffer).map_err(|error| broken(&error))?;
            if read == 0 {
                break;
            }
            size += read as u64;
            unpacked.write(&buffer[..read]);
            if size > MAX_PART {
                return Err(beyond(
                    Locus::file(file),
                    "内部文件解压后大小",
                    "unpacked size of a part",
                    Amount::Bytes(MAX_PART),
                ));
            }
            if size > LARGE_PART && size / packed > MAX_RATIO {
                return Err(beyond(
                    Locus::file(file),
                    "内部文件压缩比",
                    "compression ratio",
                    MAX_RATIO,
                ));
            }
        }
        total += size;
        if total > MAX_UNPACKED {
            return Err(beyond(
                Locus::file(file),
                "解压后大小",
                "unpacked size",
                Amount::Bytes(MAX_UNPACKED),
            ));
        }
    }
    Ok(unpacked.finish().map_or(Cow::Borrowed(bytes), Cow::Owned))
}

/// An archive whose parts are not packed. It is given up, and the packed one read again,
/// where it grows large or its names are not those of a sound archive.
struct Unpacked {
    writer: Option<ZipWriter<Cursor<Vec<u8>>>>,
    size: usize,
}

impl Unpacked {
    fn new() -> Self {
        Self {
            writer: Some(ZipWriter::new(Cursor::new(Vec::new()))),
            size: 0,
        }
    }

    fn start(&mut self, name: Option<&str>) {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        self.go_on(|writer| writer.start_file(name?, options).ok());
    }

    fn write(&mut self, bytes: &[u8]) {
        self.size += bytes.len();
        if self.size > MAX_KEPT {
            self.writer = None;
        }
        self.go_on(|writer| writer.write_all(bytes).ok());
    }

    fn go_on(&mut self, step: impl FnOnce(&mut ZipWriter<Cursor<Vec<u8>>>) -> Option<()>) {
        if self.writer.as_mut().is_some_and(|writer| step(writer).is_none()) {
            self.writer = None;
        }
    }

    fn finish(self) -> Option<Vec<u8>> {
        Some(self.writer?.finish().ok()?.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use nianbao_model::Localize;
    use nianbao_testing::archive::{archive, part};

    use super::*;

    fn refused(parts: &[(&str, &[u8])]) -> String {
        check(&"a.xlsx".into(), &archive(parts), WORKBOOK)
            .expect_err("refused")
            .text()
            .zh
    }

    #[test]
    fn a_bomb_is_refused_while_it_unpacks() {
        let zeros = vec![0; (LARGE_PART + 70_000) as usize];
        let bomb = refused(&[(WORKBOOK, b"<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
        assert!(bomb.contains("压缩比"), "{bomb}");
    }

    #[test]
    fn a_small_archive_is_handed_on_unpacked_and_a_large_one_as_it_is() {
        let file = "a.xlsx".into();
        let small = archive(&[(WORKBOOK, "<workbook/>"), ("xl/a.xml", &"a".repeat(5_000))]);
        let unpacked = check(&file, &small, WORKBOOK).unwrap();
        assert!(unpacked.len() > 5_000 && small.len() < 1_000);
        assert_eq!(part(&unpacked, "xl/a.xml"), "a".repeat(5_000));

        let large = archive(&[(WORKBOOK, "<workbook/>"), ("xl/a.xml", &"a".repeat(MAX_KEPT))]);
        assert!(matches!(check(&file, &large, WORKBOOK).unwrap(), Cow::Borrowed(bytes) if bytes == large));
    }

    #[test]
    fn an_archive_that_is_no_workbook_says_what_is_missing() {
        let error = check(&"a.xlsx".into(), &archive(&[("xl/a.xml", b"")]), WORKBOOK).expect_err("refused");
        assert!(error.text().zh.contains("xl/workbook.xml"), "{error}");
        assert_eq!(error.fault, ImportFault::Unsupported);
    }
}
