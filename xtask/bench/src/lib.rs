//! How long the program takes, and what takes it.
//!
//! `cargo xtask bench` times whole commands of the release build beside named peers and writes
//! `docs/performance.md`, of which `cargo xtask bench-pages` prints the section on published pages by
//! itself (`cargo xtask bench-ofd`: that on PDF and OFD together); `cargo xtask profile` counts the instructions of each stage with
//! valgrind and writes `docs/profile.md`. What a change does to one stage is for `cargo bench`
//! to tell (`benches/`).
#![allow(clippy::print_stdout, reason = "a developer's tool talks to the terminal")]

mod fixtures;
mod page;
pub mod performance;
pub mod profile;
pub mod published;
pub mod together;
mod tools;
mod watch;
