//! Python environments of the tools' own, with packages of fixed versions from PyPI.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::programs::run;

/// Makes an environment in this folder, unless it is there, with what the requirements
/// file names; gives its interpreter.
///
/// # Errors
/// If Python's `venv` and `pip` are missing, or a package cannot be had.
pub fn environment(folder: &Path, requirements: &Path) -> Result<PathBuf, String> {
    let pip = folder.join("bin/pip");
    if !pip.is_file() {
        run(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
    }
    let install = ["install", "--quiet", "--disable-pip-version-check", "--requirement"];
    run(Command::new(pip).args(install).arg(requirements))?;
    Ok(folder.join("bin/python"))
}
