//! `report-year`: the title, the period and the notes beside the tables name the report's year.

use nianbao_model::report::{Field, Sourced};
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "report-year",
    severity: Severity::Error,
    holds_zh: "标题、统计期限、表格标题与年度一致",
    holds_en: "the title, the period and the tables' titles name the report's year",
    authority: Authority::Workbook,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let metadata = &subject.report.metadata;
    let Some(year) = metadata.year() else {
        return Vec::new();
    };
    let own = |field| metadata.fields.get(&field);
    let titles = [("标题", own(Field::Title)), ("统计期限", own(Field::Period))];
    let around = subject
        .report
        .around
        .iter()
        .filter(|note| note.value.contains("政府信息公开"));
    let places = titles
        .into_iter()
        .filter_map(|(name, given)| Some((name, given?)))
        .chain(around.map(|note| ("表格标题", note)));
    places
        .filter(|(_, given)| {
            let years = years(&given.value);
            !years.is_empty() && !years.contains(&year)
        })
        .map(|(name, given)| subject.finding(&RULE, places_of(subject, given), message(name, &given.value, year)))
        .collect()
}

fn places_of(subject: &Subject<'_>, given: &Sourced<String>) -> Vec<nianbao_model::finding::Location> {
    let year = subject.report.metadata.fields.get(&Field::Year);
    std::iter::once(&given.locus)
        .chain(year.map(|year| &year.locus))
        .map(|locus| locus.clone().into())
        .collect()
}

fn message(name: &str, text: &str, year: i32) -> Text {
    Text::new(
        format!("{name}“{text}”写的不是 {year} 年，而年度填的是 {year}。请确认没有拿错往年的文件，并改成一致"),
        format!("the {name} “{text}” is not on {year}, the year given: check that this is not another year's file"),
    )
}

/// The years a text names: four digits and 年.
fn years(text: &str) -> Vec<i32> {
    let chars: Vec<char> = text.chars().collect();
    let digits = |window: &[char]| {
        window
            .iter()
            .map(|c| c.to_digit(10).map(|d| d as i32))
            .collect::<Option<Vec<_>>>()
    };
    chars
        .windows(5)
        .filter(|window| window[4] == '年')
        .filter_map(|window| {
            Some(
                digits(&window[..4])?
                    .into_iter()
                    .fold(0, |year, digit| year * 10 + digit),
            )
        })
        .filter(|year| (1949..=2200).contains(year))
        .collect()
}
