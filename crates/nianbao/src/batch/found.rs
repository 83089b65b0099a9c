//! The files that a folder or a pattern means. Which of them make one report is for `reports`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use nianbao_findings::terminal::printable;
use nianbao_model::plugin::Part;
use walkdir::WalkDir;

use super::ledger;
use crate::error::{Error, ReportsFault};
use crate::plugins::importers;

/// Which files of a folder count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// Workbooks alone.
    Workbooks,
    /// Workbooks and what may belong to them.
    Beside,
    /// Workbooks, and in a folder without any whatever can be read.
    Published,
    /// Whatever can be read.
    All,
}

/// A file, with its path as seen from the input it was found through.
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) name: PathBuf,
}

/// What a file is by its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Workbook,
    Piece,
    Page,
}

pub(super) fn shown(path: &Path) -> String {
    printable(&path.display().to_string())
}

/// The files in a folder and the folders in it, by name. Lock files and hidden files that programs
/// leave are no one's, and the documents that a batch made are no reports to read.
pub(super) fn in_folder(folder: &Path, which: Which) -> Result<Vec<Found>, Error> {
    let mut found: Vec<(Kind, Found)> = Vec::new();
    let mut made: BTreeSet<PathBuf> = BTreeSet::new();
    let left_over = |name: &str| name.starts_with("~$") || name.starts_with('.');
    let entries = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !left_over(&entry.file_name().to_string_lossy()));
    for entry in entries {
        let entry = entry.map_err(|error| ReportsFault::Unreadable {
            folder: shown(error.path().unwrap_or(folder)),
            error: error.into(),
        })?;
        let path = entry.into_path();
        if path.is_dir() && ledger::is_in(&path) {
            made.insert(path);
        } else if let Some(kind) = kind(&path).filter(|_| path.is_file()) {
            let name = path.strip_prefix(folder).unwrap_or(&path).to_owned();
            found.push((kind, Found { path, name }));
        }
    }
    let mut workbooks: BTreeMap<PathBuf, bool> = BTreeMap::new();
    for (kind, found) in &found {
        *workbooks.entry(beside(&found.path)).or_default() |= *kind == Kind::Workbook;
    }
    found.retain(|(kind, found)| {
        let folder = beside(&found.path);
        let has_workbook = workbooks.get(&folder) == Some(&true);
        match which {
            _ if *kind == Kind::Workbook => true,
            Which::Workbooks => false,
            Which::Beside => *kind == Kind::Piece,
            Which::Published => !has_workbook && !made.contains(&folder),
            Which::All => !made.contains(&folder),
        }
    });
    let needs_workbook = matches!(which, Which::Workbooks | Which::Beside);
    if found.iter().any(|(kind, _)| *kind == Kind::Workbook || !needs_workbook) {
        return Ok(found.into_iter().map(|(_, found)| found).collect());
    }
    let folder = shown(folder);
    Err(match needs_workbook {
        true => ReportsFault::NoWorkbooks { folder },
        false => ReportsFault::NoReports { folder },
    }
    .into())
}

/// The folder a file stands in.
fn beside(path: &Path) -> PathBuf {
    path.parent().unwrap_or(Path::new("")).to_owned()
}

/// What a file is, by its ending; `None` if no importer has that.
fn kind(path: &Path) -> Option<Kind> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let kinds = importers().into_iter().filter_map(|importer| {
        let intake = importer.describe();
        let is_own = intake.endings.contains(&ending.as_str());
        match intake.part {
            Part::Whole if is_own => Some(Kind::Workbook),
            Part::Piece if is_own => Some(Kind::Piece),
            _ => importer.published().contains(&ending.as_str()).then_some(Kind::Page),
        }
    });
    kinds.min()
}

pub(super) fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

/// The files a pattern means; a shell on Windows leaves patterns to the program.
pub(super) fn matching(pattern: &Path) -> Result<Vec<Found>, Error> {
    let none = || ReportsFault::NoFiles {
        pattern: shown(pattern),
    };
    let paths = glob::glob(&pattern.to_string_lossy()).map_err(|_| none())?;
    let mut found: Vec<Found> = paths
        .flatten()
        .filter(|path| path.is_file())
        .map(|path| Found {
            name: path.file_name().map(PathBuf::from).unwrap_or_default(),
            path,
        })
        .filter(|found| !found.name.to_string_lossy().starts_with("~$"))
        .collect();
    found.sort_by(|one, other| one.path.cmp(&other.path));
    match found.is_empty() {
        true => Err(none().into()),
        false => Ok(found),
    }
}
