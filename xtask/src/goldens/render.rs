//! Draws the products: PDF pages with poppler, the Word file through LibreOffice and
//! poppler, the web page with Chromium.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::picture::Picture;
use crate::conformance::{Products, tools};
use crate::root;

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
        if !tools::has(program) {
            return Err(format!("{program} is not installed: apt-get install {package}"));
        }
    }
    let profile = format!(
        "-env:UserInstallation=file://{}",
        root().join("target/conformance/libreoffice").display()
    );
    let office = tools::run_tool("soffice", [profile.as_str(), "--headless", "--version"])?;
    let browser = tools::run_tool("chromium", ["--version"])?;
    let first = |text: &str| text.lines().next().unwrap_or_default().trim().to_owned();
    Ok(format!("{}\n{}\n", first(&office), first(&browser)))
}

/// The pictures of an example's products by name: `pdf-01`, `word-01`, `web-360` …
pub(super) fn pictures(products: &Products) -> Result<BTreeMap<String, Picture>, String> {
    let folder = root().join("target/conformance/pictures").join(&products.example);
    let io = |error: std::io::Error| error.to_string();
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(io)?;
    }
    std::fs::create_dir_all(&folder).map_err(io)?;
    let mut found = BTreeMap::new();
    for (kind, pdf) in [("pdf", products.file("pdf")), ("word", products.printed_word()?)] {
        for (number, file) in (1..).zip(pages(&pdf, &folder.join(kind))?) {
            found.insert(format!("{kind}-{number:02}"), Picture::read(&file)?);
        }
    }
    let program = root().join("xtask/src/goldens/shots.cjs");
    let (modules, page) = (tools::node_module(""), products.file("html"));
    tools::run_tool("node", [&program, &modules, &page, &folder])?;
    for width in ["360", "1280"] {
        let name = format!("web-{width}");
        let shot = Picture::read(&folder.join(format!("{name}.png")))?;
        found.insert(name, shot.reduced(REDUCTION));
    }
    Ok(found)
}

/// Draws the pages of a PDF into files, and gives these in order.
fn pages(pdf: &Path, out: &Path) -> Result<Vec<PathBuf>, String> {
    std::fs::create_dir_all(out).map_err(|error| error.to_string())?;
    let flags = ["-r", RESOLUTION, "-gray", "-png"].map(OsStr::new).into_iter();
    let prefix = out.join("page");
    tools::run_tool("pdftoppm", flags.chain([pdf.as_os_str(), prefix.as_os_str()]))?;
    let entries = std::fs::read_dir(out).map_err(|error| error.to_string())?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    // The numbers have as many figures as the last one needs.
    files.sort();
    Ok(files)
}
