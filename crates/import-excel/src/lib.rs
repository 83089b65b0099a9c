//! Reads Excel workbooks (`.xlsx`, `.xlsm`) through calamine.
//!
//! A workbook is turned into sheets of cells, as they are; what they mean is the
//! form's to find out. Every file is untrusted: it passes [`preflight`] before
//! calamine sees it, and cells are streamed into a sparse map, never into a
//! rectangle whose size the file dictates.

mod cells;
mod limits;
mod preflight;

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Reader, SheetType, Xlsx, XlsxError};
use nianbao_model::plugin::{ImportError, Importer, Plugin};
use nianbao_model::{Source, Text, inventory};

/// The importer of Excel workbooks.
#[derive(Debug, Clone, Copy)]
pub struct ExcelImporter;

inventory::submit! { Plugin::importer(&ExcelImporter) }

/// How a ZIP archive begins.
const ZIP_MAGIC: &[u8] = b"PK\x03\x04";
/// How a compound file begins: an old workbook (`.xls`) or an encrypted new one.
const COMPOUND_MAGIC: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

impl Importer for ExcelImporter {
    fn id(&self) -> &'static str {
        "excel"
    }

    fn reads(&self) -> Text {
        Text::new("Excel 工作簿（.xlsx）", "Excel workbooks (.xlsx)")
    }

    fn recognizes(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(COMPOUND_MAGIC) || (bytes.starts_with(ZIP_MAGIC) && preflight::names_workbook(bytes))
    }

    fn import(&self, file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError> {
        if bytes.starts_with(COMPOUND_MAGIC) {
            return Err(compound_file(file, bytes));
        }
        preflight::check(file, bytes)?;
        let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(file, &error))?;
        let worksheets: Vec<String> = workbook
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| sheet.name.clone())
            .collect();
        let mut budget = limits::MAX_CELLS;
        let mut sheets = Vec::with_capacity(worksheets.len());
        for name in worksheets {
            sheets.push(cells::read_sheet(file, &name, &mut workbook, &mut budget)?);
        }
        Ok(Source {
            sheets,
            ..Source::new(file)
        })
    }
}

/// An old or encrypted workbook; the stream name `EncryptedPackage` tells them apart.
fn compound_file(file: &Arc<str>, bytes: &[u8]) -> ImportError {
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(encrypted.len()).any(|window| window == encrypted) {
        ImportError::file(
            file,
            "工作簿设有打开密码，无法读取。请在 Excel 中去掉密码，另存后再试",
            "the workbook has a password: remove it, save again and retry",
        )
    } else {
        ImportError::file(
            file,
            "这是旧版 .xls 工作簿。请在 Excel 或 WPS 中另存为 .xlsx 后再试",
            "this is an old .xls workbook: save it as .xlsx in Excel or WPS and retry",
        )
    }
}

fn damaged(file: &Arc<str>, error: &XlsxError) -> ImportError {
    ImportError::file(
        file,
        format!("工作簿已损坏或不完整，无法读取（{error}）。请在 Excel 或 WPS 中打开并重新保存后再试"),
        format!("the workbook is damaged or incomplete ({error}): open it in Excel or WPS, save it again and retry"),
    )
}

#[cfg(test)]
mod tests {
    use nianbao_model::Localize;
    use nianbao_model::source::CellValue;
    use nianbao_model::{CellRef, Decimal};
    use rust_xlsxwriter::{Format, Formula, Workbook};

    use super::*;

    fn import(bytes: &[u8]) -> Result<Source, ImportError> {
        ExcelImporter.import(&"年报.xlsx".into(), bytes)
    }

    #[test]
    fn cells_keep_their_kind_their_formula_and_their_merges() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name("表三").unwrap();
        sheet.merge_range(0, 0, 1, 2, "合并", &Format::new()).unwrap();
        sheet.write(2, 0, 2973.23).unwrap();
        sheet.write(2, 1, 0.1 + 0.2).unwrap();
        sheet.write(2, 2, " 59项 ").unwrap();
        sheet.write(2, 3, true).unwrap();
        sheet
            .write_formula(2, 4, Formula::new("=SUM(A1:B1)").set_result("6"))
            .unwrap();
        sheet
            .write_with_format(2, 6, 44216, &Format::new().set_num_format("yyyy-mm-dd"))
            .unwrap();
        sheet
            .write_formula(2, 7, Formula::new("=NA()").set_result("#N/A"))
            .unwrap();
        sheet.write(1_048_575, 16_383, 1).unwrap();
        let bytes = workbook.save_to_buffer().unwrap();
        assert!(ExcelImporter.recognizes(&bytes));

        let source = import(&bytes).unwrap();
        let sheet = &source.sheets[0];
        assert_eq!(&*sheet.name, "表三");
        assert_eq!(sheet.text_at(CellRef::new(1, 2)), Some("合并"));
        let value = |column| sheet.cells[&CellRef::new(2, column)].value.clone();
        let number = |text: &str| CellValue::Number(text.parse::<Decimal>().unwrap());
        assert_eq!(value(0), number("2973.23"));
        assert_eq!(value(1), number("0.3"), "fifteen digits, as Excel shows");
        assert_eq!(value(2), CellValue::Text(" 59项 ".into()));
        assert_eq!(value(3), CellValue::Boolean(true));
        assert_eq!(value(4), number("6"));
        assert_eq!(sheet.cells[&CellRef::new(2, 4)].formula.as_deref(), Some("SUM(A1:B1)"));
        assert_eq!(value(6), CellValue::Date("2021年1月20日".into()));
        assert_eq!(value(7), CellValue::Error("#N/A".into()));
        assert!(
            sheet.cells.contains_key(&CellRef::new(1_048_575, 16_383)),
            "far cells cost nothing"
        );
    }

    #[test]
    fn what_is_no_workbook_is_told_so() {
        assert!(!ExcelImporter.recognizes(b"just text"));
        let mut workbook = Workbook::new();
        workbook.add_worksheet();
        let bytes = workbook.save_to_buffer().unwrap();
        let cut = import(&bytes[..bytes.len() / 2]).expect_err("cut in half");
        assert!(cut.text().zh.contains("损坏"), "{}", cut.text().zh);
        let mut compound = COMPOUND_MAGIC.to_vec();
        assert!(import(&compound).expect_err("xls").text().zh.contains("另存为 .xlsx"));
        compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert!(import(&compound).expect_err("encrypted").text().zh.contains("密码"));
    }

    proptest::proptest! {
        #[test]
        fn a_file_cut_anywhere_is_refused(share in 0.0..1.0_f64) {
            let mut workbook = Workbook::new();
            workbook.add_worksheet().write(0, 0, "一、总体情况").unwrap();
            let bytes = workbook.save_to_buffer().unwrap();
            let cut = &bytes[..(bytes.len() as f64 * share) as usize];
            proptest::prop_assert!(import(cut).is_err());
        }
    }
}
