//! A table of one row without a label (四): which of the rows below its header holds its
//! figures.

use nianbao_model::form::{Block, Leaf};
use nianbao_model::locus::{CellRange, CellRef};
use nianbao_model::report::Duplicate;
use nianbao_model::source::{CellValue, Sheet};

use super::header::columns_at;
use super::{Context, FoundRow, Located, Track, tracks};
use crate::number;
use crate::wording::Says;

/// How far below its header the row of figures may stand.
const REACH: u32 = 60;
/// How many cells of a row are looked at.
const ROW_CELLS: usize = 200;

/// A column and where its header stands.
type Header<'a> = (&'a Leaf, CellRange);

/// Finds the row of each copy of the header.
pub(super) fn find<'a>(located: &mut Located<'a>, block: &'a Block, context: &Context<'_>) {
    let mut candidates = Vec::new();
    for headers in instances(located, block) {
        if headers.len() * 2 < block.leaf_columns.len() {
            continue;
        }
        candidates.extend(row_below(located, block, &headers, context));
    }
    // A header that was copied once more has nothing below it but itself.
    let any_filled = candidates.iter().any(|(filled, _)| *filled);
    let found = candidates.into_iter().filter(|(filled, _)| *filled || !any_filled);
    located.rows.extend(found.map(|(_, row)| row));
}

/// The copies of the header, each with the columns it has.
fn instances<'a>(located: &Located<'a>, block: &'a Block) -> Vec<Vec<Header<'a>>> {
    let mut instances: Vec<Vec<Header<'a>>> = Vec::new();
    for leaf in &block.leaf_columns {
        let own = located
            .header
            .iter()
            .filter(|cell| cell.is_for(leaf, &block.leaf_columns));
        for (nth, cell) in own.enumerate() {
            if nth == instances.len() {
                instances.push(Vec::new());
            }
            instances[nth].push((leaf, cell.region));
        }
    }
    instances
}

/// The row of figures below one copy of the header, and whether anything stands in it. Of
/// several the one that is said to be this year's; the others are noted.
fn row_below<'a>(
    located: &mut Located<'a>,
    block: &'a Block,
    headers: &[Header<'a>],
    context: &Context<'_>,
) -> Option<(bool, FoundRow<'a>)> {
    let (sheet, leaf) = (located.sheet, block.leaf_rows.first()?);
    let below = headers.iter().map(|(_, header)| header.last.row).max()? + 1;
    let first = headers.iter().map(|(_, header)| header.first.column).min()?;
    let row_at = |at: u32| {
        let place = CellRef::new(at, first);
        let mut row = FoundRow {
            sheet,
            block,
            row: leaf,
            label: CellRange {
                first: place,
                last: place,
            },
            tracks: Vec::new(),
            columns: columns_at(sheet, at, 0, headers),
            until: u32::MAX,
        };
        tracks::columns_under(sheet, &mut row, &vec![at; headers.len()], context.year);
        let says = says_about(sheet, &row, at, below, context.year);
        row.tracks = vec![Track { at, says }];
        row
    };
    let rows = data_rows(located, headers, below, context);
    let mut found: Vec<FoundRow<'a>> = rows.iter().map(|at| row_at(*at)).collect();
    if found.is_empty() {
        let blank = (below..)
            .find(|row| !is_numbering(sheet, *row, headers))
            .unwrap_or(below);
        return Some((false, row_at(blank)));
    }
    let own = |row: &FoundRow<'_>| row.tracks.iter().any(|track| track.says.is_own_year == Some(true));
    let chosen = found.swap_remove(found.iter().position(own).unwrap_or(0));
    // Whose a second row's figures are nobody can tell for sure.
    for other in &found {
        located.duplicates.push(Duplicate {
            label: located.table.label.clone(),
            first: chosen.locus(),
            second: other.locus(),
        });
    }
    Some((true, chosen))
}

/// The rows below a header that hold figures, down to what belongs to the form again.
fn data_rows(located: &Located<'_>, headers: &[Header<'_>], below: u32, context: &Context<'_>) -> Vec<u32> {
    let sheet = located.sheet;
    let until = below.saturating_add(REACH);
    let mut rows: Vec<u32> = Vec::new();
    let cells = sheet.cells.range(CellRef::new(below, 0)..CellRef::new(until, 0));
    for (at, cell) in cells {
        if cell
            .label()
            .is_some_and(|label| context.vocabulary.has(label) && label.chars().count() > 1)
        {
            rows.retain(|row| *row < at.row);
            break;
        }
        if !cell.is_blank() && rows.last() != Some(&at.row) {
            rows.push(at.row);
        }
    }
    let mut first = true;
    rows.retain(|row| {
        let figures = figures_in(sheet, *row, headers);
        // A number alone further down, or below figures, is a page's, or somebody's telephone.
        let is_row = figures.is_some_and(|figures| figures > 1 || (first && *row == below));
        let is_row = is_row && !is_numbering(sheet, *row, headers);
        first = first && !is_row;
        is_row
    });
    rows
}

/// How many figures stand under the headers in a row; `None` if it is a row of words.
fn figures_in(sheet: &Sheet, row: u32, headers: &[Header<'_>]) -> Option<usize> {
    let cells = headers
        .iter()
        .filter_map(|(_, header)| sheet.at(CellRef::new(row, header.first.column)));
    let (mut figures, mut words) = (0, 0);
    for cell in cells.filter(|cell| !cell.is_blank()) {
        match &cell.value {
            _ if number::is_figure(cell) => figures += 1,
            CellValue::Text(_) | CellValue::Date(_) => words += 1,
            // An error or a formula without its result stands for a figure.
            _ => figures += 1,
        }
    }
    let is_row = figures > 0 && (words == 0 || figures * 2 >= headers.len());
    is_row.then_some(figures)
}

/// What is said about a row of figures: in it, and in a line by itself right above and below.
fn says_about(sheet: &Sheet, row: &FoundRow<'_>, at: u32, below: u32, year: Option<i32>) -> Says {
    let words = |row: u32| {
        let cells = sheet.cells.range(CellRef::new(row, 0)..=CellRef::new(row, u32::MAX));
        cells.take(ROW_CELLS).filter(|(_, cell)| !cell.is_blank())
    };
    let beside = words(at).filter(|(cell, _)| !row.has_figures_in(cell.column));
    let mut says = Says::default();
    for (_, cell) in beside {
        says = says.and(cell.text().map_or(Says::default(), |text| Says::of(text, year)));
    }
    let line = |row: u32| match words(row).count() {
        1 => words(row).next().and_then(|(_, cell)| cell.text()),
        _ => None,
    };
    let over = at.checked_sub(1).filter(|row| *row >= below).and_then(line);
    let under = at.checked_add(1).and_then(line);
    let over = over.filter(|text| !text.contains("以上"));
    let under = under.filter(|text| !text.contains("以下"));
    let lines = over.into_iter().chain(under);
    lines.fold(says, |says, text| says.and(Says::of(text, year)))
}

/// Whether a row only numbers the columns: 1, 2, 3 and so on.
fn is_numbering(sheet: &Sheet, row: u32, headers: &[Header<'_>]) -> bool {
    let mut shown: Vec<(u32, Option<String>)> = headers
        .iter()
        .map(|(_, header)| {
            let column = header.first.column;
            let cell = sheet.cells.get(&CellRef::new(row, column));
            (column, cell.map(|cell| cell.display().into_owned()))
        })
        .collect();
    shown.sort();
    let mut numbers = (1..).zip(shown);
    numbers.all(|(number, (_, shown))| shown.is_some_and(|shown| shown == number.to_string()))
}
