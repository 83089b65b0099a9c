//! Many reports in one run: which they are ([`Run`], [`Reports`], [`Shard`]), how each is checked
//! ([`judge`]) or made ([`Maker`]), on all cores ([`each`]), and how each ended ([`Record`],
//! [`Summary`]). One that fails stops no other.
//!
//! Whoever makes the documents of many reports at once should do so in several processes, each
//! with a [`Maker`]: Typst keeps one cache for a whole process, and threads wait for it.

mod each;
mod judge;
mod ledger;
mod lines;
mod make;
mod record;
mod reports;
mod run;
mod shard;
mod summary;

pub use each::each;
pub use judge::judge;
pub use make::{Maker, publish};
pub use record::{Record, Status};
pub use reports::{Files, Group, Reports};
pub use run::Run;
pub use shard::Shard;
pub use summary::Summary;

use std::path::PathBuf;

use crate::error::Error;
use crate::last_year::LastYear;

impl LastYear {
    /// Last year's reports of many offices: files, folders and patterns, a report for each
    /// workbook. Without any, nothing is known.
    ///
    /// # Errors
    /// As [`Reports::find`] and [`LastYear::of_offices`].
    pub fn open_offices(paths: &[PathBuf]) -> Result<Self, Error> {
        if paths.is_empty() {
            return Ok(Self::unknown());
        }
        let Reports { reports, .. } = Reports::find(paths, Some(Group::File))?;
        Self::of_offices(reports.iter().map(Files::open))
    }
}
