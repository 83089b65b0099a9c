//! Places in words: the path to a cell, the name of a figure, and where on this page
//! the cell is shown.

use std::collections::BTreeMap;

use nianbao_check::{Finding, Judged, Location};
use nianbao_model::figure::Figure;
use nianbao_model::form::{Form, Label, Leaf, key};
use nianbao_model::{Lang, Locus, Passage};
use serde::Serialize;

use crate::beside::{self, Sentence};

/// A place as the template sees it.
#[derive(Debug, Serialize)]
pub(super) struct PlaceView {
    /// The way to it, `表三 依申请公开`; empty beside another place on that sheet.
    path: String,
    /// Its last step: the cell, or what else is known.
    end: String,
    /// The id of the cell on this page.
    link: Option<String>,
    /// What stands there: `予以公开 · 总计`.
    name: Option<String>,
    /// Whether it is in another report, last year's.
    is_others: bool,
}

/// A figure that a sentence contradicts, as the template sees it.
#[derive(Debug, Serialize)]
pub(super) struct FigureView {
    row: String,
    column: String,
    /// `None` where it is another report's, and not known here.
    value: Option<String>,
    place: PlaceView,
}

/// What the places of a report are called.
pub(super) struct Places<'a> {
    judged: &'a Judged,
    lang: Lang,
    names: BTreeMap<String, (String, String)>,
    /// The ids of the cells that the page shows, by the figures' keys.
    shown: BTreeMap<String, String>,
}

impl<'a> Places<'a> {
    /// The places of this report; `shown` are the ids of the cells on the page, by the
    /// figures' keys.
    pub(super) fn new(judged: &'a Judged, lang: Lang, shown: BTreeMap<String, String>) -> Self {
        Self {
            judged,
            lang,
            names: names(&judged.form),
            shown,
        }
    }

    /// A place; its sheet is left out where it is also `beside`'s.
    pub(super) fn place(&self, place: &Location, beside: Option<&Location>) -> PlaceView {
        let figure = self.figure(place);
        let Locus { file, sheet, .. } = &place.locus;
        let same_sheet = beside.is_some_and(|beside| beside.locus.file == *file && beside.locus.sheet == *sheet);
        let mut steps = self.steps(&place.locus);
        let end = steps.pop().unwrap_or_default();
        if same_sheet && self.address(&place.locus).is_some() {
            steps.clear();
        }
        PlaceView {
            path: steps.join(" › "),
            end,
            link: figure.and_then(|figure| self.shown.get(&figure.key)).cloned(),
            name: self.name(place).map(|(row, column)| joined(&[row, column], " · ")),
            is_others: !place.is_own(),
        }
    }

    /// A figure that is contradicted; `None` if the location is no figure.
    pub(super) fn contradicted(&self, place: &Location) -> Option<FigureView> {
        let (row, column) = self.name(place)?;
        let value = self.figure(place).map(|figure| figure.printed.clone());
        Some(FigureView {
            row: row.to_owned(),
            column: column.to_owned(),
            value,
            place: self.place(place, None),
        })
    }

    /// The figure that stands there, if it is this report's.
    pub(super) fn figure(&self, place: &Location) -> Option<&'a Figure> {
        let report = &self.judged.report;
        let Location { locus, key, .. } = place;
        let there = |figure: &&Figure| place.is_own() && figure.locus == *locus;
        match key {
            Some(key) => report.figure(key).filter(there),
            None if locus.cell.is_some() => report.figures().find(there),
            None => None,
        }
    }

    /// What a finding of this report quotes from its text.
    pub(super) fn sentences(&self, finding: &'a Finding) -> impl Iterator<Item = Sentence<'a>> {
        beside::sentences(finding, &self.judged.report)
    }

    /// The cell or passage alone.
    pub(super) fn address(&self, locus: &Locus) -> Option<String> {
        let passage = |passage: Passage| match (self.lang, passage) {
            (Lang::Zh, passage) => passage.to_string(),
            (Lang::En, Passage::Line(line)) => format!("line {line}"),
            (Lang::En, Passage::Paragraph(paragraph)) => format!("paragraph {paragraph}"),
        };
        match (locus.cell, locus.passage) {
            (Some(cell), _) => Some(cell.to_string()),
            (None, place) => place.map(passage),
        }
    }

    /// From the file to the cell; the report's only file goes without saying.
    pub(super) fn path(&self, locus: &Locus) -> String {
        self.steps(locus).join(" › ")
    }

    fn steps(&self, locus: &Locus) -> Vec<String> {
        let only = match self.judged.report.files.as_slice() {
            [only] => *only == locus.file,
            _ => false,
        };
        let inner = [locus.sheet.as_deref().map(str::to_owned), self.address(locus)];
        let inside = inner.iter().any(Option::is_some);
        let file = (!only || !inside).then(|| locus.file.to_string());
        [file].into_iter().chain(inner).flatten().collect()
    }

    fn name(&self, location: &Location) -> Option<(&str, &str)> {
        let (row, column) = self.names.get(location.key.as_ref()?)?;
        Some((row, column))
    }
}

/// The row and column of every figure in words, groups included: a `总计` alone says
/// nothing.
fn names(form: &Form) -> BTreeMap<String, (String, String)> {
    let mut names = BTreeMap::new();
    for table in &form.tables {
        for block in &table.blocks {
            for row in &block.leaf_rows {
                for column in &block.leaf_columns {
                    let name = (full(row, &block.leaf_rows), full(column, &block.leaf_columns));
                    names.insert(key(&table.key, &row.path, &column.path), name);
                }
            }
        }
    }
    names
}

/// A label with its groups, but for those all have in common, such as `申请人情况`.
fn full(leaf: &Leaf, all: &[Leaf]) -> String {
    let in_common = |at: &usize| all.iter().all(|other| other.groups.get(*at) == leaf.groups.get(*at));
    let skipped = (0..leaf.groups.len()).take_while(in_common).count();
    let labels = leaf.groups.iter().skip(skipped).chain([&leaf.label]);
    joined(&labels.map(Label::plain).collect::<Vec<_>>(), " › ")
}

fn joined(parts: &[&str], between: &str) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(between)
}
