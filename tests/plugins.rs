//! What is registered: a plugin line that gets lost registers nothing, silently, and
//! these tests fail.

use std::collections::BTreeSet;

use crate::support::{nianbao, root};

/// Every exporter there is: a line that stays as it is formatted, whatever is added to it.
const EXPORTERS: &str = "docx html json markdown ofd pdf";

#[test]
fn the_registered_exporters_are_these() {
    let run = nianbao(["exporters"]);
    assert_eq!(run.code, 0);
    let ids: Vec<_> = run
        .out
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(ids.join(" "), EXPORTERS);
}

#[test]
fn every_form_among_the_schemas_is_shipped() {
    let run = nianbao(["forms", "--lang", "en"]);
    let shipped: BTreeSet<_> = run
        .out
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect();
    let files = std::fs::read_dir(root().join("schemas")).unwrap();
    let forms: BTreeSet<_> = files
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .filter(|path| std::fs::read_to_string(path).unwrap().contains("\nauthority = "))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    assert!(forms.contains("gov-2021"));
    assert_eq!(shipped, forms);
}

#[test]
fn help_speaks_both_languages_and_shows_examples() {
    let zh = nianbao(["build", "--help"]);
    assert_eq!(zh.code, 0);
    assert!(zh.out.contains("用法：") && zh.out.contains("示例："), "{}", zh.out);
    let en = nianbao(["build", "--help", "--lang", "en"]);
    assert!(en.out.contains("Usage:") && en.out.contains("Examples:"), "{}", en.out);
    assert!(nianbao(["--version"]).out.starts_with("nianbao 0."));
    assert_eq!(nianbao([""; 0]).code, 2);
}
