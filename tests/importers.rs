//! What the importers say of themselves, and the pages that repeat it: `docs/intake.md` has
//! the kinds of file, `docs/limits.md` the limits. With `NIANBAO_UPDATE=1` they are written.

use std::collections::BTreeMap;

use nianbao::importers;
use nianbao_model::limits::{Limit, SHARED};
use nianbao_model::plugin::{Intake, Part};

use crate::support::root;

/// What every importer takes in, by its id.
fn intakes() -> Vec<(&'static str, Intake)> {
    let importers = importers().into_iter();
    importers.map(|importer| (importer.id(), importer.describe())).collect()
}

#[test]
fn every_importer_says_what_its_files_are_called() {
    let mut parts = BTreeMap::new();
    for (id, intake) in intakes() {
        assert!(!intake.endings.is_empty(), "{id} takes no file of a folder");
        for ending in intake.endings {
            assert!(
                ending.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()),
                "{ending}"
            );
            for label in [intake.label_zh, intake.label_en] {
                assert!(
                    label.contains(&format!(".{ending}")),
                    "“{label}” of {id} does not name .{ending}"
                );
            }
            let part = *parts.entry(ending).or_insert(intake.part);
            assert_eq!(
                part, intake.part,
                "two importers differ in what .{ending} is to a report"
            );
        }
    }
    assert!(parts.values().any(|part| *part == Part::Whole));
}

#[test]
fn every_limit_has_a_name_of_its_own_and_a_reason() {
    let own = intakes().into_iter().flat_map(|(_, intake)| intake.limits);
    let mut names = Vec::new();
    for Limit { name, value, what } in SHARED.iter().chain(own) {
        assert!(*value > 0 && what.ends_with('.'), "{name}: “{what}”");
        assert!(!names.contains(name), "{name} is there twice");
        names.push(*name);
    }
}

#[test]
fn the_documentation_lists_every_kind_of_file() {
    let mut table = String::from("| 种类 | 写文件夹时取用 | 算作 |\n| --- | --- | --- |\n");
    for (_, intake) in intakes() {
        let endings: Vec<String> = intake.endings.iter().map(|ending| format!("`.{ending}`")).collect();
        let part = match intake.part {
            Part::Whole => "一份年报",
            Part::Piece => "年报的正文或一张表（`--group folder`）",
        };
        table += &format!("| {} | {} | {part} |\n", intake.label_zh, endings.join(" "));
    }
    assert_current("docs/intake.md", "files", &table);
}

#[test]
fn the_documentation_lists_every_limit() {
    let mut tables = format!("### What several crates go by\n\n{}", rows(SHARED));
    for (id, intake) in intakes() {
        if !intake.limits.is_empty() {
            tables += &format!("\n### Importer `{id}`: {}\n\n{}", intake.label_en, rows(intake.limits));
        }
    }
    assert_current("docs/limits.md", "limits", &tables);
}

fn rows(limits: &[Limit]) -> String {
    let mut table = String::from("| limit | value | what it is, and why |\n| --- | ---: | --- |\n");
    for limit in limits {
        table += &format!("| `{}` | {} | {} |\n", limit.name, shown(limit), limit.what.trim());
    }
    table
}

/// A value as it is said: `64 MiB`, `50,000`.
fn shown(limit: &Limit) -> String {
    let is_bytes = limit.what.trim().starts_with("Bytes");
    if is_bytes && limit.value.is_multiple_of(1 << 20) {
        return format!("{} MiB", limit.value >> 20);
    }
    let digits = limit.value.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[test]
fn values_are_said_as_people_do() {
    let limit = |value, what| Limit { name: "", value, what };
    assert_eq!(shown(&limit(64 << 20, " Bytes of a file.")), "64 MiB");
    assert_eq!(shown(&limit(1_024, " Bytes of a name.")), "1,024");
    assert_eq!(shown(&limit(1 << 20, " Rows of a sheet.")), "1,048,576");
    assert_eq!(shown(&limit(500, " How many times.")), "500");
}

/// A page has this between the marks of the part. An update writes it, and fails if there
/// was something to write, so that it is looked at.
#[track_caller]
fn assert_current(page: &str, part: &str, expected: &str) {
    let path = root().join(page);
    let text = std::fs::read_to_string(&path).unwrap();
    let (begin, end) = (format!("<!-- {part} -->\n"), format!("<!-- /{part} -->\n"));
    let (head, rest) = text.split_once(&begin).unwrap();
    let (found, tail) = rest.split_once(&end).unwrap();
    if found != expected && std::env::var_os("NIANBAO_UPDATE").is_some() {
        std::fs::write(&path, format!("{head}{begin}{expected}{end}{tail}")).unwrap();
    }
    assert!(
        found == expected,
        "{page} was not current: run this test with NIANBAO_UPDATE=1"
    );
}
