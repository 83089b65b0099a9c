//! `cargo xtask new-exporter --prove`: the scaffold at work. In a copy of the workspace an
//! exporter is made, tested, held to the lints, and seen by the program.
//!
//! The copy has a target folder of its own, `target/kit`, so that the workspace's is not
//! mixed up with it: cargo takes two copies of a crate for the same. What was compiled
//! already is handed to it: files that cargo replaces and never changes are linked, and
//! the others copied. Files keep their times, by which cargo knows them.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use xtask_kit::Outcome;
use xtask_kit::files::root;

use crate::names::NewExporter;
use crate::scaffold::scaffold;

/// The exporter that is made.
const NAME: &str = "scaffold-proof";

/// Proves it.
pub(crate) fn prove() -> Outcome {
    let started = Instant::now();
    let target = target()?;
    let kit = target.join("kit");
    let copy = kit.join("workspace");
    let _ = fs::remove_dir_all(&copy);
    copy_workspace(&copy)?;
    scaffold(&copy, &NewExporter::named(NAME)?)?;
    seed(&target, &kit)?;
    let done = |what: &str| println!("{what} ({:.0} s)", started.elapsed().as_secs_f64());
    done("scaffolded");

    let cargo = |arguments: &[&str]| -> Outcome {
        let status = Command::new("cargo")
            .args(arguments)
            .current_dir(&copy)
            .env("CARGO_TARGET_DIR", &kit)
            .status()?;
        let failed = || format!("cargo {} fails in {}", arguments.join(" "), copy.display());
        if status.success() { Ok(()) } else { Err(failed().into()) }
    };
    let package = format!("nianbao-export-{NAME}");
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["test", "--quiet", "--package", &package])?;
    done("its tests pass");
    cargo(&[
        "clippy",
        "--quiet",
        "--package",
        &package,
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ])?;
    done("the lints pass");
    // The workspace's tests, so that the features of what is linked are theirs.
    cargo(&["test", "--quiet", "--workspace", "--test", "whole-program", "export"])?;
    let program = kit
        .join("debug")
        .join(format!("nianbao{}", std::env::consts::EXE_SUFFIX));
    let listed = Command::new(program).arg("exporters").output()?;
    let listed = String::from_utf8(listed.stdout)?;
    if !listed.lines().any(|line| line.starts_with(&format!("{NAME} "))) {
        return Err(format!("`nianbao exporters` does not list {NAME}:\n{listed}").into());
    }
    done("the program lists it");
    fs::remove_dir_all(&copy)?;
    Ok(())
}

/// The target folder this program was built in.
fn target() -> Result<PathBuf, Box<dyn std::error::Error>> {
    let own = std::env::current_exe()?;
    let target = own.parent().and_then(Path::parent);
    Ok(target.ok_or("this program is in no target folder")?.to_path_buf())
}

/// Copies what git knows, and what it would know if it were added.
fn copy_workspace(copy: &Path) -> Outcome {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()?;
    if !listed.status.success() {
        return Err("git cannot list the workspace's files".into());
    }
    for path in String::from_utf8(listed.stdout)?.split_terminator('\0') {
        let from = root().join(path);
        // A file that is deleted and not yet committed is listed too.
        if from.is_file() {
            copy_file(&from, &copy.join(path))?;
        }
    }
    Ok(())
}

/// Hands over what was compiled. What is there already is from an earlier proof and kept.
fn seed(target: &Path, kit: &Path) -> Outcome {
    for folder in ["deps", "build", ".fingerprint"] {
        let from = target.join("debug").join(folder);
        let to = kit.join("debug").join(folder);
        if !to.exists() && from.exists() {
            seed_folder(&from, &to)?;
        }
    }
    Ok(())
}

fn seed_folder(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to)?;
    let in_deps = to.ends_with("deps");
    for entry in fs::read_dir(from)? {
        let from = entry?.path();
        let Some(name) = from.file_name() else { continue };
        let to = to.join(name);
        if from.is_dir() {
            seed_folder(&from, &to)?;
            continue;
        }
        let extension = from.extension().and_then(|extension| extension.to_str());
        match extension {
            Some("rlib" | "rmeta" | "so" | "dylib" | "dll") => {
                if fs::hard_link(&from, &to).is_err() {
                    copy_file(&from, &to)?;
                }
            }
            // Programs and their parts: those of the copy are made anew.
            None | Some("o" | "exe") if in_deps => {}
            _ => copy_file(&from, &to)?,
        }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Outcome {
    let failed = |error: std::io::Error| format!("cannot copy {}: {error}", from.display());
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::copy(from, to).map_err(failed)?;
    let modified = fs::metadata(from)
        .and_then(|metadata| metadata.modified())
        .map_err(failed)?;
    let to = File::options().append(true).open(to).map_err(failed)?;
    to.set_modified(modified).map_err(failed)?;
    Ok(())
}
