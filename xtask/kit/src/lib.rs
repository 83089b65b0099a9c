//! What the tools of `cargo xtask` share: where the workspace is, how a generated file is
//! written, how foreign programs are run, and the examples. It is no tool itself and knows
//! none of them; what only one tool needs is that tool's.
#![allow(clippy::print_stdout, reason = "a developer's tool talks to the terminal")]

pub mod examples;
pub mod files;
pub mod long;
pub mod programs;
pub mod python;

/// What a tool returns: an error is a sentence for the developer.
pub type Outcome = Result<(), Box<dyn std::error::Error>>;
