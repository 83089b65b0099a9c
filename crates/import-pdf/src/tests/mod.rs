//! Whole files, written by hand, as the importer reads them.

mod encrypted;
mod files;
mod pages;
mod seen;
mod tagged;

use nianbao_model::Source;
use nianbao_model::plugin::{ImportError, Importer};
use nianbao_model::source::{LineRole, Sheet};

use crate::PdfImporter;

fn import(bytes: &[u8]) -> Result<Source, ImportError> {
    assert!(PdfImporter.recognizes(bytes));
    PdfImporter.import(&"年报.pdf".into(), bytes)
}

fn refused(bytes: &[u8]) -> String {
    import(bytes).expect_err("refused").message.zh
}

/// The lines of a file, but for its furniture.
fn texts(source: &Source) -> Vec<&str> {
    let lines = source.lines.iter().filter(|line| line.role != LineRole::Furniture);
    lines.map(|line| line.text.as_str()).collect()
}

fn furniture(source: &Source) -> Vec<&str> {
    let lines = source.lines.iter().filter(|line| line.role == LineRole::Furniture);
    lines.map(|line| line.text.as_str()).collect()
}

/// The cells of a table, each with its place.
fn cells(sheet: &Sheet) -> Vec<String> {
    let cells = sheet.cells.iter();
    cells
        .map(|(at, cell)| format!("{at} {}", cell.value.display()))
        .collect()
}
