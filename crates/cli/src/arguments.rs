//! What the user asked for, read from the command line.

mod grammar;
mod stop;

use std::ffi::OsString;
use std::path::PathBuf;

use anstream::ColorChoice;
use clap::ArgMatches;
use nianbao::Lang;
use nianbao::batch::Group;
use nianbao::comparison;
#[cfg(feature = "dataset")]
use nianbao::dataset;
use nianbao::findings::Format;
use nianbao::rules::Allowance;

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
    Compare(Compare),
    Template(Template),
    Merge(Merge),
    #[cfg(feature = "dataset")]
    Dataset(Dataset),
    /// A rule; a sentence, with the workbook whose figures it is about.
    Explain([Option<String>; 3]),
    /// Where to write the page in the browser.
    Page(Target),
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
    /// Whether missing glyphs are allowed, and marked in print.
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

/// `compare EARLIER LATER`
#[derive(Debug)]
pub(crate) struct Compare {
    pub(crate) before: PathBuf,
    pub(crate) after: PathBuf,
    pub(crate) form: Option<String>,
    pub(crate) format: comparison::Format,
    /// Where to write; `None` for standard output.
    pub(crate) out: Option<PathBuf>,
}

/// `dataset INPUT… --out DIR`
#[cfg(feature = "dataset")]
#[derive(Debug)]
pub(crate) struct Dataset {
    pub(crate) judging: Judging,
    pub(crate) batch: Batch,
    pub(crate) format: dataset::Format,
    pub(crate) out: PathBuf,
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
    /// Where to write the status of each report.
    pub(crate) summary: Option<PathBuf>,
}

/// What is read and what it is judged beside.
#[derive(Debug, Clone)]
pub(crate) struct Judging {
    pub(crate) inputs: Vec<PathBuf>,
    /// The id of the form, or its file.
    pub(crate) form: Option<String>,
    /// Last year's files.
    pub(crate) previous: Vec<PathBuf>,
    /// What is allowed.
    pub(crate) allow: Vec<Allowance>,
    /// Where the typefaces come from; `None` for those in the program.
    pub(crate) fonts: Option<String>,
    /// How many characters 总体情况 may have.
    pub(crate) limit: Option<usize>,
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
        // Help and mistakes speak the user's language too.
        let lang = asked_lang(&arguments);
        let matches = command(lang)
            .try_get_matches_from(arguments)
            .map_err(|error| Stop { lang, error })?;
        let color = match optional::<String>(&matches, "color").as_deref() {
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
                format: named(matches, "format", &Format::ALL).unwrap_or(Format::Text),
                out: optional(matches, "out"),
            }),
            Some(("compare", matches)) => Task::Compare(Compare {
                before: optional(matches, "before").unwrap_or_default(),
                after: optional(matches, "after").unwrap_or_default(),
                form: optional(matches, "form"),
                format: named(matches, "format", &comparison::Format::ALL).unwrap_or(comparison::Format::Text),
                out: optional(matches, "out"),
            }),
            Some(("template", matches)) => Task::Template(Template {
                form: optional(matches, "form"),
                year: optional(matches, "year").unwrap_or_default(),
                organ: optional(matches, "organ"),
                target: target(matches),
            }),
            Some(("merge", matches)) => Task::Merge(Merge {
                offices: several(matches, "input"),
                narrative: several(matches, "narrative"),
                form: optional(matches, "form"),
                draft: matches.get_flag("draft"),
                target: target(matches),
            }),
            #[cfg(feature = "dataset")]
            Some(("dataset", matches)) => Task::Dataset(Dataset {
                judging: judging(matches),
                batch: batch(matches),
                format: named(matches, "format", &dataset::Format::ALL).unwrap_or(dataset::Format::Parquet),
                out: optional(matches, "out").unwrap_or_default(),
            }),
            Some(("explain", matches)) => Task::Explain(["rule", "text", "with"].map(|name| optional(matches, name))),
            Some(("page", matches)) => Task::Page(target(matches)),
            Some(("forms", _)) => Task::Forms,
            Some(("fonts", matches)) => Task::Fonts(optional(matches, "fonts")),
            other => Task::Exporters(other.is_some_and(|(_, matches)| matches.get_flag("long"))),
        };
        Ok(Self { lang, color, task })
    }
}

fn judging(matches: &ArgMatches) -> Judging {
    Judging {
        inputs: several(matches, "input"),
        form: optional(matches, "form"),
        previous: several(matches, "previous"),
        allow: several::<String>(matches, "allow")
            .iter()
            .map(|text| Allowance::argument(text))
            .collect(),
        fonts: optional(matches, "fonts"),
        limit: optional::<u32>(matches, "limit").and_then(|limit| usize::try_from(limit).ok()),
    }
}

fn build(matches: &ArgMatches) -> Build {
    Build {
        judging: judging(matches),
        to: several::<String>(matches, "to"),
        // A folder and `.` is the folder: so it is written where the folder's name ends in a backslash.
        out: optional::<PathBuf>(matches, "out").iter().flatten().collect(),
        draft: matches.get_flag("draft"),
        provenance: matches.get_flag("provenance"),
        allow_missing_glyphs: matches.get_flag("allow-missing-glyphs"),
        set: several::<String>(matches, "set"),
        batch: batch(matches),
        fix: matches.get_flag("fix"),
    }
}

/// How many reports; a command that takes one has none of these options.
fn batch(matches: &ArgMatches) -> Batch {
    let flag = |name| optional(matches, name).unwrap_or(false);
    let each = flag("each").then_some(Group::File);
    Batch {
        group: named(matches, "group", &Group::ALL).or(each),
        shard: optional(matches, "shard"),
        jobs: optional::<u16>(matches, "jobs").map(usize::from),
        force: flag("force"),
        summary: optional(matches, "summary"),
    }
}

/// The value of an option, where the command has it and it is given.
fn optional<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> Option<T> {
    matches.try_get_one::<T>(name).ok().flatten().cloned()
}

/// The values of an option that may be given several times.
fn several<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> Vec<T> {
    matches.get_many::<T>(name).into_iter().flatten().cloned().collect()
}

/// What an option names.
fn named<T: Copy>(matches: &ArgMatches, name: &str, all: &[(&str, T)]) -> Option<T> {
    let asked: String = optional(matches, name)?;
    all.iter().find(|(name, _)| *name == asked).map(|(_, value)| *value)
}

fn target(matches: &ArgMatches) -> Target {
    Target {
        path: optional(matches, "output").unwrap_or_default(),
        force: matches.get_flag("force"),
    }
}

/// English if it is asked for anywhere: a mistake before it is told in English too.
fn asked_lang(arguments: &[OsString]) -> Lang {
    let apart = |pair: &[OsString]| matches!(pair, [name, value] if name == "--lang" && value == "en");
    let is_english = arguments.windows(2).any(apart) || arguments.iter().any(|argument| argument == "--lang=en");
    if is_english { Lang::En } else { Lang::Zh }
}
