//! `group-subtotal`: where an office adds subtotals, they add up.

use nianbao_model::form::{Across, key};
use nianbao_model::{Decimal, Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::APPLICATIONS;
use crate::{Finding, Location, Severity, Subject, Value};

static RULE: Rule = Rule {
    id: "group-subtotal",
    family: Family::Arithmetic,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "自行增加的小计等于所属各行之和",
        en: "subtotals an office adds are the sum of their rows",
    },
    advice: Words {
        zh: "小计用求和公式，只加本组各行，不要把总计和别的小计也加进去；表式不要求小计，不需要就删去这一行",
        en: "let a formula add the rows of the group, without totals and other subtotals; the form asks for no subtotals, so the row can also go",
    },
    breaks: Example {
        words: Words {
            zh: "表三“（三）不予公开”下面加了一行“小计”：各行合计只有商业企业 1 件，小计的总计填 2",
            en: "table 3: a row “小计” (subtotal) under “denied” has 2 in total, its rows only 1",
        },
        make: |sample| {
            sample
                .insert_row(APPLICATIONS, 17)
                .row(APPLICATIONS, "C17", "小计", &[0, 1, 0, 0, 0, 0, 2])
        },
        at: "表三 依申请公开 › J17",
    },
    near_miss: Example {
        words: Words {
            zh: "表三末尾加了一行“本年度办理结果合计”，等于各项结果之和；“（七）总计”不重复计入",
            en: "a row for all results at the end of table 3 equals the sum of the results; “（七）总计”, their total, does not count once more",
        },
        make: |sample| sample.row(APPLICATIONS, "A30", "本年度办理结果合计", &[9, 2, 0, 0, 0, 0, 11]),
        at: "",
    },
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
                let locations = std::iter::once(shown).chain(involved).map(Location::figure).collect();
                // The message has the number, which may be written otherwise in the cell.
                let found = Value::typed(shown).map(|typed| {
                    let is_told = typed.reads(&value.to_string());
                    typed.told(is_told)
                });
                let finding = subject.finding(&RULE, locations, message);
                let expected = Value::Number(sum.normalize()).told(true);
                findings.push(Finding { found, ..finding }.with_expected(expected));
            }
        }
    }
    findings
}
