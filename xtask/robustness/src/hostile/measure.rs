//! A run of the program with its time and its memory.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use xtask_kit::files::root;

/// After this a run is ended: it hangs.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often the memory is looked at. It only ever grows, so what is missed is what a
/// program can take in this time.
const PULSE: Duration = Duration::from_millis(1);
/// How much of what it says is kept in the table.
const SAID: usize = 160;

/// The program under test.
pub(super) struct Program {
    pub(super) build: &'static str,
    path: PathBuf,
}

/// A run.
pub(super) struct Measured {
    /// None if a signal ended it.
    pub(super) code: Option<i32>,
    pub(super) out: String,
    pub(super) err: String,
    pub(super) time: Duration,
    /// The most that was resident, in bytes; none where the system does not tell.
    pub(super) memory: Option<u64>,
}

impl Program {
    pub(super) fn new(build: &'static str, path: PathBuf) -> Self {
        Self { build, path }
    }

    /// The debug build, which is the slower one and which everyone has; else the release.
    pub(super) fn built() -> Result<Self, String> {
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
        ["debug", "release"]
            .map(|build| Self::new(build, target.join(build).join("nianbao")))
            .into_iter()
            .find(|program| program.path.is_file())
            .ok_or_else(|| String::from("there is no build: cargo build"))
    }

    /// `check` on a file. What lies below the folder is named without it.
    pub(super) fn check(&self, file: &Path) -> io::Result<Measured> {
        self.run(&["check".as_ref(), file.as_os_str()], &folder()?)
    }

    /// Any command.
    pub(super) fn run(&self, arguments: &[&std::ffi::OsStr], folder: &Path) -> io::Result<Measured> {
        // Into files: a pipe that nobody empties would stop it.
        let (out, err) = (folder.join("said.out"), folder.join("said.err"));
        let started = Instant::now();
        let child = Command::new(&self.path)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(File::create(&out)?)
            .stderr(File::create(&err)?)
            .spawn()?;
        let (code, memory) = followed(child, started)?;
        let time = started.elapsed();
        let read = |path: &Path| -> io::Result<String> {
            let text = String::from_utf8_lossy(&std::fs::read(path)?).into_owned();
            std::fs::remove_file(path)?;
            Ok(text.replace(&format!("{}/", folder.display()), ""))
        };
        Ok(Measured {
            code,
            out: read(&out)?,
            err: read(&err)?,
            time,
            memory,
        })
    }
}

impl Measured {
    /// What it says, in a line.
    pub(super) fn said(&self) -> String {
        let text = if self.err.is_empty() { &self.out } else { &self.err };
        let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let mut said: String = line.chars().take(SAID).collect();
        if said.len() < line.len() {
            said.push('…');
        }
        said
    }
}

/// Where the files are made.
fn folder() -> io::Result<PathBuf> {
    root().join("target/hostile").canonicalize()
}

/// Waits for the end, and watches the memory.
fn followed(mut child: Child, started: Instant) -> io::Result<(Option<i32>, Option<u64>)> {
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut memory = None;
    loop {
        memory = memory.max(resident(&status));
        if let Some(ended) = child.try_wait()? {
            return Ok((ended.code(), memory));
        }
        if started.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Ok((None, memory));
        }
        std::thread::sleep(PULSE);
    }
}

/// The most a running program had resident so far.
fn resident(status: &Path) -> Option<u64> {
    let text = std::fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()? << 10)
}
