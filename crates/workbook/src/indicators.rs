//! The sheet 业务数据: the office's own indicators, one per row.

use nianbao_model::CellRef;
use nianbao_model::report::IndicatorValue;
use rust_xlsxwriter::Worksheet;

use crate::book::write_text;
use crate::content::Indicator;
use crate::error::WorkbookError;
use crate::number::exact;
use crate::placed::size;
use crate::styles::Styles;
use crate::validation;

/// What the sheet is called.
pub(crate) const NAME: &str = "业务数据";

/// Rows to fill in below what is there already.
const BLANK: usize = 20;

/// Writes the header, the figures, and blank rows for more.
pub(crate) fn write(sheet: &mut Worksheet, styles: &Styles, indicators: &[Indicator]) -> Result<(), WorkbookError> {
    sheet
        .set_column_width(0, 44)?
        .set_column_width(1, 18)?
        .set_column_width(2, 14)?;
    for (column, title) in (0..).zip(["指标", "数值", "单位"]) {
        write_text(sheet, CellRef::new(0, column), title, &styles.label)?;
    }
    let mut row = 1;
    for indicator in indicators {
        write_text(sheet, CellRef::new(row, 0), &indicator.name, &styles.value)?;
        match &indicator.value {
            IndicatorValue::Number(number) => {
                let number = exact(*number, || indicator.name.clone())?;
                sheet.write_number_with_format(row, 1, number, &styles.figure)?;
            }
            IndicatorValue::Text(text) => write_text(sheet, CellRef::new(row, 1), text, &styles.figure)?,
            IndicatorValue::Blank => {
                sheet.write_blank(row, 1, &styles.figure)?;
            }
        }
        let unit = indicator.unit.as_deref().unwrap_or_default();
        write_text(sheet, CellRef::new(row, 2), unit, &styles.figure)?;
        row += 1;
    }
    let end = row + size(BLANK);
    for row in row..end {
        sheet.write_blank(row, 0, &styles.value)?;
        sheet.write_blank(row, 1, &styles.figure)?;
        sheet.write_blank(row, 2, &styles.figure)?;
    }
    let hints = [
        (
            "指标名",
            "也是占位符的名称：用汉字、字母和数字，不以数字开头，不含空格和标点，如“热线接听量”。",
        ),
        ("数值", "填数字。正文用 {{ 指标名 }} 引用。"),
        ("单位", "如“件”“人次”，只供查看，正文中另写。"),
    ];
    for (column, (title, message)) in (0..).zip(hints) {
        sheet.add_data_validation(1, column, end - 1, column, &validation::hint(title, message)?)?;
    }
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    sheet.set_selection(1, 0, 1, 0)?;
    Ok(())
}
