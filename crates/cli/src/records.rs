//! The summary that `--summary` asks for: how each report of the run ended, also where it is
//! only one.

use nianbao::batch::{Record, Summary};
use nianbao::files::Protected;
use nianbao::{Error, Lang};

use crate::arguments::Batch;

/// Where the summary goes, if one is asked for. What is wrong with it is told before the work
/// and not after.
pub(crate) fn target<'a>(batch: &'a Batch, protected: &'a Protected) -> Result<Option<Summary<'a>>, Error> {
    let target = batch.summary.as_deref();
    target.map(|target| Summary::at(target, protected)).transpose()
}

/// Writes how the only report of a run ended, with the time it took, and gives that on.
pub(crate) fn of_one<T>(
    summary: Option<Summary<'_>>,
    (record, ended): (Record, Result<T, Error>),
    seconds: f64,
    lang: Lang,
) -> Result<T, Error> {
    let written = summary.map(|summary| summary.write(&[Record { seconds, ..record }], lang));
    // What stopped the report weighs more.
    let ended = ended?;
    written.transpose()?;
    Ok(ended)
}
