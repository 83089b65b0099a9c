//! What stands within a table and does not belong to the form: subtotals that the office
//! added, and rows and columns that nobody asked for. Nothing with figures in it goes
//! unnoticed.

use std::collections::BTreeSet;

use nianbao_model::form::{Block, Table, key};
use nianbao_model::label;
use nianbao_model::locus::CellRef;
use nianbao_model::report::{Subtotal, Unknown};
use nianbao_model::source::{Cell, Sheet};

use crate::figure;
use crate::locate::{FoundRow, HeaderCell, Located, groups_beside};

/// How many rows after a table's last known row still belong to its area.
const AREA_MARGIN: u32 = 2;

/// What was found beside the form's own rows and columns.
#[derive(Default)]
pub(super) struct Leftover {
    pub(super) rows: Vec<Unknown>,
    pub(super) columns: Vec<Unknown>,
    pub(super) subtotals: Vec<Subtotal>,
}

/// What stands in the table's area of a sheet and was not read.
pub(super) fn of(located: &Located<'_>) -> Leftover {
    let Located {
        table, sheet, header, ..
    } = located;
    let labelled = located.rows.iter().filter(|row| !row.row.path.is_empty());
    let here: Vec<_> = labelled.collect();
    let (Some(first), Some(last)) = (
        here.iter().map(|row| row.label.first.row).min(),
        here.iter().map(|row| row.label.last.row).max(),
    ) else {
        return Leftover::default();
    };
    // The area begins below the header, so that the first row is seen to be misspelt.
    let over = header
        .iter()
        .map(|cell| cell.region.last.row)
        .filter(|row| *row < first)
        .max();
    let first = over.map_or(first, |row| row + 1);
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
        let above = here
            .iter()
            .filter(|found| found.label.last.row < row)
            .max_by_key(|found| found.label.last.row);
        let Some(above) = above.or_else(|| here.iter().min_by_key(|found| found.label.first.row)) else {
            continue;
        };
        let Some(first_column) = above.columns.iter().map(|(_, column)| *column).min() else {
            continue;
        };
        let has_figure = |column: u32| sheet.cells.get(&CellRef::new(row, column)).is_some_and(Cell::is_figure);
        // A row's label may read like a column's (其他); a header stands over figures.
        let is_header = header.iter().any(|cell| {
            let here = (cell.region.first.row..=cell.region.last.row).contains(&row);
            here && cell.region.first.column >= first_column
        });
        if is_header || !above.columns.iter().any(|(_, column)| has_figure(*column)) {
            continue;
        }
        let label = (0..first_column).rev().find_map(|column| {
            let at = CellRef::new(row, column);
            sheet.text_at(at).map(|text| (sheet.region(at).first, text))
        });
        let (at, text) = label.unwrap_or((CellRef::new(row, first_column), ""));
        let place = sheet.locus(at);
        if located.headless.iter().any(|(_, locus)| *locus == place) {
            continue;
        }
        match group_of_subtotal(sheet, at, text, above.block) {
            Some(group) => subtotals.push(Subtotal {
                label: text.to_owned(),
                figures: above
                    .columns
                    .iter()
                    .map(|(column, x)| {
                        let key = key(&table.key, &group, &column.path);
                        (column.path.clone(), figure::at(sheet, key, column, row, *x))
                    })
                    .collect(),
                group,
            }),
            None => unknown.push(Unknown {
                label: one_line(text),
                locus: place,
                nearest: label::nearest(text, row_labels(table)).map(str::to_owned),
            }),
        }
    }
    Leftover {
        rows: unknown,
        columns: unknown_columns(sheet, table, &here, header),
        subtotals,
    }
}

fn row_labels(table: &Table) -> impl Iterator<Item = &str> {
    let rows = table.blocks.iter().flat_map(|block| &block.leaf_rows);
    rows.map(|row| row.label.text.as_str())
}

/// A label without the line breaks of its cell.
fn one_line(label: &str) -> String {
    label.split(['\r', '\n']).map(str::trim).collect()
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
fn unknown_columns(sheet: &Sheet, table: &Table, rows: &[&FoundRow<'_>], header: &[HeaderCell<'_>]) -> Vec<Unknown> {
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
        let beside_label = row.label.last.column + 1;
        for column in beside_label.min(*first)..=*last + 1 {
            let data = CellRef::new(row.label.first.row, column);
            let filled = sheet.cells.get(&data).is_some_and(Cell::is_figure);
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
                    label: one_line(text),
                    locus,
                    nearest,
                });
            }
        }
    }
    found
}
