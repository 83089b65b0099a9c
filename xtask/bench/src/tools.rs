//! Running what is measured, and the peers it is measured beside.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use xtask_kit::files::root;
use xtask_kit::python;

/// What a run took.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Taken {
    pub(crate) seconds: f64,
    /// Processor seconds of all its processes.
    pub(crate) processor: f64,
    /// The most bytes of memory all its processes had at once.
    pub(crate) memory: u64,
    code: i32,
    errors: String,
}

impl Taken {
    /// The time, for people.
    pub(crate) fn shown(&self) -> String {
        shown(self.seconds)
    }
}

/// Seconds for people.
pub(crate) fn shown(seconds: f64) -> String {
    match seconds {
        s if s < 0.1 => format!("{:.1} ms", s * 1000.0),
        s if s < 1.0 => format!("{:.0} ms", s * 1000.0),
        s => format!("{s:.2} s"),
    }
}

/// The release build of the program.
pub(crate) fn program() -> Result<PathBuf, String> {
    let program = root().join("target/release/nianbao");
    match program.is_file() {
        true => Ok(program),
        false => Err(String::from(
            "there is no release build: cargo build --release --bin nianbao",
        )),
    }
}

/// One of the programs for Python that come with this crate.
fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("python").join(name)
}

/// Runs a command and measures it.
pub(crate) fn run<S: AsRef<OsStr>>(program: &Path, arguments: impl IntoIterator<Item = S>) -> Result<Taken, String> {
    let taken = run_whatever(program, arguments)?;
    match taken.code {
        0 => Ok(taken),
        code => Err(format!("{} ended with {code}: {}", program.display(), taken.errors)),
    }
}

/// The same of a command that may find errors in what it reads.
pub(crate) fn run_whatever<S: AsRef<OsStr>>(
    program: &Path,
    arguments: impl IntoIterator<Item = S>,
) -> Result<Taken, String> {
    let mut command = Command::new("python3");
    command.arg(script("measure.py")).arg(program).args(arguments);
    command.env("FONTS", root().join("crates/fonts/fandol"));
    let output = command
        .output()
        .map_err(|error| format!("python3 is needed to measure: {error}"))?;
    let taken: Taken = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("{error}: {}", String::from_utf8_lossy(&output.stderr)))?;
    Ok(taken)
}

/// The run of median time.
pub(crate) fn median(runs: usize, run: impl Fn() -> Result<Taken, String>) -> Result<Taken, String> {
    let taken = (0..runs).map(|_| run()).collect::<Result<Vec<_>, _>>()?;
    Ok(middle(taken, |taken| taken.seconds))
}

/// The one in the middle; there is at least one.
pub(crate) fn middle<T>(mut all: Vec<T>, seconds: impl Fn(&T) -> f64) -> T {
    all.sort_by(|one, other| seconds(one).total_cmp(&seconds(other)));
    let at = all.len() / 2;
    all.swap_remove(at)
}

/// The peers, in a Python environment of their own; or why there are none.
pub(crate) struct Peers(Result<PathBuf, String>);

impl Peers {
    /// Installs them from PyPI, with fixed versions.
    pub(crate) fn install() -> Self {
        let folder = root().join("target/bench-peers");
        let python = python::environment(&folder, &script("requirements.txt"));
        Self(python.map_err(|_| String::from("not installed (Python's venv and pip are needed)")))
    }

    /// What a peer takes, from the start of its process to its end.
    pub(crate) fn taken(&self, peer: &str, folder: &Path, runs: usize) -> Result<Taken, String> {
        let python = self.0.as_ref().map_err(Clone::clone)?;
        let peers = script("peers.py");
        median(runs, || {
            run(python, [peers.as_os_str(), OsStr::new(peer), folder.as_os_str()])
        })
    }

    /// The seconds a peer says its own work took, each run in a new process.
    pub(crate) fn seconds(&self, peer: &str, folder: &Path, runs: usize) -> Result<f64, String> {
        #[derive(Deserialize)]
        struct Said {
            seconds: f64,
        }
        let python = self.0.as_ref().map_err(Clone::clone)?;
        let said = (0..runs).map(|_| {
            let mut command = Command::new(python);
            command.arg(script("peers.py")).arg(peer).arg(folder);
            command.env("FONTS", root().join("crates/fonts/fandol"));
            let output = command.output().map_err(|error| error.to_string())?;
            let said: Result<Said, _> = serde_json::from_slice(&output.stdout);
            said.map(|said| said.seconds)
                .map_err(|_| String::from_utf8_lossy(&output.stderr).into_owned())
        });
        let mut said = said.collect::<Result<Vec<f64>, String>>()?;
        said.sort_by(f64::total_cmp);
        Ok(said[runs / 2])
    }
}
