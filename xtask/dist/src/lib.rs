//! What is given away, and where everything in it comes from.
//!
//! `cargo xtask dist` builds the release archive for a platform: the program, what to read,
//! the examples, the texts of all licences and an SBOM. `cargo xtask supply-chain` holds every
//! crate to `deny.toml` and our own to the workspace's lints. How a release is made, step by
//! step, is in `docs/releasing.md`.
#![allow(clippy::print_stdout, reason = "a developer's tool talks to the terminal")]

mod archive;
mod metadata;
pub mod release;
mod sbom;
pub mod supply_chain;
pub mod third_party;
