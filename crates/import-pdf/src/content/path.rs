//! Lines under construction: of all that can be drawn, only level and upright lines and
//! rectangles make tables; what is filled is asked for as a whole too.

use super::geometry::{Area, Matrix};

/// How thick a filled rectangle may be to be a line, in points.
pub(crate) const THICK: f64 = 3.0;
/// How thick one may be that strikes out the largest letters.
const BAR: f64 = 12.0;
/// How far from level or upright a line may be.
const SLANT: f64 = 0.5;
/// How long a line is at least; a dot is none.
const SHORT: f64 = 2.0;
/// How many straight pieces stand for a curve.
const STEPS: i32 = 8;
/// How far from the corner of a rectangle its corner may be.
const CORNER: f64 = 0.1;

/// A path: pieces of straight lines.
#[derive(Debug, Default)]
pub(crate) struct Path {
    pieces: Vec<Piece>,
    places: usize,
    /// What follows shows only inside of it.
    pub(crate) clips: bool,
}

#[derive(Debug, Default)]
struct Piece {
    places: Vec<(f64, f64)>,
    /// Whether it has a curve in it.
    is_curved: bool,
}

impl Path {
    /// How many places it has, for the limits.
    pub(crate) fn length(&self) -> usize {
        self.places
    }

    pub(crate) fn move_to(&mut self, x: f64, y: f64) {
        self.places += 1;
        self.pieces.push(Piece {
            places: vec![(x, y)],
            is_curved: false,
        });
    }

    pub(crate) fn line_to(&mut self, x: f64, y: f64) {
        self.places += 1;
        if let Some(piece) = self.pieces.last_mut() {
            piece.places.push((x, y));
        }
    }

    /// A curve by its two middle places and its end, as a few straight pieces.
    pub(crate) fn curve_to(&mut self, by: [(f64, f64); 2], end: (f64, f64)) {
        self.places += 1;
        if let Some(piece) = self.pieces.last_mut()
            && let Some(begin) = piece.places.last().copied()
        {
            piece.is_curved = true;
            piece.places.extend((1..=STEPS).map(|step| {
                let t = f64::from(step) / f64::from(STEPS);
                let [a, b, c, d] = [
                    (1.0 - t).powi(3),
                    3.0 * t * (1.0 - t).powi(2),
                    3.0 * t * t * (1.0 - t),
                    t.powi(3),
                ];
                let along = |of: fn((f64, f64)) -> f64| a * of(begin) + b * of(by[0]) + c * of(by[1]) + d * of(end);
                (along(|place| place.0), along(|place| place.1))
            }));
        }
    }

    /// Where the path is now.
    pub(crate) fn here(&self) -> Option<(f64, f64)> {
        self.pieces.last().and_then(|piece| piece.places.last()).copied()
    }

    pub(crate) fn close(&mut self) {
        self.places += 1;
        if let Some(piece) = self.pieces.last_mut()
            && let Some(first) = piece.places.first().copied()
        {
            piece.places.push(first);
        }
    }

    pub(crate) fn rectangle(&mut self, x: f64, y: f64, width: f64, height: f64) {
        self.move_to(x, y);
        for (x, y) in [(x + width, y), (x + width, y + height), (x, y + height), (x, y)] {
            self.line_to(x, y);
        }
    }

    /// The smallest area that it lies in.
    pub(crate) fn area(&self, matrix: Matrix) -> Option<Area> {
        let places = self.pieces.iter().flat_map(|piece| &piece.places);
        let places: Vec<_> = places.map(|(x, y)| matrix.apply(*x, *y)).collect();
        Area::around(&places)
    }

    /// The outlines of its pieces.
    pub(crate) fn outlines(&self, matrix: Matrix) -> Vec<Vec<(f64, f64)>> {
        let outline = |piece: &Piece| piece.places.iter().map(|(x, y)| matrix.apply(*x, *y)).collect();
        self.pieces.iter().map(outline).collect()
    }

    /// The rectangle that it is, if it is one.
    pub(crate) fn rectangle_of(&self, matrix: Matrix) -> Option<Area> {
        let area = self.area(matrix)?;
        let [piece] = &self.pieces[..] else { return None };
        let is_corner = |(x, y): (f64, f64)| {
            let is_at = |at: f64, one: f64, other: f64| (at - one).abs() < CORNER || (at - other).abs() < CORNER;
            is_at(x, area.left, area.right) && is_at(y, area.top, area.bottom)
        };
        let mut corners = piece.places.iter().map(|(x, y)| matrix.apply(*x, *y));
        let is_turned = |pair: &[(f64, f64)]| {
            let ([a, b], [c, d]) = (pair[0].into(), pair[1].into());
            (f64::abs(a - c) < CORNER) || (f64::abs(b - d) < CORNER)
        };
        let sides = self.outlines(matrix);
        let is_rectangle = (4..=5).contains(&piece.places.len())
            && corners.all(is_corner)
            && sides.iter().all(|side| side.windows(2).all(is_turned));
        is_rectangle.then_some(area)
    }

    /// The lines that drawing along the path leaves.
    pub(crate) fn stroked(&self, matrix: Matrix) -> impl Iterator<Item = Area> {
        let pieces = self.pieces.iter().filter(|piece| !piece.is_curved);
        let pairs = pieces.flat_map(|piece| piece.places.windows(2));
        pairs.filter_map(move |pair| {
            let ends = [matrix.apply(pair[0].0, pair[0].1), matrix.apply(pair[1].0, pair[1].1)];
            Area::around(&ends).filter(is_line)
        })
    }

    /// The lines that filling it leaves: thin rectangles.
    ///
    /// With each, how thick it is.
    pub(crate) fn filled(&self, matrix: Matrix) -> impl Iterator<Item = (Area, f64)> {
        let pieces = self
            .pieces
            .iter()
            .filter(|piece| !piece.is_curved && piece.places.len() > 3);
        pieces.filter_map(move |piece| {
            let places: Vec<_> = piece.places.iter().map(|(x, y)| matrix.apply(*x, *y)).collect();
            let area = Area::around(&places)?;
            let thickness = area.width().min(area.height());
            (thickness <= BAR && is_line(&centred(area))).then(|| (centred(area), thickness))
        })
    }
}

/// A thin rectangle as a line in its middle.
fn centred(area: Area) -> Area {
    let (x, y) = ((area.left + area.right) / 2.0, (area.top + area.bottom) / 2.0);
    if area.width() > area.height() {
        Area {
            top: y,
            bottom: y,
            ..area
        }
    } else {
        Area {
            left: x,
            right: x,
            ..area
        }
    }
}

fn is_line(area: &Area) -> bool {
    area.width().min(area.height()) <= SLANT && area.width().max(area.height()) >= SHORT
}
