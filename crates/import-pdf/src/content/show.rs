//! Shows text: where each character of a string comes to stand.

use nianbao_model::runs;
use nianbao_model::source::RemarkKind;

use super::canvas::{CLEAR, HEIGHTS, HIDDEN, Ink, MIDDLE, Paint, WIDTHS};
use super::drawing::{Placed, is_blank};
use super::geometry::Matrix;
use super::interpreter::Interpreter;
use super::setting::{TextPlace, next_line};
use super::state::State;
use crate::fault::Fault;
use crate::limits::MAX_GLYPHS;
use crate::syntax::Object;

/// Where a character shows if anything of it does: a mark at the end of a line may hang over the edge.
const PARTS: [f64; 3] = [0.25, 0.5, 0.75];
/// The height of a usual page, which a smaller one is enlarged to.
const USUAL: f64 = 842.0;
/// A character is squeezed to less than this part of a legible size before nobody sees it.
const SQUEEZED: f64 = 0.3;

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

    /// Whether a character that is drawn now is of the colour of what lies under it, or without any.
    fn is_faint(&self, drawn: f64, state: &State, matrix: Matrix) -> bool {
        let canvas = &self.sight.canvas;
        let differs = |paint: Paint, ground: Ink| match (paint.over(ground), ground) {
            (Some(text), Some(ground)) => runs::shows_on(text, ground),
            _ => paint.opacity > CLEAR,
        };
        let shows = |paint: Paint| {
            if let Some(ground) = canvas.only() {
                return differs(paint, ground);
            }
            let places = WIDTHS
                .iter()
                .flat_map(|x| HEIGHTS.map(|y| matrix.apply(drawn * x, state.size * y)));
            let seen = places.filter(|(x, y)| differs(paint, canvas.ink(*x, *y)));
            seen.count() > WIDTHS.len() * HEIGHTS.len() - HIDDEN
        };
        // Where it lies makes no difference to the colour of a text that is cut to a shape.
        let paint = |paint: Paint| Paint {
            is_plain: state.is_plain && state.group_is_plain,
            ..paint
        };
        let fills = matches!(state.mode, 0 | 2 | 4 | 6) && shows(paint(state.filled()));
        let strokes = matches!(state.mode, 1 | 2 | 5 | 6) && shows(paint(state.stroked()));
        !fills && !strokes
    }

    /// Whether characters of this size cannot be read; the page is looked at as a whole.
    fn is_tiny(&self, across: f64, size: f64) -> bool {
        let least = (self.drawing.width.max(self.drawing.height) / USUAL).min(1.0);
        let shown = (size / least) as f32;
        !runs::is_legible(shown) || !runs::is_legible((across / least / SQUEEZED) as f32)
    }

    /// Takes note of a character.
    fn glyph(&mut self, text: Option<&str>, drawn: f64, state: &State, place: &TextPlace) -> Result<(), Fault> {
        let matrix = Matrix::shift(0.0, state.rise).then(place.here).then(state.matrix);
        let ([along, across, up, high, x, y], (end, _)) = (matrix.0, matrix.apply(drawn, 0.0));
        let size = state.size.abs() * up.hypot(high);
        let is_sane = [along, across, size, x, y, end].iter().all(|number| number.is_finite());
        if !is_sane {
            return Ok(());
        }
        let shows = |part: &f64| {
            let (x, y) = matrix.apply(drawn * part, state.size * MIDDLE);
            state.shows.holds(x, y)
        };
        let is_cut_away = !PARTS.iter().any(shows);
        // Of what is read as another text, or not told, no digits are known.
        let is_spoken_for = self.aside.is_some() || self.marks.iter().any(|open| open.reads.is_some());
        if is_cut_away && (is_spoken_for || text.is_none()) {
            return Ok(());
        }
        if let Some(aside) = &mut self.aside {
            aside.push_str(text.unwrap_or("\u{fffd}"));
            return self.count(1);
        }
        let is_inkless = matches!(state.mode, 3 | 7);
        self.drawing.unseen_count += usize::from(is_inkless && !is_cut_away);
        let width = state.size.abs() * state.stretch.abs() * along.hypot(across);
        let is_hidden = is_cut_away
            || is_inkless
            || self.marks.iter().any(|open| open.is_hidden)
            || self.is_tiny(width, size)
            || self.is_faint(drawn, state, matrix);
        let is_artifact = self.marks.iter().any(|open| open.is_artifact);
        let forward = along * state.size.signum();
        if text.is_some_and(|text| !text.chars().all(is_blank)) && !is_artifact && !is_hidden {
            self.drawing.directions.count(forward, across * state.size.signum());
        }
        let placed = Placed {
            c: ' ',
            left: x.min(end),
            right: x.max(end),
            base: y,
            size,
            is_upright: forward > 0.0 && across.abs() <= 0.02 * forward,
            mark: self.marks.iter().rev().find_map(|open| open.mark),
            is_artifact,
            left_out: is_hidden.then_some(RemarkKind::Hidden),
            is_crossed: false,
        };
        let reads = self.marks.iter_mut().rev().find_map(|open| open.reads.as_mut());
        if let Some((_, first)) = reads {
            match first {
                // What it reads as is hidden where all of it is.
                Some(first) if first.left_out.is_none() || is_hidden => first.right = first.right.max(placed.right),
                _ => *first = Some(placed),
            }
            return Ok(());
        }
        if is_cut_away {
            let from = self.drawing.glyphs.len();
            let count = text.map_or(0, |text| text.chars().count());
            self.sight.cut_away.extend(from..from + count);
        }
        match text {
            Some(text) => self.put(text, placed),
            None if is_hidden => self.put("\u{fffd}", placed),
            None => {
                self.drawing.unnamed += usize::from(!is_artifact);
                Ok(())
            }
        }
    }

    /// Counts characters.
    fn count(&mut self, count: usize) -> Result<(), Fault> {
        self.shared.glyphs += count;
        if self.shared.glyphs > MAX_GLYPHS {
            return Err(Fault::beyond("字数", "number of characters", MAX_GLYPHS));
        }
        Ok(())
    }

    /// Puts a text where one character is drawn: its characters share the room.
    pub(super) fn put(&mut self, text: &str, place: Placed) -> Result<(), Fault> {
        let count = text.chars().count();
        self.count(count)?;
        let share = (place.right - place.left) / count.max(1) as f64;
        for (at, c) in text.chars().enumerate() {
            let left = place.left + share * at as f64;
            self.sight.orders.push(self.sight.canvas.order());
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
