//! A judged report as rows of the three tables.

use std::borrow::Cow;

use nianbao_check::{Finding, Judged, Severity};
use nianbao_model::figure::{Figure, Kind};
use nianbao_model::form::{Leaf, key};
use nianbao_model::report::Field;
use nianbao_model::{Decimal, Lang, Report};

use crate::tables::{DECIMALS, DIGITS, FIGURES, FINDINGS, REPORTS};

/// A row, a value for each column.
pub(crate) type Row<'a, const N: usize> = [Value<'a>; N];

/// What stands in one column of a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'a> {
    Nothing,
    Text(Cow<'a, str>),
    Integer(i32),
    /// In units of the last of [`DECIMALS`] digits, and the number itself.
    Decimal(i128, Decimal),
    Boolean(bool),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'a, T: Into<Self>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

impl From<Decimal> for Value<'_> {
    /// Nothing where the column cannot hold the number as it is: it is never rounded.
    fn from(number: Decimal) -> Self {
        let number = number.normalize();
        let more = DECIMALS.checked_sub(number.scale());
        let units = more.and_then(|more| number.mantissa().checked_mul(10_i128.checked_pow(more)?));
        match units.filter(|units| units.unsigned_abs() < 10_u128.pow(DIGITS)) {
            Some(units) => Self::Decimal(units, number),
            None => Self::Nothing,
        }
    }
}

/// The row of a report.
pub(crate) fn report<'a>(id: &'a str, judged: &'a Judged) -> Row<'a, REPORTS> {
    let Report { metadata, files, .. } = &judged.report;
    let organ = metadata.get(Field::Organ).map(str::trim);
    let files: Vec<&str> = files.iter().map(|file| &**file).collect();
    [
        id.into(),
        organ.filter(|organ| !organ.is_empty()).into(),
        metadata.year().map_or(Value::Nothing, Value::Integer),
        metadata.region().into(),
        judged.form.id.as_str().into(),
        files.join(" + ").into(),
    ]
}

/// The rows of its figures.
pub(crate) fn figures<'a>(id: &'a str, judged: &'a Judged) -> impl Iterator<Item = Row<'a, FIGURES>> {
    let Judged { report, form, .. } = judged;
    let blocks = form.tables.iter().flat_map(|table| {
        let reading = report.table(&table.key);
        table
            .blocks
            .iter()
            .filter_map(move |block| Some((table, block, reading?)))
    });
    blocks.flat_map(move |(table, block, reading)| {
        let places = block
            .leaf_rows
            .iter()
            .flat_map(|row| block.leaf_columns.iter().map(move |column| (row, column)));
        places.filter_map(move |(row, column)| {
            let figure = reading.figures.get(&key(&table.key, &row.path, &column.path))?;
            Some(self::figure(id, &table.key, [row, column], figure))
        })
    })
}

fn figure<'a>(id: &'a str, table: &'a str, [row, column]: [&Leaf; 2], figure: &'a Figure) -> Row<'a, FIGURES> {
    let unit = match &figure.kind {
        Kind::Amount { unit } => Some(unit.as_str()),
        Kind::Count | Kind::Change => None,
    };
    let locus = &figure.locus;
    [
        id.into(),
        table.into(),
        label(row).into(),
        label(column).into(),
        figure.key.as_str().into(),
        figure.number().into(),
        unit.into(),
        figure.typed.as_str().into(),
        (&*locus.file).into(),
        locus.sheet.as_deref().into(),
        locus.cell.map(|cell| cell.to_string()).into(),
    ]
}

/// The labels that lead to a row or column.
fn label(leaf: &Leaf) -> String {
    let labels = leaf.groups.iter().chain([&leaf.label]);
    let labels = labels.map(|label| label.text.as_str()).filter(|text| !text.is_empty());
    labels.collect::<Vec<_>>().join(" › ")
}

/// The rows of its findings.
pub(crate) fn findings<'a>(id: &'a str, judged: &'a Judged, lang: Lang) -> impl Iterator<Item = Row<'a, FINDINGS>> {
    judged
        .findings
        .iter()
        .map(move |finding| self::finding(id, finding, lang))
}

fn finding<'a>(id: &'a str, finding: &'a Finding, lang: Lang) -> Row<'a, FINDINGS> {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let place = finding.locations.first();
    let locus = place.map(|place| &place.locus);
    [
        id.into(),
        finding.rule.id.into(),
        severity.into(),
        Value::Boolean(finding.allowed.is_some()),
        place.and_then(|place| place.key.as_deref()).into(),
        locus.map(|locus| &*locus.file).into(),
        locus.and_then(|locus| locus.sheet.as_deref()).into(),
        locus.and_then(|locus| locus.cell).map(|cell| cell.to_string()).into(),
        finding.found.as_ref().map(ToString::to_string).into(),
        finding.expected.as_ref().map(ToString::to_string).into(),
        finding.message.get(lang).into(),
        finding.authority.as_str().into(),
    ]
}
