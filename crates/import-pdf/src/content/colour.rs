//! What the numbers of a colour mean (8.6), as far as it is needed to tell whether a text shows on
//! what lies under it.

use super::canvas::Ink;
use crate::fault::Fault;
use crate::file::Document;
use crate::syntax::{Dict, Object};

/// A way to write colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    Grey,
    Light,
    /// Four printing inks.
    Inks,
    /// How much of inks that have names: none of them leaves the paper.
    Tint,
    /// A pattern, a table of colours and others of which we do not know how they look.
    Other,
}

impl Space {
    /// The space of this name in a resource dictionary.
    pub(crate) fn named(document: &Document<'_>, resources: &Dict, name: &Object) -> Result<Self, Fault> {
        if let Some(space) = name.name().and_then(Self::of_family) {
            return Ok(space);
        }
        let all = document.get(resources, "ColorSpace")?;
        let name = std::str::from_utf8(name.name().unwrap_or_default()).unwrap_or_default();
        let Some(named) = all.dict().and_then(|all| all.raw(name)) else {
            return Ok(Self::Other);
        };
        let parts = document.items(named)?;
        let family = parts.first().and_then(Object::name).unwrap_or_default();
        if family != b"ICCBased" {
            return Ok(Self::of_family(family).unwrap_or(Self::Other));
        }
        let count = match parts.get(1).and_then(Object::dict) {
            Some(profile) => document.get(profile, "N")?.int(),
            None => None,
        };
        Ok(match count {
            Some(1) => Self::Grey,
            Some(3) => Self::Light,
            Some(4) => Self::Inks,
            _ => Self::Other,
        })
    }

    fn of_family(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"DeviceGray" | b"CalGray" | b"G" => Self::Grey,
            b"DeviceRGB" | b"CalRGB" | b"RGB" => Self::Light,
            b"DeviceCMYK" | b"CMYK" => Self::Inks,
            b"Separation" | b"DeviceN" => Self::Tint,
            b"Pattern" => Self::Other,
            _ => return None,
        })
    }

    /// The colour that a space begins with.
    pub(crate) fn first(self) -> Ink {
        match self {
            Self::Grey | Self::Light | Self::Inks => Some([0; 3]),
            Self::Tint | Self::Other => None,
        }
    }

    /// The colour of these numbers.
    pub(crate) fn ink(self, parts: &[f64]) -> Ink {
        let byte = |part: f64| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
        match (self, parts) {
            (Self::Grey, [grey]) => Some([byte(*grey); 3]),
            (Self::Light, [red, green, blue]) => Some([byte(*red), byte(*green), byte(*blue)]),
            (Self::Inks, [cyan, magenta, yellow, black]) => Some(
                [cyan, magenta, yellow].map(|ink| byte((1.0 - ink.clamp(0.0, 1.0)) * (1.0 - black.clamp(0.0, 1.0)))),
            ),
            (Self::Tint, parts) if !parts.is_empty() && parts.iter().all(|part| *part <= 0.01) => Some([255; 3]),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_numbers_are_other_colours_in_other_spaces() {
        assert_eq!(Space::Grey.ink(&[1.0]), Some([255; 3]));
        // All of a named ink is no white, and none of it is.
        assert_eq!(Space::Tint.ink(&[1.0]), None);
        assert_eq!(Space::Tint.ink(&[0.0]), Some([255; 3]));
        assert_eq!(Space::Inks.ink(&[0.0, 0.0, 0.0, 0.0]), Some([255; 3]));
        assert_eq!(Space::Inks.ink(&[0.0, 1.0, 1.0, 0.0]), Some([255, 0, 0]));
        assert_eq!(Space::Light.ink(&[0.0]), None);
    }
}
