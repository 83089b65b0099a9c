//! `nianbao template`: a blank workbook to fill in.

use std::process::ExitCode;

use nianbao_model::Lang;

use crate::arguments::Template;
use crate::error::Failure;
use crate::input::{form_for_year, named_form};
use crate::output::write_one;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(arguments: &Template, lang: Lang) -> Result<ExitCode, Failure> {
    let form = match &arguments.form {
        Some(asked) => named_form(asked)?,
        None => form_for_year(arguments.year)?,
    };
    if !form.years.contains(&arguments.year) {
        let (id, name, year) = (&form.id, &form.name, arguments.year);
        return Err(Failure::input(
            format!("表式 {id}（{name}）不适用于 {year} 年度。不写 --form，就按年度选"),
            format!("the form {id} ({name}) is not for {year}; without --form the one for the year is taken"),
        ));
    }
    let bytes = nianbao_workbook::template(&form, arguments.year, arguments.organ.as_deref())?;
    let shown = write_one(&arguments.target, bytes)?;
    terminal::say(&match lang {
        Lang::Zh => format!(
            "表式  {}（{}，{}）\n写出  {shown}\n",
            form.id, form.name, form.authority
        ),
        Lang::En => format!(
            "form    {} ({}, {})\nwrote   {shown}\n",
            form.id, form.name, form.authority
        ),
    });
    Ok(ExitCode::SUCCESS)
}
