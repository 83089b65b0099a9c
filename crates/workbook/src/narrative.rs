//! The sheet 正文: one heading or paragraph a row. Every line of it is printed, so
//! nothing else stands there.

use nianbao_model::CellRef;
use nianbao_model::read::heading_level;
use rust_xlsxwriter::Worksheet;

use crate::book::write_text;
use crate::error::WorkbookError;
use crate::placed::size;
use crate::styles::Styles;

/// What the sheet is called.
pub(crate) const NAME: &str = "正文";

/// Writes the lines. Rows have no height of their own: they grow with what is typed.
pub(crate) fn write(sheet: &mut Worksheet, styles: &Styles, lines: &[String]) -> Result<(), WorkbookError> {
    sheet.set_column_width(0, 88)?;
    sheet.set_column_format(0, &styles.text)?;
    for (row, line) in lines.iter().enumerate() {
        let style = if heading_level(line) > 0 { &styles.heading } else { &styles.text };
        write_text(sheet, CellRef::new(size(row), 0), line, style)?;
    }
    Ok(())
}
