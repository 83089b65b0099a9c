//! One worksheet into a sparse map of cells.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, ExcelDateTime, Xlsx, XlsxError};
use nianbao_model::plugin::ImportError;
use nianbao_model::source::{Cell, CellValue, Sheet};
use nianbao_model::{CellRange, CellRef, Decimal, Locus, Text};

use crate::limits::{MAX_CELLS, MAX_COLUMNS, MAX_MERGES, MAX_ROWS};

/// Reads one sheet. `budget` is how many filled cells the workbook may still have.
pub(crate) fn read_sheet(
    file: &Arc<str>,
    name: &str,
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    budget: &mut usize,
) -> Result<Sheet, ImportError> {
    let mut sheet = Sheet::new(file, name);
    let error = |zh: String, en: String| ImportError {
        locus: Locus::sheet(file, &Arc::from(name)),
        message: Text::new(zh, en),
    };
    let damaged = |cause: XlsxError| match cause {
        XlsxError::CellError(value) => error(
            format!("有单元格的值为 {value}，无法读取。请改正该公式，重新保存后再试"),
            format!("a cell holds {value}, which cannot be read: correct its formula, save and retry"),
        ),
        cause => error(
            format!("工作表已损坏，无法读取（{cause}）。请在 Excel 或 WPS 中打开并重新保存后再试"),
            format!("the sheet is damaged ({cause}): open it in Excel or WPS, save it again and retry"),
        ),
    };
    let merges = workbook.merge_cells_by_sheet_name(name).map_err(damaged)?;
    if merges.len() > MAX_MERGES {
        return Err(error(
            format!("合并单元格超过上限 {MAX_MERGES} 处，不像是填报表，未读取"),
            format!(
                "more than {MAX_MERGES} merged regions: this does not look like a report workbook and was not read"
            ),
        ));
    }
    sheet.merges = merges
        .iter()
        .map(|merge| CellRange {
            first: CellRef::new(merge.start.0, merge.start.1),
            last: CellRef::new(merge.end.0, merge.end.1),
        })
        .collect();
    let mut cells = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some(cell) = cells.next_cell_with_formula().map_err(damaged)? {
        let mut content = Cell::typed(value(&cell.value));
        content.formula = cell.formula;
        if content.is_blank() {
            continue;
        }
        if cell.pos.0 >= MAX_ROWS || cell.pos.1 >= MAX_COLUMNS {
            return Err(error(
                format!("有单元格在第 {MAX_ROWS} 行或第 {MAX_COLUMNS} 列之外，工作表已损坏，未读取"),
                format!(
                    "a cell lies beyond row {MAX_ROWS} or column {MAX_COLUMNS}: the sheet is damaged and was not read"
                ),
            ));
        }
        *budget = budget.checked_sub(1).ok_or_else(|| {
            error(
                format!("有内容的单元格超过上限 {MAX_CELLS} 个，不像是填报表，未读取"),
                format!(
                    "more than {MAX_CELLS} filled cells: this does not look like a report workbook and was not read"
                ),
            )
        })?;
        sheet.cells.insert(CellRef::new(cell.pos.0, cell.pos.1), content);
    }
    Ok(sheet)
}

fn value(data: &DataRef<'_>) -> CellValue {
    match data {
        DataRef::Empty => CellValue::Empty,
        DataRef::Int(number) => CellValue::Number(Decimal::from(*number)),
        DataRef::Float(number) => decimal(*number),
        DataRef::String(text) => CellValue::Text(text.clone()),
        DataRef::SharedString(text) => CellValue::Text((*text).to_owned()),
        DataRef::Bool(value) => CellValue::Boolean(*value),
        DataRef::DateTime(date) => CellValue::Date(date_text(date)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => CellValue::Date(text.clone()),
        DataRef::Error(error) => CellValue::Error(error.to_string()),
    }
}

/// A number with the fifteen significant digits Excel keeps and shows, so that the
/// binary noise of `0.1 + 0.2` does not reach the report.
fn decimal(number: f64) -> CellValue {
    match Decimal::from_scientific(&format!("{number:.14e}")) {
        Ok(exact) => CellValue::Number(exact.normalize()),
        Err(_) => CellValue::Text(number.to_string()),
    }
}

/// A date as documents write it, with the time only where it has one.
fn date_text(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let day = format!("{year}年{month}月{day}日");
    if (hour, minute, second) == (0, 0, 0) {
        day
    } else {
        format!("{day} {hour:02}:{minute:02}:{second:02}")
    }
}
