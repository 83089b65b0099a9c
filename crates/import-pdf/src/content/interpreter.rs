//! Draws a page, and takes note of what comes to stand where.

use std::rc::Rc;

use super::drawing::{Drawing, Mark, Placed};
use super::geometry::{Area, Matrix};
use super::operators::{Operation, Operators};
use super::path::Path;
use super::setting::{TextPlace, set};
use super::shared::Shared;
use super::sight::Sight;
use super::state::State;
use crate::fault::Fault;
use crate::file::{Document, Page};
use crate::font::Font;
use crate::limits::{MAX_FORMS, MAX_NESTING, MAX_SAVED};
use crate::syntax::{Dict, Id, Object, text_string};

/// Draws a page. One whose text lies on its side or stands on its head is turned as whoever reads it turns it.
pub(crate) fn read_page(document: &Document<'_>, page: &Page, shared: &mut Shared) -> Result<Drawing, Fault> {
    let so_far = shared.so_far();
    let drawing = draw(document, page, page.turns, shared)?;
    match drawing.directions.turns_to_read() {
        0 => Ok(drawing),
        more => {
            shared.back_to(so_far);
            draw(document, page, (page.turns + more) % 4, shared)
        }
    }
}

/// Draws a page that is shown after so many quarter turns clockwise.
fn draw(document: &Document<'_>, page: &Page, turns: u8, shared: &mut Shared) -> Result<Drawing, Fault> {
    let [left, bottom, right, top] = page.frame;
    let (mut width, mut height) = (right - left, top - bottom);
    if turns % 2 == 1 {
        (width, height) = (height, width);
    }
    let mut content = Vec::new();
    for part in document.items(page.dict.raw("Contents").unwrap_or(&Object::Null))? {
        // A part that is no stream is none: some programs write an empty one as null.
        if let Object::Stream(stream) = part {
            content.extend(document.unpacked(&stream)?);
            content.push(b'\n');
        }
    }
    let drawing = Drawing {
        width,
        height,
        ..Drawing::default()
    };
    let mut interpreter = Interpreter {
        document,
        shared,
        drawing,
        sight: Sight::new(width, height),
        marks: Vec::new(),
        aside: None,
    };
    let sheet = Area {
        left: -1.0,
        top: -1.0,
        right: width + 1.0,
        bottom: height + 1.0,
    };
    let state = State::new(Matrix::of_page(page.frame, turns), sheet);
    interpreter.run(&content, &page.resources, state.clone(), 0, None)?;
    interpreter.notes(page, &state)?;
    let Interpreter { mut drawing, sight, .. } = interpreter;
    sight.judge(&mut drawing);
    Ok(drawing)
}

pub(super) struct Interpreter<'d, 'f> {
    pub(super) document: &'d Document<'d>,
    pub(super) shared: &'f mut Shared,
    pub(super) drawing: Drawing,
    /// What is needed to tell what of it is seen.
    pub(super) sight: Sight,
    /// What stands in a note that is drawn now: it is no text of the page.
    pub(super) aside: Option<String>,
    /// The pieces of content that we are in.
    pub(super) marks: Vec<Open>,
}

/// A piece of content that is open.
#[derive(Default)]
pub(super) struct Open {
    pub(super) mark: Option<Mark>,
    pub(super) is_artifact: bool,
    pub(super) is_hidden: bool,
    /// What it reads as, whatever is drawn, and where the first character of it stands.
    pub(super) reads: Option<(String, Option<Placed>)>,
}

impl Interpreter<'_, '_> {
    /// Draws what these bytes say. `form` is the drawing that numbers its own pieces of content.
    pub(super) fn run(
        &mut self,
        bytes: &[u8],
        resources: &Dict,
        state: State,
        depth: usize,
        form: Option<Id>,
    ) -> Result<(), Fault> {
        if depth > MAX_FORMS {
            return Err(Fault::beyond("图形的嵌套层数", "nesting of drawings", MAX_FORMS));
        }
        let document = self.document;
        let mut operators = Operators::new(bytes, &document.drawn);
        let mut state = state;
        let mut saved = Vec::new();
        let mut place = TextPlace {
            here: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        };
        let mut path = Path::default();
        let open = self.marks.len();
        while let Some(Operation { name, operands }) = operators.next()? {
            match name {
                b"q" if saved.len() >= MAX_SAVED => {
                    return Err(Fault::beyond(
                        "绘图状态的层数",
                        "number of states of drawing",
                        MAX_SAVED,
                    ));
                }
                b"q" => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cs" | b"CS" => self.space(name, &operands, resources, &mut state)?,
                b"sh" => self.shade(&state)?,
                b"Do" => self.object(&operands, resources, &state, depth, form)?,
                b"BI" => self.picture(&state, false)?,
                b"Tf" => {
                    if let [font, size] = &operands[..] {
                        state.font = self.font(font.name().unwrap_or_default(), resources)?;
                        state.size = size.number().unwrap_or(0.0);
                    }
                }
                b"gs" => self.graphics_state(&operands, resources, &mut state)?,
                b"BMC" | b"BDC" => self.open(&operands, resources, form)?,
                b"EMC" if self.marks.len() > open => self.close()?,
                b"Tj" | b"'" | b"\"" | b"TJ" => self.show(name, &operands, &mut state, &mut place)?,
                b"scn" if operands.last().is_some_and(|last| last.name().is_some()) => {
                    self.pattern(&operands, resources, &state, depth)?;
                    set(name, &operands, &mut state, &mut place);
                }
                _ if set(name, &operands, &mut state, &mut place) => {}
                _ => self.draw(name, &operands, &mut state, &mut path)?,
            }
        }
        while self.marks.len() > open {
            self.close()?;
        }
        Ok(())
    }

    /// The entry of this name in a resource dictionary, as it is written.
    pub(super) fn resource(&self, resources: &Dict, kind: &str, name: &[u8]) -> Result<Option<Object>, Fault> {
        let all = self.document.get(resources, kind)?;
        let name = std::str::from_utf8(name).unwrap_or_default();
        Ok(all.dict().and_then(|all| all.raw(name)).cloned())
    }

    fn font(&mut self, name: &[u8], resources: &Dict) -> Result<Option<Rc<Font>>, Fault> {
        let Some(object) = self.resource(resources, "Font", name)? else {
            return Ok(None);
        };
        let id = if let Object::Ref(id) = object { Some(id) } else { None };
        if let Some(font) = id.and_then(|id| self.shared.fonts.get(&id)) {
            return Ok(Some(Rc::clone(font)));
        }
        let resolved = self.document.resolve(&object)?;
        let Some(dict) = resolved.dict() else { return Ok(None) };
        let font = Rc::new(Font::read(self.document, dict)?);
        if let Some(id) = id {
            self.shared.fonts.insert(id, Rc::clone(&font));
        }
        Ok(Some(font))
    }

    fn graphics_state(&mut self, operands: &[Object], resources: &Dict, state: &mut State) -> Result<(), Fault> {
        let name = operands.first().and_then(Object::name).unwrap_or_default();
        let Some(object) = self.resource(resources, "ExtGState", name)? else {
            return Ok(());
        };
        let resolved = self.document.resolve(&object)?;
        let Some(dict) = resolved.dict() else { return Ok(()) };
        if let Some(opacity) = self.document.get(dict, "ca")?.number() {
            state.fill_opacity = opacity.clamp(0.0, 1.0);
        }
        if let Some(opacity) = self.document.get(dict, "CA")?.number() {
            state.stroke_opacity = opacity.clamp(0.0, 1.0);
        }
        let (mix, mask) = (self.document.get(dict, "BM")?, self.document.get(dict, "SMask")?);
        if mix != Object::Null || mask != Object::Null {
            let is_usual = |name: Option<&[u8]>| matches!(name, None | Some(b"Normal" | b"Compatible"));
            let names = self.document.items(&mix)?;
            state.is_plain = is_usual(names.first().and_then(Object::name)) && mask.dict().is_none();
        }
        if let Some(width) = self.document.get(dict, "LW")?.number() {
            state.line_width = width;
        }
        if let [font, size] = &self.document.items(dict.raw("Font").unwrap_or(&Object::Null))?[..]
            && let Some(font) = font.dict()
        {
            state.font = Some(Rc::new(Font::read(self.document, font)?));
            state.size = size.number().unwrap_or(0.0);
        }
        Ok(())
    }

    /// Begins a piece of content (14.6).
    fn open(&mut self, operands: &[Object], resources: &Dict, form: Option<Id>) -> Result<(), Fault> {
        let mut open = Open::default();
        let tag = operands.first().and_then(Object::name).unwrap_or_default();
        open.is_artifact = tag == b"Artifact";
        let written = match operands.get(1) {
            Some(Object::Name(name)) => self.resource(resources, "Properties", name)?,
            other => other.cloned(),
        };
        if let Some(written) = written {
            open.is_hidden = tag == b"OC" && self.shared.hides(self.document, &written)?;
            let properties = self.document.resolve(&written)?;
            if let Some(properties) = properties.dict() {
                let number = self.document.get(properties, "MCID")?.int();
                open.mark = number.map(|number| Mark { form, number });
                if let Some(reads) = self.document.get(properties, "ActualText")?.string() {
                    open.reads = Some((text_string(reads), None));
                }
            }
        }
        if self.marks.len() >= MAX_NESTING {
            return Err(Fault::beyond(
                "内容标记的嵌套层数",
                "nesting of marked content",
                MAX_NESTING,
            ));
        }
        self.marks.push(open);
        Ok(())
    }

    /// Ends a piece of content, and puts what it reads as where it was drawn.
    fn close(&mut self) -> Result<(), Fault> {
        let closed = self.marks.pop();
        if let Some(Open {
            reads: Some((text, Some(place))),
            ..
        }) = closed
            && !self.marks.iter().any(|open| open.reads.is_some())
        {
            self.put(&text, place)?;
        }
        Ok(())
    }
}
