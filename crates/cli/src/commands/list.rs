//! `nianbao forms` and `nianbao exporters`: what can be chosen from.

use std::process::ExitCode;

use nianbao::findings::terminal::aligned;
use nianbao::{Lang, forms, listed};

use crate::error::Failure;
use crate::terminal;

/// Lists the forms.
pub(crate) fn forms(lang: Lang) -> Result<ExitCode, Failure> {
    let forms = forms::builtin()?;
    let rows = forms.iter().map(|form| {
        let years = forms::years(form).get(lang).to_owned();
        vec![form.id.clone(), years, form.authority.clone(), form.name.clone()]
    });
    terminal::say(&aligned(&rows.collect::<Vec<_>>()));
    Ok(ExitCode::SUCCESS)
}

/// Lists the exporters; `long` lists their options below them.
pub(crate) fn exporters(long: bool, lang: Lang) -> ExitCode {
    let mut text = aligned(&listed::exporters(lang));
    if long {
        text = text + "\n" + &aligned(&listed::options(lang));
    }
    terminal::say(&text);
    ExitCode::SUCCESS
}
