//! The judges: each looks at the products of one example and says what it saw, or
//! what is wrong.

mod ofd;
mod one_text;
pub(super) mod page;
mod pdf;
mod word;

use super::verdict::{Need, Verdict};
use super::workbooks;
use crate::products::Products;

/// A judge: its name, the programs it needs with how to get them, and its work.
pub(super) struct Judge {
    pub(super) name: &'static str,
    pub(super) needs: &'static [Need],
    pub(super) judge: fn(&Products) -> Verdict,
}

impl Judge {
    /// Whether it has the readers of OFD built first.
    pub(super) fn is_of_ofd(&self) -> bool {
        self.name.starts_with("OFD")
    }
}

pub(super) const POPPLER: Need = ("pdftotext", "apt-get install poppler-utils");
pub(super) const WRITER: Need = ("soffice", "apt-get install libreoffice-writer");
pub(super) const CALC: Need = ("soffice", "apt-get install libreoffice-calc");
pub(super) const NODE: Need = ("node", "apt-get install nodejs npm");
pub(super) const NPM: Need = ("npm", "apt-get install npm");
pub(super) const JAVA: Need = ("java", "apt-get install default-jre-headless");
pub(super) const CHROMIUM: Need = ("chromium", "apt-get install chromium");
pub(super) const PYTHON: Need = ("python3", "apt-get install python3-venv");

pub(super) const JUDGES: [Judge; 16] = [
    Judge {
        name: "one text: PDF, Word file, web page as written",
        needs: &[PYTHON],
        judge: one_text::same,
    },
    Judge {
        name: "one text: drafts",
        needs: &[PYTHON],
        judge: one_text::drafts,
    },
    Judge {
        name: "pdfinfo: A4, tagged, title",
        needs: &[POPPLER],
        judge: pdf::properties,
    },
    Judge {
        name: "pdffonts: embedded subsets",
        needs: &[POPPLER],
        judge: pdf::fonts,
    },
    Judge {
        name: "qpdf: structure",
        needs: &[("qpdf", "apt-get install qpdf")],
        judge: pdf::structure,
    },
    Judge {
        name: "pdftotext: text, page numbers",
        needs: &[POPPLER],
        judge: pdf::text,
    },
    Judge {
        name: "page_validation, pdfua: PDF/A-2a, PDF/UA-1",
        needs: &[PYTHON],
        judge: pdf::standards,
    },
    Judge {
        name: "OFD: schema, ofdkit, ofd-core, sOFD: text and pages as in the PDF",
        needs: &[PYTHON, POPPLER],
        judge: ofd::same_as_the_pdf,
    },
    Judge {
        name: "OFD-A: schema, the audit of sOFD",
        needs: &[PYTHON],
        judge: ofd::archive,
    },
    Judge {
        name: "LibreOffice: Word file's text",
        needs: &[WRITER, POPPLER],
        judge: word::text,
    },
    Judge {
        name: "LibreOffice: workbook as .xls and .ods",
        needs: &[CALC],
        judge: |products| workbooks::other_formats(&products.workbook),
    },
    Judge {
        name: "Open XML SDK: Word file",
        needs: &[NODE, NPM],
        judge: word::schema,
    },
    Judge {
        name: "Chromium: web page's text",
        needs: &[CHROMIUM, POPPLER],
        judge: page::text,
    },
    Judge {
        name: "Nu checker: web page",
        needs: &[JAVA, NPM],
        judge: page::markup,
    },
    Judge {
        name: "axe: web page, 360 and 1280 px wide",
        needs: &[CHROMIUM, NODE, NPM],
        judge: |products| page::accessible(&[products.file("html")]),
    },
    Judge {
        name: "measures of GB/T 9704",
        needs: &[PYTHON, WRITER],
        judge: super::measures::judge,
    },
];
