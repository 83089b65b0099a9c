//! Tables pasted into a text: lines whose cells are parted by tabs, bars or several spaces. One whose cells
//! stand under each other becomes a grid; of another it cannot be told which cell belongs to
//! which column, since merged cells leave no trace, and it is named where it begins.

use std::ops::Range;

use nianbao_model::label::{self, HEADING_MAX};
use nianbao_model::source::{Line, LineRole};
use nianbao_model::{CellRef, Passage, chars, site};

use crate::grid::Grid;
use crate::join::tidy;

/// Bars as people type them.
pub(crate) const BARS: [char; 4] = ['|', '\u{ff5c}', '│', '┃'];
/// Spaces that part cells where neither tabs nor bars do.
const GAPS: &str = "  ";
/// So many lines of one cell can stand between two rows of a table: the headings of its parts.
const BETWEEN: usize = 2;
/// A table has at least so many rows with a figure, or so many figures in one.
const ROWS: usize = 2;
const FIGURES: usize = 3;

/// A table found in a text.
pub(crate) enum Pasted {
    /// Its cells stand under each other.
    Grid(Grid),
    /// They do not; its first row, and how many rows there are.
    Ragged(String, usize),
}

/// The tables among these lines, with the lines each takes.
pub(crate) fn find(lines: &[Line]) -> Vec<(Range<usize>, Pasted)> {
    let rows: Vec<Option<Vec<&str>>> = lines.iter().map(row).collect();
    let mut found = Vec::new();
    // Where the text begins that no table has taken.
    let mut free = 0;
    let mut at = 0;
    while at < rows.len() {
        if rows[at].is_none() {
            at += 1;
            continue;
        }
        let floor = at.saturating_sub(BETWEEN).max(free);
        let captions = (floor..at).rev();
        let captions = captions.take_while(|line| is_caption(&lines[*line]) && is_right_above(lines, *line));
        let run = at - captions.count()..end_of_run(lines, &rows, at);
        at = run.end;
        let cells: Vec<Vec<&str>> = run
            .clone()
            .map(|line| rows[line].clone().unwrap_or_else(|| vec![&*lines[line].text]))
            .collect();
        // Headings with the numbers of their pages.
        let above = run.start.saturating_sub(1);
        let is_contents = lines[above..run.end].iter().any(|line| site::is_contents(&line.text));
        if is_table(&cells) && !is_contents {
            free = run.end;
            found.push((run, table(&cells)));
        }
    }
    found
}

/// The cells of a line that is a row of a table.
fn row(line: &Line) -> Option<Vec<&str>> {
    if matches!(line.role, LineRole::Title | LineRole::Heading(_)) {
        return None;
    }
    let text = line.text.trim_matches([' ', '\u{3000}']);
    let cells: Vec<&str> = if text.contains(BARS) {
        let text = text.strip_prefix(BARS).unwrap_or(text);
        text.strip_suffix(BARS).unwrap_or(text).split(BARS).collect()
    } else if text.trim().contains('\t') {
        text.split('\t').collect()
    } else {
        let cells: Vec<&str> = text.split(GAPS).filter(|cell| !cell.trim().is_empty()).collect();
        if cells.len() < 2 {
            return None;
        }
        cells
    };
    // `电话：` and a number beside it is a line of the text.
    let is_item = cells.len() <= 2 && cells.first()?.contains(['：', ':']);
    let is_sentence = cells.iter().any(|cell| cell.trim().ends_with('。'));
    (!is_item && !is_sentence).then_some(cells)
}

/// The line after the last row of the table that begins here.
fn end_of_run(lines: &[Line], rows: &[Option<Vec<&str>>], first: usize) -> usize {
    let mut end = first + 1;
    let mut between = 0;
    for at in first + 1..rows.len() {
        if rows[at].is_some() {
            (end, between) = (at + 1, 0);
        } else if between == BETWEEN || !is_caption(&lines[at]) {
            break;
        } else {
            between += 1;
        }
    }
    end
}

/// Whether nothing stands between a line and the next, no blank one either.
fn is_right_above(lines: &[Line], at: usize) -> bool {
    let number = |line: &Line| match line.locus.passage {
        Some(Passage::Line(number) | Passage::Paragraph(number)) => Some(number),
        _ => None,
    };
    let next = lines.get(at + 1).and_then(number);
    number(&lines[at]).is_some_and(|number| next == number.checked_add(1))
}

/// Whether a line of one cell can stand within a table.
fn is_caption(line: &Line) -> bool {
    line.role == LineRole::Plain
        && label::marker(&line.text).is_none()
        && line.text.chars().count() <= HEADING_MAX
        && !line.text.ends_with(['。', '；', '：'])
}

/// Whether there is more in these rows than a line or two of a text.
fn is_table(rows: &[Vec<&str>]) -> bool {
    let figures = |row: &Vec<&str>| row.iter().filter(|cell| is_figure(cell)).count();
    let wide = rows.len() >= ROWS && rows.iter().any(|row| figures(row) >= FIGURES);
    wide || rows.iter().filter(|row| has_figure(row)).count() >= ROWS
}

fn has_figure(row: &[&str]) -> bool {
    row.len() > 1 && row.iter().any(|cell| is_figure(cell))
}

fn is_figure(cell: &str) -> bool {
    let cell = cell.trim();
    let sign = |c: char| matches!(c, '.' | ',' | '-' | '\u{ff0c}' | '−' | '%');
    cell.chars().any(|c| chars::digit(c).is_some()) && cell.chars().all(|c| chars::digit(c).is_some() || sign(c))
}

/// A table of these rows. Each row with figures must have as many cells as the row above it, which
/// is its header or another one of figures.
fn table(rows: &[Vec<&str>]) -> Pasted {
    let width = |row: &Vec<&str>| row.len();
    let is_even = rows
        .windows(2)
        .all(|pair| !has_figure(&pair[1]) || width(&pair[0]) == width(&pair[1]));
    if !is_even || rows.first().is_some_and(|row| has_figure(row)) {
        let first = rows.first().map(|row| tidy(&row.join(" "))).unwrap_or_default();
        return Pasted::Ragged(first, rows.len());
    }
    let mut grid = Grid::default();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            let text = tidy(cell);
            if !text.is_empty() {
                grid.cells.insert(CellRef::new(row, column), text);
            }
        }
    }
    Pasted::Grid(grid)
}

#[cfg(test)]
mod tests {
    use nianbao_model::Locus;

    use super::*;

    fn lines(text: &str) -> Vec<Line> {
        let file = "年报.txt".into();
        let line = |(number, text): (u32, &str)| Line {
            text: text.to_owned(),
            role: LineRole::Plain,
            locus: Locus::passage(&file, Passage::Line(number)),
        };
        (1..).zip(text.lines()).map(line).collect()
    }

    #[test]
    fn a_table_of_contents_is_none() {
        let text = "年报\n目　录\n一、总体情况\t1\n二、主动公开\t2\n三、申请\t3\n\n正文。";
        assert!(find(&lines(text)).is_empty());
    }

    #[test]
    fn cells_under_each_other_are_a_grid() {
        let text = "前言。\n情况表\n附表|\n项目|数量|金额|\n甲|1|2|\n第二块\n项目|数量|\n乙|3|\n后记。";
        let lines = lines(text);
        let found = find(&lines);
        let [(range, Pasted::Grid(grid))] = &found[..] else {
            panic!("no grid");
        };
        assert_eq!(*range, 1..8);
        let cells: Vec<_> = grid.cells.iter().map(|(at, text)| format!("{at} {text}")).collect();
        let expected = [
            "A1 情况表",
            "A2 附表",
            "A3 项目",
            "B3 数量",
            "C3 金额",
            "A4 甲",
            "B4 1",
            "C4 2",
            "A5 第二块",
            "A6 项目",
            "B6 数量",
            "A7 乙",
            "B7 3",
        ];
        assert_eq!(cells, expected);
    }

    #[test]
    fn cells_that_may_stand_elsewhere_are_named() {
        let lines = lines("合计\t自然人\t企业\n一、新收\t（一）网上\t1\t2\n（二）窗口\t3\t4\n一、总体情况\n完。");
        let found = find(&lines);
        let [(range, Pasted::Ragged(first, rows))] = &found[..] else {
            panic!("no table");
        };
        assert_eq!((range.clone(), first.as_str(), *rows), (0..3, "合计 自然人 企业", 3));
    }

    #[test]
    fn spaces_part_cells_too() {
        let lines = lines("项目  数量   金额\n甲  1  2\n乙  3   4\n电话：1  传真：2");
        let found = find(&lines);
        assert!(matches!(&found[..], [(range, Pasted::Grid(_))] if *range == (0..3)));
    }

    #[test]
    fn one_row_of_figures_is_a_table() {
        let lines = lines("维持|纠正|其他|\n1|2|3|\n");
        assert!(matches!(&find(&lines)[..], [(_, Pasted::Grid(_))]));
    }

    #[test]
    fn a_text_with_tabs_and_bars_is_a_text() {
        for text in [
            "电话：\t12345\n传真：\t12346",
            "甲|乙\n一|二",
            "\t一、总体情况\n\t无。",
            "收到\t6件。\n办结\t6件。",
            "一\t1",
        ] {
            assert!(find(&lines(text)).is_empty(), "{text}");
        }
    }
}
