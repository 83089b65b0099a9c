//! A small table among the paragraphs: rows of labels and numbers, as they stand in the sheet.
//! What it means is not asked; it is set where it stands.

use std::collections::BTreeSet;

use nianbao_model::form::Form;
use nianbao_model::locus::{CellRef, Locus};
use nianbao_model::report::{Insert, InsertCell};

use super::columns::{Columns, is_complete, is_remark};
use super::{Filled, paragraph, shown};
use crate::area::Area;

/// How many rows from the first on are one table; 0 if it is none.
pub(super) fn length(rows: &[Vec<Filled<'_>>], columns: &Columns, form: &Form) -> usize {
    let mut above = None;
    let cells = rows.iter().map(|row| columns.kept(row)).take_while(|cells| {
        let row = cells.first().map(|(at, _)| at.row);
        let follows = above.is_none() || row == above;
        above = row.map(|row| row + 1);
        follows && is_tabular(cells, form) && is_labelled(cells)
    });
    match cells.count() {
        1 if !rows
            .first()
            .is_some_and(|row| has_neighbouring_numbers(&columns.kept(row))) =>
        {
            0
        }
        length => length,
    }
}

/// Whether a row may be one of a small table: short cells side by side, and no sentence.
fn is_tabular(cells: &[Filled<'_>], form: &Form) -> bool {
    const SHORT: usize = 30;
    let is_short = |text: &str| text.chars().count() <= SHORT && !text.contains('。') && !is_remark(text);
    let texts: Vec<String> = cells.iter().map(|(_, cell)| shown(cell)).collect();
    let is_open = texts
        .last()
        .is_some_and(|last| last.ends_with(['；', ';', '，', ',', '、']));
    let is_part = cells.iter().any(|(_, cell)| super::is_part_heading(cell, form));
    let is_note = texts.first().is_some_and(|first| super::is_form_note(first));
    texts.len() > 1 && texts.iter().all(|text| is_short(text)) && !is_open && !is_part && !is_note
}

/// Whether a row's first cell is a label: incomplete, or with numbers behind it.
fn is_labelled(cells: &[Filled<'_>]) -> bool {
    let has_number = cells.iter().skip(1).any(|(_, cell)| is_number(&shown(cell)));
    has_number || cells.first().is_some_and(|(_, cell)| !is_complete(&shown(cell)))
}

/// Whether two numbers stand side by side: as text they would run into one.
fn has_neighbouring_numbers(cells: &[Filled<'_>]) -> bool {
    let is_number = |(_, cell): &Filled<'_>| is_number(&shown(cell));
    cells.windows(2).any(|pair| pair.iter().all(is_number))
}

/// Whether a text is a number, perhaps a share.
pub(crate) fn is_number(text: &str) -> bool {
    let is_part = |c: char| c.is_numeric() || ".,%‰-+\u{ff0c}\u{ff0e}\u{ff05}".contains(c);
    text.contains(char::is_numeric) && text.chars().all(is_part)
}

/// The table that these rows are, and where it begins. Columns without a cell are not set.
pub(super) fn of(area: &Area<'_>, rows: &[Vec<Filled<'_>>]) -> (Locus, Insert) {
    let places = || rows.iter().flatten().map(|(at, _)| *at);
    let columns: BTreeSet<u32> = places().map(|at| at.column).collect();
    let last_row = places().map(|at| at.row).max().unwrap_or_default();
    let cell = |(at, cell): &Filled<'_>| {
        let last = area.region(*at).last;
        InsertCell {
            column: columns.range(..at.column).count(),
            span: (
                usize::try_from(last.row.min(last_row) - at.row).unwrap_or(0) + 1,
                columns.range(at.column..=last.column).count(),
            ),
            text: paragraph(0, shown(cell), area.locus(*at)),
        }
    };
    let insert = Insert {
        before: 0,
        columns: columns.len(),
        rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
    };
    let first = places().next().unwrap_or(CellRef::new(0, 0));
    (area.locus(first), insert)
}
