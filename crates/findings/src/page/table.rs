//! A statutory table as the form prints it, with the office's figures, and the cells
//! that findings point at marked.
//!
//! `scope` alone cannot say which labels a figure has where groups nest three deep, so
//! every figure names its header cells (`headers`), outermost first.

use std::collections::BTreeMap;

use nianbao_check::Severity;
use nianbao_model::Report;
use nianbao_model::form::{Block, Table, key};
use nianbao_model::layout::{Grid, GridCell, GridContent, grid};
use serde::Serialize;

use super::item::{self, Item, class};
use super::place::Places;

/// The width below which a table scrolls instead of shrinking, in ems of its text.
const EMS_PER_COLUMN: usize = 4;
/// That width at most: what fits a printed page.
const EMS: usize = 42;

/// The marks of a report's cells, by the figures' keys.
pub(super) struct Marks(BTreeMap<String, Mark>);

/// What findings say of a cell.
struct Mark {
    /// The worst of the findings.
    severity: Severity,
    /// The numbers of those to be looked at here.
    first: Vec<(usize, Severity)>,
    /// The numbers of those it is involved in.
    involved: Vec<usize>,
    address: Option<String>,
}

impl Marks {
    /// The marks these items make.
    pub(super) fn new<'a>(items: impl IntoIterator<Item = &'a Item<'a>>, places: &Places<'_>) -> Self {
        let mut marks: BTreeMap<String, Mark> = BTreeMap::new();
        for item in items {
            let severity = item.severity();
            for (first, place) in item.places() {
                let Some(figure) = places.figure(place) else {
                    continue;
                };
                let mark = marks.entry(figure.key.clone()).or_insert_with(|| Mark {
                    severity,
                    first: Vec::new(),
                    involved: Vec::new(),
                    address: places.address(&place.locus),
                });
                let known =
                    mark.first.iter().any(|(number, _)| *number == item.number) || mark.involved.contains(&item.number);
                if known {
                    continue;
                }
                // What is to be looked at here colours the cell before what only involves it.
                if first {
                    let worst = mark.first.iter().map(|(_, severity)| *severity).max();
                    mark.severity = worst.map_or(severity, |worst| worst.max(severity));
                    mark.first.push((item.number, severity));
                } else {
                    if mark.first.is_empty() {
                        mark.severity = mark.severity.max(severity);
                    }
                    mark.involved.push(item.number);
                }
            }
        }
        Self(marks)
    }
}

/// The ids of a table's figure cells by the figures' keys; `table_id` is the table's.
pub(super) fn cell_ids(table: &Table, table_id: &str) -> Vec<(String, String)> {
    let mut ids = Vec::new();
    for (number, block) in table.blocks.iter().enumerate() {
        for cell in grid(block).cells {
            if let GridContent::Figure { row, column } = &cell.content {
                let key = key(&table.key, row, column);
                ids.push((key, cell_id(table_id, number, &cell)));
            }
        }
    }
    ids
}

fn cell_id(table_id: &str, block: usize, cell: &GridCell) -> String {
    format!("{table_id}-{block}-{}-{}", cell.row, cell.column)
}

/// A block of a table as the template sees it.
#[derive(Debug, Serialize)]
pub(super) struct BlockView<'a> {
    id: String,
    /// The line over the block, for those who cannot see it there.
    caption: Option<&'a str>,
    min_width: usize,
    label_columns: usize,
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
    /// `None` for a figure that was not found.
    text: Option<String>,
    mark: Option<MarkView>,
}

#[derive(Debug, Serialize)]
struct MarkView {
    severity: &'static str,
    findings: Vec<LinkView>,
    involved: Vec<usize>,
    address: Option<String>,
}

#[derive(Debug, Serialize)]
struct LinkView {
    number: usize,
    severity: &'static str,
    link: String,
}

/// What the cells of a block are made from.
struct Maker<'a> {
    grid: Grid,
    block: usize,
    table: &'a Table,
    table_id: &'a str,
    report_id: &'a str,
    report: &'a Report,
    marks: &'a Marks,
}

/// The blocks of a table with their marks.
pub(super) fn blocks<'a>(
    table: &'a Table,
    table_id: &str,
    report: &Report,
    report_id: &str,
    marks: &Marks,
) -> Vec<BlockView<'a>> {
    let block = |(number, block): (usize, &'a Block)| {
        let maker = Maker {
            grid: grid(block),
            block: number,
            table,
            table_id,
            report_id,
            report,
            marks,
        };
        let mut rows: Vec<Vec<CellView>> = (0..maker.grid.rows).map(|_| Vec::new()).collect();
        for cell in &maker.grid.cells {
            if let Some(row) = rows.get_mut(cell.row) {
                row.push(maker.cell(cell));
            }
        }
        let body = rows.split_off(maker.grid.header_rows.min(rows.len()));
        BlockView {
            id: format!("{table_id}-{number}"),
            caption: block.caption.as_deref(),
            min_width: EMS.min(maker.grid.columns * EMS_PER_COLUMN),
            label_columns: maker.grid.label_columns,
            head: rows,
            body,
        }
    };
    table.blocks.iter().enumerate().map(block).collect()
}

impl Maker<'_> {
    fn cell(&self, cell: &GridCell) -> CellView {
        let (scope, class) = match &cell.content {
            GridContent::Figure { row, column } => return self.figure(cell, row, column),
            GridContent::RowLabel(_) => ("row", "left"),

            GridContent::Caption(_) | GridContent::Corner(_) | GridContent::ColumnLabel(_) => ("col", ""),
        };
        let label = cell.label();
        let is_header = !label.is_empty();
        CellView {
            // An empty header cell heads nothing.
            tag: if is_header { "th" } else { "td" },
            id: is_header.then(|| cell_id(self.table_id, self.block, cell)),
            scope: is_header.then_some(scope),
            headers: None,
            column_span: cell.column_span,
            row_span: cell.row_span,
            class,
            text: Some(label.to_owned()),
            mark: None,
        }
    }

    fn figure(&self, cell: &GridCell, row: &str, column: &str) -> CellView {
        let key = key(&self.table.key, row, column);
        let mark = self.marks.0.get(&key).map(|mark| self.mark(mark));
        let headers = self.grid.headers(cell);
        let headers: Vec<_> = headers
            .map(|header| cell_id(self.table_id, self.block, header))
            .collect();
        CellView {
            tag: "td",
            // An allowed finding leads here too, and marks nothing.
            id: Some(cell_id(self.table_id, self.block, cell)),
            scope: None,
            headers: (!headers.is_empty()).then(|| headers.join(" ")),
            column_span: cell.column_span,
            row_span: cell.row_span,
            class: "",
            text: self.report.figure(&key).map(|figure| figure.printed.clone()),
            mark,
        }
    }

    fn mark(&self, mark: &Mark) -> MarkView {
        let findings = mark.first.iter().map(|(number, severity)| LinkView {
            number: *number,
            severity: class(*severity),
            link: item::id(self.report_id, *number),
        });
        MarkView {
            severity: class(mark.severity),
            findings: findings.collect(),
            involved: mark.involved.clone(),
            address: mark.address.clone(),
        }
    }
}
