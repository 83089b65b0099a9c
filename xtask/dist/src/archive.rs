//! The archive itself, as `.tar.gz` or `.zip`: the same files give the same bytes.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use flate2::{Compression, GzBuilder};

type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

/// 1980-01-01, the earliest time both kinds of archive can tell, in seconds since 1970.
const TIME: u64 = 315_532_800;

/// A file in the archive.
pub(crate) struct Entry {
    /// Its path below the archive's folder.
    pub(crate) path: String,
    bytes: Vec<u8>,
    /// Whether it is a program.
    runs: bool,
}

impl Entry {
    /// A program.
    pub(crate) fn program(path: &str, bytes: Vec<u8>) -> Self {
        Self {
            path: path.into(),
            bytes,
            runs: true,
        }
    }

    /// A file to read.
    pub(crate) fn text(path: &str, bytes: Vec<u8>) -> Self {
        Self {
            path: path.into(),
            bytes,
            runs: false,
        }
    }
}

/// The entries in the order of their paths below one folder, with the rights they get.
fn ordered(top: &str, mut entries: Vec<Entry>) -> impl Iterator<Item = (PathBuf, Vec<u8>, u32)> {
    entries.sort_by(|one, other| one.path.cmp(&other.path));
    entries.into_iter().map(move |entry| {
        let mode = if entry.runs { 0o755 } else { 0o644 };
        (PathBuf::from(format!("{top}/{}", entry.path)), entry.bytes, mode)
    })
}

/// A gzipped tar archive of these entries, below one folder.
pub(crate) fn tar(top: &str, entries: Vec<Entry>) -> Fallible<Vec<u8>> {
    // Neither a name nor a time in the compressed stream's own header.
    let packed = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    let mut archive = tar::Builder::new(packed);
    for (path, bytes, mode) in ordered(top, entries) {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(mode);
        header.set_mtime(TIME);
        header.set_uid(0);
        header.set_gid(0);
        archive.append_data(&mut header, path, bytes.as_slice())?;
    }
    Ok(archive.into_inner()?.finish()?)
}

/// A zip archive of these entries, below one folder.
pub(crate) fn zip(top: &str, entries: Vec<Entry>) -> Fallible<Vec<u8>> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes, mode) in ordered(top, entries) {
        let options = zip::write::SimpleFileOptions::default()
            .system(zip::System::Unix)
            .compression_method(zip::CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(mode);
        archive.start_file(path.to_string_lossy(), options)?;
        archive.write_all(&bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn entries(reversed: bool) -> Vec<Entry> {
        let mut entries = vec![
            Entry::program("nianbao", b"program".to_vec()),
            Entry::text("examples/b.txt", b"b".to_vec()),
            Entry::text("README.md", b"read me".to_vec()),
        ];
        if reversed {
            entries.reverse();
        }
        entries
    }

    #[test]
    fn the_same_files_give_the_same_bytes_whatever_their_order() {
        assert_eq!(tar("top", entries(false)).unwrap(), tar("top", entries(true)).unwrap());
        assert_eq!(zip("top", entries(false)).unwrap(), zip("top", entries(true)).unwrap());
    }

    #[test]
    fn archives_hold_the_files_with_fixed_owners_and_times() {
        let bytes = tar("top", entries(true)).unwrap();
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(bytes.as_slice()));
        let mut seen = Vec::new();
        for entry in archive.entries().unwrap() {
            let mut entry = entry.unwrap();
            let header = entry.header().clone();
            assert_eq!(
                (header.uid().unwrap(), header.gid().unwrap(), header.mtime().unwrap()),
                (0, 0, TIME)
            );
            let mut content = String::new();
            let path = entry.path().unwrap().display().to_string();
            entry.read_to_string(&mut content).unwrap();
            seen.push((path, header.mode().unwrap(), content));
        }
        let file = |path: &str, mode, content: &str| (format!("top/{path}"), mode, content.to_owned());
        let expected = [
            file("README.md", 0o644, "read me"),
            file("examples/b.txt", 0o644, "b"),
            file("nianbao", 0o755, "program"),
        ];
        assert_eq!(seen, expected);
        let mut archive = zip::ZipArchive::new(Cursor::new(zip("top", entries(true)).unwrap())).unwrap();
        let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, expected.map(|(path, ..)| path));
        let program = archive.by_name("top/nianbao").unwrap();
        assert_eq!((program.unix_mode().unwrap() & 0o777, program.size()), (0o755, 7));
    }
}
