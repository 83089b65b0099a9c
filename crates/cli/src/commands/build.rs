//! `nianbao build`: check, compose, export, write.

use std::fmt::Write;
use std::process::ExitCode;
use std::time::Instant;

use nianbao_check::Allowance;
use nianbao_findings::{Judged, terminal as findings};
use nianbao_model::compose::{Options, compose};
use nianbao_model::document::Attachment;
use nianbao_model::plugin::{ExportJob, Exporter, Role, exporters};
use nianbao_model::{Document, Lang, punctuation};

use crate::arguments::{Build, Judging};
use crate::error::{FINDINGS, Failure};
use crate::judge::judge;
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
    let started = Instant::now();
    let lang = screen.lang;
    let exporters = chosen(&arguments.to)?;
    let settings = settings(&exporters, &shared(arguments), &arguments.set)?;
    let mut judged = judge(&judging(arguments))?;
    let blocked = judged.count().errors > 0;
    screen.show(
        &(summary::read(&judged, lang)
            + &findings::render(&judged, &screen.look())
            + &summary::found(judged.count(), lang)),
    );
    if blocked && !arguments.draft {
        terminal::say(match lang {
            Lang::Zh => "有错误，没有生成文件。改正后再运行；要先看样稿，请加 --draft\n",
            Lang::En => {
                "There are errors: nothing was written. Correct them and run again, or add --draft to see a draft\n"
            }
        });
        return Ok(ExitCode::from(FINDINGS));
    }
    if arguments.fix {
        for paragraph in &mut judged.report.narrative {
            paragraph.text = punctuation::corrected(&paragraph.text);
        }
    }
    let outputs = export(&judged, &exporters, &settings, arguments)?;
    write_all(&arguments.out, &outputs)?;

    let mut text = String::new();
    for output in &outputs {
        let path = arguments.out.join(&output.file_name);
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

fn export(
    judged: &Judged,
    exporters: &[&'static dyn Exporter],
    settings: &Chosen,
    arguments: &Build,
) -> Result<Vec<Output>, Failure> {
    let draft = arguments.draft;
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
    let mut outputs = Vec::with_capacity(exporters.len());
    for exporter in exporters {
        let description = exporter.describe();
        let settings = settings.of(*exporter);
        let job = ExportJob::new(&document, &judged.report, &judged.form).with_settings(&settings);
        let bytes = exporter.export(&job)?;
        let variant = exporter.variant(&settings).unwrap_or_default();
        let file_name = format!("{stem}{variant}.{}", description.extension);
        if description.role == Role::Attachment {
            document.attachments.push(Attachment {
                file_name: file_name.clone(),
                media_type: description.media_type.to_owned(),
                bytes: bytes.len(),
            });
        }
        outputs.push(Output { file_name, bytes });
    }
    Ok(outputs)
}

/// The date for reproducible builds, as <https://reproducible-builds.org/specs/source-date-epoch/>
/// has it: seconds since 1970 in `SOURCE_DATE_EPOCH`.
fn source_date() -> Option<time::Date> {
    let seconds: i64 = std::env::var("SOURCE_DATE_EPOCH").ok()?.trim().parse().ok()?;
    Some(time::OffsetDateTime::from_unix_timestamp(seconds).ok()?.date())
}
