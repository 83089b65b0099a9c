//! What a report's documents were made from, so that they are not made again while none of
//! it has changed. One small file in the report's folder, written after the documents: a
//! run that was cut off has left none, and the next one makes the report anew.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::record::{Record, Status};
use super::reports::Files;
use crate::output::{Output, write_file};

/// The file's name.
const NAME: &str = ".nianbao.json";

#[derive(Serialize, Deserialize)]
struct Entry {
    /// Of everything the documents are made from.
    key: String,
    /// Each document's name and digest.
    outputs: Vec<(String, String)>,
    record: Record,
}

/// A digest of everything a report's documents are made from: the program, the options
/// and the contents of the files. `None` if a file cannot be read.
pub(crate) fn key(files: &Files, options: &str) -> Option<String> {
    let mut digest = Sha256::new();
    let mut part = |bytes: &[u8]| {
        digest.update((bytes.len() as u64).to_le_bytes());
        digest.update(bytes);
    };
    part(env!("CARGO_PKG_VERSION").as_bytes());
    part(options.as_bytes());
    for path in &files.paths {
        part(path.as_os_str().as_encoded_bytes());
        part(&std::fs::read(path).ok()?);
    }
    Some(hex(&digest.finalize()))
}

/// The report's record, if its documents were made from just this and are still there.
pub(crate) fn unchanged(folder: &Path, key: &str) -> Option<Record> {
    let bytes = std::fs::read(folder.join(NAME)).ok()?;
    let entry: Entry = serde_json::from_slice(&bytes).ok()?;
    let is_there = |(name, digest): &(String, String)| {
        std::fs::read(folder.join(name)).is_ok_and(|bytes| hex(&Sha256::digest(bytes)) == *digest)
    };
    let same = entry.key == key && !entry.outputs.is_empty() && entry.outputs.iter().all(is_there);
    let record = Record {
        status: Status::Unchanged,
        seconds: 0.0,
        ..entry.record
    };
    same.then_some(record)
}

/// Remembers what the documents were made from. If that fails they will be made again.
pub(crate) fn remember(folder: &Path, key: &str, outputs: &[Output], record: &Record) {
    let entry = Entry {
        key: key.to_owned(),
        outputs: outputs
            .iter()
            .map(|output| (output.file_name.clone(), hex(&Sha256::digest(&output.bytes))))
            .collect(),
        record: record.clone(),
    };
    if let Ok(bytes) = serde_json::to_vec(&entry) {
        let _ = write_file(&folder.join(NAME), bytes);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_made_again_when_anything_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("a.xlsx");
        let files = Files {
            name: "a".into(),
            paths: vec![input.clone()],
        };
        assert_eq!(key(&files, ""), None, "the file is not there");
        std::fs::write(&input, "one").unwrap();
        let first = key(&files, "x").unwrap();
        assert_ne!(key(&files, "y").unwrap(), first);
        let output = Output {
            file_name: "a.pdf".into(),
            bytes: b"pdf".to_vec(),
        };
        write_file(&folder.path().join("a.pdf"), output.bytes.clone()).unwrap();
        let record = Record::new("a".into(), vec![]);
        assert_eq!(unchanged(folder.path(), &first), None, "nothing is remembered yet");
        remember(folder.path(), &first, &[output], &record);
        assert_eq!(unchanged(folder.path(), &first).unwrap().status, Status::Unchanged);

        std::fs::write(&input, "two").unwrap();
        assert_eq!(unchanged(folder.path(), &key(&files, "x").unwrap()), None);
        std::fs::write(folder.path().join("a.pdf"), "PDF").unwrap();
        assert_eq!(unchanged(folder.path(), &first), None, "somebody changed the document");
    }
}
