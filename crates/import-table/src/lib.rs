//! Reads single tables: delimited values (CSV, TSV), and the HTML tables that government
//! systems export under the name of a workbook (`.xls`).
//!
//! Cells are taken over as text, exactly as they show; whether one is a number is for
//! `nianbao-read` to find out. SpreadsheetML and web archives are recognised only to be
//! refused with advice: every program that opens them can save `.xlsx`.

mod delimited;
mod html;

pub use delimited::DelimitedImporter;
pub use html::HtmlImporter;

use nianbao_model::plugin::{Amount, ImportError, ImportFault, Plugin};
use nianbao_model::{Locus, inventory};

inventory::submit! { Plugin::importer(&DelimitedImporter) }
inventory::submit! { Plugin::importer(&HtmlImporter) }

/// More than the limits allow.
fn beyond(locus: Locus, zh: &str, en: &str, limit: impl Into<Amount>) -> ImportError {
    let limit = limit.into();
    ImportError::new(
        ImportFault::TooLarge(limit),
        locus,
        format!("{zh}超过上限 {limit}，不像是填报表，未读取"),
        format!("its {en} is beyond the limit of {limit}; this does not look like a report table and was not read"),
    )
}
