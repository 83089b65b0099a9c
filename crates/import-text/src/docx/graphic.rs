//! Drawings, pictures and embedded objects: what kind of thing one is, and the text
//! that stands for it.

use nianbao_model::source::RemarkKind;

use crate::join::tidy;
use crate::xml::Element;

/// A drawing, picture or embedded object under construction.
#[derive(Debug, Default)]
pub(crate) struct Graphic {
    kind: Option<RemarkKind>,
    alternative: String,
    /// Whether there is nothing left to remark on: its text box was, or it is a rule
    /// across the page.
    done: bool,
}

impl Graphic {
    /// An embedded object, whatever picture stands for it.
    pub(crate) fn object() -> Self {
        Self {
            kind: Some(RemarkKind::Object),
            ..Self::default()
        }
    }

    /// Takes what a part of it tells.
    pub(crate) fn take(&mut self, part: &Element<'_>) {
        match part.name() {
            "docPr" | "shape" | "rect" => {
                // The first description is that of the whole.
                if self.alternative.is_empty() {
                    let text = part.attribute("descr").or_else(|| part.attribute("alt"));
                    self.alternative = tidy(&text.unwrap_or_default());
                }
                self.done |= part.attribute("hr").is_some();
            }
            "pic" | "blip" | "imagedata" => self.kind = self.kind.or(Some(RemarkKind::Picture)),
            "chart" | "relIds" | "OLEObject" | "contentPart" => self.kind = Some(RemarkKind::Object),
            _ => {}
        }
    }

    /// Notes that it has a box of text, which is remarked on by itself.
    pub(crate) fn has_box(&mut self) {
        self.done = true;
    }

    /// What it is, with its text, unless there is nothing left to remark on.
    pub(crate) fn finish(self) -> Option<(RemarkKind, String)> {
        let drawn = (!self.done).then_some(RemarkKind::Picture);
        Some((self.kind.or(drawn)?, self.alternative))
    }
}
