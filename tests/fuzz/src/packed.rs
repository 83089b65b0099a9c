//! Containers around the bytes, so that what the fuzzer changes reaches the readers of
//! the parts and does not end at a checksum.
//!
//! An archive's parts stand one after another: the name, a line break, the content, and
//! between parts [`BETWEEN`]. `xtask/fuzz/src/seeds/packed.rs` writes the same.

use std::io::{Cursor, Write};

use nianbao_testing::biff8::STREAM;
use nianbao_testing::compound::compound;
use nianbao_testing::pdf::Pdf;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What stands between the parts of an archive.
const BETWEEN: &[u8] = b"\x1e\x1e";

/// The archive of these parts, not compressed.
pub(crate) fn archive(mut bytes: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    while let Some(part) = next(&mut bytes) {
        let Some(at) = part.iter().position(|byte| *byte == b'\n') else {
            continue;
        };
        let name = String::from_utf8_lossy(&part[..at]);
        // A second part of the same name is ignored.
        if writer.start_file(name, options).is_ok() {
            writer.write_all(&part[at + 1..]).expect("memory can be written");
        }
    }
    writer.finish().expect("memory can be written").into_inner()
}

/// The compound file with these bytes as the stream of a workbook.
pub(crate) fn compound_file(bytes: &[u8]) -> Vec<u8> {
    compound(STREAM, bytes)
}

/// The PDF file of these objects, its table of contents in order; the last one is its first.
pub(crate) fn portable(mut bytes: &[u8]) -> Vec<u8> {
    let mut file = Pdf::default();
    while let Some(object) = next(&mut bytes) {
        file.add(object);
    }
    file.finish(file.objects().len(), "")
}

/// The next part of the bytes.
fn next<'b>(bytes: &mut &'b [u8]) -> Option<&'b [u8]> {
    if bytes.is_empty() {
        return None;
    }
    let end = bytes.windows(BETWEEN.len()).position(|at| at == BETWEEN);
    let part = &bytes[..end.unwrap_or(bytes.len())];
    *bytes = end.map_or(&[], |end| &bytes[end + BETWEEN.len()..]);
    Some(part)
}
