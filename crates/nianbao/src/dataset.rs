//! The reports of a run as a dataset: three tables in a folder, which appear together when the last
//! report is in them. What stands in them is for `nianbao-dataset`; which reports there are, and how
//! each is read, for [`batch`](crate::batch).

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use nianbao_check::Judged;
use nianbao_dataset::Dataset;
use nianbao_findings::terminal::printable;
use nianbao_model::Lang;

pub use nianbao_dataset::{DECIMALS, DIGITS, Format, VERSION, schema};

use crate::error::{Error, WriteFault};
use crate::files::{Pending, Protected};

/// A dataset that is being written into a folder.
pub struct Writer {
    folder: PathBuf,
    names: [String; 3],
    pending: Pending,
    dataset: Dataset<BufWriter<File>>,
}

impl Writer {
    /// Begins the tables in this folder, with messages in `lang`. Files that a dataset before has
    /// left there are replaced at the end; what is `protected` never is.
    ///
    /// # Errors
    /// [`Error::Write`], and then everything is as it was.
    pub fn new(folder: &Path, format: Format, lang: Lang, protected: &Protected) -> Result<Self, Error> {
        let names = format.file_names();
        let pending = Pending::new(folder, names.iter(), protected)?;
        let files: [File; 3] = match pending.files()?.try_into() {
            Ok(files) => files,
            Err(_) => return Err(refused(folder, io::ErrorKind::NotFound.into())),
        };
        let dataset = Dataset::new(format, lang, files.map(BufWriter::new));
        Ok(Self {
            dataset: dataset.map_err(|error| refused(folder, error))?,
            folder: folder.to_owned(),
            names,
            pending,
        })
    }

    /// Adds a report, by its name in the run.
    ///
    /// # Errors
    /// [`Error::Write`], and then everything is as it was.
    pub fn add(&mut self, name: &str, judged: &Judged) -> Result<(), Error> {
        let added = self.dataset.add(name, judged);
        added.map_err(|error| refused(&self.folder, error))
    }

    /// Puts the tables into place, and gives their paths, safe to print.
    ///
    /// # Errors
    /// [`Error::Write`], and then everything is as it was.
    pub fn finish(self) -> Result<[String; 3], Error> {
        let Self {
            folder,
            names,
            pending,
            dataset,
        } = self;
        let written = dataset.finish().and_then(|sinks| {
            for sink in sinks {
                sink.into_inner().map_err(io::IntoInnerError::into_error)?;
            }
            Ok(())
        });
        written.map_err(|error| refused(&folder, error))?;
        pending.publish()?;
        Ok(names.map(|name| printable(&folder.join(name).display().to_string())))
    }
}

fn refused(folder: &Path, error: io::Error) -> Error {
    Error::write(folder, WriteFault::Refused(error))
}
