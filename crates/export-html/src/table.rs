//! A table made ready for HTML: which header cells each figure belongs to, how its
//! rows and columns group. How it looks is for `page.css`.
//!
//! `scope` alone cannot say it: the statutory tables nest groups three deep, and
//! HTML's `colgroup` and `rowgroup` scopes know one level. So every data cell names
//! its header cells (`headers`), outermost first, and `scope` stays for what reads
//! only that.

use std::collections::BTreeSet;
use std::ops::Range;

use nianbao_model::document::{Align, Cell, GridError, Scope, Table};
use serde::Serialize;

/// The width below which a table scrolls instead of shrinking, in ems of its text.
const EMS_PER_COLUMN: usize = 4;
/// That width at most: what fits a printed page.
const EMS: usize = 42;

/// A table as the template sees it.
#[derive(Debug, Serialize)]
pub(crate) struct TableView<'a> {
    id: String,
    summary: &'a str,
    min_width: usize,
    column_groups: Vec<Vec<String>>,
    sections: Vec<Section<'a>>,
}

/// The table's head, or rows of its body that stand together.
#[derive(Debug, Serialize)]
struct Section<'a> {
    tag: &'static str,
    rows: Vec<Vec<CellView<'a>>>,
}

#[derive(Debug, Serialize)]
struct CellView<'a> {
    tag: &'static str,
    id: Option<String>,
    scope: Option<Scope>,
    headers: Option<String>,
    column_span: usize,
    row_span: usize,
    left: bool,
    text: &'a str,
}

impl<'a> TableView<'a> {
    /// Makes the document's table of this number ready; fails if its cells do not fit
    /// together.
    pub(crate) fn new(table: &'a Table, number: usize) -> Result<Self, GridError> {
        table.validate()?;
        let id = format!("table-{number}");
        Ok(Self {
            summary: &table.summary,
            min_width: EMS.min(table.columns * EMS_PER_COLUMN),
            column_groups: column_groups(table),
            sections: sections(table, &headers(table, &id)),
            id,
        })
    }
}

/// A header cell with its id and row.
struct Header<'a> {
    id: String,
    row: usize,
    cell: &'a Cell,
    scope: Scope,
}

impl Header<'_> {
    /// Whether the data cell in this row belongs to it.
    fn covers(&self, row: usize, cell: &Cell) -> bool {
        match self.scope {
            Scope::Col | Scope::ColGroup => self.row < row && overlap(&columns(self.cell), &columns(cell)),
            Scope::Row | Scope::RowGroup => {
                self.cell.column < cell.column && overlap(&rows(self.row, self.cell), &rows(row, cell))
            }
        }
    }
}

/// The header cells, row by row. One without text says nothing and heads nothing.
fn headers<'a>(table: &'a Table, table_id: &str) -> Vec<Header<'a>> {
    let cells = table.rows.iter().enumerate();
    cells
        .flat_map(|(row, cells)| cells.cells.iter().map(move |cell| (row, cell)))
        .filter(|(_, cell)| !cell.text.trim().is_empty())
        .filter_map(|(row, cell)| {
            cell.scope.map(|scope| Header {
                id: format!("{table_id}-{row}-{}", cell.column),
                row,
                cell,
                scope,
            })
        })
        .collect()
}

/// The head and the body, cut where groups of rows begin and end: a `rowgroup` is
/// what stands in one `tbody`.
fn sections<'a>(table: &'a Table, headers: &[Header<'a>]) -> Vec<Section<'a>> {
    let mut sections: Vec<Section<'a>> = Vec::new();
    let mut group_end = 0;
    let mut in_group = false;
    for (y, row) in table.rows.iter().enumerate() {
        let tag = if y < table.header_rows { "thead" } else { "tbody" };
        let reach = row.cells.iter().map(|cell| cell.row_span).max().unwrap_or(1);
        let cut = y >= group_end && (in_group || reach > 1);
        if y >= group_end {
            in_group = reach > 1;
        }
        group_end = group_end.max(y + reach);
        let cells = row.cells.iter().map(|cell| CellView::new(y, cell, headers)).collect();
        match sections.last_mut() {
            Some(last) if last.tag == tag && (tag == "thead" || !cut) => last.rows.push(cells),
            _ => sections.push(Section { tag, rows: vec![cells] }),
        }
    }
    sections
}

impl<'a> CellView<'a> {
    fn new(row: usize, cell: &'a Cell, headers: &[Header<'a>]) -> Self {
        let own = headers.iter().find(|header| std::ptr::eq(header.cell, cell));
        let ids = || {
            let ids: Vec<_> = headers
                .iter()
                .filter(|header| header.covers(row, cell))
                .map(|header| header.id.as_str())
                .collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        };
        Self {
            tag: if own.is_some() { "th" } else { "td" },
            id: own.map(|header| header.id.clone()),
            scope: own.map(|header| header.scope),
            headers: if own.is_some() { None } else { ids() },
            column_span: cell.column_span,
            row_span: cell.row_span,
            left: cell.align == Align::Left,
            text: &cell.text,
        }
    }
}

/// The columns' widths in percent, grouped as the header groups them: a `colgroup`
/// may begin where a header cell over several columns begins or ends.
fn column_groups(table: &Table) -> Vec<Vec<String>> {
    let over_several = |cell: &&Cell| cell.scope == Some(Scope::ColGroup);
    let edges: BTreeSet<usize> = table
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter(over_several)
        .flat_map(|cell| [cell.column, cell.column + cell.column_span])
        .chain([table.header_columns])
        .collect();
    let mut groups: Vec<Vec<String>> = Vec::new();
    for (column, share) in table.column_shares().into_iter().enumerate() {
        let width = format!("{:.2}", share * 100.0);
        match groups.last_mut() {
            Some(group) if !edges.contains(&column) => group.push(width),
            _ => groups.push(vec![width]),
        }
    }
    groups
}

fn columns(cell: &Cell) -> Range<usize> {
    cell.column..cell.column + cell.column_span
}

fn rows(row: usize, cell: &Cell) -> Range<usize> {
    row..row + cell.row_span
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests {
    use nianbao_testing::document::{cell, table};

    use super::*;

    /// Two nested row labels, two nested column labels:
    ///
    /// ```text
    /// │ corner │  people   │ total │
    /// │        │  a  │  b  │       │
    /// │ new    │  1  │  2  │   3   │
    /// │ res │x │  4  │  5  │   6   │
    /// │     │y │  7  │  8  │   9   │
    /// │ out    │  0  │  0  │   0   │
    /// ```
    fn nested(corner: &str) -> Table {
        use Scope::{Col, ColGroup, Row as RowHead, RowGroup};
        let figure = |column, text| cell(column, (1, 1), None, text);
        let rows = vec![
            vec![
                cell(0, (2, 2), Some(ColGroup), corner),
                cell(2, (1, 2), Some(ColGroup), "people"),
                cell(4, (2, 1), Some(Col), "total"),
            ],
            vec![cell(2, (1, 1), Some(Col), "a"), cell(3, (1, 1), Some(Col), "b")],
            vec![
                cell(0, (1, 2), Some(RowHead), "new"),
                figure(2, "1"),
                figure(3, "2"),
                figure(4, "3"),
            ],
            vec![
                cell(0, (2, 1), Some(RowGroup), "res"),
                cell(1, (1, 1), Some(RowHead), "x"),
                figure(2, "4"),
                figure(3, "5"),
                figure(4, "6"),
            ],
            vec![
                cell(1, (1, 1), Some(RowHead), "y"),
                figure(2, "7"),
                figure(3, "8"),
                figure(4, "9"),
            ],
            vec![
                cell(0, (1, 2), Some(RowHead), "out"),
                figure(2, "0"),
                figure(3, "0"),
                figure(4, "0"),
            ],
        ];
        table("s", 5, (2, 2), rows)
    }

    /// The texts of the header cells of the data cell with this text.
    fn headers_of(table: &Table, text: &str) -> Vec<String> {
        let view = TableView::new(table, 1).unwrap();
        let cells: Vec<_> = view
            .sections
            .iter()
            .flat_map(|section| section.rows.iter().flatten())
            .collect();
        let data = cells.iter().find(|cell| cell.text == text).unwrap();
        let ids = data.headers.as_deref().unwrap_or_default().split_whitespace();
        ids.map(|id| {
            cells
                .iter()
                .find(|cell| cell.id.as_deref() == Some(id))
                .unwrap()
                .text
                .to_owned()
        })
        .collect()
    }

    #[test]
    fn a_figure_belongs_to_every_header_over_and_beside_it_outermost_first() {
        let table = nested("corner");
        assert_eq!(headers_of(&table, "8"), ["people", "b", "res", "y"]);
        assert_eq!(headers_of(&table, "6"), ["total", "res", "x"]);
        assert_eq!(headers_of(&table, "1"), ["people", "a", "new"]);
    }

    #[test]
    fn a_header_cell_without_text_is_no_header() {
        let view_of = |table: &Table| {
            let view = TableView::new(table, 1).unwrap();
            let corner = &view.sections[0].rows[0][0];
            (corner.tag, corner.scope, corner.id.is_some())
        };
        assert_eq!(view_of(&nested("corner")), ("th", Some(Scope::ColGroup), true));
        assert_eq!(view_of(&nested(" ")), ("td", None, false));
    }

    #[test]
    fn a_group_of_rows_is_a_body_of_its_own() {
        let table = nested("corner");
        let view = TableView::new(&table, 1).unwrap();
        let sections: Vec<_> = view
            .sections
            .iter()
            .map(|section| (section.tag, section.rows.len()))
            .collect();
        assert_eq!(sections, [("thead", 2), ("tbody", 1), ("tbody", 2), ("tbody", 1)]);
    }

    #[test]
    fn columns_are_grouped_as_the_header_groups_them() {
        let groups = column_groups(&nested("corner"));
        assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 1]);
        let percent: f64 = groups.iter().flatten().map(|width| width.parse::<f64>().unwrap()).sum();
        assert!((percent - 100.0).abs() < 0.1);
    }

    #[test]
    fn a_table_with_a_gap_is_refused() {
        let mut table = nested("corner");
        table.rows[2].cells.pop();
        assert!(TableView::new(&table, 1).is_err());
    }
}
