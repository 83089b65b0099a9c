//! Identities between figures: the form says which must hold, a rule gives a breach
//! its id. All the arithmetic of the rules is here.

use nianbao_model::figure::{Figure, Value};
use nianbao_model::finding::Location;
use nianbao_model::form::{Across, Identity, Leaf, Table, key};
use nianbao_model::{Decimal, Finding, Text};

use crate::{Rule, Subject};

/// How many terms a message lists; of longer sums it lists those that are not zero.
const LISTED: usize = 3;

/// One side of an identity, in one row or column.
struct Side<'a> {
    terms: Vec<(&'a Leaf, &'a Figure, Decimal)>,
    sum: Decimal,
}

/// Every breach of the form's identities that are reported by `rule`.
pub(crate) fn breaches(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for table in &subject.form.tables {
        for identity in table.identities.iter().filter(|identity| identity.rule == rule.id) {
            for block in &table.blocks {
                let tracks = match identity.across {
                    Across::Rows => &block.leaf_columns,
                    Across::Columns => &block.leaf_rows,
                };
                findings.extend(
                    tracks
                        .iter()
                        .filter_map(|track| breach(rule, subject, table, identity, track)),
                );
            }
        }
    }
    findings
}

/// The breach of an identity in one row or column, if there is one.
fn breach(
    rule: &'static Rule,
    subject: &Subject<'_>,
    table: &Table,
    identity: &Identity,
    track: &Leaf,
) -> Option<Finding> {
    let left = side(subject, table, identity, &identity.sum, track)?;
    let right = side(subject, table, identity, &identity.equals, track)?;
    if left.sum == right.sum {
        return None;
    }
    let (_, shown, value) = right.terms.first()?;
    let expected = left.sum.checked_sub(right.sum.checked_sub(*value)?)?.normalize();
    // A block of one row has no row label; there the group names the place.
    let place = match (identity.across, track.label.text.is_empty()) {
        (Across::Rows, _) => Text::new(
            format!("“{}”列", track.label.plain()),
            format!("column “{}”", track.label.plain()),
        ),
        (Across::Columns, false) => Text::new(
            format!("“{}”行", track.label.plain()),
            format!("row “{}”", track.label.plain()),
        ),
        (Across::Columns, true) => {
            let (leaf, ..) = right.terms.first()?;
            let group = leaf
                .groups
                .iter()
                .map(|group| group.plain())
                .collect::<Vec<_>>()
                .join(" › ");
            Text::new(format!("“{group}”"), format!("“{group}”"))
        }
    };
    let (left_text, right_text) = (left.describe(), right.describe());
    let message = if right.terms.len() == 1 {
        Text::new(
            format!(
                "{}：{left_text} = {}，{right_text}，应为 {expected}",
                place.zh,
                left.sum.normalize()
            ),
            format!(
                "{}: {left_text} = {}, but {right_text}; it should be {expected}",
                place.en,
                left.sum.normalize()
            ),
        )
    } else {
        Text::new(
            format!(
                "{}：{left_text} = {}，而 {right_text} = {}，两边应当相等",
                place.zh,
                left.sum.normalize(),
                right.sum.normalize()
            ),
            format!(
                "{}: {left_text} = {}, but {right_text} = {}; the two should be equal",
                place.en,
                left.sum.normalize(),
                right.sum.normalize()
            ),
        )
    };
    // Where to look first is the total; then what it is made of.
    let of_weight = |(_, figure, value): &&(&Leaf, &Figure, Decimal)| !value.is_zero() || figure.value == Value::Blank;
    let involved = right.terms.iter().chain(left.terms.iter().filter(of_weight));
    let locations = involved.map(|(_, figure, _)| location(figure)).collect();
    let mut finding = subject.finding(rule, locations, message);
    // With several terms on the right, no one can tell which of them is wrong.
    if right.terms.len() == 1 {
        finding.found = Some(shown.typed.trim().to_owned()).filter(|typed| !typed.is_empty());
        finding.expected = Some(expected.to_string());
    }
    Some(finding)
}

/// The figures and the sum of one side; `None` if one of them is not there or not a
/// number. A blank counts as 0, as the form asks for 0 there.
fn side<'a>(
    subject: &Subject<'a>,
    table: &'a Table,
    identity: &Identity,
    terms: &[String],
    track: &Leaf,
) -> Option<Side<'a>> {
    let mut side = Side {
        terms: Vec::new(),
        sum: Decimal::ZERO,
    };
    for path in terms.iter().flat_map(|term| table.expand(term, identity)) {
        let (key, leaf) = match identity.across {
            Across::Rows => (
                key(&table.key, &path, &track.path),
                leaf(table, &path, |block| &block.leaf_rows)?,
            ),
            Across::Columns => (
                key(&table.key, &track.path, &path),
                leaf(table, &path, |block| &block.leaf_columns)?,
            ),
        };
        let figure = subject.report.figure(&key)?;
        let value = match figure.value {
            Value::Number(number) => number,
            Value::Blank => Decimal::ZERO,
            Value::Unreadable(_) => return None,
        };
        side.sum = side.sum.checked_add(value)?;
        side.terms.push((leaf, figure, value));
    }
    Some(side)
}

fn leaf<'a>(
    table: &'a Table,
    path: &str,
    leaves: fn(&'a nianbao_model::form::Block) -> &'a Vec<Leaf>,
) -> Option<&'a Leaf> {
    table.blocks.iter().flat_map(leaves).find(|leaf| leaf.path == path)
}

impl Side<'_> {
    fn describe(&self) -> String {
        let all = self.terms.len() <= LISTED;
        let listed: Vec<String> = self
            .terms
            .iter()
            .filter(|(_, _, value)| all || !value.is_zero())
            .map(|(leaf, _, value)| format!("{} {}", leaf.label.plain(), value.normalize()))
            .collect();
        if listed.is_empty() {
            String::from("0")
        } else {
            listed.join(" + ")
        }
    }
}

/// A figure as a place to look at.
pub(crate) fn location(figure: &Figure) -> Location {
    Location {
        locus: figure.locus.clone(),
        key: Some(figure.key.clone()),
    }
}
