//! Ruling lines into grids of cells. A cell is what lines close off: where none stands between
//! two fields of the grid, they are one cell.

use std::collections::BTreeMap;

use nianbao_model::limits::MAX_CELLS;

use crate::content::Area;
use crate::fault::Fault;
use crate::limits::MAX_RULINGS;

/// Lines that are nearer than this are one line, drawn double or by two cells.
const NEAR: f64 = 3.0;
/// How far a line may end from another and still touch it.
const TOUCH: f64 = 3.0;
/// How many lines a page may have once those that go on from each other are one: each is held
/// against each.
const MAX_LINES: usize = 2_000;

/// A level or upright line: its place across, and from where to where it goes.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Segment {
    at: f64,
    from: f64,
    to: f64,
}

/// A grid of fields, some of which are one cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lattice {
    /// Where columns begin and end, from left to right.
    pub(crate) columns: Vec<f64>,
    /// Where rows begin and end, from top to bottom.
    pub(crate) rows: Vec<f64>,
    /// The cell of each field, row by row, by the number of its first field.
    cells: Vec<usize>,
    /// Whether every cell is a rectangle.
    pub(crate) is_whole: bool,
    /// Of each column, the cell in the last row, if no line closes that off at its bottom.
    open: Vec<Option<usize>>,
}

/// The grids on a page, the smallest first.
pub(crate) fn find(rulings: &[Area]) -> Result<Vec<Lattice>, Fault> {
    let (level, upright): (Vec<Area>, Vec<Area>) = rulings.iter().partition(|area| area.width() > area.height());
    let level = merged(level.iter().map(|area| Segment {
        at: area.top,
        from: area.left,
        to: area.right,
    }));
    let upright = merged(upright.iter().map(|area| Segment {
        at: area.left,
        from: area.top,
        to: area.bottom,
    }));
    if level.len() + upright.len() > MAX_LINES {
        return Err(Fault::beyond(
            "一页上的框线数",
            "number of ruling lines on a page",
            MAX_RULINGS,
        ));
    }
    let mut grids = Vec::new();
    for (level, upright) in groups(&level, &upright) {
        let grid = Lattice::new(&level, &upright);
        if grid.rows.len().saturating_mul(grid.columns.len()) > MAX_CELLS {
            return Err(Fault::beyond("表格的单元格数", "number of table cells", MAX_CELLS));
        }
        if grid.is_table() || grid.is_slice() {
            grids.push(grid);
        }
    }
    grids.sort_by(|a, b| a.size().total_cmp(&b.size()));
    Ok(grids)
}

/// Lines of one direction, those that go on from each other as one.
fn merged(segments: impl Iterator<Item = Segment>) -> Vec<Segment> {
    let mut segments: Vec<Segment> = segments.collect();
    segments.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut merged: Vec<Segment> = Vec::new();
    let mut rest = segments.as_slice();
    while let Some(first) = rest.first() {
        // Lines at one place across; a drift of many of them is cut off at twice the width.
        let count = rest.iter().take_while(|segment| segment.at - first.at <= 1.0).count();
        let (same, after) = rest.split_at(count.max(1));
        rest = after;
        let mut same = same.to_vec();
        same.sort_by(|a, b| a.from.total_cmp(&b.from));
        let begin = merged.len();
        for segment in same {
            match merged.get_mut(begin..).and_then(<[Segment]>::last_mut) {
                Some(last) if segment.from <= last.to + TOUCH => last.to = last.to.max(segment.to),
                _ => merged.push(segment),
            }
        }
    }
    merged
}

/// Lines that touch each other, group by group: level ones, upright ones.
fn groups(level: &[Segment], upright: &[Segment]) -> Vec<(Vec<Segment>, Vec<Segment>)> {
    let mut parent: Vec<usize> = (0..level.len() + upright.len()).collect();
    for (at, line) in level.iter().enumerate() {
        for (other, stem) in upright.iter().enumerate() {
            let meets = stem.at >= line.from - TOUCH
                && stem.at <= line.to + TOUCH
                && line.at >= stem.from - TOUCH
                && line.at <= stem.to + TOUCH;
            if meets {
                unite(&mut parent, at, level.len() + other);
            }
        }
    }
    let mut groups: BTreeMap<usize, (Vec<Segment>, Vec<Segment>)> = BTreeMap::new();
    for at in 0..parent.len() {
        let group = groups.entry(root(&mut parent, at)).or_default();
        match level.get(at) {
            Some(line) => group.0.push(*line),
            None => group.1.extend(upright.get(at - level.len())),
        }
    }
    groups.into_values().collect()
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

fn unite(parent: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parent, a), root(parent, b));
    parent[a.max(b)] = a.min(b);
}

/// Places, those that are near each other as one, in order.
fn tracks(places: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut places: Vec<f64> = places.collect();
    places.sort_by(f64::total_cmp);
    let mut tracks: Vec<f64> = Vec::new();
    for place in places {
        if tracks.last().is_none_or(|last| place - last > NEAR) {
            tracks.push(place);
        }
    }
    tracks
}

/// The track that ends where this line stands.
fn track_before(tracks: &[f64], at: f64) -> Option<usize> {
    let end = tracks.iter().rposition(|track| *track <= at + f64::EPSILON)?;
    end.checked_sub(1)
}

/// The tracks whose middle this line passes.
fn crossed(tracks: &[f64], line: &Segment) -> impl Iterator<Item = usize> {
    let middles = tracks.windows(2).map(|ends| (ends[0] + ends[1]) / 2.0).enumerate();
    let (from, to) = (line.from, line.to);
    middles
        .filter(move |(_, middle)| from <= *middle && *middle <= to)
        .map(|(at, _)| at)
}

impl Lattice {
    /// The grid of lines that touch each other. Where lines end and no other closes them off, the
    /// table is open: it is closed there.
    fn new(level: &[Segment], upright: &[Segment]) -> Self {
        let ends = |lines: &[Segment]| {
            let from = lines.iter().map(|line| line.from).fold(f64::INFINITY, f64::min);
            let to = lines.iter().map(|line| line.to).fold(f64::NEG_INFINITY, f64::max);
            [from, to].into_iter().filter(|end| end.is_finite())
        };
        let columns = tracks(upright.iter().map(|line| line.at).chain(ends(level)));
        let rows = tracks(level.iter().map(|line| line.at).chain(ends(upright)));
        let mut grid = Self {
            columns,
            rows,
            cells: Vec::new(),
            is_whole: true,
            open: Vec::new(),
        };
        let (width, height) = (grid.columns.len().saturating_sub(1), grid.rows.len().saturating_sub(1));
        if width.saturating_mul(height) > MAX_CELLS {
            return grid;
        }
        let [beside, below] = grid.closed(level, upright);
        let mut parent: Vec<usize> = (0..width * height).collect();
        for at in 0..parent.len() {
            if at % width + 1 < width && !beside[at] {
                unite(&mut parent, at, at + 1);
            }
            if at / width + 1 < height && !below[at] {
                unite(&mut parent, at, at + width);
            }
        }
        grid.cells = (0..parent.len()).map(|at| root(&mut parent, at)).collect();
        grid.is_whole = grid.has_rectangles();
        let last = grid.cells.iter().zip(below).skip(width * height.saturating_sub(1));
        grid.open = last.map(|(cell, is_closed)| (!is_closed).then_some(*cell)).collect();
        grid
    }

    /// Of each field, whether a line closes it off at its right, and at its bottom.
    fn closed(&self, level: &[Segment], upright: &[Segment]) -> [Vec<bool>; 2] {
        let (width, height) = (self.columns.len() - 1, self.rows.len() - 1);
        let mut closed = [vec![false; width * height], vec![false; width * height]];
        for line in upright {
            let Some(column) = track_before(&self.columns, line.at) else {
                continue;
            };
            for row in crossed(&self.rows, line) {
                closed[0][row * width + column] = true;
            }
        }
        for line in level {
            let Some(row) = track_before(&self.rows, line.at) else {
                continue;
            };
            for column in crossed(&self.columns, line) {
                closed[1][row * width + column] = true;
            }
        }
        closed
    }

    /// Whether every cell is a rectangle: as many fields as between its corners.
    fn has_rectangles(&self) -> bool {
        let mut spans: BTreeMap<usize, (usize, [usize; 4])> = BTreeMap::new();
        for (at, cell) in self.cells.iter().enumerate() {
            let (row, column) = self.field(at);
            let (count, span) = spans.entry(*cell).or_insert((0, [row, column, row, column]));
            *count += 1;
            *span = [
                span[0].min(row),
                span[1].min(column),
                span[2].max(row),
                span[3].max(column),
            ];
        }
        let area = |[top, left, bottom, right]: [usize; 4]| (bottom - top + 1) * (right - left + 1);
        spans.values().all(|(count, span)| *count == area(*span))
    }

    fn field(&self, at: usize) -> (usize, usize) {
        let width = self.columns.len().saturating_sub(1).max(1);
        (at / width, at % width)
    }

    /// Whether it may be a part of a table that a page breaks off: rows of one column, or one row. By itself it is
    /// a frame.
    pub(crate) fn is_slice(&self) -> bool {
        self.columns.len() > 1 && self.rows.len() > 1 && !self.is_table()
    }

    /// Whether it has rows and columns; a frame or a rule has not.
    fn is_table(&self) -> bool {
        let has = |step: usize| (1..self.cells.len()).any(|at| at >= step && self.cells[at] != self.cells[at - step]);
        let width = self.columns.len().saturating_sub(1);
        width > 1 && self.rows.len() > 2 && has(1) && has(width)
    }

    fn size(&self) -> f64 {
        let extent = |tracks: &[f64]| {
            tracks
                .last()
                .zip(tracks.first())
                .map_or(0.0, |(last, first)| last - first)
        };
        extent(&self.columns) * extent(&self.rows)
    }

    /// Whether a place is inside.
    pub(crate) fn holds(&self, x: f64, y: f64) -> bool {
        self.cell_at(x, y).is_some()
    }

    /// Whether some cell is not closed off at the end.
    pub(crate) fn is_open(&self) -> bool {
        self.open.iter().any(Option::is_some)
    }

    /// The cell that is not closed off at the end, over a place below it.
    pub(crate) fn open_cell(&self, x: f64) -> Option<usize> {
        let column = self.columns.partition_point(|track| *track <= x).checked_sub(1)?;
        self.open.get(column).copied().flatten()
    }

    /// The cell at a place, by the number of its first field.
    pub(crate) fn cell_at(&self, x: f64, y: f64) -> Option<usize> {
        let track = |tracks: &[f64], place: f64| tracks.partition_point(|track| *track <= place).checked_sub(1);
        let (row, column) = (track(&self.rows, y)?, track(&self.columns, x)?);
        let width = self.columns.len().saturating_sub(1);
        (column < width)
            .then(|| self.cells.get(row * width + column).copied())
            .flatten()
    }

    /// The cells: first row and column, last row and column, each from zero.
    pub(crate) fn spans(&self) -> Vec<(usize, [usize; 4])> {
        let mut spans: BTreeMap<usize, [usize; 4]> = BTreeMap::new();
        for (at, cell) in self.cells.iter().enumerate() {
            let (row, column) = self.field(at);
            let span = spans.entry(*cell).or_insert([row, column, row, column]);
            *span = [
                span[0].min(row),
                span[1].min(column),
                span[2].max(row),
                span[3].max(column),
            ];
        }
        spans.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::sample::ruling as line;

    /// Two rows of three columns; the lower right field is one with the field beside it.
    fn rulings() -> Vec<Area> {
        let level = [0.0, 20.0, 40.0].map(|y| line(0.0, y, 90.0, y));
        let upright =
            [(0.0, 40.0), (30.0, 40.0), (60.0, 20.0), (90.0, 40.0)].map(|(x, bottom)| line(x, 0.0, x, bottom));
        [&level[..], &upright[..]].concat()
    }

    #[test]
    fn fields_without_a_line_between_them_are_one_cell() {
        let grids = find(&rulings()).unwrap();
        let [grid] = &grids[..] else { panic!("{grids:?}") };
        assert!(grid.is_whole);
        let spans: Vec<_> = grid.spans().into_iter().map(|(_, span)| span).collect();
        assert_eq!(
            spans,
            [[0, 0, 0, 0], [0, 1, 0, 1], [0, 2, 0, 2], [1, 0, 1, 0], [1, 1, 1, 2]]
        );
        assert_eq!(grid.cell_at(40.0, 30.0), grid.cell_at(80.0, 30.0));
        assert_ne!(grid.cell_at(40.0, 10.0), grid.cell_at(80.0, 10.0));
        assert_eq!(grid.cell_at(95.0, 10.0), None);
    }

    #[test]
    fn a_line_in_pieces_or_drawn_twice_is_one() {
        let mut pieces = rulings();
        pieces[0] = line(0.0, 0.0, 44.0, 0.0);
        pieces.push(line(45.0, 0.2, 90.0, 0.2));
        pieces.push(line(30.8, 0.0, 30.8, 40.0));
        assert_eq!(find(&pieces).unwrap()[0].columns.len(), 4);
    }

    #[test]
    fn a_table_that_is_open_at_its_sides_is_closed_there() {
        let open: Vec<Area> = rulings()
            .into_iter()
            .filter(|area| area.left > 0.0 && area.left < 90.0 || area.width() > 0.0)
            .collect();
        assert_eq!(find(&open).unwrap()[0].columns, [0.0, 30.0, 60.0, 90.0]);
    }

    #[test]
    fn a_frame_and_a_rule_are_no_tables() {
        let frame: Vec<Area> = rulings()
            .into_iter()
            .filter(|area| area.top == 0.0 && area.left == 0.0 || area.bottom == 40.0 && area.right == 90.0)
            .collect();
        assert!(find(&frame).unwrap().iter().all(Lattice::is_slice));
        assert_eq!(find(&[line(0.0, 5.0, 90.0, 5.0)]).unwrap(), []);
    }

    #[test]
    fn a_cell_that_is_no_rectangle_shows() {
        let mut cut = rulings();
        cut[1] = line(0.0, 20.0, 60.0, 20.0);
        assert!(!find(&cut).unwrap()[0].is_whole);
    }

    #[test]
    fn too_many_lines_are_refused() {
        let many: Vec<Area> = (0..3_000)
            .map(|at| line(0.0, at as f64 * 2.0, 90.0, at as f64 * 2.0))
            .collect();
        assert!(find(&many).is_err());
    }
}
