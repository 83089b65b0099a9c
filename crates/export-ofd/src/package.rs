//! The package: a ZIP with its entry `OFD.xml` first (GB/T 33190-2016, clause 6), always the
//! same bytes for the same parts.

use std::io::{Cursor, Write};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// The files of a package, in the order they are written in.
#[derive(Default)]
pub(crate) struct Package {
    files: Vec<(String, Vec<u8>)>,
}

impl Package {
    pub(crate) fn add(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.files.push((path.into(), content.into()));
    }

    /// What stands for a document and no other: 32 hexadecimal digits, as a UUID has (7.4,
    /// `DocID`), of all that is in it and of `also`.
    pub(crate) fn id(&self, also: &str) -> String {
        let mut hash = Sha256::new();
        for (path, content) in &self.files {
            for bytes in [path.as_bytes(), content] {
                hash.update((bytes.len() as u64).to_le_bytes());
                hash.update(bytes);
            }
        }
        hash.update(also);
        hash.finalize()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The package's bytes, with this entry.
    ///
    /// # Errors
    /// If the parts are too large for a ZIP.
    pub(crate) fn pack(&self, entry: &str) -> zip::result::ZipResult<Vec<u8>> {
        let entry = ("OFD.xml", entry.as_bytes());
        let files = self.files.iter();
        let files = files.map(|(path, content)| (path.as_str(), content.as_slice()));
        let all: Vec<(&str, &[u8])> = std::iter::once(entry).chain(files).collect();
        // Each is deflated by itself, on all cores; put together, they are what one after the other would be.
        let deflated: zip::result::ZipResult<Vec<Vec<u8>>> =
            all.par_iter().map(|(path, content)| alone(path, content)).collect();
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for one in deflated? {
            zip.raw_copy_file(ZipArchive::new(Cursor::new(one))?.by_index_raw(0)?)?;
        }
        Ok(zip.finish()?.into_inner())
    }
}

/// How hard a file is deflated. Outlines of glyphs hardly become smaller by more effort: the usual one
/// makes the package half a hundredth smaller.
fn level(path: &str) -> Option<i64> {
    [".otf", ".ttf"]
        .iter()
        .any(|ending| path.ends_with(ending))
        .then_some(2)
}

/// A package with this file alone.
fn alone(path: &str, content: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        // Else the bytes would tell on which system they were made.
        .system(System::Unix)
        .compression_method(CompressionMethod::Deflated)
        .compression_level(level(path))
        .last_modified_time(DateTime::DEFAULT);
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(content.len() / 2)));
    zip.start_file(path, options)?;
    zip.write_all(content)?;
    Ok(zip.finish()?.into_inner())
}
