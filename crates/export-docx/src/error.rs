//! Why a document cannot be made.

use nianbao_model::document::GridError;
use nianbao_model::plugin::{ExportError, ExportFault};

use crate::{table, xml};

/// Why a document cannot be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("{1}")]
    Grid(String, #[source] GridError),
    #[error("the table has {1} columns")]
    Columns(String, usize),
    #[error("{0}")]
    Xml(#[from] xml::Error),
    #[error("{0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

impl From<Error> for ExportError {
    fn from(error: Error) -> Self {
        match &error {
            Error::Grid(table, grid) => Self::new(
                ExportFault::Document,
                format!("表格“{table}”的单元格排不成表（{grid}），无法写成 Word 文档。"),
                format!("The cells of the table \"{table}\" do not form a grid ({grid})."),
            ),
            Error::Columns(table, columns) => Self::new(
                ExportFault::Inexpressible,
                format!(
                    "表格“{table}”有 {columns} 列，Word 最多容纳 {} 列。",
                    table::MAX_COLUMNS
                ),
                format!(
                    "The table \"{table}\" has {columns} columns; Word takes {} at most.",
                    table::MAX_COLUMNS
                ),
            ),
            Error::Xml(_) | Error::Zip(_) | Error::Io(_) => Self::new(
                ExportFault::Internal,
                format!("写 Word 文档时程序内部出错（{error}），请向开发者报告。"),
                format!("Internal error while writing the Word document ({error}); please report it."),
            ),
        }
    }
}
