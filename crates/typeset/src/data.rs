//! The document as the data file the template reads: the document itself, and what
//! layout needs to know beside it.

use nianbao_fonts::{Collection, Origin, Role};
use nianbao_model::Document;
use nianbao_model::document::{Block, Signature};
use nianbao_model::plugin::{ExportError, ExportFault};
use serde::Serialize;

#[derive(Serialize)]
struct Data<'a> {
    #[serde(flatten)]
    document: &'a Document,
    /// For each table, in order, the shares of its columns.
    column_shares: Vec<Vec<f64>>,
    /// How far the signature's two lines end from the right edge, in characters.
    signature_indents: Option<(f64, f64)>,
    /// The roles whose Western letters and figures are set in 宋体.
    western: Vec<&'static str>,
    /// The families asked for a character that a role's face does not have.
    fallback: &'a [String],
}

/// The data file's bytes.
pub(crate) fn json(document: &Document, faces: &Collection, fallback: &[String]) -> Result<Vec<u8>, ExportError> {
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
        western: western(faces),
        fallback,
    })
    .map_err(|error| {
        ExportError::new(
            ExportFault::Internal,
            format!("无法准备排版数据：{error}"),
            format!("cannot prepare the data to typeset: {error}"),
        )
    })
}

/// The roles whose Western letters and figures are set in 宋体: the embedded brush faces
/// have such as go with no Chinese book face. The faces offices use have matching ones.
fn western(faces: &Collection) -> Vec<&'static str> {
    let brush = faces.choices().iter().filter(|choice| {
        matches!(choice.role, Role::FangSong | Role::Kai) && *choice.face.origin() == Origin::Embedded
    });
    brush.map(|choice| choice.role.name()).collect()
}
