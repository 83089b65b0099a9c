//! `nianbao forms` and `nianbao exporters`: what can be chosen from.

use std::process::ExitCode;

use nianbao::findings::terminal::aligned;
use nianbao::{Lang, exporters as registered, forms};

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
    let rows = registered().into_iter().map(|exporter| {
        let description = exporter.describe();
        vec![
            exporter.id().to_owned(),
            description.label().get(lang).to_owned(),
            format!(".{}", description.extension),
            description.media_type.to_owned(),
        ]
    });
    let mut text = aligned(&rows.collect::<Vec<_>>());
    if long {
        let options = registered().into_iter().flat_map(|exporter| {
            exporter.options().iter().map(move |option| {
                let default = match lang {
                    Lang::Zh => format!("默认 {}", option.default),
                    Lang::En => format!("default {}", option.default),
                };
                vec![
                    format!("--set {}.{}={}", exporter.id(), option.name, option.values.shown()),
                    default,
                    option.help().get(lang).to_owned(),
                ]
            })
        });
        text.push('\n');
        text.push_str(&aligned(&options.collect::<Vec<_>>()));
    }
    terminal::say(&text);
    ExitCode::SUCCESS
}
