//! The workspace's folder, and what tools write into it.

use std::path::{Path, PathBuf};

use crate::Outcome;

/// The workspace's root.
pub fn root() -> PathBuf {
    let kit = Path::new(env!("CARGO_MANIFEST_DIR"));
    kit.ancestors().nth(2).unwrap_or(kit).to_owned()
}

/// Writes a generated file, and says so only if it changed.
///
/// # Errors
/// If it cannot be written.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> Outcome {
    if std::fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    std::fs::write(path, bytes).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    println!("wrote {}", path.display());
    Ok(())
}

/// Makes a folder, without what an earlier run left in it.
///
/// # Errors
/// If the folder cannot be emptied or made.
pub fn make_empty(folder: &Path) -> Result<(), String> {
    let failed = |error| format!("cannot empty {}: {error}", folder.display());
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(failed)?;
    }
    std::fs::create_dir_all(folder).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_where_the_workspace_is_named() {
        let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
        assert!(manifest.starts_with("[workspace]"), "{manifest}");
    }
}
