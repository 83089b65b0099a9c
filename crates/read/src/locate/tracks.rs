//! The rows of a sheet that stand beside one label, and the columns under one header: mostly one
//! each. Where there are several, what is written beside and over them is noted, for whoever
//! chooses between them.

use nianbao_model::locus::{CellRange, CellRef};
use nianbao_model::source::{Cell, Sheet};

use super::header::HEADER_DEPTH;
use super::{FoundRow, Vocabulary};
use crate::number;
use crate::wording::Says;

/// One of the sheet's rows beside a label, or columns under a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Track {
    /// The row or column, from zero.
    pub(crate) at: u32,
    /// What is written about it.
    pub(crate) says: Says,
}

/// How many rows or columns one label may stand beside or over; what is beyond is not its own.
const MOST: u32 = 60;
/// How many cells of a row are looked at for words about it.
const ROW_CELLS: usize = 60;

/// Notes for each row of a block all rows beside its label and all columns under its headers.
pub(super) fn find(sheet: &Sheet, rows: &mut [FoundRow<'_>], vocabulary: &Vocabulary, year: Option<i32>) {
    let labels: Vec<CellRange> = rows.iter().map(|row| row.label).collect();
    let below = |header: CellRange| {
        let under = rows
            .iter()
            .filter(|row| row.columns.iter().any(|column| column.header == header));
        under.map(|row| row.label.first.row).min()
    };
    let firsts: Vec<Vec<u32>> = rows
        .iter()
        .map(|row| {
            let firsts = row.columns.iter().map(|column| below(column.header));
            firsts.map(|first| first.unwrap_or(row.label.first.row)).collect()
        })
        .collect();
    for (row, firsts) in rows.iter_mut().zip(firsts) {
        columns_under(sheet, row, &firsts, year);
        rows_beside(sheet, row, &labels, vocabulary, year);
    }
}

/// The columns under each header of a row: those its cell is merged over, and those to the
/// right of it that have a word of their own below the header, and no other header.
pub(super) fn columns_under(sheet: &Sheet, row: &mut FoundRow<'_>, firsts: &[u32], year: Option<i32>) {
    let headers: Vec<CellRange> = row.columns.iter().map(|column| column.header).collect();
    for (column, first) in row.columns.iter_mut().zip(firsts) {
        let header = column.header;
        let from = header.last.row + 1;
        let words = from..(*first).min(from.saturating_add(HEADER_DEPTH));
        let says = |at: u32| {
            let cells = words.clone().filter_map(|row| sheet.at(CellRef::new(row, at)));
            cells.fold(Says::default(), |says, cell| says.and(Says::of(&cell.display(), year)))
        };
        let own = match column.is_in_order {
            true => column.at..=column.at,
            false => column.at..=header.last.column.min(header.first.column.saturating_add(MOST)),
        };
        column.tracks = own.map(|at| Track { at, says: says(at) }).collect();
        column.words = words.clone();
        if words.is_empty() {
            continue;
        }
        for at in header.last.column + 1..row.until.min(header.last.column.saturating_add(MOST)) {
            let is_bare = (header.first.row..=header.last.row)
                .all(|row| sheet.cells.get(&CellRef::new(row, at)).is_none_or(Cell::is_blank));
            let is_others = headers
                .iter()
                .any(|other| (other.first.column..=other.last.column).contains(&at));
            let says = says(at);
            if !is_bare || is_others || !says.is_telling() {
                break;
            }
            column.tracks.push(Track { at, says });
        }
    }
}

/// The rows beside a label: those its cell is merged over, and those below it without a label
/// that have figures under the same headers.
fn rows_beside(
    sheet: &Sheet,
    row: &mut FoundRow<'_>,
    labels: &[CellRange],
    vocabulary: &Vocabulary,
    year: Option<i32>,
) {
    let label = row.label;
    let last = label.last.row.min(label.first.row.saturating_add(MOST));
    let mut tracks: Vec<Track> = (label.first.row..=last)
        .map(|at| Track {
            at,
            says: says_beside(sheet, row, at, year),
        })
        .collect();
    for at in last + 1..last.saturating_add(MOST) {
        let is_others = labels
            .iter()
            .any(|label| (label.first.row..=label.last.row).contains(&at));
        if is_others || !goes_on(sheet, row, at, vocabulary) {
            break;
        }
        tracks.push(Track {
            at,
            says: says_beside(sheet, row, at, year),
        });
    }
    row.tracks = tracks;
}

/// What the words in a row say about its figures.
pub(super) fn says_beside(sheet: &Sheet, row: &FoundRow<'_>, at: u32, year: Option<i32>) -> Says {
    let beside =
        CellRef::new(at, row.label.last.column + 1)..CellRef::new(at, row.until.max(row.label.last.column + 1));
    let words = sheet
        .cells
        .range(beside)
        .take(ROW_CELLS)
        .filter(|(at, _)| !row.has_figures_in(at.column));
    words
        .filter_map(|(_, cell)| cell.text())
        .fold(Says::default(), |says, text| says.and(Says::of(text, year)))
}

/// Whether a row below a label has no label of its own, and figures under the label's headers.
fn goes_on(sheet: &Sheet, row: &FoundRow<'_>, at: u32, vocabulary: &Vocabulary) -> bool {
    let first = row
        .columns
        .iter()
        .flat_map(|column| &column.tracks)
        .map(|track| track.at)
        .min();
    let Some(first) = first.filter(|first| *first > row.label.last.column) else {
        return false;
    };
    let left = CellRef::new(at, 0)..CellRef::new(at, first);
    let mut left = sheet
        .cells
        .range(left)
        .rev()
        .take(ROW_CELLS)
        .filter(|(_, cell)| !cell.is_blank());
    // Another table on the left ends with a figure.
    let is_labelled = left
        .by_ref()
        .take_while(|(_, cell)| cell.text().is_some())
        .any(|(cell, content)| {
            cell.column <= row.label.last.column || content.label().is_some_and(|label| vocabulary.has(label))
        });
    let under = row.columns.iter().flat_map(|column| &column.tracks);
    let cells = under.filter_map(|track| sheet.cells.get(&CellRef::new(at, track.at)));
    let figures: Vec<bool> = cells.filter(|cell| !cell.is_blank()).map(number::is_figure).collect();
    !is_labelled && !figures.is_empty() && figures.iter().all(|is_figure| *is_figure)
}
