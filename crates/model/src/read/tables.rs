//! Finds one statutory table in the sheets and reads its figures.
//!
//! A row is found by its label, a column by the nearest header above; the figure
//! stands where they meet. So it does not matter where the table stands, in which
//! order its rows and columns are, or how many tables share a sheet.

use std::collections::{BTreeMap, BTreeSet};

use super::header::{HEADER_DEPTH, HeaderCell, header_cells};
use crate::figure::Figure;
use crate::form::{Block, Leaf, Table, key};
use crate::label;
use crate::locus::{CellRange, CellRef, Locus};
use crate::report::{Duplicate, Missing, Subtotal, TableReading, Unknown};
use crate::source::Sheet;

/// How far below its header the data row of a table without row labels may stand.
const DATA_ROW_REACH: u32 = 3;
/// How many rows after a table's last known row still belong to its area.
const AREA_MARGIN: u32 = 2;

/// Reads `table` from wherever it stands in `sheets`.
pub(super) fn read(table: &Table, sheets: &[&Sheet]) -> TableReading {
    let mut reader = Reader {
        table,
        reading: empty(table),
        rows: Vec::new(),
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
        reader.read_rest(sheet, &header);
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
struct FoundRow<'a> {
    sheet: &'a Sheet,
    block: &'a Block,
    row: &'a Leaf,
    /// The label's region; for an unlabelled row, the row's first figure.
    label: CellRange,
    /// The sheet column of each of the block's columns that was found.
    columns: Vec<(&'a Leaf, u32)>,
}

impl FoundRow<'_> {
    fn locus(&self) -> Locus {
        self.sheet.locus(self.label.first)
    }
}

struct Reader<'a> {
    table: &'a Table,
    reading: TableReading,
    rows: Vec<FoundRow<'a>>,
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
            // A header cell can carry a row's label (总计); it has no headers above.
            if columns.len() * 2 >= block.leaf_columns.len() {
                self.add(FoundRow {
                    sheet,
                    block,
                    row,
                    label,
                    columns,
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
            let filled = |row: &u32| {
                instance.iter().any(|(_, region)| {
                    sheet
                        .at(CellRef::new(*row, region.first.column))
                        .is_some_and(|cell| !cell.is_blank())
                })
            };
            let data_row = (below..below + DATA_ROW_REACH).find(filled).unwrap_or(below);
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

    /// What stands in the table's area of a sheet and was not read.
    fn read_rest(&mut self, sheet: &'a Sheet, header: &[HeaderCell]) {
        let here: Vec<_> = self
            .rows
            .iter()
            .filter(|row| std::ptr::eq(row.sheet, sheet) && !row.row.path.is_empty())
            .collect();
        let (Some(first), Some(last)) = (
            here.iter().map(|row| row.label.first.row).min(),
            here.iter().map(|row| row.label.last.row).max(),
        ) else {
            return;
        };
        let mut unknown = Vec::new();
        let mut subtotals = Vec::new();
        let area = CellRef::new(first, 0)..=CellRef::new(last.saturating_add(AREA_MARGIN), u32::MAX);
        let rows: BTreeSet<u32> = sheet.cells.range(area).map(|(at, _)| at.row).collect();
        for row in rows {
            if here
                .iter()
                .any(|found| (found.label.first.row..=found.label.last.row).contains(&row))
            {
                continue;
            }
            let Some(above) = here
                .iter()
                .filter(|found| found.label.last.row < row)
                .max_by_key(|found| found.label.last.row)
            else {
                continue;
            };
            let Some(first_column) = above.columns.iter().map(|(_, column)| *column).min() else {
                continue;
            };
            let is_filled = |column: u32| {
                sheet
                    .cells
                    .get(&CellRef::new(row, column))
                    .is_some_and(|cell| !cell.is_blank())
            };
            let is_header = header
                .iter()
                .any(|cell| (cell.region.first.row..=cell.region.last.row).contains(&row));
            if is_header || !above.columns.iter().any(|(_, column)| is_filled(*column)) {
                continue;
            }
            let label = (0..first_column).rev().find_map(|column| {
                let at = CellRef::new(row, column);
                sheet.text_at(at).map(|text| (sheet.region(at).first, text))
            });
            let (at, text) = label.unwrap_or((CellRef::new(row, first_column), ""));
            match group_of_subtotal(sheet, at, text, above.block) {
                Some(group) => subtotals.push(Subtotal {
                    label: text.to_owned(),
                    figures: above
                        .columns
                        .iter()
                        .map(|(column, x)| {
                            let key = key(&self.table.key, &group, &column.path);
                            (column.path.clone(), figure(sheet, key, column, row, *x))
                        })
                        .collect(),
                    group,
                }),
                None => unknown.push(Unknown {
                    label: text.to_owned(),
                    locus: sheet.locus(at),
                    nearest: label::nearest(text, self.row_labels()).map(str::to_owned),
                }),
            }
        }
        let columns = unknown_columns(sheet, self.table, &here, header);
        self.reading.unknown_rows.extend(unknown);
        self.reading.subtotals.extend(subtotals);
        self.reading.unknown_columns.extend(columns);
    }

    fn row_labels(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let table = self.table;
        table
            .blocks
            .iter()
            .flat_map(|block| block.leaf_rows.iter().map(|row| row.label.text.as_str()))
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
                match found.iter().find(|found| std::ptr::eq(found.row, row)) {
                    Some(found) => near = found.locus(),
                    None => self.reading.missing_rows.push(Missing {
                        path: row.path.clone(),
                        label: if row.path.is_empty() {
                            self.table.label.clone()
                        } else {
                            row.label.text.clone()
                        },
                        near: near.clone(),
                    }),
                }
            }
            let Some(first) = found.first() else { continue };
            for column in &block.leaf_columns {
                if !found
                    .iter()
                    .any(|row| row.columns.iter().any(|(leaf, _)| std::ptr::eq(*leaf, column)))
                {
                    self.reading.missing_columns.push(Missing {
                        path: column.path.clone(),
                        label: column.label.text.clone(),
                        near: first.locus(),
                    });
                }
            }
        }
        self.reading
    }
}

fn figure(sheet: &Sheet, key: String, column: &Leaf, row: u32, at: u32) -> Figure {
    let cell = CellRef::new(row, at);
    Figure::read(key, &column.kind, sheet.at(cell), sheet.locus(sheet.region(cell).first))
}

/// The sheet columns in which a row's figures stand: for each of the block's
/// columns the first one to the right whose nearest header above says so, before
/// the next row label begins.
fn columns_of<'a>(
    sheet: &Sheet,
    table: &Table,
    block: &'a Block,
    row: CellRange,
    header: &[HeaderCell],
) -> Vec<(&'a Leaf, u32)> {
    let after = row.last.column + 1;
    let until = sheet
        .cells
        .range(CellRef::new(row.first.row, after)..=CellRef::new(row.first.row, u32::MAX))
        .find(|(_, cell)| {
            cell.text().map(label::normalize).is_some_and(|text| {
                table
                    .blocks
                    .iter()
                    .flat_map(|block| &block.leaf_rows)
                    .any(|row| row.label.matches(&text))
            })
        })
        .map_or(u32::MAX, |(at, _)| at.column);
    let nearest = |columns: std::ops::Range<u32>| {
        let mut nearest: BTreeMap<u32, &HeaderCell> = BTreeMap::new();
        for cell in header.iter().filter(|cell| cell.region.last.row < row.first.row) {
            let column = cell.region.first.column;
            if columns.contains(&column) {
                let best = nearest.entry(column).or_insert(cell);
                if best.region.last.row < cell.region.last.row {
                    *best = cell;
                }
            }
        }
        nearest
    };
    let right = nearest(after..until);
    let mut matches: Vec<(&Leaf, u32, &HeaderCell)> = Vec::new();
    for leaf in &block.leaf_columns {
        let columns = right.iter().filter(|(_, cell)| cell.is_for(leaf, &block.leaf_columns));
        matches.extend(columns.map(|(column, cell)| (leaf, *column, *cell)));
    }
    keep_one_header(&mut matches);
    let mut found: Vec<(&Leaf, u32, &HeaderCell)> = Vec::new();
    for (leaf, column, cell) in matches {
        if !found.iter().any(|(other, ..)| std::ptr::eq(*other, leaf)) {
            found.push((leaf, column, cell));
        }
    }
    // A label under a column of the very header its figures would stand under is no
    // row label: the 总计 of another table's header below this table.
    let over_label = nearest(row.first.column..after);
    let beside = |cell: &HeaderCell| {
        found.iter().any(|(_, _, other)| {
            cell.region.first.row <= other.region.last.row && other.region.first.row <= cell.region.last.row
        })
    };
    if over_label.values().any(|cell| beside(cell)) {
        return Vec::new();
    }
    found.into_iter().map(|(leaf, column, _)| (leaf, column)).collect()
}

/// Keeps the header cells that stand together with most of the others. A row label
/// may read like a column's (总计) and stand above a figure; it stands alone.
fn keep_one_header(matches: &mut Vec<(&Leaf, u32, &HeaderCell)>) {
    let near = |a: &HeaderCell, b: &HeaderCell| a.region.last.row.abs_diff(b.region.last.row) <= HEADER_DEPTH;
    let company = |cell: &HeaderCell| matches.iter().filter(|(_, _, other)| near(cell, other)).count();
    let Some(best) = matches
        .iter()
        .map(|(_, _, cell)| *cell)
        .max_by_key(|cell| company(cell))
    else {
        return;
    };
    matches.retain(|(_, _, cell)| near(best, cell));
}

/// The group labels of `block` that stand to the left of a row label: in its own
/// row, through merged cells, or above a blank one.
fn groups_beside(sheet: &Sheet, cell: CellRef, block: &Block) -> Vec<String> {
    let is_group = |text: &str| {
        block
            .leaf_rows
            .iter()
            .flat_map(|row| &row.groups)
            .any(|group| group.matches(text))
    };
    let mut groups = Vec::new();
    for column in (0..cell.column).rev() {
        let text = (0..=cell.row).rev().find_map(|row| {
            let at = CellRef::new(row, column);
            sheet
                .at(at)
                .filter(|content| !content.is_blank())
                .map(|content| content.text().unwrap_or_default())
        });
        if let Some(text) = text.map(label::normalize).filter(|text| is_group(text)) {
            groups.push(text);
        }
    }
    groups
}

/// Whether a row can stand beside these group labels: its own innermost group is
/// the nearest of them, or none is there to tell.
fn agrees(row: &Leaf, groups: &[String]) -> bool {
    match (row.groups.last(), groups.first()) {
        (Some(own), Some(nearest)) => own.matches(nearest) || groups.iter().any(|group| own.matches(group)),
        _ => true,
    }
}

/// The path of the group a row of subtotals belongs to, if it is one: its label is
/// the group's own, or 小计 beside it.
fn group_of_subtotal(sheet: &Sheet, at: CellRef, text: &str, block: &Block) -> Option<String> {
    let normalized = label::normalize(text);
    let group_path = |text: &str| {
        block.leaf_rows.iter().find_map(|row| {
            let own = row.groups.last()?;
            own.matches(text).then(|| row.group_path.clone())
        })
    };
    if ["小计", "合计", "小计(件)"].contains(&normalized.as_str()) {
        return groups_beside(sheet, at, block)
            .iter()
            .find_map(|group| group_path(group));
    }
    let without = normalized.trim_end_matches("小计").trim_end_matches("合计");
    group_path(without)
}

/// Columns between and beside the table's own that have a header of their own and
/// figures under it.
fn unknown_columns(sheet: &Sheet, table: &Table, rows: &[&FoundRow<'_>], header: &[HeaderCell]) -> Vec<Unknown> {
    let mut found: Vec<Unknown> = Vec::new();
    let labels = || {
        table
            .blocks
            .iter()
            .flat_map(|block| block.leaf_columns.iter().map(|leaf| leaf.label.text.as_str()))
    };
    for row in rows {
        let known: Vec<u32> = row.columns.iter().map(|(_, column)| *column).collect();
        let (Some(first), Some(last)) = (known.iter().min(), known.iter().max()) else {
            continue;
        };
        let Some(header_row) = header
            .iter()
            .filter(|cell| cell.region.last.row < row.label.first.row && known.contains(&cell.region.first.column))
            .map(|cell| cell.region.last.row)
            .max()
        else {
            continue;
        };
        for column in *first..=*last + 1 {
            let data = CellRef::new(row.label.first.row, column);
            let filled = sheet.cells.get(&data).is_some_and(|cell| !cell.is_blank());
            if known.contains(&column) || !filled {
                continue;
            }
            let at = CellRef::new(header_row, column);
            let text = sheet.text_at(at).unwrap_or_default();
            let beyond = column > *last;
            // What follows the table with a header of another table is that table's.
            if beyond && (text.is_empty() || labels().any(|label| label::normalize(label) == label::normalize(text))) {
                continue;
            }
            let locus = sheet.locus(sheet.region(at).first);
            if !found.iter().any(|unknown| unknown.locus == locus) {
                let nearest = label::nearest(text, labels()).map(str::to_owned);
                found.push(Unknown {
                    label: text.to_owned(),
                    locus,
                    nearest,
                });
            }
        }
    }
    found
}
