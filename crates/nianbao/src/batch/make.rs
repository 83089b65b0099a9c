//! Makes the documents of one report of a batch, in a folder named after the report.

use std::fmt::Write;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use nianbao_check::Judged;
use nianbao_model::Text;

use super::ledger::{self, Digest};
use super::{Files, Record, Status};
use crate::error::{Class, Error};
use crate::files::{Protected, write_all};
use crate::last_year::LastYear;
use crate::output::Output;
use crate::publication::Publication;
use crate::session::Session;

/// Makes the documents of reports, one after the other, and makes none again while nothing
/// they are made from has changed.
pub struct Maker<'a> {
    session: &'a Session,
    last_year: &'a LastYear,
    publication: &'a Publication,
    folder: PathBuf,
    /// What this run reads, and so does not write to.
    protected: &'a Protected,
    /// Whether documents are made again although nothing has changed.
    force: bool,
    /// Everything the documents are made from besides the files of a report.
    how: Digest,
}

impl<'a> Maker<'a> {
    /// What makes reports into folders below this one, and replaces nothing that is
    /// `protected`; by `force` also those of which nothing has changed.
    pub fn new(
        session: &'a Session,
        last_year: &'a LastYear,
        publication: &'a Publication,
        folder: impl Into<PathBuf>,
        protected: &'a Protected,
        force: bool,
    ) -> Self {
        let mut how = Digest::new();
        // A digest takes whatever it is given.
        let _ = write!(how, "{:?}", (&session.options, last_year, publication));
        Self {
            session,
            last_year,
            publication,
            folder: folder.into(),
            protected,
            force,
            how,
        }
    }

    /// Makes a report's documents. Whatever goes wrong is told of this report, and not even
    /// a defect of the program stops the next.
    pub fn make(&self, files: &Files) -> Record {
        let made = panic::catch_unwind(AssertUnwindSafe(|| self.attempt(files)));
        match made {
            Ok(Ok(record)) => record,
            Ok(Err(error)) => Record::new(files).failed(&error),
            Err(_) => Record::new(files).failed_for(defect(files), Class::Input),
        }
    }

    fn attempt(&self, files: &Files) -> Result<Record, Error> {
        let folder = self.folder.join(&files.name);
        let inputs = files.open()?;
        let key = ledger::key(&inputs, &self.how);
        if !self.force
            && let Some(record) = ledger::unchanged(&folder, &key)
        {
            return Ok(record);
        }
        let judged = self.session.judge(self.session.read(&inputs)?, self.last_year);
        let (mut record, published) = publish(self.session, self.publication, files, &judged, &folder, self.protected);
        if let Ok(Some(outputs)) = published {
            let path = |output: &String| files.name.join(output).display().to_string();
            record.outputs = record.outputs.iter().map(path).collect();
            ledger::remember(&folder, &key, &outputs, &record, self.protected);
        }
        Ok(record)
    }
}

/// Writes the documents of a judged report into a folder: its line of the summary, and the
/// documents, or `None` if its errors are in the way.
///
/// # Errors
/// As [`Session::publish`] and [`write_all`]. What was found is in the line nevertheless.
pub fn publish(
    session: &Session,
    publication: &Publication,
    files: &Files,
    judged: &Judged,
    folder: &Path,
    protected: &Protected,
) -> (Record, Result<Option<Vec<Output>>, Error>) {
    let mut record = Record::new(files).judged(judged);
    if publication.blocks(judged) {
        record.status = Status::Blocked;
        return (record, Ok(None));
    }
    let published = session.publish(judged, publication);
    match published.and_then(|outputs| write_all(folder, &outputs, protected).map(|()| outputs)) {
        Ok(outputs) => {
            record.outputs = outputs.iter().map(|output| output.file_name.clone()).collect();
            (record, Ok(Some(outputs)))
        }
        Err(error) => (record.failed(&error), Err(error)),
    }
}

/// The program has a defect that a file brought out.
fn defect(files: &Files) -> Text {
    let name = files.shown();
    Text::new(
        format!("{name}：程序自身有缺陷，没有写出文件。请把文件交给维护人员"),
        format!("{name}: the program has a defect; nothing was written. Please report it with the file"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, Session};

    /// A report in a folder, and what makes it into the same folder.
    fn files(folder: &Path, content: &[u8]) -> Files {
        let path = folder.join("report.xlsx");
        std::fs::write(&path, content).unwrap();
        Files {
            name: "report".into(),
            paths: vec![path],
        }
    }

    const WORKBOOK: &[u8] = include_bytes!("../../../../examples/minimal/report.xlsx");

    #[test]
    fn what_has_not_changed_is_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let session = Session::new(Options::default()).unwrap();
        let files = files(folder.path(), WORKBOOK);
        let make = |publication: &Publication, last_year: &LastYear, force| {
            Maker::new(
                &session,
                last_year,
                publication,
                folder.path(),
                &Protected::default(),
                force,
            )
            .make(&files)
            .status
        };
        let mut publication = Publication::new(["markdown"]).unwrap();
        let unknown = LastYear::unknown();
        assert_eq!(make(&publication, &unknown, false), Status::Done);
        assert_eq!(make(&publication, &unknown, false), Status::Unchanged);
        assert_eq!(make(&publication, &unknown, true), Status::Done);
        publication.set("markdown", "front-matter", "false").unwrap();
        assert_eq!(make(&publication, &unknown, false), Status::Done);
        let last_year = LastYear::of_report(&files.open().unwrap()).unwrap();
        assert_eq!(
            make(&publication, &last_year, false),
            Status::Blocked,
            "beside itself it is no next year"
        );
    }

    #[test]
    fn what_goes_wrong_is_told_of_the_report() {
        let folder = tempfile::tempdir().unwrap();
        let session = Session::new(Options::default()).unwrap();
        let publication = Publication::new(["markdown"]).unwrap();
        let unknown = LastYear::unknown();
        let protected = Protected::default();
        let maker = Maker::new(&session, &unknown, &publication, folder.path(), &protected, false);
        let unread = maker.make(&files(folder.path(), b""));
        assert_eq!((unread.status, unread.code()), (Status::Failed, 2));
        // A file where the report's folder should be.
        std::fs::write(folder.path().join("report"), "").unwrap();
        let unwritten = maker.make(&files(folder.path(), WORKBOOK));
        assert_eq!((unwritten.status, unwritten.code()), (Status::Failed, 3));
        assert!(unwritten.organ.is_some(), "what was read of it is told nevertheless");
    }
}
