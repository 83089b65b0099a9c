//! The commands, one file each.

mod build;
mod check;
mod list;
mod merge;
mod template;

use std::process::ExitCode;

use crate::arguments::{Arguments, Task};
use crate::error::Failure;

/// Runs the command the user asked for.
pub(crate) fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let lang = arguments.lang;
    match arguments.task {
        Task::Build(build) => build::run(&build, lang),
        Task::Check(check) => check::run(&check, lang),
        Task::Template(template) => template::run(&template, lang),
        Task::Merge(merge) => merge::run(&merge, lang),
        Task::Forms => list::forms(lang),
        Task::Exporters => Ok(list::exporters(lang)),
    }
}
