//! The files of the new crate and the edited lists, written all or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use crate::lines;
use crate::names::NewExporter;

/// The files of the new crate: where they go, and what they are made from.
const TEMPLATE: [(&str, &str); 3] = [
    ("Cargo.toml", include_str!("../template/Cargo.toml")),
    ("src/lib.rs", include_str!("../template/lib.rs")),
    ("src/tests.rs", include_str!("../template/tests.rs")),
];

/// How a line is added to a file's text.
type Edit = fn(&str, &NewExporter) -> Result<String, String>;

/// The files that name every exporter.
const LISTS: [(&str, Edit); 4] = [
    ("Cargo.toml", lines::workspace),
    ("crates/nianbao/Cargo.toml", lines::dependency),
    ("crates/nianbao/src/plugins.rs", lines::plugin),
    ("tests/plugins.rs", lines::registered),
];

/// Writes the crate into the workspace at `root` and returns what was written. If
/// anything fails, everything is as it was.
///
/// # Errors
/// If the exporter is there already, or a file cannot be read, understood or written.
pub(crate) fn scaffold(root: &Path, new: &NewExporter) -> Result<Vec<PathBuf>, String> {
    let folder = root.join("crates").join(format!("export-{}", new.name));
    if folder.exists() {
        return Err(format!("{} is there already: choose another name", folder.display()));
    }
    let mut edited = Vec::new();
    for (path, edit) in LISTS {
        let path = root.join(path);
        let old = fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        let new = edit(&old, new).map_err(|reason| format!("{}: {reason}", path.display()))?;
        edited.push(Edited { path, old, new });
    }
    let added: Vec<_> = TEMPLATE
        .iter()
        .map(|(path, template)| (folder.join(path), new.fill_in(template)))
        .collect();
    if let Err(reason) = put(&added, &edited) {
        undo(&folder, &edited);
        return Err(format!("{reason}; everything is as it was"));
    }
    let added = added.into_iter().map(|(path, _)| path);
    Ok(added.chain(edited.into_iter().map(|file| file.path)).collect())
}

/// A file that is there, before and after.
struct Edited {
    path: PathBuf,
    old: String,
    new: String,
}

/// Writes everything.
fn put(added: &[(PathBuf, String)], edited: &[Edited]) -> Result<(), String> {
    let added = added.iter().map(|(path, text)| (path, text));
    for (path, text) in added.chain(edited.iter().map(|file| (&file.path, &file.new))) {
        write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    Ok(())
}

/// Takes back what was written; what cannot be taken back is git's to restore.
fn undo(folder: &Path, edited: &[Edited]) {
    let _ = fs::remove_dir_all(folder);
    for Edited { path, old, .. } in edited {
        if fs::read_to_string(path).is_ok_and(|text| text != *old) {
            let _ = fs::write(path, old);
        }
    }
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

#[cfg(test)]
mod tests;
