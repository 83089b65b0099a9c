//! `nianbao template`: a blank workbook to fill in.

use std::process::ExitCode;

use nianbao::files::{self, Protected};
use nianbao::forms::Front;
use nianbao::{Form, Lang, forms};

use crate::arguments::Template;
use crate::error::Failure;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(arguments: &Template, lang: Lang) -> Result<ExitCode, Failure> {
    let form = match &arguments.form {
        Some(asked) => forms::find(asked)?,
        None => forms::for_year(arguments.year)?,
    };
    let bytes = forms::template(Front::CommandLine, &form, arguments.year, arguments.organ.as_deref())?;
    let shown = files::save(
        &arguments.target.path,
        arguments.target.force,
        &bytes,
        &Protected::new(&arguments.form),
    )?;
    let Form {
        id, name, authority, ..
    } = &*form;
    terminal::say(&match lang {
        Lang::Zh => format!("表式  {id}（{name}，{authority}）\n写出  {shown}\n"),
        Lang::En => format!("form    {id} ({name}, {authority})\nwrote   {shown}\n"),
    });
    Ok(ExitCode::SUCCESS)
}
