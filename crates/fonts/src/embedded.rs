//! The faces that come with the program: five of the Fandol family, in `fandol/` with
//! their licence. There are none in a build without the feature `embedded`, unless its front
//! hands them over.

use crate::face::{Data, Face, Origin};
use crate::role::Role;

/// The face of a role that was handed over, or else the one in the program.
pub(crate) fn face(role: Role) -> Option<Face> {
    Some(of(role, handed::of(role).or_else(|| included(role))?))
}

#[cfg(feature = "embedded")]
fn included(role: Role) -> Option<Data> {
    let data: &'static [u8] = match role {
        Role::Title => include_bytes!("../fandol/FandolSong-Bold.otf"),
        Role::Hei => include_bytes!("../fandol/FandolHei-Regular.otf"),
        Role::Kai => include_bytes!("../fandol/FandolKai-Regular.otf"),
        Role::FangSong => include_bytes!("../fandol/FandolFang-Regular.otf"),
        Role::Song => include_bytes!("../fandol/FandolSong-Regular.otf"),
    };
    Some(data.into())
}

#[cfg(not(feature = "embedded"))]
fn included(_role: Role) -> Option<Data> {
    None
}

/// Faces that stand beside a program without any, and are handed over when it runs: a page in the
/// browser has them packed by themselves, and unpacks them while it checks.
pub(crate) mod handed {
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    use crate::face::Data;
    use crate::role::Role;

    static FACES: Mutex<BTreeMap<Role, Data>> = Mutex::new(BTreeMap::new());

    /// Takes the face of a role.
    pub(crate) fn take(role: Role, face: Vec<u8>) {
        let mut faces = FACES.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        faces.insert(role, face.into());
    }

    pub(super) fn of(role: Role) -> Option<Data> {
        let faces = FACES.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        faces.get(&role).cloned()
    }
}

/// The embedded face of a role, with these bytes.
pub(crate) fn of(role: Role, data: impl Into<Data>) -> Face {
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
