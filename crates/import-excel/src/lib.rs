//! Reads workbooks: Excel (`.xlsx`, `.xlsm`, `.xlsb`, `.xls`), WPS (`.et`) and OpenDocument
//! (`.ods`); the binary ones through calamine.
//!
//! A workbook is turned into sheets of cells, as they are; what they mean is for
//! `nianbao-read` to find out. Every file is untrusted: it passes `preflight` or `biff` before
//! calamine sees it, and cells are streamed into a sparse map, never into a rectangle whose
//! size the file dictates, where the format allows it.
//!
//! Not recognised: rows of `.xls` that are hidden by the default row height, percentages of
//! `.xls` before Excel 97, formulas beyond what `ptg` decodes.

mod asides;
mod biff;
mod biff12;
mod biff_asides;
mod bytes;
mod colour;
mod compound;
mod condition;
mod conditional;
mod errors;
mod fill;
mod flat;
mod limits;
mod ods;
mod ods_aside;
mod ods_cell;
mod ods_formats;
mod ods_formula;
mod ods_styles;
mod package;
mod page_text;
mod preflight;
mod ptg;
mod rich;
mod shared_formula;
mod sheet;
mod spans;
mod sst;
mod style;
mod styles_xml;
mod worksheet;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use nianbao_model::plugin::{Amount, ImportError, ImportFault, Importer, Intake, Packed, Part, Plugin};
use nianbao_model::{Locus, Source, inventory};

use crate::compound::Compound;
use crate::errors::{beyond, damaged, password};
use nianbao_model::limits::MAX_FILE;

/// The importer of workbooks.
#[derive(Debug, Clone, Copy)]
pub struct ExcelImporter;

inventory::submit! { Plugin::importer(&ExcelImporter) }

/// How a ZIP archive begins.
const ZIP_MAGIC: &[u8] = b"PK\x03\x04";
/// The stream that holds a workbook with a password.
const ENCRYPTED: &str = "EncryptedPackage";
/// The stream of a text document (`.doc`).
const TEXT_DOCUMENT: &str = "WordDocument";

impl Importer for ExcelImporter {
    fn id(&self) -> &'static str {
        "excel"
    }

    fn describe(&self) -> Intake {
        Intake {
            label_zh: "Excel 工作簿（.xlsx、.xlsm、.xlsb、.xls）、WPS 表格（.et）、OpenDocument 表格（.ods、.fods）",
            label_en: "Excel workbooks (.xlsx, .xlsm, .xlsb, .xls), WPS spreadsheets (.et), OpenDocument spreadsheets (.ods, .fods)",
            endings: &["xlsx", "xlsm", "xlsb", "xls", "et", "ods", "fods"],
            part: Part::Whole,
            packed: Some(Packed {
                name_zh: "工作簿",
                name_en: "a workbook",
                signatures: &[b"PK", compound::MAGIC],
            }),
            limits: limits::LIMITS,
        }
    }

    fn recognizes(&self, bytes: &[u8]) -> bool {
        // Any compound file: of one that is no workbook the message says what to do.
        bytes.starts_with(compound::MAGIC)
            || flat::is(bytes)
            || (bytes.starts_with(ZIP_MAGIC) && preflight::main_part(bytes).is_some())
    }

    fn import(&self, file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError> {
        if bytes.len() as u64 > MAX_FILE {
            let limit = Amount::Bytes(MAX_FILE);
            return Err(beyond(Locus::file(file), "文件大小", "file size", limit));
        }
        // calamine takes the binary formats' records to be as long as they should be,
        // and panics where they are not.
        catch_unwind(AssertUnwindSafe(|| import(file, bytes)))
            .unwrap_or_else(|_| Err(damaged(Locus::file(file), "calamine")))
    }
}

fn import(file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError> {
    if bytes.starts_with(compound::MAGIC) {
        return compound_file(file, bytes);
    }
    if flat::is(bytes) {
        let packed = flat::packed(bytes).ok_or_else(|| damaged(Locus::file(file), "XML"))?;
        return import(file, &packed);
    }
    let main_part = preflight::main_part(bytes).unwrap_or(preflight::WORKBOOK);
    let archive = preflight::check(file, bytes, main_part)?;
    match main_part {
        preflight::BINARY_WORKBOOK => xlsb::read(file, &archive),
        preflight::CONTENT => ods::read(file, &archive),
        _ => xlsx::read(file, &archive),
    }
}

/// An old workbook, an encrypted new one, or something else altogether.
fn compound_file(file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError> {
    let compound = Compound::open(bytes).ok_or_else(|| damaged(Locus::file(file), "CFB"))?;
    let names = compound.names();
    let has = |stream: &str| names.iter().any(|name| name.eq_ignore_ascii_case(stream));
    let unsupported = |zh, en| ImportError::new(ImportFault::Unsupported, Locus::file(file), zh, en);
    if has(ENCRYPTED) {
        Err(password(file))
    } else if xls::STREAMS.iter().any(|stream| has(stream)) {
        xls::read(file, bytes, &compound)
    } else if has(TEXT_DOCUMENT) {
        Err(unsupported(
            "这是旧版 .doc 文档，无法读取。请在 Word 或 WPS 中另存为 .docx 后再试",
            "this is an old .doc document, which cannot be read: save it as .docx in Word or WPS and retry",
        ))
    } else {
        Err(unsupported(
            "这不是工作簿。表格请在 Excel 或 WPS 中另存为 .xlsx，文字请另存为 .docx，然后再试",
            "this is no workbook: save tables as .xlsx and text as .docx in Office or WPS, and retry",
        ))
    }
}
