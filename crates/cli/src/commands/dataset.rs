//! `nianbao dataset`: read and judge, and write what many reports hold as tables.

use std::ops::ControlFlow;
use std::process::ExitCode;
use std::time::Instant;

use nianbao::batch::{self, Editions, Group, Record, Reports, Shard, Status};
use nianbao::dataset::Writer;
use nianbao::{Error, Judged, Lang, LastYear, Session};

use crate::arguments::Dataset;
use crate::asked;
use crate::error::{Failure, INPUT};
use crate::progress::Progress;
use crate::terminal::{self, Screen};

/// How many reports are worked on before they are written, in their order: no more are held in
/// memory.
const TOGETHER: usize = 64;

/// Runs the command.
pub(crate) fn run(arguments: &Dataset, screen: Screen) -> Result<ExitCode, Failure> {
    let lang = screen.lang;
    let (reports, protected) = asked::reports(&arguments.judging, &arguments.batch, true)?;
    let summary = asked::summary(&arguments.batch, &protected)?;
    let run = Run {
        session: asked::session(&arguments.judging, false)?,
        last_year: LastYear::open_offices(&arguments.judging.previous)?,
        jobs: arguments.batch.jobs.unwrap_or_default(),
        lang,
    };
    // What lies among the reports would be read as one the next time.
    let folders = asked::run(&arguments.judging, true).folders();
    let guarded = protected.clone().with(folders);
    guarded.admit_folder(&arguments.out)?;
    let writer = Writer::new(&arguments.out, arguments.format, lang, &guarded)?;
    let (records, written) = run.write(reports, asked::shard(&arguments.batch)?, writer)?;
    if let Some(summary) = summary {
        summary.write(&records, lang)?;
    }
    let failed: Vec<&Record> = records.iter().filter(|one| one.status == Status::Failed).collect();
    let mut text: String = failed.iter().map(|record| record.line(lang)).collect();
    let (read, unread) = (records.len() - failed.len(), failed.len());
    text += &match lang {
        Lang::Zh => format!("合计  {read} 份年报，{unread} 份读不出\n"),
        Lang::En => format!("total   {read} reports, {unread} could not be read\n"),
    };
    for path in written {
        text += &match lang {
            Lang::Zh => format!("写出  {path}\n"),
            Lang::En => format!("wrote   {path}\n"),
        };
    }
    terminal::say(&text);
    Ok(ExitCode::from(if unread > 0 { INPUT } else { 0 }))
}

/// A report that was worked on: how it ended, and what it holds.
type Done = (Record, Result<Judged, Error>);

/// What all reports of this run share.
struct Run {
    session: Session,
    last_year: LastYear,
    jobs: usize,
    lang: Lang,
}

impl Run {
    /// Writes the tables. Which files are one office's shows only when all have been read.
    fn write(
        &self,
        Reports { group, reports }: Reports,
        shard: Option<Shard>,
        writer: Writer,
    ) -> Result<(Vec<Record>, [String; 3]), Failure> {
        if group == Group::Office {
            let read = batch::each(
                reports,
                self.jobs,
                |files| {
                    let alone = Editions::alone(&self.session, files);
                    (alone.files, alone.report)
                },
                |_| ControlFlow::Continue(()),
            )?;
            let editions = batch::editions(&self.session, read, shard);
            self.add(editions, |editions| editions, writer)
        } else {
            self.add(reports, |files| Editions::alone(&self.session, files), writer)
        }
    }

    /// Adds all reports in their order.
    fn add<R: Send>(
        &self,
        reports: Vec<R>,
        read: impl Fn(R) -> Editions + Sync,
        mut writer: Writer,
    ) -> Result<(Vec<Record>, [String; 3]), Failure> {
        let judge = |report: R| -> Done {
            let started = Instant::now();
            let (mut record, judged) = batch::judge_whole(&self.session, &self.last_year, read(report));
            record.seconds = started.elapsed().as_secs_f64();
            (record, judged)
        };
        let bar = Progress::bar_only(reports.len(), self.lang);
        let mut records = Vec::with_capacity(reports.len());
        let mut waiting = reports.into_iter();
        loop {
            let next: Vec<R> = waiting.by_ref().take(TOGETHER).collect();
            if next.is_empty() {
                break;
            }
            let done = batch::each(next, self.jobs, judge, |(record, _)| {
                bar.tell(record);
                ControlFlow::Continue(())
            })?;
            for (record, judged) in done {
                if let Ok(judged) = judged {
                    writer.add(&record.name, &judged)?;
                }
                records.push(record);
            }
        }
        bar.end();
        Ok((records, writer.finish()?))
    }
}
