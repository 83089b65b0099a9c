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
mod workbooks;

use judges::{CALC, CHROMIUM, JAVA, JUDGES, Judge, NODE, NPM, Need};
pub(crate) use products::Products;

use crate::{Outcome, goldens};

/// A verdict: what was seen, or what is wrong.
type Verdict = Result<String, String>;

/// Makes the documents of every example and has them judged. With `update` the table
/// of measures is written anew; without, it must be what is measured.
pub(crate) fn run(update: bool) -> Outcome {
    tools::install()?;
    let mut tally = Tally::default();
    let mut tables = Vec::new();
    for workbook in products::workbooks()? {
        let products = products::make(&workbook)?;
        println!("{}", products.stem);
        for Judge { name, needs, judge } in &JUDGES {
            tally.ask(name, needs, || judge(&products));
        }
        tables.push(products);
    }
    tally.ask(
        "pictures of the pages",
        &[judges::POPPLER, judges::WRITER, CHROMIUM, NODE, NPM],
        || goldens::compare(&tables, false),
    );
    println!("a paragraph of Han characters alone");
    let grid = products::grid()?;
    tally.ask("measures of GB/T 9704", &[judges::PYTHON, judges::WRITER], || {
        measures::judge(&grid)
    });
    tables.push(grid);
    println!("all examples");
    tally.ask("docs/conformance.md", &[judges::PYTHON, judges::WRITER], || {
        measures::document(&tables, update)
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
#[derive(Default)]
struct Tally {
    failed: usize,
}

impl Tally {
    /// Asks a judge if its tools are there, and says what it found.
    fn ask(&mut self, name: &str, needs: &[Need], judge: impl FnOnce() -> Verdict) {
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
