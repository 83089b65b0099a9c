//! What a run reads is never written to. Every write asks here first, whatever the output is:
//! a document, a ledger, a summary, a list of findings or a workbook.

use std::collections::BTreeSet;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

use crate::error::{Error, WriteFault};

/// The files that a run reads, so that none of them is replaced or removed: known by their
/// paths, and by what the system takes for one file under several names.
///
/// It is made before anything is written. A file that is saved anew meanwhile stays protected
/// by its path, one that is renamed by what it is.
#[derive(Debug, Clone, Default)]
pub struct Protected {
    paths: BTreeSet<PathBuf>,
    identities: BTreeSet<Identity>,
    folders: Vec<PathBuf>,
}

/// What tells that two names are one file: device and inode.
type Identity = (u64, u64);

impl Protected {
    /// These files; and whatever is already there in the folders among them, for nobody wants
    /// a workbook in a folder of workbooks replaced. What is not there protects nothing.
    pub fn new(inputs: impl IntoIterator<Item = impl AsRef<Path>>) -> Self {
        Self::default().with(inputs)
    }

    /// And these.
    #[must_use]
    pub fn with(mut self, inputs: impl IntoIterator<Item = impl AsRef<Path>>) -> Self {
        for input in inputs {
            let input = input.as_ref();
            match std::fs::metadata(input) {
                Ok(metadata) if metadata.is_dir() => self.folders.extend(real(input)),
                Ok(metadata) => {
                    self.identities.extend(identity(&metadata));
                    self.paths.extend(names(input));
                }
                Err(_) => {}
            }
        }
        self
    }

    /// Makes sure that a write to `target` replaces no input.
    ///
    /// # Errors
    /// [`Error::Write`] with [`WriteFault::Input`].
    pub fn admit(&self, target: &Path) -> Result<(), Error> {
        match self.has(target) {
            true => Err(Error::write(target, WriteFault::Input)),
            false => Ok(()),
        }
    }

    /// Makes sure that what is written to this folder, which need not be there yet, comes to lie in none
    /// of the protected folders.
    ///
    /// # Errors
    /// [`Error::Write`] with [`WriteFault::AmongInputs`].
    pub fn admit_folder(&self, folder: &Path) -> Result<(), Error> {
        let folder = match folder.is_absolute() {
            true => folder.to_owned(),
            false => Path::new(".").join(folder),
        };
        let there = folder.ancestors().find_map(real);
        match there.is_some_and(|there| self.folders.iter().any(|own| there.starts_with(own))) {
            true => Err(Error::write(&folder, WriteFault::AmongInputs)),
            false => Ok(()),
        }
    }

    /// Whether this is one of the inputs, by whatever name.
    pub(super) fn has(&self, path: &Path) -> bool {
        let same = |metadata: Metadata| identity(&metadata).is_some_and(|own| self.identities.contains(&own));
        std::fs::metadata(path).is_ok_and(same)
            || names(path).any(|name| self.paths.contains(&name))
            || real(path).is_some_and(|own| self.folders.iter().any(|folder| own.starts_with(folder)))
    }
}

/// The paths of a file without links on the way: of what it is, and, where it is a link itself,
/// also of the link.
fn names(path: &Path) -> impl Iterator<Item = PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = real(folder.unwrap_or(Path::new(".")));
    let link = folder.zip(path.file_name()).map(|(folder, name)| folder.join(name));
    real(path).into_iter().chain(link)
}

fn real(path: &Path) -> Option<PathBuf> {
    std::fs::canonicalize(path).ok()
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    metadata.is_file().then(|| (metadata.dev(), metadata.ino()))
}

/// Elsewhere the standard library does not tell it, and the paths have to do.
#[cfg(not(unix))]
fn identity(_: &Metadata) -> Option<Identity> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with these files; each holds its own name.
    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, file).unwrap();
        }
        folder
    }

    fn is_refused(result: &Result<(), Error>) -> bool {
        matches!(
            result,
            Err(Error::Write {
                fault: WriteFault::Input,
                ..
            })
        )
    }

    #[test]
    fn an_input_and_what_stands_in_a_folder_of_inputs_is_not_written_to() {
        let folder = folder(&["a.xlsx", "offices/b.xlsx", "findings.html"]);
        let at = |name: &str| folder.path().join(name);
        let protected = Protected::new([at("a.xlsx"), at("offices"), at("missing.xlsx")]);
        for (target, free) in [
            ("a.xlsx", false),
            ("offices/../a.xlsx", false),
            ("offices/b.xlsx", false),
            ("offices/new.html", true),
            ("findings.html", true),
            ("missing.xlsx", true),
        ] {
            assert_eq!(protected.admit(&at(target)).is_ok(), free, "{target}");
        }
    }

    #[test]
    fn an_input_that_was_saved_anew_or_renamed_meanwhile_is_still_one() {
        let folder = folder(&["a.xlsx", "b.xlsx", "c.xlsx"]);
        let at = |name: &str| folder.path().join(name);
        let protected = Protected::new([at("a.xlsx"), at("b.xlsx")]);
        std::fs::rename(at("c.xlsx"), at("a.xlsx")).unwrap();
        assert!(is_refused(&protected.admit(&at("a.xlsx"))));
        if cfg!(unix) {
            std::fs::rename(at("b.xlsx"), at("d.xlsx")).unwrap();
            assert!(is_refused(&protected.admit(&at("d.xlsx"))));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_the_file_it_leads_to_and_itself() {
        use std::os::unix::fs::symlink;
        let folder = folder(&["a.xlsx", "real/b.xlsx", "free.pdf"]);
        let at = |name: &str| folder.path().join(name);
        std::fs::hard_link(at("a.xlsx"), at("hard.pdf")).unwrap();
        symlink(at("a.xlsx"), at("soft.pdf")).unwrap();
        symlink(at("real"), at("folder")).unwrap();
        symlink(at("real/b.xlsx"), at("named.xlsx")).unwrap();
        let protected = Protected::new([at("a.xlsx"), at("named.xlsx")]);
        for target in ["hard.pdf", "soft.pdf", "real/b.xlsx", "folder/b.xlsx", "named.xlsx"] {
            assert!(is_refused(&protected.admit(&at(target))), "{target}");
        }
        assert!(protected.admit(&at("free.pdf")).is_ok());
        // Through a folder that is a link, also where the input was removed.
        let protected = Protected::new([at("real/b.xlsx")]);
        std::fs::remove_file(at("real/b.xlsx")).unwrap();
        assert!(is_refused(&protected.admit(&at("folder/b.xlsx"))));
    }
}
