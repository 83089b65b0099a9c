//! The pages of a file, in their order, with what they inherit.

use std::collections::BTreeSet;

use super::document::Document;
use crate::fault::Fault;
use crate::limits::{MAX_NESTING, MAX_PAGES};
use crate::syntax::{Dict, Id, Object};

/// A page.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    /// Its number as an object, by which the tag tree names it.
    pub(crate) id: Option<Id>,
    pub(crate) dict: Dict,
    pub(crate) resources: Dict,
    /// The part of the plane that is shown: left, bottom, right, top.
    pub(crate) frame: [f64; 4],
    /// Quarter turns clockwise by which it is shown.
    pub(crate) turns: u8,
}

/// What pages inherit from the branches they hang on.
#[derive(Clone, Default)]
struct Inherited {
    resources: Option<Object>,
    media: Option<Object>,
    crop: Option<Object>,
    rotate: Option<Object>,
}

/// A sheet of A4, where a page does not say how large it is.
const A4: [f64; 4] = [0.0, 0.0, 595.0, 842.0];

impl Document<'_> {
    /// All pages.
    pub(crate) fn pages(&self) -> Result<Vec<Page>, Fault> {
        let root = self.catalog()?.raw("Pages").cloned().ok_or(Fault::Damaged("Pages"))?;
        let mut pages = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![(root, Inherited::default(), 0)];
        while let Some((node, mut inherited, depth)) = open.pop() {
            let id = match node {
                Object::Ref(id) => Some(id),
                _ => None,
            };
            if depth > MAX_NESTING || id.is_some_and(|id| !seen.insert(id)) {
                return Err(Fault::Damaged("Pages"));
            }
            let resolved = self.resolve(&node)?;
            let dict = resolved.dict().cloned().ok_or(Fault::Damaged("Page"))?;
            inherited.take(&dict);
            match self.get(&dict, "Kids")? {
                Object::Array(kids) => {
                    open.extend(kids.iter().rev().map(|kid| (kid.clone(), inherited.clone(), depth + 1)));
                }
                _ if pages.len() >= MAX_PAGES => {
                    return Err(Fault::beyond("页数", "number of pages", MAX_PAGES));
                }
                _ => pages.push(self.page(id, dict, &inherited)?),
            }
            if open.len() > MAX_PAGES * 2 {
                return Err(Fault::beyond("页数", "number of pages", MAX_PAGES));
            }
        }
        if pages.is_empty() {
            Err(Fault::Damaged("Pages"))
        } else {
            Ok(pages)
        }
    }

    fn page(&self, id: Option<Id>, dict: Dict, inherited: &Inherited) -> Result<Page, Fault> {
        let resolved =
            |object: &Option<Object>| object.as_ref().map_or(Ok(Object::Null), |object| self.resolve(object));
        let resources = resolved(&inherited.resources)?.dict().cloned().unwrap_or_default();
        let media = self.frame(&resolved(&inherited.media)?)?.unwrap_or(A4);
        let frame = match self.frame(&resolved(&inherited.crop)?)? {
            Some(crop) => cut(media, crop),
            None => media,
        };
        let degrees = resolved(&inherited.rotate)?.int().unwrap_or(0);
        let turns = degrees.rem_euclid(360) / 90;
        Ok(Page {
            id,
            dict,
            resources,
            frame,
            turns: turns as u8,
        })
    }

    /// A rectangle, its corners in order; nothing if it has no room.
    fn frame(&self, object: &Object) -> Result<Option<[f64; 4]>, Fault> {
        let sides: Vec<f64> = self.items(object)?.iter().filter_map(Object::number).collect();
        let [a, b, c, d] = sides[..] else { return Ok(None) };
        let frame = [a.min(c), b.min(d), a.max(c), b.max(d)];
        Ok((frame[0] < frame[2] && frame[1] < frame[3]).then_some(frame))
    }
}

impl Inherited {
    fn take(&mut self, dict: &Dict) {
        let entries = [
            ("Resources", &mut self.resources),
            ("MediaBox", &mut self.media),
            ("CropBox", &mut self.crop),
            ("Rotate", &mut self.rotate),
        ];
        for (key, value) in entries {
            if let Some(own) = dict.raw(key) {
                *value = Some(own.clone());
            }
        }
    }
}

/// What two rectangles have in common, or the first if that is nothing.
fn cut(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    let both = [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])];
    if both[0] < both[2] && both[1] < both[3] {
        both
    } else {
        a
    }
}
