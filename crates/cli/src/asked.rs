//! Turns what the user asked for into what the library works with. What the user's
//! environment says is read here and nowhere else; the one variable of the program's own is
//! `pool`'s.

use std::path::PathBuf;

use nianbao::batch::{Reports, Shard};
use nianbao::{Error, Input, LastYear, Options, Publication, Session, Text, day_of, forms};

use crate::arguments::{Batch, Build, Judging};
use crate::error::Failure;

/// Where job schedulers say which part of the work is this run's: Kubernetes to an indexed
/// job, Slurm to a task of an array.
const SCHEDULERS: [&str; 2] = ["JOB_COMPLETION_INDEX", "SLURM_ARRAY_TASK_ID"];

/// What all reports of this run share.
pub(crate) fn session(asked: &Judging, mark_missing_glyphs: bool) -> Result<Session, Error> {
    Session::new(Options {
        form: asked.form.as_deref().map(forms::find).transpose()?,
        allow: asked.allow.clone(),
        typefaces: asked.fonts.clone(),
        mark_missing_glyphs: mark_missing_glyphs.then(|| String::from("--allow-missing-glyphs")),
    })
}

/// Last year's report, for the only one of a run.
pub(crate) fn last_year(asked: &Judging) -> Result<LastYear, Error> {
    LastYear::of_report(&Input::open_all(&asked.previous)?)
}

/// The reports of a run.
pub(crate) fn reports(inputs: &[PathBuf], batch: &Batch) -> Result<Reports, Failure> {
    let scheduled = SCHEDULERS.iter().find_map(|name| std::env::var(name).ok());
    let shard = batch
        .shard
        .as_deref()
        .map(|asked| Shard::parse(asked, scheduled.as_deref()));
    let shard = shard.transpose().map_err(|error| {
        let Text { zh, en } = Failure::from(error).message;
        Failure::input(format!("--shard {zh}"), format!("--shard {en}"))
    })?;
    let reports = Reports::find(inputs, batch.group)?;
    Ok(match shard {
        Some(shard) => reports.shard(shard),
        None => reports,
    })
}

/// What is to be made.
pub(crate) fn publication(asked: &Build) -> Result<Publication, Failure> {
    // A Chinese keyboard gives a Chinese comma.
    let formats = asked.to.iter().flat_map(|formats| formats.split(['，', '、']));
    let formats = formats.map(str::trim).filter(|format| !format.is_empty());
    let mut publication = Publication::new(formats).map_err(|error| match error {
        Error::NoExporter => Failure::input("--to 后面没有写格式", "--to names no format"),
        error => error.into(),
    })?;
    publication.draft = asked.draft;
    publication.fix = asked.fix;
    publication.date = std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|seconds| day_of(seconds.trim().parse().ok()?));
    if asked.provenance {
        publication
            .with_provenance()
            .map_err(|error| Failure::argument("--provenance", &error))?;
    }
    for argument in &asked.set {
        let (exporter, option, value) = parts(argument)?;
        publication.set(exporter, option, value).map_err(|error| match error {
            Error::Setting(error) => Failure::argument(&format!("--set {argument}"), &error),
            Error::ExporterNotAsked { exporter } => Failure::input(
                format!("--set {exporter}.…：这次没有生成“{exporter}”，请在 --to 里加上"),
                format!("--set {exporter}.…: “{exporter}” is not made in this run: add it to --to"),
            ),
            error => error.into(),
        })?;
    }
    Ok(publication)
}

/// `exporter.option=value` in its three parts.
fn parts(argument: &str) -> Result<(&str, &str, &str), Failure> {
    let split = argument.split_once('=').and_then(|(option, value)| {
        let (exporter, name) = option.split_once('.')?;
        Some((exporter.trim(), name.trim(), value.trim()))
    });
    split.ok_or_else(|| {
        Failure::input(
            format!("--set {argument}：应写成“格式.选项=值”，如 --set html.fragment=true"),
            format!("--set {argument}: write it as format.option=value, e.g. --set html.fragment=true"),
        )
    })
}
