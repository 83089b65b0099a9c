//! Operators that only set numbers for those that follow.

use super::colour::Space;
use super::geometry::Matrix;
use super::state::State;
use crate::syntax::Object;

/// The matrices of text: where the next character stands, and where its line began.
#[derive(Clone, Copy)]
pub(crate) struct TextPlace {
    pub(crate) here: Matrix,
    pub(crate) line: Matrix,
}

/// Operators that only set numbers; whether this is one.
pub(crate) fn set(name: &[u8], operands: &[Object], state: &mut State, place: &mut TextPlace) -> bool {
    let numbers: Vec<f64> = operands.iter().filter_map(Object::number).collect();
    match (name, &numbers[..]) {
        (b"cm", _) => {
            if let Some(matrix) = matrix_of(operands) {
                state.matrix = matrix.then(state.matrix);
            }
        }
        (b"BT", _) => {
            *place = TextPlace {
                here: Matrix::IDENTITY,
                line: Matrix::IDENTITY,
            }
        }
        (b"Tm", _) => {
            if let Some(matrix) = matrix_of(operands) {
                *place = TextPlace {
                    here: matrix,
                    line: matrix,
                };
            }
        }
        (b"Td", [x, y]) => next_line(place, *x, *y),
        (b"TD", [x, y]) => {
            state.leading = -y;
            next_line(place, *x, *y);
        }
        (b"T*", _) => next_line(place, 0.0, -state.leading),
        (b"Tc", [space]) => state.letter_space = *space,
        (b"Tw", [space]) => state.word_space = *space,
        (b"Tz", [percent]) => state.stretch = percent / 100.0,
        (b"TL", [leading]) => state.leading = *leading,
        (b"Ts", [rise]) => state.rise = *rise,
        (b"Tr", [mode]) => state.mode = *mode as i64,
        (b"w", [width]) => state.line_width = *width,
        (b"g" | b"rg" | b"k", parts) => {
            state.fill_space = device(name);
            state.fill = state.fill_space.ink(parts);
        }
        (b"G" | b"RG" | b"K", parts) => {
            state.stroke_space = device(name);
            state.stroke = state.stroke_space.ink(parts);
        }
        (b"sc" | b"scn", parts) => state.fill = state.fill_space.ink(parts),
        (b"SC" | b"SCN", parts) => state.stroke = state.stroke_space.ink(parts),
        _ => return false,
    }
    true
}

/// The space that an operator chooses together with a colour.
fn device(name: &[u8]) -> Space {
    match name {
        b"g" | b"G" => Space::Grey,
        b"rg" | b"RG" => Space::Light,
        _ => Space::Inks,
    }
}

pub(crate) fn next_line(place: &mut TextPlace, x: f64, y: f64) {
    place.line = Matrix::shift(x, y).then(place.line);
    place.here = place.line;
}

/// The matrix of six numbers.
pub(crate) fn matrix_of(operands: &[Object]) -> Option<Matrix> {
    let numbers: Vec<f64> = operands.iter().filter_map(Object::number).collect();
    numbers.try_into().ok().map(Matrix)
}
