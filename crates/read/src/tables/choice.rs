//! Which cell holds a figure, where a label stands beside several rows or a header over several
//! columns: the one that is said to be this year's, or the total, or the only one that is
//! filled. Never the first: what nothing tells is left open, with every cell it may be.

use nianbao_model::locus::CellRef;
use nianbao_model::report::{DoubtReason, Sourced};
use nianbao_model::source::{Cell, Sheet};

use crate::locate::{Column, FoundRow, Track};
use crate::number;

/// The cell of a figure.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// This one; it may be blank.
    Cell(CellRef),
    /// Nobody can tell, for this reason; it may be any of these.
    Open(DoubtReason, Vec<CellRef>),
}

/// The cell of the figure where this row and column meet.
pub(super) fn cell_of(row: &FoundRow<'_>, column: &Column<'_>) -> Choice {
    let sheet = row.sheet;
    let (rows, columns) = (this_years(&row.tracks), this_years(&column.tracks));
    let cells = |rows: &[&Track], columns: &[&Track]| {
        let at = rows
            .iter()
            .flat_map(|row| columns.iter().map(|column| CellRef::new(row.at, column.at)));
        filled(sheet, at)
    };
    let all: Vec<&Track> = row.tracks.iter().collect();
    let all_columns: Vec<&Track> = column.tracks.iter().collect();
    if rows.is_empty() || columns.is_empty() {
        let found = cells(&all, &all_columns);
        return match found.is_empty() {
            true => Choice::Cell(home(row, column)),
            false => Choice::Open(DoubtReason::OtherYear, found),
        };
    }
    let found = cells(&rows, &columns);
    match found.as_slice() {
        [] => nothing_there(row, column, &rows, &columns),
        [only] => below_its_label(row, column, *only),
        _ => total(sheet, &rows, &columns).unwrap_or(Choice::Open(DoubtReason::Several, found)),
    }
}

/// The rows or columns that may be this year's: those that are said to be, or else those that
/// are not said to be another year's.
fn this_years(tracks: &[Track]) -> Vec<&Track> {
    let said = |own: bool| move |track: &&Track| track.says.is_own_year == Some(own);
    let own: Vec<&Track> = tracks.iter().filter(said(true)).collect();
    match own.is_empty() {
        true => tracks.iter().filter(|track| !said(false)(track)).collect(),
        false => own,
    }
}

/// The figures beside that of this row and column, in rows and columns that are said to be another year's.
pub(super) fn of_other_years(row: &FoundRow<'_>, column: &Column<'_>) -> Vec<Sourced<String>> {
    if row.tracks.len() == 1 && column.tracks.len() == 1 {
        return Vec::new();
    }
    let is_other = |track: &Track| track.says.is_own_year == Some(false);
    let places = row.tracks.iter().flat_map(|row| {
        let columns = column
            .tracks
            .iter()
            .filter(move |column| is_other(row) || is_other(column));
        columns.map(move |column| CellRef::new(row.at, column.at))
    });
    let told = places.filter_map(|at| {
        let cell = row
            .sheet
            .cells
            .get(&at)
            .filter(|cell| !cell.is_blank() && may_be_figure(cell))?;
        Some(Sourced {
            value: cell.display().into_owned(),
            locus: row.sheet.locus(at),
        })
    });
    told.collect()
}

/// The cells among these with something in them; of several those with a figure.
fn filled(sheet: &Sheet, cells: impl Iterator<Item = CellRef>) -> Vec<CellRef> {
    let mut found: Vec<CellRef> = Vec::new();
    for at in cells {
        let first = sheet.region(at).first;
        if sheet.cells.get(&first).is_some_and(|cell| !cell.is_blank()) && !found.contains(&first) {
            found.push(first);
        }
    }
    let is_figure = |at: &CellRef| sheet.cells.get(at).is_some_and(may_be_figure);
    if found.len() > 1 && found.iter().any(is_figure) {
        found.retain(is_figure);
    }
    found
}

/// Whether a cell holds a figure, or what stands for one.
fn may_be_figure(cell: &Cell) -> bool {
    cell.text().is_none() || number::is_figure(cell)
}

/// Of several cells the total, where one is said to be it.
fn total(sheet: &Sheet, rows: &[&Track], columns: &[&Track]) -> Option<Choice> {
    let only = |tracks: &[&Track]| -> Option<u32> {
        let mut totals = tracks.iter().filter(|track| track.says.is_total);
        match (tracks, totals.next(), totals.next()) {
            (_, Some(total), None) => Some(total.at),
            ([single], ..) => Some(single.at),
            _ => None,
        }
    };
    let at = CellRef::new(only(rows)?, only(columns)?);
    // A total that was not filled in is blank; its parts are not it.
    Some(Choice::Cell(sheet.region(at).first))
}

/// The place a figure has by its label and header alone.
fn home(row: &FoundRow<'_>, column: &Column<'_>) -> CellRef {
    CellRef::new(row.label.first.row, column.at)
}

/// A figure in a row below its label that has no label, and is not merged with the label's,
/// stands beside nothing.
fn below_its_label(row: &FoundRow<'_>, column: &Column<'_>, cell: CellRef) -> Choice {
    let says = row
        .tracks
        .iter()
        .find(|track| track.at == cell.row)
        .map(|track| track.says);
    let is_chosen = says.is_some_and(|says| says.is_telling());
    let is_beside = cell.row <= row.label.last.row || row.tracks.iter().all(|track| track.at != cell.row);
    match is_chosen || is_beside {
        true => Choice::Cell(cell),
        false => Choice::Open(DoubtReason::Displaced, vec![home(row, column), cell]),
    }
}

/// Where none of its cells is filled: a number right beside them, under no header, may be the
/// figure.
fn nothing_there(row: &FoundRow<'_>, column: &Column<'_>, rows: &[&Track], columns: &[&Track]) -> Choice {
    let sheet = row.sheet;
    let at = CellRef::new(
        rows.first().map_or(row.label.first.row, |track| track.at),
        columns.first().map_or(column.at, |track| track.at),
    );
    let is_free = |beside: &u32| {
        let is_others = row.has_figures_in(*beside);
        let is_label = *beside <= row.label.last.column && !row.row.path.is_empty();
        let header = (column.header.first.row..=column.header.last.row).any(|row| {
            sheet
                .at(CellRef::new(row, *beside))
                .is_some_and(|cell| !cell.is_blank())
        });
        !is_others && !is_label && !header && *beside < row.until
    };
    let first = column.tracks.iter().map(|track| track.at).min().unwrap_or(column.at);
    let last = column.tracks.iter().map(|track| track.at).max().unwrap_or(column.at);
    let beside = [last.checked_add(1), first.checked_sub(1)];
    let strays = beside.into_iter().flatten().filter(is_free).filter_map(|column| {
        let stray = CellRef::new(at.row, column);
        sheet
            .cells
            .get(&stray)
            .filter(|cell| number::is_figure(cell))
            .map(|_| stray)
    });
    let strays: Vec<CellRef> = strays.collect();
    match strays.is_empty() {
        true => Choice::Cell(at),
        false => Choice::Open(DoubtReason::Displaced, std::iter::once(at).chain(strays).collect()),
    }
}
