//! The judges: each looks at the products of one example and says what it saw, or
//! what is wrong.

mod one_text;
pub(super) mod page;
pub(super) mod pdf;
mod word;

use super::needs::{CALC, CHROMIUM, JAVA, NODE, NPM, POPPLER, PYTHON, WRITER};
use super::verdict::{Need, Verdict};
use super::workbooks;
use crate::products::Products;

/// A judge: its name, the programs it needs with how to get them, and its work.
pub(super) struct Judge {
    pub(super) name: &'static str,
    pub(super) needs: &'static [Need],
    pub(super) judge: fn(&Products) -> Verdict,
}

pub(super) const JUDGES: [Judge; 14] = [
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
