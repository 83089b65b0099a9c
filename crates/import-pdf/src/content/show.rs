//! Shows text: where each character of a string comes to stand.

use super::drawing::Placed;
use super::geometry::Matrix;
use super::interpreter::Interpreter;
use super::setting::{TextPlace, next_line};
use super::state::{Ink, State};
use crate::fault::Fault;
use crate::limits::MAX_GLYPHS;
use crate::syntax::Object;

/// How much of what nobody sees is kept, in bytes: enough to tell it by.
const UNSEEN: usize = 1_000;
/// Where a character shows if anything of it does: a mark at the end of a line may hang over the edge.
const PARTS: [f64; 3] = [0.25, 0.5, 0.75];
/// The middle of a character over its line, as a part of its size.
const MIDDLE: f64 = 0.35;

impl Interpreter<'_, '_> {
    /// Shows strings.
    pub(super) fn show(
        &mut self,
        name: &[u8],
        operands: &[Object],
        state: &mut State,
        place: &mut TextPlace,
    ) -> Result<(), Fault> {
        if name != b"Tj" && name != b"TJ" {
            if let [word, letter, _] = operands {
                state.word_space = word.number().unwrap_or(0.0);
                state.letter_space = letter.number().unwrap_or(0.0);
            }
            next_line(place, 0.0, -state.leading);
        }
        match operands.last() {
            Some(Object::String(string)) => self.string(string, state, place),
            Some(Object::Array(items)) if name == b"TJ" => {
                for item in items.iter() {
                    match item {
                        Object::String(string) => self.string(string, state, place)?,
                        other => {
                            let back = other.number().unwrap_or(0.0) / 1_000.0 * state.size * state.stretch;
                            place.here = Matrix::shift(-back, 0.0).then(place.here);
                        }
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn string(&mut self, bytes: &[u8], state: &State, place: &mut TextPlace) -> Result<(), Fault> {
        let Some(font) = state.font.clone() else {
            self.drawing.unnamed += bytes.len();
            return Ok(());
        };
        self.drawing.has_vertical |= font.is_vertical;
        for glyph in font.glyphs(bytes) {
            let word_space = if glyph.is_space { state.word_space } else { 0.0 };
            let drawn = glyph.width * state.size * state.stretch;
            let advance = drawn + (state.letter_space + word_space) * state.stretch;
            self.glyph(glyph.text.as_deref(), drawn, state, place)?;
            place.here = Matrix::shift(advance, 0.0).then(place.here);
        }
        Ok(())
    }

    /// Whether a character that is drawn now cannot be seen: it has no ink, or is white on white.
    fn is_unseen(&self, state: &State, (x, y): (f64, f64)) -> bool {
        let fills = matches!(state.mode, 0 | 2 | 4 | 6);
        let strokes = matches!(state.mode, 1 | 2 | 5 | 6);
        let shows = |ink: Ink| ink == Ink::Dark || self.drawing.has_dark(x, y);
        let is_inked = fills && !state.is_clear && shows(state.fill) || strokes && shows(state.stroke);
        !is_inked
    }

    /// Takes note of a character.
    fn glyph(&mut self, text: Option<&str>, drawn: f64, state: &State, place: &TextPlace) -> Result<(), Fault> {
        if self.marks.iter().any(|open| open.is_hidden) {
            return Ok(());
        }
        let matrix = Matrix::shift(0.0, state.rise).then(place.here).then(state.matrix);
        let ([along, across, up, high, x, y], (end, _)) = (matrix.0, matrix.apply(drawn, 0.0));
        let middle = matrix.apply(drawn / 2.0, state.size * MIDDLE);
        let size = state.size.abs() * up.hypot(high);
        let is_sane = [along, across, size, x, y, end].iter().all(|number| number.is_finite());
        let is_on_page = is_sane
            && size > 1.0
            && PARTS.iter().any(|part| {
                let (x, y) = matrix.apply(drawn * part, state.size * MIDDLE);
                state.shows.holds(x, y)
            });
        if !is_on_page {
            return Ok(());
        }
        let is_artifact = self.marks.iter().any(|open| open.is_artifact);
        if self.is_unseen(state, middle) {
            self.drawing.unseen_count += 1;
            if self.drawing.unseen.len() < UNSEEN {
                self.drawing.unseen.push_str(text.unwrap_or("\u{fffd}"));
            }
            return Ok(());
        }
        let forward = along * state.size.signum();
        let placed = Placed {
            c: ' ',
            left: x.min(end),
            right: x.max(end),
            base: y,
            size,
            is_upright: forward > 0.0 && across.abs() <= 0.02 * forward,
            mark: self.marks.iter().rev().find_map(|open| open.mark),
            is_artifact,
        };
        let reads = self.marks.iter_mut().rev().find_map(|open| open.reads.as_mut());
        if let Some((_, first)) = reads {
            match first {
                Some(first) => first.right = first.right.max(placed.right),
                None => *first = Some(placed),
            }
            return Ok(());
        }
        match text {
            Some(text) => self.put(text, placed),
            None => {
                self.drawing.unnamed += usize::from(!is_artifact);
                Ok(())
            }
        }
    }

    /// Puts a text where one character is drawn: its characters share the room.
    pub(super) fn put(&mut self, text: &str, place: Placed) -> Result<(), Fault> {
        let count = text.chars().count();
        self.shared.glyphs += count;
        if self.shared.glyphs > MAX_GLYPHS {
            return Err(Fault::beyond("字数", "number of characters", MAX_GLYPHS));
        }
        let share = (place.right - place.left) / count.max(1) as f64;
        for (at, c) in text.chars().enumerate() {
            let left = place.left + share * at as f64;
            self.drawing.glyphs.push(Placed {
                c,
                left,
                right: left + share,
                ..place
            });
        }
        Ok(())
    }
}
