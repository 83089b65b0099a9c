//! The produced documents before foreign judges: programs that know nothing of this
//! one and would notice what our own tests are blind to. A judge that is not
//! installed is named with the command that brings it; the run then fails.

mod findings;
mod glyphs;
mod judges;
mod measures;
pub(crate) mod products;
mod read_back;
mod text;
pub(crate) mod tools;
mod typefaces;
mod workbooks;

use judges::{CALC, CHROMIUM, JAVA, JUDGES, Judge, NODE, NPM, Need, POPPLER, PYTHON, WRITER};
pub(crate) use products::Products;

use crate::{Outcome, goldens};

/// A verdict: what was seen, or what is wrong.
type Verdict = Result<String, String>;

/// What to judge, and what to do with the table of measures.
pub(crate) struct Options {
    /// Write the table of measures anew; without, it must be what is measured.
    pub(crate) update: bool,
    /// Ask only the judges whose names contain this.
    pub(crate) only: Option<String>,
}

/// Makes the documents of every example and has them judged.
pub(crate) fn run(options: Options) -> Outcome {
    let mut tally = Tally {
        only: options.only,
        failed: 0,
    };
    // Judges whose tools are then missing say so themselves.
    if let Err(problem) = tools::install() {
        println!("FAILED  the tools of this run: {problem}");
        tally.failed += 1;
    }
    let mut all = Vec::new();
    for workbook in products::workbooks()? {
        let products = products::make(&workbook)?;
        println!("{}", products.stem);
        for Judge { name, needs, judge } in &JUDGES {
            tally.ask(name, needs, || judge(&products));
        }
        all.push(products);
    }
    println!("a paragraph of Han characters alone");
    let grid = products::grid()?;
    tally.ask("measures of GB/T 9704: the grid", &[PYTHON, WRITER], || {
        measures::judge_grid(&grid)
    });
    println!("all examples");
    tally.ask("measures: docs/conformance.md", &[PYTHON, WRITER], || {
        measures::document(&all, &grid, options.update)
    });
    tally.ask("pictures of the pages", &[POPPLER, WRITER, CHROMIUM, NODE, NPM], || {
        goldens::compare(&all, false)
    });
    tally.ask("LibreOffice: template and consolidation computed anew", &[CALC], || {
        workbooks::template_and_merge()
    });
    tally.ask(
        "findings: SARIF, JSON, web page",
        &[NODE, NPM, JAVA, CHROMIUM],
        findings::judge,
    );
    match tally.failed {
        0 => Ok(()),
        failed => Err(format!("{failed} verdicts against us").into()),
    }
}

/// How many verdicts were against us.
struct Tally {
    only: Option<String>,
    failed: usize,
}

impl Tally {
    /// Asks a judge if its tools are there, and says what it found.
    fn ask(&mut self, name: &str, needs: &[Need], judge: impl FnOnce() -> Verdict) {
        if self.only.as_ref().is_some_and(|only| !name.contains(only)) {
            return;
        }
        let missing = needs.iter().find(|(program, _)| !tools::has(program));
        let verdict = match missing {
            Some((program, remedy)) => Err(format!("{program} is not installed: {remedy}")),
            None => judge(),
        };
        match verdict {
            Ok(seen) => println!("  passed  {name}: {seen}"),
            Err(problem) => {
                println!("  FAILED  {name}: {problem}");
                self.failed += 1;
            }
        }
    }
}
