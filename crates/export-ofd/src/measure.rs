//! Places and sizes as OFD has them: millimetres from the top left corner of the page or of the
//! object (GB/T 33190-2016, 8.2), and a transform as six numbers.

use std::fmt;

use typst::layout::{Abs, Point, Transform};

/// How many ten-thousandths of a millimetre a number may be off: less than a thousandth of a
/// point, and a line of 28 characters ends within a tenth of what a printer can show.
const DIGITS: i32 = 4;

/// A number with as few digits as say it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number(f64);

impl Number {
    pub(crate) fn new(value: f64) -> Self {
        let scale = 10_f64.powi(DIGITS);
        // Zero has no sign.
        Self((value * scale).round() / scale + 0.0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A length.
pub(crate) fn mm(length: Abs) -> Number {
    Number::new(length.to_mm())
}

/// A rectangle by its corners, as typst gives them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Area {
    pub(crate) min: Point,
    pub(crate) max: Point,
}

impl Area {
    /// The smallest one around these points; `None` without points.
    pub(crate) fn around(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().fold(None, |area: Option<Self>, point| {
            Some(area.map_or(Self { min: point, max: point }, |area| Self {
                min: area.min.min(point),
                max: area.max.max(point),
            }))
        })
    }

    /// The same with so much more on every side.
    pub(crate) fn grown(self, by: Abs) -> Self {
        Self {
            min: self.min - Point::splat(by),
            max: self.max + Point::splat(by),
        }
    }

    /// The same, measured from its own corner.
    pub(crate) fn to_its_corner(self) -> Self {
        Self {
            min: Point::zero(),
            max: self.max - self.min,
        }
    }

    /// The smallest one around this after a transform.
    pub(crate) fn transformed(self, transform: Transform) -> Self {
        let corners = [
            self.min,
            Point::new(self.max.x, self.min.y),
            self.max,
            Point::new(self.min.x, self.max.y),
        ];
        Self::around(corners.map(|corner| corner.transform(transform))).unwrap_or(self)
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { min, max } = self;
        write!(
            f,
            "{} {} {} {}",
            mm(min.x),
            mm(min.y),
            mm(max.x - min.x),
            mm(max.y - min.y)
        )
    }
}

/// A transform as the attribute `CTM` has it.
pub(crate) struct Matrix(pub(crate) Transform);

impl fmt::Display for Matrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Transform { sx, ky, kx, sy, tx, ty } = self.0;
        let [a, b, c, d] = [sx, ky, kx, sy].map(|ratio| Number::new(ratio.get()));
        write!(f, "{a} {b} {c} {d} {} {}", mm(tx), mm(ty))
    }
}

/// Whether a transform only moves.
pub(crate) fn is_move(transform: Transform) -> bool {
    let Transform { sx, ky, kx, sy, .. } = transform;
    sx.is_one() && sy.is_one() && kx.is_zero() && ky.is_zero()
}

#[cfg(test)]
mod tests {
    use super::*;
    use typst::layout::Angle;

    #[test]
    fn numbers_are_short() {
        let shown = [0.1 + 0.2, 28.0, -0.00001, 5.644_444_4].map(|value| Number::new(value).to_string());
        assert_eq!(shown, ["0.3", "28", "0", "5.6444"]);
    }

    #[test]
    fn an_area_turned_by_a_quarter_is_as_wide_as_it_was_high() {
        let area = Area::around([Point::zero(), Point::new(Abs::mm(4.0), Abs::mm(2.0))]).unwrap();
        let turned = area.transformed(Transform::rotate(Angle::deg(90.0)));
        assert_eq!(turned.to_string(), "-2 0 2 4");
        assert_eq!(Matrix(Transform::rotate(Angle::deg(90.0))).to_string(), "0 1 -1 0 0 0");
        assert!(is_move(Transform::translate(Abs::mm(1.0), Abs::zero())));
        assert!(!is_move(Transform::rotate(Angle::deg(1.0))));
    }
}
