//! What each of several files is: dropped together, a report comes with its text and with last
//! year's, or many offices' reports come at once. The page shows what was taken for what, and
//! lets the user say otherwise.

use std::collections::BTreeSet;

use nianbao::model::label;
use nianbao::model::report::Field;
use nianbao::{Extent, Input, Localize};
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
}

/// What was seen in a file.
#[derive(Debug, Clone, Default)]
struct Seen {
    organ: Option<String>,
    year: Option<i32>,
    tables: usize,
}

/// A file as the page lists it.
#[derive(Debug, Serialize)]
struct Row<'a> {
    file: &'a str,
    part: Part,
    organ: Option<&'a str>,
    year: Option<i32>,
    /// Why it could not be read.
    failure: Option<String>,
}

/// Tells what each file is: `{"files": [{"file", "part", "organ", "year", "failure"}]}`.
pub fn arrange(asked: &Asked, files: &[Input]) -> Answer {
    let lang = asked.language();
    let arranged = || {
        let session = asked.session()?;
        let mut failures = Vec::new();
        let mut seen = Vec::new();
        for file in files {
            let read = session.read(std::slice::from_ref(file));
            seen.push(read.as_ref().map_or_else(
                |_| Seen::default(),
                |filing| {
                    Seen {
                        organ: filing
                            .report
                            .metadata
                            .get(Field::Organ)
                            .map(|organ| organ.trim().to_owned()),
                        year: filing.report.metadata.year(),
                        tables: Extent::of(&filing.report).tables,
                    }
                },
            ));
            failures.push(read.err().map(|error| error.text().get(lang).to_owned()));
        }
        let parts = parts(&seen);
        let rows: Vec<Row<'_>> = (files.iter().zip(&seen))
            .zip(parts.into_iter().zip(failures))
            .map(|((file, seen), (part, failure))| Row {
                file: file.name(),
                part,
                organ: seen.organ.as_deref(),
                year: seen.year,
                failure,
            })
            .collect();
        Ok(Answer::show(serde_json::json!({ "files": rows })))
    };
    Answer::of(arranged(), lang)
}

/// Files with tables of several organs are several offices'; else those of an earlier year than
/// the latest are last year's.
fn parts(seen: &[Seen]) -> Vec<Part> {
    let whole = || seen.iter().filter(|seen| seen.tables > 0);
    let organs: BTreeSet<String> = whole()
        .filter_map(|seen| seen.organ.as_deref().map(label::normalize))
        .collect();
    let latest = whole().filter_map(|seen| seen.year).max();
    let part = |seen: &Seen| match organs.len() {
        2.. if seen.tables > 0 => Part::Office,
        2.. => Part::Whole,
        _ if seen.tables > 0 && seen.year.is_some() && seen.year < latest => Part::LastYear,
        _ => Part::Report,
    };
    seen.iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{COUNTY, CUSTOMS};

    fn seen(organ: &str, year: i32, tables: usize) -> Seen {
        Seen {
            organ: (!organ.is_empty()).then(|| organ.to_owned()),
            year: (year > 0).then_some(year),
            tables,
        }
    }

    #[test]
    fn a_report_comes_with_its_text_and_with_last_years() {
        let files = [seen("甲局", 2024, 3), seen("", 0, 0), seen("甲局", 2023, 3)];
        assert_eq!(parts(&files), [Part::Report, Part::Report, Part::LastYear]);
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
        // White space makes no other office.
        assert_eq!(
            parts(&[seen("甲 局", 2024, 3), seen("甲局", 2023, 3)]),
            [Part::Report, Part::LastYear]
        );
    }

    #[test]
    fn the_page_is_told_what_was_seen_and_what_could_not_be_read() {
        let files = [COUNTY, CUSTOMS, b""].map(|bytes| Input::new("a.xlsx", bytes));
        let told: serde_json::Value = serde_json::from_str(&arrange(&Asked::default(), &files).json).unwrap();
        assert_eq!(told["files"][0]["part"], "office");
        assert_eq!(told["files"][1]["year"], 2020);
        assert_eq!(told["files"][2]["part"], "whole");
        assert!(
            told["files"][2]["failure"].as_str().unwrap().contains("a.xlsx"),
            "{told}"
        );
    }
}
