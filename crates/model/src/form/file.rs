//! The grammar of a form file (`schemas/*.toml`). `schemas/form.schema.json` is
//! generated from these types, so their comments are what an editor shows.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

/// A statutory form, or a variant of one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormFile {
    /// Stable id, e.g. `gov-2021`.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// The form's Chinese name.
    pub name: String,
    /// The document that prescribes it.
    pub authority: String,
    /// The report years it applies to.
    pub years: Years,
    /// How a report is usually titled, with `{organ}` and `{year}`.
    pub title: Option<String>,
    /// The id of the form this one is a variant of; it then brings `change`s only.
    #[schemars(with = "Option<String>")]
    pub extends: Option<Spanned<String>>,
    /// The report's parts, in order.
    #[serde(default)]
    pub part: Vec<PartFile>,
    /// The tables, in order.
    #[serde(default)]
    pub table: Vec<TableFile>,
    /// What differs from the extended form.
    #[serde(default)]
    #[schemars(with = "Vec<ChangeFile>")]
    pub change: Vec<Spanned<ChangeFile>>,
}

/// A range of report years.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Years {
    /// The first.
    pub from: i32,
    /// The last; none while the form is in force.
    pub to: Option<i32>,
}

/// One part of the report.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartFile {
    /// Stable key.
    #[schemars(with = "String")]
    pub key: Spanned<String>,
    /// Its heading with the number, e.g. `一、总体情况`.
    pub heading: String,
    /// Other wordings of the heading.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The key of the table that stands in it.
    #[schemars(with = "Option<String>")]
    pub table: Option<Spanned<String>>,
}

/// One table.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableFile {
    /// Stable key.
    #[schemars(with = "String")]
    pub key: Spanned<String>,
    /// What it is called in messages.
    pub label: String,
    /// What it is about, for whoever reads sentences about it.
    pub role: Option<super::TableRole>,
    /// Its blocks, from top to bottom.
    pub block: Vec<BlockFile>,
    /// What must hold between its figures.
    #[serde(default)]
    pub identity: Vec<IdentityFile>,
}

/// A part of a table with its own header.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BlockFile {
    /// The line over the header.
    pub caption: Option<String>,
    /// The text in the header's top left cell.
    pub corner: Option<String>,
    /// The columns.
    pub columns: Vec<ColumnFile>,
    /// The rows; none for a block of one unlabelled row.
    #[serde(default)]
    pub rows: Vec<RowFile>,
}

/// A column, or a group of columns under one heading.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnFile {
    /// Its part of the key; a group may have none.
    #[schemars(with = "Option<String>")]
    pub key: Option<Spanned<String>>,
    /// Official wording.
    #[schemars(with = "String")]
    pub label: Spanned<String>,
    /// Other wordings met in the field.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// How texts speak of it beside its label: `[x]` may be left out, `{a|b}` is a or b.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub spoken: Vec<Spanned<String>>,
    /// How texts speak of it in fewer words where they list its table's figures (`其中公开3件`), written alike.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub listed_as: Vec<Spanned<String>>,
    /// What part it plays in its table, for whoever reads sentences about it.
    pub role: Option<super::Role>,
    /// What it holds (default: `count`).
    #[serde(default)]
    pub r#type: ColumnType,
    /// The unit of an amount: 元, 万元, 亿元 or 万亿元.
    #[schemars(with = "Option<String>")]
    pub unit: Option<Spanned<String>>,
    /// The columns grouped under it.
    #[serde(default)]
    pub columns: Vec<ColumnFile>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnType {
    /// A number of things, zero or more.
    #[default]
    Count,
    /// A rise or fall: a signed integer.
    Change,
    /// Money, an exact decimal in `unit`.
    Amount,
}

/// A row, or a group of rows.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowFile {
    /// Its part of the key.
    #[schemars(with = "String")]
    pub key: Spanned<String>,
    /// Official wording.
    #[schemars(with = "String")]
    pub label: Spanned<String>,
    /// Other wordings met in the field.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// How texts speak of it beside its label: `[x]` may be left out, `{a|b}` is a or b.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub spoken: Vec<Spanned<String>>,
    /// How texts speak of it in fewer words where they list its table's figures (`其中公开3件`), written alike.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub listed_as: Vec<Spanned<String>>,
    /// What part it plays in its table, for whoever reads sentences about it.
    pub role: Option<super::Role>,
    /// The rows grouped under it.
    #[serde(default)]
    pub rows: Vec<RowFile>,
}

/// An equation between figures.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentityFile {
    /// The id of the rule that reports a breach, e.g. `balance`.
    #[schemars(with = "String")]
    pub rule: Spanned<String>,
    /// Whether the terms are rows (it holds in each column) or columns (in each row).
    pub across: AcrossFile,
    /// Terms on the left; `results.*` means every leaf below `results` that is not on the right.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub sum: Vec<Spanned<String>>,
    /// Terms taken off the left.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub minus: Vec<Spanned<String>>,
    /// Terms on the left that are last year's figures.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub previous: Vec<Spanned<String>>,
    /// Terms on the right; a breach is shown at the first.
    #[schemars(with = "Vec<String>")]
    pub equals: Vec<Spanned<String>>,
}

impl IdentityFile {
    /// Every term, of both sides.
    pub(super) fn terms(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.sum
            .iter()
            .chain(&self.minus)
            .chain(&self.previous)
            .chain(&self.equals)
    }
}

/// The direction of an identity.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AcrossFile {
    /// The terms are rows.
    Rows,
    /// The terms are columns.
    Columns,
}

/// One difference from the extended form: exactly one of `remove`, `relabel`, `append`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeFile {
    /// Takes the row (`table.row`) out.
    pub remove: Option<String>,
    /// Gives the row the wording in `label` and `aliases`.
    pub relabel: Option<String>,
    /// Adds `rows` below the row, which becomes a group, or with a bare table key
    /// at the end of the table.
    pub append: Option<String>,
    /// For `relabel`: the wording.
    pub label: Option<String>,
    /// For `relabel`: other wordings.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// For `append`: the rows.
    #[serde(default)]
    pub rows: Vec<RowFile>,
}
