//! What each of several files is: dropped together, a report comes with its text and with last
//! year's, or many offices' reports come at once. The page shows what was taken for what, and
//! lets the user say otherwise.

use std::collections::BTreeSet;

use nianbao::model::label;
use nianbao::model::report::Field;
use nianbao::{Error, Filing, Input, Localize};
use serde::Serialize;

use crate::answer::Answer;
use crate::asked::Asked;

/// What a file is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Part {
    /// The report, or a part of it.
    Report,
    /// The report of the year before.
    LastYear,
    /// The report of one of several offices.
    Office,
    /// The text of the whole that several offices add up to.
    Whole,
    /// Nothing of a report: it keeps the others from nothing.
    Out,
}

/// What was seen in a file.
#[derive(Debug, Clone, Default)]
struct Seen {
    /// Whether there is anything of a report in it.
    is_report: bool,
    organ: Option<String>,
    year: Option<i32>,
    /// The tables of a form, by their keys.
    tables: BTreeSet<String>,
}

/// A file as the page lists it.
#[derive(Debug, Serialize)]
struct Row<'a> {
    file: &'a str,
    part: Part,
    organ: Option<&'a str>,
    year: Option<i32>,
    /// The number of the group of files that are the same report each; only one of them can be used.
    rivals: Option<usize>,
    /// Why it could not be read.
    failure: Option<String>,
}

/// Tells what each file is: `{"files": [{"file", "part", "organ", "year", "rivals", "failure"}]}`.
pub fn arrange(asked: &Asked, files: &[Input]) -> Answer {
    let lang = asked.language();
    let arranged = || {
        let session = asked.session()?;
        let mut failures = Vec::new();
        let mut seen = Vec::new();
        for file in files {
            let read = session.read(std::slice::from_ref(file)).and_then(|filing| {
                let seen = Seen::of(&filing);
                let files = file.name().to_owned();
                if seen.is_report {
                    Ok(seen)
                } else {
                    Err(Error::NothingRead { files })
                }
            });
            failures.push(read.as_ref().err().map(|error| error.text().get(lang).to_owned()));
            seen.push(read.unwrap_or_default());
        }
        let parts = parts(&seen);
        let rivals = rivals(&seen);
        let rows: Vec<Row<'_>> = (files.iter().zip(&seen).zip(rivals))
            .zip(parts.into_iter().zip(failures))
            .map(|(((file, seen), rivals), (part, failure))| Row {
                file: file.name(),
                part,
                organ: seen.organ.as_deref(),
                year: seen.year,
                rivals,
                failure,
            })
            .collect();
        Ok(Answer::show(serde_json::json!({ "files": rows })))
    };
    Answer::of(arranged(), lang)
}

impl Seen {
    fn of(Filing { report, form }: &Filing) -> Self {
        let organ = report.metadata.get(Field::Organ).map(|organ| organ.trim().to_owned());
        let year = report.metadata.year();
        let found = report.tables.iter().filter(|table| table.place.is_some());
        let tables: BTreeSet<String> = found.map(|table| table.key.clone()).collect();
        // A notice has headings too; those of a report are the form's.
        let headed = || {
            report
                .narrative
                .iter()
                .any(|line| form.part_headed(&line.text).is_some())
        };
        Self {
            is_report: !tables.is_empty() || organ.is_some() || year.is_some() || headed(),
            organ,
            year,
            tables,
        }
    }

    /// Whether both are the same report: of one office and year, with a table that the other has.
    fn rivals(&self, other: &Self) -> bool {
        fn agree<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
            one.is_none() || other.is_none() || one == other
        }
        let organ = |seen: &Self| seen.organ.as_deref().map(label::normalize);
        !self.tables.is_disjoint(&other.tables) && agree(organ(self), organ(other)) && agree(self.year, other.year)
    }
}

/// Files with tables of several organs are several offices'; else those of an earlier year than
/// the latest are last year's. What is no report is not used: but beside several offices' it may
/// be one of theirs, and whoever adds them up must see that it is missing.
fn parts(seen: &[Seen]) -> Vec<Part> {
    let whole = || seen.iter().filter(|seen| !seen.tables.is_empty());
    let organs: BTreeSet<String> = whole()
        .filter_map(|seen| seen.organ.as_deref().map(label::normalize))
        .collect();
    let latest = whole().filter_map(|seen| seen.year).max();
    let is_alone = !seen.iter().any(|seen| seen.is_report);
    let part = |seen: &Seen| match organs.len() {
        2.. if !seen.tables.is_empty() || !seen.is_report => Part::Office,
        2.. => Part::Whole,
        _ if !seen.is_report && !is_alone => Part::Out,
        _ if !seen.tables.is_empty() && seen.year.is_some() && seen.year < latest => Part::LastYear,
        _ => Part::Report,
    };
    seen.iter().map(part).collect()
}

/// The groups of files that are the same report each.
fn rivals(seen: &[Seen]) -> Vec<Option<usize>> {
    let mut groups: Vec<Option<usize>> = vec![None; seen.len()];
    let mut next = 0;
    for (at, one) in seen.iter().enumerate() {
        let before = seen.iter().take(at).position(|other| one.rivals(other));
        let Some(before) = before else { continue };
        let group = groups.get(before).copied().flatten().unwrap_or(next);
        next = next.max(group + 1);
        for member in [before, at] {
            if let Some(own) = groups.get_mut(member) {
                *own = Some(group);
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{COUNTY, CUSTOMS};

    fn seen(organ: &str, year: i32, tables: usize) -> Seen {
        Seen {
            is_report: true,
            organ: (!organ.is_empty()).then(|| organ.to_owned()),
            year: (year > 0).then_some(year),
            tables: (0..tables).map(|table| table.to_string()).collect(),
        }
    }

    #[test]
    fn a_report_comes_with_its_text_and_with_last_years() {
        let files = [seen("甲局", 2024, 3), seen("", 0, 0), seen("甲局", 2023, 3)];
        assert_eq!(parts(&files), [Part::Report, Part::Report, Part::LastYear]);
        assert_eq!(rivals(&files), [None, None, None]);
        // Alone, a report is not last year's, whatever its year; nor is its text.
        assert_eq!(parts(&[seen("甲局", 2020, 3)]), [Part::Report]);
        assert_eq!(
            parts(&[seen("", 2023, 0), seen("甲局", 2024, 3)]),
            [Part::Report, Part::Report]
        );
        assert_eq!(parts(&[]), []);
    }

    #[test]
    fn several_organs_are_several_offices() {
        let files = [seen("甲局", 2024, 3), seen("乙局", 2024, 3), seen("丙县", 2024, 0)];
        assert_eq!(parts(&files), [Part::Office, Part::Office, Part::Whole]);
        assert_eq!(rivals(&files), [None, None, None]);
        // White space makes no other office.
        assert_eq!(
            parts(&[seen("甲 局", 2024, 3), seen("甲局", 2023, 3)]),
            [Part::Report, Part::LastYear]
        );
    }

    #[test]
    fn what_is_no_report_is_not_used_unless_an_office_would_be_missing() {
        let (picture, report) = (Seen::default(), seen("甲局", 2024, 3));
        assert_eq!(parts(&[report.clone(), picture.clone()]), [Part::Report, Part::Out]);
        // Alone it is what the user asks about.
        assert_eq!(parts(std::slice::from_ref(&picture)), [Part::Report]);
        assert_eq!(
            parts(&[report, seen("乙局", 2024, 3), picture]),
            [Part::Office, Part::Office, Part::Office]
        );
    }

    #[test]
    fn two_versions_of_one_report_are_rivals_and_two_parts_of_it_are_not() {
        let one = seen("甲局", 2024, 3);
        let files = [one.clone(), seen("甲局", 2023, 3), seen("甲 局", 2024, 2), one.clone()];
        assert_eq!(rivals(&files), [Some(0), None, Some(0), Some(0)]);
        let mut other_table = seen("甲局", 2024, 0);
        other_table.tables.insert(String::from("9"));
        assert_eq!(rivals(&[one.clone(), other_table]), [None, None]);
        // A file that names nobody may be anybody's.
        assert_eq!(rivals(&[one, seen("", 0, 1)]), [Some(0), Some(0)]);
    }

    #[test]
    fn the_page_is_told_what_was_seen_and_what_could_not_be_read() {
        let files = [COUNTY, CUSTOMS, b""].map(|bytes| Input::new("a.xlsx", bytes));
        let told: serde_json::Value = serde_json::from_str(&arrange(&Asked::default(), &files).json).unwrap();
        assert_eq!(told["files"][0]["part"], "office");
        assert_eq!(told["files"][1]["year"], 2020);
        assert_eq!(told["files"][2]["part"], "office");
        assert!(
            told["files"][2]["failure"].as_str().unwrap().contains("a.xlsx"),
            "{told}"
        );
    }

    #[test]
    fn a_notice_with_headings_of_its_own_is_no_report() {
        let notice = Input::new("通知.txt", "会议通知\n一、时间\n明天上午。\n二、地点\n三楼。\n");
        let told = |files: &[Input]| -> serde_json::Value {
            serde_json::from_str(&arrange(&Asked::default(), files).json).unwrap()
        };
        let alone = told(std::slice::from_ref(&notice));
        assert!(
            alone["files"][0]["failure"].as_str().unwrap().contains("没有找到年报"),
            "{alone}"
        );
        let beside = told(&[Input::new("a.xlsx", COUNTY), notice]);
        assert_eq!(beside["files"][1]["part"], "out");
    }
}
