//! A statutory form as data: its parts, its tables with their rows and columns,
//! and the identities that must hold between figures.
//!
//! Forms are written in TOML under `schemas/` (`file` is their grammar); this is
//! what remains after `extends` and changes are applied and everything is checked.

mod builtin;
mod change;
mod error;
pub mod file;
mod keys;
mod resolve;
pub mod spoken;
#[cfg(test)]
mod tests;

pub use builtin::builtin;
pub use error::FormError;
pub use resolve::load;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::figure::Kind;
use crate::label;

/// A statutory form.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// Stable id, e.g. `gov-2021`.
    pub id: String,
    /// Its Chinese name.
    pub name: String,
    /// The document that prescribes it.
    pub authority: String,
    /// The report years it applies to.
    pub years: RangeInclusive<i32>,
    /// How such a report is usually titled, with `{organ}` and `{year}`.
    pub title: String,
    /// The report's parts, in order.
    pub parts: Vec<Part>,
    /// Its tables, in the order of the parts.
    pub tables: Vec<Table>,
}

/// One part of the report: narrative, or narrative and a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Stable key, e.g. `overview`.
    pub key: String,
    /// The heading with its number, and other wordings of it.
    pub heading: Label,
    /// The key of the table that stands in it.
    pub table: Option<String>,
    /// The wordings of its heading without the words that they can do without.
    cores: Vec<String>,
}

impl Part {
    pub(crate) fn new(key: String, heading: Label, table: Option<String>) -> Self {
        Self {
            cores: heading.wordings().iter().map(|wording| heading_core(wording)).collect(),
            key,
            heading,
            table,
        }
    }

    /// Whether a text is this part's heading, with or without a number: in the form's words,
    /// or in those of the regulation and others that differ from them in small words alone.
    pub fn is_headed(&self, text: &str) -> bool {
        Heading::of(text).is_some_and(|heading| self.has(&heading))
    }

    fn has(&self, heading: &Heading) -> bool {
        self.heading.matches(&heading.normalized) || (!heading.core.is_empty() && self.cores.contains(&heading.core))
    }
}

/// A text that is short enough to be the heading of a part.
struct Heading {
    normalized: String,
    /// Without the words that it can do without.
    core: String,
}

impl Heading {
    fn of(text: &str) -> Option<Self> {
        if text.chars().nth(label::HEADING_MAX).is_some() {
            return None;
        }
        let normalized = label::normalize(text);
        let core = heading_core(&normalized);
        Some(Self { normalized, core })
    }
}

/// A heading, normalised, without the words that it can do without.
fn heading_core(normalized: &str) -> String {
    let body = normalized.trim_end_matches(['.', ':']);
    // Whose the information is and what work is meant goes without saying.
    const OWNERS: [&str; 6] = ["行政机关", "本行政机关", "本机关", "本单位", "本级", "本年度"];
    let body = OWNERS.iter().find_map(|owner| body.strip_prefix(owner)).unwrap_or(body);
    let body = ["政府信息公开工作中", "政府信息公开工作", "信息公开工作", "工作中"]
        .iter()
        .find_map(|work| body.strip_prefix(work))
        .unwrap_or(body);
    let body = body.strip_suffix("情况").unwrap_or(body);
    body.replace("或者", "")
        .replace("以及", "")
        .replace("主要问题", "问题")
        .chars()
        .filter(|c| !matches!(c, '的' | '和' | '及' | '与' | '或' | ','))
        .collect()
}

/// One statutory table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Stable key, e.g. `applications`.
    pub key: String,
    /// What it is called in messages.
    pub label: String,
    /// What it is about, where the form says so.
    pub role: Option<TableRole>,
    /// Its blocks, from top to bottom; each has its own header.
    pub blocks: Vec<Block>,
    /// What must hold between its figures.
    pub identities: Vec<Identity>,
}

/// A part of a table with its own header: table 二 has several, the others one.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The line over the header, e.g. `第二十条第（一）项`.
    pub caption: Option<String>,
    /// The text in the header's top left cell.
    pub corner: Option<String>,
    /// The column header as a tree.
    pub columns: Vec<Node>,
    /// The row labels as a tree; empty for a block of one unlabelled row.
    pub rows: Vec<Node>,
    /// The columns that hold figures, left to right.
    pub leaf_columns: Vec<Leaf>,
    /// The rows that hold figures, top to bottom.
    pub leaf_rows: Vec<Leaf>,
}

/// A label of a row or column, or of a group of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Official wording and aliases.
    pub label: Label,
    /// The part it adds to the key of what is below it, if any.
    pub key: Option<String>,
    /// How texts speak of it beside its label: every wording, written out.
    pub spoken: Vec<String>,
    /// How texts speak of it in fewer words where they list its table's figures: 其中公开3件.
    pub listed_as: Vec<String>,
    /// What part it plays in its table, where the form says so.
    pub role: Option<Role>,
    /// What is grouped under it; empty for a leaf.
    pub children: Vec<Node>,
    /// What a leaf column holds.
    pub kind: Kind,
}

/// A row or column that holds figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// Its key within the table, e.g. `results.denied.state_secret`; empty for the
    /// one unlabelled row of a block.
    pub path: String,
    /// Official wording and aliases.
    pub label: Label,
    /// The groups it stands in, outermost first.
    pub groups: Vec<Label>,
    /// The key of the innermost group that has one, e.g. `results.denied`.
    pub group_path: String,
    /// What a column holds; of no meaning for rows.
    pub kind: Kind,
}

/// What a table is about, for whoever reads sentences about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TableRole {
    /// Applications: rows for what came in and what became of it, columns for who applied.
    Applications,
    /// Reviews and lawsuits: one row, a group of columns for each kind with its outcomes.
    Cases,
    /// What an office issues, decides and collects: a row for each, columns for what is counted.
    Items,
}

/// What part a row or column, or a group of them, plays in its table. What stands in a group
/// plays the group's part, unless it has its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// What came in this year.
    Received,
    /// What was carried over from the year before.
    CarriedIn,
    /// What is carried over to the next year.
    CarriedOut,
    /// What was finished, however it ended.
    Finished,
    /// A way in which it ended.
    Result,
    /// A way in which it ended that an office may not count as an answer.
    NoAnswer,
    /// The sum of the others beside it.
    Total,
    /// What is not finished.
    Pending,
    /// How many were made known this year, and so came into force.
    Issued,
    /// What a bare number of such items is.
    Counted,
    /// Numbers of items on a list: 项.
    Listed,
}

/// A label in its official wording, with other wordings met in the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The official wording, as printed.
    pub text: String,
    normalized: Vec<String>,
}

impl Label {
    /// A label with its aliases.
    pub fn new(text: impl Into<String>, aliases: &[String]) -> Self {
        let text = text.into();
        let normalized = std::iter::once(&text)
            .chain(aliases)
            .map(|label| label::normalize(label))
            .collect();
        Self { text, normalized }
    }

    /// The official wording and the aliases, normalised by [`label::normalize`].
    pub fn wordings(&self) -> &[String] {
        &self.normalized
    }

    /// Whether a text, already normalised by [`label::normalize`], is this label.
    pub fn matches(&self, normalized: &str) -> bool {
        self.normalized.iter().any(|own| own == normalized)
    }

    /// The wording without its list marker, for use inside a sentence.
    pub fn plain(&self) -> &str {
        label::marker(&self.text).map_or(self.text.as_str(), |marker| self.text[marker.len..].trim_start())
    }
}

/// An equation between figures: the sum of `sum`, less `minus`, with last year's
/// `previous`, equals the sum of `equals`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The id of the rule that reports a breach.
    pub rule: String,
    /// Whether the terms are rows or columns.
    pub across: Across,
    /// Terms on the left: paths, or `group.*` for every leaf below a group that is
    /// not on the right.
    pub sum: Vec<String>,
    /// Terms taken off the left.
    pub minus: Vec<String>,
    /// Terms on the left that are last year's figures.
    pub previous: Vec<String>,
    /// Terms on the right; a breach is shown at the first.
    pub equals: Vec<String>,
}

impl Identity {
    /// Every term, of both sides.
    pub fn terms(&self) -> impl Iterator<Item = &String> {
        self.sum
            .iter()
            .chain(&self.minus)
            .chain(&self.previous)
            .chain(&self.equals)
    }

    /// Whether it is a plain sum of one year's figures, as a sheet can compute it.
    pub fn is_plain_sum(&self) -> bool {
        self.minus.is_empty() && self.previous.is_empty()
    }
}

/// The direction of an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Across {
    /// The terms are rows; it holds in each column.
    Rows,
    /// The terms are columns; it holds in each row.
    Columns,
}

impl Form {
    /// The table with this key.
    pub fn table(&self, key: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.key == key)
    }

    /// The part whose heading a text is, with or without a number; and its place in the order.
    pub fn part_headed(&self, text: &str) -> Option<(usize, &Part)> {
        let heading = Heading::of(text)?;
        self.parts.iter().enumerate().find(|(_, part)| part.has(&heading))
    }

    /// The key of every figure, in the form's order.
    pub fn keys(&self) -> impl Iterator<Item = String> + '_ {
        self.tables.iter().flat_map(|table| {
            table.blocks.iter().flat_map(move |block| {
                block.leaf_rows.iter().flat_map(move |row| {
                    block
                        .leaf_columns
                        .iter()
                        .map(move |column| key(&table.key, &row.path, &column.path))
                })
            })
        })
    }

    /// The usual title of a report of this organ and year.
    pub fn usual_title(&self, organ: &str, year: &str) -> String {
        self.title.replace("{organ}", organ).replace("{year}", year)
    }
}

/// A figure's key: the parts that are not empty, joined by dots.
pub fn key(table: &str, row: &str, column: &str) -> String {
    let mut key = String::with_capacity(table.len() + row.len() + column.len() + 2);
    for part in [table, row, column].into_iter().filter(|part| !part.is_empty()) {
        if !key.is_empty() {
            key.push('.');
        }
        key.push_str(part);
    }
    key
}

impl Table {
    /// The paths of all rows, or of all columns.
    pub fn paths(&self, across: Across) -> Vec<String> {
        let leaves = |block: &Block| match across {
            Across::Rows => block.leaf_rows.iter().map(|leaf| leaf.path.clone()).collect::<Vec<_>>(),
            Across::Columns => block.leaf_columns.iter().map(|leaf| leaf.path.clone()).collect(),
        };
        self.blocks.iter().flat_map(leaves).collect()
    }

    /// The paths a term of `identity` stands for; none if it names nothing.
    pub fn expand(&self, term: &str, identity: &Identity) -> Vec<String> {
        let mut paths = self.paths(identity.across);
        match term.strip_suffix('*') {
            Some(group) => paths.retain(|path| path.starts_with(group) && !identity.equals.contains(path)),
            None => paths.retain(|path| path == term),
        }
        // Blocks may have columns of the same key.
        let mut seen = BTreeSet::new();
        paths.retain(|path| seen.insert(path.clone()));
        paths
    }
}

impl Block {
    pub(crate) fn new(caption: Option<String>, corner: Option<String>, columns: Vec<Node>, rows: Vec<Node>) -> Self {
        let leaf_columns = leaves(&columns);
        let leaf_rows = if rows.is_empty() {
            vec![Leaf::unlabelled()]
        } else {
            leaves(&rows)
        };
        Self {
            caption,
            corner,
            columns,
            rows,
            leaf_columns,
            leaf_rows,
        }
    }
}

impl Leaf {
    fn unlabelled() -> Self {
        Self {
            path: String::new(),
            label: Label::new("", &[]),
            groups: Vec::new(),
            group_path: String::new(),
            kind: Kind::Count,
        }
    }
}

/// The leaves below these nodes, in order.
fn leaves(nodes: &[Node]) -> Vec<Leaf> {
    fn walk(nodes: &[Node], groups: &mut Vec<Label>, path: &str, found: &mut Vec<Leaf>) {
        for node in nodes {
            let own = key(path, node.key.as_deref().unwrap_or_default(), "");
            if node.children.is_empty() {
                found.push(Leaf {
                    path: own,
                    label: node.label.clone(),
                    groups: groups.clone(),
                    group_path: path.to_owned(),
                    kind: node.kind.clone(),
                });
            } else {
                groups.push(node.label.clone());
                walk(&node.children, groups, &own, found);
                groups.pop();
            }
        }
    }
    let mut found = Vec::new();
    walk(nodes, &mut Vec::new(), "", &mut found);
    found
}
