//! Writes the document as CSV, for a spreadsheet: a row for each heading and paragraph, and
//! the tables as they are, each cell in its column.

#[cfg(test)]
mod tests;

use nianbao_model::document::{Block, Document, Signature, Table};
use nianbao_model::inventory;
use nianbao_model::plugin::{
    Description, ExportError, ExportFault, ExportJob, ExportOption, Exporter, Plugin, Role, Values,
};

/// The exporter of CSV.
#[derive(Debug, Clone, Copy)]
pub struct CsvExporter;

// Whatever program this crate is linked into has the exporter.
inventory::submit! { Plugin::exporter(&CsvExporter) }

/// What stands between the cells: `--set csv.separator=semicolon`.
const SEPARATOR: ExportOption = ExportOption {
    name: "separator",
    values: Values::OneOf(&["comma", "semicolon"]),
    default: "comma",
    help_zh: "各格之间用逗号（comma）还是分号（semicolon）",
    help_en: "what stands between the cells: a comma or a semicolon",
};

impl Exporter for CsvExporter {
    fn id(&self) -> &'static str {
        "csv"
    }

    fn describe(&self) -> Description {
        Description {
            label_zh: "CSV 表格",
            label_en: "CSV table",
            extension: "csv",
            media_type: "text/csv",
            // Not published: the web page does not list it.
            role: Role::Data,
        }
    }

    fn options(&self) -> &'static [ExportOption] {
        &[SEPARATOR]
    }

    fn export(&self, job: &ExportJob<'_>) -> Result<Vec<u8>, ExportError> {
        let separator = match job.settings.get(&SEPARATOR) {
            "semicolon" => ";",
            _ => ",",
        };
        // Excel takes a CSV file for UTF-8 only with this mark.
        let mut file = String::from("\u{feff}");
        for row in rows(job.document)? {
            let cells: Vec<String> = row.iter().map(|text| cell(text)).collect();
            file += &cells.join(separator);
            file += "\r\n";
        }
        Ok(file.into_bytes())
    }
}

/// The rows, from the title to the signature.
fn rows(document: &Document) -> Result<Vec<Vec<String>>, ExportError> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    // A draft says so at the top.
    rows.extend(document.mark.iter().map(|mark| vec![mark.clone()]));
    rows.push(vec![document.title.clone()]);
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => rows.push(vec![heading.text.clone()]),
            Block::Paragraph(paragraph) => rows.push(vec![paragraph.text()]),
            Block::Table(table) => rows.extend(grid(table)?),
        }
    }
    let signature = document.signature.iter().flat_map(Signature::lines);
    rows.extend(signature.map(|line| vec![line.to_owned()]));
    Ok(rows)
}

/// A table's rows; what a merged cell covers besides its first place is left empty.
fn grid(table: &Table) -> Result<Vec<Vec<String>>, ExportError> {
    table.validate().map_err(|error| {
        ExportError::new(
            ExportFault::Document,
            format!("表格“{}”的单元格排不成表：{error}", table.summary),
            format!("the cells of the table “{}” do not form a grid: {error}", table.summary),
        )
    })?;
    let rows = table.rows.iter().map(|row| {
        let mut cells = vec![String::new(); table.columns];
        for cell in &row.cells {
            cells[cell.column].clone_from(&cell.text);
        }
        cells
    });
    Ok(rows.collect())
}

/// A cell as CSV has it (RFC 4180). A text that a spreadsheet would take for a formula gets
/// an apostrophe before it: the file comes from somebody, and goes to somebody else.
fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    let guard = if is_formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}
