//! Why a workbook could not be written.

use std::fmt;

use nianbao_model::{CellRef, Decimal, Lang, Localize, Text};
use rust_xlsxwriter::XlsxError;

use crate::limits::{MAX_FIGURES, MAX_TEXT, YEARS};

/// Why a workbook could not be written.
#[derive(Debug)]
pub enum WorkbookError {
    /// No report is about this year.
    Year(i32),
    /// There is no office to consolidate.
    NoOffices,
    /// There are more offices than the data sheet can hold.
    TooManyOffices(usize),
    /// An office has a figure the form does not have; it would be lost.
    UnknownFigure {
        /// The office's file.
        file: String,
        /// The figure's key.
        key: String,
        /// The form's name.
        form: String,
    },
    /// A number Excel cannot keep exactly.
    Inexact {
        /// What the number is: a figure's key, with the file it came from.
        what: String,
        /// The number.
        number: Decimal,
    },
    /// The sum of a figure over all terms is beyond what can be computed exactly.
    Overflow {
        /// The figure's key.
        key: String,
    },
    /// A text that is longer than a cell can hold.
    TextTooLong {
        /// The sheet.
        sheet: String,
        /// The cell.
        cell: CellRef,
    },
    /// The workbook itself could not be written.
    Write(XlsxError),
}

impl Localize for WorkbookError {
    fn text(&self) -> Text {
        let (first, last) = (YEARS.start(), YEARS.end());
        match self {
            Self::Year(year) => Text::new(
                format!("年度是 {year}，应在 {first} 到 {last} 之间。请写成四位数字，如 2025"),
                format!("the year is {year}, not between {first} and {last}: write it like 2025"),
            ),
            Self::NoOffices => Text::new(
                "没有可以汇总的单位。请至少给出一个单位的工作簿",
                "there is no office to consolidate: give at least one office's workbook",
            ),
            Self::TooManyOffices(count) => Text::new(
                format!("{count} 个单位的数据超过 {MAX_FIGURES} 格，一个工作簿放不下。请分几次汇总"),
                format!(
                    "the figures of {count} offices are more than {MAX_FIGURES}: consolidate them in several steps"
                ),
            ),
            Self::UnknownFigure { file, key, form } => Text::new(
                format!("{file}：数据“{key}”不在表式“{form}”中，汇总会丢失这个数。请用同一种表式"),
                format!(
                    "{file}: the figure “{key}” is not in the form “{form}” and would be lost: use one form for all"
                ),
            ),
            Self::Inexact { what, number } => Text::new(
                format!("{what}：{number} 超过 15 位有效数字，Excel 不能准确保存。请核对这个数"),
                format!("{what}: {number} has more than the 15 digits Excel keeps: check this number"),
            ),
            Self::Overflow { key } => Text::new(
                format!("{key}：各数之和过大，无法准确计算。请核对这些数"),
                format!("{key}: the sum is too large to be exact: check these numbers"),
            ),
            Self::TextTooLong { sheet, cell } => Text::new(
                format!("{sheet} › {cell}：文字超过 {MAX_TEXT} 字，一个单元格放不下。请分成几段"),
                format!("{sheet} › {cell}: the text has more than the {MAX_TEXT} characters a cell holds: split it"),
            ),
            Self::Write(error) => Text::new(
                format!("写不出工作簿（{error}）"),
                format!("the workbook cannot be written ({error})"),
            ),
        }
    }
}

impl fmt::Display for WorkbookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().get(Lang::En))
    }
}

impl std::error::Error for WorkbookError {}

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        Self::Write(error)
    }
}
