//! Which characters the faces have that the page hands over later: see `build.rs`.

use std::sync::{Arc, OnceLock};

use nianbao::typefaces::{Collection, Role};

macro_rules! table {
    ($face:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $face, ".cmap"))
    };
}

/// What is known of the faces.
pub(crate) fn known() -> Arc<Collection> {
    static KNOWN: OnceLock<Arc<Collection>> = OnceLock::new();
    let load = || {
        Arc::new(Collection::characters(|role| match role {
            Role::Title => table!("FandolSong-Bold"),
            Role::Hei => table!("FandolHei-Regular"),
            Role::Kai => table!("FandolKai-Regular"),
            Role::FangSong => table!("FandolFang-Regular"),
            Role::Song => table!("FandolSong-Regular"),
        }))
    };
    Arc::clone(KNOWN.get_or_init(load))
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao::typefaces::{Source, collection};

    #[test]
    fn the_tables_know_what_the_faces_have() {
        let (known, faces) = (known(), collection(&Source::Embedded).unwrap());
        for role in Role::ALL {
            let all = (0..0x3_0000).filter_map(char::from_u32);
            let differ: Vec<char> = all.filter(|c| known.has(role, *c) != faces.has(role, *c)).collect();
            assert!(differ.is_empty(), "{role:?}: {differ:?}");
            assert!(known.has(role, '政') && !known.has(role, '\u{13000}'));
        }
        let name = |faces: &Collection| faces.choices()[0].face.name().to_owned();
        assert_eq!(name(&known), name(&faces));
    }
}
