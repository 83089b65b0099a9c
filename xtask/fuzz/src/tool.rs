//! cargo-fuzz: found, or installed for this run, and the programs it builds.
//!
//! Without a sanitizer it needs no nightly compiler: LLVM's coverage passes are switched on
//! by stable flags, and there is no unsafe code in the program for a sanitizer to watch.
//! Comparisons are not traced: it halves the speed, and the dictionaries have the words.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use xtask_kit::files::root;
use xtask_kit::programs::host;

use crate::targets::{Target, folder};

/// Installed where there is none.
const VERSION: &str = "0.13.2";

/// A cargo-fuzz that runs.
pub(super) struct Tool {
    program: PathBuf,
}

/// The targets' programs.
pub(super) struct Programs(PathBuf);

impl Programs {
    /// The program of a target.
    pub(super) fn of(&self, target: &Target) -> PathBuf {
        self.0.join(target.name)
    }
}

impl Tool {
    pub(super) fn find_or_install() -> Result<Self, String> {
        let own = root().join("target/fuzz/tools");
        let programs = [PathBuf::from("cargo-fuzz"), own.join("bin/cargo-fuzz")];
        if let Some(program) = programs.iter().find(|program| runs(program)) {
            return Ok(Self {
                program: program.clone(),
            });
        }
        println!("installing cargo-fuzz {VERSION} into target/fuzz/tools");
        let arguments = [
            "install",
            "--quiet",
            "cargo-fuzz",
            "--locked",
            "--version",
            VERSION,
            "--root",
        ];
        let arguments = arguments.map(OsStr::new).into_iter().chain([own.as_os_str()]);
        ended("cargo", Command::new("cargo").args(arguments))
            .map_err(|error| format!("{error}; elsewhere: cargo install cargo-fuzz --locked"))?;
        Ok(Self {
            program: own.join("bin/cargo-fuzz"),
        })
    }

    /// Builds the targets with the compiler in use.
    pub(super) fn build(&self, targets: &[&Target]) -> Result<Programs, String> {
        let host = host()?;
        let built = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(own) => PathBuf::from(own).join("fuzz"),
            None => root().join("target/fuzz/build"),
        };
        let mut command = Command::new(&self.program);
        command.args([
            "fuzz",
            "build",
            "--sanitizer",
            "none",
            "--no-trace-compares",
            "--target",
            &host,
            "--fuzz-dir",
        ]);
        command.arg(folder()).arg("--target-dir").arg(&built);
        if targets.iter().any(|target| target.needs_typst) {
            command.args(["--features", "pdf"]);
        }
        // One, or all: cargo-fuzz takes no list.
        if let [only] = targets {
            command.arg(only.name);
        }
        ended("cargo fuzz build (it needs a C++ compiler)", &mut command)?;
        Ok(Programs(built.join(host).join("release")))
    }
}

/// Whether this is a cargo-fuzz.
fn runs(program: &Path) -> bool {
    let mut command = Command::new(program);
    command
        .args(["fuzz", "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn ended(what: &str, command: &mut Command) -> Result<(), String> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{what}: {status}")),
        Err(error) => Err(format!("{what}: {error}")),
    }
}
