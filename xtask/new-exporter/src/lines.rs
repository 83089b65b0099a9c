//! The lines that name every exporter, in four files: each is added where its neighbours
//! in the alphabet stand.

use crate::names::NewExporter;

/// The path of the crate, in the workspace's Cargo.toml.
pub(super) fn workspace(text: &str, new: &NewExporter) -> Result<String, String> {
    let name = &new.name;
    let line = format!("nianbao-export-{name} = {{ path = \"crates/export-{name}\" }}");
    among(text, "nianbao-export-", &line)
}

/// The dependency of the library.
pub(super) fn dependency(text: &str, new: &NewExporter) -> Result<String, String> {
    among(
        text,
        "nianbao-export-",
        &format!("nianbao-export-{}.workspace = true", new.name),
    )
}

/// The value in the list of exporters, which keeps the linker from leaving the crate out.
pub(super) fn plugin(text: &str, new: &NewExporter) -> Result<String, String> {
    let line = format!("    &{}::{},", new.module(), new.exporter());
    among(text, "    &nianbao_export_", &line)
}

/// The id, in the list the test compares with.
pub(super) fn registered(text: &str, new: &NewExporter) -> Result<String, String> {
    const BEFORE: &str = "const EXPORTERS: &str = \"";
    let lost = || format!("the list of exporters after “{BEFORE}” is not found");
    let start = text.find(BEFORE).ok_or_else(lost)? + BEFORE.len();
    let length = text[start..].find('"').ok_or_else(lost)?;
    let mut ids: Vec<&str> = text[start..start + length].split_whitespace().collect();
    if ids.contains(&new.name.as_str()) {
        return Err(format!("there is an exporter “{}” already", new.name));
    }
    ids.push(&new.name);
    ids.sort_unstable();
    let (before, after) = (&text[..start], &text[start + length..]);
    Ok(format!("{before}{}{after}", ids.join(" ")))
}

/// The text with a line among the first lines that begin so, which follow each other.
fn among(text: &str, prefix: &str, line: &str) -> Result<String, String> {
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().position(|own| own.starts_with(prefix));
    let first = first.ok_or_else(|| format!("no line begins with “{prefix}”"))?;
    let count = lines[first..].iter().take_while(|own| own.starts_with(prefix)).count();
    let own = &lines[first..first + count];
    // Up to the name's end, so that it is also found with another value.
    let named = |line: &str| {
        line.split([' ', '.', ':'])
            .find(|part| part.contains("nianbao"))
            .map(str::to_owned)
    };
    if own.iter().any(|own| named(own) == named(line)) {
        return Err(format!("“{line}” is there already"));
    }
    // The workspace's list is in an order of its own; then the end will do.
    let at = if own.is_sorted() {
        first + own.iter().take_while(|own| **own < line).count()
    } else {
        first + count
    };
    let mut all = lines;
    all.insert(at, line);
    Ok(all.join("\n") + "\n")
}
