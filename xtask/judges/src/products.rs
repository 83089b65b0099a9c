//! What is judged: the files made from one example, and the document they are made from.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use nianbao_model::Document;
use nianbao_model::document::Block;
use xtask_kit::examples;
use xtask_kit::files::{make_empty, root};

use crate::reading;
use crate::text::{compact, is_han};
use crate::tools::{libreoffice, nianbao};

/// The files made from one example, and the document they are made from.
pub(crate) struct Products {
    /// The example's name.
    pub(crate) example: String,
    pub(crate) folder: PathBuf,
    pub(crate) stem: String,
    pub(crate) document: Document,
    /// The workbook they are made from.
    pub(crate) workbook: PathBuf,
}

impl Products {
    /// The product with this ending.
    pub(crate) fn file(&self, extension: &str) -> PathBuf {
        self.folder.join(format!("{}.{extension}", self.stem))
    }

    /// The texts a reader must meet in this order: title, headings, paragraphs.
    pub(crate) fn narrative(&self) -> Vec<String> {
        let blocks = self.document.blocks.iter().filter_map(|block| match block {
            Block::Heading(heading) => Some(heading.text.clone()),
            Block::Paragraph(paragraph) => Some(paragraph.text()),
            Block::Table(_) => None,
        });
        std::iter::once(self.document.title.clone())
            .chain(blocks)
            .map(|text| compact(&text))
            .collect()
    }

    /// The Word file as LibreOffice prints it.
    pub(crate) fn printed_word(&self) -> Result<PathBuf, String> {
        let out = self.folder.join("word");
        let printed = out.join(format!("{}.pdf", self.stem));
        if printed.is_file() {
            return Ok(printed);
        }
        libreoffice(&self.file("docx"), "pdf", &out)
    }

    /// The same products marked as drafts, in a folder of their own.
    pub(crate) fn drafts(&self) -> Result<(PathBuf, String), String> {
        let folder = self.folder.join("draft");
        build(&self.workbook, &folder, &["--draft"])?;
        Ok((folder, format!("{}（草稿）", self.stem)))
    }
}

/// Builds one workbook with the command line, and its document with the libraries,
/// into an empty folder: what an earlier run left is not judged.
pub(crate) fn make(workbook: &Path) -> Result<Products, Box<dyn std::error::Error>> {
    let name = workbook.parent().and_then(Path::file_name).unwrap_or_default();
    let folder = root().join("target/conformance").join(name);
    make_empty(&folder)?;
    build(workbook, &folder, &[])?;
    let document = reading::document(workbook)?;
    Ok(Products {
        example: name.display().to_string(),
        folder,
        stem: document.title.clone(),
        document,
        workbook: workbook.to_owned(),
    })
}

/// How many characters the paragraph of [`grid`] has: it fills three pages.
const GRID: usize = 28 * 22 * 3;

/// The products of an example whose text goes on as one long paragraph of Han
/// characters alone, for 28 characters a line and 22 lines a page are exact only
/// there, and hardly any real line has neither punctuation nor a figure.
pub(crate) fn grid() -> Result<Products, Box<dyn std::error::Error>> {
    let first = examples::workbooks()?
        .into_iter()
        .next()
        .ok_or("there are no examples")?;
    let sources = first.with_file_name("source");
    let folder = root().join("target/conformance/grid-workbook");
    make_empty(&folder)?;
    // The products go by the name of the folder their workbook is in.
    let (own, grid) = (folder.join("source"), folder.join("grid"));
    std::fs::create_dir_all(&own)?;
    std::fs::create_dir_all(&grid)?;
    for entry in std::fs::read_dir(&sources)? {
        let entry = entry?;
        std::fs::copy(entry.path(), own.join(entry.file_name()))?;
    }
    let narrative = own.join("narrative.txt");
    let text = std::fs::read_to_string(&narrative)?;
    let han: Vec<char> = text.chars().filter(|c| is_han(*c)).collect();
    let long: String = han.iter().cycle().take(GRID).collect();
    let (first, rest) = text.split_once('\n').ok_or("the example has no text")?;
    std::fs::write(&narrative, format!("{first}\n{long}。\n{rest}"))?;
    let workbook = grid.join("report.xlsx");
    std::fs::write(&workbook, examples::workbook(&own)?)?;
    make(&workbook)
}

/// Runs the command line on a workbook, for every format of text there is.
fn build(workbook: &Path, folder: &Path, flags: &[&str]) -> Result<(), String> {
    let exporters = nianbao(["exporters"])?;
    let formats: Vec<&str> = exporters
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|id| ["pdf", "docx", "html", "md", "markdown"].contains(id))
        .collect();
    let formats = formats.join(",");
    nianbao(
        [OsStr::new("build"), workbook.as_os_str()]
            .into_iter()
            .chain([OsStr::new("--to"), OsStr::new(&formats)])
            .chain([OsStr::new("--out"), folder.as_os_str()])
            .chain(flags.iter().map(OsStr::new)),
    )?;
    Ok(())
}
