//! `form-year`: the form is the one prescribed for the report's year.

use nianbao_model::report::Field;
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "form-year",
    severity: Severity::Warning,
    holds_zh: "表式适用于报告的年度",
    holds_en: "the form is the one for the report's year",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (metadata, form) = (&subject.report.metadata, subject.form);
    let Some(year) = metadata.year().filter(|year| !form.years.contains(year)) else {
        return Vec::new();
    };
    let place = metadata
        .fields
        .get(&Field::Year)
        .map(|given| vec![given.locus.clone().into()]);
    let message = Text::new(
        format!(
            "年度是 {year}，表格却是“{}”（{}）的行和列。请确认年度和表格用对了",
            form.name, form.authority
        ),
        format!(
            "the year is {year}, but the tables have the rows and columns of “{}” ({}): check both",
            form.name, form.authority
        ),
    );
    vec![subject.finding(&RULE, place.unwrap_or_else(|| subject.whole()), message)]
}
