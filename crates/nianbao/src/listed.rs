//! What there is to choose from, in rows for a front to line up.

use nianbao_model::Lang;

use crate::plugins;

/// Every exporter: its id, what it makes, the ending of its files and their media type.
pub fn exporters(lang: Lang) -> Vec<Vec<String>> {
    let rows = plugins::exporters().into_iter().map(|exporter| {
        let description = exporter.describe();
        vec![
            exporter.id().to_owned(),
            description.label().get(lang).to_owned(),
            format!(".{}", description.extension),
            description.media_type.to_owned(),
        ]
    });
    rows.collect()
}

/// Every option of an exporter: how it is set, its default, and what it does.
pub fn options(lang: Lang) -> Vec<Vec<String>> {
    let rows = plugins::exporters().into_iter().flat_map(|exporter| {
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
    rows.collect()
}
