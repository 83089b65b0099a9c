//! Reads one statutory table's figures from the sheets it was found in.
//!
//! A row is found by its label, a column by the nearest header above; the figure
//! stands where they meet. So it does not matter where the table stands, in which
//! order its rows and columns are, or how many tables share a sheet.

use std::collections::{BTreeMap, BTreeSet};

use super::groups::{agrees, groups_beside};
use super::header::{HEADER_DEPTH, HeaderCell, columns_of};
use super::scan::Scan;
use super::sheets::hidden_at;
use crate::figure::{Fault, Figure, Kind, Reading, Value};
use crate::form::{Block, Leaf, Table, key};
use crate::limits::MAX_LABELS;
use crate::locus::{CellRange, CellRef, Locus};
use crate::number;
use crate::report::{Duplicate, Hidden, Missing, Omission, Omitted, TableReading};
use crate::source::{Cell, Sheet};

/// How far below its header the data row of a table without row labels may stand.
const DATA_ROW_REACH: u32 = 3;

/// What there is to say about how a table was read.
#[derive(Default)]
pub(super) struct Notes {
    /// Hidden places that were read.
    pub(super) hidden: Vec<Hidden>,
    /// Blank copies that were not.
    pub(super) omitted: Vec<Omitted>,
}

/// Reads a table from the sheets it was found in.
pub(super) fn read<'a>(table: &'a Table, mut scans: Vec<Scan<'a>>) -> (TableReading, Notes) {
    let mut notes = Notes::default();
    // A copy without a single figure beside a filled table is an unused template.
    if scans.iter().any(|scan| scan.reader.is_filled() == Some(true)) {
        scans.retain(|scan| {
            let is_template = scan.reader.is_filled() == Some(false);
            if is_template {
                notes.omitted.push(Omitted {
                    reason: Omission::BlankCopy,
                    text: table.label.clone(),
                    count: 1,
                    locus: Locus::sheet(&scan.sheet.file, &scan.sheet.name),
                });
            }
            !is_template
        });
    }
    let mut scans = scans.into_iter();
    let mut reader = Reader::new(table);
    if let Some(first) = scans.next() {
        reader = first.reader;
        reader.read_leftover(first.sheet, &first.header);
    }
    for scan in scans {
        reader.read_sheet(scan.sheet, &scan.header);
        reader.read_leftover(scan.sheet, &scan.header);
    }
    notes.hidden = reader.hidden();
    (reader.finish(), notes)
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

/// Whether a row only numbers the columns: 1, 2, 3 and so on.
fn is_numbering(sheet: &Sheet, row: u32, columns: &[(&Leaf, CellRange)]) -> bool {
    let mut shown: Vec<(u32, Option<String>)> = columns
        .iter()
        .map(|(_, region)| {
            let column = region.first.column;
            let cell = sheet.cells.get(&CellRef::new(row, column));
            (column, cell.map(|cell| cell.value.display()))
        })
        .collect();
    shown.sort();
    let mut numbers = (1..).zip(shown);
    numbers.all(|(number, (_, shown))| shown.is_some_and(|shown| shown == number.to_string()))
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

/// A row of figures as found in a sheet.
pub(super) struct FoundRow<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) block: &'a Block,
    pub(super) row: &'a Leaf,
    /// The label's region; for an unlabelled row, the row's first figure.
    pub(super) label: CellRange,
    /// The sheet column of each of the block's columns that was found.
    pub(super) columns: Vec<(&'a Leaf, u32)>,
}

impl FoundRow<'_> {
    fn locus(&self) -> Locus {
        self.sheet.locus(self.label.first)
    }
}

pub(super) struct Reader<'a> {
    pub(super) table: &'a Table,
    pub(super) reading: TableReading,
    pub(super) rows: Vec<FoundRow<'a>>,
    /// Rows whose label is there, but not the header over their figures.
    pub(super) headless: Vec<(&'a Leaf, Locus)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(table: &'a Table) -> Self {
        Self {
            table,
            reading: empty(table),
            rows: Vec::new(),
            headless: Vec::new(),
        }
    }

    pub(super) fn read_sheet(&mut self, sheet: &'a Sheet, header: &[HeaderCell<'_>]) {
        let table = self.table;
        for block in &table.blocks {
            if block.rows.is_empty() {
                self.read_unlabelled(sheet, block, header);
            } else {
                self.read_labelled(sheet, block, header);
            }
        }
    }

    /// Whether any figure was found with content; `None` if no row was found.
    pub(super) fn is_filled(&self) -> Option<bool> {
        // The totals of an unused template show 0 of themselves.
        let computed = |figure: &Figure| figure.formula.is_some() && figure.number().is_some_and(|n| n.is_zero());
        let filled = |figure: &Figure| figure.value != Value::Blank && !computed(figure);
        (!self.rows.is_empty()).then(|| self.reading.figures.values().any(filled))
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
            .flat_map(|(sheet, at)| hidden_at(sheet, at))
            .collect()
    }

    fn read_labelled(&mut self, sheet: &'a Sheet, block: &'a Block, header: &[HeaderCell<'_>]) {
        let mut labels = 0;
        for (&cell, content) in &sheet.cells {
            let Some(label) = content.label() else { continue };
            let mut candidates = block.leaf_rows.iter().filter(|row| row.label.matches(label)).peekable();
            if candidates.peek().is_none() {
                continue;
            }
            let groups = groups_beside(sheet, cell, block);
            let Some(row) = candidates.find(|row| agrees(row, &groups)) else {
                continue;
            };
            // Far more rows than the form has: what was found is told as found twice, or as
            // without its header, and the rest would be told the same.
            labels += 1;
            if labels > MAX_LABELS {
                break;
            }
            let label = sheet.region(cell);
            let columns = columns_of(sheet, self.table, block, label, header);
            self.add_repeated(sheet, &columns.repeated);
            // A header cell can carry a row's label (总计); it has no headers above. A
            // row's label without headers has lost them.
            if columns.found.is_empty() || columns.found.len() * 2 < block.leaf_columns.len() {
                if !header.iter().any(|header| header.region.first == cell) {
                    self.headless.push((row, sheet.locus(cell)));
                }
            } else {
                self.add(FoundRow {
                    sheet,
                    block,
                    row,
                    label,
                    columns: columns.found,
                });
            }
        }
    }

    /// A table of one row without a label (四): the row below the header.
    fn read_unlabelled(&mut self, sheet: &'a Sheet, block: &'a Block, header: &[HeaderCell<'_>]) {
        let Some(row) = block.leaf_rows.first() else { return };
        let mut instances: Vec<Vec<(&Leaf, CellRange)>> = Vec::new();
        for leaf in &block.leaf_columns {
            for (nth, cell) in header
                .iter()
                .filter(|cell| cell.is_for(leaf, &block.leaf_columns))
                .enumerate()
            {
                if nth == instances.len() {
                    instances.push(Vec::new());
                }
                instances[nth].push((leaf, cell.region));
            }
        }
        let mut candidates = Vec::new();
        for instance in instances {
            if instance.len() * 2 < block.leaf_columns.len() {
                continue;
            }
            let below = instance
                .iter()
                .map(|(_, region)| region.last.row)
                .max()
                .unwrap_or_default()
                + 1;
            let has_figures = |row: &u32| {
                let cells = instance
                    .iter()
                    .map(|(_, region)| sheet.at(CellRef::new(*row, region.first.column)));
                cells.flatten().any(Cell::is_figure)
            };
            let reach = below..below.saturating_add(DATA_ROW_REACH);
            let mut data_rows = reach
                .filter(has_figures)
                .filter(|row| !is_numbering(sheet, *row, &instance));
            let filled = data_rows.next();
            // A second row with figures: whose they are (last year's?) nobody can tell.
            if let (Some(first), Some(second)) = (filled, data_rows.next()) {
                let column = instance.iter().map(|(_, region)| region.first.column).min();
                let at = |row| sheet.locus(CellRef::new(row, column.unwrap_or_default()));
                self.reading.duplicates.push(Duplicate {
                    label: self.table.label.clone(),
                    first: at(first),
                    second: at(second),
                });
            }
            let data_row = filled.unwrap_or(below);
            let columns: Vec<_> = instance
                .iter()
                .map(|(leaf, region)| (*leaf, region.first.column))
                .collect();
            let first = CellRef::new(
                data_row,
                columns.iter().map(|(_, column)| *column).min().unwrap_or_default(),
            );
            let found = FoundRow {
                sheet,
                block,
                row,
                label: CellRange { first, last: first },
                columns,
            };
            candidates.push((filled.is_some(), found));
        }
        // A header that was copied once more has nothing below it but itself.
        let any_filled = candidates.iter().any(|(filled, _)| *filled);
        for (filled, found) in candidates {
            if filled || !any_filled {
                self.add(found);
            }
        }
    }

    fn add_repeated(&mut self, sheet: &Sheet, repeated: &[(&Leaf, CellRef, CellRef)]) {
        for (leaf, first, second) in repeated {
            let (first, second) = (sheet.locus(*first), sheet.locus(*second));
            if !self.reading.duplicates.iter().any(|known| known.second == second) {
                self.reading.duplicates.push(Duplicate {
                    label: leaf.label.text.clone(),
                    first,
                    second,
                });
            }
        }
    }

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
        } else {
            for figure in self.figures_of(&found) {
                self.reading.figures.insert(figure.key.clone(), figure);
            }
        }
        self.rows.push(found);
    }

    /// The figures of a row, those too that were typed into one cell.
    fn figures_of(&self, found: &FoundRow<'_>) -> Vec<Figure> {
        let (sheet, row) = (found.sheet, found.label.first.row);
        let keys: Vec<(String, &Kind)> = found
            .columns
            .iter()
            .map(|(column, _)| (key(&self.table.key, &found.row.path, &column.path), &column.kind))
            .collect();
        let cells: BTreeSet<CellRef> = found
            .columns
            .iter()
            .map(|(_, column)| sheet.region(CellRef::new(row, *column)).first)
            .filter(|at| sheet.cells.get(at).is_some_and(|cell| !cell.is_blank()))
            .collect();
        if let (Some(only), 1) = (cells.first(), cells.len())
            && let Some(cell) = sheet.cells.get(only)
            && let Some(split) = Figure::split(&keys, cell, &sheet.locus(*only))
        {
            return split;
        }
        let columns = keys.into_iter().zip(&found.columns);
        columns
            .map(|((key, _), (column, at))| {
                let mut figure = figure(sheet, key, column, row, *at);
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

    fn finish(mut self) -> TableReading {
        let Some(first) = self.rows.first() else {
            return self.reading;
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
        self.reading
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

pub(super) fn figure(sheet: &Sheet, key: String, column: &Leaf, row: u32, at: u32) -> Figure {
    let cell = CellRef::new(row, at);
    Figure::read(key, &column.kind, sheet.at(cell), sheet.locus(sheet.region(cell).first))
}
