//! The document as the data file the template reads: the document itself, and for
//! each table what layout needs to know.

use nianbao_model::Document;
use nianbao_model::document::Block;
use nianbao_model::plugin::ExportError;
use serde::Serialize;

#[derive(Serialize)]
struct Data<'a> {
    #[serde(flatten)]
    document: &'a Document,
    /// For each table, in order, the shares of its columns.
    column_shares: Vec<Vec<f64>>,
}

/// The data file's bytes.
pub(crate) fn json(document: &Document) -> Result<Vec<u8>, ExportError> {
    let column_shares = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table.column_shares()),
            Block::Heading(_) | Block::Paragraph(_) => None,
        })
        .collect();
    serde_json::to_vec(&Data {
        document,
        column_shares,
    })
    .map_err(|error| {
        ExportError::new(
            format!("无法准备 PDF 数据：{error}"),
            format!("cannot prepare the PDF's data: {error}"),
        )
    })
}
