//! What the text states, compared with what the tables have: the arithmetic of the rules about
//! the narrative.

use nianbao_model::figure::{Figure, Kind};
use nianbao_model::form::{Form, Leaf, key};
use nianbao_model::{Decimal, Report, Text, money};

use crate::{Fact, Subject, Value};
use nianbao_prose::{Claim, Measure, Reading, Verdict};

/// The figures of one reading of a statement, added up.
#[derive(Debug)]
pub(crate) struct Sum<'a> {
    /// The figures, in the order of their keys.
    pub(crate) figures: Vec<&'a Figure>,
    /// Their sum, in the form's unit.
    pub(crate) value: Decimal,
}

/// The sums a claim may be meant of; those with a figure that is missing, blank or
/// unreadable are left out, for other rules speak of that.
pub(crate) fn sums<'a>(report: &'a Report, claim: &Claim) -> Vec<Sum<'a>> {
    claim.readings.iter().filter_map(|keys| sum(report, keys)).collect()
}

/// The figures with these keys, added up; `None` if one is missing, blank or unreadable.
pub(crate) fn sum<'a>(report: &'a Report, keys: &Reading) -> Option<Sum<'a>> {
    let figures: Vec<&Figure> = keys.iter().map(|key| report.figure(key)).collect::<Option<_>>()?;
    let mut value = Decimal::ZERO;
    for figure in &figures {
        value = value.checked_add(figure.number()?)?;
    }
    Some(Sum { figures, value })
}

/// What a report's tables have instead, likeliest first; `None` if the claim is true of them, or cannot be
/// judged.
pub(crate) fn contradicted<'a>(report: &'a Report, claim: &Claim) -> Option<Vec<Sum<'a>>> {
    let is_difference = |(from, less): &(Vec<String>, Vec<String>)| {
        let left = total(report, from)
            .zip(total(report, less))
            .map(|(from, less)| from - less);
        left.is_some_and(|left| claim.beside(0, left) == Verdict::Explained)
    };
    let mut contradicting = Vec::new();
    for (nth, sum) in sums(report, claim).into_iter().enumerate() {
        let verdict = match in_units_of(claim, &sum) {
            Some(value) => claim.beside(nth, value),
            None if claim.quantity.is_none() => claim.beside(nth, sum.value),
            None => Verdict::Contradicted,
        };
        match verdict {
            Verdict::Explained => return None,
            Verdict::Open => {}
            Verdict::Contradicted => contradicting.push(sum),
        }
    }
    let stands = !contradicting.is_empty() && !claim.differences.iter().any(is_difference);
    stands.then_some(contradicting)
}

/// Figures added up; `None` if one is missing or unreadable.
pub(crate) fn total(report: &Report, keys: &[String]) -> Option<Decimal> {
    keys.iter().map(|key| report.figure(key)?.number()).sum()
}

/// A sum in the unit the claim is made in: yuan for money.
pub(crate) fn in_units_of(claim: &Claim, sum: &Sum<'_>) -> Option<Decimal> {
    let is_money = claim
        .quantity
        .as_ref()
        .is_some_and(|quantity| quantity.measure == Measure::Money);
    let unit = sum.figures.iter().find_map(|figure| match &figure.kind {
        Kind::Amount { unit } => Some(yuan(unit)),
        Kind::Count | Kind::Change => None,
    });
    match (is_money, unit) {
        (true, Some(yuan)) => sum.value.checked_mul(yuan),
        (false, None) => Some(sum.value),
        _ => None,
    }
}

/// What the unit of these figures is in yuan; one for counts.
pub(crate) fn yuan_of(subject: &Subject<'_>, readings: &[Reading]) -> Decimal {
    let figures = readings.iter().flatten().filter_map(|key| subject.report.figure(key));
    let mut units = figures.filter_map(|figure| match &figure.kind {
        Kind::Amount { unit } => Some(yuan(unit.as_str())),
        Kind::Count | Kind::Change => None,
    });
    units.next().unwrap_or(Decimal::ONE)
}

/// What an amount’s unit is in yuan.
fn yuan(unit: &str) -> Decimal {
    money::yuan(unit).unwrap_or(Decimal::ONE)
}

/// The number stated, in the unit it is written in.
pub(crate) fn found(claim: &Claim) -> Decimal {
    claim
        .quantity
        .as_ref()
        .map_or(Decimal::ZERO, |quantity| match quantity.measure {
            Measure::Money => quantity.value / yuan(&quantity.unit),
            _ => quantity.value,
        })
        .normalize()
}

/// The number the tables have, in the same unit; a sum is described in the form's.
pub(crate) fn expected(claim: &Claim, sum: &Sum<'_>) -> Fact {
    let value = match &claim.quantity {
        Some(quantity) if quantity.measure == Measure::Money => {
            in_units_of(claim, sum).map(|value| value / yuan(&quantity.unit))
        }
        _ => Some(sum.value),
    };
    let value = value.unwrap_or(sum.value).normalize();
    Value::Number(value).told(value == sum.value)
}

/// How many figures of a sum are named one by one.
const LISTED: usize = 4;

impl Sum<'_> {
    /// The sum in words: `予以公开 1038 + 部分公开 246 = 1284`.
    pub(crate) fn describe(&self, form: &Form) -> Text {
        let value = self.value.normalize();
        let name = |figure: &Figure| figure_name(form, &figure.key);
        match &self.figures[..] {
            [only] => Text::new(
                format!("“{}”是 {value}", name(only)),
                format!("“{}” is {value}", name(only)),
            ),
            several => {
                let counted = several
                    .iter()
                    .filter(|figure| figure.number().is_some_and(|number| !number.is_zero()));
                let mut terms: Vec<String> = counted
                    .map(|figure| format!("{} {}", name(figure), figure.number().unwrap_or_default().normalize()))
                    .collect();
                if terms.len() > LISTED {
                    terms.truncate(LISTED);
                    terms.push(String::from("…"));
                }
                if terms.is_empty() {
                    terms.push(
                        several
                            .iter()
                            .take(LISTED)
                            .map(|figure| name(figure))
                            .collect::<Vec<_>>()
                            .join("、"),
                    );
                }
                let sum = terms.join(" + ");
                Text::new(format!("{sum} = {value}"), format!("{sum} = {value}"))
            }
        }
    }
}

/// What a figure is called in a sentence: its row, and its column where that is not the
/// total; for a row without label, its column with its groups.
pub(crate) fn figure_name(form: &Form, figure: &str) -> String {
    for table in &form.tables {
        for block in &table.blocks {
            for row in &block.leaf_rows {
                for column in &block.leaf_columns {
                    if key(&table.key, &row.path, &column.path) == figure {
                        return name(row, column);
                    }
                }
            }
        }
    }
    figure.to_owned()
}

fn name(row: &Leaf, column: &Leaf) -> String {
    if row.label.text.is_empty() {
        let groups = column.groups.iter().map(|group| group.plain());
        return groups.chain([column.label.plain()]).collect::<Vec<_>>().join("·");
    }
    let row_name = row.label.plain().split(['\u{ff08}', '(']).next().unwrap_or_default();
    match column.path.as_str() {
        "total" => row_name.to_owned(),
        _ => format!("{row_name}·{}", column.label.plain()),
    }
}
