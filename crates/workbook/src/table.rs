//! A table's sheet: labels, figures, what the cells accept, and the marks on
//! identities that do not hold.

use std::collections::BTreeMap;

use nianbao_model::CellRef;
use nianbao_model::figure::Kind;
use rust_xlsxwriter::{ConditionalFormatFormula, Format, Formula, Worksheet, XlsxError};

use crate::book::{place, write_text};
use crate::content::Entry;
use crate::error::WorkbookError;
use crate::fit;
use crate::formulas::{self, Totals};
use crate::number::exact;
use crate::placed::{Placed, size};
use crate::styles::Styles;
use crate::validation;

/// Above this width, in Excel's unit, a table is printed across the page.
const PORTRAIT_WIDTH: f64 = 110.0;
/// Up to this many rows a table is fitted on one page.
const PAGE_ROWS: usize = 45;
/// From this many rows on its header stays in sight.
const FREEZE_ROWS: usize = 20;

/// Writes a table. `totals` are the figures the sheet computes itself.
pub(crate) fn write(
    sheet: &mut Worksheet,
    styles: &Styles,
    placed: &Placed<'_>,
    totals: &Totals,
    entry: impl Fn(&str) -> Entry,
) -> Result<(), WorkbookError> {
    let widths = fit::widths(placed);
    for (column, width) in (0..).zip(&widths) {
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_row_height(0, fit::TITLE)?;
    for (row, height) in (1..).zip(fit::heights(placed, &widths)) {
        sheet.set_row_height(row, height)?;
    }
    let last = size(widths.len().saturating_sub(1));
    merge(
        sheet,
        CellRef::new(0, 0),
        CellRef::new(0, last),
        &placed.table.label,
        &styles.title,
    )?;
    for block in &placed.blocks {
        for cell in &block.grid.cells {
            let Some(text) = fit::text(cell) else { continue };
            let first = CellRef::new(block.top + size(cell.row), size(cell.column));
            let last = CellRef::new(
                first.row + size(cell.row_span.saturating_sub(1)),
                first.column + size(cell.column_span.saturating_sub(1)),
            );
            merge(sheet, first, last, text, &styles.label)?;
        }
    }
    for (key, place) in &placed.figures {
        write_figure(sheet, styles, key, place.cell, entry(key))?;
    }
    accept(sheet, placed, totals)?;
    mark_breaches(sheet, styles, placed, totals)?;
    set_up_page(sheet, placed, widths.iter().sum())?;
    // The first cell to fill in is selected when the sheet is opened.
    let first = placed.figures.values().map(|place| place.cell).min();
    let (row, column) = place(first.unwrap_or(CellRef::new(0, 0)));
    sheet.set_selection(row, column, row, column)?;
    Ok(())
}

/// Writes a label, merged where it covers several cells.
pub(crate) fn merge(
    sheet: &mut Worksheet,
    first: CellRef,
    last: CellRef,
    text: &str,
    format: &Format,
) -> Result<(), WorkbookError> {
    if first != last {
        let ((top, left), (bottom, right)) = (place(first), place(last));
        sheet.merge_range(top, left, bottom, right, "", format)?;
    }
    write_text(sheet, first, text, format)
}

/// Writes what stands in a figure's cell.
pub(crate) fn write_figure(
    sheet: &mut Worksheet,
    styles: &Styles,
    key: &str,
    cell: CellRef,
    entry: Entry,
) -> Result<(), WorkbookError> {
    let (row, column) = place(cell);
    match entry {
        Entry::Blank => {
            sheet.write_blank(row, column, &styles.figure)?;
        }
        Entry::Number(number) => {
            let number = exact(number, || key.to_owned())?;
            sheet.write_number_with_format(row, column, number, &styles.figure)?;
        }
        Entry::Text(text) => write_text(sheet, cell, &text, &styles.figure)?,
        Entry::Formula { formula, result } => {
            exact(result, || key.to_owned())?;
            let formula = Formula::new(formula).set_result(result.normalize().to_string());
            sheet.write_formula_with_format(row, column, formula, &styles.total)?;
        }
    }
    Ok(())
}

/// Says for every figure that is typed what its cell accepts; figures of one kind
/// share one rule.
fn accept(sheet: &mut Worksheet, placed: &Placed<'_>, totals: &Totals) -> Result<(), XlsxError> {
    let mut kinds: Vec<(&Kind, BTreeMap<u32, Vec<CellRef>>)> = Vec::new();
    for (_, place) in placed.figures.iter().filter(|(key, _)| !totals.contains_key(*key)) {
        let at = kinds
            .iter()
            .position(|(kind, _)| *kind == place.kind)
            .unwrap_or(kinds.len());
        if at == kinds.len() {
            kinds.push((place.kind, BTreeMap::new()));
        }
        kinds[at].1.entry(place.cell.column).or_default().push(place.cell);
    }
    for (kind, columns) in kinds {
        let mut cells: Vec<CellRef> = Vec::new();
        for mut column in columns.into_values() {
            column.sort();
            cells.extend(column);
        }
        let ranges = formulas::arguments(&cells, |cell| cell.to_string());
        let rule = validation::figure(kind)?.set_multi_range(ranges);
        over(&cells, |first, last| {
            sheet
                .add_data_validation(first.0, first.1, last.0, last.1, &rule)
                .map(|_| ())
        })?;
    }
    Ok(())
}

/// Turns the totals of an identity red while it does not hold.
fn mark_breaches(
    sheet: &mut Worksheet,
    styles: &Styles,
    placed: &Placed<'_>,
    totals: &Totals,
) -> Result<(), XlsxError> {
    for equation in formulas::unsettled(placed, totals) {
        let cells = formulas::cells(placed, &equation.equals);
        let ranges = formulas::arguments(&cells, |cell| cell.to_string());
        let rule = ConditionalFormatFormula::new()
            .set_rule(formulas::breach(placed, &equation).as_str())
            .set_format(&styles.broken)
            .set_multi_range(ranges);
        over(&cells, |first, last| {
            sheet
                .add_conditional_format(first.0, first.1, last.0, last.1, &rule)
                .map(|_| ())
        })?;
    }
    Ok(())
}

/// Calls `add` with the first and last of these cells; the rule itself has the list of
/// their ranges.
fn over(cells: &[CellRef], add: impl FnOnce((u32, u16), (u32, u16)) -> Result<(), XlsxError>) -> Result<(), XlsxError> {
    match cells.first() {
        Some(&first) => add(place(first), place(first)),
        None => Ok(()),
    }
}

fn set_up_page(sheet: &mut Worksheet, placed: &Placed<'_>, width: f64) -> Result<(), XlsxError> {
    if width > PORTRAIT_WIDTH {
        sheet.set_landscape();
    }
    sheet.set_print_fit_to_pages(1, u16::from(placed.rows() <= PAGE_ROWS));
    if let [block] = &placed.blocks[..] {
        let header = block.top + size(block.grid.header_rows);
        sheet.set_repeat_rows(0, header.saturating_sub(1))?;
        if placed.rows() > FREEZE_ROWS {
            let (row, column) = place(CellRef::new(header, size(block.grid.label_columns)));
            sheet.set_freeze_panes(row, column)?;
        }
    }
    Ok(())
}
