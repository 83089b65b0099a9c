//! The core of `nianbao`: the types that flow between the stages, forms as data, and the
//! traits that importers and exporters implement. It knows no file format and no terminal, and
//! it does nothing by itself: each arrow below is a crate of its own.
//!
//! ```text
//! file ──import──▶ Source ──read──▶ Report ──check──▶ Finding
//!                                         └──compose──▶ Document ──export──▶ file
//! ```
//!
//! * [`source`]: what an importer hands over, cells and their places;
//! * [`form`]: a statutory form as data, read from `schemas/*.toml`;
//! * [`report`]: the meaning, figures addressed by key, each with its provenance;
//! * [`document`]: appearance-neutral structure, ready for every format;
//! * [`mod@limits`]: how large an input may be;
//! * [`plugin`]: the traits of importers and exporters, their options, and their registry.

pub mod breaks;
pub mod chars;
pub mod date;
pub mod document;
pub mod draft;
pub mod figure;
pub mod form;
pub mod joining;
pub mod label;
pub mod lang;
pub mod layout;
pub mod limits;
pub mod locus;
pub mod money;
pub mod names;
pub mod numeral;
pub mod office;
pub mod open_document;
pub mod plugin;
pub mod report;
pub mod runs;
mod settings;
pub mod shown;
pub mod site;
pub mod source;
pub mod symbols;
pub mod title;
pub mod width;

pub use document::Document;
pub use form::Form;
pub use lang::{Lang, Localize, Text};
pub use locus::{CellRange, CellRef, Locus, NoCellAddress, Passage};
pub use report::Report;
pub use source::Source;

// Re-exported so that a plugin crate needs no version of its own.
pub use inventory;
pub use rust_decimal::Decimal;
