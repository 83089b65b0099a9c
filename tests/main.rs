//! Whole-program tests: they use the binary, its files and the public interfaces,
//! as a user would, and nothing inside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may be blunt, and says aloud what it skips"
)]

mod accounted;
mod build;
mod check;
mod consolidation;
#[cfg(feature = "dataset")]
mod dataset;
mod documents;
mod exporters;
mod failures;
#[cfg(target_os = "linux")]
mod faults;
mod findings;
mod folders;
mod hostile;
mod hostile_files;
mod importers;
mod inputs;
mod own_exporter;
mod plugins;
mod published;
mod seed;
mod settings;
mod support;
mod traps;
mod variants;
mod watch;
mod years;
