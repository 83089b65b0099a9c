//! What is registered: a plugin line that gets lost registers nothing, silently, and
//! these tests fail.

use crate::support::nianbao;

#[test]
fn the_registered_exporters_are_these() {
    let run = nianbao(["exporters"]);
    assert_eq!(run.code, 0);
    let ids: Vec<_> = run
        .out
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(ids, ["docx", "html", "json", "markdown", "pdf"]);
}

#[test]
fn the_shipped_forms_are_these() {
    let run = nianbao(["forms", "--lang", "en"]);
    let ids: Vec<_> = run
        .out
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(ids, ["gov-2019", "gov-2021", "customs-2020"]);
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
