//! A table as Word has it: fixed columns that fill the text block, merged cells,
//! rows that do not split. What docx-rs cannot say is added in [`finish`].

use docx_rs::{Paragraph, TableCell, TableLayoutType, TableRow, VAlignType, VMergeType, WidthType};
use nianbao_model::document::{Align, Cell, Row, Scope, Table};

use crate::fit::Fit;
use crate::page::BLOCK_WIDTH;
use crate::styles::{self, CellKind};
use crate::text;
use crate::xml::Element;

/// More columns than this Word does not open.
pub(crate) const MAX_COLUMNS: usize = 63;

/// Builds a table whose cells cover its grid.
pub(crate) fn build(table: &Table) -> docx_rs::Table {
    let fit = Fit::of(table);
    let mut merges = vec![None; table.columns];
    let rows = table.rows.iter().zip(fit.kept_rows(table)).map(|(row, kept)| {
        let places = places(row, &mut merges);
        let cells = places.iter().map(|place| build_cell(place, &fit, kept));
        TableRow::new(cells.collect()).cant_split()
    });
    docx_rs::Table::new(rows.collect())
        .style(styles::TABLE)
        .width(BLOCK_WIDTH as usize, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .set_grid(fit.widths)
}

/// `kept` rows stay on the page of the next.
fn build_cell(place: &Place<'_>, fit: &Fit, kept: bool) -> TableCell {
    let cell = place.cell;
    let kind = kind(cell);
    let text = if place.begins { cell.text.as_str() } else { "" };
    let mut built = TableCell::new()
        .width(fit.width(cell), WidthType::Dxa)
        .vertical_align(VAlignType::Center)
        .add_paragraph(paragraph(styles::cell(kind, fit.size), text, kept));
    if cell.column_span > 1 {
        built = built.grid_span(cell.column_span);
    }
    if let Some(margin) = (kind == CellKind::Head).then(|| fit.even_margin(cell)).flatten() {
        let property = built.property.margin_left(margin, WidthType::Dxa);
        built.property = property.margin_right(margin, WidthType::Dxa);
    }
    match (place.begins, cell.row_span) {
        (true, 1) => built,
        (true, _) => built.vertical_merge(VMergeType::Restart),
        (false, _) => built.vertical_merge(VMergeType::Continue),
    }
}

fn paragraph(style: &str, text: &str, kept: bool) -> Paragraph {
    let mut paragraph = Paragraph::new().style(style);
    if kept {
        paragraph = paragraph.keep_next(true);
    }
    if text.is_empty() {
        paragraph
    } else {
        paragraph.add_run(text::run(text))
    }
}

fn kind(cell: &Cell) -> CellKind {
    match (cell.align, cell.scope) {
        (Align::Left, _) => CellKind::Label,
        (Align::Center, Some(Scope::Col | Scope::ColGroup)) => CellKind::Head,
        (Align::Center, _) => CellKind::Text,
    }
}

/// A cell in a row: one that begins there, or one that reaches into it from above.
struct Place<'a> {
    cell: &'a Cell,
    begins: bool,
}

/// The cells of a row from left to right. `merges` holds, by column, the cell that
/// reaches into the next row and how many rows it still has.
fn places<'a>(row: &'a Row, merges: &mut [Option<(&'a Cell, usize)>]) -> Vec<Place<'a>> {
    let mut places = Vec::new();
    for (column, merge) in merges.iter_mut().enumerate() {
        let begins = row.cells.iter().find(|cell| cell.column == column);
        let (cell, rows) = match (begins, *merge) {
            (Some(cell), _) => (cell, cell.row_span),
            (None, Some(merge)) => merge,
            // Covered by a cell further left.
            (None, None) => continue,
        };
        *merge = (rows > 1).then_some((cell, rows - 1));
        places.push(Place {
            cell,
            begins: begins.is_some(),
        });
    }
    places
}

/// Adds to a built table what docx-rs cannot say.
pub(crate) fn finish(built: &mut Element, table: &Table) {
    let flag = |on: bool| if on { "1" } else { "0" };
    let (first_row, first_column) = (table.header_rows > 0, table.header_columns > 0);
    // The same in bits, for older readers.
    let look = 0x600 + 0x20 * u32::from(first_row) + 0x80 * u32::from(first_column);
    built.update("w:tblPr", |property| {
        // docx-rs writes borders and an alignment unasked; the style has them.
        property.retain(|child| !["w:tblBorders", "w:jc"].contains(&child.name.as_str()));
        let look = Element::new("w:tblLook")
            .with("w:val", &format!("{look:04X}"))
            .with("w:firstRow", flag(first_row))
            .with("w:lastRow", "0")
            .with("w:firstColumn", flag(first_column))
            .with("w:lastColumn", "0")
            .with("w:noHBand", "1")
            .with("w:noVBand", "1");
        let summary = text::clean(&table.summary);
        let (rows, columns) = (table.rows.len(), table.columns);
        let description = format!("{summary}。共{rows}行{columns}列，前{}行为表头。", table.header_rows);
        property.push(look);
        property.push(Element::new("w:tblCaption").with("w:val", &summary));
        property.push(Element::new("w:tblDescription").with("w:val", &description));
    });
    built.update("w:tblGrid", |grid| {
        // A column's width is in twips; docx-rs says so, the schema does not let it.
        let columns = grid.elements_mut();
        columns.for_each(|column| column.attributes.retain(|(name, _)| name == "w:w"));
    });
    for row in built.named_mut("w:tr").take(table.header_rows) {
        row.update("w:trPr", |property| property.push(Element::new("w:tblHeader")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(column: usize, row_span: usize, column_span: usize) -> Cell {
        Cell {
            column,
            row_span,
            column_span,
            scope: None,
            align: Align::Center,
            text: String::new(),
        }
    }

    #[test]
    fn a_row_has_the_cells_that_begin_in_it_and_those_from_above() {
        let rows = [
            vec![cell(0, 2, 2), cell(2, 1, 1), cell(3, 3, 1)],
            vec![cell(2, 1, 1)],
            vec![cell(0, 1, 3)],
        ]
        .map(|cells| Row { cells });
        let mut merges = vec![None; 4];
        let columns = rows.each_ref().map(|row| -> Vec<_> {
            let places = places(row, &mut merges);
            places
                .iter()
                .map(|place| (place.cell.column, place.cell.column_span, place.begins))
                .collect()
        });
        assert_eq!(columns[0], [(0, 2, true), (2, 1, true), (3, 1, true)]);
        assert_eq!(columns[1], [(0, 2, false), (2, 1, true), (3, 1, false)]);
        assert_eq!(columns[2], [(0, 3, true), (3, 1, false)]);
    }
}
