//! The scaffold on a copy of the files it touches.

use xtask_kit::files::root;

use super::*;

/// A folder with the files that name every exporter.
fn workspace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, _) in LISTS {
        write(
            &folder.path().join(path),
            &fs::read_to_string(root().join(path)).unwrap(),
        )
        .unwrap();
    }
    folder
}

/// Every file with its text.
fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push((path.clone(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn it_writes_a_crate_and_one_line_in_each_list() {
    let folder = workspace();
    let before = files(folder.path());
    scaffold(folder.path(), &NewExporter::named("odt").unwrap()).unwrap();
    let text = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap();
    assert!(text("Cargo.toml").contains("\nnianbao-export-odt = { path = \"crates/export-odt\" }\n"));
    let own = text("crates/nianbao/Cargo.toml");
    let at = |line: &str| own.find(line).unwrap();
    assert!(at("nianbao-export-json.workspace") < at("nianbao-export-odt.workspace = true\n"));
    assert!(at("nianbao-export-odt.workspace") < at("nianbao-export-ofd = {"));
    assert!(at("nianbao-export-odt.workspace") < at("nianbao-findings.workspace"));
    assert!(
        text("crates/nianbao/src/plugins.rs").contains("MarkdownExporter,\n    &nianbao_export_odt::OdtExporter,\n")
    );
    assert!(text("tests/plugins.rs").contains("json markdown odt ofd pdf\";"));
    for (path, old) in &before {
        let new = fs::read_to_string(path).unwrap();
        assert!(
            new.len() > old.len() && new.lines().count() <= old.lines().count() + 1,
            "{}",
            path.display()
        );
    }
    let library = text("crates/export-odt/src/lib.rs");
    assert!(library.contains("pub struct OdtExporter;") && library.contains("\"application/x-odt\""));
    assert!(
        files(&folder.path().join("crates/export-odt"))
            .iter()
            .all(|(_, text)| !text.contains("__"))
    );
}

#[test]
fn a_taken_name_is_refused_and_nothing_is_changed() {
    let folder = workspace();
    let before = files(folder.path());
    let error = scaffold(folder.path(), &NewExporter::named("pdf").unwrap()).unwrap_err();
    assert!(error.contains("is there already"), "{error}");
    assert_eq!(files(folder.path()), before);

    fs::create_dir_all(folder.path().join("crates/export-new")).unwrap();
    let error = scaffold(folder.path(), &NewExporter::named("new").unwrap()).unwrap_err();
    assert!(error.contains("choose another name"), "{error}");
    assert_eq!(files(folder.path()), before);
}

#[test]
fn if_a_file_cannot_be_understood_nothing_is_written() {
    let folder = workspace();
    fs::write(folder.path().join("tests/plugins.rs"), "nothing").unwrap();
    let before = files(folder.path());
    let error = scaffold(folder.path(), &NewExporter::named("odt").unwrap()).unwrap_err();
    assert!(error.contains("is not found"), "{error}");
    assert_eq!(files(folder.path()), before);
}

#[test]
fn what_was_written_before_a_failure_is_taken_back() {
    let folder = workspace();
    let before = files(folder.path());
    let own = folder.path().join("crates/export-odt");
    let edited = |path: &str| Edited {
        old: fs::read_to_string(folder.path().join(path)).unwrap_or_default(),
        new: String::from("new"),
        path: folder.path().join(path),
    };
    let added = [(own.join("src/lib.rs"), String::from("new"))];
    // A folder cannot be written as a file.
    let edited = [edited("Cargo.toml"), edited("crates")];
    assert!(put(&added, &edited).unwrap_err().contains("cannot write"));
    assert_ne!(files(folder.path()), before);
    undo(&own, &edited);
    assert_eq!(files(folder.path()), before);
    assert!(!own.exists());
}
