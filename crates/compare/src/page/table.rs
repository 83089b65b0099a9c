//! A statutory table as the form prints it, each cell with both years' figures. Every figure names
//! its header cells, for `scope` alone cannot say which labels it has where groups nest.

use std::collections::BTreeMap;

use nianbao_model::Lang;
use nianbao_model::form::{Block, Table, key};
use nianbao_model::layout::{Grid, GridCell, GridContent, grid};
use serde::Serialize;

use crate::figures::{FigureChange, TableChanges};
use crate::words::{growth, number, signed};

/// The width below which a table scrolls instead of shrinking, in ems of its text.
const EMS_PER_COLUMN: usize = 6;
/// That width at most: what fits a printed page.
const EMS: usize = 56;

/// A block of a table as the template sees it.
#[derive(Debug, Serialize)]
pub(super) struct BlockView<'a> {
    id: String,
    caption: Option<&'a str>,
    min_width: usize,
    head: Vec<Vec<CellView>>,
    body: Vec<Vec<CellView>>,
}

#[derive(Debug, Serialize)]
struct CellView {
    tag: &'static str,
    id: Option<String>,
    scope: Option<&'static str>,
    headers: Option<String>,
    column_span: usize,
    row_span: usize,
    class: &'static str,
    /// The label, or the later figure; `None` if that is not known.
    text: Option<String>,
    /// The earlier figure, and how far it has moved; where it is a figure that is not zero in both.
    before: Option<String>,
    moved: Option<String>,
    growth: Option<String>,
}

/// The blocks of a table.
pub(super) fn blocks<'a>(table: &'a Table, changes: &TableChanges, id: &str, lang: Lang) -> Vec<BlockView<'a>> {
    let known: BTreeMap<&str, &FigureChange> = changes
        .figures
        .iter()
        .map(|change| (change.key.as_str(), change))
        .collect();
    let block = |(number, block): (usize, &'a Block)| {
        let grid = grid(block);
        let id = format!("{id}-{number}");
        let mut rows: Vec<Vec<CellView>> = (0..grid.rows).map(|_| Vec::new()).collect();
        for cell in &grid.cells {
            if let Some(row) = rows.get_mut(cell.row) {
                row.push(match &cell.content {
                    GridContent::Figure { row, column } => {
                        let change = known.get(key(&table.key, row, column).as_str()).copied();
                        figure(&grid, &id, cell, change, lang)
                    }
                    _ => label(&id, cell),
                });
            }
        }
        let body = rows.split_off(grid.header_rows.min(rows.len()));
        BlockView {
            caption: block.caption.as_deref(),
            min_width: EMS.min(grid.columns * EMS_PER_COLUMN),
            head: rows,
            body,
            id,
        }
    };
    table.blocks.iter().enumerate().map(block).collect()
}

fn cell_id(block: &str, cell: &GridCell) -> String {
    format!("{block}-{}-{}", cell.row, cell.column)
}

fn label(block: &str, cell: &GridCell) -> CellView {
    let (scope, class) = match cell.content {
        GridContent::RowLabel(_) => ("row", "left"),
        _ => ("col", ""),
    };
    let is_header = !cell.label().is_empty();
    CellView {
        // An empty header cell heads nothing.
        tag: if is_header { "th" } else { "td" },
        id: is_header.then(|| cell_id(block, cell)),
        scope: is_header.then_some(scope),
        headers: None,
        column_span: cell.column_span,
        row_span: cell.row_span,
        class,
        text: Some(cell.label().to_owned()),
        before: None,
        moved: None,
        growth: None,
    }
}

fn figure(grid: &Grid, block: &str, cell: &GridCell, change: Option<&FigureChange>, lang: Lang) -> CellView {
    let headers: Vec<String> = grid.headers(cell).map(|header| cell_id(block, header)).collect();
    let told = change.filter(|change| !change.is_zero());
    let moved = told.and_then(FigureChange::difference).filter(|moved| !moved.is_zero());
    CellView {
        tag: "td",
        id: None,
        scope: None,
        headers: (!headers.is_empty()).then(|| headers.join(" ")),
        column_span: cell.column_span,
        row_span: cell.row_span,
        class: match (told, moved) {
            (None, _) => "nil",
            (_, Some(_)) => "moved",
            _ => "",
        },
        text: change.and_then(|change| change.after).map(number),
        before: told.and_then(|change| change.before).map(number),
        moved: moved.map(signed),
        growth: told.and_then(|change| growth(change, lang)),
    }
}
