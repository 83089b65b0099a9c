//! The text of a PDF's pages as poppler gives it, without their numbers, which must be there.

use std::ffi::OsStr;
use std::path::Path;

use crate::text::compact;
use crate::tools::run_tool;

/// The order in which poppler gives a page's text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Order {
    /// As it is drawn.
    Drawn,
    /// As it stands on the page: a browser draws what may scroll after everything else.
    Placed,
}

/// The compact text of each page, without the page number, which must be there.
pub(super) fn numbered_pages(pdf: &Path, order: Order) -> Result<Vec<String>, String> {
    let raw = matches!(order, Order::Drawn).then_some(OsStr::new("-raw"));
    let arguments = raw.into_iter().chain([pdf.as_os_str(), OsStr::new("-")]);
    let text = run_tool("pdftotext", arguments)?;
    let pages = text.split('\u{c}').map(compact).filter(|page| !page.is_empty());
    (1..)
        .zip(pages)
        .map(|(number, page)| {
            let printed = format!("—{number}—");
            let ends = page.strip_suffix(&printed).or_else(|| page.strip_prefix(&printed));
            // Beside a table, poppler may take the number for a column of its own.
            let within = || {
                matches!(order, Order::Placed)
                    .then(|| page.split_once(&printed))
                    .flatten()
            };
            ends.map(str::to_owned)
                .or_else(|| within().map(|(before, after)| format!("{before}{after}")))
                .ok_or_else(|| format!("page {number} does not carry its number"))
        })
        .collect()
}
