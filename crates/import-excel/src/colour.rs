//! Colours as workbooks state them: outright, as one of the theme's with a tint, or by a number in the
//! palette. Whether a text shows on its ground is all that is asked of them.

use nianbao_model::runs;
use quick_xml::events::BytesStart;

use crate::xml;

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colour {
    Rgb([u8; 3]),
    /// One of a theme's or palette's own, by its kind, number and tint in thousandths: nobody but the
    /// workbook knows it, but it is the same as itself.
    Own(u8, u32, i32),
}

pub(crate) const WHITE: Colour = Colour::Rgb(runs::WHITE);
pub(crate) const BLACK: Colour = Colour::Rgb([0; 3]);

/// What lies under a cell's text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Ground {
    /// Nothing but the sheet.
    #[default]
    Bare,
    Painted(Colour),
    /// A pattern, or something that cannot be told.
    Other,
}

impl Colour {
    /// One of a theme's: the first two are white and black in nearly all.
    pub(crate) fn theme(number: u32, tint: f64) -> Self {
        let thousandths = (tint * 1000.0).round().clamp(-1000.0, 1000.0);
        let share = |from: f64| (255.0 * from).round().clamp(0.0, 255.0);
        // A byte after the clamp.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let grey = |from: f64| Self::Rgb([share(from) as u8; 3]);
        #[allow(clippy::cast_possible_truncation)]
        match number {
            0 if tint <= 0.0 => grey(1.0 + tint),
            1 if tint >= 0.0 => grey(tint),
            _ => Self::Own(0, number, thousandths as i32),
        }
    }

    /// One of the palette's.
    pub(crate) fn indexed(number: u32) -> Self {
        const FIRST: [[u8; 3]; 8] = [
            [0; 3],
            [255; 3],
            [255, 0, 0],
            [0, 255, 0],
            [0, 0, 255],
            [255, 255, 0],
            [255, 0, 255],
            [0, 255, 255],
        ];
        match number {
            0..=15 => Self::Rgb(FIRST[(number % 8) as usize]),
            22 => Self::Rgb([192; 3]),
            23 => Self::Rgb([128; 3]),
            // What the system draws its windows with.
            64 | 0x7fff => BLACK,
            65 => WHITE,
            _ => Self::Own(1, number, 0),
        }
    }

    /// That of an element of `.xlsx`; none if the program is to choose.
    pub(crate) fn of(element: &BytesStart<'_>) -> Option<Self> {
        let number = |name: &str| xml::raw(element, name)?.trim().parse::<u32>().ok();
        let tint = || xml::raw(element, "tint")?.trim().parse::<f64>().ok();
        if let Some(rgb) = xml::raw(element, "rgb") {
            let digits = rgb.get(rgb.len().checked_sub(6)?..)?;
            return runs::colour(digits).map(Self::Rgb);
        }
        if let Some(theme) = number("theme") {
            return Some(Self::theme(theme, tint().unwrap_or_default()));
        }
        number("indexed").map(Self::indexed)
    }

    /// That of a record of `.xlsb` (BrtColor).
    pub(crate) fn of_record(color: &[u8]) -> Option<Self> {
        let [kind, index, tint, tint_high, red, green, blue, _] = *color else {
            return None;
        };
        match kind >> 1 {
            1 => Some(Self::indexed(index.into())),
            2 => Some(Self::Rgb([red, green, blue])),
            3 => {
                let tint = f64::from(i16::from_le_bytes([tint, tint_high])) / f64::from(i16::MAX);
                Some(Self::theme(index.into(), tint))
            }
            _ => None,
        }
    }

    /// Whether nobody can tell the two from each other.
    pub(crate) fn is_like(self, other: Self) -> bool {
        match (self, other) {
            (Self::Rgb(one), Self::Rgb(other)) => !runs::shows_on(one, other),
            (one, other) => one == other,
        }
    }
}

impl Ground {
    /// Whether text of this colour can be told from it.
    pub(crate) fn shows(self, colour: Colour) -> bool {
        match self {
            Self::Bare => !colour.is_like(WHITE),
            Self::Painted(ground) => !colour.is_like(ground),
            Self::Other => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_like_itself_however_it_is_stated() {
        assert!(Colour::theme(0, 0.0).is_like(WHITE) && Colour::indexed(9).is_like(WHITE));
        assert!(Colour::theme(0, -0.5).is_like(Colour::Rgb([128; 3])));
        assert!(Colour::theme(1, 0.0).is_like(BLACK) && Colour::indexed(64).is_like(BLACK));
        assert!(Colour::theme(4, 0.4).is_like(Colour::theme(4, 0.4)));
        assert!(!Colour::theme(4, 0.4).is_like(Colour::theme(4, 0.6)));
        assert_eq!(Colour::of_record(&[7, 0, 0, 0, 0, 0, 0, 0]), Some(WHITE));
        assert!(!Ground::Bare.shows(WHITE) && Ground::Other.shows(WHITE) && Ground::Bare.shows(BLACK));
        assert!(!Ground::Painted(BLACK).shows(BLACK) && Ground::Painted(BLACK).shows(WHITE));
    }
}
