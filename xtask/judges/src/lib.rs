//! The produced documents before foreign judges: poppler, LibreOffice, Chromium, validators
//! and readers that know nothing of this project and notice what its own tests are blind to.
//!
//! `cargo xtask conformance` asks every judge, among them the rules of GB/T 9704 measured on
//! glyph boxes, and holds `docs/conformance.md` to what was measured. `cargo xtask goldens`
//! compares how the pages look with the pictures in `tests/goldens/`. How fast the program is
//! and what it withstands is not asked here.
#![allow(clippy::print_stdout, reason = "a developer's tool talks to the terminal")]

pub mod conformance;
pub mod goldens;
mod products;
mod reading;
mod text;
mod tools;
mod typefaces;
