//! Draws pictures, and drawings that stand by themselves (8.10).

use std::rc::Rc;

use super::canvas::Paint;
use super::geometry::Area;
use super::interpreter::Interpreter;
use super::setting::matrix_of;
use super::state::State;
use crate::fault::Fault;
use crate::limits::MAX_RULINGS;
use crate::syntax::{Dict, Id, Object, Stream};

impl Interpreter<'_, '_> {
    /// Draws a picture, or a drawing that stands by itself.
    pub(super) fn object(
        &mut self,
        operands: &[Object],
        resources: &Dict,
        state: &State,
        depth: usize,
        form: Option<Id>,
    ) -> Result<(), Fault> {
        let name = operands.first().and_then(Object::name).unwrap_or_default();
        let Some(object) = self.resource(resources, "XObject", name)? else {
            return Ok(());
        };
        let id = if let Object::Ref(id) = object { Some(id) } else { None };
        let Object::Stream(stream) = self.document.resolve(&object)? else {
            return Ok(());
        };
        let is_off = match stream.dict.raw("OC") {
            Some(layer) => self.shared.hides(self.document, layer)?,
            None => false,
        };
        match self.document.get(&stream.dict, "Subtype")?.name() {
            Some(b"Image") if is_off => Ok(()),
            Some(b"Image") => {
                let has = |key: &str| self.document.get(&stream.dict, key).map(|entry| entry != Object::Null);
                let is_mask = self.document.get(&stream.dict, "ImageMask")? == Object::Bool(true);
                let has_holes = is_mask || has("SMask")? || has("Mask")? || has("SMaskInData")?;
                self.picture(state, !has_holes)
            }
            Some(b"Form") => {
                self.marks.push(super::interpreter::Open {
                    is_hidden: is_off,
                    ..Default::default()
                });
                let drawn = self.form(&stream, id, resources, state, depth, form);
                self.marks.pop();
                drawn
            }
            _ => Ok(()),
        }
    }

    /// Draws a drawing that stands by itself.
    pub(super) fn form(
        &mut self,
        stream: &Stream,
        id: Option<Id>,
        resources: &Dict,
        state: &State,
        depth: usize,
        form: Option<Id>,
    ) -> Result<(), Fault> {
        let known = id.and_then(|id| self.shared.forms.get(&id)).cloned();
        let content = match known {
            Some(content) => content,
            None => {
                let content: Rc<[u8]> = self.document.unpacked(stream)?.into();
                if let Some(id) = id {
                    self.shared.forms.insert(id, Rc::clone(&content));
                }
                content
            }
        };
        let own = self.document.get(&stream.dict, "Resources")?;
        let resources = own.dict().unwrap_or(resources);
        let matrix = self
            .document
            .items(stream.dict.raw("Matrix").unwrap_or(&Object::Null))?;
        let mut state = state.clone();
        if let Some(matrix) = matrix_of(&matrix) {
            state.matrix = matrix.then(state.matrix);
        }
        if let [left, bottom, right, top] = self.numbers(stream.dict.raw("BBox"))?[..] {
            let corners = [(left, bottom), (right, bottom), (left, top), (right, top)];
            let corners = corners.map(|(x, y)| state.matrix.apply(x, y));
            let [a, b, c, d, _, _] = state.matrix.0;
            let is_straight = (a * b).abs() + (c * d).abs() < 1e-9;
            Area::around(&corners)
                .into_iter()
                .for_each(|area| state.clip(area, is_straight));
        }
        // A group is painted as a whole, as seen through as it is; in it everything begins anew.
        if self.document.get(&stream.dict, "Group")?.dict().is_some() {
            state.group_opacity *= state.fill_opacity;
            state.group_is_plain &= state.is_plain;
            (state.fill_opacity, state.stroke_opacity, state.is_plain) = (1.0, 1.0, true);
        }
        let form = if stream.dict.raw("StructParents").is_some() {
            id
        } else {
            form
        };
        self.run(&content, resources, state, depth + 1, form)
    }

    /// The numbers of an array.
    pub(super) fn numbers(&self, array: Option<&Object>) -> Result<Vec<f64>, Fault> {
        let items = self.document.items(array.unwrap_or(&Object::Null))?;
        Ok(items.iter().filter_map(Object::number).collect())
    }

    /// Draws a picture, through which nothing may be seen.
    pub(super) fn picture(&mut self, state: &State, is_solid: bool) -> Result<(), Fault> {
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(x, y)| state.matrix.apply(x, y));
        let Some(area) = Area::around(&corners).and_then(|area| area.within(&state.shows)) else {
            return Ok(());
        };
        if self.is_hidden() {
            return Ok(());
        }
        if self.drawing.pictures.len() < MAX_RULINGS {
            self.drawing.pictures.push(area);
        }
        let [a, b, c, d, _, _] = state.matrix.0;
        let is_straight = a.abs() + d.abs() < 1e-9 || b.abs() + c.abs() < 1e-9;
        let filled = state.filled();
        let paint = Paint {
            ink: None,
            is_plain: filled.is_plain && is_solid && is_straight,
            ..filled
        };
        let count = self.sight.canvas.rectangle(area, paint);
        self.painted(count)
    }
}
