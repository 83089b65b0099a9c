//! What tests and developer tools run the program on: workbooks that can be changed, tables
//! and texts as files of other kinds, archives and binary records written by hand, files made
//! to do harm, and batches that are disturbed.
//!
//! Only dev-dependencies and developer tools may name this crate; nothing that ships does. It
//! writes files and knows nothing of the program's importers, so that a test which reads one
//! back learns something, and every importer's own tests can use it. The sample office that the
//! rules are explained with is `nianbao_check::Sample`; the documents that every exporter is
//! held to are `nianbao-conformance`'s.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "what cannot be made fails the test that wants it"
)]

pub mod archive;
pub mod biff12;
pub mod biff8;
pub mod book;
pub mod compound;
pub mod document;
#[cfg(target_os = "linux")]
pub mod faults;
pub mod files;
pub mod hostile;
pub mod pdf;
pub mod published;
pub mod site_pages;
