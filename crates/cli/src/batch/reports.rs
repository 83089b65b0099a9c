//! Which reports the inputs are: one, one for each file, or one for each folder; and which
//! part of them this run takes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nianbao_model::plugin::{Part, importers};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use crate::error::{Failure, io_reason};
use crate::terminal::printable;

/// How files make reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// All files are one report.
    One,
    /// Every workbook is one.
    File,
    /// The files of a folder are one.
    Folder,
}

impl Group {
    /// Every way by its name.
    pub(crate) const ALL: [(&'static str, Self); 3] =
        [("one", Self::One), ("file", Self::File), ("folder", Self::Folder)];
}

/// The files of one report, and what it is called in lists and in the output folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Files {
    /// A relative path without an ending, unique in a run.
    pub(crate) name: PathBuf,
    pub(crate) paths: Vec<PathBuf>,
}

impl Files {
    /// Its name for people.
    pub(crate) fn shown(&self) -> String {
        printable(&self.name.display().to_string())
    }
}

/// The part of the reports a run takes: those whose names fall on `index` of `count`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shard {
    index: u64,
    count: u64,
}

impl Shard {
    /// Reads `I/N`, counted from zero; `auto/N` takes the index that Kubernetes gives an
    /// indexed job or Slurm a task of an array.
    fn parse(text: &str) -> Result<Self, Failure> {
        let environment = || {
            ["JOB_COMPLETION_INDEX", "SLURM_ARRAY_TASK_ID"]
                .iter()
                .find_map(|name| std::env::var(name).ok())
        };
        Self::read(text, environment)
    }

    fn read(text: &str, environment: impl Fn() -> Option<String>) -> Result<Self, Failure> {
        let wrong = || {
            Failure::input(
                format!(
                    "--shard {text}：应写成 第几份/总份数，从 0 数起，如 0/4；auto/4 从 JOB_COMPLETION_INDEX 或 SLURM_ARRAY_TASK_ID 取第几份"
                ),
                format!(
                    "--shard {text}: write INDEX/COUNT, counted from 0, e.g. 0/4; auto/4 takes the index from JOB_COMPLETION_INDEX or SLURM_ARRAY_TASK_ID"
                ),
            )
        };
        let (index, count) = text.split_once('/').ok_or_else(wrong)?;
        let count: u64 = count.trim().parse().map_err(|_| wrong())?;
        let index = match index.trim() {
            "auto" => environment().ok_or_else(wrong)?,
            index => index.to_owned(),
        };
        let index: u64 = index.trim().parse().map_err(|_| wrong())?;
        if index >= count {
            return Err(wrong());
        }
        Ok(Self { index, count })
    }

    /// Whether a report is in this part: by its name alone, so that it stays there when
    /// other reports come and go.
    fn takes(self, files: &Files) -> bool {
        let name = files.name.to_string_lossy().replace('\\', "/");
        let digest = Sha256::digest(name.as_bytes());
        let number = digest
            .iter()
            .take(8)
            .fold(0u64, |number, byte| (number << 8) | u64::from(*byte));
        number % self.count == self.index
    }
}

/// The reports the inputs are: files, folders and patterns with `*`, `?` or `[…]`. Without
/// a group, named files are one report, and the workbooks of a folder or pattern one each.
///
/// # Errors
/// If a folder or pattern has no workbook, two reports would go by one name, or the shard is
/// none.
pub(crate) fn reports(inputs: &[PathBuf], group: Option<Group>, shard: Option<&str>) -> Result<Reports, Failure> {
    let shard = shard.map(Shard::parse).transpose()?;
    let mut many = false;
    let mut found: Vec<Found> = Vec::new();
    for input in inputs {
        if input.is_dir() {
            many = true;
            found.extend(in_folder(input, group == Some(Group::Folder))?);
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
    let mut reports = match group {
        Group::One => vec![Files {
            name: found
                .first()
                .map(|found| found.name.with_extension(""))
                .unwrap_or_default(),
            paths: found.into_iter().map(|found| found.path).collect(),
        }],
        Group::File => each_file(found)?,
        Group::Folder => each_folder(found),
    };
    if let Some(shard) = shard {
        reports.retain(|files| shard.takes(files));
    }
    Ok(Reports { group, reports })
}

/// The reports of a run.
pub(crate) struct Reports {
    /// How files make them.
    pub(crate) group: Group,
    /// Each with its files, by name.
    pub(crate) reports: Vec<Files>,
}

/// A file, with its path as seen from the input it was found through.
struct Found {
    path: PathBuf,
    name: PathBuf,
}

/// The workbooks in a folder and the folders in it, by name; with `beside` also what may
/// belong to them. Lock files and hidden files that programs leave are no one's.
fn in_folder(folder: &Path, beside: bool) -> Result<Vec<Found>, Failure> {
    let mut found = Vec::new();
    let left_over = |name: &str| name.starts_with("~$") || name.starts_with('.');
    let entries = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !left_over(&entry.file_name().to_string_lossy()));
    for entry in entries {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).display().to_string();
            let reason = io_reason(&error.into());
            Failure::input(
                format!("{}：无法读取文件夹，{}", printable(&path), reason.zh),
                format!("{}: the folder cannot be read, {}", printable(&path), reason.en),
            )
        })?;
        let path = entry.into_path();
        if path.is_file() && (is_part(Part::Whole, &path) || beside && is_part(Part::Piece, &path)) {
            let name = path.strip_prefix(folder).unwrap_or(&path).to_owned();
            found.push(Found { path, name });
        }
    }
    if found.iter().any(|found| is_part(Part::Whole, &found.path)) {
        return Ok(found);
    }
    let shown = printable(&folder.display().to_string());
    Err(Failure::input(
        format!("{shown}：文件夹里没有工作簿"),
        format!("{shown}: there are no workbooks in this folder"),
    ))
}

/// Whether a file is this part of a report, by its ending.
fn is_part(part: Part, path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let mut intakes = importers().into_iter().map(|importer| importer.describe());
    intakes.any(|intake| intake.part == part && intake.endings.contains(&ending.as_str()))
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

/// The files a pattern means; a shell on Windows leaves patterns to the program.
fn matching(pattern: &Path) -> Result<Vec<Found>, Failure> {
    let shown = printable(&pattern.display().to_string());
    let none = || {
        Failure::input(
            format!("{shown}：没有这样的文件"),
            format!("{shown}: there are no such files"),
        )
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
        true => Err(none()),
        false => Ok(found),
    }
}

/// A report for each file, by the file's name without its ending, or with it where two
/// would have the same.
fn each_file(found: Vec<Found>) -> Result<Vec<Files>, Failure> {
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
            let [one, two] = [&other, &files].map(|files| {
                let path = files.paths.first().map(|path| path.display().to_string());
                printable(&path.unwrap_or_default())
            });
            return Err(Failure::input(
                format!("{one} 和 {two} 同名，分不清是哪一份。请改名，或写它们上一级的文件夹"),
                format!("{one} and {two} have one name: rename one, or name the folder above them"),
            ));
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
        let reports = reports(inputs, group, None).unwrap().reports;
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
    fn names_that_differ_by_their_ending_keep_it_and_equal_ones_are_refused() {
        let folder = folder(&["a.xlsx", "a.xls", "b/c.xlsx", "d/c.xlsx"]);
        let at = |name: &str| folder.path().join(name);
        assert_eq!(
            shown(&[at("a.xlsx"), at("a.xls")], Some(Group::File)),
            ["a.xls: a.xls", "a.xlsx: a.xlsx"]
        );
        let error = reports(&[at("b/c.xlsx"), at("d/c.xlsx")], Some(Group::File), None)
            .err()
            .unwrap();
        assert!(error.message.zh.contains("同名"), "{}", error.message.zh);
        assert!(reports(&[at("b/*.ods")], None, None).is_err());
    }

    #[test]
    fn shards_take_every_report_once_whatever_the_others_are() {
        let named = |n: u32| Files {
            name: PathBuf::from(format!("单位{n}")),
            paths: vec![],
        };
        let shards: Vec<Shard> = (0..4).map(|index| Shard { index, count: 4 }).collect();
        let mut sizes = [0; 4];
        for n in 0..400 {
            let takers: Vec<_> = (0..4).filter(|at| shards[*at].takes(&named(n))).collect();
            assert_eq!(takers.len(), 1);
            sizes[takers[0]] += 1;
        }
        assert!(sizes.iter().all(|size| (60..140).contains(size)), "{sizes:?}");
    }

    #[test]
    fn the_index_may_come_from_the_scheduler() {
        let read = |text: &str, given: Option<&str>| Shard::read(text, || given.map(str::to_owned)).ok();
        assert_eq!(read("1/3", None), Some(Shard { index: 1, count: 3 }));
        assert_eq!(read("auto/3", Some("2")), Some(Shard { index: 2, count: 3 }));
        for (text, given) in [
            ("auto/3", None),
            ("3/3", None),
            ("auto/3", Some("3")),
            ("1", None),
            ("a/b", None),
        ] {
            assert_eq!(read(text, given), None, "{text}");
        }
    }
}
