//! The measured table: what GB/T 9704 and the project's own rules require, what the
//! produced file shows, and the verdict. Measured on glyph boxes, never on templates.
//!
//! `docs/conformance.md` holds all of it. What comes from the PDF and from the parts
//! of the Word file is the same on every machine (our bytes, pinned readers) and must
//! be what the document says. How LibreOffice sets the Word file depends on its
//! version and fonts: written there too, judged on every run, but not compared.

mod body;
mod faces;
mod measure;
mod page;
mod sheet;
mod signature;
mod tables;
mod text_block;
mod word;

use std::fmt::Write as _;

use xtask_kit::files::root;

use super::glyphs;
use super::ofd;
use super::read_back::{Format, expected};
use super::verdict::Verdict;
use crate::products::Products;
use measure::{Measure, Outcome};
use sheet::Sheet;

/// The measures of one example: those that are the same everywhere, and LibreOffice's.
struct Measures {
    pdf: Vec<Measure>,
    word: Vec<Measure>,
    printed: Vec<Measure>,
}

fn measure(products: &Products) -> Result<Measures, String> {
    let pages = glyphs::pages(&products.file("pdf"))?;
    let blocks = expected(&products.document, Format::Pdf);
    let printed = glyphs::pages(&products.printed_word()?)?;
    let sheet = Sheet::new(&pages, &blocks, faces::ranks(&products.document));
    let mut pdf = text_block::measures(&sheet);
    pdf.extend(body::measures(&sheet));
    pdf.extend(faces::measures(&sheet, &products.document));
    pdf.extend(page::measures(&sheet));
    pdf.extend(tables::measures(&sheet));
    pdf.extend(signature::measures(&sheet));
    Ok(Measures {
        pdf,
        word: word::declared(&products.file("docx"), &products.document)?,
        printed: word::printed(&printed, pages.len()),
    })
}

/// What only a paragraph of Han characters alone shows.
const OF_THE_GRID: [&str; 5] = [
    "characters a line",
    "character pitch",
    "full lines justified",
    "lines a page",
    "line pitch",
];

/// The measures of the grid: characters and lines, nothing the examples show already.
fn measure_grid(grid: &Products) -> Result<Measures, String> {
    let mut measures = measure(grid)?;
    measures.word.clear();
    for list in [&mut measures.pdf, &mut measures.printed] {
        list.retain(|measure| OF_THE_GRID.contains(&measure.item));
    }
    Ok(measures)
}

/// All measures of an example hold.
pub(super) fn judge(products: &Products) -> Verdict {
    verdict(&measure(products)?)
}

/// The grid of characters and lines holds.
pub(super) fn judge_grid(grid: &Products) -> Verdict {
    verdict(&measure_grid(grid)?)
}

fn verdict(measures: &Measures) -> Verdict {
    let all = [
        ("PDF", &measures.pdf),
        ("Word file", &measures.word),
        ("Word file in LibreOffice", &measures.printed),
    ];
    let mut failed = Vec::new();
    let mut count = 0;
    for (file, measures) in all {
        for measure in measures {
            count += usize::from(measure.outcome == Outcome::Holds);
            if measure.outcome == Outcome::Fails {
                failed.push(format!(
                    "\n    {file}, {}: required {}; measured {}",
                    measure.item, measure.required, measure.measured
                ));
            }
        }
    }
    if failed.is_empty() {
        Ok(format!("{count} hold"))
    } else {
        Err(format!(
            "{} of {} do not hold{}",
            failed.len(),
            count + failed.len(),
            failed.concat()
        ))
    }
}

/// Where the part begins that depends on the machine, and where it ends.
const UNCOMPARED: (&str, &str) = (
    "<!-- depends on LibreOffice and its fonts -->",
    "<!-- compared again -->",
);

/// Writes `docs/conformance.md`, or compares it with what is measured. The section on OFD, which
/// is not always measured, stays as it is without a new one.
pub(super) fn document(all: &[Products], grid: &Products, ofd: Option<&str>, update: bool) -> Verdict {
    let path = root().join("docs/conformance.md");
    let old = std::fs::read_to_string(&path).unwrap_or_default();
    let mut text = String::from(
        "# Measured\n\n\
         What GB/T 9704-2012 and the project's own rules require of a page, and what the produced files of the\n\
         examples show: glyph boxes read with pdfplumber and PDFium, the parts of the Word file read with lxml.\n\
         `cargo xtask conformance` measures again and fails if this file does not say what it finds (except what\n\
         LibreOffice makes of the Word file, with no typefaces but the program's own);\n\
         `cargo xtask conformance --update` writes it.\n",
    );
    for products in all {
        let _ = writeln!(text, "\n## {}", products.example);
        sections(&mut text, &measure(products)?);
    }
    text.push_str("\n## A paragraph of Han characters alone, in the text of the first example\n");
    sections(&mut text, &measure_grid(grid)?);
    text.push_str(ofd.unwrap_or_else(|| of_ofd(&old)));
    if update {
        std::fs::write(&path, &text).map_err(|error| format!("{}: {error}", path.display()))?;
        // It ends red: what was written is to be looked at, and only then held to.
        return Err(String::from(
            "is written anew: look at it, and run again without --update",
        ));
    }
    let (old, new) = (compared(&old), compared(&text));
    match old.iter().zip(&new).find(|(old, new)| old != new) {
        None if old.len() == new.len() => Ok(String::from("is what was measured")),
        None => Err(String::from("other examples: `cargo xtask conformance --update`")),
        Some((old, new)) => Err(format!(
            "is stale (`cargo xtask conformance --update`): it says\n    {old}\n    measured\n    {new}"
        )),
    }
}

/// The section on OFD, the last one, with the empty line before it.
fn of_ofd(text: &str) -> &str {
    let heading = format!("\n{}\n", ofd::HEADING);
    text.find(&heading).and_then(|at| text.get(at..)).unwrap_or_default()
}

fn sections(text: &mut String, measures: &Measures) {
    section(text, "PDF", &measures.pdf);
    section(text, "Word file, as declared in its parts", &measures.word);
    let _ = writeln!(text, "\n{}", UNCOMPARED.0);
    section(
        text,
        "Word file, as LibreOffice sets it with substitute faces",
        &measures.printed,
    );
    let _ = writeln!(text, "\n{}", UNCOMPARED.1);
}

fn section(text: &mut String, title: &str, measures: &[Measure]) {
    if measures.is_empty() {
        return;
    }
    let _ = writeln!(
        text,
        "\n### {title}\n\n| item | required | measured | verdict |\n| --- | --- | --- | --- |"
    );
    for Measure {
        item,
        required,
        measured,
        outcome,
    } in measures
    {
        let measured = measured.replace('|', "\\|");
        let _ = writeln!(text, "| {item} | {required} | {measured} | {} |", outcome.word());
    }
}

/// The lines of the document that must be the same on every machine.
fn compared(text: &str) -> Vec<&str> {
    let mut within = true;
    let lines = text.lines().filter(|line| {
        if *line == UNCOMPARED.0 {
            within = false;
        } else if *line == UNCOMPARED.1 {
            within = true;
        }
        within
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_on_ofd_stays_when_it_is_not_measured() {
        let section = "\n## OFD\n\n| a | 1 |\n";
        assert_eq!(of_ofd(&format!("# Measured\n\n## minimal\n\nx\n{section}")), section);
        assert_eq!(of_ofd("# Measured\n\n## minimal\n"), "");
    }

    #[test]
    fn what_depends_on_the_machine_is_not_compared() {
        let text = |figure: &str, other: &str| format!("a {figure}\n{}\nb {other}\n{}\nc", UNCOMPARED.0, UNCOMPARED.1);
        assert_eq!(compared(&text("1", "1")), compared(&text("1", "2")));
        assert_ne!(compared(&text("1", "1")), compared(&text("2", "1")));
    }
}
