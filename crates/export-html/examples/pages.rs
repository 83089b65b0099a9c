//! Makes the web page and the fragment of a report, with nothing but the libraries:
//!
//! ```text
//! cargo run -p nianbao-export-html --example pages -- FOLDER [WORKBOOK]
//! ```
//!
//! They are written into FOLDER. Without a WORKBOOK they are those of
//! `examples/chongqing-customs-2020`.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use nianbao_compose::{Options, compose};
use nianbao_export_html::HtmlExporter;
use nianbao_import_excel::ExcelImporter;
use nianbao_model::Localize;
use nianbao_model::document::Attachment;
use nianbao_model::form;
use nianbao_model::plugin::{ExportJob, Exporter, Importer, Settings};
use nianbao_read::{Fit, Sources};

const EXAMPLE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../examples/chongqing-customs-2020/report.xlsx"
);

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("a folder to write into, please")?;
    let workbook = arguments.next().unwrap_or_else(|| EXAMPLE.to_owned());

    // Importer: file → source.
    let source = ExcelImporter.import(&Arc::from(workbook.as_str()), &std::fs::read(&workbook)?)?;
    // Form: source → report.
    let forms = form::builtin()?;
    let input = Sources::new(vec![source]);
    let fit = Fit::best(&input, &forms).ok_or("there are no forms")?;
    let form = fit.form();
    let report = fit.report();
    // Compose: report → document. The list of attachments is the caller's to fill in.
    let mut document = compose(&report, form, &Options::default());
    document.attachments.push(Attachment {
        file_name: format!("{}.pdf", document.title),
        media_type: "application/pdf".to_owned(),
        bytes: 300_000,
    });

    // Exporter: document → file, in two kinds.
    for fragment in ["false", "true"] {
        let mut settings = Settings::new();
        settings
            .set(HtmlExporter.options(), "fragment", fragment)
            .map_err(|error| error.text().en)?;
        let job = ExportJob::new(&document, &report, form).with_settings(&settings);
        let variant = HtmlExporter.variant(&settings).unwrap_or_default();
        let file = Path::new(&folder).join(format!("{}{variant}.html", document.title));
        std::fs::write(file, HtmlExporter.export(&job)?)?;
    }
    Ok(())
}
