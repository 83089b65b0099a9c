//! What the tests share: running the binary, and workbooks to run it on.

pub(crate) mod text;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use nianbao_import_excel::ExcelImporter;
use nianbao_model::plugin::Importer;
use nianbao_testing::book::Book;
use tempfile::TempDir;

/// The seed report's example.
pub(crate) const EXAMPLE: &str = "examples/chongqing-customs-2020/report.xlsx";

/// The title of the example's report.
pub(crate) const TITLE: &str = "重庆海关关区2020年政府信息公开年报";

/// The workspace's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// The example's workbook.
pub(crate) fn example() -> PathBuf {
    root().join(EXAMPLE)
}

/// The example's workbook, to be changed.
pub(crate) fn example_book() -> Book {
    let bytes = std::fs::read(example()).unwrap();
    let source = ExcelImporter.import(&"report.xlsx".into(), &bytes).unwrap();
    Book { sheets: source.sheets }
}

/// A folder for one test.
pub(crate) fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// What a run of the binary gave.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the binary.
pub(crate) fn nianbao<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .args(arguments)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .unwrap();
    Run {
        code: status.code().expect("the program ended by itself"),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

/// Builds a workbook into a folder and expects it to work.
pub(crate) fn build(workbook: &Path, out: &Path, to: &str) {
    let run = nianbao::<&OsStr>([
        "build".as_ref(),
        workbook.as_ref(),
        "--out".as_ref(),
        out.as_ref(),
        "--to".as_ref(),
        to.as_ref(),
    ]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

/// The names of the files in a folder.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The files in a folder, by name.
pub(crate) fn files_in(path: &Path) -> Vec<PathBuf> {
    files(path).iter().map(|name| path.join(name)).collect()
}

/// A finding as `check --format json` tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) rule: String,
    pub(crate) severity: String,
    /// The first place without its file, `表三 依申请公开!J5`; the file's name where there
    /// is no more.
    pub(crate) place: String,
    pub(crate) found: Option<String>,
    pub(crate) expected: Option<String>,
    pub(crate) allowed: bool,
}

/// Checks these files as one report; the exit code and what was found.
pub(crate) fn check<S: AsRef<OsStr>>(files: impl IntoIterator<Item = S>) -> (i32, Vec<Told>) {
    let mut arguments: Vec<std::ffi::OsString> = ["check", "--format", "json"].map(Into::into).into();
    arguments.extend(files.into_iter().map(|file| file.as_ref().to_owned()));
    let run = nianbao(arguments);
    if run.out.is_empty() {
        return (run.code, Vec::new());
    }
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let told = json["findings"].as_array().unwrap().iter().map(|finding| {
        let text = |name: &str| finding[name].as_str().map(str::to_owned);
        let first = &finding["locations"][0];
        let part = |name: &str| first[name].as_str().map(str::to_owned);
        let passage = ["line", "paragraph"]
            .iter()
            .find_map(|name| Some(format!("{name} {}", first[*name].as_u64()?)));
        let place = [part("sheet"), part("cell").or(passage)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("!");
        let file = PathBuf::from(part("file").unwrap_or_default());
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Told {
            rule: text("rule").unwrap(),
            severity: text("severity").unwrap(),
            place: if place.is_empty() { name } else { place },
            found: text("found"),
            expected: text("expected"),
            allowed: finding["suppressed"].as_bool().unwrap(),
        }
    });
    (run.code, told.collect())
}
