//! Many reports in one run: which they are ([`Run`], [`Reports`], [`Shard`]), how each is checked
//! ([`judge`]) or made ([`Maker`]), on all cores ([`each`]), which files are one report in several
//! [`editions`], what they have in common ([`beside`]), and how each ended ([`Record`],
//! [`Summary`]). One that fails stops no other.
//!
//! Whoever makes the documents of many reports at once should do so in several processes, each
//! with a [`Maker`]: Typst keeps one cache for a whole process, and threads wait for it.

mod beside;
mod each;
mod editions;
mod found;
mod judge;
mod lean;
mod ledger;
mod lines;
mod make;
mod record;
mod reports;
mod run;
mod shard;
mod summary;

pub use beside::beside;
pub use each::each;
pub use editions::{Editions, editions};
pub use judge::{Checked, judge, judge_editions, judge_whole};
pub use make::{Maker, publish};
pub use nianbao_likeness::{Place, Shared};
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
    /// workbook or published file. Without any, nothing is known.
    ///
    /// # Errors
    /// As [`Reports::published`] and [`LastYear::of_offices`].
    pub fn open_offices(paths: &[PathBuf]) -> Result<Self, Error> {
        if paths.is_empty() {
            return Ok(Self::unknown());
        }
        let Reports { reports, .. } = Reports::published(paths, Some(Group::File))?;
        Self::of_offices(reports.iter().map(Files::open))
    }
}
