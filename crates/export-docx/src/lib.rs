//! Writes Word documents that an office can go on editing: pages by GB/T 9704-2012, with all
//! of their look in styles.
//!
//! docx-rs builds the parts; `finish` adds what it cannot say and brings them into the order
//! of the schema; `package` makes the file. The same document always gives the same bytes.

mod body;
mod error;
mod faces;
mod finish;
mod fit;
mod furniture;
mod links;
mod order;
mod package;
mod page;
mod properties;
mod styles;
mod table;
mod text;
mod xml;

use docx_rs::Docx;
use nianbao_model::document::{Block, Document};
use nianbao_model::plugin::{Description, ExportError, ExportJob, Exporter, Plugin, Role};

use crate::error::Error;
use crate::links::Links;

/// The Word exporter, `docx`.
pub struct DocxExporter;

nianbao_model::inventory::submit! { Plugin::exporter(&DocxExporter) }

impl Exporter for DocxExporter {
    fn id(&self) -> &'static str {
        "docx"
    }

    fn describe(&self) -> Description {
        Description {
            label_zh: "Word 文档",
            label_en: "Word document",
            extension: "docx",
            media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            role: Role::Attachment,
        }
    }

    fn export(&self, job: &ExportJob<'_>) -> Result<Vec<u8>, ExportError> {
        Ok(write(job.document)?)
    }
}

/// Writes a document as a file.
fn write(document: &Document) -> Result<Vec<u8>, Error> {
    check(document)?;
    let mut links = Links::default();
    let docx = page::lay_out(styles::define(Docx::new()));
    let docx = furniture::add(docx, document.mark.as_deref());
    let built = body::add(docx, document, &mut links).build();
    package::pack(finish::finish(&built, document)?, &links)
}

/// Refuses tables Word would call damaged.
fn check(document: &Document) -> Result<(), Error> {
    for block in &document.blocks {
        if let Block::Table(table) = block {
            if table.columns > table::MAX_COLUMNS {
                return Err(Error::Columns(table.summary.clone(), table.columns));
            }
            table
                .validate()
                .map_err(|error| Error::Grid(table.summary.clone(), error))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
