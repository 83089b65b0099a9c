//! What the tests share: running the binary, and workbooks to run it on.

pub(crate) mod book;
pub(crate) mod files;
pub(crate) mod text;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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
