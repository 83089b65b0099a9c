//! Containers around the bytes, so that what the fuzzer changes reaches the readers of
//! the parts and does not end at a checksum.
//!
//! An archive's parts stand one after another: the name, a line break, the content, and
//! between parts [`BETWEEN`]. `xtask/fuzz/src/seeds/packed.rs` writes the same.

use std::io::{Cursor, Write};

use nianbao_testing::biff8::STREAM;
use nianbao_testing::compound::compound;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What stands between the parts of an archive.
const BETWEEN: &[u8] = b"\x1e\x1e";

/// The archive of these parts, not compressed.
pub(crate) fn archive(mut bytes: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    while !bytes.is_empty() {
        let end = bytes.windows(BETWEEN.len()).position(|at| at == BETWEEN);
        let part = &bytes[..end.unwrap_or(bytes.len())];
        bytes = end.map_or(&[], |end| &bytes[end + BETWEEN.len()..]);
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
