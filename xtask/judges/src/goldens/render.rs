//! Draws the products: PDF pages with poppler, the Word file through LibreOffice and
//! poppler, the web page with Chromium.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use xtask_kit::files::{make_empty, root};
use xtask_kit::programs::has;

use super::picture::Picture;
use crate::products::Products;
use crate::tools::{node_module, node_program, office_profile, run_tool};

/// Dots per inch of pages: enough to see every line and rule, small enough to keep.
const RESOLUTION: &str = "50";

/// How much smaller than on the screen web pages are kept.
const REDUCTION: usize = 3;

/// What draws here, with its version; the typefaces are always the program's own.
pub(super) fn tools() -> Result<String, String> {
    for (program, package) in [
        ("pdftoppm", "poppler-utils"),
        ("soffice", "libreoffice-writer"),
        ("chromium", "chromium"),
        ("node", "nodejs npm"),
    ] {
        if !has(program) {
            return Err(format!("{program} is not installed: apt-get install {package}"));
        }
    }
    let office = run_tool("soffice", [office_profile().as_str(), "--headless", "--version"])?;
    let browser = run_tool("chromium", ["--version"])?;
    let first = |text: &str| text.lines().next().unwrap_or_default().trim().to_owned();
    Ok(format!("{}\n{}\n", first(&office), first(&browser)))
}

/// The pictures of an example's products by name: `pdf-01`, `word-01`, `web-360` …
pub(super) fn pictures(products: &Products) -> Result<BTreeMap<String, Picture>, String> {
    let folder = root().join("target/conformance/pictures").join(&products.example);
    make_empty(&folder)?;
    let mut found = BTreeMap::new();
    for (kind, pdf) in [("pdf", products.file("pdf")), ("word", products.printed_word()?)] {
        for (number, file) in (1..).zip(pages(&pdf, &folder.join(kind), RESOLUTION)?) {
            found.insert(format!("{kind}-{number:02}"), Picture::read(&file)?);
        }
    }
    let program = node_program("shots.cjs");
    let (modules, page) = (node_module(""), products.file("html"));
    run_tool("node", [&program, &modules, &page, &folder])?;
    for width in ["360", "1280"] {
        let name = format!("web-{width}");
        let shot = Picture::read(&folder.join(format!("{name}.png")))?;
        found.insert(name, shot.reduced(REDUCTION));
    }
    Ok(found)
}

/// Draws the pages of a PDF into files, and gives these in order.
pub(crate) fn pages(pdf: &Path, out: &Path, resolution: &str) -> Result<Vec<PathBuf>, String> {
    std::fs::create_dir_all(out).map_err(|error| error.to_string())?;
    let flags = ["-r", resolution, "-gray", "-png"].map(OsStr::new).into_iter();
    let prefix = out.join("page");
    run_tool("pdftoppm", flags.chain([pdf.as_os_str(), prefix.as_os_str()]))?;
    let entries = std::fs::read_dir(out).map_err(|error| error.to_string())?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    // The numbers have as many figures as the last one needs.
    files.sort();
    Ok(files)
}
