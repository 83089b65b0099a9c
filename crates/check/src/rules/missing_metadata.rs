//! `missing-metadata`: organ, year and title are known.

use nianbao_model::report::Field;
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "missing-metadata",
    severity: Severity::Error,
    holds_zh: "机关名称、年度和标题都已填写",
    holds_en: "organ, year and title are known",
    authority: Authority::Workbook,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let metadata = &subject.report.metadata;
    let mut findings = Vec::new();
    for field in [Field::Organ, Field::Title, Field::Year] {
        let given = metadata.fields.get(&field);
        let known = if field == Field::Year {
            metadata.year().is_some()
        } else {
            given.is_some()
        };
        if known {
            continue;
        }
        let name = field.name();
        let (place, message) = match given {
            Some(sourced) => (
                vec![sourced.locus.clone().into()],
                Text::new(
                    format!("“{name}”填的是“{}”，应为四位数字的年份，如 2024", sourced.value),
                    format!(
                        "{name} is “{}”; it should be a year of four digits, such as 2024",
                        sourced.value
                    ),
                ),
            ),
            None => {
                let hint = if field == Field::Title {
                    suggestion(subject)
                } else {
                    None
                };
                (
                    subject.whole(),
                    Text::new(
                        format!(
                            "没有填写“{name}”。请在“基本信息”表中填写{}",
                            hint.as_ref().map(|hint| format!("，如“{hint}”")).unwrap_or_default()
                        ),
                        format!(
                            "{name} is not given: fill it in on the sheet 基本信息{}",
                            hint.as_ref().map(|hint| format!(", e.g. “{hint}”")).unwrap_or_default()
                        ),
                    ),
                )
            }
        };
        findings.push(subject.finding(&RULE, place, message));
    }
    findings
}

/// The usual title, where organ and year are known.
fn suggestion(subject: &Subject<'_>) -> Option<String> {
    let metadata = &subject.report.metadata;
    Some(
        subject
            .form
            .usual_title(metadata.get(Field::Organ)?, &metadata.year()?.to_string()),
    )
}
