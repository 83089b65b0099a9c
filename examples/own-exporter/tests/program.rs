//! The program as its user has it: the exporter is there, beside all others.

use std::path::Path;
use std::process::{Command, Output};

const WORKBOOK: &str = "../minimal/report.xlsx";

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_own-exporter"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

#[test]
fn the_program_has_the_exporter_and_its_option() {
    let listed = run(&["exporters", "--long", "--lang", "en"]);
    let listed = String::from_utf8(listed.stdout).unwrap();
    for id in ["csv ", "docx ", "pdf "] {
        assert!(listed.lines().any(|line| line.starts_with(id)), "{id}in {listed}");
    }
    assert!(listed.contains("--set csv.separator=comma|semicolon"), "{listed}");
}

#[test]
fn a_workbook_becomes_a_csv_file_beside_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let made = run(&[
        "build",
        WORKBOOK,
        "--out",
        out,
        "--to",
        "csv,html",
        "--set",
        "csv.separator=semicolon",
    ]);
    assert!(made.status.success(), "{made:?}");
    let csv = only_file(folder.path(), "csv");
    assert!(csv.contains("\"二、主动公开政府信息情况\""), "{csv}");
    assert!(csv.contains("\";\""), "the tables have their columns: {csv}");
    assert!(only_file(folder.path(), "html").contains("二、主动公开政府信息情况"));
}

/// Many reports are made by further processes of the same program, which have it too.
#[test]
fn a_batch_has_the_exporter_too() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let made = run(&["build", "--each", WORKBOOK, "--out", out, "--to", "csv"]);
    assert!(made.status.success(), "{made:?}");
    assert!(only_file(&folder.path().join("report"), "csv").contains("主动公开"));
}

fn only_file(folder: &Path, extension: &str) -> String {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|own| own == extension))
        .collect();
    assert_eq!(files.len(), 1, "{files:?}");
    std::fs::read_to_string(&files[0]).unwrap()
}
