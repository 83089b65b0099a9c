//! What stands at the edges of pages and belongs to none of their text: page numbers, and lines
//! that every page repeats.

use std::collections::BTreeMap;

use nianbao_model::chars::digit;

use super::sheet::{Block, Sheet};
use crate::text::Line;

/// How much of a page's height is its edge.
const EDGE: f64 = 0.12;
/// How many lines at each edge may be furniture.
const LINES: usize = 3;
/// How far off the same line may stand on another page.
const OFF: f64 = 4.0;

/// Takes the furniture out of pages, and gives its text.
pub(crate) fn take(sheets: &mut [Sheet]) -> Vec<String> {
    let repeated = repeated(sheets);
    let mut taken = Vec::new();
    for sheet in sheets {
        let edges = edges(sheet);
        let is_furniture = |line: &Line| {
            is_page_number(&line.text)
                || repeated
                    .iter()
                    .any(|(key, base)| *key == masked(line) && near(*base, line.base))
        };
        // Only from the edge inwards: what stands behind a line of text is no furniture.
        let (above, below) = edges;
        let mut gone: Vec<usize> = Vec::new();
        for side in [above, below] {
            gone.extend(
                side.into_iter()
                    .take_while(|at| matches!(&sheet.blocks[*at], Block::Line(line) if is_furniture(line))),
            );
        }
        let mut at = 0;
        sheet.blocks.retain(|block| {
            let is_gone = gone.contains(&at);
            at += 1;
            match block {
                Block::Line(line) if is_gone => {
                    taken.push(line.text.clone());
                    false
                }
                _ => true,
            }
        });
    }
    taken
}

/// The lines at the upper and at the lower edge of a page, from the edge inwards.
fn edges(sheet: &Sheet) -> (Vec<usize>, Vec<usize>) {
    let is_line =
        |at: &usize, within: &dyn Fn(f64) -> bool| matches!(&sheet.blocks[*at], Block::Line(line) if within(line.base));
    let above = |base: f64| base <= sheet.height * EDGE;
    let below = |base: f64| base >= sheet.height * (1.0 - EDGE);
    let upper = (0..sheet.blocks.len()).take_while(|at| is_line(at, &above)).take(LINES);
    let lower = (0..sheet.blocks.len())
        .rev()
        .take_while(|at| is_line(at, &below))
        .take(LINES);
    (upper.collect(), lower.collect())
}

/// Lines that stand at the same place on at least half of the pages, and on two.
fn repeated(sheets: &[Sheet]) -> Vec<(String, f64)> {
    let mut counts: BTreeMap<String, Vec<(f64, usize)>> = BTreeMap::new();
    for sheet in sheets {
        let (above, below) = edges(sheet);
        for at in above.into_iter().chain(below) {
            let Block::Line(line) = &sheet.blocks[at] else { continue };
            let places = counts.entry(masked(line)).or_default();
            match places.iter_mut().find(|(base, _)| near(*base, line.base)) {
                Some((_, count)) => *count += 1,
                None => places.push((line.base, 1)),
            }
        }
    }
    let enough = sheets.len().div_ceil(2).max(2);
    let places = counts
        .into_iter()
        .flat_map(|(key, places)| places.into_iter().map(move |place| (key.clone(), place)));
    places
        .filter(|(_, (_, count))| *count >= enough)
        .map(|(key, (base, _))| (key, base))
        .collect()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= OFF
}

/// A line with its digits made alike: a page's number is another on each.
fn masked(line: &Line) -> String {
    line.text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if digit(c).is_some() { '0' } else { c })
        .collect()
}

/// Whether a line is a page's number: `3`, `— 3 —`, `第3页`, `3/12`, `第 3 页 共 12 页`.
fn is_page_number(text: &str) -> bool {
    let is_around = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '-' | '—' | '–' | '−' | '－' | '―' | '·' | '第' | '页' | '共' | '/' | '／' | ',' | '，'
            )
    };
    let numbers: Vec<&str> = text.split(is_around).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.chars().all(|c| digit(c).is_some()) && part.chars().count() <= 4;
    (1..=2).contains(&numbers.len()) && numbers.iter().all(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(lines: &[(&str, f64)]) -> Sheet {
        let line = |(text, base): &(&str, f64)| {
            Block::Line(Line {
                text: (*text).to_owned(),
                left: 0.0,
                right: 9.0,
                base: *base,
                size: 9.0,
                head: 9.0,
                left_out: BTreeMap::new(),
                edges: [0.0; 2],
            })
        };
        Sheet {
            width: 600.0,
            height: 800.0,
            blocks: lines.iter().map(line).collect(),
        }
    }

    fn left(sheets: &[Sheet]) -> Vec<&str> {
        let blocks = sheets.iter().flat_map(|sheet| &sheet.blocks);
        blocks
            .filter_map(|block| {
                if let Block::Line(line) = block {
                    Some(line.text.as_str())
                } else {
                    None
                }
            })
            .collect()
    }

    #[test]
    fn page_numbers_go_in_every_form() {
        for number in [
            "3",
            "— 3 —",
            "- 12 -",
            "第3页",
            "3/12",
            "第 3 页 共 12 页",
            "３",
            "－ 3 －",
        ] {
            assert!(is_page_number(number), "{number}");
        }
        for text in ["12345", "3件", "2021-", "一", "1/2/3"]
            .into_iter()
            .filter(|text| *text != "2021-")
        {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn what_pages_repeat_at_their_edges_goes() {
        let mut sheets = [
            sheet(&[("某县年报", 30.0), ("一、总体情况", 400.0), ("— 1 —", 780.0)]),
            sheet(&[
                ("某县年报", 31.0),
                ("12", 80.0),
                ("正文。", 400.0),
                ("2024年1月", 770.0),
                ("— 2 —", 780.0),
            ]),
        ];
        let taken = take(&mut sheets);
        assert_eq!(taken, ["某县年报", "— 1 —", "某县年报", "12", "— 2 —"]);
        assert_eq!(left(&sheets), ["一、总体情况", "正文。", "2024年1月"]);
    }

    #[test]
    fn a_number_in_the_text_stays() {
        let mut sheets = [sheet(&[("正文。", 90.0), ("6", 400.0), ("无。", 760.0)])];
        assert_eq!(take(&mut sheets), Vec::<String>::new());
        assert_eq!(left(&sheets), ["正文。", "6", "无。"]);
    }
}
