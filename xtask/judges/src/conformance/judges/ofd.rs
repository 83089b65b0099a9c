//! The OFD before a validator and three readers that are not related to each other: what it says
//! is what the PDF says, in the order the PDF says it in, and its pages look as the PDF's do.
//!
//! Two of the readers are written in Rust, and built in a workspace of their own
//! (`xtask/judges/readers`): nothing of them is in the program.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use xtask_kit::files::{make_empty, root};

use super::pdf::{Order, numbered_pages};
use crate::conformance::verdict::Verdict;
use crate::goldens::{Picture, pages};
use crate::products::Products;
use crate::text::compact;
use crate::tools::{nianbao, python, run_tool};

/// Dots per inch of the pictures that are compared.
const RESOLUTION: &str = "72";

/// The side of the squares whose mean greys are compared, in dots: less than a character of the
/// text takes. What drawers smooth in their own ways stays within them.
const SQUARE: usize = 12;

/// How far two squares may be apart, of 255. The most that was seen of pages drawn from the same
/// shapes is 30, where one drawer makes the thin rules of tables lighter; a character more or
/// less is 50 and more. Whether a rule is missing cannot be seen so: `crates/export-ofd` counts them.
const TOLERATED: u8 = 40;

/// What `python/ofd_parts.py` prints.
#[derive(Deserialize)]
struct Parts {
    invalid: Vec<String>,
    parts: usize,
    pages: Vec<String>,
    title: String,
}

/// What `readers` prints.
#[derive(Deserialize)]
struct Readers {
    core: Core,
    sofd: Sofd,
}

#[derive(Deserialize)]
struct Core {
    problems: Vec<String>,
    pages: Vec<String>,
}

#[derive(Deserialize)]
struct Sofd {
    pages: usize,
    links: usize,
    /// Faces that are not embedded.
    missing: usize,
    audit: Vec<Finding>,
}

#[derive(Deserialize)]
struct Finding {
    code: String,
    detail: String,
}

/// The file as it is published.
pub(super) fn same_as_the_pdf(products: &Products) -> Verdict {
    let file = made(products, "ofd", &["ofd.data=true"])?;
    let pictures = products.folder.join("ofd-pictures");
    make_empty(&pictures)?;
    let (parts, readers) = (parts(&file)?, readers(&file, Some(&pictures))?);
    if let Some(problem) = readers.core.problems.first() {
        return Err(format!("ofd-core: {problem}"));
    }
    let drawn = numbered_pages(&products.file("pdf"), Order::Drawn)?;
    for (reader, pages) in [("ofd-core", &readers.core.pages), ("ofdkit", &parts.pages)] {
        if pages.len() != drawn.len() {
            return Err(format!("{reader}: {} pages, the PDF has {}", pages.len(), drawn.len()));
        }
        for ((number, page), drawn) in (1..).zip(pages).zip(&drawn) {
            let page = compact(page).replacen(&format!("—{number}—"), "", 1);
            if page != *drawn {
                return Err(format!("{reader}, page {number}: {}", apart(&page, drawn)));
            }
        }
    }
    if parts.title != products.document.title {
        return Err(format!("ofdkit: the title is {:?}", parts.title));
    }
    let Sofd {
        pages, links, missing, ..
    } = readers.sofd;
    if (pages, missing) != (drawn.len(), 0) {
        return Err(format!("sOFD: {pages} pages, {missing} faces missing"));
    }
    let characters: usize = drawn.iter().map(|page| page.chars().count()).sum();
    let most = compared(products, &pictures)?;
    Ok(format!(
        "{} parts valid, {pages} pages, {characters} characters in the PDF's order, {links} links; squares of pages at most {most} of 255 apart",
        parts.parts
    ))
}

/// The file as archives want it (GB/T 42133-2022).
pub(super) fn archive(products: &Products) -> Verdict {
    let file = made(products, "ofd-archive", &["ofd.archive=true"])?;
    let (parts, readers) = (parts(&file)?, readers(&file, None)?);
    // Whoever archives it seals it: this program has no key.
    let findings = readers.sofd.audit.iter().filter(|finding| finding.code != "ARCH-006");
    let findings: Vec<String> = findings
        .map(|finding| format!("{}: {}", finding.code, finding.detail))
        .collect();
    match findings.first() {
        Some(_) => Err(findings.join("; ")),
        None => Ok(format!(
            "{} parts valid, nothing found but that no seal is there",
            parts.parts
        )),
    }
}

/// Makes the OFD of an example with these settings, in a folder of its own.
fn made(products: &Products, folder: &str, settings: &[&str]) -> Result<PathBuf, String> {
    let folder = products.folder.join(folder);
    make_empty(&folder)?;
    let settings = settings.iter().flat_map(|setting| ["--set", *setting]).map(OsStr::new);
    let begin = [
        OsStr::new("build"),
        products.workbook.as_os_str(),
        OsStr::new("--to"),
        OsStr::new("ofd"),
    ];
    let out = [OsStr::new("--out"), folder.as_os_str()];
    nianbao(begin.into_iter().chain(out).chain(settings))?;
    let entries = std::fs::read_dir(&folder).map_err(|error| error.to_string())?;
    let mut files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let file = files.find(|path| path.extension().is_some_and(|extension| extension == "ofd"));
    file.ok_or_else(|| String::from("no OFD was made"))
}

fn parts(file: &Path) -> Result<Parts, String> {
    let schema = root().join("crates/export-ofd/schemas/structure.xsd");
    let parts: Parts = python("ofd_parts.py", [schema.as_path(), file])?;
    match parts.invalid.first() {
        Some(problem) => Err(format!("{} parts are not valid: {problem}", parts.invalid.len())),
        None => Ok(parts),
    }
}

/// Asks the readers, which are built first; with a folder, they draw the pages into it.
fn readers(file: &Path, pictures: Option<&Path>) -> Result<Readers, String> {
    let manifest = root().join("xtask/judges/readers/Cargo.toml");
    let target = root().join("target/conformance/readers");
    let flags = ["run", "--quiet", "--locked", "--manifest-path"].map(OsStr::new);
    let target = [
        manifest.as_os_str(),
        OsStr::new("--target-dir"),
        target.as_os_str(),
        OsStr::new("--"),
    ];
    let drawn = pictures
        .into_iter()
        .flat_map(|folder| [folder.as_os_str(), OsStr::new(RESOLUTION)]);
    let file = std::iter::once(file.as_os_str());
    let said = run_tool("cargo", flags.into_iter().chain(target).chain(file).chain(drawn))?;
    serde_json::from_str(&said).map_err(|error| format!("readers: {error}"))
}

/// Where two texts part.
fn apart(found: &str, expected: &str) -> String {
    let same = found
        .chars()
        .zip(expected.chars())
        .take_while(|(one, other)| one == other)
        .count();
    let from = |text: &str| text.chars().skip(same.saturating_sub(6)).take(20).collect::<String>();
    format!("“{}”, the PDF says “{}”", from(found), from(expected))
}

/// Compares each page as both readers draw it with the PDF's as poppler draws it; the most that
/// two squares are apart.
fn compared(products: &Products, pictures: &Path) -> Result<u8, String> {
    let poppler = pages(&products.file("pdf"), &pictures.join("pdf"), RESOLUTION)?;
    let mut most = 0;
    for (number, page) in (1..).zip(&poppler) {
        let page = Picture::read(page)?.reduced(SQUARE);
        for reader in ["core", "sofd"] {
            let drawn = pictures.join(format!("{reader}-{number:02}.png"));
            let apart = page.farthest(&Picture::read(&drawn)?.reduced(SQUARE));
            if apart > TOLERATED {
                return Err(format!(
                    "{reader}, page {number}: squares are {apart} of 255 apart: {}",
                    drawn.display()
                ));
            }
            most = most.max(apart);
        }
    }
    Ok(most)
}
