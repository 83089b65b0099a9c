//! Spreadsheets of OpenDocument as one file of XML (`.fods`). It holds what the parts of the usual
//! archive hold, and is put into one, so that there is one way of reading them.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::preflight::{CONTENT, MEDIA_TYPE, OPEN_DOCUMENT_SPREADSHEET};

/// What such a file says it is.
const KIND: &str = "mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"";
/// How far into a file that is looked for.
const HEAD: usize = 8_192;

/// Whether a file is a spreadsheet in one file of XML.
pub(crate) fn is(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let start = head.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    start.starts_with('<') && head.contains("<office:document") && head.replace('\'', "\"").contains(KIND)
}

/// The archive it would be.
pub(crate) fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // Stored: nothing is unpacked from it that was not there.
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    archive.start_file(MEDIA_TYPE, options).ok()?;
    archive.write_all(OPEN_DOCUMENT_SPREADSHEET).ok()?;
    archive.start_file(CONTENT, options).ok()?;
    archive.write_all(bytes).ok()?;
    Some(archive.finish().ok()?.into_inner())
}
