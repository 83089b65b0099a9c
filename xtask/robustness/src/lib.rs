//! The program under bad conditions: whatever happens, it ends by itself and in a sentence, and
//! every document is an old one or a new one, whole.
//!
//! `cargo xtask hostile` checks files made to do harm, measures each, and writes `docs/limits.md`;
//! `cargo xtask faults` (Linux) disturbs batches and writes `docs/faults.md`. The quick files and
//! a few of the kills are whole-program tests too; both are made by `nianbao-testing`. Bytes that
//! nobody thought of are for `cargo xtask fuzz` to find.
#![allow(clippy::print_stdout, reason = "a developer's tool talks to the terminal")]

#[cfg(target_os = "linux")]
pub mod faults;
pub mod hostile;
