//! Reads and judges reports, beside last year's where it is given.

use std::path::PathBuf;

use nianbao_check::{Allowance, Subject, check, rules};
use nianbao_findings::Judged;
use nianbao_model::report::Field;
use nianbao_model::{Report, label};

use crate::arguments::{Judging, Sources};
use crate::batch::{Group, reports};
use crate::error::Failure;
use crate::faces::Typefaces;
use crate::input::read_report;

/// What every report of a run is judged beside.
pub(crate) struct Judge {
    allow: Vec<Allowance>,
    faces: Typefaces,
    form: Option<String>,
    previous: Previous,
}

/// Last year's reports.
enum Previous {
    /// The one of the same report.
    Same(Option<Box<Report>>),
    /// Those of many offices; each is for the one of its name.
    Offices(Vec<Report>),
}

impl Judge {
    /// For one report: last year's files are one report too.
    pub(crate) fn one(asked: &Judging) -> Result<Self, Failure> {
        let previous = match asked.previous.is_empty() {
            true => None,
            false => Some(Box::new(read_report(&last_year(&asked.previous))?.0)),
        };
        Self::new(asked, Previous::Same(previous))
    }

    /// For many reports: last year's are found by their organ.
    pub(crate) fn many(asked: &Judging) -> Result<Self, Failure> {
        let files = match asked.previous.is_empty() {
            true => Vec::new(),
            false => reports(&asked.previous, Some(Group::File), None)?.reports,
        };
        let offices = files
            .iter()
            .map(|files| Ok(read_report(&last_year(&files.paths))?.0))
            .collect::<Result<Vec<Report>, Failure>>()?;
        Self::new(asked, Previous::Offices(offices))
    }

    fn new(asked: &Judging, previous: Previous) -> Result<Self, Failure> {
        Ok(Self {
            allow: known(&asked.allow)?,
            faces: Typefaces::load(asked.fonts.as_deref())?,
            form: asked.sources.form.clone(),
            previous,
        })
    }

    /// Reads and judges the report in these files.
    pub(crate) fn judge(&self, files: &[PathBuf]) -> Result<Judged, Failure> {
        let (report, form) = read_report(&Sources {
            inputs: files.to_vec(),
            form: self.form.clone(),
        })?;
        let mut subject = Subject::new(&report, &form);
        subject.previous = match &self.previous {
            Previous::Same(previous) => previous.as_deref(),
            Previous::Offices(offices) => offices.iter().find(|before| same_organ(before, &report)),
        };
        subject.faces = Some(&self.faces);
        let findings = check(&subject, &self.allow);
        Ok(Judged { findings, report, form })
    }
}

/// Last year's files, on whatever form they are.
fn last_year(files: &[PathBuf]) -> Sources {
    Sources {
        inputs: files.to_vec(),
        form: None,
    }
}

/// The allowances, all of rules there are.
fn known(allow: &[Allowance]) -> Result<Vec<Allowance>, Failure> {
    let ids: Vec<&str> = rules().iter().map(|rule| rule.id).collect();
    match allow.iter().find(|allowance| !ids.contains(&allowance.rule.as_str())) {
        None => Ok(allow.to_vec()),
        Some(unknown) => Err(no_such_rule(&unknown.rule)),
    }
}

/// There is no rule of this name.
pub(crate) fn no_such_rule(given: &str) -> Failure {
    let ids: Vec<&str> = rules().iter().map(|rule| rule.id).collect();
    let nearest = label::nearest(given, ids);
    let (zh, en) = match nearest {
        Some(nearest) => (format!("，是不是“{nearest}”？"), format!("; did you mean “{nearest}”?")),
        None => (
            String::from("。全部规则见 nianbao explain"),
            String::from("; see nianbao explain"),
        ),
    };
    Failure::input(
        format!("没有“{given}”这条规则{zh}"),
        format!("there is no rule “{given}”{en}"),
    )
}

fn same_organ(one: &Report, other: &Report) -> bool {
    let organ = |report: &Report| report.metadata.get(Field::Organ).map(label::normalize);
    organ(one).is_some() && organ(one) == organ(other)
}
