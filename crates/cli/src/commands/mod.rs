//! The commands, one file each.

mod build;
mod check;
mod compare;
#[cfg(feature = "dataset")]
mod dataset;
mod explain;
mod fonts;
mod list;
mod merge;
mod page;
mod template;
mod watch;

use std::process::ExitCode;

use crate::arguments::{Arguments, Task};
use crate::error::Failure;
use crate::terminal::Screen;

/// Runs the command the user asked for.
pub(crate) fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let lang = arguments.lang;
    let screen = Screen {
        lang,
        color: arguments.color,
    };
    match arguments.task {
        Task::Build(build) => build::run(&build, screen),
        Task::Watch(build) => watch::run(&build, screen),
        Task::Check(check) => check::run(&check, screen),
        Task::Compare(compare) => compare::run(&compare, screen),
        #[cfg(feature = "dataset")]
        Task::Dataset(dataset) => dataset::run(&dataset, screen),
        Task::Template(template) => template::run(&template, lang),
        Task::Merge(merge) => merge::run(&merge, screen),
        Task::Explain(asked) => explain::run(&asked, lang),
        Task::Fonts(source) => fonts::run(source.as_deref(), lang),
        Task::Page(target) => page::run(&target, lang),
        Task::Forms => list::forms(lang),
        Task::Exporters(long) => Ok(list::exporters(long, lang)),
    }
}
