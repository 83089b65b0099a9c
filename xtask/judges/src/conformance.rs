//! The produced documents before foreign judges: programs that know nothing of this one and
//! would notice what our own tests are blind to.
//!
//! A judge that is missing is named with the command that installs it; the run then fails.

mod findings;
mod formats;
mod glyphs;
mod judges;
mod measures;
mod needs;
mod numbered_pages;
mod ofd;
mod read_back;
mod tables;
mod verdict;
mod web;
mod workbooks;

use std::path::PathBuf;

use xtask_kit::Outcome;
use xtask_kit::examples;

use crate::{goldens, products, tools};
use judges::{JUDGES, Judge};
use needs::{CALC, CHROMIUM, JAVA, NODE, NPM, POPPLER, PYTHON, WRITER};
use verdict::Tally;

/// What to judge, and what to do with the table of measures.
#[derive(clap::Args)]
pub struct Options {
    /// Writes docs/conformance.md anew instead of comparing it.
    #[arg(long)]
    update: bool,
    /// Asks only the judges whose names contain this.
    #[arg(long)]
    only: Option<String>,
    /// Has OFD judged too, of long reports, drafts and empty ones as well: its readers are built
    /// first, which takes long.
    #[arg(long)]
    ofd: bool,
    /// The page in the browser that is judged: `cargo xtask page` builds it, which takes long.
    #[arg(long)]
    page: Option<PathBuf>,
}

/// Makes the documents of every example and has them judged.
///
/// # Errors
/// If a verdict is against us, or there is nothing to judge.
pub fn run(options: &Options) -> Outcome {
    let mut tally = Tally::new(options.only.clone());
    // Judges whose tools are then missing say so themselves.
    if let Err(problem) = tools::install() {
        println!("FAILED  the tools of this run: {problem}");
        tally.failed += 1;
    }
    let mut all = Vec::new();
    for workbook in examples::workbooks()? {
        let products = products::make(&workbook)?;
        println!("{}", products.stem);
        for Judge { name, needs, judge } in &JUDGES {
            tally.ask(name, needs, || judge(&products));
        }
        all.push(products);
    }
    let ofd = match options.ofd {
        true => ofd::judge(&all, &mut tally),
        false => None,
    };
    println!("a paragraph of Han characters alone");
    let grid = products::grid()?;
    tally.ask("measures of GB/T 9704: the grid", &[PYTHON, WRITER], || {
        measures::judge_grid(&grid)
    });
    println!("all examples");
    tally.ask("measures: docs/conformance.md", &[PYTHON, WRITER], || {
        measures::document(&all, &grid, ofd.as_deref(), options.update)
    });
    tally.ask("pictures of the pages", &[POPPLER, WRITER, CHROMIUM, NODE, NPM], || {
        goldens::compare(&all, false)
    });
    tally.ask("LibreOffice: template and consolidation computed anew", &[CALC], || {
        workbooks::template_and_merge()
    });
    tally.ask("LibreOffice: number formats", &[CALC], || {
        formats::judge(options.update)
    });
    tally.ask(
        "findings: SARIF, JSON, web page",
        &[NODE, NPM, JAVA, CHROMIUM],
        findings::judge,
    );
    tally.ask("dataset: pyarrow and DuckDB", &[PYTHON], tables::judge);
    if !options.ofd {
        println!("  not asked  OFD: its readers take long to build; with --ofd");
    }
    match &options.page {
        Some(page) => tally.ask("the page in the browser", &[NODE, NPM, JAVA, CHROMIUM], || {
            web::judge(page)
        }),
        None => {
            println!("  not asked  the page in the browser: cargo xtask page, then --page target/dist/nianbao.html")
        }
    }
    match tally.failed {
        0 => Ok(()),
        failed => Err(format!("{failed} verdicts against us").into()),
    }
}
