//! `nianbao forms` and `nianbao exporters`: what there is.

use std::process::ExitCode;

use nianbao_model::plugin::exporters as registered;
use nianbao_model::{Lang, form};

use crate::error::Failure;
use crate::terminal;

/// Lists the forms.
pub(crate) fn forms(lang: Lang) -> Result<ExitCode, Failure> {
    let forms = form::builtin()?;
    let rows = forms.iter().map(|form| {
        let (from, to) = (form.years.start(), form.years.end());
        let years = match (lang, *to == i32::MAX) {
            (Lang::Zh, true) => format!("{from} 年起"),
            (Lang::En, true) => format!("from {from}"),
            (_, false) if from == to => from.to_string(),
            (_, false) => format!("{from}–{to}"),
        };
        vec![form.id.clone(), years, form.authority.clone(), form.name.clone()]
    });
    terminal::say(&terminal::columns(&rows.collect::<Vec<_>>()));
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
    let mut text = terminal::columns(&rows.collect::<Vec<_>>());
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
        text.push_str(&terminal::columns(&options.collect::<Vec<_>>()));
    }
    terminal::say(&text);
    ExitCode::SUCCESS
}
