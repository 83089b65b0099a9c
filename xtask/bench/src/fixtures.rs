//! What is measured on: many workbooks that differ, and a report's template and data for
//! the Typst engine alone.

use std::path::{Path, PathBuf};

use nianbao::model::document::{Block, Signature};
use nianbao::{Document, Input, LastYear, Options, Publication, Session};
use serde_json::json;
use xtask_kit::examples;
use xtask_kit::files::root;

/// Writes this many workbooks, each another office's: equal ones would find their pages in
/// Typst's cache.
pub(crate) fn workbooks(folder: &Path, count: usize) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let source = root().join("examples/chongqing-customs-2020/source");
    for number in 0..count {
        let bytes = examples::varied(&source, number).map_err(|error| error.to_string())?;
        let file = folder.join(format!("{number:04}.xlsx"));
        std::fs::write(file, bytes).map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// A folder with `document.typ` and `document.json`.
pub(crate) struct EngineAlone {
    pub(crate) folder: PathBuf,
}

impl EngineAlone {
    /// Writes the template and the data of a report's PDF. The engine alone knows faces by
    /// their own names, and has no accessibility functions in its templates: both are put
    /// in place of what the program has, and leave it a little less to do.
    pub(crate) fn write(workbook: &Path, folder: &Path) -> Result<Self, String> {
        let said = |error: &dyn std::fmt::Display| error.to_string();
        std::fs::create_dir_all(folder).map_err(|error| said(&error))?;
        let document = document(workbook).map_err(|error| error.to_string())?;
        let tables = document.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table.column_shares()),
            _ => None,
        });
        let mut data = serde_json::to_value(&document).map_err(|error| said(&error))?;
        data["column_shares"] = tables.collect();
        data["signature_indents"] = json!(document.signature.as_ref().map(Signature::right_indents));
        data["western"] = json!(["FandolFang R", "FandolKai"]);
        data["fallback"] = json!([]);
        let template = std::fs::read_to_string(root().join("crates/typeset/src/document.typ"));
        let mut template = template.map_err(|error| said(&error))?;
        let faces = [
            ("小标宋", "FandolSong"),
            ("黑体", "FandolHei"),
            ("楷体", "FandolKai"),
            ("仿宋", "FandolFang R"),
            ("宋体", "FandolSong"),
        ];
        for (role, family) in faces {
            template = template.replace(&format!("\"{role}\""), &format!("\"{family}\""));
        }
        template = template
            .replace(
                "pdf.header-cell(scope: if cell.scope in (\"row\", \"rowgroup\") { \"row\" } else { \"column\" }, body)",
                "body",
            )
            .replace("pdf.table-summary(summary: block.summary, body)", "body");
        let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).map_err(|error| said(&error));
        write("document.typ", &template)?;
        write("document.json", &data.to_string())?;
        Ok(Self {
            folder: folder.to_owned(),
        })
    }
}

/// The document that is made of a workbook: the one place here that runs the pipeline.
fn document(workbook: &Path) -> Result<Document, Box<dyn std::error::Error>> {
    let session = Session::new(Options::default())?;
    let filing = session.read(&[Input::open(workbook)?])?;
    let judged = session.judge(filing, &LastYear::unknown());
    // It is the same for every format.
    Ok(Publication::new(["html"])?.document(&judged))
}
