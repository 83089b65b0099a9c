//! `nianbao check`: read, judge, show what was found.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use nianbao_findings::{Outcome, json, page, sarif, terminal as findings, workbook};
use nianbao_model::Lang;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::arguments::{Check, Format};
use crate::batch::progress::Progress;
use crate::batch::{Files, Group, Record, Reports, record, reports};
use crate::error::{FINDINGS, Failure, INPUT};
use crate::judge::Judge;
use crate::output::write_file;
use crate::summary::{self, judged_of};
use crate::terminal::{self, Screen, printable};

/// Runs the command.
pub(crate) fn run(arguments: &Check, screen: Screen) -> Result<ExitCode, Failure> {
    let lang = screen.lang;
    let target = arguments.out.as_deref();
    if target.is_none() && matches!(arguments.format, Format::Xlsx | Format::Html) {
        return Err(Failure::input(
            "这种格式要写成文件：请加 --out 文件名，如 --out 问题清单.xlsx 或 --out 问题.html",
            "this format is written to a file: add --out FILE, such as --out findings.html",
        ));
    }
    if let Some(target) = target {
        protect_inputs(arguments, target)?;
    }
    let batch = &arguments.batch;
    let Reports { group, reports } = reports(&arguments.judging.sources.inputs, batch.group, batch.shard.as_deref())?;
    let each = group != Group::One;
    let outcomes = match (each, reports.as_slice()) {
        (false, [one]) => vec![Outcome::Judged(Box::new(
            Judge::one(&arguments.judging)?.judge(&one.paths)?,
        ))],
        _ => judge_each(arguments, &reports, lang)?,
    };
    let bytes = match arguments.format {
        Format::Text => text(&outcomes, each, screen, target.is_some()).into_bytes(),
        Format::Json => json::render(&outcomes, each, lang).into_bytes(),
        Format::Sarif => sarif::render(&outcomes, lang).into_bytes(),
        Format::Xlsx => workbook::render(&outcomes, lang, &|file| link(target, file))?,
        Format::Html => page::render(&outcomes, lang)?.into_bytes(),
    };
    match target {
        Some(target) => {
            write_file(target, bytes)?;
            terminal::say(&written(&outcomes, each, target, lang));
        }
        None if arguments.format == Format::Text => screen.show(&String::from_utf8_lossy(&bytes)),
        None => {
            terminal::say(&String::from_utf8_lossy(&bytes));
            terminal::remark(&summary::all(&outcomes, lang));
        }
    }
    Ok(code(&outcomes))
}

/// Reads and judges every report, on all cores; one that cannot be read does not stop the
/// others.
fn judge_each(arguments: &Check, reports: &[Files], lang: Lang) -> Result<Vec<Outcome>, Failure> {
    let judge = Judge::many(&arguments.judging)?;
    let bar = Progress::bar_only(reports.len(), lang);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(arguments.batch.jobs.unwrap_or_default());
    let pool = pool
        .build()
        .map_err(|error| Failure::input(error.to_string(), error.to_string()))?;
    let judged: Vec<(Outcome, Record)> = pool.install(|| {
        let judged = reports.par_iter().map(|files| {
            let judged = judge_one(&judge, files);
            bar.tell(&judged.1);
            judged
        });
        judged.collect()
    });
    bar.end();
    let (outcomes, records): (Vec<Outcome>, Vec<Record>) = judged.into_iter().unzip();
    if let Some(target) = &arguments.batch.summary {
        record::write(target, &records, lang)?;
    }
    Ok(outcomes)
}

fn judge_one(judge: &Judge, files: &Files) -> (Outcome, Record) {
    let started = Instant::now();
    let paths: Vec<String> = files.paths.iter().map(|path| path.display().to_string()).collect();
    let blank = Record::new(files.name.display().to_string(), paths.clone());
    let (outcome, record) = match judge.judge(&files.paths) {
        Ok(judged) => {
            let record = blank.judged(&judged);
            (Outcome::Judged(Box::new(judged)), record)
        }
        Err(failure) => {
            let record = blank.failed(&failure.message, failure.code());
            let outcome = Outcome::Failed {
                files: paths.into_iter().map(Arc::from).collect(),
                message: failure.message,
            };
            (outcome, record)
        }
    };
    let seconds = started.elapsed().as_secs_f64();
    (outcome, Record { seconds, ..record })
}

/// The exit code: an input that could not be read weighs more than findings.
fn code(outcomes: &[Outcome]) -> ExitCode {
    let judged = outcomes.iter().filter_map(judged_of);
    let blocking = judged.clone().any(|judged| judged.count().errors > 0);
    match (judged.count() < outcomes.len(), blocking) {
        (true, _) => ExitCode::from(INPUT),
        (false, true) => ExitCode::from(FINDINGS),
        (false, false) => ExitCode::SUCCESS,
    }
}

fn text(outcomes: &[Outcome], each: bool, screen: Screen, to_file: bool) -> String {
    let lang = screen.lang;
    let mut look = screen.look();
    look.color &= !to_file;
    let mut text = String::new();
    for outcome in outcomes {
        match outcome {
            Outcome::Judged(judged) if each => {
                text += &summary::office(judged, lang);
                text += &findings::render(judged, &look);
            }
            Outcome::Judged(judged) => {
                text += &summary::read(judged, lang);
                text += &findings::render(judged, &look);
                text += &summary::found(judged.count(), lang);
            }
            Outcome::Failed { message, .. } => {
                text += match lang {
                    Lang::Zh => "读不出  ",
                    Lang::En => "unread  ",
                };
                text += &printable(message.get(lang));
                text.push('\n');
            }
        }
    }
    if each {
        text += &summary::all(outcomes, lang);
    }
    text
}

fn written(outcomes: &[Outcome], each: bool, target: &Path, lang: Lang) -> String {
    let mut text = String::new();
    if !each {
        for judged in outcomes.iter().filter_map(judged_of) {
            text += &summary::read(judged, lang);
            text += &summary::found(judged.count(), lang);
        }
    } else {
        text += &summary::all(outcomes, lang);
    }
    let target = printable(&target.display().to_string());
    text + &match lang {
        Lang::Zh => format!("写出  {target}\n"),
        Lang::En => format!("wrote   {target}\n"),
    }
}

/// The office's own files are never written to.
fn protect_inputs(arguments: &Check, target: &Path) -> Result<(), Failure> {
    let judging = &arguments.judging;
    let mut inputs = judging.sources.inputs.iter().chain(&judging.previous);
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let Some(own) = real(target) else {
        return Ok(());
    };
    // In a folder of workbooks, nothing that is there is replaced.
    let is_input = inputs.any(|input| real(input).is_some_and(|input| own.starts_with(&input)));
    if !is_input {
        return Ok(());
    }
    let shown = printable(&target.display().to_string());
    Err(Failure::output(
        format!("{shown}：这是要核对的工作簿，没有覆盖。请给 --out 换一个文件名"),
        format!("{shown}: this is a workbook to be checked and was not replaced: give --out another name"),
    ))
}

/// A file's path as seen from the folder the findings are written to.
fn link(target: Option<&Path>, file: &str) -> Option<String> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let folder = target?.parent().filter(|folder| !folder.as_os_str().is_empty());
    let file = real(Path::new(file))?;
    let Some(folder) = real(folder.unwrap_or(Path::new("."))) else {
        return Some(plain(&file));
    };
    let common = folder
        .components()
        .zip(file.components())
        .take_while(|(a, b)| a == b)
        .count();
    // On Windows another drive has nothing in common.
    if common == 0 {
        return Some(plain(&file));
    }
    let up = folder.components().skip(common).map(|_| PathBuf::from(".."));
    let down = file
        .components()
        .skip(common)
        .map(|part| PathBuf::from(part.as_os_str()));
    let relative: PathBuf = up.chain(down).collect();
    Some(plain(&relative))
}

/// A path as text, without Windows' prefix for long paths.
fn plain(path: &Path) -> String {
    let text = path.display().to_string();
    text.strip_prefix(r"\\?\").unwrap_or(&text).to_owned()
}
