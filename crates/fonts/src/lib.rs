//! Which typeface serves which role in an official document (GB/T 9704-2012), and
//! the faces that come with the program: five of the Fandol family, in `fandol/`
//! with their licence. It knows nothing of any document format.

/// The part a typeface plays in an official document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// 小标宋, the title.
    Title,
    /// 黑体, headings `一、`.
    Hei,
    /// 楷体, headings `(一)`.
    Kai,
    /// 仿宋, everything else in the text.
    FangSong,
    /// 宋体, page numbers and tables.
    Song,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [Self::Title, Self::Hei, Self::Kai, Self::FangSong, Self::Song];

    /// The role that sets text of this rank: 0 for paragraphs, 1 to 4 for headings by the
    /// style of their number (`一、` `（一）` `1.` `（1）`).
    pub fn of_rank(rank: u8) -> Self {
        match rank {
            1 => Self::Hei,
            2 => Self::Kai,
            _ => Self::FangSong,
        }
    }

    /// Its Chinese name, which is also the family name documents ask for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "小标宋",
            Self::Hei => "黑体",
            Self::Kai => "楷体",
            Self::FangSong => "仿宋",
            Self::Song => "宋体",
        }
    }
}

/// A face and the role it serves.
#[derive(Debug, Clone, Copy)]
pub struct Face {
    /// The role.
    pub role: Role,
    /// The face's own name.
    pub name: &'static str,
    /// The OpenType font.
    pub data: &'static [u8],
}

/// Whether a character is printed at all: white space and joiners are laid out, and need
/// no glyph.
pub fn is_printed(character: char) -> bool {
    !(character.is_whitespace() || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
}

/// Whether the embedded face of this role has a glyph for this character; `None` in a
/// build without the faces.
#[cfg(feature = "embedded")]
pub fn has_glyph(role: Role, character: char) -> Option<bool> {
    use skrifa::MetadataProvider;
    let face = embedded().iter().find(|face| face.role == role)?;
    let font = skrifa::FontRef::new(face.data).ok()?;
    Some(font.charmap().map(character).is_some_and(|glyph| glyph.to_u32() != 0))
}

/// Whether the embedded face of this role has a glyph for this character; `None` in a
/// build without the faces.
#[cfg(not(feature = "embedded"))]
pub fn has_glyph(_role: Role, _character: char) -> Option<bool> {
    None
}

/// The faces that come with the program, one for each role; none in a build
/// without the feature `embedded`.
pub fn embedded() -> &'static [Face] {
    FACES
}

#[cfg(feature = "embedded")]
static FACES: &[Face] = &[
    Face {
        role: Role::Title,
        name: "Fandol Song Bold",
        data: include_bytes!("../fandol/FandolSong-Bold.otf"),
    },
    Face {
        role: Role::Hei,
        name: "Fandol Hei",
        data: include_bytes!("../fandol/FandolHei-Regular.otf"),
    },
    Face {
        role: Role::Kai,
        name: "Fandol Kai",
        data: include_bytes!("../fandol/FandolKai-Regular.otf"),
    },
    Face {
        role: Role::FangSong,
        name: "Fandol Fang",
        data: include_bytes!("../fandol/FandolFang-Regular.otf"),
    },
    Face {
        role: Role::Song,
        name: "Fandol Song",
        data: include_bytes!("../fandol/FandolSong-Regular.otf"),
    },
];

#[cfg(not(feature = "embedded"))]
static FACES: &[Face] = &[];

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_its_face_and_every_face_is_opentype() {
        let roles: Vec<_> = embedded().iter().map(|face| face.role).collect();
        assert_eq!(roles, Role::ALL);
        assert!(embedded().iter().all(|face| face.data.starts_with(b"OTTO")));
    }

    #[test]
    fn a_face_says_which_characters_it_has() {
        assert_eq!(has_glyph(Role::FangSong, '政'), Some(true));
        assert_eq!(has_glyph(Role::FangSong, '\u{13000}'), Some(false));
        assert!(is_printed('政') && !is_printed('\u{3000}'));
    }
}
