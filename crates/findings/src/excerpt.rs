//! The part of a table a finding is about: the rows and columns involved and no other,
//! with the labels a person knows them by. Only data; how it looks is for others.

use std::collections::{BTreeMap, BTreeSet};

use nianbao_check::{Finding, Location};
use nianbao_model::figure::Figure;
use nianbao_model::form::{Block, Leaf, key};
use nianbao_model::locus::column_name;
use nianbao_model::report::{Subtotal, TableReading};
use nianbao_model::{CellRef, Form, Locus, Report};

/// A part of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// File and sheet it is from.
    pub sheet: Locus,
    /// Its columns, from left to right.
    pub columns: Vec<Column>,
    /// Its rows, from top to bottom.
    pub rows: Vec<Row>,
}

/// A column of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its letters as Excel shows them, `J`.
    pub letters: String,
    /// Its label in the form, with its group's before it where the label alone would
    /// leave a doubt.
    pub label: String,
}

/// A row of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number as Excel shows it.
    pub number: u32,
    /// Its label in the form; in a block whose row has none, the group of the columns.
    pub label: String,
    /// What stands in its columns, one entry for each.
    pub cells: Vec<Shown>,
}

/// A cell of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What was typed; empty for a blank.
    pub text: String,
    /// What the finding has to do with it.
    pub mark: Mark,
}

/// What a finding has to do with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing: it stands where a row and a column cross.
    Bystander,
    /// It points at it.
    Involved,
    /// It is the cell to look at first; several figures may have been read from it.
    First,
}

/// A row of a block: one of the form's, or a subtotal of the office's own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum RowId {
    Form(usize),
    Subtotal(usize),
}

/// Where in its table a figure stands.
#[derive(Clone, Copy)]
struct Spot {
    table: usize,
    block: usize,
    row: RowId,
    column: usize,
    cell: CellRef,
}

impl Excerpt {
    /// The part of the table with the first figure the finding points at; `None` if it
    /// points at no figure of the report.
    pub fn of(finding: &Finding, report: &Report, form: &Form) -> Option<Self> {
        let places = Places { report, form };
        let own = finding.locations.iter().filter(|location| location.is_own());
        let mut spots = own.filter_map(|location| Some((places.find(location)?, location)));
        let (top, location) = spots.next()?;
        let sheet = Locus {
            cell: None,
            ..location.locus.clone()
        };
        let mut marked = vec![top];
        marked.extend(
            spots
                .filter(|(spot, other)| {
                    (spot.table, spot.block) == (top.table, top.block) && same_sheet(&sheet, &other.locus)
                })
                .map(|(spot, _)| spot),
        );
        let first = finding.locations.first().map(|location| &location.locus);
        // Where a sentence is to be looked at first, the figures are only involved.
        let first = first
            .filter(|first| same_sheet(&sheet, first))
            .and_then(|first| first.cell);
        places.excerpt(sheet, &marked, first)
    }

    /// Whether it is from the sheet this place is in.
    pub fn is_from(&self, locus: &Locus) -> bool {
        same_sheet(&self.sheet, locus)
    }

    /// Whether this place is one of the cells shown.
    pub fn shows(&self, locus: &Locus) -> bool {
        let Some(cell) = locus.cell.filter(|_| self.is_from(locus)) else {
            return false;
        };
        let letters = column_name(cell.column);
        self.columns.iter().any(|column| column.letters == letters)
            && self.rows.iter().any(|row| row.number == cell.row.saturating_add(1))
    }
}

/// Whether two places are in one sheet.
fn same_sheet(one: &Locus, other: &Locus) -> bool {
    (&one.file, &one.sheet) == (&other.file, &other.sheet)
}

/// The figures of a report, by their place in the form.
struct Places<'a> {
    report: &'a Report,
    form: &'a Form,
}

impl<'a> Places<'a> {
    /// Where the figure a location points at stands.
    fn find(&self, location: &Location) -> Option<Spot> {
        let wanted = location.key.as_deref()?;
        let tables = self.form.tables.iter().enumerate();
        for (table, own) in tables.filter(|(_, own)| wanted.starts_with(&own.key)) {
            let reading = self.report.table(&own.key);
            for (block, of) in own.blocks.iter().enumerate() {
                let subtotals = reading.into_iter().flat_map(|reading| &reading.subtotals);
                let rows = (0..of.leaf_rows.len())
                    .map(RowId::Form)
                    .chain((0..subtotals.count()).map(RowId::Subtotal));
                for row in rows {
                    for column in 0..of.leaf_columns.len() {
                        let figure = self.figure(table, block, row, column);
                        let here = figure.filter(|figure| figure.key == wanted && figure.locus == location.locus);
                        if let Some(cell) = here.and_then(|figure| figure.locus.cell) {
                            return Some(Spot {
                                table,
                                block,
                                row,
                                column,
                                cell,
                            });
                        }
                    }
                }
            }
        }
        None
    }

    fn figure(&self, table: usize, block: usize, row: RowId, column: usize) -> Option<&'a Figure> {
        let own = self.form.tables.get(table)?;
        let of = own.blocks.get(block)?;
        let column = of.leaf_columns.get(column)?;
        match row {
            RowId::Form(row) => self
                .report
                .figure(&key(&own.key, &of.leaf_rows.get(row)?.path, &column.path)),
            RowId::Subtotal(at) => {
                let subtotal = self.subtotal(table, at)?;
                let group = |leaf: &Leaf| leaf.group_path == subtotal.group;
                let is_here = of.leaf_rows.iter().any(group);
                subtotal.figures.get(&column.path).filter(|_| is_here)
            }
        }
    }

    fn subtotal(&self, table: usize, at: usize) -> Option<&'a Subtotal> {
        let reading: &TableReading = self.report.table(&self.form.tables.get(table)?.key)?;
        reading.subtotals.get(at)
    }

    /// The excerpt of the block the marked cells are in; `first` is the one to look at first.
    fn excerpt(&self, sheet: Locus, marked: &[Spot], first: Option<CellRef>) -> Option<Excerpt> {
        let top = marked.first()?;
        let block = self.form.tables.get(top.table)?.blocks.get(top.block)?;
        // In the order of the sheet, which need not be the form's.
        let columns: BTreeMap<(u32, usize), &Leaf> = marked
            .iter()
            .filter_map(|spot| Some(((spot.cell.column, spot.column), block.leaf_columns.get(spot.column)?)))
            .collect();
        let rows: BTreeSet<(u32, RowId)> = marked.iter().map(|spot| (spot.cell.row, spot.row)).collect();
        let leaves: Vec<&Leaf> = columns.values().copied().collect();
        let labels = Labels::of(block, &leaves);
        let mark = |row: RowId, column: usize| match marked.iter().find(|spot| (spot.row, spot.column) == (row, column))
        {
            Some(spot) if Some(spot.cell) == first => Mark::First,
            Some(_) => Mark::Involved,
            None => Mark::Bystander,
        };
        let rows = rows.iter().map(|&(number, row)| Row {
            number: number.saturating_add(1),
            label: match row {
                RowId::Form(at) => labels.row(block.leaf_rows.get(at)),
                RowId::Subtotal(at) => self
                    .subtotal(top.table, at)
                    .map(|subtotal| subtotal.label.clone())
                    .unwrap_or_default(),
            },
            cells: columns
                .keys()
                .map(|&(_, column)| Shown {
                    text: self
                        .figure(top.table, top.block, row, column)
                        .map(|figure| figure.typed.trim().to_owned())
                        .unwrap_or_default(),
                    mark: mark(row, column),
                })
                .collect(),
        });
        Some(Excerpt {
            sheet,
            rows: rows.collect(),
            columns: columns
                .iter()
                .map(|(&(at, _), leaf)| Column {
                    letters: column_name(at),
                    label: labels.column(leaf, &leaves),
                })
                .collect(),
        })
    }
}

/// How rows and columns are named.
struct Labels {
    /// Whether the block's one row has no label.
    unlabelled: bool,
    /// The group all columns are in.
    group: Option<String>,
}

impl Labels {
    fn of(block: &Block, columns: &[&Leaf]) -> Self {
        let mut groups: Vec<String> = columns.iter().map(|leaf| group(leaf)).collect();
        groups.dedup();
        Self {
            unlabelled: block.rows.is_empty(),
            group: groups.pop().filter(|_| groups.is_empty()),
        }
    }

    fn row(&self, leaf: Option<&Leaf>) -> String {
        match leaf {
            Some(leaf) if !self.unlabelled => leaf.label.text.clone(),
            _ => self.group.clone().unwrap_or_default(),
        }
    }

    fn column(&self, leaf: &Leaf, all: &[&Leaf]) -> String {
        let own = &leaf.label.text;
        let namesakes = all.iter().filter(|other| other.label.text == *own).count();
        let is_clear = self.group.is_some() || (namesakes == 1 && !self.unlabelled);
        match group(leaf) {
            group if group.is_empty() || is_clear => own.clone(),
            group => format!("{group} › {own}"),
        }
    }
}

/// The groups a column stands in.
fn group(leaf: &Leaf) -> String {
    let groups: Vec<&str> = leaf.groups.iter().map(|group| group.plain()).collect();
    groups.join(" › ")
}

#[cfg(test)]
mod tests;
