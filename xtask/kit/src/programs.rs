//! Programs of the system, and the program that all this is about.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::files::root;

/// Runs a command to its end and gives what it printed.
///
/// # Errors
/// If it does not start or does not succeed; then with all that it said.
pub fn run(command: &mut Command) -> Result<String, String> {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str()).display().to_string();
    let output = command
        .output()
        .map_err(|error| format!("{name} does not start: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        Ok(text)
    } else {
        Err(format!("{name}: {text}{}", String::from_utf8_lossy(&output.stderr)))
    }
}

/// Whether a program is on the path.
pub fn has(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// The platform this is, as the compiler names it.
///
/// # Errors
/// If the compiler cannot be asked.
pub fn host() -> Result<String, String> {
    let told = run(Command::new("rustc").arg("-vV"))?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .ok_or_else(|| String::from("rustc does not say what it runs on"))
}

/// Flags by which the folders of this machine, which Rust writes into a program for its
/// panics, go by other names: the program is the same wherever it was built.
///
/// # Errors
/// If there is no home folder.
pub fn path_remaps(project: &Path) -> Result<[String; 2], String> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")))
        .ok_or_else(|| String::from("there is no home folder"))?;
    let flag = |folder: &Path, name: &str| format!("--remap-path-prefix={}={name}", folder.display());
    Ok([flag(project, "nianbao"), flag(&home, "cargo")])
}

/// The debug build of `nianbao`, built first. It is built once a run, beside this program:
/// every further call of cargo would wait for whoever else is building.
///
/// # Errors
/// If it cannot be built.
pub fn nianbao() -> Result<PathBuf, String> {
    static BUILT: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let build = || {
        let mut cargo = Command::new("cargo");
        run(cargo.args(["build", "--quiet", "--bin", "nianbao"]).current_dir(root()))?;
        let own = std::env::current_exe().map_err(|error| error.to_string())?;
        Ok(own.with_file_name(format!("nianbao{}", std::env::consts::EXE_SUFFIX)))
    };
    BUILT.get_or_init(build).clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_fails_is_named_with_what_it_said() {
        let failed = run(Command::new("rustc").arg("--no-such-flag")).unwrap_err();
        assert!(
            failed.starts_with("rustc: ") && failed.contains("no-such-flag"),
            "{failed}"
        );
        let absent = run(&mut Command::new("no/such-program")).unwrap_err();
        assert!(absent.starts_with("such-program does not start: "), "{absent}");
    }

    #[test]
    fn the_compiler_is_on_the_path_and_knows_the_platform() {
        let name = format!("rustc{}", std::env::consts::EXE_SUFFIX);
        assert!(has(&name) && !has("no-such-program"));
        assert!(host().unwrap().contains(std::env::consts::ARCH));
    }
}
