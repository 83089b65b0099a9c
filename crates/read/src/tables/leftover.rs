//! What stands within and around a table and is no part of the form: subtotals that the office
//! added, rows and columns that nobody asked for, notes. Every cell that no table claims is
//! accounted for: what looks like data is named at its place, other words are listed once, and
//! what every form has around it ([`crate::furniture`]) is passed over.

use std::collections::{BTreeMap, BTreeSet};

use nianbao_model::form::{Block, Table, key};
use nianbao_model::label;
use nianbao_model::limits::MAX_LABELS;
use nianbao_model::locus::{CellRef, Locus};
use nianbao_model::report::{Omission, Omitted, Subtotal, Unknown};
use nianbao_model::source::{Cell, Sheet};

use crate::locate::{FoundRow, Located, groups_beside};
use crate::{figure, furniture};

/// What was found beside the form's own rows and columns.
#[derive(Default)]
pub(super) struct Leftover {
    pub(super) rows: Vec<Unknown>,
    pub(super) columns: Vec<Unknown>,
    pub(super) subtotals: Vec<Subtotal>,
    pub(super) notes: Vec<Omitted>,
}

/// How many rows above its data a column's header is looked for.
const HEADER_ROWS: usize = 60;

/// An unclaimed cell and where it stands.
type Stray<'a> = (CellRef, &'a Cell);

/// What stands in the table's area of a sheet and was not read.
pub(super) fn of(located: &Located<'_>) -> Leftover {
    let mut leftover = Leftover::default();
    let labelled: Vec<&FoundRow<'_>> = located.rows.iter().collect();
    if labelled.is_empty() {
        return leftover;
    }
    let counting = counting_columns(located);
    let mut beside: BTreeMap<u32, Vec<Stray<'_>>> = BTreeMap::new();
    let mut words: Vec<Stray<'_>> = Vec::new();
    for (row, strays) in by_row(located) {
        if strays.len() > 2 && furniture::is_counting(strays.iter().map(|(_, cell)| *cell)) {
            continue;
        }
        let strays = strays.into_iter().filter(|(at, _)| !counting.contains(&at.column));
        let strays: Vec<Stray<'_>> = strays.collect();
        let (data, others): (Vec<Stray<'_>>, Vec<Stray<'_>>) = match in_table(located, row) {
            true => strays
                .into_iter()
                .partition(|(_, cell)| furniture::looks_like_data(cell)),
            false => row_by_itself(located, row, strays, &mut leftover),
        };
        for (at, cell) in data {
            beside.entry(at.column).or_default().push((at, cell));
        }
        words.extend(others);
    }
    for (column, strays) in beside {
        // A number among the remarks is one of them.
        let (remarks, data) = strays.into_iter().partition(|(at, _)| is_of_remarks(located, *at));
        words.extend::<Vec<Stray<'_>>>(remarks);
        columns_beside(located, column, &data, &mut leftover);
    }
    words.sort_by_key(|(at, _)| (at.row, at.column));
    // What is a column's header is told with its column.
    words.retain(|(at, _)| {
        let place = located.sheet.locus(*at);
        !leftover.columns.iter().any(|column| column.locus == place)
    });
    leftover.notes = notes(located, &words);
    leftover.rows.truncate(MAX_LABELS);
    leftover.columns.truncate(MAX_LABELS);
    leftover
}

/// The unclaimed cells, row by row.
fn by_row<'a>(located: &Located<'a>) -> BTreeMap<u32, Vec<Stray<'a>>> {
    let mut rows: BTreeMap<u32, Vec<Stray<'a>>> = BTreeMap::new();
    for at in &located.unclaimed {
        if let Some(cell) = located.sheet.cells.get(at) {
            rows.entry(at.row).or_default().push((*at, cell));
        }
    }
    rows
}

/// The columns beside the labels that only count the rows.
fn counting_columns(located: &Located<'_>) -> BTreeSet<u32> {
    let mut columns: BTreeMap<u32, Vec<&Cell>> = BTreeMap::new();
    for at in &located.unclaimed {
        if let Some(cell) = located
            .sheet
            .cells
            .get(at)
            .filter(|cell| cell.text().is_none_or(is_number))
        {
            columns.entry(at.column).or_default().push(cell);
        }
    }
    let counting = columns
        .into_iter()
        .filter(|(_, cells)| furniture::is_counting(cells.iter().copied()));
    counting.map(|(column, _)| column).collect()
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a row of the sheet is one of the table's rows of figures, or its header's.
fn in_table(located: &Located<'_>, row: u32) -> bool {
    let mut tracks = located.rows.iter().flat_map(|found| &found.tracks);
    let mut columns = located.rows.iter().flat_map(|found| &found.columns);
    tracks.any(|track| track.at == row)
        || columns.any(|column| (column.header.first.row..=column.header.last.row).contains(&row))
}

/// A row that is none of the form's: subtotals, or a row of the office's own. Gives back what of
/// it is neither.
fn row_by_itself<'a>(
    located: &Located<'a>,
    row: u32,
    strays: Vec<Stray<'a>>,
    leftover: &mut Leftover,
) -> (Vec<Stray<'a>>, Vec<Stray<'a>>) {
    let Located { table, sheet, .. } = located;
    // A second row of figures of a table that has one.
    let is_told =
        |second: &Locus| second.cell.is_some_and(|cell| cell.row == row) && second.sheet.as_ref() == Some(&sheet.name);
    if located.duplicates.iter().any(|duplicate| is_told(&duplicate.second)) {
        return (Vec::new(), Vec::new());
    }
    if furniture::is_passed_check(&strays) {
        return (Vec::new(), Vec::new());
    }
    let known = furniture::in_row(&strays);
    let strays: Vec<Stray<'a>> = strays.into_iter().filter(|(at, _)| !known.contains(at)).collect();
    let Some((first, _)) = strays.iter().find(|(_, cell)| furniture::looks_like_data(cell)) else {
        return (Vec::new(), strays);
    };
    let above = located.rows.iter().filter(|found| found.label.last.row < row);
    let above = above.max_by_key(|found| found.label.last.row);
    let above = above.or_else(|| located.rows.iter().min_by_key(|found| found.label.first.row));
    let label = (0..first.column).rev().take(MAX_LABELS).find_map(|column| {
        let at = CellRef::new(row, column);
        sheet.text_at(at).map(|text| (sheet.region(at).first, text))
    });
    let own = first_words(sheet, *first);
    let (at, text) = label.unwrap_or((*first, own));
    if located.headless.iter().any(|(_, locus)| *locus == sheet.locus(at)) {
        return (Vec::new(), Vec::new());
    }
    let group = above.and_then(|above| Some((above, group_of_subtotal(sheet, at, text, above.block)?)));
    match group {
        Some((above, group)) => leftover.subtotals.push(subtotal(table, sheet, above, row, text, group)),
        None => leftover.rows.push(Unknown {
            label: one_line(text),
            locus: sheet.locus(at),
            nearest: label::nearest(text, row_labels(table)).map(str::to_owned),
        }),
    }
    (Vec::new(), Vec::new())
}

/// What a cell itself calls its number, where it holds words too.
fn first_words(sheet: &Sheet, at: CellRef) -> &str {
    let text = sheet.text_at(at).unwrap_or_default();
    if text.chars().any(char::is_alphabetic) {
        text
    } else {
        ""
    }
}

fn subtotal(table: &Table, sheet: &Sheet, above: &FoundRow<'_>, row: u32, text: &str, group: String) -> Subtotal {
    let figures = above.columns.iter().map(|column| {
        let leaf = column.leaf;
        let key = key(&table.key, &group, &leaf.path);
        (leaf.path.clone(), figure::at(sheet, key, leaf, row, column.at))
    });
    Subtotal {
        label: text.to_owned(),
        figures: figures.collect(),
        group,
    }
}

fn row_labels(table: &Table) -> impl Iterator<Item = &str> {
    let rows = table.blocks.iter().flat_map(|block| &block.leaf_rows);
    rows.map(|row| row.label.text.as_str())
}

fn column_labels(table: &Table) -> impl Iterator<Item = &str> {
    let columns = table.blocks.iter().flat_map(|block| &block.leaf_columns);
    columns.map(|column| column.label.text.as_str())
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

/// Data in one column beside the form's own, in rows of the table: a column of the office's, with
/// its header in whichever row of the header it stands.
fn columns_beside(located: &Located<'_>, column: u32, strays: &[Stray<'_>], leftover: &mut Leftover) {
    let Located { table, sheet, .. } = located;
    let mut known: Vec<CellRef> = Vec::new();
    let mut last = None;
    for (at, _) in strays.iter().take(MAX_LABELS) {
        // One below the other they are under the same header.
        if last.replace(at.row).is_some_and(|last| last + 1 == at.row) {
            continue;
        }
        let header = rows_over(located, at.row).find_map(|row| {
            let at = CellRef::new(row, column);
            let text = sheet.text_at(at)?;
            Some((sheet.region(at).first, text))
        });
        if header.is_some_and(|(_, text)| furniture::is_header_of_nothing(text)) {
            continue;
        }
        // A caption or title over the whole table is no column's header.
        let header = header.filter(|(first, _)| first.column == column);
        let (place, text) = header.unwrap_or((*at, ""));
        let follows = known
            .last()
            .is_some_and(|last| text.is_empty() && last.column == column);
        if follows || known.contains(&place) {
            continue;
        }
        known.push(place);
        let locus = sheet.locus(place);
        if located.duplicates.iter().any(|duplicate| duplicate.second == locus) {
            continue;
        }
        leftover.columns.push(Unknown {
            label: one_line(text),
            locus,
            nearest: label::nearest(text, column_labels(table)).map(str::to_owned),
        });
    }
}

/// Whether a cell stands in a column of remarks.
fn is_of_remarks(located: &Located<'_>, at: CellRef) -> bool {
    let text_over = |row: u32| located.sheet.text_at(CellRef::new(row, at.column));
    let header = rows_over(located, at.row).find_map(text_over);
    in_table(located, at.row) && header.is_some_and(furniture::is_header_of_remarks)
}

/// The rows over a row of figures, nearest first, down from the figures of the header before.
fn rows_over<'a>(located: &'a Located<'_>, row: u32) -> impl Iterator<Item = u32> + 'a {
    let over = (0..row).rev().take(HEADER_ROWS);
    let over = over.skip_while(|row| is_row_of_figures(located, *row));
    over.take_while(|row| !is_row_of_figures(located, *row))
}

fn is_row_of_figures(located: &Located<'_>, row: u32) -> bool {
    let mut tracks = located.rows.iter().flat_map(|found| &found.tracks);
    tracks.any(|track| track.at == row)
}

/// Words that are not known to every form, those of rows one below the other listed once.
fn notes(located: &Located<'_>, words: &[Stray<'_>]) -> Vec<Omitted> {
    let mut notes: Vec<(u32, Omitted)> = Vec::new();
    for (at, cell) in words.iter().take(MAX_LABELS) {
        let shown = cell.display();
        let text_over = |row: u32| located.sheet.text_at(CellRef::new(row, at.column));
        let header = || rows_over(located, at.row).find_map(text_over);
        let is_remark = is_of_remarks(located, *at);
        let is_nothing = || in_table(located, at.row) && header().is_some_and(furniture::is_header_of_nothing);
        let is_told_by_none = match is_remark {
            true => ["无", "没有", "同上", "/", "-", "—"].contains(&shown.trim()),
            false => furniture::is_known(&shown) || is_nothing(),
        };
        if is_told_by_none {
            continue;
        }
        // Remarks are told once for their column.
        let is_told = |note: &Omitted| is_remark && note.locus.cell.is_some_and(|first| first.column == at.column);
        match notes.last_mut() {
            Some((last, note)) if at.row <= *last + 1 || is_told(note) => {
                *last = at.row;
                note.count += 1;
            }
            _ => {
                let note = Omitted {
                    reason: Omission::BesideTable,
                    text: one_line(&shown),
                    count: 1,
                    locus: located.sheet.locus(*at),
                };
                notes.push((at.row, note));
            }
        }
    }
    notes.into_iter().map(|(_, note)| note).collect()
}
