//! `nianbao build`: check, make the documents, write them.

use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use nianbao::batch::{self, Files, Group, Maker, Record, Reports, Summary};
use nianbao::files::Protected;
use nianbao::findings::terminal as findings;
use nianbao::{Error, Judged, Lang, LastYear, Output, Publication, lines};

use crate::arguments::Build;
use crate::asked;
use crate::error::{FINDINGS, Failure, INTERRUPTED};
use crate::pool;
use crate::progress::{Progress, total};
use crate::summary;
use crate::terminal::{self, Screen};

/// Runs the command.
pub(crate) fn run(arguments: &Build, screen: Screen) -> Result<ExitCode, Failure> {
    let publication = asked::publication(arguments)?;
    if pool::is_worker() {
        work(arguments, &publication)?;
        return Ok(ExitCode::SUCCESS);
    }
    let (Reports { group, reports }, protected) = asked::reports(&arguments.judging, &arguments.batch, false)?;
    let summary = asked::summary(&arguments.batch, &protected)?;
    match (group, reports.as_slice()) {
        (Group::One, [one]) => {
            let started = Instant::now();
            let made = make(arguments, &publication, one, &protected, screen);
            let seconds = started.elapsed().as_secs_f64();
            Ok(Summary::of_one(summary, made, seconds, screen.lang)?)
        }
        _ => many(arguments, reports, summary, screen),
    }
}

/// Makes the only report of a run: everything found is shown. How it ended, for the summary,
/// and the exit code.
pub(super) fn make(
    arguments: &Build,
    publication: &Publication,
    files: &Files,
    protected: &Protected,
    screen: Screen,
) -> (Record, Result<ExitCode, Error>) {
    let started = Instant::now();
    let record = Record::new(files);
    let session = match asked::session(&arguments.judging, arguments.allow_missing_glyphs) {
        Ok(session) => session,
        Err(error) => return (record.failed(&error), Err(error)),
    };
    // While the report is read and judged, the exporters load their typefaces.
    let judged = std::thread::scope(|scope| -> Result<Judged, Error> {
        scope.spawn(|| session.prepare(publication));
        let last_year = asked::last_year(&arguments.judging)?;
        let filing = session.read(&files.open()?)?;
        Ok(session.judge(filing, &last_year))
    });
    let judged = match judged {
        Ok(judged) => judged,
        Err(error) => return (record.failed(&error), Err(error)),
    };
    let lang = screen.lang;
    screen.show(
        &(summary::read(&judged, lang)
            + &findings::render(&judged, &screen.look())
            + &lines::found(judged.count(), lang)),
    );
    let (record, published) = batch::publish(&session, publication, files, &judged, &arguments.out, protected);
    let code = if judged.count().errors > 0 { FINDINGS } else { 0 };
    let ended = published.map(|outputs| {
        let seconds = started.elapsed().as_secs_f64();
        terminal::say(&outputs.map_or_else(
            || blocked(lang).to_owned(),
            |outputs| written(&arguments.out, &outputs, seconds, lang),
        ));
        ExitCode::from(code)
    });
    (record, ended)
}

fn blocked(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "有错误，没有生成文件。改正后再运行；要先看样稿，请加 --draft\n",
        Lang::En => {
            "There are errors: nothing was written. Correct them and run again, or add --draft to see a draft\n"
        }
    }
}

fn written(folder: &Path, outputs: &[Output], seconds: f64, lang: Lang) -> String {
    let (wrote, took) = match lang {
        Lang::Zh => ("写出  ", format!("用时  {seconds:.2} 秒\n")),
        Lang::En => ("wrote   ", format!("took    {seconds:.2} s\n")),
    };
    let mut text = String::new();
    for Output { file_name, bytes, .. } in outputs {
        let path = folder.join(file_name);
        let _ = writeln!(text, "{wrote}{} ({} KB)", path.display(), bytes.len().div_ceil(1024));
    }
    text + &took
}

/// Makes many reports, each into a folder of its name.
fn many(
    arguments: &Build,
    reports: Vec<Files>,
    summary: Option<Summary<'_>>,
    screen: Screen,
) -> Result<ExitCode, Failure> {
    let (lang, started) = (screen.lang, Instant::now());
    // What is wrong with the command itself is reported once, not by every worker.
    asked::session(&arguments.judging, arguments.allow_missing_glyphs)?;
    LastYear::open_offices(&arguments.judging.previous)?;
    static STOP: AtomicBool = AtomicBool::new(false);
    // Asked again, the user means it.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(INTERRUPTED));
        }
    });
    let all = reports.len();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = arguments.batch.jobs.unwrap_or(cores).min(all);
    let progress = Progress::new(all, lang);
    let mut records = Vec::with_capacity(all);
    pool::spread(reports, jobs, &STOP, |record| {
        progress.tell(&record);
        records.push(record);
    });
    progress.end();
    records.sort_by(|one, other| one.name.cmp(&other.name));
    let left = all - records.len();
    terminal::say(&total(&records, left, started.elapsed().as_secs_f64(), lang));
    if let Some(summary) = summary {
        summary.write(&records, lang)?;
    }
    let worst = records.iter().map(Record::code).max().unwrap_or_default();
    Ok(ExitCode::from(if left > 0 { INTERRUPTED } else { worst }))
}

/// Makes the reports that the program which started this worker asks for.
fn work(arguments: &Build, publication: &Publication) -> Result<(), Failure> {
    let Build {
        judging, batch, out, ..
    } = arguments;
    let session = asked::session(judging, arguments.allow_missing_glyphs)?;
    let last_year = LastYear::open_offices(&judging.previous)?;
    // One report's document may have the name of another's file.
    let (_, protected) = asked::reports(judging, batch, false)?;
    let maker = Maker::new(&session, &last_year, publication, out, &protected, batch.force);
    pool::work(|files| {
        let started = Instant::now();
        let record = maker.make(files);
        let seconds = started.elapsed().as_secs_f64();
        Record { seconds, ..record }
    });
    Ok(())
}
