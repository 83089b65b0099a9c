//! What is laid on a page by itself (12.5): notes of readers, boxes of text, the fields of forms.
//!
//! What a field shows is text of the page, as on paper. All else is no part of the report's own text: it is
//! told, and what it hides or strikes out is hidden or struck out.

use nianbao_model::source::RemarkKind;

use super::geometry::{Area, Matrix};
use super::interpreter::{Interpreter, Open};
use super::state::State;
use crate::fault::Fault;
use crate::file::Page;
use crate::limits::MAX_RULINGS;
use crate::syntax::{Dict, Object, Stream, text_string};

/// Flags of what is not shown on the screen: hidden, not to be viewed.
const NOT_SHOWN: i64 = 0b10_0010;
/// The flag of a field that is a button to be pushed.
const PUSHED: i64 = 1 << 16;

/// How many fields may be parts of each other.
const PARENTS: usize = 8;

impl Interpreter<'_, '_> {
    /// Draws what is laid on a page, over everything else.
    pub(super) fn notes(&mut self, page: &Page, state: &State) -> Result<(), Fault> {
        for note in self.document.items(page.dict.raw("Annots").unwrap_or(&Object::Null))? {
            self.document.drawn.spend()?;
            let Some(note) = note.dict() else { continue };
            let is_off = match note.raw("OC") {
                Some(layer) => self.shared.hides(self.document, layer)?,
                None => false,
            };
            let flags = self.document.get(note, "F")?.int().unwrap_or(0);
            if !is_off && flags & NOT_SHOWN == 0 {
                self.note(note, page, state)?;
            }
        }
        Ok(())
    }

    fn note(&mut self, note: &Dict, page: &Page, state: &State) -> Result<(), Fault> {
        let kind = self.document.get(note, "Subtype")?;
        match kind.name().unwrap_or_default() {
            // Marks that hide nothing, what opens when it is pressed, and what is not on paper.
            b"Link" | b"Popup" | b"Highlight" | b"Underline" | b"Squiggly" => Ok(()),
            b"Text" | b"Caret" | b"FileAttachment" => self.tell(RemarkKind::Comment, self.contents(note)?),
            b"StrikeOut" => {
                let quads = self.numbers(note.raw("QuadPoints"))?;
                for quad in quads.chunks_exact(8) {
                    let places = quad.chunks_exact(2).map(|place| state.matrix.apply(place[0], place[1]));
                    let area = Area::around(&places.collect::<Vec<_>>());
                    if self.sight.struck.len() >= MAX_RULINGS / 100 {
                        return Err(Fault::beyond(
                            "划去的处数",
                            "number of struck-out places",
                            MAX_RULINGS / 100,
                        ));
                    }
                    self.sight.struck.extend(area);
                }
                Ok(())
            }
            b"Widget" => self.field(note, page, state),
            _ => {
                let text = match self.look(note)? {
                    Some(look) => {
                        self.aside = Some(String::new());
                        let drawn = self.lay(note, &look, page, state);
                        let text = self.aside.take().unwrap_or_default();
                        drawn?;
                        text
                    }
                    None => String::new(),
                };
                let text = if text.trim().is_empty() {
                    self.contents(note)?
                } else {
                    text
                };
                let kind = match kind.name() {
                    Some(b"FreeText" | b"Stamp") => RemarkKind::TextBox,
                    _ => RemarkKind::Comment,
                };
                self.tell(kind, text)
            }
        }
    }

    /// The field of a form: what it shows is text of the page.
    fn field(&mut self, note: &Dict, page: &Page, state: &State) -> Result<(), Fault> {
        let kind = self.inherited(note, "FT")?;
        let is_button = kind.name() == Some(b"Btn") && self.inherited(note, "Ff")?.int().unwrap_or(0) & PUSHED != 0;
        let look = self.look(note)?;
        let Some(look) = look else {
            // Viewers draw what it holds as they like.
            let value = self.inherited(note, "V")?;
            return match value.string() {
                Some(value) => self.tell(RemarkKind::Control, text_string(value)),
                None => Ok(()),
            };
        };
        if is_button {
            self.aside = Some(String::new());
        }
        let drawn = self.lay(note, &look, page, state);
        let text = self.aside.take();
        drawn?;
        text.map_or(Ok(()), |text| self.tell(RemarkKind::Control, text))
    }

    /// An entry of a field, or of the field that it is part of.
    fn inherited(&self, field: &Dict, key: &str) -> Result<Object, Fault> {
        let mut field = field.clone();
        for _ in 0..PARENTS {
            self.document.drawn.spend()?;
            let own = self.document.get(&field, key)?;
            if own != Object::Null {
                return Ok(own);
            }
            match self.document.get(&field, "Parent")? {
                Object::Dict(parent) => field = parent,
                _ => break,
            }
        }
        Ok(Object::Null)
    }

    /// How it looks now.
    fn look(&self, note: &Dict) -> Result<Option<Stream>, Fault> {
        let looks = self.document.get(note, "AP")?;
        let Some(looks) = looks.dict() else { return Ok(None) };
        match self.document.get(looks, "N")? {
            Object::Stream(look) => Ok(Some(look)),
            Object::Dict(states) => {
                let state = self.document.get(note, "AS")?;
                let name = std::str::from_utf8(state.name().unwrap_or_default()).unwrap_or_default();
                Ok(self.document.get(&states, name)?.stream().cloned())
            }
            _ => Ok(None),
        }
    }

    /// Draws a look where the note stands: its box is stretched to the note's (12.5.5).
    fn lay(&mut self, note: &Dict, look: &Stream, page: &Page, state: &State) -> Result<(), Fault> {
        let matrix = self.numbers(look.dict.raw("Matrix"))?;
        let matrix = matrix.try_into().map_or(Matrix::IDENTITY, Matrix);
        let (bounds, place) = (self.numbers(look.dict.raw("BBox"))?, self.numbers(note.raw("Rect"))?);
        let ([a, b, c, d], [left, bottom, right, top]) = (&bounds[..], &place[..]) else {
            return Ok(());
        };
        let corners = [(*a, *b), (*c, *b), (*a, *d), (*c, *d)].map(|(x, y)| matrix.apply(x, y));
        let Some(own) = Area::around(&corners) else {
            return Ok(());
        };
        let (left, right) = (left.min(*right), left.max(*right));
        let (bottom, top) = (bottom.min(*top), bottom.max(*top));
        let scale = |to: f64, from: f64| if from.abs() < f64::EPSILON { 1.0 } else { to / from };
        let (across, up) = (scale(right - left, own.width()), scale(top - bottom, own.height()));
        let put = Matrix([across, 0.0, 0.0, up, left - own.left * across, bottom - own.top * up]);
        let mut state = state.clone();
        state.matrix = put.then(state.matrix);
        self.marks.push(Open::default());
        let drawn = self.form(look, None, &page.resources, &state, 0, None);
        self.marks.pop();
        drawn
    }

    fn contents(&self, note: &Dict) -> Result<String, Fault> {
        let contents = self.document.get(note, "Contents")?;
        Ok(contents.string().map(text_string).unwrap_or_default())
    }

    fn tell(&mut self, kind: RemarkKind, text: String) -> Result<(), Fault> {
        if !text.trim().is_empty() {
            self.drawing.asides.push((kind, text));
        }
        Ok(())
    }
}
