//! Characters and ruling lines for tests, as a page would draw them.

use super::drawing::Placed;
use super::geometry::Area;

/// Characters side by side, each as wide as it is high, from here on.
pub(crate) fn glyphs(text: &str, left: f64, base: f64) -> Vec<Placed> {
    let place = |(at, c): (usize, char)| Placed {
        c,
        left: left + 10.0 * at as f64,
        right: left + 10.0 * (at as f64 + 1.0),
        base,
        size: 10.0,
        is_upright: true,
        mark: None,
        is_artifact: false,
        left_out: None,
        is_crossed: false,
    };
    text.chars().enumerate().map(place).collect()
}

/// A ruling line.
pub(crate) fn ruling(left: f64, top: f64, right: f64, bottom: f64) -> Area {
    Area {
        left,
        top,
        right,
        bottom,
    }
}
