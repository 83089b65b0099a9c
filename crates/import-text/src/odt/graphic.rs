//! Pictures, shapes and embedded objects: what one is, and the text that stands for it.

use nianbao_model::source::RemarkKind;

use crate::join::Flow;

/// Something drawn, under construction.
#[derive(Debug, Default)]
pub(super) struct Graphic {
    kind: Option<RemarkKind>,
    /// Its title and description.
    pub(super) alternative: String,
    /// The text that stands in it.
    pub(super) text: Flow,
    /// A line across the page says nothing.
    rule: bool,
}

impl Graphic {
    /// Whether an element is drawn.
    pub(super) fn is(name: &str) -> bool {
        let shapes = [
            "frame",
            "custom-shape",
            "rect",
            "circle",
            "ellipse",
            "line",
            "connector",
            "polygon",
            "polyline",
        ];
        shapes.contains(&name) || matches!(name, "path" | "caption" | "measure" | "control" | "g")
    }

    /// The one that this element begins.
    pub(super) fn of(name: &str) -> Self {
        Self {
            rule: matches!(name, "line" | "connector"),
            ..Self::default()
        }
    }

    /// Takes an element in it.
    pub(super) fn take(&mut self, name: &str) {
        match name {
            "image" => self.kind = self.kind.or(Some(RemarkKind::Picture)),
            "object" | "object-ole" | "plugin" | "applet" => self.kind = Some(RemarkKind::Object),
            _ => {}
        }
    }

    /// What it is, with its text; nothing if it says nothing.
    pub(super) fn finish(self) -> Option<(RemarkKind, String)> {
        if !self.text.is_blank() {
            return Some((RemarkKind::TextBox, self.text.finish()));
        }
        let drawn = (!self.rule).then_some(RemarkKind::Picture);
        Some((self.kind.or(drawn)?, self.alternative))
    }
}
