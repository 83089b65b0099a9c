//! Places and rectangles.

/// A transformation of the plane (8.3.3).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Matrix(pub(crate) [f64; 6]);

impl Matrix {
    pub(crate) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A shift.
    pub(crate) fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This one, and then the other.
    pub(crate) fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, other.0);
        Self([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    /// Where a place comes to be.
    pub(crate) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// From a page's own places to those of the page as it is shown, counted from its upper left
    /// corner: it is cut to its frame and turned.
    pub(crate) fn of_page(frame: [f64; 4], turns: u8) -> Self {
        let [left, bottom, right, top] = frame;
        match turns {
            1 => Self([0.0, 1.0, 1.0, 0.0, -bottom, -left]),
            2 => Self([-1.0, 0.0, 0.0, 1.0, right, -bottom]),
            3 => Self([0.0, -1.0, -1.0, 0.0, top, right]),
            _ => Self([1.0, 0.0, 0.0, -1.0, -left, top]),
        }
    }
}

/// How far beyond the edge of an area what lies on the edge may reach.
const EDGE: f64 = 1.0;

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Area {
    /// One in which nothing lies.
    pub(crate) const NOWHERE: Self = Self {
        left: f64::INFINITY,
        top: f64::INFINITY,
        right: f64::NEG_INFINITY,
        bottom: f64::NEG_INFINITY,
    };

    /// The smallest that holds these places; nothing if one is nowhere.
    pub(crate) fn around(places: &[(f64, f64)]) -> Option<Self> {
        let first = places.first()?;
        let mut area = Self {
            left: first.0,
            top: first.1,
            right: first.0,
            bottom: first.1,
        };
        for (x, y) in places {
            if !x.is_finite() || !y.is_finite() {
                return None;
            }
            area.left = area.left.min(*x);
            area.right = area.right.max(*x);
            area.top = area.top.min(*y);
            area.bottom = area.bottom.max(*y);
        }
        Some(area)
    }

    /// What of it lies in the other; nothing if nothing does. A line on the other's edge lies in it.
    pub(crate) fn within(&self, other: &Self) -> Option<Self> {
        let cut = Self {
            left: self.left.max(other.left - EDGE),
            top: self.top.max(other.top - EDGE),
            right: self.right.min(other.right + EDGE),
            bottom: self.bottom.min(other.bottom + EDGE),
        };
        (cut.left <= cut.right && cut.top <= cut.bottom).then_some(cut)
    }

    /// Whether a place lies in it.
    pub(crate) fn holds(&self, x: f64, y: f64) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f64 {
        self.bottom - self.top
    }
}
