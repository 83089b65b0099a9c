//! `group-subtotal`: where an office adds subtotals, they add up.

use nianbao_model::form::{Across, key};
use nianbao_model::{Decimal, Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject, identity::location};

static RULE: Rule = Rule {
    id: "group-subtotal",
    severity: Severity::Error,
    holds_zh: "自行增加的小计等于所属各行之和",
    holds_en: "subtotals an office adds are the sum of their rows",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for reading in &subject.report.tables {
        let Some(table) = subject.form.table(&reading.key) else {
            continue;
        };
        let rows = table.paths(Across::Rows);
        let totals: Vec<&String> = table.identities.iter().flat_map(|identity| &identity.equals).collect();
        for subtotal in &reading.subtotals {
            let below = format!("{}.", subtotal.group);
            for (column, shown) in &subtotal.figures {
                // The group's own total is no part of it.
                let parts = rows
                    .iter()
                    .filter(|row| row.starts_with(&below) && !totals.contains(row));
                let figures: Option<Vec<_>> = parts
                    .map(|row| subject.report.figure(&key(&table.key, row, column)))
                    .collect();
                let sum: Option<Decimal> = figures.iter().flatten().map(|figure| figure.number()).sum();
                let (Some(sum), Some(value), Some(figures)) = (sum, shown.number(), figures) else {
                    continue;
                };
                if sum == value {
                    continue;
                }
                let message = Text::new(
                    format!(
                        "“{}”填的是 {}，所属各行之和是 {}",
                        subtotal.label,
                        value,
                        sum.normalize()
                    ),
                    format!(
                        "“{}” is {}, but its rows add up to {}",
                        subtotal.label,
                        value,
                        sum.normalize()
                    ),
                );
                let involved = figures
                    .into_iter()
                    .filter(|figure| figure.number().is_some_and(|number| !number.is_zero()));
                let locations = std::iter::once(shown).chain(involved).map(location).collect();
                let mut finding = subject.finding(&RULE, locations, message);
                finding.found = Some(shown.typed.trim().to_owned());
                finding.expected = Some(sum.normalize().to_string());
                findings.push(finding);
            }
        }
    }
    findings
}
