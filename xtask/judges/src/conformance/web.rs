//! The page in the browser before Chromium, axe and the Nu checker: opened from the disk and used
//! as a clerk does, its findings and documents held to the command line's. Before that its library
//! alone in Node: the examples in every format, and the files made to do harm.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use nianbao_testing::hostile;
use serde::Deserialize;
use serde_json::json;
use xtask_kit::examples;
use xtask_kit::files::{make_empty, root};
use xtask_kit::programs;

use super::judges::page::nu_checker;
use super::verdict::Verdict;
use crate::tools::{node_module, node_program, run_tool};

/// The example that is used.
const EXAMPLE: &str = "examples/county-2024";
/// All of them.
const EXAMPLES: [&str; 3] = ["chongqing-customs-2020", "county-2024", "minimal"];
const FORMATS: &str = "docx,html,json,markdown,pdf";
/// The faces, in the order of the roles they serve.
const FACES: [&str; 5] = [
    "Song-Bold",
    "Hei-Regular",
    "Kai-Regular",
    "Fang-Regular",
    "Song-Regular",
];
/// Of the files made to do harm some, and none that is large or has very much found in it: `cargo xtask hostile` has
/// them all, and this judge is to be quick.
const EVERY: usize = 8;
const MOST: usize = 1 << 20;
/// Workbooks of every kind: WebAssembly counts in 32 bits where the program has 64.
const FIXTURES: [&str; 3] = ["workbook.ods", "workbook.fods", "workbook.xls"];
/// What is made false in its sources, and what is to be said of it.
const PLANTED: [(&str, &str, &str, &str); 2] = [
    (
        "figures.toml",
        "carried_in = [9, 2, 0, 0, 1, 0, 12]",
        "carried_in = [9, 2, 0, 0, 1, 0, 13]",
        "row-total",
    ),
    (
        "narrative.txt",
        "全县新收政府信息公开申请{{ applications.new_received.total }}件",
        "全县新收政府信息公开申请299件",
        "narrative-figure",
    ),
];

/// What a program for Node prints.
#[derive(Deserialize)]
struct Judged {
    problems: Vec<String>,
    seen: BTreeMap<String, u64>,
    /// The formats that the page makes.
    #[serde(default)]
    makes: Vec<String>,
}

impl Judged {
    fn told(&self) -> String {
        let seen = self.seen.iter().map(|(name, value)| format!("{name} {value}"));
        seen.collect::<Vec<_>>().join(", ")
    }
}

/// Opens the page.
pub(super) fn judge(page: &Path) -> Verdict {
    let folder = root().join("target/conformance/web");
    make_empty(&folder)?;
    let page = std::path::absolute(page).map_err(|error| error.to_string())?;
    let given = given(&folder)?;
    let (modules, checks) = (node_module(""), checks(&folder)?);
    let alone = asked("module.cjs", &[page.as_os_str(), checks.as_os_str()])?;
    let pdf = if alone.makes.iter().any(|format| format == "pdf") {
        "pdf"
    } else {
        ""
    };
    let [modules, given, checks] = [&modules, &given, &checks].map(|path| path.as_os_str());
    let paths = [
        modules,
        page.as_os_str(),
        given,
        checks,
        folder.as_os_str(),
        OsStr::new(pdf),
    ];
    let used = asked("web.cjs", &paths)?;
    let seen = [alone.told(), used.told()].join(", ");
    markup(&page)?;
    let size = std::fs::metadata(&page).map_err(|error| error.to_string())?.len();
    Ok(format!("{:.1} MB; {seen} (times in ms)", size as f64 / 1e6))
}

/// Runs a program for Node, and gives what it saw.
fn asked(name: &str, arguments: &[&OsStr]) -> Result<Judged, String> {
    let program = node_program(name);
    let all = [program.as_os_str()].into_iter().chain(arguments.iter().copied());
    let told = run_tool("node", all)?;
    let told: Judged = serde_json::from_str(&told).map_err(|error| error.to_string())?;
    if told.problems.is_empty() {
        Ok(told)
    } else {
        Err(told.problems.join("; "))
    }
}

/// Files and what the command line makes of them, for the library alone; gives the path of the list.
fn checks(folder: &Path) -> Result<PathBuf, String> {
    let text = |error: std::io::Error| error.to_string();
    let inputs = folder.join("inputs");
    std::fs::create_dir_all(&inputs).map_err(text)?;
    let mut checks = Vec::new();
    let mut check = |at: &Path| -> Result<(), String> {
        let (there, name) = (at.parent().unwrap_or(at), at.file_name().unwrap_or_default());
        let mut nianbao = std::process::Command::new(std::path::absolute(programs::nianbao()?).map_err(text)?);
        // From its own folder: so it is called by its name alone, as in the page.
        nianbao
            .current_dir(there)
            .arg("check")
            .arg(name)
            .args(["--format", "json"]);
        let ended = nianbao.output().map_err(text)?;
        let said = if ended.stdout.is_empty() {
            ended.stderr
        } else {
            ended.stdout
        };
        let said = String::from_utf8_lossy(&said).into_owned();
        if said.len() > MOST {
            return Ok(());
        }
        checks.push(json!({ "name": name.to_string_lossy(), "file": at, "said": said }));
        Ok(())
    };
    for file in hostile::files().step_by(EVERY) {
        let path = inputs.join(file.name);
        let bytes = (file.make)();
        if bytes.len() < MOST {
            std::fs::write(&path, bytes).map_err(text)?;
            check(&path)?;
        }
    }
    for fixture in FIXTURES {
        check(&root().join("crates/import-excel/tests/fixtures").join(fixture))?;
    }
    let mut reports = Vec::new();
    for example in EXAMPLES {
        let workbook = root().join(format!("examples/{example}/report.xlsx"));
        check(&workbook)?;
        let documents = folder.join(example);
        let arguments = [
            OsStr::new("build"),
            workbook.as_os_str(),
            OsStr::new("--to"),
            OsStr::new(FORMATS),
        ];
        let out = [OsStr::new("--out"), documents.as_os_str()];
        program(arguments.into_iter().chain(out), &[0])?;
        let formats: Vec<&str> = FORMATS.split(',').collect();
        reports.push(json!({ "workbook": workbook, "documents": documents, "formats": formats }));
    }
    let face = |name: &str| root().join(format!("crates/fonts/fandol/Fandol{name}.otf"));
    let list = json!({ "faces": FACES.map(face), "reports": reports, "checks": checks });
    let path = folder.join("checks.json");
    std::fs::write(&path, list.to_string()).map_err(text)?;
    Ok(path)
}

/// The page's own markup, without the modules, which are text to it.
fn markup(page: &Path) -> Result<(), String> {
    let bytes = std::fs::read(page).map_err(|error| error.to_string())?;
    let units = bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    let text: String = char::decode_utf16(units)
        .collect::<Result<_, _>>()
        .map_err(|error| error.to_string())?;
    let mut bare = String::new();
    for (at, part) in text.split("<script type=\"text/plain\"").enumerate() {
        let rest = if at == 0 {
            part
        } else {
            part.split_once("</script>").map_or(part, |(_, rest)| rest)
        };
        bare += rest;
    }
    let beside = root().join("target/conformance/web/page.html");
    std::fs::write(&beside, bare).map_err(|error| error.to_string())?;
    let jar = nu_checker();
    // It takes no digest for a leave to run, as browsers do.
    let pinned = ["--Werror", "--filterpattern", ".*Content Security Policy.*"];
    let arguments = [OsStr::new("-jar"), jar.as_os_str()]
        .into_iter()
        .chain(pinned.map(OsStr::new));
    run_tool("java", arguments.chain([beside.as_os_str()])).map(|_| ())
}

/// Writes what the program for Node is to hold the page to; gives the path of the list.
fn given(folder: &Path) -> Result<PathBuf, String> {
    let workbook = root().join(EXAMPLE).join("report.xlsx");
    let documents = folder.join("documents");
    program(
        [
            OsStr::new("build"),
            workbook.as_os_str(),
            OsStr::new("--out"),
            documents.as_os_str(),
        ],
        &[0],
    )?;
    let wrong = folder.join("report.xlsx");
    std::fs::write(&wrong, planted(folder)?).map_err(|error| error.to_string())?;
    let findings = folder.join("findings.json");
    let arguments = ["--format", "json", "--out"].map(OsStr::new);
    let check = [OsStr::new("check"), wrong.as_os_str()].into_iter().chain(arguments);
    program(check.chain([findings.as_os_str()]), &[1])?;
    let said: Vec<&str> = PLANTED.iter().map(|(.., said)| *said).collect();
    let list = json!({ "workbook": workbook, "documents": documents, "findings": findings, "wrong": wrong,
        "planted": said, "kai": root().join("crates/fonts/fandol/FandolKai-Regular.otf") });
    let path = folder.join("given.json");
    std::fs::write(&path, list.to_string()).map_err(|error| error.to_string())?;
    Ok(path)
}

/// Runs the command line, which is to end with one of these codes.
fn program<'a>(arguments: impl IntoIterator<Item = &'a OsStr>, codes: &[i32]) -> Result<(), String> {
    let mut nianbao = std::process::Command::new(programs::nianbao()?);
    let ended = nianbao.args(arguments).output().map_err(|error| error.to_string())?;
    match ended.status.code().filter(|code| codes.contains(code)) {
        Some(_) => Ok(()),
        None => Err(format!("nianbao: {}", String::from_utf8_lossy(&ended.stderr))),
    }
}

/// The example's workbook with what is planted.
fn planted(folder: &Path) -> Result<Vec<u8>, String> {
    let own = folder.join("source");
    std::fs::create_dir_all(&own).map_err(|error| error.to_string())?;
    for entry in std::fs::read_dir(root().join(EXAMPLE).join("source")).map_err(|error| error.to_string())? {
        let entry = entry.map_err(|error| error.to_string())?;
        let mut text = std::fs::read_to_string(entry.path()).map_err(|error| error.to_string())?;
        for (file, right, wrong, _) in PLANTED {
            if entry.file_name() == *file {
                if !text.contains(right) {
                    return Err(format!("{file} has no {right}: plant something else"));
                }
                text = text.replacen(right, wrong, 1);
            }
        }
        std::fs::write(own.join(entry.file_name()), text).map_err(|error| error.to_string())?;
    }
    examples::workbook(&own).map_err(|error| error.to_string())
}
