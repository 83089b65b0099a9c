//! What is known about the document: author, dates, keywords, the web site.

use nianbao_model::document::{Metadata, Site};
use nianbao_model::report::{Field, Report};
use time::{Date, Month};

/// The document's properties; `fallback` is its date where the report gives none.
pub(crate) fn properties(report: &Report, fallback: Option<Date>, year: Option<i32>) -> Metadata {
    let metadata = &report.metadata;
    let text = |field| metadata.get(field).map(str::to_owned);
    let published = metadata.published();
    // Reports are due in January of the next year; any fixed day keeps the bytes stable.
    let new_year =
        || Date::from_calendar_date(year.map_or(1970, |year| year + 1), Month::January, 1).unwrap_or(Date::MIN);
    Metadata {
        author: text(Field::Organ).unwrap_or_default(),
        date: published.or(metadata.signed()).or(fallback).unwrap_or_else(new_year),
        published,
        description: text(Field::Description),
        keywords: metadata
            .get(Field::Keywords)
            .map(|words| {
                words
                    .split(['、', ',', '\u{ff0c}', ';', '\u{ff1b}', ' '])
                    .map(str::trim)
                    .filter(|word| !word.is_empty())
                    .map(str::to_owned)
                    .collect()
            })
            .unwrap_or_default(),
        site: Site {
            name: text(Field::SiteName),
            domain: text(Field::SiteDomain),
            id: text(Field::SiteId),
            column: text(Field::Column),
            origin: text(Field::Origin),
        },
    }
}
