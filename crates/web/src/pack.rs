//! All files of an answer in one archive; the same files give the same bytes.

use std::io::{Cursor, Write};

use nianbao::Output;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// These files as `.zip`, under this name.
pub(crate) fn pack(files: &[Output], stem: &str) -> ZipResult<Output> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
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
        let packed = pack(&files, "某局年度报告").unwrap();
        assert_eq!(packed.file_name, "某局年度报告.zip");
        assert_eq!(packed, pack(&files, "某局年度报告").unwrap());
        let mut archive = zip::ZipArchive::new(Cursor::new(packed.bytes)).unwrap();
        let mut text = String::new();
        archive
            .by_name("某局年度报告.pdf")
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!((archive.len(), text.as_str()), (2, "%PDF"));
    }
}
