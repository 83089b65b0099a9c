//! The page as a person sees it, coarsely: of each square point the colour that lies there, and when
//! it came there. With it we know what lies under a text, and whether anything was laid over it.

use nianbao_model::runs::WHITE;

use super::geometry::Area;

/// How many squares a page has at most in each direction; larger pages have larger squares.
const SQUARES: f64 = 1_000.0;
/// What is painted with less of its ink than this is not seen.
pub(super) const CLEAR: f64 = 0.05;
/// The middle of a character over its line, as a part of its size, and where else we look for it.
pub(super) const MIDDLE: f64 = 0.35;
pub(super) const HEIGHTS: [f64; 3] = [0.12, MIDDLE, 0.58];
/// The same across, as a part of its width.
pub(super) const WIDTHS: [f64; 3] = [0.2, 0.5, 0.8];
/// So many of these places have to be hidden before a character is.
pub(super) const HIDDEN: usize = 7;
/// What is this opaque hides what lies below.
const OPAQUE: f64 = 0.95;
/// What following an outline costs, beside filling it.
const CROSSING: u64 = 24;
/// So many squares are made as fast as one is painted.
const MADE: u64 = 4;

/// What is painted with: a colour, or nothing if it is a picture, a pattern or a colour we do not know.
pub(crate) type Ink = Option<[u8; 3]>;

/// How an area is painted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    pub(crate) ink: Ink,
    /// From 0, which leaves no trace, to 1, which hides what lies below.
    pub(crate) opacity: f64,
    /// Whether it lies on what is below; else it is mixed with it in another way, or we do not know where it lies.
    pub(crate) is_plain: bool,
}

/// A square of a page.
#[derive(Debug, Clone, Copy)]
struct Square {
    ink: Ink,
    /// The number of what hid everything below it.
    order: u32,
}

/// The squares of a page. A page on which nothing was painted yet has none.
#[derive(Debug, Default)]
pub(crate) struct Canvas {
    columns: usize,
    rows: usize,
    /// Squares a point, across and down.
    fine: [f64; 2],
    squares: Vec<Square>,
    /// How many times something was laid over the page.
    order: u32,
}

impl Canvas {
    pub(crate) fn new(width: f64, height: f64) -> Self {
        let count = |points: f64| points.ceil().clamp(1.0, SQUARES);
        let (columns, rows) = (count(width), count(height));
        Self {
            columns: columns as usize,
            rows: rows as usize,
            fine: [
                columns / width.max(f64::MIN_POSITIVE),
                rows / height.max(f64::MIN_POSITIVE),
            ],
            squares: Vec::new(),
            order: 0,
        }
    }

    /// The number of what was laid over the page last.
    pub(crate) fn order(&self) -> u32 {
        self.order
    }

    /// What lies everywhere, if nothing was painted yet.
    pub(crate) fn only(&self) -> Option<Ink> {
        self.squares.is_empty().then_some(Some(WHITE))
    }

    /// What lies at a place.
    pub(crate) fn ink(&self, x: f64, y: f64) -> Ink {
        self.at(x, y).map_or(Some(WHITE), |square| square.ink)
    }

    /// The number of what was last laid over a place.
    pub(crate) fn order_at(&self, x: f64, y: f64) -> u32 {
        self.at(x, y).map_or(0, |square| square.order)
    }

    fn at(&self, x: f64, y: f64) -> Option<&Square> {
        let (x, y) = (x * self.fine[0], y * self.fine[1]);
        let is_inside = x >= 0.0 && y >= 0.0 && x < self.columns as f64 && y < self.rows as f64;
        is_inside
            .then(|| self.squares.get(y as usize * self.columns + x as usize))
            .flatten()
    }

    /// Paints a rectangle; gives how many squares that took.
    pub(crate) fn rectangle(&mut self, area: Area, paint: Paint) -> u64 {
        let mut count = self.begin(paint);
        let [from, to] = span(area.top * self.fine[1], area.bottom * self.fine[1], self.rows);
        for row in from..to {
            count += self.fill(row, area.left * self.fine[0], area.right * self.fine[0], paint);
        }
        count
    }

    /// Paints what these outlines go round, as far as it shows; gives how many squares that took.
    pub(crate) fn shape(&mut self, outlines: &[Vec<(f64, f64)>], shows: Area, is_even_odd: bool, paint: Paint) -> u64 {
        let begun = self.begin(paint);
        let [first, end] = span(shows.top * self.fine[1], shows.bottom * self.fine[1], self.rows);
        let mut rows: Vec<Vec<(f64, i32)>> = vec![Vec::new(); end.saturating_sub(first)];
        let mut count = begun + rows.len() as u64;
        for outline in outlines {
            for (at, a) in outline.iter().enumerate() {
                let b = outline.get(at + 1).or(outline.first()).unwrap_or(a);
                let (upper, lower, turn) = if a.1 <= b.1 { (a, b, 1) } else { (b, a, -1) };
                let [from, to] = span(upper.1 * self.fine[1], lower.1 * self.fine[1], self.rows);
                for row in from.max(first)..to.min(end) {
                    let y = (row as f64 + 0.5) / self.fine[1];
                    let x = upper.0 + (lower.0 - upper.0) * (y - upper.1) / (lower.1 - upper.1);
                    rows[row - first].push((x, turn));
                    count += CROSSING;
                }
            }
        }
        for (row, mut crossings) in (first..).zip(rows) {
            crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut turns = 0;
            for pair in crossings.windows(2) {
                turns += if is_even_odd { 1 } else { pair[0].1 };
                let is_inside = if is_even_odd { turns % 2 == 1 } else { turns != 0 };
                if is_inside {
                    let (left, right) = (pair[0].0.max(shows.left), pair[1].0.min(shows.right));
                    count += self.fill(row, left * self.fine[0], right * self.fine[0], paint);
                }
            }
        }
        count
    }

    /// Makes the squares, if there are none yet, and counts what is laid over the page.
    fn begin(&mut self, paint: Paint) -> u64 {
        self.order += u32::from(paint.hides());
        if self.squares.is_empty() {
            let paper = Square {
                ink: Some(WHITE),
                order: 0,
            };
            self.squares = vec![paper; self.columns * self.rows];
            return self.squares.len() as u64 / MADE;
        }
        0
    }

    /// Fills squares of one row, those whose middles lie between two places.
    fn fill(&mut self, row: usize, left: f64, right: f64, paint: Paint) -> u64 {
        let [from, to] = span(left, right, self.columns);
        let start = row * self.columns;
        let Some(squares) = self.squares.get_mut(start + from..start + to.max(from)) else {
            return 0;
        };
        if paint.hides() {
            squares.fill(Square {
                ink: paint.ink,
                order: self.order,
            });
        } else {
            for square in squares.iter_mut() {
                square.ink = paint.over(square.ink);
            }
        }
        1 + squares.len() as u64
    }
}

/// The squares whose middles lie between two places, of so many.
fn span(from: f64, to: f64, count: usize) -> [usize; 2] {
    let place = |at: f64| ((at - 0.5).ceil().max(0.0) as usize).min(count);
    [place(from), place(to)]
}

impl Paint {
    /// Whether nobody sees what lies below it.
    fn hides(self) -> bool {
        self.is_plain && self.opacity >= OPAQUE
    }

    /// What a colour is once this is painted over it.
    pub(crate) fn over(self, below: Ink) -> Ink {
        if self.opacity <= 0.0 {
            return below;
        }
        let (ink, below) = (self.ink.filter(|_| self.is_plain)?, below?);
        let mixed = |at: usize| {
            let (over, under) = (f64::from(ink[at]), f64::from(below[at]));
            (over * self.opacity + under * (1.0 - self.opacity)).round() as u8
        };
        Some([mixed(0), mixed(1), mixed(2)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paint(ink: Ink, opacity: f64) -> Paint {
        Paint {
            ink,
            opacity,
            is_plain: true,
        }
    }

    fn area(left: f64, top: f64, right: f64, bottom: f64) -> Area {
        Area {
            left,
            top,
            right,
            bottom,
        }
    }

    #[test]
    fn the_last_that_is_painted_is_seen() {
        let mut canvas = Canvas::new(100.0, 50.0);
        assert_eq!((canvas.ink(5.0, 5.0), canvas.order()), (Some(WHITE), 0));
        canvas.rectangle(area(0.0, 0.0, 20.0, 20.0), paint(Some([0, 0, 200]), 1.0));
        canvas.rectangle(area(10.0, 0.0, 30.0, 20.0), paint(Some([200, 0, 0]), 0.5));
        assert_eq!(canvas.ink(5.0, 5.0), Some([0, 0, 200]));
        assert_eq!(canvas.ink(15.0, 5.0), Some([100, 0, 100]));
        assert_eq!(canvas.ink(25.0, 5.0), Some([228, 128, 128]));
        assert_eq!(canvas.ink(35.0, 5.0), Some(WHITE));
        // What can be seen through hides nothing.
        assert_eq!((canvas.order_at(15.0, 5.0), canvas.order_at(25.0, 5.0)), (1, 0));
        canvas.rectangle(area(0.0, 0.0, 99.0, 49.0), paint(None, 1.0));
        assert_eq!((canvas.ink(5.0, 5.0), canvas.order_at(25.0, 5.0)), (None, 2));
    }

    #[test]
    fn a_shape_is_filled_inside_and_a_hole_is_not() {
        let square = |from: f64, to: f64| vec![(from, from), (to, from), (to, to), (from, to)];
        let everywhere = area(0.0, 0.0, 100.0, 100.0);
        let ink = Some([9; 3]);
        for (is_even_odd, hole) in [(true, Some(WHITE)), (false, ink)] {
            let mut canvas = Canvas::new(100.0, 100.0);
            canvas.shape(
                &[square(10.0, 90.0), square(40.0, 60.0)],
                everywhere,
                is_even_odd,
                paint(ink, 1.0),
            );
            assert_eq!((canvas.ink(20.0, 20.0), canvas.ink(50.0, 50.0)), (ink, hole));
            assert_eq!(canvas.ink(5.0, 50.0), Some(WHITE));
        }
        let mut canvas = Canvas::new(100.0, 100.0);
        let corner = vec![(0.0, 0.0), (100.0, 0.0), (0.0, 100.0)];
        canvas.shape(&[corner], everywhere, false, paint(ink, 1.0));
        assert_eq!((canvas.ink(20.0, 20.0), canvas.ink(80.0, 80.0)), (ink, Some(WHITE)));
    }

    #[test]
    fn a_page_of_any_size_has_few_squares() {
        for (width, height) in [(1e9, 1.0), (1e-9, 1e9), (1e9, 1e9), (0.0, 0.0)] {
            let mut canvas = Canvas::new(width, height);
            let everywhere = area(-f64::MAX, -f64::MAX, f64::MAX, f64::MAX);
            assert!(canvas.rectangle(everywhere, paint(None, 1.0)) <= 2_000_000);
            assert!(canvas.squares.len() <= 1_000_000);
        }
    }
}
