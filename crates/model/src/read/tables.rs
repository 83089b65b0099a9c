//! Finds one statutory table in the sheets and reads its figures.
//!
//! A row is found by its label, a column by the nearest header above; the figure
//! stands where they meet. So it does not matter where the table stands, in which
//! order its rows and columns are, or how many tables share a sheet.

use std::collections::BTreeMap;

use super::groups::{agrees, groups_beside};
use super::header::{HeaderCell, columns_of, header_cells};
use crate::figure::Figure;
use crate::form::{Block, Leaf, Table, key};
use crate::label;
use crate::locus::{CellRange, CellRef, Locus};
use crate::report::{Duplicate, Missing, TableReading};
use crate::source::{Cell, Sheet};

/// How far below its header the data row of a table without row labels may stand.
const DATA_ROW_REACH: u32 = 3;

/// Reads `table` from wherever it stands in `sheets`.
pub(super) fn read(table: &Table, sheets: &[&Sheet]) -> TableReading {
    let mut reader = Reader {
        table,
        reading: empty(table),
        rows: Vec::new(),
        headless: Vec::new(),
    };
    for &sheet in sheets {
        let header = header_cells(sheet, table);
        if header.is_empty() {
            continue;
        }
        for block in &table.blocks {
            if block.rows.is_empty() {
                reader.read_unlabelled(sheet, block, &header);
            } else {
                reader.read_labelled(sheet, block, &header);
            }
        }
        reader.read_leftover(sheet, &header);
    }
    reader.finish()
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
    fn read_labelled(&mut self, sheet: &'a Sheet, block: &'a Block, header: &[HeaderCell]) {
        for (&cell, content) in &sheet.cells {
            let Some(text) = content.text() else { continue };
            let normalized = label::normalize(text);
            let mut candidates = block
                .leaf_rows
                .iter()
                .filter(|row| row.label.matches(&normalized))
                .peekable();
            if candidates.peek().is_none() {
                continue;
            }
            let groups = groups_beside(sheet, cell, block);
            let Some(row) = candidates.find(|row| agrees(row, &groups)) else {
                continue;
            };
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
    fn read_unlabelled(&mut self, sheet: &'a Sheet, block: &'a Block, header: &[HeaderCell]) {
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
            let data_row = reach.into_iter().find(has_figures).unwrap_or(below);
            let columns: Vec<_> = instance
                .iter()
                .map(|(leaf, region)| (*leaf, region.first.column))
                .collect();
            let first = CellRef::new(
                data_row,
                columns.iter().map(|(_, column)| *column).min().unwrap_or_default(),
            );
            self.add(FoundRow {
                sheet,
                block,
                row,
                label: CellRange { first, last: first },
                columns,
            });
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
            for (column, at) in &found.columns {
                let figure = figure(
                    found.sheet,
                    key(&self.table.key, &found.row.path, &column.path),
                    column,
                    found.label.first.row,
                    *at,
                );
                self.reading.figures.insert(figure.key.clone(), figure);
            }
        }
        self.rows.push(found);
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
