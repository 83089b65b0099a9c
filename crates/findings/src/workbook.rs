//! Findings as a workbook: one row per finding, with a link that opens the office's own
//! workbook at the cell, and room to write down what was done about it.

mod link;
mod list;
mod sheet;
mod styles;
mod summary;

use std::fmt;

use nianbao_model::{Lang, Localize, Text};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::Outcome;
use styles::Styles;

/// The date every workbook carries: the same content always gives the same bytes.
const CREATED: (u16, u8, u8) = (2021, 1, 1);
/// The rows of a sheet below its header.
const MAX_ROWS: usize = 1_048_575;

/// Why the findings could not be written as a workbook.
#[derive(Debug)]
pub enum WorkbookError {
    /// There are more findings than a sheet has rows.
    TooMany(usize),
    /// The workbook itself could not be written.
    Write(XlsxError),
}

impl Localize for WorkbookError {
    fn text(&self) -> Text {
        match self {
            Self::TooMany(count) => Text::new(
                format!("结果有 {count} 条，超过一张工作表的行数（{MAX_ROWS}）。请分几次核对"),
                format!("there are {count} findings, more than a sheet has rows ({MAX_ROWS}): check in several steps"),
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

/// The findings as a workbook's bytes. `link` gives the path of a file, by its name in the
/// findings, as it is found from where the workbook will stand (or from anywhere); `None`
/// makes no link.
///
/// # Errors
/// If there are more findings than a sheet has rows, or the workbook cannot be written.
pub fn render(
    outcomes: &[Outcome],
    lang: Lang,
    link: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<u8>, WorkbookError> {
    let number = outcomes.iter().map(|outcome| match outcome {
        Outcome::Judged(judged) => judged.findings.len(),
        Outcome::Failed { .. } => 0,
    });
    let number = number.sum::<usize>().max(outcomes.len());
    if number > MAX_ROWS {
        return Err(WorkbookError::TooMany(number));
    }
    let [title, findings, reports] = match lang {
        Lang::Zh => ["政府信息公开工作年度报告核对结果", "核对结果", "汇总"],
        Lang::En => ["Findings", "findings", "reports"],
    };
    let (year, month, day) = CREATED;
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    let properties = DocProperties::new()
        .set_title(title)
        .set_author("nianbao")
        .set_creation_datetime(&created);
    let styles = Styles::new();
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties);
    list::write(
        workbook.add_worksheet().set_name(findings)?,
        &styles,
        outcomes,
        lang,
        link,
    )?;
    summary::write(workbook.add_worksheet().set_name(reports)?, &styles, outcomes, lang)?;
    Ok(workbook.save_to_buffer()?)
}

#[cfg(test)]
mod tests;
