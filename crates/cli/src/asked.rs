//! Turns what the user asked for into what the library works with. What the user's
//! environment says is read here and nowhere else; the one variable of the program's own is
//! `pool`'s.

use std::path::PathBuf;

use nianbao::batch::{Group, Reports, Shard};
use nianbao::files::Protected;
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

/// The reports of a run, and what it reads, which nothing is written to: the files of all
/// reports, also of those that are another part's, and what they are judged beside.
pub(crate) fn reports(asked: &Judging, batch: &Batch) -> Result<(Reports, Protected), Failure> {
    let scheduled = SCHEDULERS.iter().find_map(|name| std::env::var(name).ok());
    let shard = batch
        .shard
        .as_deref()
        .map(|asked| Shard::parse(asked, scheduled.as_deref()));
    let shard = shard.transpose().map_err(|error| {
        let Text { zh, en } = Failure::from(error).message;
        Failure::input(format!("--shard {zh}"), format!("--shard {en}"))
    })?;
    let reports = Reports::find(&asked.inputs, batch.group)?;
    let read = reports.reports.iter().flat_map(|files| files.paths.iter().cloned());
    let protected = Protected::new(read.chain(beside(asked)));
    let reports = match shard {
        Some(_) if reports.group == Group::One => {
            return Err(Failure::input(
                "--shard 用来分多份年报，这里的文件合起来是一份。要一个工作簿一份，请加 --each；文件合成一份的，请去掉 --shard",
                "--shard divides many reports, and these files are one: add --each if every workbook is a report, otherwise leave out --shard",
            ));
        }
        Some(shard) => reports.shard(shard),
        None => reports,
    };
    Ok((reports, protected))
}

/// The files that reports are judged beside: last year's, the form, the typefaces.
fn beside(asked: &Judging) -> Vec<PathBuf> {
    // What cannot be found is told when it is opened.
    let last_years =
        Reports::find(&asked.previous, Some(Group::File)).map_or_else(|_| Vec::new(), |found| found.reports);
    let last_years = last_years.into_iter().flat_map(|files| files.paths);
    let named = [&asked.form, &asked.fonts].into_iter().flatten().map(PathBuf::from);
    // Of a folder, the files that were found in it.
    let named = named
        .chain(asked.previous.iter().cloned())
        .filter(|path| !path.is_dir());
    last_years.chain(named).collect()
}

/// The folders among what is read: a list of findings is not to replace anything in them.
pub(crate) fn folders(asked: &Judging) -> Vec<PathBuf> {
    let fonts = asked.fonts.iter().map(PathBuf::from);
    let named = asked.inputs.iter().chain(&asked.previous).cloned().chain(fonts);
    named.filter(|path| path.is_dir()).collect()
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
        let can = publication
            .with_provenance()
            .map_err(|error| Failure::argument("--provenance", &error))?;
        if !can {
            return Err(Failure::input(
                "--provenance：这次生成的格式都写不了出处，请在 --to 里加上 json",
                "--provenance: no format of this run can state where things were read: add json to --to",
            ));
        }
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
