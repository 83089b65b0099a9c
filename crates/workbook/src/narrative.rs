//! The sheet 正文: one heading or paragraph per row. Every line of it is printed, so nothing
//! else stands there.

use nianbao_model::CellRef;
use nianbao_model::label::heading_level;
use rust_xlsxwriter::Worksheet;

use crate::book::write_text;
use crate::error::WorkbookError;
use crate::fit;
use crate::placed::size;
use crate::styles::Styles;

/// What the sheet is called.
pub(crate) const NAME: &str = "正文";

/// The width of the column. A single column is not scaled down to the page by every
/// program: it must fit as it is.
const WIDTH: f64 = 72.0;

/// Writes the lines.
pub(crate) fn write(sheet: &mut Worksheet, styles: &Styles, lines: &[String]) -> Result<(), WorkbookError> {
    sheet.set_column_width(0, WIDTH)?;
    sheet.set_column_format(0, &styles.text)?;
    for (row, line) in lines.iter().enumerate() {
        let style = if heading_level(line) > 0 {
            &styles.heading
        } else {
            &styles.text
        };
        write_text(sheet, CellRef::new(size(row), 0), line, style)?;
        if let Some(height) = fit::grown(line, WIDTH) {
            sheet.set_row_height(size(row), height)?;
        }
    }
    Ok(())
}
