//! Where the time of a command goes: the instructions each stage takes, counted by
//! valgrind's callgrind. Counts hardly differ from run to run or machine to machine, as
//! times do; how long whole commands take is for `cargo xtask bench` to tell. Writes
//! `docs/profile.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use xtask_kit::Outcome;
use xtask_kit::files::{make_empty, root, write_if_changed};

use crate::fixtures::workbooks;

/// How many workbooks are checked, and how many reports built: what is done once a process
/// shall not weigh.
const WORKBOOKS: usize = 40;
const REPORTS: usize = 20;

/// A stage: what it is called, and a part of the name of the function that is it.
struct Stage {
    /// 0 for a stage, 1 for a part of the one before.
    depth: usize,
    name: &'static str,
    function: &'static str,
}

const fn stage(depth: usize, name: &'static str, function: &'static str) -> Stage {
    Stage { depth, name, function }
}

const READING: [Stage; 10] = [
    stage(
        0,
        "reading the workbook",
        "ExcelImporter as nianbao_model::plugin::importer::Importer>::import",
    ),
    stage(
        1,
        "counting and unpacking its parts",
        "nianbao_import_excel::preflight::check",
    ),
    stage(
        1,
        "cells, their formats and looks",
        "nianbao_import_excel::worksheet::read",
    ),
    stage(
        0,
        "finding the form, its tables and the text",
        "nianbao_read::Fit::best",
    ),
    stage(0, "making the report", "nianbao_read::Fit::report"),
    stage(1, "filling placeholders (minijinja)", "nianbao_read::placeholder::fill"),
    stage(0, "judging by all rules", "nianbao_check::check"),
    stage(1, "reading the prose", "nianbao_prose::Prose::read"),
    stage(
        1,
        "looking for missing glyphs",
        "nianbao_check::rules::missing_glyph::check",
    ),
    stage(1, "sums and balances", "nianbao_check::identity::breaches"),
];

const WRITING: [Stage; 13] = [
    stage(0, "the document from the report", "nianbao_compose::compose"),
    stage(
        0,
        "typefaces for Typst",
        "PdfExporter as nianbao_model::plugin::exporter::Exporter>::prepare",
    ),
    stage(
        1,
        "hashing these bytes and all that Typst keeps",
        "typst_utils::hash::hash128::StableHasher as core::hash::Hasher>::write",
    ),
    stage(0, "Typst: evaluating and laying out", "typst::compile"),
    stage(1, "lines and paragraphs", "typst_layout::inline::layout_par"),
    stage(1, "tables", "typst_layout::grid::layout_table"),
    stage(0, "PDF: writing", "typst_pdf::pdf"),
    stage(1, "subsetting the typefaces", "subsetter::subset_with_variations"),
    stage(
        1,
        "bounding boxes of their glyphs",
        "krilla::text::cid::compute_bbox::{{closure}}",
    ),
    stage(1, "compressing", "krilla::stream::deflate_encode"),
    stage(
        0,
        "Word",
        "DocxExporter as nianbao_model::plugin::exporter::Exporter>::export",
    ),
    stage(1, "its XML (docx-rs)", "docx_rs::documents::Docx::build"),
    stage(
        0,
        "web page",
        "HtmlExporter as nianbao_model::plugin::exporter::Exporter>::export",
    ),
];

/// Counts, and writes the page.
///
/// # Errors
/// If there is no debug build or no valgrind.
pub fn run() -> Outcome {
    let program = root().join("target/debug/nianbao");
    if !program.exists() {
        return Err("build the program first: cargo build".into());
    }
    let folder = root().join("target/profile");
    make_empty(&folder)?;
    let shown = |path: &str| folder.join(path).display().to_string();
    let (many, some, out) = (shown("many"), shown("some"), shown("out"));
    workbooks(Path::new(&many), WORKBOOKS)?;
    workbooks(Path::new(&some), REPORTS)?;
    let example = root().join("examples/chongqing-customs-2020/report.xlsx");
    let one = example.display().to_string();
    let build = Counts::of(&program, &["build", &one, "--out", &out], &folder)?;
    let batch = Counts::of(&program, &["build", &some, "--out", &out, "--jobs", "1"], &folder)?;
    let check = Counts::of(&program, &["check", &many, "--jobs", "1"], &folder)?;

    for stage in READING.iter().chain(&WRITING) {
        let counts = [&build, &batch, &check];
        if counts.iter().all(|counts| counts.stage(stage.function).is_none()) {
            return Err(format!("no function is called {} any more: see profile.rs", stage.function).into());
        }
    }

    let mut page = String::from(HEAD);
    page += "\n## `nianbao build`, one report, cold process: PDF, Word, web page\n\n";
    build.write(&mut page, READING.iter().chain(&WRITING), 1);
    let _ = write!(
        page,
        "\n## `nianbao build`, each of {REPORTS} reports in one process\n\n"
    );
    batch.write(&mut page, READING.iter().chain(&WRITING), REPORTS);
    let _ = write!(page, "\n## `nianbao check`, each of {WORKBOOKS} workbooks\n\n");
    check.write(&mut page, READING.iter(), WORKBOOKS);
    print!("{page}");
    write_if_changed(&root().join("docs/profile.md"), page.as_bytes())
}

const HEAD: &str = "# Where the time goes

Written by `cargo build && cargo xtask profile`: millions of instructions by stage, counted by
callgrind (`valgrind`) on the report of `examples/chongqing-customs-2020`, and, for many reports, on
copies of it with other names and figures. All is built
for development here: the release takes fewer, and the shares are about the same. Parts of a stage are indented; its remainder is not listed. What runs once per
process (compiling patterns, reading the forms) is in the stage that needs it first.
";

/// Instructions by function, all that it calls counted.
struct Counts {
    total: u64,
    functions: BTreeMap<String, u64>,
}

impl Counts {
    /// Of the process that did the work: a batch has it done by a process of its own.
    fn of(program: &Path, arguments: &[&str], folder: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let counts: PathBuf = folder.join("counts");
        std::fs::create_dir_all(&counts)?;
        let run = Command::new("valgrind")
            .args(["--tool=callgrind", "--trace-children=yes"])
            .arg(format!("--callgrind-out-file={}/%p", counts.display()))
            .arg(program)
            .args(arguments)
            .output()
            .map_err(|error| format!("valgrind is needed (apt install valgrind): {error}"))?;
        if !run.status.success() {
            return Err(format!("valgrind: {}", String::from_utf8_lossy(&run.stderr)).into());
        }
        let mut most: Option<Self> = None;
        for process in std::fs::read_dir(&counts)? {
            let listed = Command::new("callgrind_annotate")
                .args(["--inclusive=yes", "--threshold=100"])
                .arg(process?.path())
                .output()?;
            let one = Self::read(&String::from_utf8_lossy(&listed.stdout));
            most = most.into_iter().chain(one).max_by_key(|counts| counts.total);
        }
        std::fs::remove_dir_all(&counts)?;
        most.ok_or_else(|| "callgrind_annotate told no total".into())
    }

    /// Reads lines such as `1,234 (5.67%)  file:function [object]`.
    fn read(listed: &str) -> Option<Self> {
        let mut counts = Self {
            total: 0,
            functions: BTreeMap::new(),
        };
        for line in listed.lines() {
            let Some((number, rest)) = line.trim_start().split_once(" (") else {
                continue;
            };
            let (Ok(number), Some((_, name))) = (number.replace(',', "").parse(), rest.split_once(')')) else {
                continue;
            };
            if name.contains("PROGRAM TOTALS") {
                counts.total = number;
            } else {
                let name = name.trim().split(" [").next().unwrap_or_default();
                // One function in several lines: inlined from several files.
                let known = counts.functions.entry(name.to_owned()).or_default();
                *known = number.max(*known);
            }
        }
        (counts.total > 0).then_some(counts)
    }

    /// What a stage takes: the outermost of the functions of this name, if there is one.
    fn stage(&self, function: &str) -> Option<u64> {
        let named = self.functions.iter().filter(|(name, _)| {
            let rest = name.split(function).nth(1);
            // Not a function or closure inside it.
            rest.is_some_and(|rest| !rest.starts_with("::"))
        });
        named.map(|(_, count)| *count).max()
    }

    /// What is done in no run of this kind takes nothing.
    fn write<'s>(&self, page: &mut String, stages: impl Iterator<Item = &'s Stage>, of: usize) {
        let share = |count: u64| count as f64 / self.total as f64 * 100.0;
        let millions = |count: u64| count as f64 / of as f64 / 1e6;
        *page += "| stage | million instructions | share |\n| --- | ---: | ---: |\n";
        for stage in stages {
            let count = self.stage(stage.function).unwrap_or_default();
            let indent = "&emsp;".repeat(stage.depth);
            let _ = writeln!(
                page,
                "| {indent}{} | {:.1} | {:.1} % |",
                stage.name,
                millions(count),
                share(count)
            );
        }
        let _ = writeln!(page, "| everything | {:.1} | 100 % |", millions(self.total));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_is_read_and_a_stage_is_its_own_function() {
        let listing = "2,000 (100.0%)  PROGRAM TOTALS\n\
                       1,500 (75.00%)  src/a.rs:krate::run [/bin/x]\n\
                       1,600 (80.00%)  src/a.rs:krate::run::{{closure}} [/bin/x]\n\
                       \x20 700 (35.00%)  src/b.rs:krate::run [/bin/x]\n";
        let counts = Counts::read(listing).expect("a total");
        assert_eq!((counts.total, counts.stage("krate::run")), (2_000, Some(1_500)));
        assert_eq!(counts.stage("krate::walk"), None);
        assert!(Counts::read("nothing").is_none());
    }
}
