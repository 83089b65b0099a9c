//! The places of many findings of one rule in a few words: neighbouring cells as a range, each
//! sheet named once.

use std::collections::BTreeMap;

use nianbao_check::Finding;
use nianbao_model::{CellRef, Lang, Locus};

use crate::words::{comma, place};

/// How many ranges are listed.
const RANGES: usize = 16;

/// Where the findings first point: `表三 依申请公开!E10:F13、H10`.
pub(super) fn places(findings: &[&Finding], lang: Lang) -> String {
    let mut sheets: BTreeMap<Locus, Vec<CellRef>> = BTreeMap::new();
    let mut others: Vec<String> = Vec::new();
    for locus in findings
        .iter()
        .filter_map(|finding| finding.locations.first())
        .map(|location| &location.locus)
    {
        match locus.cell {
            Some(cell) => {
                let sheet = Locus {
                    cell: None,
                    ..locus.clone()
                };
                sheets.entry(sheet).or_default().push(cell);
            }
            None => others.push(place(locus, lang)),
        }
    }
    let mut room = RANGES;
    let mut parts = Vec::new();
    for (sheet, mut cells) in sheets {
        cells.sort();
        cells.dedup();
        let ranges = ranges(&cells);
        let shown = ranges.len().min(room);
        room -= shown;
        if shown > 0 {
            parts.push(format!("{}!{}", place(&sheet, lang), ranges[..shown].join(comma(lang))));
        }
        if shown < ranges.len() {
            parts.push(String::from("…"));
            return parts.join(semicolon(lang));
        }
    }
    others.dedup();
    let shown = others.len().min(room);
    parts.extend(others[..shown].iter().cloned());
    if shown < others.len() {
        parts.push(String::from("…"));
    }
    parts.join(semicolon(lang))
}

fn semicolon(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    }
}

/// Cells, sorted by row, as ranges within a row.
fn ranges(cells: &[CellRef]) -> Vec<String> {
    let mut runs: Vec<(CellRef, CellRef)> = Vec::new();
    for &cell in cells {
        match runs.last_mut() {
            Some((_, last)) if last.row == cell.row && last.column.saturating_add(1) == cell.column => *last = cell,
            _ => runs.push((cell, cell)),
        }
    }
    let names = runs.into_iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}:{last}"),
    });
    names.collect()
}
