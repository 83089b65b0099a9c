//! The workbook being written, and what all its sheets have in common: paper,
//! page numbers, protection.

use nianbao_model::CellRef;
use nianbao_model::form::Form;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, ProtectionOptions, Workbook, Worksheet};

use crate::error::WorkbookError;
use crate::limits::MAX_TEXT;
use crate::styles::Styles;

/// A4, in Excel's list of papers.
const A4: u8 = 9;
/// The date every workbook carries: the same content always gives the same bytes.
const CREATED: (u16, u8, u8) = (2021, 1, 1);

/// The workbook being written.
pub(crate) struct Book {
    workbook: Workbook,
    styles: Styles,
    header: String,
}

impl Book {
    pub(crate) fn new(title: &str, form: &Form) -> Result<Self, WorkbookError> {
        let (year, month, day) = CREATED;
        let created = ExcelDateTime::from_ymd(year, month, day)?;
        let properties = DocProperties::new()
            .set_title(title)
            .set_subject(&form.name)
            .set_comment(&form.authority)
            .set_author("nianbao")
            .set_creation_datetime(&created);
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties);
        Ok(Self {
            workbook,
            styles: Styles::new(),
            // In a header `&` begins a code.
            header: format!("&R&9{}", form.name.replace('&', "&&")),
        })
    }

    /// Adds a sheet set up for paper.
    pub(crate) fn sheet(&mut self, name: &str) -> Result<(&mut Worksheet, &Styles), WorkbookError> {
        let sheet = self.workbook.add_worksheet().set_name(name)?;
        sheet
            .set_paper_size(A4)
            .set_print_fit_to_pages(1, 0)
            .set_print_center_horizontally(true)
            .set_margins(0.6, 0.6, 0.7, 0.7, 0.3, 0.3)
            .set_header(&self.header)
            .set_footer("&C&9第 &P 页，共 &N 页");
        Ok((sheet, &self.styles))
    }

    /// The bytes of the file.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, WorkbookError> {
        Ok(self.workbook.save_to_buffer()?)
    }
}

/// Locks what is not to be changed, without a password; columns and rows can still be
/// made wider and, in lists, added.
pub(crate) fn protect(sheet: &mut Worksheet, is_list: bool) {
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        insert_rows: is_list,
        ..ProtectionOptions::new()
    });
}

/// A place as the writer counts; beyond any sheet is refused there.
pub(crate) fn place(cell: CellRef) -> (u32, u16) {
    (cell.row, u16::try_from(cell.column).unwrap_or(u16::MAX))
}

/// Writes text, never a formula or link, whatever it looks like.
pub(crate) fn write_text(
    sheet: &mut Worksheet,
    cell: CellRef,
    text: &str,
    format: &Format,
) -> Result<(), WorkbookError> {
    if text.encode_utf16().count() > MAX_TEXT {
        let sheet = sheet.name();
        return Err(WorkbookError::TextTooLong { sheet, cell });
    }
    let (row, column) = place(cell);
    sheet.write_string_with_format(row, column, text, format)?;
    Ok(())
}
