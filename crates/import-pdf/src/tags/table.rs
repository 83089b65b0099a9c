//! A table by its tags, held against the page: columns have to stand beside each other as the tree
//! has them, and rows below each other.

use std::collections::{BTreeMap, BTreeSet};

use nianbao_model::{CellRange, CellRef};

use super::passage;
use super::tree::{Element, Kid, Kind, Pieces};
use crate::content::Placed;
use crate::grid::Grid;
use crate::limits::MAX_TRACKS;
use crate::text;

/// How far a text may reach over into the next column or row, in points.
const OVER: f64 = 2.0;

/// The grid of a table; nothing if it is none, or not as it stands on the page.
///
/// `fields` is how many fields tables may still have.
pub(crate) fn read(element: &Element, pieces: &Pieces, fields: &mut usize) -> Option<Grid> {
    let mut rows = Vec::new();
    find_rows(element, &mut rows);
    let mut grid = Grid::default();
    let mut taken: BTreeSet<(u32, u32)> = BTreeSet::new();
    let mut placed: Vec<(CellRange, usize, Vec<Placed>)> = Vec::new();
    let most = u32::try_from(MAX_TRACKS).ok()?;
    if rows.len() > MAX_TRACKS {
        return None;
    }
    for (row, cells) in (0..).zip(rows) {
        let mut column = 0;
        for cell in cells {
            while taken.contains(&(row, column)) {
                column += 1;
            }
            let [down, across] = cell.spans;
            if column.checked_add(across)? > most || row.checked_add(down)? > most {
                return None;
            }
            let count = usize::try_from(down.checked_mul(across)?).ok()?;
            *fields = fields.checked_sub(count)?;
            let last = CellRef::new(row + down - 1, column + across - 1);
            for field in (row..=last.row).flat_map(|row| (column..=last.column).map(move |column| (row, column))) {
                if !taken.insert(field) {
                    return None;
                }
            }
            let range = CellRange {
                first: CellRef::new(row, column),
                last,
            };
            let (text, left_out) = passage::cell(cell, pieces);
            grid.put(range, text, left_out);
            placed.extend(
                on_pages(cell, pieces)
                    .into_iter()
                    .map(|(page, glyphs)| (range, page, glyphs)),
            );
            column += across;
        }
    }
    grid.page = placed.first().map_or(0, |(_, page, _)| page + 1);
    stands(&placed).then_some(grid)
}

/// The rows of a table, each as its cells.
fn find_rows<'e>(element: &'e Element, rows: &mut Vec<Vec<&'e Element>>) {
    for kid in &element.kids {
        let Kid::Element(kid) = kid else { continue };
        match kid.kind {
            Kind::Row => {
                let cells = kid.kids.iter().filter_map(|kid| match kid {
                    Kid::Element(cell) if cell.kind == Kind::Cell => Some(cell),
                    _ => None,
                });
                rows.push(cells.collect());
            }
            Kind::Group | Kind::List | Kind::Unnamed => find_rows(kid, rows),
            _ => {}
        }
    }
}

/// What is drawn of a cell, page by page.
fn on_pages(cell: &Element, pieces: &Pieces) -> BTreeMap<usize, Vec<Placed>> {
    let mut pages: BTreeMap<usize, Vec<Placed>> = BTreeMap::new();
    cell.each_piece(&mut |piece| {
        let glyphs = pieces.get(&piece).into_iter().flatten();
        let visible = glyphs.filter(|glyph| glyph.left_out.is_none() && !text::is_blank(glyph.c));
        pages.entry(piece.page).or_default().extend(visible);
    });
    pages.retain(|_, glyphs| !glyphs.is_empty());
    pages
}

/// Whether cells stand on the page as they do in the grid.
fn stands(cells: &[(CellRange, usize, Vec<Placed>)]) -> bool {
    // Of each page and column, or row: from where to where its cells reach.
    let mut columns: BTreeMap<(usize, u32), (f64, f64)> = BTreeMap::new();
    let mut rows: BTreeMap<(usize, u32), (f64, f64)> = BTreeMap::new();
    for (range, page, glyphs) in cells {
        let reach = |of: fn(&Placed) -> (f64, f64)| {
            let ends = glyphs.iter().map(of);
            ends.fold((f64::INFINITY, f64::NEG_INFINITY), |all, one| {
                (all.0.min(one.0), all.1.max(one.1))
            })
        };
        let add = |tracks: &mut BTreeMap<(usize, u32), (f64, f64)>, track, (from, to): (f64, f64)| {
            let entry = tracks.entry((*page, track)).or_insert((from, to));
            *entry = (entry.0.min(from), entry.1.max(to));
        };
        if range.first.column == range.last.column {
            add(
                &mut columns,
                range.first.column,
                reach(|glyph| (glyph.left, glyph.right)),
            );
        }
        if range.first.row == range.last.row {
            add(
                &mut rows,
                range.first.row,
                reach(|glyph| (glyph.level(), glyph.level())),
            );
        }
    }
    let follow = |tracks: &BTreeMap<(usize, u32), (f64, f64)>| {
        let pairs = tracks.iter().zip(tracks.iter().skip(1));
        pairs
            .into_iter()
            .all(|(((page, _), (_, end)), ((next_page, _), (begin, _)))| page != next_page || *begin >= *end - OVER)
    };
    follow(&columns) && follow(&rows)
}
