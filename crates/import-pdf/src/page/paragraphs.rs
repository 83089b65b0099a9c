//! Lines into paragraphs: one that is indented begins a paragraph, one that ends early ends it,
//! and what stands in the middle of the page, in larger letters, is a paragraph by itself.

use nianbao_model::label;
use nianbao_model::site;
use nianbao_model::source::LineRole;
use nianbao_model::{CellRange, CellRef};

use super::sheet::{Block, Sheet};
use super::table::Table;
use crate::grid::{self, Grid, Item};
use crate::left_out::{self, LeftOut};
use crate::text::{self, Line};

/// How far a line is indented at least that begins a paragraph, as a part of its size.
const INDENT: f64 = 1.0;
/// How much room a line leaves at least at its end that ends one.
const SHORT: f64 = 1.6;
/// How much farther apart than others lines of two paragraphs may stand.
const APART: f64 = 1.45;
/// How much farther apart they stand where one that ends a sentence is followed by one with a marker.
const ROOM: f64 = 1.25;
/// How much steps from line to line differ at most that are one.
const SAME_STEP: f64 = 0.05;
/// The farthest that lines of one paragraph stand apart, as a part of their size.
const WIDE: f64 = 3.0;
/// So many lines that come to one end were broken there.
const FULL: usize = 3;
/// Sizes that differ by more are those of different texts.
const SIZES: f64 = 1.12;

/// How the text of a file is set.
pub(crate) struct Body {
    size: f64,
    /// From one line to the next.
    pitch: f64,
    /// The least that is there more than once: where most paragraphs are a line long, `pitch` is from one to the next.
    least: f64,
    /// Whether paragraphs are indented: then a line that is not goes on.
    is_indented: bool,
}

impl Body {
    /// How most lines are set. Each line is told where those of its page begin and end: pages that lie on their side
    /// have longer ones.
    pub(crate) fn of(sheets: &mut [Sheet]) -> Self {
        let all = lines(sheets).map(|line| (line.size, line.right - line.left));
        let size = most(all).unwrap_or(12.0);
        let mut widths: Vec<i64> = sheets.iter().map(Sheet::breadth).collect();
        widths.sort_unstable();
        widths.dedup();
        for width in widths {
            let of_width = || sheets.iter().filter(|sheet| sheet.breadth() == width);
            let of_size = || {
                of_width()
                    .flat_map(Sheet::lines)
                    .filter(|line| same_size(line.size, size))
            };
            let left = most(of_size().map(|line| (line.left, 1.0))).unwrap_or(0.0);
            // A page with a table and few lines may have only such as are indented.
            let tables = of_width().flat_map(Sheet::tables).map(|table| table.area.left);
            let left = of_size()
                .map(|line| line.left)
                .chain(tables)
                .filter(|place| *place > left - size * 3.0)
                .fold(left, f64::min);
            let right = usual_end(of_size().map(|line| line.right), size);
            // Where hardly a line comes to the same end, none was full: then the margins are taken to be alike.
            let full = of_size().filter(|line| line.right >= right - size).count();
            let mirrored = width as f64 - left;
            let is_filled = full >= FULL || mirrored < right + size * 2.0;
            let edges = [left, if is_filled { right } else { mirrored }];
            let own = sheets.iter_mut().filter(|sheet| sheet.breadth() == width);
            own.for_each(|sheet| sheet.set(edges));
        }
        let steps = sheets
            .iter()
            .flat_map(|sheet| sheet.blocks.windows(2))
            .filter_map(|pair| match pair {
                [Block::Line(above), Block::Line(below)]
                    if same_size(above.size, size) && same_size(below.size, size) =>
                {
                    Some((below.base - above.base, 1.0))
                }
                _ => None,
            });
        let steps: Vec<(f64, f64)> = steps.filter(|(step, _)| *step <= size * WIDE).collect();
        let pitch = most(steps.iter().copied()).unwrap_or(size * 1.5);
        let mut apart: Vec<f64> = steps
            .iter()
            .map(|(step, _)| *step)
            .filter(|step| *step >= size)
            .collect();
        apart.sort_by(f64::total_cmp);
        let twice = apart.windows(2).find(|pair| pair[1] - pair[0] < size * SAME_STEP);
        Self {
            size,
            pitch,
            least: twice.map_or(pitch, |pair| pair[0]),
            is_indented: is_indented(sheets, size),
        }
    }

    /// The paragraphs and tables of these blocks.
    pub(crate) fn items(&self, blocks: Vec<Block>) -> Vec<Item> {
        let mut items = Vec::new();
        let mut open: Vec<Line> = Vec::new();
        for block in blocks {
            match block {
                Block::Line(line) => {
                    if open.last().is_some_and(|above| !self.runs_on(above, &line)) {
                        close(&mut open, &mut items);
                    }
                    open.push(line);
                }
                Block::Table(table) => {
                    close(&mut open, &mut items);
                    items.push(item(table));
                }
            }
        }
        close(&mut open, &mut items);
        items
    }

    /// Whether a line goes on in the next one.
    fn runs_on(&self, above: &Line, below: &Line) -> bool {
        if !same_size(above.size, below.size) {
            return false;
        }
        let step = below.base - above.base;
        // On the next page, it begins higher up.
        let is_near = step < 0.0 || step <= self.pitch.max(above.size * 1.2) * APART;
        if self.is_centred(above) && self.is_centred(below) {
            return is_near && step > 0.0 && above.size > self.size * SIZES;
        }
        let is_full = above.right + below.head >= above.edges[1] - above.size * (SHORT - 1.0);
        let begins = below.left >= below.edges[0] + below.size * INDENT;
        let is_begun = label::marker(&below.text).is_some() || is_of_site(&above.text) || is_of_site(&below.text);
        // `…五是严格考核。` on a full line, and below a little room `（三）…`.
        let is_marked = label::marker(&below.text).is_some_and(|marker| marker.level <= 2);
        let begins_anew = is_marked && above.text.ends_with(ENDS) && step > self.least * ROOM;
        let is_open = self.is_indented && !above.text.ends_with(ENDS) && !is_begun;
        let is_heading_alone = !is_full && label::heading_level(&above.text) == 1;
        is_near && (is_full || is_open) && !begins && !begins_anew && !is_heading_alone && !is_heading(above, below)
    }

    /// Whether a line stands in the middle of the page, with room at both sides.
    fn is_centred(&self, line: &Line) -> bool {
        let (before, behind) = (line.left - line.edges[0], line.edges[1] - line.right);
        (before - behind).abs() <= line.size * 1.5 && before > line.size * 2.5
            || line.size > self.size * SIZES && (before - behind).abs() <= line.size * 1.5
    }
}

/// The lines of pages.
fn lines(sheets: &[Sheet]) -> impl Iterator<Item = &Line> {
    sheets.iter().flat_map(Sheet::lines)
}

/// What ends a sentence.
const ENDS: [char; 6] = ['。', '！', '？', '；', '：', ':'];
/// So many of the lines behind short ones are indented where paragraphs are.
const MOST: f64 = 0.8;

/// Whether lines that follow the end of a paragraph are indented.
fn is_indented(sheets: &[Sheet], size: f64) -> bool {
    let pairs = sheets.iter().flat_map(|sheet| sheet.blocks.windows(2));
    let behind = pairs.filter_map(|pair| match pair {
        [Block::Line(above), Block::Line(below)]
            if same_size(above.size, size) && same_size(below.size, size) && above.text.ends_with('。') =>
        {
            let is_short = above.right + below.head < above.edges[1] - above.size * SHORT;
            is_short.then_some(below.left >= below.edges[0] + below.size * INDENT)
        }
        _ => None,
    });
    let (count, indented) = behind.fold((0, 0), |(count, indented), is| (count + 1, indented + usize::from(is)));
    count >= 2 && indented as f64 >= f64::from(count) * MOST
}

/// Where full lines usually end: a mark may hang over, and a line that is not justified may end before.
fn usual_end(ends: impl Iterator<Item = f64>, size: f64) -> f64 {
    let mut ends: Vec<f64> = ends.collect();
    ends.sort_by(f64::total_cmp);
    let last = ends.last().copied().unwrap_or(0.0);
    let full = &ends[ends.partition_point(|end| *end < last - size * 2.5)..];
    full.get(full.len() / 2).copied().unwrap_or(last)
}

/// Whether a line is one that a site shows round its articles.
fn is_of_site(text: &str) -> bool {
    site::is_tool(text) || text.starts_with("附件：")
}

/// A heading is a line of its own, unless it fills it, and what begins as one begins a paragraph.
fn is_heading(above: &Line, below: &Line) -> bool {
    let level = |line: &Line| label::heading_level(&line.text);
    let behind_heading = level(above) == 1 && !above.text.ends_with(['，', '、']) && level(below) > 0;
    // `一、总体情况`, `（二）依申请公开情况` behind the end of a sentence, on a line that happens to be full.
    let is_short = below.right < below.edges[1] - below.size * SHORT;
    let is_headed = level(below) == 1 || level(below) == 2 && is_short;
    let behind_sentence = above.text.ends_with('。') && is_headed && !below.text.contains('。');
    behind_heading || behind_sentence
}

fn same_size(a: f64, b: f64) -> bool {
    a.max(b) <= a.min(b) * SIZES
}

/// The value, to half a point, that weighs most.
fn most(values: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let mut weights: std::collections::BTreeMap<i64, (f64, f64)> = std::collections::BTreeMap::new();
    for (value, weight) in values {
        let entry = weights.entry((value * 2.0).round() as i64).or_insert((0.0, value));
        entry.0 += weight;
    }
    let most = weights
        .into_values()
        .reduce(|most, other| if other.0 > most.0 { other } else { most });
    most.map(|(_, value)| value)
}

/// Ends the open paragraph.
fn close(open: &mut Vec<Line>, items: &mut Vec<Item>) {
    let text = text::join(open.iter().map(|line| line.text.as_str()));
    if !text.is_empty() {
        items.push(Item::Text(LineRole::Plain, text));
    }
    let mut left_out = LeftOut::new();
    for line in open.drain(..) {
        left_out::take_in(&mut left_out, line.left_out);
    }
    items.extend(grid::left_out(left_out));
}

/// A table as it is handed on.
fn item(table: Table) -> Item {
    if table.is_doubtful {
        let first = (0..table.rows)
            .map(|row| table.row_text(row))
            .find(|text| !text.is_empty());
        return Item::Doubtful(first.unwrap_or_default(), table.rows);
    }
    let place = |row: usize, column: usize| {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        CellRef::new(number(row), number(column))
    };
    let mut grid = Grid {
        page: table.page,
        ..Grid::default()
    };
    for cell in table.cells {
        let [top, left, bottom, right] = cell.span;
        grid.put(
            CellRange {
                first: place(top, left),
                last: place(bottom, right),
            },
            cell.text,
            cell.left_out,
        );
    }
    grid.merges.sort_by_key(|merge| merge.first);
    Item::Table(grid)
}
