//! `nianbao` as a library: an office's files in, its annual report out, every figure checked.
//!
//! Every front stands on it: the command line, and whatever else is to make or check
//! reports, such as a web page, a module for another language, or your own program. It knows
//! no terminal, no process, no clock and no environment: what a front learns from those it
//! hands in as values. What an office types, and what a rule finds in it, is not decided here
//! either; that is for the stages' own crates.
//!
//! # Five stages
//! ```
//! use nianbao::{Input, LastYear, Options, Publication, Session};
//!
//! # fn main() -> Result<(), nianbao::Error> {
//! // What all reports of a run share.
//! let session = Session::new(Options::default())?;
//!
//! // Open: files by name and content, or from a disk with `Input::open`.
//! # let workbook = include_bytes!("../../../examples/minimal/report.xlsx").to_vec();
//! let inputs = [Input::new("report.xlsx", workbook)];
//! // Read: the files' content becomes a report on the form that fits it.
//! let filing = session.read(&inputs)?;
//! // Judge: every rule looks at it.
//! let judged = session.judge(filing, &LastYear::unknown());
//! assert_eq!(judged.count().errors, 0);
//!
//! // Compose and publish: the report becomes a document, and the document files. One with
//! // errors is not published, unless as a draft.
//! let mut publication = Publication::new(["html", "markdown"])?;
//! publication.set("markdown", "front-matter", "false")?;
//! let document = publication.document(&judged);
//! let outputs = session.publish(&judged, &publication)?;
//! assert_eq!(outputs[0].file_name, format!("{}.html", document.title));
//! # Ok(())
//! # }
//! ```
//!
//! With the feature `files`, [`files::write_all`] then puts the outputs into a folder, all or
//! none, and [`batch`] does the same for the reports of many offices.
//!
//! # Where what is
//! | for | see |
//! | --- | --- |
//! | the stages | [`Session`], [`Input`], [`LastYear`], [`Publication`], [`Output`] |
//! | what went wrong | [`Error`] |
//! | which importers and exporters there are | [`importers`], [`exporters`], in rows [`listed`] |
//! | which forms, rules and typefaces | [`forms`], [`rules`], [`typefaces`] |
//! | many offices, one by one or added up | [`batch`], [`consolidation`] |
//! | two years of an office side by side | [`comparison`] |
//! | the figures of many offices for a database | [`dataset`] |
//! | findings as text, JSON, SARIF, workbook and page | [`findings`], in a line [`lines`] |
//! | the types that flow between the stages | [`model`] |
//!
//! # Features
//! `files` (what needs a file system, threads or temporary files), `dataset` (tables in Parquet),
//! `pdf` (the PDF exporter, and with it Typst) and `embedded-fonts` (its faces) are on by default. Without `files` the crate
//! compiles for `wasm32-unknown-unknown`.

mod admission;
#[cfg(feature = "files")]
mod aloud;
#[cfg(feature = "files")]
pub mod batch;
pub mod comparison;
pub mod consolidation;
#[cfg(feature = "dataset")]
pub mod dataset;
mod error;
mod extent;
mod file_name;
#[cfg(feature = "files")]
pub mod files;
mod filing;
pub mod forms;
mod input;
mod last_year;
pub mod lines;
pub mod listed;
mod output;
mod plugins;
mod publication;
mod publish;
pub mod rules;
mod session;
pub mod typefaces;

#[cfg(feature = "files")]
pub use aloud::read_aloud;
pub use error::{Class, Error, FileFault, ReportsFault, WriteFault};
pub use extent::{Extent, file_names};
pub use filing::Filing;
pub use input::Input;
pub use last_year::LastYear;
pub use output::Output;
pub use plugins::{exporters, importers};
pub use publication::{Publication, day_of};
pub use session::{Options, Session};

pub use nianbao_check::{Allowed, Count, Fact, Finding, Judged, Location, Quote, Severity, Told, Value, Whose};
pub use nianbao_findings as findings;
pub use nianbao_findings::Outcome;
pub use nianbao_model as model;
pub use nianbao_model::{Document, Form, Lang, Localize, Report, Text};
