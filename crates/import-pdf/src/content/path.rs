//! Lines under construction: of all that can be drawn, only level and upright lines and
//! rectangles count.

use super::geometry::{Area, Matrix};

/// How thick a filled rectangle may be to be a line, in points.
const THICK: f64 = 3.0;
/// How far from level or upright a line may be.
const SLANT: f64 = 0.5;
/// How long a line is at least; a dot is none.
const SHORT: f64 = 2.0;

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

    pub(crate) fn line_to(&mut self, x: f64, y: f64, is_curve: bool) {
        self.places += 1;
        if let Some(piece) = self.pieces.last_mut() {
            piece.places.push((x, y));
            piece.is_curved |= is_curve;
        }
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
            self.line_to(x, y, false);
        }
    }

    /// The area it goes round; nothing if it has none, or is curved.
    pub(crate) fn area(&self, matrix: Matrix) -> Option<Area> {
        let places = self.pieces.iter().flat_map(|piece| &piece.places);
        let places: Vec<_> = places.map(|(x, y)| matrix.apply(*x, *y)).collect();
        let is_straight = self.pieces.iter().all(|piece| !piece.is_curved);
        Area::around(&places).filter(|_| is_straight)
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
    pub(crate) fn filled(&self, matrix: Matrix) -> impl Iterator<Item = Area> {
        let pieces = self
            .pieces
            .iter()
            .filter(|piece| !piece.is_curved && piece.places.len() > 3);
        pieces.filter_map(move |piece| {
            let places: Vec<_> = piece.places.iter().map(|(x, y)| matrix.apply(*x, *y)).collect();
            let area = Area::around(&places)?;
            let is_thin = area.width().min(area.height()) <= THICK && area.width().max(area.height()) >= SHORT;
            (is_thin && is_line(&centred(area))).then(|| centred(area))
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
