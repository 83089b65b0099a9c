//! What all pages of a file share.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::fault::Fault;
use crate::file::Document;
use crate::font::Font;
use crate::syntax::{Id, Object};

/// What all pages of a file share: its fonts, and the layers that are switched off.
#[derive(Default)]
pub(crate) struct Shared {
    pub(crate) fonts: BTreeMap<Id, Rc<Font>>,
    /// Drawings that stand by themselves, unpacked.
    pub(crate) forms: BTreeMap<Id, Rc<[u8]>>,
    /// Patterns whose words were read.
    pub(crate) patterns: BTreeSet<Id>,
    /// Layers that are switched off.
    hidden: BTreeSet<Id>,
    /// How many characters were drawn.
    pub(crate) glyphs: usize,
    /// How many square points were painted.
    pub(crate) painted: u64,
}

/// How far the pages before one have come.
pub(crate) struct SoFar {
    patterns: BTreeSet<Id>,
    glyphs: usize,
    painted: u64,
}

impl Shared {
    /// Those of a file, of which none is read yet.
    pub(crate) fn new(document: &Document<'_>) -> Result<Self, Fault> {
        let mut shared = Self::default();
        let layers = document.get(&document.catalog()?, "OCProperties")?;
        let Some(layers) = layers.dict() else { return Ok(shared) };
        let ids = |object: Object| -> Vec<Id> {
            let refs = object.array().unwrap_or_default().iter();
            refs.filter_map(|object| if let Object::Ref(id) = object { Some(*id) } else { None })
                .collect()
        };
        let shown = document.get(layers, "D")?;
        let Some(shown) = shown.dict() else { return Ok(shared) };
        if document.get(shown, "BaseState")?.name() == Some(b"OFF") {
            shared.hidden.extend(ids(document.get(layers, "OCGs")?));
            for id in ids(document.get(shown, "ON")?) {
                shared.hidden.remove(&id);
            }
        }
        shared.hidden.extend(ids(document.get(shown, "OFF")?));
        Ok(shared)
    }

    /// What a page may have added to, beside fonts and drawings that are unpacked: to draw it anew.
    pub(crate) fn so_far(&self) -> SoFar {
        SoFar {
            patterns: self.patterns.clone(),
            glyphs: self.glyphs,
            painted: self.painted,
        }
    }

    /// Forgets what was drawn since.
    pub(crate) fn back_to(&mut self, so_far: SoFar) {
        (self.patterns, self.glyphs, self.painted) = (so_far.patterns, so_far.glyphs, so_far.painted);
    }

    /// Whether what belongs to this layer, or to these, is switched off.
    pub(crate) fn hides(&self, document: &Document<'_>, layer: &Object) -> Result<bool, Fault> {
        if let Object::Ref(id) = layer
            && self.hidden.contains(id)
        {
            return Ok(true);
        }
        let resolved = document.resolve(layer)?;
        let Some(members) = resolved.dict().and_then(|dict| dict.raw("OCGs")) else {
            return Ok(false);
        };
        let members = match members {
            Object::Ref(id) if self.hidden.contains(id) => return Ok(true),
            other => document.resolve(other)?,
        };
        let members = members.array().unwrap_or_default();
        let is_hidden = |object: &Object| matches!(object, Object::Ref(id) if self.hidden.contains(id));
        Ok(!members.is_empty() && members.iter().all(is_hidden))
    }
}
