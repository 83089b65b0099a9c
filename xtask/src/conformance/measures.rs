//! The measured table: what GB/T 9704 and the project's own rules require, what the
//! produced file shows, and the verdict. Measured on glyph boxes, never on templates.
//!
//! `docs/conformance.md` holds all of it. What comes from the PDF and from the parts
//! of the Word file is the same on every machine (our bytes, pinned readers) and must
//! be what the document says. How LibreOffice sets the Word file depends on its
//! version and fonts: written there too, judged on every run, but not compared.

mod body;
mod faces;
mod page;
mod signature;
mod tables;
mod text_block;
mod word;

use std::fmt::Write as _;

use super::glyphs::{self, Line, Page};
use super::read_back::{Block, Format, expected};
use super::{Products, Verdict};
use crate::root;

/// One line of the table.
#[derive(Debug)]
struct Measure {
    item: &'static str,
    required: String,
    measured: String,
    outcome: Outcome,
}

/// What a measurement says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Holds,
    Fails,
    /// The file has nothing to measure this on.
    Absent,
}

impl Outcome {
    const fn of(holds: bool) -> Self {
        if holds { Self::Holds } else { Self::Fails }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Fails => "**FAILED**",
            Self::Absent => "not in this file",
        }
    }
}

impl Measure {
    fn new(item: &'static str, required: impl Into<String>, measured: impl Into<String>, holds: bool) -> Self {
        Self {
            item,
            required: required.into(),
            measured: measured.into(),
            outcome: Outcome::of(holds),
        }
    }

    /// Nothing in the file to measure this on.
    fn absent(item: &'static str, required: impl Into<String>) -> Self {
        Self {
            item,
            required: required.into(),
            measured: String::from("–"),
            outcome: Outcome::Absent,
        }
    }

    /// A rule that no place may break: how many places were looked at, and which break it.
    fn rule(item: &'static str, required: impl Into<String>, looked_at: usize, what: &str, broken: &[String]) -> Self {
        if looked_at == 0 {
            return Self::absent(item, required);
        }
        let mut measured = format!("{looked_at} {what}");
        if let Some(first) = broken.first() {
            let _ = write!(measured, ", {} against it: {first}", broken.len());
            for place in broken.iter().skip(1).take(3) {
                let _ = write!(measured, "; {place}");
            }
        }
        Self::new(item, required, measured, broken.is_empty())
    }
}

/// What the measures are taken of: the pages, their lines, and what each block is.
struct Sheet<'a> {
    pages: &'a [Page],
    lines: Vec<Line<'a>>,
    blocks: &'a [Block],
    /// The rank of each block that is a heading: 1 `一、`, 2 `(一)` …
    ranks: Vec<Option<u8>>,
}

impl<'a> Sheet<'a> {
    fn new(pages: &'a [Page], blocks: &'a [Block], ranks: Vec<Option<u8>>) -> Self {
        Self {
            pages,
            lines: pages.iter().flat_map(glyphs::lines).collect(),
            blocks,
            ranks,
        }
    }

    /// The kind of the block a line belongs to; nothing for page numbers. What comes after
    /// the document's blocks is its signature.
    fn kind(&self, line: &Line<'_>) -> &str {
        if line.block.is_some_and(|block| block >= self.ranks.len()) {
            return "signature";
        }
        let block = line.block.and_then(|block| self.blocks.get(block));
        block.map_or("", |block| block.kind.as_str())
    }

    /// The lines of a kind of block, in reading order.
    fn lines_of<'s>(&'s self, kinds: &'static [&'static str]) -> impl Iterator<Item = &'s Line<'a>> {
        self.lines.iter().filter(move |line| kinds.contains(&self.kind(line)))
    }

    /// The lines of each block of these kinds, from its first to its last.
    fn by_block<'s>(&'s self, kinds: &'static [&'static str]) -> Vec<Vec<&'s Line<'a>>> {
        let mut found: std::collections::BTreeMap<Option<usize>, Vec<&Line<'a>>> = std::collections::BTreeMap::new();
        for line in self.lines_of(kinds) {
            found.entry(line.block).or_default().push(line);
        }
        let mut blocks: Vec<_> = found.into_values().collect();
        for lines in &mut blocks {
            lines.sort_by(|one, other| (one.page).cmp(&other.page).then(one.y()[0].total_cmp(&other.y()[0])));
        }
        blocks
    }
}

/// Millimetres in points.
fn mm(millimetres: f64) -> f64 {
    millimetres * 72.0 / 25.4
}

/// Points in millimetres.
fn in_mm(points: f64) -> f64 {
    points * 25.4 / 72.0
}

/// The least and greatest of some numbers; none if there are none.
fn range(numbers: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    numbers.into_iter().fold(None, |range, number| {
        let (least, most) = range.unwrap_or((number, number));
        Some((least.min(number), most.max(number)))
    })
}

/// A range in words, one number if it is one.
fn told((least, most): (f64, f64), unit: &str) -> String {
    let (one, other) = (format!("{least:.2}"), format!("{most:.2}"));
    if one == other {
        format!("{one} {unit}")
    } else {
        format!("{one}–{other} {unit}")
    }
}

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

/// Writes `docs/conformance.md`, or compares it with what is measured.
pub(super) fn document(all: &[Products], grid: &Products, update: bool) -> Verdict {
    let path = root().join("docs/conformance.md");
    let mut text = String::from(
        "# Measured\n\n\
         What GB/T 9704-2012 and `typography.md` require of a page, and what the produced files of the\n\
         examples show: glyph boxes read with pdfplumber and PDFium, the parts of the Word file read with lxml.\n\
         `cargo xtask conformance` measures anew and fails if this file is not what it finds (except what\n\
         LibreOffice makes of the Word file, with no typefaces but the program's own);\n\
         `cargo xtask conformance --update` writes it.\n",
    );
    for products in all {
        let _ = writeln!(text, "\n## {}", products.example);
        sections(&mut text, &measure(products)?);
    }
    text.push_str("\n## A paragraph of Han characters alone, in the text of the first example\n");
    sections(&mut text, &measure_grid(grid)?);
    if update {
        std::fs::write(&path, &text).map_err(|error| format!("{}: {error}", path.display()))?;
        return Ok(String::from("written"));
    }
    let old = std::fs::read_to_string(&path).unwrap_or_default();
    let (old, new) = (compared(&old), compared(&text));
    match old.iter().zip(&new).find(|(old, new)| old != new) {
        None if old.len() == new.len() => Ok(String::from("is what was measured")),
        None => Err(String::from("other examples: `cargo xtask conformance --update`")),
        Some((old, new)) => Err(format!(
            "is stale (`cargo xtask conformance --update`): it says\n    {old}\n    measured\n    {new}"
        )),
    }
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
    fn what_depends_on_the_machine_is_not_compared() {
        let text = |figure: &str, other: &str| format!("a {figure}\n{}\nb {other}\n{}\nc", UNCOMPARED.0, UNCOMPARED.1);
        assert_eq!(compared(&text("1", "1")), compared(&text("1", "2")));
        assert_ne!(compared(&text("1", "1")), compared(&text("2", "1")));
    }

    #[test]
    fn a_rule_names_the_places_that_break_it() {
        let rule = |looked_at, broken: &[&str]| {
            let broken: Vec<String> = broken.iter().map(|place| (*place).to_owned()).collect();
            Measure::rule("item", "none", looked_at, "lines", &broken)
        };
        assert_eq!(rule(0, &[]).outcome, Outcome::Absent);
        assert_eq!(rule(9, &[]).outcome, Outcome::Holds);
        let broken = rule(9, &["page 2", "page 3"]);
        assert_eq!(broken.outcome, Outcome::Fails);
        assert_eq!(broken.measured, "9 lines, 2 against it: page 2; page 3");
    }
}
