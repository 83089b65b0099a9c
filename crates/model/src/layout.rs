//! The official layout of a block of a table as a grid of cells: what the printed
//! table, the example workbooks and the template to fill in have in common.

use std::ops::Range;

use crate::form::{Block, Leaf, Node};

/// A block laid out: header rows on top, label columns at the left, then figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// How many rows at the top are header.
    pub header_rows: usize,
    /// How many columns at the left are row labels.
    pub label_columns: usize,
    /// The cells, by row, then column.
    pub cells: Vec<GridCell>,
}

/// A cell of a [`Grid`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridCell {
    /// Row of its top edge, from zero.
    pub row: usize,
    /// Column of its left edge, from zero.
    pub column: usize,
    /// Rows it spans.
    pub row_span: usize,
    /// Columns it spans.
    pub column_span: usize,
    /// What stands in it.
    pub content: GridContent,
}

/// What a cell of a [`Grid`] holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GridContent {
    /// The line over the block.
    Caption(String),
    /// The top left cell.
    Corner(String),
    /// The label of a column or group of columns.
    ColumnLabel(String),
    /// The label of a row or group of rows.
    RowLabel(String),
    /// A figure, by its row's and column's paths.
    Figure {
        /// The row's path.
        row: String,
        /// The column's path.
        column: String,
    },
}

impl GridCell {
    /// A label's text; nothing for a figure.
    pub fn label(&self) -> &str {
        match &self.content {
            GridContent::Caption(text)
            | GridContent::Corner(text)
            | GridContent::ColumnLabel(text)
            | GridContent::RowLabel(text) => text.trim(),
            GridContent::Figure { .. } => "",
        }
    }

    fn rows(&self) -> Range<usize> {
        self.row..self.row + self.row_span
    }

    fn columns(&self) -> Range<usize> {
        self.column..self.column + self.column_span
    }

    /// Whether this cell stands over or beside a figure's, and has a label.
    fn heads(&self, figure: &Self) -> bool {
        let (own, its) = match self.content {
            GridContent::RowLabel(_) => (self.rows(), figure.rows()),
            _ => (self.columns(), figure.columns()),
        };
        !self.label().is_empty() && own.start < its.end && its.start < own.end
    }
}

impl Grid {
    /// The cells that say what a figure is, outermost first.
    pub fn headers(&self, figure: &GridCell) -> impl Iterator<Item = &GridCell> {
        self.cells.iter().filter(move |header| header.heads(figure))
    }
}

/// Lays out a block as the official form does.
pub fn grid(block: &Block) -> Grid {
    let label_columns = depth(&block.rows);
    let caption_rows = usize::from(block.caption.is_some());
    let header_rows = caption_rows + depth(&block.columns);
    let columns = label_columns + block.leaf_columns.len();
    let mut cells = Vec::new();
    if let Some(caption) = &block.caption {
        cells.push(cell(0, 0, 1, columns, GridContent::Caption(caption.clone())));
    }
    if label_columns > 0 {
        let corner = block.corner.clone().unwrap_or_default();
        cells.push(cell(
            caption_rows,
            0,
            header_rows - caption_rows,
            label_columns,
            GridContent::Corner(corner),
        ));
    }
    column_labels(&block.columns, caption_rows, label_columns, header_rows, &mut cells);
    row_labels(&block.rows, header_rows, 0, label_columns, &mut cells);
    for (y, row) in block.leaf_rows.iter().enumerate() {
        for (x, column) in block.leaf_columns.iter().enumerate() {
            let Leaf { path, .. } = column;
            let content = GridContent::Figure {
                row: row.path.clone(),
                column: path.clone(),
            };
            cells.push(cell(header_rows + y, label_columns + x, 1, 1, content));
        }
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    Grid {
        rows: header_rows + block.leaf_rows.len(),
        columns,
        header_rows,
        label_columns,
        cells,
    }
}

fn cell(row: usize, column: usize, row_span: usize, column_span: usize, content: GridContent) -> GridCell {
    GridCell {
        row,
        column,
        row_span,
        column_span,
        content,
    }
}

fn depth(nodes: &[Node]) -> usize {
    nodes.iter().map(|node| 1 + depth(&node.children)).max().unwrap_or(0)
}

fn leaf_count(node: &Node) -> usize {
    if node.children.is_empty() {
        1
    } else {
        node.children.iter().map(leaf_count).sum()
    }
}

fn column_labels(nodes: &[Node], row: usize, mut column: usize, bottom: usize, cells: &mut Vec<GridCell>) {
    for node in nodes {
        let wide = leaf_count(node);
        let tall = if node.children.is_empty() { bottom - row } else { 1 };
        cells.push(cell(
            row,
            column,
            tall,
            wide,
            GridContent::ColumnLabel(node.label.text.clone()),
        ));
        column_labels(&node.children, row + 1, column, bottom, cells);
        column += wide;
    }
}

fn row_labels(nodes: &[Node], mut row: usize, column: usize, right: usize, cells: &mut Vec<GridCell>) {
    for node in nodes {
        let tall = leaf_count(node);
        let wide = if node.children.is_empty() { right - column } else { 1 };
        cells.push(cell(
            row,
            column,
            tall,
            wide,
            GridContent::RowLabel(node.label.text.clone()),
        ));
        row_labels(&node.children, row, column + 1, right, cells);
        row += tall;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::builtin;

    #[test]
    fn every_official_table_is_covered_without_gap_or_overlap() {
        for form in builtin().unwrap() {
            for block in form.tables.iter().flat_map(|table| &table.blocks) {
                let grid = grid(block);
                let mut covered = vec![0; grid.rows * grid.columns];
                for cell in &grid.cells {
                    for row in cell.row..cell.row + cell.row_span {
                        for column in cell.column..cell.column + cell.column_span {
                            covered[row * grid.columns + column] += 1;
                        }
                    }
                }
                assert!(
                    covered.iter().all(|times| *times == 1),
                    "{} {:?}",
                    form.id,
                    block.caption
                );
            }
        }
    }

    #[test]
    fn the_applications_table_has_three_header_rows_and_three_label_columns() {
        let forms = builtin().unwrap();
        let grid = grid(&forms[1].tables[1].blocks[0]);
        assert_eq!(
            (grid.header_rows, grid.label_columns, grid.columns, grid.rows),
            (3, 3, 10, 28)
        );
    }
}
