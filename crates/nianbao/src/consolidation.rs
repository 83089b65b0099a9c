//! The workbooks of many offices, added up into one: which may be added up, and what goes
//! into the whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use nianbao_check::{Finding, Judged, Location, Subject, check};
use nianbao_model::report::Field;
use nianbao_model::{Form, Report, Text};
use nianbao_workbook::{Consolidation, Content, Indicator, Office};

use crate::admission;
use crate::error::Error;
use crate::extent::file_names;
use crate::filing::{Filing, read};
use crate::input::Input;

/// Judges an office's report as a part of the whole: of an office its tables count, the text
/// is the whole's.
pub fn judge_office(filing: Filing) -> Judged {
    let Filing { report, form } = filing;
    let mut findings = check(&Subject::new(&report, &form), &[]);
    findings.retain(|finding| !is_on_text(finding, &report));
    Judged { report, form, findings }
}

/// Makes sure that these offices can be added up, as far as they can tell: they are on one
/// form and of one year, and none is there twice. The form they are on.
///
/// # Errors
/// [`Error::Offices`], with everything that is in the way.
pub fn admit(offices: &[Judged]) -> Result<&Arc<Form>, Error> {
    let reports: Vec<&Report> = offices.iter().map(|office| &office.report).collect();
    let obstacles = admission::obstacles(&reports);
    match offices.first() {
        Some(first) if obstacles.is_empty() => Ok(&first.form),
        Some(_) => Err(Error::Offices(obstacles)),
        None => Err(Error::NoOffices),
    }
}

/// Which offices have the same figures under different names, a sentence for each group: they
/// can be added up, but whoever does it should know.
pub fn alike(offices: &[Judged]) -> Vec<Text> {
    let reports: Vec<&Report> = offices.iter().map(|office| &office.report).collect();
    admission::alike(&reports)
}

/// Adds the offices up into a workbook, in which each figure is a formula over theirs; the
/// basic data, text and indicators are read from the whole's own files, on the offices' form.
///
/// Offices with errors are added up only for a draft; what cannot be read is left blank.
///
/// # Errors
/// As [`admit`]; [`Error::Blocked`] for errors where this is no draft; as
/// [`Session::read`](crate::Session::read) for the whole's own files, and [`Error::OtherYear`]
/// or [`Error::NoOrgan`] if they are not of that year or name nobody; [`Error::Workbook`].
pub fn consolidate(offices: &[Judged], whole: &[Input], draft: bool) -> Result<Vec<u8>, Error> {
    let form = admit(offices)?;
    let errors: usize = offices.iter().map(|office| office.count().errors).sum();
    if errors > 0 && !draft {
        return Err(Error::Blocked { errors });
    }
    let whole = &read(whole, std::slice::from_ref(form))?.report;
    let year = same_year(whole, offices)?;
    let organ = whole.metadata.get(Field::Organ).ok_or_else(|| Error::NoOrgan {
        files: file_names(whole),
    })?;
    Ok(nianbao_workbook::consolidation(&Consolidation {
        form,
        year,
        organ: organ.to_owned(),
        content: content(whole),
        offices: offices.iter().map(|office| figures(&office.report)).collect(),
    })?)
}

/// Whether a finding is about an office's text and not its tables or name.
fn is_on_text(finding: &Finding, report: &Report) -> bool {
    let on_text = |place: &Location| report.narrative.iter().any(|line| line.locus == place.locus);
    finding.locations.first().is_some_and(on_text) || finding.rule.id == "missing-part"
}

/// The year of them all.
fn same_year(whole: &Report, offices: &[Judged]) -> Result<i32, Error> {
    let first = offices.first();
    let (own, offices) = (
        whole.metadata.year(),
        first.and_then(|office| office.report.metadata.year()),
    );
    match own {
        Some(year) if own == offices => Ok(year),
        _ => Err(Error::OtherYear {
            files: file_names(whole),
            own,
            offices,
        }),
    }
}

fn figures(report: &Report) -> Office {
    let figures: BTreeMap<_, _> = report
        .figures()
        .map(|figure| (figure.key.clone(), figure.number()))
        .collect();
    Office {
        organ: report.metadata.get(Field::Organ).unwrap_or_default().to_owned(),
        file: report.files.iter().map(|file| &**file).collect::<Vec<_>>().join(" + "),
        figures,
    }
}

/// What the whole's own files give: everything but the tables.
fn content(whole: &Report) -> Content {
    let metadata = &whole.metadata;
    let fields = Field::ALL
        .iter()
        .filter_map(|(field, name, _)| Some(((*name).to_owned(), metadata.get(*field)?.to_owned())));
    let others = metadata
        .others
        .iter()
        .map(|(name, given)| (name.clone(), given.value.clone()));
    Content {
        items: fields.chain(others).collect(),
        lines: whole
            .narrative
            .iter()
            .map(|paragraph| paragraph.template.clone().unwrap_or_else(|| paragraph.text.clone()))
            .collect(),
        indicators: whole
            .indicators
            .iter()
            .map(|indicator| Indicator {
                name: indicator.name.clone(),
                value: indicator.value.clone(),
                unit: indicator.unit.clone(),
            })
            .collect(),
    }
}
