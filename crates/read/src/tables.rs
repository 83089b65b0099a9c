//! Reads one statutory table from the sheets in which it was located. First it is surveyed:
//! which rows and columns of the form are there and which are not ([`Survey`]). Then it is
//! read, figure by figure.
//!
//! A row is found by its label, a column by the nearest header above; the figure stands where
//! they meet. So it does not matter where the table stands, in which order its rows and
//! columns are, or how many tables share a sheet.

mod leftover;

use std::collections::{BTreeMap, BTreeSet};

use nianbao_model::figure::{Fault, Figure, Kind, Reading, Value};
use nianbao_model::form::{Block, Leaf, Table, key};
use nianbao_model::locus::{CellRef, Locus};
use nianbao_model::report::{Duplicate, Hidden, Missing, Omission, Omitted, TableReading};
use nianbao_model::source::Sheet;

use crate::area::Area;
use crate::locate::{FoundRow, HEADER_DEPTH, Located};
use crate::{figure, number};

/// What is worth noting about how a table was read.
#[derive(Default)]
pub(crate) struct Notes {
    /// Hidden places that were read.
    pub(crate) hidden: Vec<Hidden>,
    /// Blank copies that were not.
    pub(crate) omitted: Vec<Omitted>,
}

/// How well a table was found, with its figures still to be read.
pub(crate) struct Survey<'a> {
    table: &'a Table,
    /// Its rows, those too that are there again.
    rows: Vec<FoundRow<'a>>,
    /// Rows whose label is there, but not the header over their figures.
    headless: Vec<(&'a Leaf, Locus)>,
    /// Everything but the figures.
    reading: TableReading,
    omitted: Vec<Omitted>,
}

impl<'a> Survey<'a> {
    /// Surveys a table in the sheets it was located in.
    pub(crate) fn new(table: &'a Table, mut located: Vec<Located<'a>>) -> Self {
        let mut survey = Self {
            table,
            rows: Vec::new(),
            headless: Vec::new(),
            reading: empty(table),
            omitted: Vec::new(),
        };
        survey.leave_out_blank_copies(&mut located);
        for located in located {
            let leftover = leftover::of(&located);
            survey.reading.unknown_rows.extend(leftover.rows);
            survey.reading.subtotals.extend(leftover.subtotals);
            survey.reading.unknown_columns.extend(leftover.columns);
            survey.reading.duplicates.extend(located.duplicates);
            survey.headless.extend(located.headless);
            for row in located.rows {
                survey.add(row);
            }
        }
        survey.find_missing();
        survey
    }

    /// How many rows and columns of the form are missing, or are not the form's; a table
    /// that is not there weighs more than any.
    pub(crate) fn misfit(&self) -> usize {
        let reading = &self.reading;
        let missing = reading.missing_rows.len() + reading.missing_columns.len();
        let unknown = reading.unknown_rows.len() + reading.unknown_columns.len();
        missing + unknown + if reading.place.is_none() { 100 } else { 0 }
    }

    /// Reads the figures.
    pub(crate) fn read(mut self) -> (TableReading, Notes) {
        let mut figures = BTreeMap::new();
        let mut read: Vec<&Leaf> = Vec::new();
        for row in &self.rows {
            // Of a row that is there twice the first counts.
            if !read.iter().any(|leaf| std::ptr::eq(*leaf, row.row)) {
                read.push(row.row);
                let own = figures_of(self.table, row);
                figures.extend(own.into_iter().map(|figure| (figure.key.clone(), figure)));
            }
        }
        let notes = Notes {
            hidden: self.hidden(),
            omitted: std::mem::take(&mut self.omitted),
        };
        self.reading.figures = figures;
        (self.reading, notes)
    }

    /// A copy without a single figure beside a filled table is an unused template.
    fn leave_out_blank_copies(&mut self, located: &mut Vec<Located<'a>>) {
        if !located.iter().any(|located| located.is_filled() == Some(true)) {
            return;
        }
        located.retain(|located| {
            let is_template = located.is_filled() == Some(false);
            if is_template {
                self.omitted.push(Omitted {
                    reason: Omission::BlankCopy,
                    text: self.table.label.clone(),
                    count: 1,
                    locus: Locus::sheet(&located.sheet.file, &located.sheet.name),
                });
            }
            !is_template
        });
    }

    /// The hidden sheets, rows and columns figures were read from.
    fn hidden(&self) -> Vec<Hidden> {
        let cells = self.rows.iter().flat_map(|row| {
            let columns = row
                .columns
                .iter()
                .map(|(_, column)| CellRef::new(row.label.first.row, *column));
            columns.map(move |at| (row.sheet, at))
        });
        cells
            .filter(|(sheet, at)| sheet.at(*at).is_some_and(|cell| !cell.is_blank()))
            .flat_map(|(sheet, at)| Area::whole(sheet).hidden_at(at))
            .collect()
    }

    /// Takes a row over, or notes that it is there already.
    fn add(&mut self, found: FoundRow<'a>) {
        let same = |other: &&FoundRow<'_>| std::ptr::eq(other.row, found.row);
        if let Some(earlier) = self.rows.iter().find(same) {
            self.reading.duplicates.push(Duplicate {
                label: if found.row.path.is_empty() {
                    self.table.label.clone()
                } else {
                    found.row.label.text.clone()
                },
                first: earlier.locus(),
                second: found.locus(),
            });
        }
        self.rows.push(found);
    }

    /// Notes the rows and columns of the form that were not found, and where the table is.
    fn find_missing(&mut self) {
        let Some(first) = self.rows.first() else {
            return;
        };
        let place = Locus::sheet(&first.sheet.file, &first.sheet.name);
        self.reading.place = Some(first.locus());
        for block in &self.table.blocks {
            let found: Vec<_> = self.rows.iter().filter(|row| std::ptr::eq(row.block, block)).collect();
            let mut near = place.clone();
            for row in &block.leaf_rows {
                if let Some(found) = found.iter().find(|found| std::ptr::eq(found.row, row)) {
                    near = found.locus();
                } else if let Some((_, locus)) = self.headless.iter().find(|(other, _)| std::ptr::eq(*other, row)) {
                    // The row is there; what is missing is the header over it.
                    let columns = block
                        .leaf_columns
                        .iter()
                        .map(|column| missing_column(block, column, locus));
                    let known = &mut self.reading.missing_columns;
                    let new: Vec<_> = columns
                        .filter(|column| !known.iter().any(|other| other.path == column.path))
                        .collect();
                    known.extend(new);
                } else {
                    self.reading.missing_rows.push(Missing {
                        path: row.path.clone(),
                        label: if row.path.is_empty() {
                            self.table.label.clone()
                        } else {
                            row.label.text.clone()
                        },
                        near: near.clone(),
                    });
                }
            }
            let Some(first) = found.first() else { continue };
            for column in &block.leaf_columns {
                if !found
                    .iter()
                    .any(|row| row.columns.iter().any(|(leaf, _)| std::ptr::eq(*leaf, column)))
                {
                    self.reading
                        .missing_columns
                        .push(missing_column(block, column, &first.locus()));
                }
            }
        }
    }
}

/// The figures of a row, those too that were typed into one cell.
fn figures_of(table: &Table, found: &FoundRow<'_>) -> Vec<Figure> {
    let (sheet, row) = (found.sheet, found.label.first.row);
    let keys: Vec<(String, &Kind)> = found
        .columns
        .iter()
        .map(|(column, _)| (key(&table.key, &found.row.path, &column.path), &column.kind))
        .collect();
    let cells: BTreeSet<CellRef> = found
        .columns
        .iter()
        .map(|(_, column)| sheet.region(CellRef::new(row, *column)).first)
        .filter(|at| sheet.cells.get(at).is_some_and(|cell| !cell.is_blank()))
        .collect();
    if let (Some(only), 1) = (cells.first(), cells.len())
        && let Some(cell) = sheet.cells.get(only)
        && let Some(split) = figure::split(&keys, cell, &sheet.locus(*only))
    {
        return split;
    }
    let columns = keys.into_iter().zip(&found.columns);
    columns
        .map(|((key, _), (column, at))| {
            let mut figure = figure::at(sheet, key, column, row, *at);
            let region = sheet.region(CellRef::new(row, *at));
            let rows = found.label.first.row..=found.label.last.row;
            let others = found.columns.iter().filter(|(_, other)| other != at);
            let shared = others
                .map(|(_, other)| CellRef::new(row, *other))
                .any(|other| region.contains(other));
            let beyond = !rows.contains(&region.first.row) || !rows.contains(&region.last.row);
            if let (Kind::Amount { unit }, Reading::Plain) = (&column.kind, figure.reading)
                && figure.value != Value::Blank
                && unit_beside(sheet, row).is_some_and(|noted| noted != unit)
            {
                figure.value = Value::Unreadable(Fault::Unit);
            }
            if (shared || (beyond && !found.row.path.is_empty())) && figure.value != Value::Blank {
                figure.value = Value::Unreadable(Fault::Merged);
            }
            figure
        })
        .collect()
}

/// The unit of money a note near a row names, the nearest first.
fn unit_beside(sheet: &Sheet, row: u32) -> Option<&'static str> {
    let (from, to) = (row.saturating_sub(HEADER_DEPTH), row.saturating_add(2));
    let near = sheet.cells.range(CellRef::new(from, 0)..=CellRef::new(to, u32::MAX));
    let mut notes: Vec<_> = near
        .filter_map(|(at, cell)| Some((at.row.abs_diff(row), number::money_note(cell.text()?)?)))
        .collect();
    notes.sort_by_key(|(distance, _)| *distance);
    notes.first().map(|(_, unit)| *unit)
}

fn empty(table: &Table) -> TableReading {
    TableReading {
        key: table.key.clone(),
        place: None,
        figures: BTreeMap::new(),
        missing_rows: Vec::new(),
        missing_columns: Vec::new(),
        duplicates: Vec::new(),
        unknown_rows: Vec::new(),
        unknown_columns: Vec::new(),
        subtotals: Vec::new(),
    }
}

/// A column that is missing, named with its group where its label alone is not enough.
fn missing_column(block: &Block, column: &Leaf, near: &Locus) -> Missing {
    let ambiguous = block
        .leaf_columns
        .iter()
        .filter(|other| other.label == column.label)
        .count()
        > 1;
    let label = match column.groups.last() {
        Some(group) if ambiguous => format!("{} › {}", group.text, column.label.text),
        _ => column.label.text.clone(),
    };
    Missing {
        path: column.path.clone(),
        label,
        near: near.clone(),
    }
}
