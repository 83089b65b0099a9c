//! `nianbao build`: check, compose, export, write.

use std::fmt::Write;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use nianbao_check::Allowance;
use nianbao_check::punctuation;
use nianbao_compose::{Options, compose};
use nianbao_findings::{Judged, terminal as findings};
use nianbao_model::document::Attachment;
use nianbao_model::plugin::{ExportJob, Exporter, Role, exporters};
use nianbao_model::{Document, Lang, Text};

use crate::arguments::{Build, Judging};
use crate::batch::progress::{Progress, total};
use crate::batch::{Files, Group, Record, Reports, Status, ledger, pool, record, reports};
use crate::error::{FINDINGS, Failure, INPUT, INTERRUPTED};
use crate::judge::Judge;
use crate::output::{Output, file_stem, write_all};
use crate::settings::{Chosen, no_such_exporter, settings};
use crate::summary;
use crate::terminal::{self, Screen};

/// The mark every page of a draft shows.
const DRAFT: &str = "草稿";

/// The option that lets characters without a glyph print as a mark.
const MISSING_GLYPHS: &str = "allow-missing-glyphs";

/// Runs the command.
pub(crate) fn run(arguments: &Build, screen: Screen) -> Result<ExitCode, Failure> {
    let maker = Maker::new(arguments)?;
    if pool::is_worker() {
        let judge = Judge::many(&judging(arguments))?;
        let options = fingerprint(arguments);
        pool::work(|files| maker.make_of_many(files, &judge, &options));
        return Ok(ExitCode::SUCCESS);
    }
    let sources = &arguments.judging.sources;
    let Reports { group, reports } = reports(&sources.inputs, arguments.batch.group, arguments.batch.shard.as_deref())?;
    match (group, reports.as_slice()) {
        (Group::One, [one]) => maker.make_one(&one.paths, screen),
        _ => many(arguments, reports, screen),
    }
}

/// Makes many reports, each into a folder of its name.
fn many(arguments: &Build, reports: Vec<Files>, screen: Screen) -> Result<ExitCode, Failure> {
    let (lang, started) = (screen.lang, Instant::now());
    // What is wrong with the command itself is told once, not by every worker.
    Judge::many(&judging(arguments))?;
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
    if let Some(target) = &arguments.batch.summary {
        record::write(target, &records, lang)?;
    }
    let worst = records.iter().map(Record::code).max().unwrap_or_default();
    Ok(ExitCode::from(if left > 0 { INTERRUPTED } else { worst }))
}

/// What makes reports: the exporters, with their settings.
pub(super) struct Maker<'a> {
    arguments: &'a Build,
    exporters: Vec<&'static dyn Exporter>,
    settings: Chosen,
}

impl<'a> Maker<'a> {
    pub(super) fn new(arguments: &'a Build) -> Result<Self, Failure> {
        let exporters = chosen(&arguments.to)?;
        let settings = settings(&exporters, &shared(arguments), &arguments.set)?;
        Ok(Self {
            arguments,
            exporters,
            settings,
        })
    }

    /// The only report of a run: everything found is shown.
    pub(super) fn make_one(&self, files: &[PathBuf], screen: Screen) -> Result<ExitCode, Failure> {
        let (lang, started) = (screen.lang, Instant::now());
        // While the report is read and judged, the exporters load their typefaces.
        let judged = std::thread::scope(|scope| {
            for exporter in &self.exporters {
                let settings = self.settings.of(*exporter);
                scope.spawn(move || exporter.prepare(&settings));
            }
            Judge::one(&judging(self.arguments))?.judge(files)
        })?;
        let blocked = judged.count().errors > 0;
        screen.show(
            &(summary::read(&judged, lang)
                + &findings::render(&judged, &screen.look())
                + &summary::found(judged.count(), lang)),
        );
        if blocked && !self.arguments.draft {
            terminal::say(match lang {
                Lang::Zh => "有错误，没有生成文件。改正后再运行；要先看样稿，请加 --draft\n",
                Lang::En => {
                    "There are errors: nothing was written. Correct them and run again, or add --draft to see a draft\n"
                }
            });
            return Ok(ExitCode::from(FINDINGS));
        }
        let outputs = self.export(judged)?;
        write_all(&self.arguments.out, &outputs)?;
        let mut text = String::new();
        for output in &outputs {
            let path = self.arguments.out.join(&output.file_name);
            let label = match lang {
                Lang::Zh => "写出  ",
                Lang::En => "wrote   ",
            };
            let _ = writeln!(
                text,
                "{label}{} ({} KB)",
                path.display(),
                output.bytes.len().div_ceil(1024)
            );
        }
        let seconds = started.elapsed().as_secs_f64();
        let _ = match lang {
            Lang::Zh => writeln!(text, "用时  {seconds:.2} 秒"),
            Lang::En => writeln!(text, "took    {seconds:.2} s"),
        };
        terminal::say(&text);
        Ok(ExitCode::from(if blocked { FINDINGS } else { 0 }))
    }

    /// One of many: what became of it is told, and nothing stops the others.
    fn make_of_many(&self, files: &Files, judge: &Judge, options: &str) -> Record {
        let started = Instant::now();
        let paths = files.paths.iter().map(|path| path.display().to_string()).collect();
        let blank = Record::new(files.name.display().to_string(), paths);
        let made = panic::catch_unwind(AssertUnwindSafe(|| self.attempt(files, judge, options, blank.clone())));
        let record = made.unwrap_or_else(|_| blank.failed(&defect(files), INPUT));
        Record {
            seconds: started.elapsed().as_secs_f64(),
            ..record
        }
    }

    fn attempt(&self, files: &Files, judge: &Judge, options: &str, blank: Record) -> Record {
        let folder = self.arguments.out.join(&files.name);
        let key = ledger::key(files, options);
        if !self.arguments.batch.force
            && let Some(key) = &key
            && let Some(record) = ledger::unchanged(&folder, key)
        {
            return record;
        }
        let judged = match judge.judge(&files.paths) {
            Ok(judged) => judged,
            Err(failure) => return blank.failed(&failure.message, failure.code()),
        };
        let mut record = blank.judged(&judged);
        if record.errors > 0 && !self.arguments.draft {
            record.status = Status::Blocked;
            return record;
        }
        let written = self.export(judged).and_then(|outputs| {
            write_all(&folder, &outputs)?;
            Ok(outputs)
        });
        match written {
            Ok(outputs) => {
                let path = |output: &Output| files.name.join(&output.file_name).display().to_string();
                record.outputs = outputs.iter().map(path).collect();
                if let Some(key) = key {
                    ledger::remember(&folder, &key, &outputs, &record);
                }
                record
            }
            Err(failure) => record.failed(&failure.message, failure.code()),
        }
    }
}

/// The program has a defect that a file brought out.
fn defect(files: &Files) -> Text {
    let name = files.shown();
    Text::new(
        format!("{name}：程序自身有缺陷，没有写出文件。请把文件交给维护人员"),
        format!("{name}: the program has a defect; nothing was written. Please report it with the file"),
    )
}

/// Everything on the command line that a report's documents depend on, with the contents
/// of the files named there.
fn fingerprint(arguments: &Build) -> String {
    let Build {
        judging,
        to,
        draft,
        provenance,
        fix,
        allow_missing_glyphs,
        set,
        out: _,
        batch: _,
    } = arguments;
    let form_file = judging.sources.form.as_ref().and_then(|form| std::fs::read(form).ok());
    let previous: Vec<_> = reports(&judging.previous, Some(Group::File), None)
        .map(|found| found.reports)
        .unwrap_or_default()
        .iter()
        .map(|files| ledger::key(files, ""))
        .collect();
    let flags = (draft, provenance, fix, allow_missing_glyphs);
    let form = (&judging.sources.form, form_file);
    format!(
        "{:?}",
        (
            to,
            flags,
            set,
            form,
            previous,
            &judging.allow,
            &judging.fonts,
            source_date()
        )
    )
}

/// The exporters asked for, attachments before the page that lists them.
fn chosen(ids: &[String]) -> Result<Vec<&'static dyn Exporter>, Failure> {
    let all = exporters();
    let mut chosen: Vec<&'static dyn Exporter> = Vec::new();
    // A Chinese keyboard gives a Chinese comma.
    let ids = ids.iter().flat_map(|ids| ids.split(['，', '、'])).map(str::trim);
    for id in ids.filter(|id| !id.is_empty()) {
        let Some(exporter) = all.iter().copied().find(|exporter| exporter.id() == id) else {
            return Err(no_such_exporter(id));
        };
        if !chosen.iter().any(|other| other.id() == exporter.id()) {
            chosen.push(exporter);
        }
    }
    if chosen.is_empty() {
        return Err(Failure::input("--to 后面没有写格式", "--to names no format"));
    }
    chosen.sort_by_key(|exporter| exporter.describe().role);
    Ok(chosen)
}

/// The options that have a flag of their own.
fn shared(arguments: &Build) -> Vec<(&'static str, String)> {
    let mut shared = Vec::new();
    if arguments.provenance {
        shared.push(("provenance", String::from("true")));
    }
    if arguments.allow_missing_glyphs {
        shared.push((MISSING_GLYPHS, String::from("true")));
    }
    if let Some(fonts) = &arguments.judging.fonts {
        shared.push(("fonts", fonts.clone()));
    }
    shared
}

/// What is judged, and what is let stand: characters without a glyph, if they may be
/// marked in print.
fn judging(arguments: &Build) -> Judging {
    let mut judging = arguments.judging.clone();
    if arguments.allow_missing_glyphs {
        let reason = format!("missing-glyph=--{MISSING_GLYPHS}");
        judging.allow.push(Allowance::argument(&reason));
    }
    judging
}

impl Maker<'_> {
    fn export(&self, mut judged: Judged) -> Result<Vec<Output>, Failure> {
        if self.arguments.fix {
            for paragraph in &mut judged.report.narrative {
                paragraph.text = punctuation::corrected(&paragraph.text);
            }
        }
        let draft = self.arguments.draft;
        let options = Options {
            mark: draft.then(|| String::from(DRAFT)),
            date: source_date(),
        };
        let mut document: Document = compose(&judged.report, &judged.form, &options);
        let mut stem = file_stem(&document.title);
        if draft {
            // A draft never takes the place of the published file.
            stem.push_str("（草稿）");
        }
        let mut outputs = Vec::with_capacity(self.exporters.len());
        // Those of one part in the publication know nothing of each other, and are made at
        // once; the page, which comes after, lists the attachments.
        for exporters in self
            .exporters
            .chunk_by(|one, other| one.describe().role == other.describe().role)
        {
            let made = std::thread::scope(|scope| {
                let (document, judged, stem) = (&document, &judged, stem.as_str());
                let make = |exporter: &'static dyn Exporter| self.make_file(exporter, document, judged, stem);
                // The first is made here: most often there is nothing beside it worth a thread.
                let [first, others @ ..] = exporters else {
                    return Vec::new();
                };
                let others: Vec<_> = others
                    .iter()
                    .map(|exporter| scope.spawn(move || make(*exporter)))
                    .collect();
                let mut made = vec![make(*first)];
                made.extend(
                    others
                        .into_iter()
                        .map(|other| other.join().unwrap_or_else(|panic| panic::resume_unwind(panic))),
                );
                made
            });
            for (exporter, made) in exporters.iter().zip(made) {
                let output = made?;
                let description = exporter.describe();
                if description.role == Role::Attachment {
                    document.attachments.push(Attachment {
                        file_name: output.file_name.clone(),
                        media_type: description.media_type.to_owned(),
                        bytes: output.bytes.len(),
                    });
                }
                outputs.push(output);
            }
        }
        Ok(outputs)
    }

    fn make_file(
        &self,
        exporter: &dyn Exporter,
        document: &Document,
        judged: &Judged,
        stem: &str,
    ) -> Result<Output, Failure> {
        let settings = self.settings.of(exporter);
        let job = ExportJob::new(document, &judged.report, &judged.form).with_settings(&settings);
        let bytes = exporter.export(&job)?;
        let variant = exporter.variant(&settings).unwrap_or_default();
        let extension = exporter.describe().extension;
        Ok(Output {
            file_name: format!("{stem}{variant}.{extension}"),
            bytes,
        })
    }
}

/// The date for reproducible builds, as <https://reproducible-builds.org/specs/source-date-epoch/>
/// has it: seconds since 1970 in `SOURCE_DATE_EPOCH`.
fn source_date() -> Option<time::Date> {
    let seconds: i64 = std::env::var("SOURCE_DATE_EPOCH").ok()?.trim().parse().ok()?;
    Some(time::OffsetDateTime::from_unix_timestamp(seconds).ok()?.date())
}
