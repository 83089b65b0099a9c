//! Reads one statutory table from the sheets in which it was located. First it is surveyed:
//! which rows and columns of the form are there and which are not ([`Survey`]). Then it is
//! read, figure by figure.
//!
//! A row is found by its label, a column by the nearest header above; the figure stands where
//! they meet. So it does not matter where the table stands, in which order its rows and
//! columns are, or how many tables share a sheet.

mod choice;
mod copies;
mod leftover;
mod row;
mod units;

use std::collections::BTreeMap;

use nianbao_model::figure::{Fault, Figure, Value};
use nianbao_model::form::{Block, Leaf, Table};
use nianbao_model::locus::Locus;
use nianbao_model::report::{
    Duplicate, Hidden, Missing, Omitted, OtherYear, OtherYearFate, Sourced, TableReading, Unknown,
};

use crate::area::Area;
use crate::locate::FoundRow;

pub(crate) use copies::Copy;
pub(crate) use units::{Elsewhere, Units};

/// What is worth noting about how a table was read.
#[derive(Default)]
pub(crate) struct Notes {
    /// Hidden places that were read.
    pub(crate) hidden: Vec<Hidden>,
    /// Blank copies that were not.
    pub(crate) omitted: Vec<Omitted>,
    /// Figures in rows and columns that are said to be another year's.
    pub(crate) other_years: Vec<Sourced<String>>,
}

/// How well a table was found, with its figures still to be read.
pub(crate) struct Survey<'a> {
    table: &'a Table,
    /// Its rows, those too that are there again.
    rows: Vec<FoundRow<'a>>,
    /// Rows whose label is there, but not the header over their figures.
    headless: Vec<(&'a Leaf, Locus)>,
    /// The units stated around it in each sheet, by the number of its first row among `rows`.
    units: Vec<(usize, Units)>,
    /// Everything but the figures.
    reading: TableReading,
    omitted: Vec<Omitted>,
}

impl<'a> Survey<'a> {
    /// Surveys a table in the sheets it was located in.
    pub(crate) fn new(table: &'a Table, copies: Vec<Copy<'a>>, year: Option<i32>) -> Self {
        let mut survey = Self {
            table,
            rows: Vec::new(),
            headless: Vec::new(),
            units: Vec::new(),
            reading: empty(table),
            omitted: Vec::new(),
        };
        let chosen = copies::choose(copies, year);
        survey.omitted.extend(chosen.blank);
        survey.reading.other_years.extend(chosen.other_years);
        for Copy { located, units } in chosen.read {
            let leftover = leftover::of(&located);
            survey.reading.unknown_rows.extend(leftover.rows);
            survey.reading.subtotals.extend(leftover.subtotals);
            survey.reading.unknown_columns.extend(leftover.columns);
            survey.omitted.extend(leftover.notes);
            survey.reading.duplicates.extend(located.duplicates);
            survey.headless.extend(located.headless);
            survey.units.push((survey.rows.len(), units));
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
        let mut other_years = Vec::new();
        for (nth, row) in self.rows.iter().enumerate() {
            // Of a row that is there twice the first counts.
            if read.iter().any(|leaf| std::ptr::eq(*leaf, row.row)) {
                continue;
            }
            read.push(row.row);
            let Some((_, units)) = self.units.iter().rev().find(|(first, _)| *first <= nth) else {
                continue;
            };
            other_years.extend(
                row.columns
                    .iter()
                    .flat_map(|column| choice::of_other_years(row, column)),
            );
            let own = row::read(self.table, row, &self.rows, units);
            figures.extend(own.figures.into_iter().map(|figure| (figure.key.clone(), figure)));
            self.reading.doubts.extend(own.doubts);
            self.reading.conversions.extend(own.conversions);
        }
        let notes = Notes {
            hidden: self.hidden(),
            omitted: std::mem::take(&mut self.omitted),
            other_years,
        };
        // A number that is in doubt is told as such, and not as that of another column.
        let doubts: Vec<&Locus> = self
            .reading
            .doubts
            .iter()
            .flat_map(|doubt| doubt.places.iter().map(|place| &place.locus))
            .collect();
        let is_in_doubt = |unknown: &Unknown| doubts.contains(&&unknown.locus);
        self.reading.unknown_columns.retain(|unknown| !is_in_doubt(unknown));
        self.reading.unknown_rows.retain(|unknown| !is_in_doubt(unknown));
        let is_blank_beside_another = |year: &OtherYear| matches!(year.fate, OtherYearFate::LeftOutForBlank(_));
        if self.reading.other_years.iter().any(is_blank_beside_another) {
            figures.values_mut().for_each(leave_open);
        }
        self.reading.figures = figures;
        (self.reading, notes)
    }

    /// The hidden sheets, rows and columns figures were read from.
    fn hidden(&self) -> Vec<Hidden> {
        let cells = self.rows.iter().flat_map(|row| row.cells().map(|at| (row.sheet, at)));
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
                    .any(|row| row.columns.iter().any(|own| std::ptr::eq(own.leaf, column)))
                {
                    self.reading
                        .missing_columns
                        .push(missing_column(block, column, &first.locus()));
                }
            }
        }
    }
}

/// A blank figure of a table that is filled in for another year: it is not known to be 0.
fn leave_open(figure: &mut Figure) {
    if figure.value == Value::Blank {
        figure.value = Value::Unreadable(Fault::Doubtful);
    }
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
        doubts: Vec::new(),
        conversions: Vec::new(),
        other_years: Vec::new(),
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
