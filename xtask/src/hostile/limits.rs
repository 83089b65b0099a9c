//! The limits as a table, from the module that sets them.

/// The module: one place says each limit and its reason.
const SOURCE: &str = include_str!("../../../crates/model/src/limits.rs");

/// Its constants, each with what its comment says.
pub(super) fn table() -> String {
    let mut table = String::from("| limit | value | what it is, and why |\n| --- | ---: | --- |\n");
    let mut reason = Vec::new();
    for line in SOURCE.lines() {
        if let Some(comment) = line.strip_prefix("/// ") {
            reason.push(comment);
        } else if let Some((name, value)) = constant(line) {
            table += &format!("| `{name}` | {} | {} |\n", shown(value), reason.join(" "));
            reason.clear();
        }
    }
    table
}

/// A constant's name and value.
fn constant(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.strip_prefix("pub const ")?.split_once(':')?;
    Some((name, rest.split_once("= ")?.1.strip_suffix(';')?))
}

/// `64 << 20` as it is said: 64 MiB.
fn shown(value: &str) -> String {
    match value.split_once(" << ") {
        Some((count, "20")) => format!("{count} MiB"),
        Some((count, "10")) => format!("{count} KiB"),
        _ => value.replace('_', ","),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_every_limit() {
        let page = std::fs::read_to_string(crate::root().join("docs/limits.md")).unwrap();
        assert!(page.contains(&table()), "run `cargo xtask hostile`");
    }

    #[test]
    fn every_limit_has_a_row_with_its_reason() {
        let table = table();
        let rows: Vec<&str> = table.lines().skip(2).collect();
        assert_eq!(rows.len(), SOURCE.matches("pub const ").count());
        assert!(rows.iter().all(|row| !row.ends_with("|  |")), "{table}");
    }
}
