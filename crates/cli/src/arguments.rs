//! What the user asked for, read from the command line.

mod grammar;
mod stop;

use std::ffi::OsString;
use std::path::PathBuf;

use anstream::ColorChoice;
use clap::ArgMatches;
use nianbao_check::Allowance;
use nianbao_model::Lang;

use crate::batch::Group;

use grammar::command;
pub(crate) use stop::Stop;

/// What the user asked for.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) lang: Lang,
    pub(crate) color: ColorChoice,
    pub(crate) task: Task,
}

/// The commands.
#[derive(Debug)]
pub(crate) enum Task {
    Build(Build),
    /// Build, whenever a file is saved.
    Watch(Build),
    Check(Check),
    Template(Template),
    Merge(Merge),
    Explain(Option<String>),
    Forms,
    /// Where the typefaces come from; `None` for those in the program.
    Fonts(Option<String>),
    /// Whether with their options.
    Exporters(bool),
}

/// `build INPUT…`
#[derive(Debug)]
pub(crate) struct Build {
    pub(crate) judging: Judging,
    pub(crate) to: Vec<String>,
    pub(crate) out: PathBuf,
    pub(crate) draft: bool,
    pub(crate) provenance: bool,
    /// Whether characters without a glyph are let stand, and marked in print.
    pub(crate) allow_missing_glyphs: bool,
    /// `exporter.option=value`, as written.
    pub(crate) set: Vec<String>,
    pub(crate) batch: Batch,
    /// Whether the documents get full-width punctuation.
    pub(crate) fix: bool,
}

/// `check INPUT…`
#[derive(Debug)]
pub(crate) struct Check {
    pub(crate) judging: Judging,
    pub(crate) batch: Batch,
    pub(crate) format: Format,
    /// Where to write; `None` for standard output.
    pub(crate) out: Option<PathBuf>,
}

/// How many reports are worked on.
#[derive(Debug)]
pub(crate) struct Batch {
    /// How files make reports; `None` goes by what the inputs are.
    pub(crate) group: Option<Group>,
    /// The part of the reports this run takes, as written.
    pub(crate) shard: Option<String>,
    /// How many are worked on at once; `None` for one for each core.
    pub(crate) jobs: Option<usize>,
    /// Whether documents are made again although nothing has changed.
    pub(crate) force: bool,
    /// Where to write what became of each.
    pub(crate) summary: Option<PathBuf>,
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Json,
    Sarif,
    Xlsx,
    Html,
}

impl Format {
    /// Every format by its name.
    pub(crate) const ALL: [(&'static str, Self); 5] = [
        ("text", Self::Text),
        ("json", Self::Json),
        ("sarif", Self::Sarif),
        ("xlsx", Self::Xlsx),
        ("html", Self::Html),
    ];
}

/// What is read and what it is judged beside.
#[derive(Debug, Clone)]
pub(crate) struct Judging {
    pub(crate) sources: Sources,
    /// Last year's files.
    pub(crate) previous: Vec<PathBuf>,
    /// What is let stand.
    pub(crate) allow: Vec<Allowance>,
    /// Where the typefaces come from; `None` for those in the program.
    pub(crate) fonts: Option<String>,
}

/// The files of a report.
#[derive(Debug, Clone)]
pub(crate) struct Sources {
    pub(crate) inputs: Vec<PathBuf>,
    pub(crate) form: Option<String>,
}

/// `template --year YEAR`
#[derive(Debug)]
pub(crate) struct Template {
    pub(crate) form: Option<String>,
    pub(crate) year: i32,
    pub(crate) organ: Option<String>,
    pub(crate) target: Target,
}

/// `merge OFFICE… --narrative MAIN`
#[derive(Debug)]
pub(crate) struct Merge {
    pub(crate) offices: Vec<PathBuf>,
    pub(crate) narrative: Vec<PathBuf>,
    pub(crate) form: Option<String>,
    pub(crate) draft: bool,
    pub(crate) target: Target,
}

/// A workbook to write.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) path: PathBuf,
    /// Whether a file that is there may be replaced.
    pub(crate) force: bool,
}

impl Arguments {
    pub(crate) fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Self, Stop> {
        let arguments: Vec<OsString> = arguments.collect();
        // Help and mistakes speak the user's language too, so look for it first.
        let lang = asked_lang(&arguments);
        let matches = command(lang)
            .try_get_matches_from(arguments)
            .map_err(|error| Stop { lang, error })?;
        let color = match text(&matches, "color").as_deref() {
            Some("always") => ColorChoice::Always,
            Some("never") => ColorChoice::Never,
            _ => ColorChoice::Auto,
        };
        let task = match matches.subcommand() {
            Some(("build", matches)) => Task::Build(build(matches)),
            Some(("watch", matches)) => Task::Watch(build(matches)),
            Some(("check", matches)) => Task::Check(Check {
                judging: judging(matches),
                batch: batch(matches),
                format: format(matches),
                out: matches.get_one::<PathBuf>("out").cloned(),
            }),
            Some(("template", matches)) => Task::Template(Template {
                form: text(matches, "form"),
                year: matches.get_one::<i32>("year").copied().unwrap_or_default(),
                organ: text(matches, "organ"),
                target: target(matches),
            }),
            Some(("merge", matches)) => Task::Merge(Merge {
                offices: paths(matches, "input"),
                narrative: paths(matches, "narrative"),
                form: text(matches, "form"),
                draft: matches.get_flag("draft"),
                target: target(matches),
            }),
            Some(("explain", matches)) => Task::Explain(text(matches, "rule")),
            Some(("forms", _)) => Task::Forms,
            Some(("fonts", matches)) => Task::Fonts(text(matches, "fonts")),
            other => Task::Exporters(other.is_some_and(|(_, matches)| matches.get_flag("long"))),
        };
        Ok(Self { lang, color, task })
    }
}

fn judging(matches: &ArgMatches) -> Judging {
    Judging {
        sources: Sources {
            inputs: paths(matches, "input"),
            form: text(matches, "form"),
        },
        previous: paths(matches, "previous"),
        allow: texts(matches, "allow")
            .iter()
            .map(|text| Allowance::argument(text))
            .collect(),
        fonts: text(matches, "fonts"),
    }
}

fn build(matches: &ArgMatches) -> Build {
    Build {
        judging: judging(matches),
        to: texts(matches, "to"),
        // A folder and `.` is the folder: so it is written where the folder's name ends in a backslash.
        out: matches
            .get_one::<PathBuf>("out")
            .map(|out| out.components().collect())
            .unwrap_or_default(),
        draft: matches.get_flag("draft"),
        provenance: matches.get_flag("provenance"),
        allow_missing_glyphs: matches.get_flag("allow-missing-glyphs"),
        set: texts(matches, "set"),
        batch: batch(matches),
        fix: matches.get_flag("fix"),
    }
}

/// How many reports; a command that takes one has none of these options.
fn batch(matches: &ArgMatches) -> Batch {
    let flag = |name| matches!(matches.try_get_one::<bool>(name), Ok(Some(true)));
    let path = |name| matches.try_get_one::<PathBuf>(name).ok().flatten().cloned();
    let word = |name| matches.try_get_one::<String>(name).ok().flatten().cloned();
    let asked = word("group");
    let known = Group::ALL.iter().find(|(name, _)| asked.as_deref() == Some(name));
    let each = flag("each").then_some(Group::File);
    Batch {
        group: known.map(|(_, group)| *group).or(each),
        shard: word("shard"),
        jobs: matches
            .try_get_one::<u16>("jobs")
            .ok()
            .flatten()
            .map(|jobs| usize::from(*jobs)),
        force: flag("force"),
        summary: path("summary"),
    }
}

fn format(matches: &ArgMatches) -> Format {
    let asked = text(matches, "format");
    let known = Format::ALL.iter().find(|(name, _)| asked.as_deref() == Some(name));
    known.map_or(Format::Text, |(_, format)| *format)
}

fn text(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}

fn texts(matches: &ArgMatches, name: &str) -> Vec<String> {
    matches
        .get_many::<String>(name)
        .into_iter()
        .flatten()
        .cloned()
        .collect()
}

fn paths(matches: &ArgMatches, name: &str) -> Vec<PathBuf> {
    matches
        .get_many::<PathBuf>(name)
        .into_iter()
        .flatten()
        .cloned()
        .collect()
}

fn target(matches: &ArgMatches) -> Target {
    Target {
        path: matches.get_one::<PathBuf>("output").cloned().unwrap_or_default(),
        force: matches.get_flag("force"),
    }
}

fn asked_lang(arguments: &[OsString]) -> Lang {
    let mut texts = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(text) = texts.next() {
        let value = if text == "--lang" {
            texts.next()
        } else {
            text.strip_prefix("--lang=")
        };
        if value == Some("en") {
            return Lang::En;
        }
    }
    Lang::Zh
}
