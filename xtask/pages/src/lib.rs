//! Pages and files that are generated from the code, so that they cannot lie: a test of each
//! fails when what is committed is not what would be written.
//!
//! `cargo xtask rules` writes `docs/rules.md`, `cargo xtask schemas` the JSON Schemas in
//! `schemas/`, `cargo xtask examples` the workbooks in `examples/`. Pages that tell what was
//! measured (`docs/conformance.md`, `docs/performance.md` …) belong to the tool that measures.

pub mod examples;
pub mod rules;
pub mod schemas;
