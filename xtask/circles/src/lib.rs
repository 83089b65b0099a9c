//! Files of a crate that need one another in a circle. Crates cannot; files can, and two that
//! do are one file in two places.
//!
//! A file that uses what its own parent module holds (`super::Thing`) is part of that module and
//! makes no circle; neither does what tests use.
#![allow(clippy::print_stdout, reason = "a developer's tool talks to the terminal")]

mod modules;
mod paths;

use std::path::{Path, PathBuf};

use xtask_kit::Outcome;
use xtask_kit::files::root;

use modules::Modules;

/// Prints the circles of every crate.
///
/// # Errors
/// If there is one, or a file cannot be read.
pub fn run() -> Outcome {
    let found = all()?;
    found.iter().for_each(|circle| println!("{circle}"));
    match found.len() {
        0 => Ok(()),
        count => Err(format!("{count} circles between files of a crate").into()),
    }
}

/// The circles of all crates, each as the files in it.
fn all() -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let mut circles = Vec::new();
    for krate in crates(&root())? {
        let modules = Modules::read(&krate.join("src"))?;
        let name = krate.strip_prefix(root()).unwrap_or(&krate).display().to_string();
        circles.extend(
            modules
                .circles()
                .into_iter()
                .map(|files| format!("{name}: {}", files.join(", "))),
        );
    }
    Ok(circles)
}

/// The folders of our crates.
fn crates(root: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for group in ["crates", "xtask", "examples"] {
        for entry in root.join(group).read_dir()? {
            let folder = entry?.path();
            if folder.join("Cargo.toml").is_file() && folder.join("src").is_dir() {
                found.push(folder);
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_files_of_a_crate_need_each_other() {
        let crates = crates(&root()).unwrap();
        assert!(crates.len() > 30, "{crates:?}");
        assert_eq!(all().unwrap(), <Vec<String>>::new());
    }
}
