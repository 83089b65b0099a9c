//! One report's part of the page.

use std::collections::{BTreeMap, BTreeSet};

use nianbao_check::{Count, Finding, Judged};
use nianbao_model::Lang;
use nianbao_model::report::Field;
use serde::Serialize;

use super::home::{self, Home};
use super::item::{Item, ItemView, items};
use super::place::Places;
use super::table::{BlockView, Marks, blocks, cell_ids};
use super::words;

/// A report as the template sees it.
#[derive(Debug, Serialize)]
pub(super) struct ReportView<'a> {
    id: String,
    /// Its number in the index.
    number: usize,
    organ: Option<&'a str>,
    year: Option<i32>,
    files: Vec<&'a str>,
    form: &'a str,
    authority: &'a str,
    count: CountView,
    verdict: String,
    tables: Vec<TableView<'a>>,
    /// The tables without findings.
    quiet: Vec<&'a str>,
    text: Vec<ItemView<'a>>,
    others: Vec<ItemView<'a>>,
    allowed: Vec<ItemView<'a>>,
}

/// [`Count`] as the template sees it.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct CountView {
    errors: usize,
    warnings: usize,
    notes: usize,
    allowed: usize,
}

impl From<Count> for CountView {
    fn from(count: Count) -> Self {
        Self {
            errors: count.errors,
            warnings: count.warnings,
            notes: count.notes,
            allowed: count.allowed,
        }
    }
}

/// A table with findings.
#[derive(Debug, Serialize)]
struct TableView<'a> {
    id: String,
    heading: &'a str,
    blocks: Vec<BlockView<'a>>,
    items: Vec<ItemView<'a>>,
}

/// The findings by where they are shown.
struct Sorted<'a> {
    /// By the table's number in the form; only tables with findings.
    tables: BTreeMap<usize, Vec<&'a Finding>>,
    text: Vec<&'a Finding>,
    others: Vec<&'a Finding>,
    allowed: Vec<&'a Finding>,
    /// The tables that have findings of any kind, allowed or not.
    touched: BTreeSet<usize>,
}

impl<'a> Sorted<'a> {
    fn new(judged: &'a Judged) -> Self {
        let mut sorted = Self {
            tables: BTreeMap::new(),
            text: Vec::new(),
            others: Vec::new(),
            allowed: Vec::new(),
            touched: BTreeSet::new(),
        };
        for finding in &judged.findings {
            let home = home::of(judged, finding);
            if let Home::Table(number) = home {
                sorted.touched.insert(number);
            }
            let group = match home {
                _ if finding.allowed.is_some() => &mut sorted.allowed,
                Home::Table(number) => sorted.tables.entry(number).or_default(),
                Home::Text => &mut sorted.text,
                Home::Other => &mut sorted.others,
            };
            group.push(finding);
        }
        sorted
    }
}

impl<'a> ReportView<'a> {
    /// Makes a report ready; `number` is its number in the index, and makes its ids
    /// unlike any other report's.
    pub(super) fn new(judged: &'a Judged, number: usize, lang: Lang) -> Self {
        let Judged { report, form, .. } = judged;
        let id = id(number);
        let table_id = |table: usize| format!("{id}-t{}", table + 1);
        let sorted = Sorted::new(judged);
        let shown = sorted.tables.keys().filter_map(|at| Some((*at, form.tables.get(*at)?)));
        let cells = shown.clone().flat_map(|(at, table)| cell_ids(table, &table_id(at)));
        let places = Places::new(judged, lang, cells.collect());

        let mut next = 1;
        let in_tables: BTreeMap<usize, Vec<Item<'a>>> = sorted
            .tables
            .iter()
            .map(|(at, findings)| (*at, items(findings, &mut next)))
            .collect();
        let in_text = items(&sorted.text, &mut next);
        let others = items(&sorted.others, &mut next);
        let allowed = items(&sorted.allowed, &mut next);
        let open = in_tables.values().flatten().chain(&in_text).chain(&others);
        let marks = Marks::new(open, &places);

        let ready = |items: &[Item<'a>]| -> Vec<ItemView<'a>> {
            let views = items.iter().map(|item| ItemView::new(item, &id, &places, lang));
            views.flatten().collect()
        };
        let tables = shown.map(|(at, table)| TableView {
            id: table_id(at),
            heading: heading(judged, &table.key, &table.label),
            blocks: blocks(table, &table_id(at), report, &id, &marks),
            items: in_tables.get(&at).map(|items| ready(items)).unwrap_or_default(),
        });
        let tables = tables.collect();
        let count = judged.count();
        Self {
            number,
            organ: organ(judged),
            year: year(judged),
            files: report.files.iter().map(|file| &**file).collect(),
            form: &form.name,
            authority: &form.authority,
            count: count.into(),
            verdict: words::verdict(count).get(lang).to_owned(),
            tables,
            quiet: quiet(judged, &sorted),
            text: ready(&in_text),
            others: ready(&others),
            allowed: ready(&allowed),
            id,
        }
    }
}

/// The id of the report of this number.
pub(super) fn id(number: usize) -> String {
    format!("r{number}")
}

/// The organ, where it is given.
pub(super) fn organ(judged: &Judged) -> Option<&str> {
    let organ = judged.report.metadata.get(Field::Organ).map(str::trim);
    organ.filter(|organ| !organ.is_empty())
}

/// The year, where it can be read.
pub(super) fn year(judged: &Judged) -> Option<i32> {
    judged.report.metadata.year()
}

/// The heading of the part a table stands in: it has the official number.
fn heading<'a>(judged: &'a Judged, key: &str, label: &'a str) -> &'a str {
    let mut parts = judged.form.parts.iter();
    let part = parts.find(|part| part.table.as_deref() == Some(key));
    part.map_or(label, |part| &part.heading.text)
}

/// The tables that were found and have no findings, not even allowed ones.
fn quiet<'a>(judged: &'a Judged, sorted: &Sorted<'_>) -> Vec<&'a str> {
    let Judged { report, form, .. } = judged;
    let tables = form.tables.iter().enumerate();
    tables
        .filter(|(at, table)| {
            let found = report.table(&table.key).is_some_and(|table| table.place.is_some());
            found && !sorted.touched.contains(at)
        })
        .map(|(_, table)| heading(judged, &table.key, &table.label))
        .collect()
}
