//! All files of an answer in one archive; the same files give the same bytes.

use std::io::{Cursor, Write};

use nianbao::Output;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A date as the archive has it: year, month, day, hour, minute, second.
fn date(when: Option<[u16; 6]>) -> Option<DateTime> {
    let [year, rest @ ..] = when?;
    let [month, day, hour, minute, second] = rest.map(|part| u8::try_from(part).unwrap_or(u8::MAX));
    DateTime::from_date_and_time(year, month, day, hour, minute, second).ok()
}

/// These files as `.zip`, under this name and of this date.
pub(crate) fn pack(files: &[Output], stem: &str, when: Option<[u16; 6]>) -> ZipResult<Output> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(date(when).unwrap_or_default());
    for file in files {
        archive.start_file(&*file.file_name, options)?;
        archive.write_all(&file.bytes)?;
    }
    Ok(Output {
        file_name: format!("{stem}.zip"),
        media_type: "application/zip",
        bytes: archive.finish()?.into_inner(),
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_archive_has_the_files_under_their_chinese_names_and_is_the_same_again() {
        let file = |file_name: &str, bytes: &[u8]| Output {
            file_name: file_name.to_owned(),
            media_type: "text/plain",
            bytes: bytes.to_vec(),
        };
        let files = [file("某局年度报告.html", b"<p>"), file("某局年度报告.pdf", b"%PDF")];
        let packed = pack(&files, "某局年度报告", None).unwrap();
        assert_eq!(packed.file_name, "某局年度报告.zip");
        assert_eq!(packed, pack(&files, "某局年度报告", None).unwrap());
        let mut archive = zip::ZipArchive::new(Cursor::new(packed.bytes)).unwrap();
        let mut text = String::new();
        archive
            .by_name("某局年度报告.pdf")
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!((archive.len(), text.as_str()), (2, "%PDF"));
    }

    #[test]
    fn files_are_of_the_date_they_are_given_and_a_wrong_one_is_none() {
        let stamp = |when| date(Some(when)).map(|date| (date.year(), date.month(), date.day(), date.hour()));
        assert_eq!(stamp([2026, 1, 15, 10, 30, 0]), Some((2026, 1, 15, 10)));
        assert_eq!(stamp([2026, 13, 15, 10, 30, 0]), None);
        assert_eq!(stamp([1, 1, 1, 300, 0, 0]), None);
    }
}
