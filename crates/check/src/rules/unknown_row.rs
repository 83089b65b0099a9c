//! `unknown-row`: no row with figures is left unread.

use nianbao_model::report::Unknown;
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "unknown-row",
    severity: Severity::Warning,
    holds_zh: "表内没有表式以外的行",
    holds_en: "no row with figures is left unread",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let unknown = subject.report.tables.iter().flat_map(|table| &table.unknown_rows);
    unknown
        .map(|Unknown { label, locus, nearest }| {
            let hint = nearest.as_ref().map_or_else(
                || Text::new("如不需要，请删去", "take it out if it is not needed"),
                |nearest| Text::new(format!("是不是“{nearest}”？"), format!("did you mean “{nearest}”?")),
            );
            if label.is_empty() {
                let message = Text::new(
                    "这一行有数据，却没有名称，没有读取。请补上名称，不需要就删去",
                    "this row has figures and no label, and was not read: label it, or take it out",
                );
                return subject.finding(&RULE, vec![locus.clone().into()], message);
            }
            let message = Text::new(
                format!("表式中没有“{label}”这一行，其中的数据没有读取。{}", hint.zh),
                format!("the form has no row “{label}”; its figures were not read: {}", hint.en),
            );
            subject.finding(&RULE, vec![locus.clone().into()], message)
        })
        .collect()
}
