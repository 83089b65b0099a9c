//! The reports of many offices in one workbook: every figure of the official tables
//! is the sum of a column of 各单位数据, where each office's figure stands.

use nianbao_model::form::Form;
use nianbao_model::report::Field;

use crate::book::{Book, protect};
use crate::content::Content;
use crate::data_sheet::{self, Data};
use crate::error::WorkbookError;
use crate::filled::{write_indicators, write_texts};
use crate::formulas::Totals;
use crate::limits::YEARS;
use crate::names::sheet_name;
use crate::office::Office;
use crate::placed::Placed;
use crate::table;

/// What is put together.
#[derive(Debug, Clone)]
pub struct Consolidation<'a> {
    /// The form of all offices.
    pub form: &'a Form,
    /// The report year.
    pub year: i32,
    /// The organ that publishes the consolidated report.
    pub organ: String,
    /// Basic data, text and indicators of the consolidated report. 机关名称 and 年度
    /// are added where they are not among the items.
    pub content: Content,
    /// The offices, in order.
    pub offices: Vec<Office>,
}

/// The workbook of the consolidated report.
///
/// # Errors
/// If there is no office or there are too many, an office has a figure the form has
/// not, or a number or sum cannot be kept exactly.
pub fn consolidation(consolidation: &Consolidation<'_>) -> Result<Vec<u8>, WorkbookError> {
    let Consolidation {
        form,
        year,
        organ,
        content,
        offices,
    } = consolidation;
    if !YEARS.contains(year) {
        return Err(WorkbookError::Year(*year));
    }
    let data = Data::new(form, offices)?;
    let title = format!("{organ}{year}年{}", data_sheet::NAME);
    let mut book = Book::new(&form.usual_title(organ, &year.to_string()), form)?;
    write_texts(&mut book, &with_known(content, organ, *year))?;
    write_indicators(&mut book, content)?;
    for table in &form.tables {
        let (sheet, styles) = book.sheet(&sheet_name(form, table))?;
        table::write(sheet, styles, &Placed::new(table), &Totals::new(), |key| {
            data.entry(key)
        })?;
        protect(sheet, false);
    }
    let (sheet, styles) = book.sheet(data_sheet::NAME)?;
    data.write(sheet, styles, &title)?;
    book.finish()
}

/// The content, with the items that are known in any case.
fn with_known(content: &Content, organ: &str, year: i32) -> Content {
    let mut content = content.clone();
    let known = [(Field::Year, year.to_string()), (Field::Organ, organ.to_owned())];
    for (field, value) in known {
        let name = field.name();
        if !content.items.iter().any(|(item, _)| item == name) {
            content.items.insert(0, (name.to_owned(), value));
        }
    }
    content
}
