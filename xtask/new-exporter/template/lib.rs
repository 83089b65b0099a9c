//! Writes the document as __LABEL_EN__.
//!
//! For now that is plain text, one line per paragraph. To make it yours, change `escape`
//! first, then how each block is written in `body`.

#[cfg(test)]
mod tests;

use nianbao_model::Document;
use nianbao_model::document::{Block, GridError, Heading, Paragraph, Signature, Table};
use nianbao_model::inventory;
use nianbao_model::plugin::{Description, ExportError, ExportFault, ExportJob, Exporter, Plugin, Role};

/// The exporter of __LABEL_EN__.
#[derive(Debug, Clone, Copy)]
pub struct __TYPE__Exporter;

inventory::submit! { Plugin::exporter(&__TYPE__Exporter) }

impl Exporter for __TYPE__Exporter {
    fn id(&self) -> &'static str {
        "__NAME__"
    }

    fn describe(&self) -> Description {
        Description {
            label_zh: "__LABEL__",
            label_en: "__LABEL_EN__",
            extension: "__EXTENSION__",
            media_type: "__MEDIA_TYPE__",
            // Listed on the web page; `Data` is not published with it.
            role: Role::Attachment,
        }
    }

    fn export(&self, job: &ExportJob<'_>) -> Result<Vec<u8>, ExportError> {
        Ok(body(job.document)?.into_bytes())
    }
}

/// The whole text, in reading order.
fn body(document: &Document) -> Result<String, ExportError> {
    let mut lines = Vec::new();
    // In a format with pages, every page shows the mark.
    lines.extend(document.mark.as_deref().map(escape));
    lines.push(escape(&document.title));
    for block in &document.blocks {
        match block {
            Block::Heading(block) => lines.push(heading(block)),
            Block::Paragraph(block) => lines.push(paragraph(block)),
            Block::Table(block) => lines.extend(table(block)?),
        }
    }
    lines.extend(document.signature.iter().flat_map(Signature::lines).map(escape));
    Ok(lines.join("\n") + "\n")
}

/// A heading; `level` is its place in the outline, `rank` the look of its number.
fn heading(heading: &Heading) -> String {
    escape(&heading.text)
}

/// A paragraph; a run may be a link, or lead into its paragraph like a heading (`lead`).
fn paragraph(paragraph: &Paragraph) -> String {
    let runs = paragraph.runs.iter();
    runs.map(|run| match &run.link {
        Some(_address) => escape(&run.text),
        None => escape(&run.text),
    })
    .collect()
}

/// A table, a line for each row. Cells may span rows and columns; those with a `scope` are
/// headers, and the first `header_rows` repeat on every page.
fn table(table: &Table) -> Result<Vec<String>, ExportError> {
    table.validate().map_err(|error| no_grid(table, &error))?;
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| escape(&cell.text));
        cells.collect::<Vec<_>>().join("\t")
    });
    Ok(rows.collect())
}

/// CHANGE THIS: the text so that the format shows it literally, whatever it holds. In
/// plain text only control characters have a meaning, and a line break would be a new
/// paragraph.
fn escape(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn no_grid(table: &Table, error: &GridError) -> ExportError {
    ExportError::new(
        ExportFault::Document,
        format!("表格“{}”的单元格排不成表：{error}", table.summary),
        format!("the cells of the table “{}” do not form a grid: {error}", table.summary),
    )
}
