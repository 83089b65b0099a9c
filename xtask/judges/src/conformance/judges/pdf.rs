//! The PDF before poppler, qpdf and the validators of PDF/A and PDF/UA.

use std::collections::BTreeMap;
use std::ffi::OsStr;

use serde::Deserialize;

use crate::conformance::numbered_pages::{Order, numbered_pages};
use crate::conformance::verdict::Verdict;
use crate::products::Products;
use crate::text::follows;
use crate::tools::{python, run_tool};

pub(super) fn properties(products: &Products) -> Verdict {
    let info = run_tool("pdfinfo", [products.file("pdf")])?;
    let value = |key: &str| {
        let line = info.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
        line.unwrap_or_default().trim().to_owned()
    };
    let expected = [
        ("Tagged", "yes"),
        ("Title", products.document.title.as_str()),
        ("Page size", "595.276 x 841.89 pts (A4)"),
    ];
    for (key, wanted) in expected {
        if value(key) != wanted {
            return Err(format!("{key} is {:?}, expected {wanted:?}", value(key)));
        }
    }
    let bytes = std::fs::read(products.file("pdf")).map_err(|error| error.to_string())?;
    let has = |mark: &[u8]| bytes.windows(mark.len()).any(|window| window == mark);
    if !has(b"/Lang(zh-CN)") && !has(b"/Lang (zh-CN)") {
        return Err(String::from("the catalogue names no language"));
    }
    if !has(b"pdfaid:part") || !has(b"pdfuaid:part") {
        return Err(String::from("the metadata claim no PDF/A or PDF/UA"));
    }
    Ok(format!("{} pages, {} KB", value("Pages"), bytes.len().div_ceil(1024)))
}

pub(super) fn fonts(products: &Products) -> Verdict {
    let fonts = run_tool("pdffonts", [products.file("pdf")])?;
    let rows: Vec<Vec<&str>> = fonts
        .lines()
        .skip(2)
        .map(|line| line.split_whitespace().collect())
        .collect();
    for row in &rows {
        // name, type (three words), encoding, emb, sub, uni, object
        if row.iter().filter(|word| **word == "yes").count() != 3 {
            return Err(format!("not embedded, subset and mapped to Unicode: {}", row.join(" ")));
        }
    }
    if rows.is_empty() {
        Err(String::from("there are no fonts"))
    } else {
        Ok(format!("{} fonts", rows.len()))
    }
}

pub(super) fn structure(products: &Products) -> Verdict {
    run_tool("qpdf", [OsStr::new("--check"), products.file("pdf").as_os_str()])?;
    Ok(String::from("no errors"))
}

pub(super) fn text(products: &Products) -> Verdict {
    let pages = numbered_pages(&products.file("pdf"), Order::Drawn)?;
    follows(&pages.concat(), &products.narrative())?;
    Ok(format!("{} pages numbered, text in order", pages.len()))
}

/// What `python/pdf_rules.py` prints.
#[derive(Deserialize)]
struct Rules {
    /// What a validator says against the file.
    failures: Vec<String>,
    passed: BTreeMap<String, usize>,
    /// Failures that only say that page_validation cannot read a font's widths.
    misread: usize,
    /// Rules a validator gave up on.
    skipped: Vec<String>,
}

/// The rule pdfua 0.1.3 always gives up on: headings are not empty. `one_text` reads
/// what each of them says.
const GIVEN_UP: &str = "UA-14-001";

pub(super) fn standards(products: &Products) -> Verdict {
    let mut rules: Rules = python("pdf_rules.py", [products.file("pdf")])?;
    let others = rules.skipped.iter().filter(|rule| *rule != GIVEN_UP);
    rules
        .failures
        .extend(others.map(|rule| format!("pdfua gave up on {rule}")));
    if !rules.failures.is_empty() {
        return Err(rules.failures.join("; "));
    }
    let count = |judge: &str| rules.passed.get(judge).copied().unwrap_or_default();
    let mut seen = format!(
        "{} and {} rules, {} glyph widths equal in font and file",
        count("page_validation"),
        count("pdfua"),
        count("widths")
    );
    if rules.misread > 0 {
        seen.push_str(&format!(
            " ({} rule failures set aside: page_validation cannot read CFF widths)",
            rules.misread
        ));
    }
    if !rules.skipped.is_empty() {
        seen.push_str(&format!(" (pdfua gave up on {})", rules.skipped.join(", ")));
    }
    Ok(seen)
}
