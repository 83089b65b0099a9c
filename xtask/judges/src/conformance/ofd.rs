//! The OFD before a validator and three readers that are not related to each other: what it says
//! is what the PDF says, in the order the PDF says it in, and its pages look as the PDF's do. Both
//! are of one run, and so of one layout.
//!
//! Beside the examples there are reports such as no example is: of many pages, a draft, an empty one.
//!
//! Two of the readers are written in Rust, and built in a workspace of their own
//! (`xtask/judges/readers`): nothing of them is in the program.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use xtask_kit::files::{make_empty, root};
use xtask_kit::long::{self, Long};
use xtask_kit::programs;

use super::needs::{POPPLER, PYTHON};
use super::numbered_pages::{Order, numbered_pages};
use super::verdict::{Tally, Verdict};
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
/// shapes is 34, where one drawer makes the thin rules of tables lighter; a character more or
/// less is 50 and more. Whether a rule is missing cannot be seen so: `crates/export-ofd` counts them.
const TOLERATED: u8 = 40;

/// How light a dot is that may be of the mark of drafts, of 255. A page without its mark is within
/// what is tolerated of squares: where nothing else stands, the greys are compared for themselves.
const SHADE: u8 = 200;

/// How far the means of all such squares may be apart: a mark that is not there is 30 and more.
const TOLERATED_SHADE: f64 = 8.0;

/// How many pages the long reports have, at least.
const LONG: usize = 30;

/// A report as it is judged here.
struct Case {
    name: String,
    /// What the command line is told of it: the workbook, and how it is to be made.
    arguments: Vec<PathBuf>,
    /// Its files go into this folder.
    folder: PathBuf,
    /// How many pages it must have, at least.
    pages: usize,
    is_draft: bool,
}

/// What was seen of a report, as `docs/conformance.md` says it.
struct Row {
    name: String,
    parts: usize,
    pages: usize,
    characters: usize,
    links: usize,
}

/// The section of `docs/conformance.md`, and where it begins: what comes after it is none of its.
pub(super) const HEADING: &str = "## OFD";

/// Judges the OFD of the examples and of the other reports. Gives the section of
/// `docs/conformance.md` if all were asked and none was against us.
pub(super) fn judge(all: &[Products], tally: &mut Tally) -> Option<String> {
    println!("OFD beside PDF");
    let cases = match cases(all) {
        Ok(cases) => cases,
        Err(problem) => {
            println!("FAILED  the reports that are no examples: {problem}");
            tally.failed += 1;
            return None;
        }
    };
    let (mut rows, mut audits) = (Vec::new(), Vec::new());
    for case in &cases {
        tally.ask(
            &format!(
                "OFD of {}: schema, ofdkit, ofd-core, sOFD: text and pages as in the PDF",
                case.name
            ),
            &[PYTHON, POPPLER],
            || same_as_the_pdf(case, &mut rows),
        );
        // A draft is for no archive.
        if !case.is_draft {
            tally.ask(
                &format!("OFD-A of {}: schema, the audit of sOFD", case.name),
                &[PYTHON],
                || archive(case).inspect(|_| audits.push(case.name.clone())),
            );
        }
    }
    let published = cases.iter().filter(|case| !case.is_draft).count();
    let is_whole = (rows.len(), audits.len()) == (cases.len(), published);
    is_whole.then(|| section(&rows, &audits))
}

/// The examples, and what they are too short and too well filled in to show.
fn cases(all: &[Products]) -> Result<Vec<Case>, Box<dyn std::error::Error>> {
    let example = |products: &Products| Case {
        name: products.example.clone(),
        arguments: vec![products.workbook.clone()],
        folder: products.folder.join("ofd"),
        pages: 1,
        is_draft: false,
    };
    let mut cases: Vec<Case> = all.iter().map(example).collect();
    let folder = root().join("target/conformance/ofd");
    make_empty(&folder)?;
    let own = |name: &str, arguments: Vec<PathBuf>| Case {
        name: name.to_owned(),
        arguments,
        folder: folder.join(name.replace(' ', "-")),
        pages: 1,
        is_draft: true,
    };
    for long in long::write(&folder.join("workbooks"))? {
        let Long { name, .. } = long;
        cases.push(Case {
            pages: LONG,
            is_draft: false,
            ..own(name, long.arguments())
        });
    }
    // The one with the most pages.
    let draft = all.iter().max_by_key(|products| products.document.blocks.len());
    if let Some(products) = draft {
        let name = format!("a draft of {}", products.example);
        cases.push(own(&name, vec![products.workbook.clone(), "--draft".into()]));
    }
    let blank = folder.join("workbooks/blank.xlsx");
    let template = ["template", "--year", "2024", "--organ", "青禾市档案馆", "--output"].map(OsStr::new);
    nianbao(template.into_iter().chain([blank.as_os_str()]))?;
    cases.push(own("an empty report", vec![blank, "--draft".into()]));
    Ok(cases)
}

fn section(rows: &[Row], audits: &[String]) -> String {
    let mut text = format!(
        "\n{HEADING}\n\n\
         The OFD of a report beside the PDF of the same run, as `cargo xtask conformance --ofd` finds it: every part valid\n\
         by [ofd.xsd](../crates/export-ofd/schemas/ofd.xsd); the text as ofdkit and ofd-core read it that of the PDF, page by\n\
         page and in its order; the pages as ofd-core and sOFD draw them those of the PDF as poppler draws them; the mark of\n\
         drafts as dark as there. Without `--ofd` this section is neither measured nor compared. [ofd.md](ofd.md) says how\n\
         far pictures may be apart.\n\n\
         | report | parts, all valid | pages | characters, all as in the PDF | links | pictures of pages | OFD-A (GB/T 42133-2022): the audit of sOFD |\n\
         | --- | --- | --- | --- | --- | --- | --- |\n"
    );
    for Row {
        name,
        parts,
        pages,
        characters,
        links,
    } in rows
    {
        let audit = match audits.contains(name) {
            true => "holds: nothing found but that no seal is there",
            false => "not asked: a draft is for no archive",
        };
        let _ = writeln!(
            text,
            "| {name} | {parts} | {pages} | {characters} | {links} | hold | {audit} |"
        );
    }
    text
}

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

/// The file as it is published, and the PDF of the same run.
fn same_as_the_pdf(case: &Case, rows: &mut Vec<Row>) -> Verdict {
    make(case, &case.folder, &["--to", "pdf,ofd", "--set", "ofd.data=true"])?;
    let (pdf, ofd) = (made(&case.folder, "pdf")?, made(&case.folder, "ofd")?);
    let pictures = case.folder.join("pictures");
    make_empty(&pictures)?;
    let (parts, readers) = (parts(&ofd)?, readers(&ofd, Some(&pictures))?);
    if let Some(problem) = readers.core.problems.first() {
        return Err(format!("ofd-core: {problem}"));
    }
    let drawn = numbered_pages(&pdf, Order::Drawn)?;
    if drawn.len() < case.pages {
        return Err(format!("{} pages, where {} were to be seen", drawn.len(), case.pages));
    }
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
    let title = run_tool("pdfinfo", [&pdf])?;
    let title = title.lines().find_map(|line| line.strip_prefix("Title:"));
    if title.map(str::trim) != Some(&*parts.title) {
        return Err(format!("ofdkit: the title is {:?}, the PDF's {title:?}", parts.title));
    }
    let Sofd {
        pages, links, missing, ..
    } = readers.sofd;
    if (pages, missing) != (drawn.len(), 0) {
        return Err(format!("sOFD: {pages} pages, {missing} faces missing"));
    }
    let characters: usize = drawn.iter().map(|page| page.chars().count()).sum();
    let Apart { most, shade } = compared(case, &pdf, &pictures)?;
    rows.push(Row {
        name: case.name.clone(),
        parts: parts.parts,
        pages,
        characters,
        links,
    });
    let size = |file: &Path| std::fs::metadata(file).map_or(0, |file| file.len().div_ceil(1000));
    let mark = if case.is_draft {
        format!(", the mark at most {shade:.1}")
    } else {
        String::new()
    };
    Ok(format!(
        "{} parts valid, {pages} pages, {characters} characters in the PDF's order, {links} links; squares of pages at most \
         {most} of 255 apart{mark}; PDF {} KB, OFD {} KB",
        parts.parts,
        size(&pdf),
        size(&ofd),
    ))
}

/// The file as archives want it (GB/T 42133-2022).
fn archive(case: &Case) -> Verdict {
    let folder = case.folder.join("archive");
    make(case, &folder, &["--to", "ofd", "--set", "ofd.archive=true"])?;
    let file = made(&folder, "ofd")?;
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

/// Makes the files of a report in an empty folder. Unlike the judges, the program sees what typefaces
/// are installed: its own have no rare characters. What is wrong with a draft is no matter here.
fn make(case: &Case, folder: &Path, flags: &[&str]) -> Result<(), String> {
    make_empty(folder)?;
    let mut build = Command::new(programs::nianbao()?);
    build.arg("build").args(&case.arguments).args(flags);
    let output = build.arg("--out").arg(folder).current_dir(root()).output();
    let output = output.map_err(|error| error.to_string())?;
    if output.status.success() || case.is_draft {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stdout);
    let said = format!("{said}{}", String::from_utf8_lossy(&output.stderr));
    let hint = match said.contains("missing-glyph") {
        true => " (a face with the characters is needed: apt-get install fonts-noto-cjk)",
        false => "",
    };
    let lines: Vec<&str> = said.lines().filter(|line| !line.is_empty()).collect();
    let last = lines.get(lines.len().saturating_sub(3)..).unwrap_or_default();
    Err(format!("nianbao: {}{hint}", last.join("; ")))
}

/// The file with this ending.
fn made(folder: &Path, ending: &str) -> Result<PathBuf, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| error.to_string())?;
    let mut files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let file = files.find(|path| path.extension().is_some_and(|extension| extension == ending));
    file.ok_or_else(|| format!("no .{ending} was made"))
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

/// How far pages are apart.
struct Apart {
    /// The most that two squares are.
    most: u8,
    /// The most that the mark of a page is lighter or darker.
    shade: f64,
}

/// Compares each page as both readers draw it with the PDF's as poppler draws it.
fn compared(case: &Case, pdf: &Path, pictures: &Path) -> Result<Apart, String> {
    let poppler = pages(pdf, &pictures.join("pdf"), RESOLUTION)?;
    let (mut most, mut shade) = (0, 0.0_f64);
    for (number, page) in (1..).zip(&poppler) {
        let page = Picture::read(page)?;
        for reader in ["core", "sofd"] {
            let file = pictures.join(format!("{reader}-{number:02}.png"));
            let drawn = Picture::read(&file)?;
            let apart = page.reduced(SQUARE).farthest(&drawn.reduced(SQUARE));
            if apart > TOLERATED {
                return Err(format!(
                    "{reader}, page {number}: squares are {apart} of 255 apart: {}",
                    file.display()
                ));
            }
            most = most.max(apart);
            if case.is_draft {
                let (expected, found) = page
                    .shades(&drawn, SQUARE, SHADE)
                    .ok_or_else(|| format!("poppler, page {number}: there is no mark of a draft"))?;
                if (expected - found).abs() > TOLERATED_SHADE {
                    return Err(format!(
                        "{reader}, page {number}: where the mark is, {found:.1} of 255, not {expected:.1}: {}",
                        file.display()
                    ));
                }
                shade = shade.max((expected - found).abs());
            }
        }
    }
    Ok(Apart { most, shade })
}
