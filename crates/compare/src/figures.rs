//! The figures of two years: each with what it was, what it is, and how far it has moved.

use nianbao_model::figure::Kind;
use nianbao_model::form::{Form, Leaf, Table, key};
use nianbao_model::{Decimal, Report};

/// A table's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct TableChanges {
    /// The table's key.
    pub key: String,
    /// What it is called: the heading of its part.
    pub heading: String,
    /// Its figures, row by row.
    pub figures: Vec<FigureChange>,
}

/// A figure of two years.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureChange {
    /// Its key.
    pub key: String,
    /// The labels of its row, outermost first.
    pub row: String,
    /// The labels of its column, outermost first.
    pub column: String,
    /// What it counts.
    pub kind: Kind,
    /// What it was; `None` if that is not known.
    pub before: Option<Decimal>,
    /// What it is; `None` if that is not known.
    pub after: Option<Decimal>,
}

impl FigureChange {
    /// How much more it is.
    pub fn difference(&self) -> Option<Decimal> {
        self.after?.checked_sub(self.before?).map(|moved| moved.normalize())
    }

    /// By which percentage it has grown, to a tenth; there is none from zero.
    pub fn growth(&self) -> Option<Decimal> {
        let before = self.before.filter(|before| !before.is_zero())?;
        let share = self.difference()?.checked_div(before.abs())?;
        Some(share.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(1).normalize())
    }

    /// Whether nothing was and nothing is.
    pub fn is_zero(&self) -> bool {
        let is_none = |number: Option<Decimal>| number.is_none_or(|number| number.is_zero());
        is_none(self.before) && is_none(self.after)
    }
}

/// The figures in the tables of the later report's form.
pub(crate) fn tables(before: &Report, after: &Report, form: &Form) -> Vec<TableChanges> {
    let number = |report: &Report, key: &str| report.figure(key)?.number().map(|number| number.normalize());
    let table = |table: &Table| TableChanges {
        key: table.key.clone(),
        heading: heading(form, table),
        figures: places(table)
            .map(|(key, row, column)| FigureChange {
                before: number(before, &key),
                after: number(after, &key),
                row: labels(row),
                column: labels(column),
                kind: column.kind.clone(),
                key,
            })
            .collect(),
    };
    form.tables.iter().map(table).collect()
}

/// The earlier report's figures that the later one's form has no place for.
pub(crate) fn only_before((before, form): (&Report, &Form), later: &Form) -> Vec<FigureChange> {
    let known: std::collections::BTreeSet<String> = later.keys().collect();
    let figures = form.tables.iter().flat_map(places);
    let apart = figures.filter(|(key, ..)| !known.contains(key));
    let changes = apart.filter_map(|(key, row, column)| {
        let figure = before.figure(&key)?;
        Some(FigureChange {
            before: figure.number().map(|number| number.normalize()),
            after: None,
            row: labels(row),
            column: labels(column),
            kind: figure.kind.clone(),
            key,
        })
    });
    changes.collect()
}

/// The figures a table has places for: key, row and column.
fn places(table: &Table) -> impl Iterator<Item = (String, &Leaf, &Leaf)> {
    table.blocks.iter().flat_map(move |block| {
        block.leaf_rows.iter().flat_map(move |row| {
            let columns = block.leaf_columns.iter();
            columns.map(move |column| (key(&table.key, &row.path, &column.path), row, column))
        })
    })
}

/// The heading of the part a table stands in: it has the official number.
pub(crate) fn heading(form: &Form, table: &Table) -> String {
    let mut parts = form.parts.iter();
    let part = parts.find(|part| part.table.as_ref() == Some(&table.key));
    part.map_or_else(|| table.label.clone(), |part| part.heading.text.clone())
}

/// The labels of a row or column with those of its groups.
fn labels(leaf: &Leaf) -> String {
    let groups = leaf.groups.iter().map(|group| group.plain());
    let labels: Vec<&str> = groups
        .chain([leaf.label.plain()])
        .filter(|label| !label.is_empty())
        .collect();
    labels.join(" · ")
}
