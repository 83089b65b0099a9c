//! `nianbao check`: read, judge, show what was found.

use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use nianbao::batch::{self, Editions, Files, Group, Record, Reports, Shared, Summary};
use nianbao::findings::{Format, json, page, sarif, terminal as findings, workbook};
use nianbao::{Class, Error, Judged, Lang, LastYear, Outcome, files, lines};

use crate::arguments::Check;
use crate::asked;
use crate::error::Failure;
use crate::progress::Progress;
use crate::summary;
use crate::terminal::{self, Screen, printable};

/// Runs the command.
pub(crate) fn run(arguments: &Check, screen: Screen) -> Result<ExitCode, Failure> {
    let lang = screen.lang;
    let target = arguments.out.as_deref();
    if target.is_none() && arguments.format.is_file() {
        return Err(Failure::input(
            "这种格式要写成文件：请加 --out 文件名，如 --out 问题清单.xlsx 或 --out 问题.html",
            "this format is written to a file: add --out FILE, such as --out findings.html",
        ));
    }
    let (Reports { group, reports }, protected) = asked::reports(&arguments.judging, &arguments.batch, true)?;
    let summary = asked::summary(&arguments.batch, &protected)?;
    let lists = protected.clone().with(asked::run(&arguments.judging, true).folders());
    if target.is_some() && target == arguments.batch.summary.as_deref() {
        return Err(Failure::input(
            "--out 和 --summary 写的是同一个文件，只能留下一样。请换一个文件名",
            "--out and --summary name one file, which can hold only one of them: choose another name",
        ));
    }
    if let Some(target) = target {
        lists.admit(target)?;
    }
    let each = group != Group::One;
    let Checked { outcomes, shared } = match (each, reports.as_slice()) {
        (false, [one]) => {
            let started = Instant::now();
            let judged = judge_one(arguments, one);
            let outcomes = vec![Summary::of_one(summary, judged, started.elapsed().as_secs_f64(), lang)?];
            Checked {
                outcomes,
                shared: Vec::new(),
            }
        }
        _ => judge_each(arguments, reports, group, summary, lang)?,
    };
    let link = |file: &str| files::link(target?, Path::new(file));
    let bytes = match arguments.format {
        Format::Text => text(&outcomes, &shared, each, screen, target.is_some()).into_bytes(),
        Format::Json => json::render_beside(&outcomes, &shared, each, lang).into_bytes(),
        Format::Sarif => sarif::render(&outcomes, lang).into_bytes(),
        Format::Xlsx => workbook::render(&outcomes, lang, &link).map_err(Error::from)?,
        Format::Html => page::render_beside(&outcomes, &shared, lang)
            .map_err(Error::from)?
            .into_bytes(),
    };
    match target {
        Some(target) => {
            files::write(target, &bytes, &lists)?;
            terminal::say(&written(&outcomes, each, target, lang));
        }
        None if arguments.format == Format::Text => screen.show(&String::from_utf8_lossy(&bytes)),
        None => {
            terminal::say(&String::from_utf8_lossy(&bytes));
            terminal::remark(&lines::all(&outcomes, lang));
        }
    }
    Ok(ExitCode::from(Class::of(&outcomes).map_or(0, Class::code)))
}

/// Reads and judges the only report of a run.
fn judge_one(arguments: &Check, files: &Files) -> (Record, Result<Outcome, Error>) {
    let record = Record::new(files);
    let judge = || -> Result<Judged, Error> {
        let session = asked::session(&arguments.judging, false)?;
        let last_year = asked::last_year(&arguments.judging)?;
        let filing = session.read(&files.open()?)?;
        Ok(session.judge(filing, &last_year))
    };
    match judge() {
        Ok(judged) => (record.judged(&judged), Ok(Outcome::Judged(Box::new(judged)))),
        Err(error) => (record.failed(&error), Err(error)),
    }
}

/// What came of a run: the reports, and what several of them have in their texts.
struct Checked {
    outcomes: Vec<Outcome>,
    shared: Vec<Shared>,
}

/// Reads and judges every report, on all cores; one that cannot be read does not stop the
/// others.
fn judge_each(
    arguments: &Check,
    reports: Vec<Files>,
    group: Group,
    summary: Option<Summary<'_>>,
    lang: Lang,
) -> Result<Checked, Failure> {
    let session = asked::session(&arguments.judging, false)?;
    let last_year = LastYear::open_offices(&arguments.judging.previous)?;
    let jobs = arguments.batch.jobs.unwrap_or_default();
    let bar = Progress::bar_only(reports.len(), lang);
    let done = |checked: &batch::Checked| {
        bar.tell(&checked.record);
        ControlFlow::Continue(())
    };
    let mut judged = if group == Group::Office {
        let read = |files: Files| {
            let filing = files.open().and_then(|inputs| session.read(&inputs));
            (files, filing)
        };
        let read = batch::each(reports, jobs, read, |_| ControlFlow::Continue(()))?;
        let editions = batch::editions(&session, read, asked::shard(&arguments.batch)?);
        let judge = |editions: Editions| timed(|| batch::judge_editions(&session, &last_year, editions));
        batch::each(editions, jobs, judge, done)?
    } else {
        let judge = |files: Files| timed(|| batch::judge(&session, &last_year, &files));
        batch::each(reports, jobs, judge, done)?
    };
    bar.end();
    let shared = batch::beside(&session, &mut judged);
    let (outcomes, records): (Vec<Outcome>, Vec<Record>) = judged
        .into_iter()
        .map(|checked| (checked.outcome, checked.record))
        .unzip();
    if let Some(summary) = summary {
        summary.write(&records, lang)?;
    }
    Ok(Checked { outcomes, shared })
}

/// With the time it took.
fn timed(judge: impl FnOnce() -> batch::Checked) -> batch::Checked {
    let started = Instant::now();
    let mut checked = judge();
    checked.record.seconds = started.elapsed().as_secs_f64();
    checked
}

fn text(outcomes: &[Outcome], shared: &[Shared], each: bool, screen: Screen, to_file: bool) -> String {
    let lang = screen.lang;
    let mut look = screen.look();
    look.color &= !to_file;
    let lines = outcomes.iter().map(|outcome| match outcome {
        Outcome::Judged(judged) if each => lines::office(judged, lang) + &findings::render(judged, &look),
        Outcome::Judged(judged) => {
            let found = lines::found(judged.count(), lang);
            summary::read(judged, lang) + &findings::render(judged, &look) + &found
        }
        Outcome::Failed { message, .. } => {
            let unread = match lang {
                Lang::Zh => "读不出  ",
                Lang::En => "unread  ",
            };
            format!("{unread}{}\n", printable(message.get(lang)))
        }
    });
    let text: String = lines.collect();
    match each {
        true => text + &lines::shared(outcomes, shared, lang) + &lines::all(outcomes, lang),
        false => text,
    }
}

fn written(outcomes: &[Outcome], each: bool, target: &Path, lang: Lang) -> String {
    let text = match outcomes {
        [Outcome::Judged(judged)] if !each => summary::read(judged, lang) + &lines::found(judged.count(), lang),
        _ => lines::all(outcomes, lang),
    };
    let target = printable(&target.display().to_string());
    text + &match lang {
        Lang::Zh => format!("写出  {target}\n"),
        Lang::En => format!("wrote   {target}\n"),
    }
}
