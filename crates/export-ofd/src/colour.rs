//! A colour as RGB, which needs no colour space of its own (GB/T 33190-2016, 8.3.2).

use nianbao_model::plugin::ExportError;
use nianbao_typeset::failed;
use typst::visualize::Paint;

use crate::xml::{Attribute, Xml};

/// Red, green, blue, and how opaque.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Colour([u8; 4]);

impl Colour {
    /// # Errors
    /// If it is a gradient or a pattern, which the template has none of.
    pub(crate) fn of(paint: &Paint) -> Result<Self, ExportError> {
        match paint {
            Paint::Solid(colour) => Ok(Self(colour.to_vec4_u8())),
            Paint::Gradient(_) | Paint::Tiling(_) => Err(failed("OFD: a gradient or a pattern")),
        }
    }

    pub(crate) fn write(self, xml: &mut Xml, name: &str) {
        let [red, green, blue, opacity] = self.0;
        let value = format!("{red} {green} {blue}");
        let mut attributes: Vec<Attribute<'_>> = vec![("Value", &value)];
        if opacity < u8::MAX {
            attributes.push(("Alpha", &opacity));
        }
        xml.empty(name, &attributes);
    }

    /// Writes it where a reader would not have it without a word.
    pub(crate) fn write_unless_black(self, xml: &mut Xml, name: &str) {
        if self.0 != [0, 0, 0, u8::MAX] {
            self.write(xml, name);
        }
    }
}
