//! Tables: the size of their text, numbers kept whole, repeated header rows, rows kept
//! on one page, and the text block that holds them.

use std::collections::{BTreeMap, BTreeSet};

use super::measure::{Measure, in_mm, mm, range, told};
use super::sheet::Sheet;
use super::text_block::{TOLERANCE, edges, heights};
use crate::conformance::glyphs::{Glyph, Line, Page, Rule};
use crate::conformance::read_back::{Block, Cell};
use crate::text::compact;

/// How far from the middle of its column a figure may be, in millimetres.
const CENTRED: f64 = 0.5;

pub(super) fn measures(sheet: &Sheet<'_>) -> Vec<Measure> {
    let tables: Vec<(usize, &Block)> = sheet
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.kind == "table")
        .collect();
    vec![
        sizes(sheet, &tables),
        whole_numbers(sheet),
        repeated(sheet, &tables),
        whole_rows(sheet, &tables),
        inside(sheet, &tables),
        centred(sheet),
    ]
}

fn cell_of<'s>(sheet: &'s Sheet<'_>, line: &Line<'_>) -> Option<&'s Cell> {
    sheet.blocks.get(line.block?)?.rows.get(line.row)?.get(line.cell)
}

/// How many columns a table has: the spans of its first row.
fn columns(table: &Block) -> usize {
    table
        .rows
        .first()
        .map_or(0, |row| row.iter().map(|cell| cell.column_span).sum())
}

fn sizes(sheet: &Sheet<'_>, tables: &[(usize, &Block)]) -> Measure {
    let (mut broken, mut found) = (Vec::new(), Vec::new());
    for (at, table) in tables {
        let columns = columns(table);
        let least = if columns >= 15 { 10.0 } else { 10.5 };
        let lines = sheet.lines.iter().filter(|line| line.block == Some(*at));
        let Some((small, large)) = range(lines.flat_map(|line| &line.glyphs).map(|glyph| glyph.size)) else {
            continue;
        };
        found.extend([small, large]);
        if small < least - 0.01 || large > 12.01 {
            broken.push(format!(
                "{} in the table of {columns} columns",
                told((small, large), "pt")
            ));
        }
    }
    let what = match range(found) {
        Some(found) => format!("tables, {}", told(found, "pt")),
        None => String::from("tables"),
    };
    let required = "12–10.5 pt (小四 to 五号); with fifteen columns at least 10 pt";
    Measure::rule("text of tables", required, tables.len(), &what, &broken)
}

/// The glyphs of each cell in reading order.
fn cells<'s, 'a>(sheet: &'s Sheet<'a>) -> BTreeMap<(Option<usize>, usize, usize), Vec<&'s Line<'a>>> {
    let mut found: BTreeMap<_, Vec<&Line<'a>>> = BTreeMap::new();
    for line in sheet.lines_of(&["table"]) {
        found.entry((line.block, line.row, line.cell)).or_default().push(line);
    }
    for lines in found.values_mut() {
        lines.sort_by(|one, other| one.page.cmp(&other.page).then(one.y()[0].total_cmp(&other.y()[0])));
    }
    found
}

/// No line of a cell ends in a figure that the next begins with.
fn whole_numbers(sheet: &Sheet<'_>) -> Measure {
    let cells = cells(sheet);
    let figure = |glyph: Option<&Glyph>| {
        glyph.is_some_and(|glyph| glyph.char().is_ascii_digit() || "-.,".contains(glyph.char()))
    };
    let mut broken = Vec::new();
    for lines in cells.values() {
        for pair in lines.windows(2) {
            if let [one, other] = pair
                && figure(one.last())
                && figure(other.first())
            {
                broken.push(one.place());
            }
        }
    }
    Measure::rule(
        "numbers in cells",
        "none broken over lines",
        cells.len(),
        "cells",
        &broken,
    )
}

/// The pages a table stands on.
fn pages_of(sheet: &Sheet<'_>, table: usize) -> BTreeSet<usize> {
    sheet
        .lines
        .iter()
        .filter(|line| line.block == Some(table))
        .map(|line| line.page)
        .collect()
}

/// Above what goes on on another page, the texts of the header rows stand again, as
/// furniture: they are in the tag tree only once.
fn repeated(sheet: &Sheet<'_>, tables: &[(usize, &Block)]) -> Measure {
    let (mut looked_at, mut broken) = (0, Vec::new());
    for (at, table) in tables {
        for number in pages_of(sheet, *at).into_iter().skip(1) {
            let Some(page) = sheet.pages.iter().find(|page| page.number == number) else {
                continue;
            };
            looked_at += 1;
            for header in missing_headers(page, *at, table) {
                broken.push(format!("{header:?} on page {number}"));
            }
        }
    }
    let required = "repeat on every page on which a table continues";
    Measure::rule("header rows", required, looked_at, "continued pages", &broken)
}

fn missing_headers(page: &Page, at: usize, table: &Block) -> Vec<String> {
    let own = page.glyphs.iter().filter(|glyph| glyph.block == Some(at));
    let begin = own.map(|glyph| glyph.y[0]).fold(f64::INFINITY, f64::min);
    let mut above: Vec<char> = page
        .glyphs
        .iter()
        .filter(|glyph| glyph.block.is_none() && glyph.y[0] < begin)
        .flat_map(|glyph| compact(&glyph.text).chars().collect::<Vec<_>>())
        .collect();
    let header = |row: &&Vec<Cell>| row.iter().all(|cell| cell.header == "column");
    let headers = table.rows.iter().take_while(header).flatten();
    // Cells are printed in an order of their own, so that their characters are counted.
    headers
        .filter(|cell| {
            cell.text
                .chars()
                .any(|c| match above.iter().position(|other| *other == c) {
                    Some(place) => {
                        above.swap_remove(place);
                        false
                    }
                    None => true,
                })
        })
        .map(|cell| cell.text.clone())
        .collect()
}

/// All cells that begin and end in a row stand on one page.
fn whole_rows(sheet: &Sheet<'_>, tables: &[(usize, &Block)]) -> Measure {
    let (mut looked_at, mut broken) = (0, Vec::new());
    for (at, table) in tables {
        looked_at += table.rows.len();
        let mut pages: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for line in sheet.lines.iter().filter(|line| line.block == Some(*at)) {
            if cell_of(sheet, line).is_some_and(|cell| cell.row_span == 1) {
                pages.entry(line.row).or_default().insert(line.page);
            }
        }
        let split = pages.iter().filter(|(_, pages)| pages.len() > 1);
        broken.extend(split.map(|(row, pages)| format!("row {row} on pages {pages:?}")));
    }
    Measure::rule("rows", "none split over pages", looked_at, "rows", &broken)
}

/// Text and rules of tables lie inside the text block.
fn inside(sheet: &Sheet<'_>, tables: &[(usize, &Block)]) -> Measure {
    let ((left, right), (top, bottom)) = (edges(), heights());
    let mut worst = f64::NEG_INFINITY;
    let mut broken = Vec::new();
    for (at, _) in tables {
        for page in sheet.pages {
            let glyphs = page.glyphs.iter().filter(|glyph| glyph.block == Some(*at));
            let boxes: Vec<([f64; 2], [f64; 2])> = glyphs.map(|glyph| (glyph.x, glyph.y)).collect();
            if boxes.is_empty() {
                continue;
            }
            let rules = page.rules.iter().map(|rule| (rule.x, rule.y));
            for (x, y) in boxes.into_iter().chain(rules) {
                let beyond = in_mm(
                    [left - x[0], x[1] - right, top - y[0], y[1] - bottom]
                        .into_iter()
                        .fold(f64::NEG_INFINITY, f64::max),
                );
                if beyond > TOLERANCE {
                    broken.push(format!("{beyond:.1} mm beyond on page {}", page.number));
                }
                worst = worst.max(beyond);
            }
        }
    }
    let what = format!("tables, at most {:.2} mm beyond", worst.max(0.0));
    let required = format!("inside the text block ± {TOLERANCE} mm");
    Measure::rule("place of tables", required, tables.len(), &what, &broken)
}

/// Figures stand in the middle between the rules beside them.
fn centred(sheet: &Sheet<'_>) -> Measure {
    let (mut looked_at, mut broken, mut worst) = (0, Vec::new(), 0.0_f64);
    for line in sheet.lines_of(&["table"]) {
        let data = cell_of(sheet, line).is_some_and(|cell| cell.header.is_empty());
        let figure = line
            .text()
            .chars()
            .next()
            .is_some_and(|c| c.is_ascii_digit() || c == '-');
        let page = sheet.pages.iter().find(|page| page.number == line.page);
        let (Some(first), Some(last), Some(page), true) = (line.first(), line.last(), page, data && figure) else {
            continue;
        };
        let Some((left, right)) = beside(&page.rules, first, last) else {
            continue;
        };
        looked_at += 1;
        let off = in_mm(f64::midpoint(first.x[0], last.x[1]) - f64::midpoint(left, right)).abs();
        worst = worst.max(off);
        if off > CENTRED {
            broken.push(format!("{off:.2} mm off: {}", line.place()));
        }
    }
    let what = format!("figures, at most {worst:.2} mm off");
    Measure::rule(
        "figures centred",
        format!("± {CENTRED} mm in their cells"),
        looked_at,
        &what,
        &broken,
    )
}

/// The vertical rules beside a line, at its height.
fn beside(rules: &[Rule], first: &Glyph, last: &Glyph) -> Option<(f64, f64)> {
    let height = f64::midpoint(first.y[0], first.y[1]);
    let upright = rules
        .iter()
        .filter(|rule| rule.x[1] - rule.x[0] < 1.0 && rule.y[0] <= height && height <= rule.y[1]);
    let places: Vec<f64> = upright.map(|rule| f64::midpoint(rule.x[0], rule.x[1])).collect();
    let slack = mm(0.1);
    let left = places
        .iter()
        .copied()
        .filter(|x| *x <= first.x[0] + slack)
        .max_by(f64::total_cmp)?;
    let right = places
        .iter()
        .copied()
        .filter(|x| *x >= last.x[1] - slack)
        .min_by(f64::total_cmp)?;
    Some((left, right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::glyphs::testing;
    use crate::conformance::measures::measure::Outcome;

    fn cell(text: &str, header: &str) -> Cell {
        Cell {
            text: text.to_owned(),
            row_span: 1,
            column_span: 1,
            header: header.to_owned(),
        }
    }

    /// A table of a header row and a row with one figure.
    fn table() -> Vec<Block> {
        vec![Block {
            kind: String::from("table"),
            level: 0,
            text: String::new(),
            rows: vec![vec![cell("表头", "column")], vec![cell("12", "")]],
        }]
    }

    fn text(text: &str, x: f64, y: f64, row: Option<usize>) -> Vec<Glyph> {
        let mut glyphs = testing::set(text, x, y, 10.5, 10.5, 0);
        for glyph in &mut glyphs {
            glyph.block = row.map(|_| 0);
            glyph.row = row.unwrap_or_default();
        }
        glyphs
    }

    fn page(number: usize, parts: &[Vec<Glyph>]) -> Page {
        let mut page = testing::page(number, parts.concat());
        let rule = |x: f64| Rule {
            x: [x, x],
            y: [110.0, 400.0],
        };
        page.rules = vec![rule(100.0), rule(160.0)];
        page
    }

    fn failed(pages: &[Page]) -> Vec<&'static str> {
        let blocks = table();
        let sheet = Sheet::new(pages, &blocks, vec![None]);
        let failed = measures(&sheet)
            .into_iter()
            .filter(|measure| measure.outcome == Outcome::Fails);
        failed.map(|measure| measure.item).collect()
    }

    #[test]
    fn a_good_table_holds_and_each_fault_is_named() {
        let head = || text("表头", 119.5, 120.0, Some(0));
        assert!(failed(&[page(1, &[head(), text("12", 119.5, 150.0, Some(1))])]).is_empty());
        let left = text("12", 103.0, 150.0, Some(1));
        assert_eq!(failed(&[page(1, &[head(), left])]), ["figures centred"]);
        let broken = [text("1", 124.75, 150.0, Some(1)), text("2", 124.75, 162.0, Some(1))];
        assert_eq!(
            failed(&[page(1, &[vec![head()], broken.to_vec()].concat())]),
            ["numbers in cells"]
        );
        let mut small = text("12", 119.5, 150.0, Some(1));
        small.iter_mut().for_each(|glyph| glyph.size = 9.0);
        assert_eq!(failed(&[page(1, &[head(), small])]), ["text of tables"]);
        let outside = text("表头", 60.0, 120.0, Some(0));
        assert_eq!(failed(&[page(1, &[outside])]), ["place of tables"]);
    }

    #[test]
    fn a_continued_table_repeats_its_header_and_splits_no_row() {
        let head = || text("表头", 119.5, 120.0, Some(0));
        let row = |y| text("12", 119.5, y, Some(1));
        let again = text("表头", 119.5, 120.0, None);
        assert!(failed(&[page(1, &[head()]), page(2, &[again.clone(), row(150.0)])]).is_empty());
        assert_eq!(failed(&[page(1, &[head()]), page(2, &[row(150.0)])]), ["header rows"]);
        assert_eq!(
            failed(&[page(1, &[head(), row(150.0)]), page(2, &[again, row(150.0)])]),
            ["numbers in cells", "rows"]
        );
    }
}
