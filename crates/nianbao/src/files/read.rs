//! Reads a file that nobody vouches for.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::error::{Error, FileFault};

/// The bytes of a file, if it is one, no larger than the limit, and does not change
/// meanwhile: half a saved workbook could be read as a whole one.
pub(crate) fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    bytes(path, limit).map_err(|fault| Error::file(&path.display().to_string(), fault))
}

fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, FileFault> {
    // By its path first: a pipe is not even opened until somebody writes to it.
    let metadata = std::fs::metadata(path).map_err(FileFault::Unreadable)?;
    if !metadata.is_file() && !metadata.is_dir() {
        return Err(FileFault::Irregular);
    }
    let file = File::open(path).map_err(FileFault::Unreadable)?;
    let before = file.metadata().map_err(FileFault::Unreadable)?;
    if !before.is_file() && !before.is_dir() {
        return Err(FileFault::Irregular);
    }
    if before.len() > limit {
        return Err(FileFault::TooLarge(limit));
    }
    let mut bytes = Vec::new();
    // A byte more than it has tells that it grew, and it cannot grow without end.
    let read = (&file).take(before.len() + 1).read_to_end(&mut bytes);
    read.map_err(FileFault::Unreadable)?;
    let after = file.metadata().map_err(FileFault::Unreadable)?;
    let is_same = bytes.len() as u64 == before.len()
        && after.len() == before.len()
        && before.modified().ok() == after.modified().ok();
    match is_same {
        true => Ok(bytes),
        false => Err(FileFault::Changing),
    }
}
