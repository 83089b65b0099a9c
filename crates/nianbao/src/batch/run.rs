//! What a run reads: its reports, and what they are judged beside.

use std::path::PathBuf;

use super::{Group, Reports, Shard};
use crate::error::{Error, ReportsFault};
use crate::files::Protected;

/// What a run reads, as it was named.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// Files, folders and patterns of the reports.
    pub inputs: &'a [PathBuf],
    /// Last year's.
    pub previous: &'a [PathBuf],
    /// The id of the form, or its file.
    pub form: Option<&'a str>,
    /// Where the typefaces come from.
    pub typefaces: Option<&'a str>,
    /// Whether pages, Word files and PDFs are reports too, as they are where reports are checked
    /// that have been published.
    pub published: bool,
}

impl Run<'_> {
    /// The reports of this part of the run, and what it reads, which nothing is written to: the
    /// files of all reports, also of those that are another part's, and what they are judged
    /// beside. Where files are told apart by their office, the part is taken when that is known.
    ///
    /// # Errors
    /// As [`Reports::find`], and [`ReportsFault::One`] if a part is asked for of one report.
    pub fn reports(&self, group: Option<Group>, shard: Option<Shard>) -> Result<(Reports, Protected), Error> {
        let reports = match self.published {
            true => Reports::published(self.inputs, group)?,
            false => Reports::find(self.inputs, group)?,
        };
        let read = reports.reports.iter().flat_map(|files| files.paths.iter().cloned());
        let protected = Protected::new(read.chain(self.beside()));
        let reports = match shard {
            Some(_) if reports.group == Group::One => return Err(ReportsFault::One.into()),
            Some(shard) if reports.group != Group::Office => reports.shard(shard),
            _ => reports,
        };
        Ok((reports, protected))
    }

    /// The folders among what is read: a list of findings is not to replace anything in them.
    pub fn folders(&self) -> Vec<PathBuf> {
        let typefaces = self.typefaces.iter().map(PathBuf::from);
        let named = self.inputs.iter().chain(self.previous).cloned().chain(typefaces);
        named.filter(|path| path.is_dir()).collect()
    }

    /// The files that reports are judged beside: last year's, the form, the typefaces.
    fn beside(&self) -> Vec<PathBuf> {
        // What cannot be found is told when it is opened.
        let last_years =
            Reports::published(self.previous, Some(Group::File)).map_or_else(|_| Vec::new(), |found| found.reports);
        let last_years = last_years.into_iter().flat_map(|files| files.paths);
        let named = [self.form, self.typefaces].into_iter().flatten().map(PathBuf::from);
        // Of a folder, the files that were found in it.
        let named = named.chain(self.previous.iter().cloned()).filter(|path| !path.is_dir());
        last_years.chain(named).collect()
    }
}
