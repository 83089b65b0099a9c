//! Reads and judges reports, beside last year's where it is given.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use nianbao_check::{Allowance, Subject, check, rules};
use nianbao_findings::{Judged, Outcome};
use nianbao_model::report::Field;
use nianbao_model::{Form, Report, label};

use crate::arguments::{Judging, Sources};
use crate::error::Failure;
use crate::faces::Typefaces;
use crate::input::{read_report, workbooks_in};

/// Reads and judges the report the arguments ask for.
pub(crate) fn judge(asked: &Judging) -> Result<Judged, Failure> {
    let previous = match asked.previous.is_empty() {
        true => None,
        false => Some(read_report(&last_year(&asked.previous))?.0),
    };
    let beside = Beside::new(asked)?;
    let (report, form) = read_report(&asked.sources)?;
    Ok(beside.judge(report, form, previous.as_ref()))
}

/// Reads and judges every input as a report of its own; one that cannot be read does not
/// stop the others. Last year's report is the one of the same organ.
pub(crate) fn judge_each(asked: &Judging) -> Result<Vec<Outcome>, Failure> {
    let beside = Beside::new(asked)?;
    let before = expand(&asked.previous)?
        .iter()
        .map(|path| Ok(read_report(&last_year(std::slice::from_ref(path)))?.0))
        .collect::<Result<Vec<Report>, Failure>>()?;
    let inputs = expand(&asked.sources.inputs)?;
    let outcomes = inputs.into_iter().map(|path| {
        let sources = Sources {
            inputs: vec![path.clone()],
            form: asked.sources.form.clone(),
        };
        let judged = read_report(&sources).map(|(report, form)| {
            let previous = before.iter().find(|before| same_organ(before, &report));
            beside.judge(report, form, previous)
        });
        match judged {
            Ok(judged) => Outcome::Judged(Box::new(judged)),
            Err(failure) => Outcome::Failed {
                files: vec![Arc::from(path.display().to_string())],
                message: failure.message,
            },
        }
    });
    Ok(outcomes.collect())
}

/// What every report of a run is judged beside.
struct Beside {
    allow: Vec<Allowance>,
    faces: Typefaces,
}

impl Beside {
    fn new(asked: &Judging) -> Result<Self, Failure> {
        Ok(Self {
            allow: known(&asked.allow)?,
            faces: Typefaces::load(asked.fonts.as_deref())?,
        })
    }

    fn judge(&self, report: Report, form: Form, previous: Option<&Report>) -> Judged {
        let mut subject = Subject::new(&report, &form);
        subject.previous = previous;
        subject.faces = Some(&self.faces);
        let findings = check(&subject, &self.allow);
        Judged { findings, report, form }
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

/// Files and, for folders, the workbooks in them.
fn expand(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        match Path::is_dir(path) {
            true => files.extend(workbooks_in(path)?),
            false => files.push(path.clone()),
        }
    }
    Ok(files)
}

fn same_organ(one: &Report, other: &Report) -> bool {
    let organ = |report: &Report| report.metadata.get(Field::Organ).map(label::normalize);
    organ(one).is_some() && organ(one) == organ(other)
}
