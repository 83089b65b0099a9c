//! The Word file before LibreOffice and the Open XML SDK.

use crate::conformance::numbered_pages::{Order, numbered_pages};
use crate::conformance::verdict::Verdict;
use crate::products::Products;
use crate::text::follows;
use crate::tools::{node_module, run_tool};

pub(super) fn text(products: &Products) -> Verdict {
    let printed = products.printed_word()?;
    let pages = numbered_pages(&printed, Order::Drawn)?;
    follows(&pages.concat(), &products.narrative())?;
    let own = numbered_pages(&products.file("pdf"), Order::Drawn)?.len();
    if pages.len().abs_diff(own) > 1 {
        return Err(format!("{} pages, the PDF has {own}", pages.len()));
    }
    Ok(format!("{} pages, the PDF has {own}; text in order", pages.len()))
}

pub(super) fn schema(products: &Products) -> Verdict {
    let tool = node_module(".bin/ooxml-validator");
    let report = run_tool(tool, [products.file("docx")])?;
    let report: serde_json::Value = serde_json::from_str(&report).map_err(|error| error.to_string())?;
    if report["ok"] == true {
        Ok(String::from("0 errors"))
    } else {
        Err(report["errors"].to_string())
    }
}
