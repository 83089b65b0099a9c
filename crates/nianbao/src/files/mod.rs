//! Inputs from files, and outputs as files: read whole or not at all, written all or none,
//! and never over what is to be read.

mod paths;
mod protected;
mod read;
mod temporary;
mod write;

pub use paths::link;
pub use protected::Protected;
pub(crate) use read::read;
#[cfg(feature = "dataset")]
pub(crate) use write::Pending;
pub use write::{save, write, write_all, write_new};

use std::path::Path;

use nianbao_model::limits::MAX_FILE;

use crate::error::{Error, FileFault};
use crate::input::Input;

impl Input {
    /// A file on disk.
    ///
    /// # Errors
    /// [`Error::File`]: it is not there or cannot be read, is a folder or a device, is larger
    /// than any input may be, or changed while it was read.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let name = path.display().to_string();
        match path.is_dir() {
            true => Err(Error::file(&name, FileFault::Folder)),
            false => Ok(Self::new(name, read(path, MAX_FILE)?)),
        }
    }

    /// The files of one report.
    ///
    /// # Errors
    /// As [`Input::open`], for the first that cannot be read.
    pub fn open_all(paths: impl IntoIterator<Item = impl AsRef<Path>>) -> Result<Vec<Self>, Error> {
        paths.into_iter().map(Self::open).collect()
    }
}
