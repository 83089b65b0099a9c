//! The Word file: what its parts declare, and what LibreOffice makes of it. There the
//! faces are substitutes, so only places, lines and characters are measured.

use std::collections::BTreeMap;
use std::path::Path;

use nianbao_model::Document;
use nianbao_model::document::{Block, iso_date};
use serde::Deserialize;

use super::body::{CHARACTERS, CLOSING, LINES, OPENING, SIZE};
use super::measure::{Measure, in_mm, mm, range, told};
use super::text_block::{BOTTOM, LEFT, PAPER, RIGHT, TOLERANCE, TOP};
use crate::conformance::glyphs::{self, Glyph, Line, Page};
use crate::text::is_han;
use crate::tools::python;

/// What `python/word_parts.py` prints.
#[derive(Deserialize)]
struct Parts {
    page: BTreeMap<String, f64>,
    margins: BTreeMap<String, f64>,
    grid: Grid,
    odd_and_even: bool,
    footers: BTreeMap<String, Footer>,
    styles: BTreeMap<String, Style>,
    tables: Vec<WordTable>,
    language: Option<String>,
    properties: BTreeMap<String, Option<String>>,
}

#[derive(Deserialize)]
struct Grid {
    r#type: Option<String>,
    pitch: f64,
}

#[derive(Deserialize)]
struct Footer {
    text: String,
    field: String,
    style: Option<String>,
}

#[derive(Deserialize)]
struct Style {
    face: Option<String>,
    half_points: u32,
    outline: Option<String>,
    alignment: Option<String>,
    first_line_chars: Option<String>,
}

#[derive(Deserialize)]
struct WordTable {
    rows: usize,
    repeated: usize,
    whole: usize,
    fixed: bool,
    described: bool,
    width: f64,
    columns: usize,
    styles: Vec<String>,
}

/// Twentieths of a point in millimetres.
fn twips(twips: f64) -> f64 {
    in_mm(twips / 20.0)
}

/// What the parts of a Word file declare.
pub(super) fn declared(file: &Path, document: &Document) -> Result<Vec<Measure>, String> {
    let parts: Parts = python("word_parts.py", [file])?;
    let mut found = vec![lengths("paper", &[("w", PAPER.0), ("h", PAPER.1)], &parts.page, 0.5)];
    let margins = [("top", TOP), ("right", RIGHT), ("bottom", BOTTOM), ("left", LEFT)];
    found.push(lengths("margins", &margins, &parts.margins, TOLERANCE));
    found.push(grid(&parts.grid));
    found.push(footers(&parts));
    found.push(properties(&parts, document));
    found.push(outline(&parts, document));
    found.extend(faces(&parts));
    found.extend(tables(&parts, document));
    Ok(found)
}

fn lengths(item: &'static str, required: &[(&str, f64)], found: &BTreeMap<String, f64>, tolerance: f64) -> Measure {
    let shown = |name: &str, length: f64| format!("{name} {length:.1}");
    let wanted: Vec<String> = required.iter().map(|(name, length)| shown(name, *length)).collect();
    let mut holds = true;
    let measured: Vec<String> = required
        .iter()
        .map(|(name, length)| {
            let found = twips(found.get(*name).copied().unwrap_or_default());
            holds &= (found - length).abs() <= tolerance;
            shown(name, found)
        })
        .collect();
    Measure::new(
        item,
        format!("{} mm ± {tolerance}", wanted.join(", ")),
        format!("{} mm", measured.join(", ")),
        holds,
    )
}

fn grid(grid: &Grid) -> Measure {
    let kind = grid.r#type.as_deref().unwrap_or("none");
    let pitch = grid.pitch / 20.0;
    let holds = kind.starts_with("lines") && (pitch * LINES as f64) <= mm(225.0) && pitch > 28.8;
    let required = format!("a grid whose {LINES} lines fit into 225 mm: 28.8–28.99 pt");
    Measure::new("document grid", required, format!("{kind}, {pitch:.2} pt"), holds)
}

fn footers(parts: &Parts) -> Measure {
    let style = |footer: &Footer| footer.style.as_ref().and_then(|style| parts.styles.get(style));
    let mut holds = parts.odd_and_even;
    let mut measured = vec![format!("odd and even apart: {}", parts.odd_and_even)];
    for (kind, alignment) in [("default", "right"), ("even", "left")] {
        let Some(footer) = parts.footers.get(kind) else {
            holds = false;
            continue;
        };
        let look = style(footer);
        holds &= footer.field == "PAGE" && footer.text.starts_with("— ") && footer.text.ends_with(" —");
        holds &= look.is_some_and(|look| {
            look.alignment.as_deref() == Some(alignment)
                && look.half_points == 28
                && look.face.as_deref() == Some("宋体")
        });
        measured.push(format!(
            "{kind} `{}` with {}, {}",
            footer.text,
            footer.field,
            look.map_or_else(String::new, look_told)
        ));
    }
    let required = "`— 1 —` with a PAGE field, 宋体 14 pt, odd right, even left";
    Measure::new("footers", required, measured.join("; "), holds)
}

fn look_told(look: &Style) -> String {
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    format!(
        "{} {} pt {}",
        part(&look.face),
        f64::from(look.half_points) / 2.0,
        part(&look.alignment)
    )
}

fn properties(parts: &Parts, document: &Document) -> Measure {
    let date = format!("{}T00:00:00Z", iso_date(document.metadata.date));
    let required = [
        ("title", document.title.as_str()),
        ("creator", document.metadata.author.as_str()),
        ("language", document.language),
        ("created", date.as_str()),
        ("modified", date.as_str()),
    ];
    let found = |name: &str| parts.properties.get(name).cloned().flatten().unwrap_or_default();
    let mut holds = parts.language.as_deref() == Some(document.language);
    let mut measured = vec![format!("text {}", parts.language.as_deref().unwrap_or_default())];
    for (name, wanted) in required {
        holds &= found(name) == wanted;
        measured.push(format!("{name} {}", found(name)));
    }
    Measure::new(
        "properties",
        "title, author, language and dates of the report",
        measured.join(", "),
        holds,
    )
}

/// The headings' styles carry the outline levels of the document.
fn outline(parts: &Parts, document: &Document) -> Measure {
    let levels = document.blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) => Some(heading.level),
        _ => None,
    });
    let wanted: std::collections::BTreeSet<String> = levels.map(|level| (level - 1).to_string()).collect();
    let found: std::collections::BTreeSet<String> = parts
        .styles
        .values()
        .filter_map(|style| style.outline.clone())
        .collect();
    let shown = |levels: &std::collections::BTreeSet<String>| levels.iter().cloned().collect::<Vec<_>>().join(", ");
    Measure::new(
        "outline levels of used styles",
        shown(&wanted),
        shown(&found),
        wanted == found,
    )
}

fn faces(parts: &Parts) -> Vec<Measure> {
    let roles: [(&str, &'static str, &str, &[u32]); 7] = [
        ("Title", "style of the title", "方正小标宋简体", &[44]),
        ("Heading1", "style of level 1", "黑体", &[32]),
        ("Heading2", "style of level 2", "楷体_GB2312", &[32]),
        ("Heading3", "style of level 3", "仿宋_GB2312", &[32]),
        ("Normal", "style of body text", "仿宋_GB2312", &[32]),
        ("TableText", "style of figures in tables", "宋体", &[21, 24]),
        ("TableHead", "style of header cells in tables", "宋体", &[21, 24]),
    ];
    roles
        .into_iter()
        .map(|(name, item, face, sizes)| {
            let points: Vec<String> = sizes.iter().map(|size| (f64::from(*size) / 2.0).to_string()).collect();
            let required = format!("{face} {} pt", points.join(" or "));
            // Tables of both sizes have a style of their own each.
            let mut used: Vec<&Style> = parts
                .styles
                .iter()
                .filter(|(style, _)| style.starts_with(name) && !style[name.len()..].starts_with(char::is_alphabetic))
                .map(|(_, style)| style)
                .collect();
            used.dedup_by_key(|style| style.half_points);
            if used.is_empty() {
                return Measure::absent(item, required);
            }
            let indent = if ["Normal", "Heading1", "Heading2", "Heading3"].contains(&name) {
                "200"
            } else {
                "0"
            };
            let holds = used.iter().all(|style| {
                style.face.as_deref() == Some(face)
                    && sizes.contains(&style.half_points)
                    && style.first_line_chars.as_deref().unwrap_or("0") == indent
            });
            let measured: Vec<String> = used
                .iter()
                .map(|style| {
                    let indent = style.first_line_chars.as_deref().unwrap_or("0");
                    let indent = if indent == "0" {
                        String::new()
                    } else {
                        format!(", indent {indent} %")
                    };
                    format!("{}{indent}", look_told(style))
                })
                .collect();
            Measure::new(item, required, measured.join("; "), holds)
        })
        .collect()
}

fn tables(parts: &Parts, document: &Document) -> Vec<Measure> {
    let block = (PAPER.0 - LEFT - RIGHT) + TOLERANCE;
    let expected: Vec<usize> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table.header_rows),
            _ => None,
        })
        .collect();
    let count = parts.tables.len();
    let broken = |holds: &dyn Fn(usize, &WordTable) -> bool| -> Vec<String> {
        let wrong = parts.tables.iter().enumerate().filter(|(at, table)| !holds(*at, table));
        wrong
            .map(|(at, table)| format!("table {} of {} columns", at + 1, table.columns))
            .collect()
    };
    let heads = broken(&|at, table| expected.get(at) == Some(&table.repeated));
    let whole = broken(&|_, table| table.whole == table.rows);
    let fixed = broken(&|_, table| table.fixed && table.described);
    let wide = broken(&|_, table| twips(table.width) <= block);
    let sized = broken(&|_, table| {
        let least = if table.columns >= 15 { 20 } else { 21 };
        let sizes = table.styles.iter().filter_map(|style| parts.styles.get(style));
        sizes.into_iter().all(|style| (least..=24).contains(&style.half_points))
    });
    vec![
        Measure::rule(
            "header rows repeat",
            "tblHeader on all header rows",
            count,
            "tables",
            &heads,
        ),
        Measure::rule("rows kept whole", "cantSplit on all rows", count, "tables", &whole),
        Measure::rule(
            "layout of tables",
            "fixed, with a text alternative",
            count,
            "tables",
            &fixed,
        ),
        Measure::rule(
            "width of tables",
            "not wider than the text block",
            count,
            "tables",
            &wide,
        ),
        Measure::rule(
            "text of tables",
            "12–10.5 pt; with fifteen columns at least 10 pt",
            count,
            "tables",
            &sized,
        ),
    ]
}

/// What LibreOffice makes of a Word file whose PDF has so many pages.
pub(super) fn printed(pages: &[Page], pdf_pages: usize) -> Vec<Measure> {
    let lines: Vec<Line<'_>> = pages.iter().flat_map(glyphs::lines).collect();
    let is_body = |line: &&Line<'_>| line.glyphs.iter().all(|glyph: &&Glyph| (glyph.size - SIZE).abs() < 0.3);
    let body: Vec<&Line<'_>> = lines.iter().filter(is_body).collect();
    let holds = pages.len().abs_diff(pdf_pages) <= 1;
    let required = format!("that of the PDF ± 1: {pdf_pages}");
    let mut found = vec![Measure::new("pages", required, pages.len().to_string(), holds)];

    // A page of body text: besides it only the page number.
    let full: Vec<(usize, usize)> = pages
        .iter()
        .filter(|page| {
            lines
                .iter()
                .filter(|line| line.page == page.number && !is_body(line))
                .count()
                == 1
        })
        .map(|page| (page.number, body.iter().filter(|line| line.page == page.number).count()))
        .collect();
    let over: Vec<String> = full
        .iter()
        .filter(|(_, count)| *count > LINES)
        .map(|(page, count)| format!("{count} on page {page}"))
        .collect();
    let most = full.iter().map(|(_, count)| *count).max();
    let reached = most == Some(LINES);
    let what = format!("pages of body text alone, the fullest {}", most.unwrap_or_default());
    let mut measure = Measure::rule(
        "lines a page",
        format!("{LINES} on the fullest page, never more"),
        full.len(),
        &what,
        &over,
    );
    if !full.is_empty() && !reached {
        measure.outcome = super::Outcome::Fails;
    }
    found.push(measure);

    let han: Vec<&&Line<'_>> = body
        .iter()
        .filter(|line| line.glyphs.iter().all(|glyph| is_han(glyph.char())))
        .collect();
    let longest = han.iter().map(|line| line.glyphs.len()).max();
    let required = format!("at most {CHARACTERS} Han characters");
    found.push(match longest {
        None => Measure::absent("characters a line", required),
        Some(longest) => Measure::new(
            "characters a line",
            required,
            format!("{} such lines, the longest {longest}", han.len()),
            longest <= CHARACTERS,
        ),
    });
    let left = range(
        body.iter()
            .filter_map(|line| Some(in_mm(line.first()?.x[0])))
            .filter(|x| *x < LEFT + 4.0),
    );
    if let Some(left) = left {
        let holds = (left.0 - LEFT).abs() <= 3.0;
        found.push(Measure::new(
            "left edge of lines",
            format!("{LEFT} mm; an opening mark may hang over"),
            told(left, "mm"),
            holds,
        ));
    }
    let mut broken = Vec::new();
    for line in &body {
        if line.first().is_some_and(|glyph| CLOSING.contains(glyph.char())) {
            broken.push(format!("begins: {}", line.place()));
        }
        if line.last().is_some_and(|glyph| OPENING.contains(glyph.char())) {
            broken.push(format!("ends: {}", line.place()));
        }
    }
    let required = "no line begins with closing or ends with opening punctuation";
    found.push(Measure::rule(
        "punctuation at line ends",
        required,
        body.len(),
        "lines",
        &broken,
    ));
    found
}
