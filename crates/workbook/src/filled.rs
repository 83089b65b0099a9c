//! A workbook that is filled in already: nothing is computed or locked.

use nianbao_model::form::Form;

use crate::book::Book;
use crate::content::{Content, Entry};
use crate::error::WorkbookError;
use crate::formulas::Totals;
use crate::names::sheet_name;
use crate::placed::Placed;
use crate::{indicators, metadata, narrative, table};

/// A workbook with this content, and in each figure's cell what `entry` gives for its
/// key. Without indicators it has no sheet for them.
///
/// # Errors
/// If something does not fit into a cell, or is not kept exactly in it.
pub fn filled(form: &Form, content: &Content, entry: impl Fn(&str) -> Entry) -> Result<Vec<u8>, WorkbookError> {
    let title = content.items.iter().find(|(item, _)| item == "标题");
    let mut book = Book::new(title.map_or(form.name.as_str(), |(_, title)| title), form)?;
    write_texts(&mut book, content)?;
    if !content.indicators.is_empty() {
        write_indicators(&mut book, content)?;
    }
    for table in &form.tables {
        let (sheet, styles) = book.sheet(&sheet_name(form, table))?;
        table::write(sheet, styles, &Placed::new(table), &Totals::new(), &entry)?;
    }
    book.finish()
}

/// The sheets 基本信息 and 正文.
pub(crate) fn write_texts(book: &mut Book, content: &Content) -> Result<(), WorkbookError> {
    let (sheet, styles) = book.sheet(metadata::NAME)?;
    metadata::write(sheet, styles, &content.items)?;
    let (sheet, styles) = book.sheet(narrative::NAME)?;
    narrative::write(sheet, styles, &content.lines)
}

/// The sheet 业务数据.
pub(crate) fn write_indicators(book: &mut Book, content: &Content) -> Result<(), WorkbookError> {
    let (sheet, styles) = book.sheet(indicators::NAME)?;
    indicators::write(sheet, styles, &content.indicators)
}
