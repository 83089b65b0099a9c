//! Which files of a batch are one report: those of one office and year, as a page, a Word file and
//! a PDF, or tables and text apart. Names say little, so the files are read first; how the editions
//! differ is for a rule to say.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::PathBuf;

use nianbao_model::label;
use nianbao_model::report::Field;

use super::{Files, Shard};
use crate::error::Error;
use crate::filing::Filing;
use crate::session::Session;

/// A report in all its editions.
#[derive(Debug)]
pub struct Editions {
    /// Its files, the one that is judged first.
    pub files: Files,
    /// The report, or why it could not be read.
    pub report: Result<Filing, Error>,
    /// The same report in other files.
    pub others: Vec<Filing>,
}

impl Editions {
    /// The report in these files, which has no other editions.
    pub fn alone(session: &Session, files: Files) -> Self {
        let report = files.open().and_then(|inputs| session.read(&inputs));
        let others = Vec::new();
        Self { files, report, others }
    }
}

/// A file that was read.
struct Read {
    files: Files,
    filing: Filing,
}

/// What tells that two files are one report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Identity {
    /// The organ and the year.
    Office(String, i32),
    /// Without those, the file's name without its ending.
    Name(PathBuf),
}

/// The reports that these files are, in the order of their first files; of those only this part.
/// `read` is a file's content, or why there is none.
pub fn editions(session: &Session, read: Vec<(Files, Result<Filing, Error>)>, shard: Option<Shard>) -> Vec<Editions> {
    let mut reports: Vec<Editions> = Vec::new();
    let mut groups: BTreeMap<Identity, Vec<Read>> = BTreeMap::new();
    let mut named: BTreeMap<PathBuf, Identity> = BTreeMap::new();
    let mut nameless = Vec::new();
    for (files, filing) in read {
        match filing {
            Ok(filing) => match office(&filing) {
                Some(office) => {
                    named.entry(stem(&files)).or_insert_with(|| office.clone());
                    groups.entry(office).or_default().push(Read { files, filing });
                }
                None => nameless.push(Read { files, filing }),
            },
            Err(error) => reports.push(Editions {
                files,
                report: Err(error),
                others: Vec::new(),
            }),
        }
    }
    // A file that says nothing of its office belongs to the one of its name that does.
    for read in nameless {
        let stem = stem(&read.files);
        let identity = named.get(&stem).cloned().unwrap_or(Identity::Name(stem));
        groups.entry(identity).or_default().push(read);
    }
    reports.extend(groups.into_values().filter_map(|group| together(session, group)));
    reports.retain(|report| shard.is_none_or(|shard| shard.takes(&report.files)));
    reports.sort_by(|one, other| one.files.name.cmp(&other.files.name));
    reports
}

/// The files of one report: the fullest is judged. Where none has both tables and text, they are
/// parts of it and read together.
fn together(session: &Session, mut group: Vec<Read>) -> Option<Editions> {
    group.sort_by_key(|read| {
        let (tables, text) = (has_tables(&read.filing), has_text(&read.filing));
        let filled = read
            .filing
            .report
            .figures()
            .filter(|figure| figure.number().is_some())
            .count();
        (Reverse(tables && text), Reverse(filled), read.files.name.clone())
    });
    let mut group = group.into_iter();
    let first = group.next()?;
    let mut files = first.files;
    let mut report = Ok(first.filing);
    let mut others = Vec::new();
    let mut is_whole = report
        .as_ref()
        .is_ok_and(|filing| has_tables(filing) && has_text(filing));
    for Read { files: own, filing } in group {
        let completes = !is_whole && has_text(&filing) && !has_tables(&filing);
        files.paths.extend(own.paths);
        if completes {
            report = files.open().and_then(|inputs| session.read(&inputs));
            is_whole = true;
        } else {
            others.push(filing);
        }
    }
    Some(Editions { files, report, others })
}

fn office(filing: &Filing) -> Option<Identity> {
    let metadata = &filing.report.metadata;
    let organ = metadata
        .get(Field::Organ)
        .map(label::normalize)
        .filter(|organ| !organ.is_empty())?;
    Some(Identity::Office(organ, metadata.year()?))
}

/// The path without its ending.
fn stem(files: &Files) -> PathBuf {
    files
        .paths
        .first()
        .map(|path| path.with_extension(""))
        .unwrap_or_default()
}

fn has_tables(filing: &Filing) -> bool {
    filing.report.tables.iter().any(|table| table.place.is_some())
}

fn has_text(filing: &Filing) -> bool {
    filing.report.narrative.iter().any(|paragraph| paragraph.level == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;

    const WORKBOOK: &[u8] = include_bytes!("../../../../examples/minimal/report.xlsx");

    /// The reports that these files are, each with the names of its files.
    fn found(files: &[(&str, &[u8])]) -> Vec<(Vec<String>, usize)> {
        let folder = tempfile::tempdir().unwrap();
        let session = Session::new(Options::default()).unwrap();
        let read = files.iter().map(|(name, bytes)| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, bytes).unwrap();
            let files = Files {
                name: PathBuf::from(name),
                paths: vec![path],
            };
            let filing = files.open().and_then(|inputs| session.read(&inputs));
            (files, filing)
        });
        let name = |path: &PathBuf| path.strip_prefix(folder.path()).unwrap().display().to_string();
        let editions = editions(&session, read.collect(), None);
        let listed = editions.iter().map(|edition| {
            assert!(edition.report.is_ok() || edition.files.paths.len() == 1);
            (edition.files.paths.iter().map(name).collect(), edition.others.len())
        });
        listed.collect()
    }

    #[test]
    fn files_of_one_office_and_year_are_one_report_whatever_they_are_called() {
        let other = include_bytes!("../../../../examples/county-2024/report.xlsx");
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            found(&[
                ("a.xlsx", WORKBOOK),
                ("b.xlsx", WORKBOOK),
                ("c.xlsx", other),
                ("d.xlsx", b"")
            ]),
            [
                (names(&["a.xlsx", "b.xlsx"]), 1),
                (names(&["c.xlsx"]), 0),
                (names(&["d.xlsx"]), 0)
            ]
        );
    }
}
