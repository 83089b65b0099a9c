//! The document as the data file the template reads: the document itself, and what
//! layout needs to know beside it.

use nianbao_model::Document;
use nianbao_model::document::{Block, Signature};
use nianbao_model::plugin::ExportError;
use serde::Serialize;

#[derive(Serialize)]
struct Data<'a> {
    #[serde(flatten)]
    document: &'a Document,
    /// For each table, in order, the shares of its columns.
    column_shares: Vec<Vec<f64>>,
    /// How far the signature's two lines end from the right edge, in characters.
    signature_indents: Option<(f64, f64)>,
    /// The families asked for a character that a role's face does not have.
    fallback: &'a [String],
}

/// The data file's bytes.
pub(crate) fn json(document: &Document, fallback: &[String]) -> Result<Vec<u8>, ExportError> {
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
        signature_indents: document.signature.as_ref().map(Signature::right_indents),
        fallback,
    })
    .map_err(|error| {
        ExportError::new(
            format!("无法准备 PDF 数据：{error}"),
            format!("cannot prepare the PDF's data: {error}"),
        )
    })
}
