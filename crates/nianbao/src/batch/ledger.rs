//! What a report's documents were made from, so that they are not made again as long as
//! nothing of it has changed. One small file in the report's folder, written after the
//! documents: a run that was cut off has left none, and the next one makes the report again.

use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::record::{Record, Status};
use crate::files::{Protected, write};
use crate::input::Input;
use crate::output::Output;

/// The file's name.
const NAME: &str = ".nianbao.json";

/// Whether a batch has made the documents in this folder.
pub(super) fn is_in(folder: &Path) -> bool {
    folder.join(NAME).is_file()
}

#[derive(Serialize, Deserialize)]
struct Entry {
    /// Of everything the documents are made from.
    key: String,
    /// Each document's name and digest.
    outputs: Vec<(String, String)>,
    record: Record,
}

/// A digest of everything a report's documents are made from: the program, `how` they are
/// made, and the files.
pub(super) fn key(inputs: &[Input], how: &Digest) -> String {
    let mut digest = Digest::new();
    digest.part(env!("CARGO_PKG_VERSION").as_bytes());
    digest.part(how.clone().hex().as_bytes());
    for input in inputs {
        digest.part(input.name().as_bytes());
        digest.part(input.bytes());
    }
    digest.hex()
}

/// A digest of bytes, or of what can be formatted.
#[derive(Debug, Clone)]
pub(super) struct Digest(Sha256);

impl Digest {
    pub(super) fn new() -> Self {
        Self(Sha256::new())
    }

    /// A part, told apart from the next by its length.
    fn part(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    fn hex(self) -> String {
        hex(&self.0.finalize())
    }
}

impl fmt::Write for Digest {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

/// The report's record, if its documents were made from just this and are still there.
pub(super) fn unchanged(folder: &Path, key: &str) -> Option<Record> {
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
pub(super) fn remember(folder: &Path, key: &str, outputs: &[Output], record: &Record, protected: &Protected) {
    let entry = Entry {
        key: key.to_owned(),
        outputs: outputs
            .iter()
            .map(|output| (output.file_name.clone(), hex(&Sha256::digest(&output.bytes))))
            .collect(),
        record: record.clone(),
    };
    if let Ok(bytes) = serde_json::to_vec(&entry) {
        let _ = write(&folder.join(NAME), &bytes, protected);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Files;
    use super::*;

    #[test]
    fn documents_are_made_again_when_anything_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        let how = |how: &str| {
            let mut digest = Digest::new();
            fmt::Write::write_str(&mut digest, how).unwrap();
            digest
        };
        let input = |content: &str| [Input::new("a.xlsx", content)];
        let first = key(&input("one"), &how("x"));
        assert_eq!(first, key(&input("one"), &how("x")));
        assert_ne!(first, key(&input("one"), &how("y")));
        assert_ne!(first, key(&[Input::new("a.xls", "xone")], &how("x")));

        let document = folder.path().join("a.pdf");
        write(&document, b"pdf", &Protected::default()).unwrap();
        let output = Output {
            file_name: "a.pdf".into(),
            media_type: "application/pdf",
            bytes: b"pdf".to_vec(),
        };
        let record = Record::new(&Files {
            name: "a".into(),
            paths: vec![],
        });
        assert_eq!(unchanged(folder.path(), &first), None, "nothing is remembered yet");
        remember(folder.path(), &first, &[output], &record, &Protected::default());
        assert_eq!(unchanged(folder.path(), &first).unwrap().status, Status::Unchanged);

        assert_eq!(unchanged(folder.path(), &key(&input("two"), &how("x"))), None);
        std::fs::write(document, "PDF").unwrap();
        assert_eq!(unchanged(folder.path(), &first), None, "somebody changed the document");
    }
}
