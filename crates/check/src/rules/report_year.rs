//! `report-year`: the title, the period and the notes beside the tables name the report's year.

use nianbao_model::date::years;
use nianbao_model::report::{Field, Sourced};
use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Severity, Subject};

static RULE: Rule = Rule {
    id: "report-year",
    family: Family::Structure,
    severity: Severity::Error,
    authority: Authority::Workbook,
    holds: Words {
        zh: "标题、统计期限、表格标题与年度一致",
        en: "the title, the period and the tables' titles name the report's year",
    },
    advice: Words {
        zh: "多半是在往年的文件上改的：把标题、统计期限和每张表上面的年份都看一遍，再确认各格的数是本年的",
        en: "most likely last year's file was written over: look at the year in the title, the period and over each table, then make sure that the figures are this year's",
    },
    breaks: Example {
        words: Words {
            zh: "统计期限写的是 2023 年，没有改成 2024 年",
            en: "the period is still that of 2023",
        },
        make: |sample| sample.item("统计期限", "2023年1月1日至2023年12月31日"),
        at: "基本信息 › B4",
    },
    near_miss: Example {
        words: Words {
            zh: "标题里的年份用汉字，写成“二〇二四年”",
            en: "the title has the year in Chinese numerals, “二〇二四年”",
        },
        make: |sample| sample.item("标题", "青禾市水务局二〇二四年政府信息公开工作年度报告"),
        at: "",
    },
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
    let titles = subject.report.titles.iter().map(|title| ("正文上面的标题", title));
    let early = early(subject, year);
    places
        .chain(titles)
        .filter(|(_, given)| {
            let years = years(&given.value);
            !years.is_empty() && !years.contains(&year)
        })
        .map(|(name, given)| {
            let finding = subject.finding(&RULE, places_of(subject, given), message(name, &given.value, year));
            finding.with_case([name, &given.value])
        })
        .chain(early)
        .collect()
}

/// A day of publication on which the report's year was not over yet.
fn early(subject: &Subject<'_>, year: i32) -> Option<Finding> {
    let metadata = &subject.report.metadata;
    metadata.published().filter(|day| day.year() <= year)?;
    let given = metadata.fields.get(&Field::Published)?;
    let message = Text::new(
        format!(
            "发布日期是“{}”，那时 {year} 年还没有过完。请确认没有沿用上一年的日期",
            given.value
        ),
        format!(
            "the report is said to be published on “{}”, before {year} was over: check that this is not last year's day",
            given.value
        ),
    );
    let finding = subject.finding(&RULE, places_of(subject, given), message);
    Some(Finding {
        severity: Severity::Warning,
        ..finding
    })
}

fn places_of(subject: &Subject<'_>, given: &Sourced<String>) -> Vec<Location> {
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
