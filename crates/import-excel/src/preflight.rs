//! Looks a workbook over before calamine opens it. calamine trusts what a file says
//! of itself and reserves memory for it; an allocation that fails there ends the
//! process, and no error handling helps. So sizes are counted, not believed.

use std::io::{Cursor, Read};
use std::sync::Arc;

use nianbao_model::plugin::ImportError;
use zip::ZipArchive;

use crate::limits::{MAX_FILE, MAX_PART, MAX_PARTS, MAX_STRINGS, MAX_UNPACKED};

/// The part every Excel workbook has.
const WORKBOOK: &str = "xl/workbook.xml";
/// How much of a part is looked at for what it announces.
const HEAD: usize = 4096;

/// Whether the archive holds an Excel workbook: by its directory, or, where that is
/// cut off, by the name in the first part's header.
pub(crate) fn names_workbook(bytes: &[u8]) -> bool {
    match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive
            .file_names()
            .any(|name| name.is_ok_and(|name| name.starts_with("xl/"))),
        Err(_) => bytes.windows(3).any(|window| window == b"xl/"),
    }
}

/// Refuses what is beyond the limits.
///
/// # Errors
/// With the limit in the message.
pub(crate) fn check(file: &Arc<str>, bytes: &[u8]) -> Result<(), ImportError> {
    if bytes.len() as u64 > MAX_FILE {
        return Err(too_large(file, "文件大小", "file size", MAX_FILE >> 20, "MB"));
    }
    let broken = |error: &dyn std::fmt::Display| {
        ImportError::file(
            file,
            format!("文件已损坏或不完整，无法读取（{error}）。请在 Excel 或 WPS 中打开并重新保存后再试"),
            format!("the file is damaged or incomplete ({error}): open it in Excel or WPS, save it again and retry"),
        )
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > MAX_PARTS {
        return Err(too_large(file, "内部文件数", "number of parts", MAX_PARTS as u64, ""));
    }
    if archive.index_for_name(WORKBOOK).is_none() {
        return Err(ImportError::file(
            file,
            "不是 Excel 工作簿：缺少 xl/workbook.xml。请在 Excel 或 WPS 中另存为 .xlsx 后再试",
            "not an Excel workbook: xl/workbook.xml is missing; save it as .xlsx in Excel or WPS and retry",
        ));
    }
    let mut total = 0;
    let mut buffer = vec![0; 64 << 10];
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| broken(&error))?;
        let is_strings = part.name().is_ok_and(|name| name.ends_with("sharedStrings.xml"));
        let mut part = part.take(MAX_PART + 1);
        let mut size = 0;
        loop {
            let read = part.read(&mut buffer).map_err(|error| broken(&error))?;
            if read == 0 {
                break;
            }
            if size == 0 && is_strings && announced_strings(&buffer[..read.min(HEAD)]) > MAX_STRINGS {
                return Err(too_large(file, "文本数", "number of texts", MAX_STRINGS, ""));
            }
            size += read as u64;
            if size > MAX_PART {
                return Err(too_large(
                    file,
                    "内部文件解压后大小",
                    "unpacked size of a part",
                    MAX_PART >> 20,
                    "MB",
                ));
            }
        }
        total += size;
        if total > MAX_UNPACKED {
            return Err(too_large(file, "解压后大小", "unpacked size", MAX_UNPACKED >> 20, "MB"));
        }
    }
    Ok(())
}

/// The largest number in the head of the shared strings' part: whatever attribute
/// announces it, and however it is written, more than the limit is refused.
fn announced_strings(head: &[u8]) -> u64 {
    let root = String::from_utf8_lossy(head);
    let Some(start) = root.find("<sst") else { return 0 };
    let tag = &root[start..];
    let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
    let number = |name: &str| {
        let value = tag
            .split(name)
            .nth(1)?
            .trim_start()
            .strip_prefix('=')?
            .trim_start()
            .get(1..)?;
        let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
        // What is no plain number is no honest announcement.
        if digits == 0 {
            Some(u64::MAX)
        } else {
            Some(value[..digits].parse().unwrap_or(u64::MAX))
        }
    };
    number("uniqueCount").unwrap_or(0)
}

fn too_large(file: &Arc<str>, zh: &str, en: &str, limit: u64, unit: &str) -> ImportError {
    ImportError::file(
        file,
        format!("{zh}超过上限 {limit}{unit}，不像是填报表，未读取"),
        format!(
            "its {en} is beyond the limit of {limit}{unit}; this does not look like a report workbook and was not read"
        ),
    )
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use nianbao_model::Localize;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn refused(parts: &[(&str, &[u8])]) -> String {
        check(&"a.xlsx".into(), &archive(parts)).expect_err("refused").text().zh
    }

    #[test]
    fn what_a_file_announces_is_not_believed() {
        for count in ["1000000000", "99999999999999999999999999", "&#49;"] {
            let strings = format!("<?xml version=\"1.0\"?><sst xmlns=\"x\" count='1' uniqueCount = \"{count}\"></sst>");
            let message = refused(&[(WORKBOOK, b"<workbook/>"), ("xl/sharedStrings.xml", strings.as_bytes())]);
            assert!(message.contains("文本数超过上限"), "{message}");
        }
    }

    #[test]
    fn a_bomb_is_refused_while_it_unpacks() {
        let zeros = vec![0; (MAX_PART + 10) as usize];
        assert!(refused(&[(WORKBOOK, b"<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]).contains("64MB"));
    }

    #[test]
    fn an_archive_that_is_no_workbook_says_what_is_missing() {
        assert!(refused(&[("xl/a.xml", b"")]).contains("xl/workbook.xml"));
    }
}
