//! The faces that come with the program: five of the Fandol family, in `fandol/` with
//! their licence. There are none in a build without the feature `embedded`.

use crate::face::{Face, Origin};
use crate::role::Role;

/// The embedded face of a role.
#[cfg(feature = "embedded")]
pub(crate) fn face(role: Role) -> Option<Face> {
    let data: &'static [u8] = match role {
        Role::Title => include_bytes!("../fandol/FandolSong-Bold.otf"),
        Role::Hei => include_bytes!("../fandol/FandolHei-Regular.otf"),
        Role::Kai => include_bytes!("../fandol/FandolKai-Regular.otf"),
        Role::FangSong => include_bytes!("../fandol/FandolFang-Regular.otf"),
        Role::Song => include_bytes!("../fandol/FandolSong-Regular.otf"),
    };
    Some(of(role, data))
}

/// The embedded face of a role: this build has none.
#[cfg(not(feature = "embedded"))]
pub(crate) fn face(_role: Role) -> Option<Face> {
    None
}

/// The embedded face of a role, with these bytes.
pub(crate) fn of(role: Role, data: &'static [u8]) -> Face {
    let name = match role {
        Role::Title => "Fandol Song Bold",
        Role::Hei => "Fandol Hei",
        Role::Kai => "Fandol Kai",
        Role::FangSong => "Fandol Fang",
        Role::Song => "Fandol Song",
    };
    Face::new(name.to_owned(), data.into(), 0, Origin::Embedded)
}

#[cfg(test)]
#[cfg(feature = "embedded")]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_its_face_and_every_face_is_opentype() {
        for role in Role::ALL {
            let face = face(role).unwrap();
            assert!(face.data().as_ref().starts_with(b"OTTO"), "{}", face.name());
            assert!(face.has('政') && face.has('〓'), "{}", face.name());
            assert!(!face.has('\u{13000}'), "{}", face.name());
        }
    }
}
