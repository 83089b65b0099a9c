//! The targets, in the order of the page.

use std::path::PathBuf;

use xtask_kit::files::root;

/// The folder they are in.
pub(super) fn folder() -> PathBuf {
    root().join("tests/fuzz")
}

/// One fuzz target.
pub(super) struct Target {
    /// Its name, as cargo-fuzz knows it.
    pub(super) name: &'static str,
    /// What its bytes become.
    pub(super) what: &'static str,
    /// Its longest input, in bytes.
    pub(super) max_len: usize,
    /// Whether it is built with Typst.
    pub(super) needs_typst: bool,
    /// Whether it has not been run for long yet, and so runs only if it is named.
    pub(super) is_new: bool,
}

const fn target(name: &'static str, what: &'static str, max_len: usize) -> Target {
    Target {
        name,
        what,
        max_len,
        needs_typst: false,
        is_new: false,
    }
}

pub(super) const TARGETS: [Target; 18] = [
    target(
        "file",
        "any bytes → the importer that knows them → report → rules; the form is chosen as in the program",
        20_480,
    ),
    target(
        "xlsx",
        "the parts of an Excel workbook, packed by the target → report → rules",
        40_960,
    ),
    target(
        "xlsb",
        "the parts of a binary workbook, packed by the target → report → rules",
        8_192,
    ),
    target(
        "ods",
        "the parts of an OpenDocument workbook, packed by the target → report → rules",
        16_384,
    ),
    target(
        "xls",
        "the records of an old workbook, in a compound file made by the target → report → rules",
        8_192,
    ),
    target("csv", "delimited text in any encoding → report → rules", 4_096),
    target("html", "web tables → report → rules", 8_192),
    target(
        "docx",
        "the parts of a Word document, packed by the target → report → rules",
        16_384,
    ),
    Target {
        is_new: true,
        ..target(
            "portable",
            "the objects of a PDF file, put together by the target → report → rules",
            16_384,
        )
    },
    target("markdown", "Markdown → report → rules", 4_096),
    target("plain", "plain text in any encoding → report → rules", 4_096),
    target(
        "sheets",
        "a good workbook's cells, merged regions, rows, sheets and text changed → report → rules",
        512,
    ),
    target(
        "narrative",
        "text beside an example's tables → the rules about the text",
        1_024,
    ),
    target(
        "expression",
        "placeholders in the text, formulas in cells → report → rules",
        2_048,
    ),
    target(
        "form",
        "form file → form → an empty document, a report, a template",
        20_480,
    ),
    target(
        "findings",
        "changed workbooks → findings in the terminal, as JSON, SARIF, web page and workbook",
        512,
    ),
    target(
        "documents",
        "changed workbooks and texts → Word, web page, JSON and Markdown, read back by others",
        512,
    ),
    Target {
        needs_typst: true,
        ..target("pdf", "changed workbooks and texts → PDF and OFD", 512)
    },
];
