//! Writing the outputs: all together or not at all, never half a file, never a good
//! file replaced by a part of a new one.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::protected::Protected;
use super::temporary::{Kept, keep, new_file, remove_leftovers};
use crate::error::{Error, WriteFault};
use crate::output::Output;
use nianbao_findings::terminal::printable;

/// Writes all outputs into `folder`, which is made if it is not there.
///
/// Everything is written beside its target first; only when all of it is on disk
/// are the files moved into place. If a move fails, those done are undone. A symbolic
/// link gives way to the file; what it points at is not touched. What is `protected` is not
/// written to by any name.
///
/// # Errors
/// [`Error::Write`], and then everything is as it was.
pub fn write_all(folder: &Path, outputs: &[Output], protected: &Protected) -> Result<(), Error> {
    let files = outputs
        .iter()
        .map(|output| (Path::new(&output.file_name), output.bytes.as_slice()));
    write_files(folder, &files.collect::<Vec<_>>(), protected)
}

/// Writes one file, in place of what may be there, unless that is `protected`.
///
/// # Errors
/// [`Error::Write`], and then everything is as it was.
pub fn write(path: &Path, bytes: &[u8], protected: &Protected) -> Result<(), Error> {
    let name = path.file_name().ok_or_else(|| Error::write(path, WriteFault::NoName))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    write_files(folder.unwrap_or(Path::new(".")), &[(Path::new(name), bytes)], protected)
}

/// Writes a workbook to hand out, and gives its path, safe to print. A file that is there is
/// replaced only by `force`: it may be someone's filled-in workbook. An input is not replaced
/// even so.
///
/// # Errors
/// As [`write()`] and [`write_new`].
pub fn save(path: &Path, force: bool, bytes: &[u8], protected: &Protected) -> Result<String, Error> {
    match force {
        true => write(path, bytes, protected)?,
        false => write_new(path, bytes, protected)?,
    }
    Ok(printable(&path.display().to_string()))
}

/// Writes one file, unless one of its name is there.
///
/// # Errors
/// [`Error::Write`], and then everything is as it was.
pub fn write_new(path: &Path, bytes: &[u8], protected: &Protected) -> Result<(), Error> {
    // By force it could not be replaced either: that is not what to advise.
    protected.admit(path)?;
    match path.exists() {
        true => Err(Error::write(path, WriteFault::Exists)),
        false => write(path, bytes, protected),
    }
}

/// Writes files by name into a folder: all or none, and none over an input.
fn write_files(folder: &Path, files: &[(&Path, &[u8])], protected: &Protected) -> Result<(), Error> {
    let mut pending = Pending::new(folder, files.iter().map(|(name, _)| *name), protected)?;
    for (Staged { file, target }, (_, bytes)) in pending.staged.iter_mut().zip(files) {
        file.write_all(bytes).map_err(|error| refused(target, error))?;
    }
    pending.publish()
}

/// Files that are written bit by bit: beside their targets, where they appear together at the end.
/// Given up before, they leave everything as it was.
pub(crate) struct Pending {
    staged: Vec<Staged>,
    /// The folder, and the outermost one that was made on the way to it.
    made: Option<(PathBuf, PathBuf)>,
}

impl Pending {
    /// Begins files of these names in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// [`Error::Write`], and then everything is as it was.
    pub(crate) fn new(
        folder: &Path,
        names: impl Iterator<Item = impl AsRef<Path>>,
        protected: &Protected,
    ) -> Result<Self, Error> {
        let targets: Vec<PathBuf> = names.map(|name| folder.join(name)).collect();
        targets.iter().try_for_each(|target| protected.admit(target))?;
        let mut pending = Self {
            staged: Vec::new(),
            made: first_missing(folder).map(|made| (folder.to_owned(), made)),
        };
        fs::create_dir_all(folder).map_err(|error| refused(folder, error))?;
        // First of all, for they may be what fills the disk.
        remove_leftovers(folder, protected);
        for target in targets {
            if fs::metadata(&target).is_ok_and(|there| !there.is_file()) {
                return Err(Error::write(&target, WriteFault::Taken));
            }
            let file = new_file(folder).map_err(|error| refused(&target, error))?;
            pending.staged.push(Staged { file, target });
        }
        Ok(pending)
    }

    /// The files to write to, each with its target, in the order of their names.
    ///
    /// # Errors
    /// [`Error::Write`] if the system has no more of them.
    #[cfg(feature = "dataset")]
    pub(crate) fn files(&self) -> Result<Vec<fs::File>, Error> {
        let files = self.staged.iter();
        let open = |staged: &Staged| staged.file.as_file().try_clone();
        files
            .map(|staged| open(staged).map_err(|error| refused(&staged.target, error)))
            .collect()
    }

    /// Puts the files into place.
    ///
    /// # Errors
    /// [`Error::Write`], and then everything is as it was.
    pub(crate) fn publish(mut self) -> Result<(), Error> {
        for Staged { file, target } in &self.staged {
            file.as_file().sync_all().map_err(|error| refused(target, error))?;
        }
        publish(std::mem::take(&mut self.staged))?;
        self.made = None;
        Ok(())
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        self.staged.clear();
        if let Some((folder, outermost)) = &self.made {
            remove_empty(folder, outermost);
        }
    }
}

/// An output on disk under a temporary name.
struct Staged {
    file: NamedTempFile,
    target: PathBuf,
}

/// Moves the staged files into place, each in one step: whenever the program is killed,
/// every target is the old file or the new one. If a move fails, those done are undone.
fn publish(staged: Vec<Staged>) -> Result<(), Error> {
    // Once the last is in place nothing can fail any more: it needs no way back.
    let mut kept: Vec<Option<Kept>> = staged
        .iter()
        .take(staged.len().saturating_sub(1))
        .map(|Staged { target, .. }| keep(target).map_err(|error| refused(target, error)))
        .collect::<Result<_, _>>()?;
    kept.push(None);
    let mut done: Vec<(PathBuf, Option<Kept>)> = Vec::new();
    for (Staged { file, target }, kept) in staged.into_iter().zip(kept) {
        if let Err(error) = file.persist(&target) {
            for (target, kept) in done.into_iter().rev() {
                let _ = match kept {
                    Some(kept) => kept.path.persist(&target).map_err(|error| error.error),
                    None => fs::remove_file(&target),
                };
            }
            return Err(refused(&target, error.error));
        }
        done.push((target, kept));
    }
    Ok(())
}

/// The outermost folder on the way to `folder` that is not there yet.
fn first_missing(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .filter(|path| !path.as_os_str().is_empty())
        .take_while(|path| !path.exists())
        .last()
        .map(Path::to_owned)
}

/// Removes the folders that were made for nothing.
fn remove_empty(folder: &Path, outermost: &Path) {
    for path in folder.ancestors().take_while(|path| path.starts_with(outermost)) {
        if fs::remove_dir(path).is_err() {
            return;
        }
    }
}

fn refused(path: &Path, error: io::Error) -> Error {
    Error::write(path, WriteFault::Refused(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(name: &str, text: &str) -> Output {
        Output {
            file_name: name.into(),
            media_type: "",
            bytes: text.into(),
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_failed_run_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.pdf"), "old").unwrap();
        // A folder of the third file's name makes its move fail.
        fs::create_dir(folder.path().join("c.html")).unwrap();
        let outputs = [output("a.pdf", "new"), output("b.docx", "new"), output("c.html", "new")];
        assert!(write_all(folder.path(), &outputs, &Protected::default()).is_err());
        assert_eq!(names(folder.path()), ["a.pdf", "c.html"]);
        assert_eq!(fs::read_to_string(folder.path().join("a.pdf")).unwrap(), "old");

        assert!(write_all(folder.path(), &outputs[..2], &Protected::default()).is_ok());
        assert_eq!(names(folder.path()), ["a.pdf", "b.docx", "c.html"]);
        assert_eq!(fs::read_to_string(folder.path().join("a.pdf")).unwrap(), "new");
    }

    #[test]
    fn a_folder_made_for_nothing_goes_again() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("x/y");
        assert!(write_all(&deep, &[output("no/such/folder.pdf", "new")], &Protected::default()).is_err());
        assert_eq!(names(folder.path()), [""; 0]);
        assert!(write_all(&deep, &[output("a.pdf", "new")], &Protected::default()).is_ok());
        assert_eq!(names(&deep), ["a.pdf"]);
    }

    /// Outputs on disk, not yet in place.
    fn staged(folder: &Path, names: &[&str]) -> Vec<Staged> {
        let mut pending = Pending::new(folder, names.iter(), &Protected::default()).unwrap();
        for staged in &mut pending.staged {
            staged.file.write_all(b"new").unwrap();
        }
        std::mem::take(&mut pending.staged)
    }

    #[test]
    fn files_that_are_given_up_leave_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("x/y");
        let pending = Pending::new(&deep, ["a", "b"].iter(), &Protected::default()).unwrap();
        assert_eq!(names(&deep).len(), 2);
        drop(pending);
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn moves_are_undone_when_one_fails() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.pdf"), "old").unwrap();
        let staged = staged(folder.path(), &["a.pdf", "b.docx", "c.html"]);
        // After all looked well.
        fs::create_dir(at("c.html")).unwrap();
        assert!(publish(staged).is_err());
        assert_eq!(names(folder.path()), ["a.pdf", "c.html"]);
        assert_eq!(fs::read_to_string(at("a.pdf")).unwrap(), "old");
    }

    #[test]
    fn what_killed_runs_left_goes_and_what_is_at_work_stays() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.pdf"), "old").unwrap();
        let others = staged(folder.path(), &["a.pdf", "b.docx"]);
        let kept = keep(&at("a.pdf")).unwrap().unwrap();
        let at_work = names(folder.path());
        assert_eq!(at_work.len(), 4, "{at_work:?}");

        for name in [".nianbao-Abc123.tmp", ".nianbao-Abc123.old", ".nianbao.json", "x.tmp"] {
            fs::write(at(name), "").unwrap();
        }
        remove_leftovers(folder.path(), &Protected::default());
        let mut expected = [at_work, vec![".nianbao.json".into(), "x.tmp".into()]].concat();
        expected.sort();
        assert_eq!(names(folder.path()), expected);

        drop((others, kept));
        assert_eq!(names(folder.path()), [".nianbao.json", "a.pdf", "x.tmp"]);
    }

    #[test]
    fn what_a_run_has_begun_another_does_not_take_away() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.pdf"), "old").unwrap();
        let first = staged(folder.path(), &["a.pdf", "b.docx"]);
        write_all(
            folder.path(),
            &[output("a.pdf", "second"), output("b.docx", "second")],
            &Protected::default(),
        )
        .unwrap();
        assert!(publish(first).is_ok());
        assert_eq!(names(folder.path()), ["a.pdf", "b.docx"]);
        assert_eq!(fs::read_to_string(folder.path().join("b.docx")).unwrap(), "new");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_gives_way_and_its_file_is_not_touched() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (link, file) = (folder.path().join("a.pdf"), other.path().join("file"));
        fs::write(&file, "someone's").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        // Undone, it is a link again.
        let staged = staged(folder.path(), &["a.pdf", "b.html"]);
        fs::create_dir(folder.path().join("b.html")).unwrap();
        assert!(publish(staged).is_err());
        assert_eq!(fs::read_link(&link).unwrap(), file);

        write_all(folder.path(), &[output("a.pdf", "new")], &Protected::default()).unwrap();
        assert!(fs::read_link(&link).is_err());
        assert_eq!(fs::read_to_string(&link).unwrap(), "new");
        assert_eq!(fs::read_to_string(&file).unwrap(), "someone's");
        // A device is not a file to be replaced, even by a link.
        std::os::unix::fs::symlink("/dev/null", folder.path().join("n")).unwrap();
        let refused = write_all(folder.path(), &[output("n", "new")], &Protected::default()).unwrap_err();
        assert!(refused.to_string().contains("device"), "{refused}");
    }

    #[test]
    fn no_way_of_writing_replaces_an_input_nor_writes_what_goes_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let inputs = [at("a.docx"), at("b.md"), at(".nianbao-Abc123.tmp")];
        for input in &inputs {
            fs::write(input, "input").unwrap();
        }
        fs::write(at(".nianbao-Def456.tmp"), "leftover").unwrap();
        let protected = Protected::new(&inputs);
        let outputs = [output("c.md", "new"), output("b.md", "new")];
        let refused = [
            write(&at("a.docx"), b"new", &protected),
            write_new(&at("a.docx"), b"new", &protected),
            write_all(folder.path(), &outputs, &protected),
        ];
        for result in refused {
            let fault = result.unwrap_err();
            assert!(
                matches!(
                    &fault,
                    Error::Write {
                        fault: WriteFault::Input,
                        ..
                    }
                ),
                "{fault}"
            );
        }
        assert!(!at("c.md").exists(), "all or none");
        write_all(folder.path(), &outputs[..1], &protected).unwrap();
        // Not even an input that is called like a leftover goes.
        assert_eq!(names(folder.path()), [".nianbao-Abc123.tmp", "a.docx", "b.md", "c.md"]);
        for input in &inputs {
            assert_eq!(fs::read_to_string(input).unwrap(), "input");
        }
    }
}
