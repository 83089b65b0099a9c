//! The importers and exporters that come with the program: the one place where they are
//! named. What else is linked into a program and registered is found beside them.
//!
//! They are values, not mere `use x as _` lines: WebAssembly's linker leaves out what
//! nobody refers to, and with it the registration, silently.

use nianbao_model::plugin::{self, Exporter, Importer, Intake, Packed};

/// The exporters that come with the program, one a line.
const EXPORTERS: &[&dyn Exporter] = &[
    &nianbao_export_docx::DocxExporter,
    &nianbao_export_html::HtmlExporter,
    &nianbao_export_json::JsonExporter,
    &nianbao_export_markdown::MarkdownExporter,
    #[cfg(feature = "ofd")]
    &nianbao_export_ofd::OfdExporter,
    #[cfg(feature = "pdf")]
    &nianbao_export_pdf::PdfExporter,
];

/// The importers that come with the program, one a line.
const IMPORTERS: &[&dyn Importer] = &[
    &nianbao_import_excel::ExcelImporter,
    &nianbao_import_pdf::PdfImporter,
    &nianbao_import_table::DelimitedImporter,
    &nianbao_import_table::HtmlImporter,
    &nianbao_import_text::DocxImporter,
    &nianbao_import_text::MarkdownImporter,
    &nianbao_import_text::OdtImporter,
    &nianbao_import_text::TextImporter,
];

/// Every exporter of this program, by id.
pub fn exporters() -> Vec<&'static dyn Exporter> {
    let mut all = [EXPORTERS, &plugin::exporters()].concat();
    all.sort_by_key(|exporter| exporter.id());
    all.dedup_by_key(|exporter| exporter.id());
    all
}

/// Every importer of this program, by id.
pub fn importers() -> Vec<&'static dyn Importer> {
    let mut all = [IMPORTERS, &plugin::importers()].concat();
    all.sort_by_key(|importer| importer.id());
    all.dedup_by_key(|importer| importer.id());
    all
}

/// The formats that are no text, those of workbooks first.
pub(crate) fn packed() -> Vec<Packed> {
    let mut intakes: Vec<Intake> = importers().iter().map(|importer| importer.describe()).collect();
    intakes.sort_by_key(|intake| intake.part);
    intakes.iter().filter_map(|intake| intake.packed).collect()
}
