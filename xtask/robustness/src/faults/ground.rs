//! What all trials stand on: the program, the workbooks, and a folder to disturb it in.

use std::path::PathBuf;
use std::process::Command;

use nianbao_testing::faults::{Arena, Done};
use xtask_kit::examples::workbooks;
use xtask_kit::files::root;
use xtask_kit::programs::nianbao;

/// Every run takes the same random numbers; when a kill hits is up to the machine.
pub(super) const SEED: u64 = 2020;

/// Formats that are made quickly.
pub(super) const TEXT: &str = "json,markdown,html,docx";

/// What came of a disturbance, or why it could not be tried here.
pub(super) enum Seen {
    Passed(String),
    Skipped(String),
}

/// What all trials use.
pub(super) struct Ground {
    pub(super) program: PathBuf,
    workbooks: Vec<PathBuf>,
    pub(super) folder: PathBuf,
    pub(super) is_root: bool,
}

impl Ground {
    pub(super) fn new() -> Done<Self> {
        let own = Command::new("id")
            .arg("-u")
            .output()
            .map_err(|error| error.to_string())?;
        Ok(Self {
            program: nianbao()?,
            workbooks: workbooks()?,
            folder: root().join("target/faults"),
            is_root: own.stdout.trim_ascii() == b"0",
        })
    }

    pub(super) fn arena(&self, name: &str, reports: usize, formats: &'static str) -> Done<Arena> {
        Arena::new(
            &self.program,
            &self.workbooks,
            &self.folder.join(name),
            reports,
            formats,
        )
    }
}
