//! Turns what the user asked for into what the library works with. What the user's
//! environment says is read here and nowhere else; the one variable of the program's own is
//! `pool`'s.

use nianbao::batch::{Reports, Run, Shard, Summary};
use nianbao::files::Protected;
use nianbao::{Error, Input, LastYear, Options, Publication, Session, day_of, forms};

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
        overview_limit: asked.limit,
        ..Options::default()
    })
}

/// Last year's report, for the only one of a run.
pub(crate) fn last_year(asked: &Judging) -> Result<LastYear, Error> {
    LastYear::of_report(&Input::open_all(&asked.previous)?)
}

/// What a run reads, as it was named.
pub(crate) fn run(asked: &Judging, published: bool) -> Run<'_> {
    Run {
        inputs: &asked.inputs,
        previous: &asked.previous,
        form: asked.form.as_deref(),
        typefaces: asked.fonts.as_deref(),
        published,
    }
}

/// The part of the reports that is this run's, where it is not all.
pub(crate) fn shard(batch: &Batch) -> Result<Option<Shard>, Failure> {
    let scheduled = SCHEDULERS.iter().find_map(|name| std::env::var(name).ok());
    let shard = batch.shard.as_deref().map(|part| {
        let shard = Shard::parse(part, scheduled.as_deref());
        shard.map_err(|error| Failure::argument("--shard", error))
    });
    shard.transpose()
}

/// The reports of a run, and what it reads, which nothing is written to; with `published` also
/// those that are pages, Word files and PDFs.
pub(crate) fn reports(asked: &Judging, batch: &Batch, published: bool) -> Result<(Reports, Protected), Failure> {
    Ok(run(asked, published).reports(batch.group, shard(batch)?)?)
}

/// Where the summary goes, if one is asked for. What is wrong with it is told before the work
/// and not after.
pub(crate) fn summary<'a>(batch: &'a Batch, protected: &'a Protected) -> Result<Option<Summary<'a>>, Error> {
    let target = batch.summary.as_deref();
    target.map(|target| Summary::at(target, protected)).transpose()
}

/// What is to be made.
pub(crate) fn publication(asked: &Build) -> Result<Publication, Failure> {
    let mut publication = Publication::of(&asked.to).map_err(|error| match error {
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
            .map_err(|error| Failure::argument("--provenance", error))?;
        if !can {
            return Err(Failure::input(
                "--provenance：这次生成的格式都写不了出处，请在 --to 里加上 json",
                "--provenance: no format of this run can state where things were read: add json to --to",
            ));
        }
    }
    for argument in &asked.set {
        publication.set_as(argument).map_err(|error| match error {
            Error::UnknownExporter { .. } => error.into(),
            error => Failure::argument(&format!("--set {argument}"), error),
        })?;
    }
    Ok(publication)
}
