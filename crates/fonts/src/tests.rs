//! The choice of faces, from folders that hold copies of the embedded ones.

use crate::{Error, Face, Origin, Role, Source, Why, collection, embedded, is_printed};

/// A folder with the files of some roles.
fn folder(roles: &[Role]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for role in roles {
        let file = folder.path().join(format!("{}.otf", role.name()));
        std::fs::write(file, embedded::face(*role).unwrap().data()).unwrap();
    }
    folder
}

#[test]
fn the_embedded_faces_are_there_for_every_role() {
    let faces = collection(&Source::parse("embedded")).unwrap();
    let roles: Vec<_> = faces.choices().iter().map(|choice| choice.role).collect();
    assert_eq!(roles, Role::ALL);
    assert!(faces.choices().iter().all(|choice| choice.why == Why::Asked));
    assert!(faces.has(Role::FangSong, '政') && !faces.has(Role::FangSong, '\u{13000}'));
}

#[test]
fn a_folders_face_serves_its_role_and_an_embedded_one_the_others() {
    let folder = folder(&[Role::Kai]);
    let faces = collection(&Source::Folder(folder.path().into())).unwrap();
    assert_eq!(faces.choices().len(), Role::ALL.len());
    for choice in faces.choices() {
        let expected = match choice.role {
            Role::Kai => (Why::Found, Origin::File(folder.path().join("楷体.otf"))),
            _ => (Why::Instead { forbidden: vec![] }, Origin::Embedded),
        };
        assert_eq!((&choice.why, choice.face.origin()), (&expected.0, &expected.1));
    }
}

#[test]
fn a_face_that_may_not_be_embedded_is_passed_over_and_named() {
    let folder = folder(&[Role::Hei]);
    let file = folder.path().join("黑体.otf");
    let mut bytes = std::fs::read(&file).unwrap();
    // fsType is the fifth field of OS/2, eight bytes in.
    let entry = bytes.windows(4).position(|tag| tag == b"OS/2").unwrap();
    let offset = u32::from_be_bytes(bytes[entry + 8..entry + 12].try_into().unwrap()) as usize;
    bytes[offset + 8..offset + 10].copy_from_slice(&2u16.to_be_bytes());
    std::fs::write(&file, bytes).unwrap();
    std::fs::write(folder.path().join("k.otf"), embedded::face(Role::Kai).unwrap().data()).unwrap();
    let faces = collection(&Source::Folder(folder.path().into())).unwrap();
    let hei = &faces.choices()[1];
    assert_eq!(hei.face.origin(), &Origin::Embedded);
    let Why::Instead { forbidden } = &hei.why else {
        panic!("{:?}", hei.why)
    };
    assert_eq!(forbidden.len(), 1);
    assert!(forbidden[0].contains("Hei"), "{forbidden:?}");
}

#[test]
fn a_folder_without_faces_or_that_is_not_there_is_an_error() {
    let empty = tempfile::tempdir().unwrap();
    let of = |path: &std::path::Path| collection(&Source::Folder(path.into())).err();
    assert_eq!(of(empty.path()), Some(Error::NoneInFolder(empty.path().into(), 0)));
    let gone = empty.path().join("gone");
    assert_eq!(of(&gone), Some(Error::NoFolder(gone.clone())));
}

#[test]
fn a_character_is_looked_for_in_the_faces_most_alike_first() {
    let faces = collection(&Source::Embedded).unwrap();
    let only = (0x3000..0x9fff)
        .filter_map(char::from_u32)
        .find(|c| !faces.has(Role::FangSong, *c) && faces.has(Role::Song, *c))
        .unwrap();
    let name = |face: Option<Face>| face.map(|face| face.name().to_owned());
    assert_eq!(
        name(faces.fallback(Role::FangSong, only)).as_deref(),
        Some("Fandol Song")
    );
    assert_eq!(name(faces.fallback(Role::FangSong, '\u{10ffff}')), None);
}

#[test]
fn what_is_laid_out_needs_no_glyph() {
    for c in ['\u{3000}', ' ', '\n', '\u{1}', '\u{200d}', '\u{202e}', '\u{fe0f}'] {
        assert!(!is_printed(c), "{c:?}");
    }
    assert!(is_printed('政') && is_printed('\u{20000}'));
}
