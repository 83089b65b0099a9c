//! Which reports the inputs are: one, one for each file, or one for each folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Shard;
use super::found::{Found, Which, in_folder, is_pattern, matching, shown};
use crate::error::{Error, ReportsFault};
use crate::input::Input;

/// How files make reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// All files are one report.
    One,
    /// Every workbook is one.
    File,
    /// The files of a folder are one.
    Folder,
    /// The files of one office and year are one, whatever they are called: its page, its Word
    /// file, its PDF. Which they are shows when they are read ([`editions`](super::editions));
    /// until then each file stands alone.
    Office,
}

impl Group {
    /// Every way by its name.
    pub const ALL: [(&'static str, Self); 4] = [
        ("one", Self::One),
        ("file", Self::File),
        ("folder", Self::Folder),
        ("office", Self::Office),
    ];
}

/// The files of one report, and what it is called in lists and in the output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Files {
    /// A relative path without an ending, unique in a run.
    pub name: PathBuf,
    /// The files.
    pub paths: Vec<PathBuf>,
}

impl Files {
    /// Its name, safe to print.
    pub fn shown(&self) -> String {
        shown(&self.name)
    }

    /// The paths as text, for lists.
    pub fn listed(&self) -> Vec<String> {
        self.paths.iter().map(|path| path.display().to_string()).collect()
    }

    /// Its files, read.
    ///
    /// # Errors
    /// As [`Input::open`], for the first that cannot be read.
    pub fn open(&self) -> Result<Vec<Input>, Error> {
        Input::open_all(&self.paths)
    }
}

/// The reports of a run.
#[derive(Debug, Clone)]
pub struct Reports {
    /// How files make them.
    pub group: Group,
    /// Each with its files, by name.
    pub reports: Vec<Files>,
}

impl Reports {
    /// The reports the inputs are: files, folders and patterns with `*`, `?` or `[…]`. Without
    /// a group, named files are one report, and the workbooks of a folder or pattern one each.
    ///
    /// # Errors
    /// [`Error::Reports`] if a folder or pattern has no workbook, or two reports would go by
    /// one name.
    pub fn find(inputs: &[PathBuf], group: Option<Group>) -> Result<Self, Error> {
        Self::pick(inputs, group, false)
    }

    /// The same among reports as they were published: pages, Word files and PDFs are reports too,
    /// in a folder where no workbook stands beside them.
    ///
    /// # Errors
    /// As [`Reports::find`].
    pub fn published(inputs: &[PathBuf], group: Option<Group>) -> Result<Self, Error> {
        Self::pick(inputs, group, true)
    }

    fn pick(inputs: &[PathBuf], group: Option<Group>, published: bool) -> Result<Self, Error> {
        let which = match group {
            Some(Group::Office) => Which::All,
            Some(Group::Folder) => Which::Beside,
            _ if published => Which::Published,
            _ => Which::Workbooks,
        };
        let mut many = false;
        let mut found: Vec<Found> = Vec::new();
        for input in inputs {
            if input.is_dir() {
                many = true;
                found.extend(in_folder(input, which)?);
            } else if !input.exists() && is_pattern(input) {
                many = true;
                found.extend(matching(input)?);
            } else {
                found.push(Found {
                    path: input.clone(),
                    name: input.file_name().map(PathBuf::from).unwrap_or_default(),
                });
            }
        }
        let group = group.unwrap_or(if many { Group::File } else { Group::One });
        let reports = match group {
            Group::One => vec![together(found)],
            Group::File | Group::Office => each_file(found)?,
            Group::Folder => each_folder(found),
        };
        Ok(Self { group, reports })
    }

    /// Those of them that are in this part.
    #[must_use]
    pub fn shard(mut self, shard: Shard) -> Self {
        self.reports.retain(|files| shard.takes(files));
        self
    }
}

/// All files as one report, by the first one's name.
fn together(found: Vec<Found>) -> Files {
    let first = found.first().map(|found| found.name.with_extension(""));
    Files {
        name: first.unwrap_or_default(),
        paths: found.into_iter().map(|found| found.path).collect(),
    }
}

/// A report for each file, by the file's name without its ending, or with it where two
/// would have the same.
fn each_file(found: Vec<Found>) -> Result<Vec<Files>, Error> {
    let mut counts: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for found in &found {
        *counts.entry(found.name.with_extension("")).or_default() += 1;
    }
    let mut reports: BTreeMap<PathBuf, Files> = BTreeMap::new();
    for Found { path, name } in found {
        let short = name.with_extension("");
        let name = if counts.get(&short) == Some(&1) { short } else { name };
        let files = Files {
            name: name.clone(),
            paths: vec![path],
        };
        if let Some(other) = reports.insert(name, files.clone())
            && other.paths != files.paths
        {
            let first = |files: &Files| files.paths.first().map(|path| shown(path)).unwrap_or_default();
            let (one, other) = (first(&other), first(&files));
            return Err(ReportsFault::OneName { one, other }.into());
        }
    }
    Ok(reports.into_values().collect())
}

/// A report for each folder that files stand in.
fn each_folder(found: Vec<Found>) -> Vec<Files> {
    let mut reports: BTreeMap<PathBuf, Files> = BTreeMap::new();
    for Found { path, name } in found {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        // The folder named on the command line goes by its own name.
        let name = match name.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            Some(parent) => parent.to_owned(),
            None => folder.file_name().map_or_else(|| PathBuf::from("年报"), PathBuf::from),
        };
        let report = reports.entry(folder).or_insert_with(|| Files {
            name,
            paths: Vec::new(),
        });
        report.paths.push(path);
    }
    let mut reports: Vec<Files> = reports.into_values().collect();
    reports.sort();
    reports
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        folder
    }

    /// The reports' names with the names of their files.
    fn shown(inputs: &[PathBuf], group: Option<Group>) -> Vec<String> {
        let reports = Reports::find(inputs, group).unwrap().reports;
        let file = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        let line = |files: &Files| {
            let paths: Vec<_> = files.paths.iter().map(file).collect();
            format!("{}: {}", files.shown().replace('\\', "/"), paths.join(" "))
        };
        reports.iter().map(line).collect()
    }

    #[test]
    fn named_files_are_one_report_and_a_folders_workbooks_one_each() {
        let folder = folder(&["b.xlsx", "a.xls", "c/d.ods", "~$b.xlsx", ".x/e.xlsx", "f.docx", "g.pdf"]);
        let at = |name: &str| folder.path().join(name);
        assert_eq!(shown(&[at("b.xlsx"), at("f.docx")], None), ["b: b.xlsx f.docx"]);
        assert_eq!(
            shown(&[folder.path().into()], None),
            ["a: a.xls", "b: b.xlsx", "c/d: d.ods"]
        );
        assert_eq!(shown(&[at("*.xls*")], None), ["a: a.xls", "b: b.xlsx"]);
        assert_eq!(
            shown(&[at("b.xlsx"), at("a.xls")], Some(Group::File)),
            ["a: a.xls", "b: b.xlsx"]
        );
    }

    #[test]
    fn the_files_of_a_folder_may_be_one_report() {
        let folder = folder(&["县/表.xlsx", "县/正文.docx", "市/表.xlsx", "市/局/表.xlsx"]);
        assert_eq!(
            shown(&[folder.path().into()], Some(Group::Folder)),
            ["县: 正文.docx 表.xlsx", "市: 表.xlsx", "市/局: 表.xlsx"]
        );
    }

    #[test]
    fn published_reports_are_of_any_format_where_no_workbook_stands_beside_them() {
        let folder = folder(&[
            "网/甲.html",
            "网/甲.docx",
            "网/乙.pdf",
            "填/丙.xlsx",
            "填/丙.docx",
            "成/a/.nianbao.json",
            "成/a/年报.pdf",
        ]);
        let found = |group| {
            let reports = Reports::published(&[folder.path().into()], group).unwrap().reports;
            let name = |files: &Files| files.shown().replace('\\', "/");
            reports.iter().map(name).collect::<Vec<_>>()
        };
        assert_eq!(found(None), ["填/丙", "网/乙", "网/甲.docx", "网/甲.html"]);
        assert_eq!(
            found(Some(Group::Office)),
            ["填/丙.docx", "填/丙.xlsx", "网/乙", "网/甲.docx", "网/甲.html"]
        );
        assert_eq!(shown(&[folder.path().into()], None), ["填/丙: 丙.xlsx"]);
    }

    #[test]
    fn names_that_differ_by_their_ending_keep_it_and_equal_ones_are_refused() {
        let folder = folder(&["a.xlsx", "a.xls", "b/c.xlsx", "d/c.xlsx"]);
        let at = |name: &str| folder.path().join(name);
        assert_eq!(
            shown(&[at("a.xlsx"), at("a.xls")], Some(Group::File)),
            ["a.xls: a.xls", "a.xlsx: a.xlsx"]
        );
        let refused = |inputs: &[PathBuf]| Reports::find(inputs, Some(Group::File)).unwrap_err();
        let same = refused(&[at("b/c.xlsx"), at("d/c.xlsx")]);
        assert!(matches!(same, Error::Reports(ReportsFault::OneName { .. })), "{same}");
        let none = refused(&[at("b/*.ods")]);
        assert!(matches!(none, Error::Reports(ReportsFault::NoFiles { .. })), "{none}");
    }
}
