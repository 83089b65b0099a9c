//! The faces of this machine or of a folder, found by their names or by a character they
//! have.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use fontdb::{Database, FaceInfo, Source, Style};
use skrifa::FontRef;

use crate::face::{Data, Face, Origin, has_outline};

/// Families that are asked first for a rare character, those that look most like the
/// text first.
const RARE: [&str; 10] = [
    "SimSun-ExtB",
    "SimSun-ExtG",
    "FangSong",
    "SimSun",
    "Source Han Serif SC",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "MingLiU-ExtB",
    "HanaMinB",
    "Noto Sans CJK SC",
];

/// Faces in files.
pub(crate) struct Installed {
    faces: Database,
    /// Files that were read, so that the faces of one are read once.
    read: Mutex<BTreeMap<PathBuf, Data>>,
}

impl Installed {
    /// The faces installed on this machine.
    pub(crate) fn system() -> Self {
        let mut faces = Database::new();
        faces.load_system_fonts();
        Self::new(faces)
    }

    /// The faces in a folder and the folders in it.
    pub(crate) fn folder(folder: &Path) -> Self {
        let mut faces = Database::new();
        faces.load_fonts_dir(folder);
        Self::new(faces)
    }

    /// The faces in these files.
    pub(crate) fn files(files: Vec<Vec<u8>>) -> Self {
        let mut faces = Database::new();
        for file in files {
            faces.load_font_source(Source::Binary(Arc::new(Data::from(file))));
        }
        Self::new(faces)
    }

    fn new(faces: Database) -> Self {
        Self {
            faces,
            read: Mutex::default(),
        }
    }

    /// How many faces there are.
    pub(crate) fn len(&self) -> usize {
        self.faces.len()
    }

    /// The upright face of this family that is nearest to regular weight.
    pub(crate) fn of_family(&self, family: &str) -> Option<Face> {
        let named = |face: &&FaceInfo| {
            face.post_script_name.eq_ignore_ascii_case(family)
                || face.families.iter().any(|(name, _)| name.eq_ignore_ascii_case(family))
        };
        let mut found: Vec<&FaceInfo> = self
            .faces
            .faces()
            .filter(named)
            .filter(|face| face.style == Style::Normal)
            .collect();
        found.sort_by_key(|face| order(face));
        found
            .into_iter()
            .filter_map(|face| self.face(face))
            .find(Face::is_readable)
    }

    /// A face that has this character and may be embedded.
    pub(crate) fn with(&self, character: char) -> Option<Face> {
        let mut candidates: Vec<&FaceInfo> = self
            .faces
            .faces()
            .filter(|face| {
                let found = self.faces.with_face_data(face.id, |data, index| {
                    FontRef::from_index(data, index).is_ok_and(|font| has_outline(&font, character))
                });
                found == Some(true)
            })
            .collect();
        candidates.sort_by_key(|face| {
            let rank = RARE
                .iter()
                .position(|family| face.families.iter().any(|(name, _)| name == family));
            (rank.unwrap_or(RARE.len()), face.style != Style::Normal, order(face))
        });
        candidates
            .into_iter()
            .filter_map(|face| self.face(face))
            .find(Face::may_be_embedded)
    }

    fn face(&self, info: &FaceInfo) -> Option<Face> {
        if let Source::Binary(_) = &info.source {
            let bytes = self.faces.with_face_data(info.id, |data, _| data.to_vec())?;
            return Some(Face::new(name(info), bytes.into(), info.index, Origin::Machine));
        }
        let (Source::File(path) | Source::SharedFile(path, _)) = &info.source else {
            return None;
        };
        let mut read = self.read.lock().ok()?;
        let data = match read.get(path) {
            Some(data) => data.clone(),
            None => {
                let data = Data::from(std::fs::read(path).ok()?);
                read.insert(path.clone(), data.clone());
                data
            }
        };
        Some(Face::new(name(info), data, info.index, Origin::File(path.clone())))
    }
}

fn name(info: &FaceInfo) -> String {
    let family = info.families.first().map(|(name, _)| name.clone());
    family.unwrap_or_else(|| info.post_script_name.clone())
}

/// An order that is the same on every run: nearest to regular weight, then by name and
/// file.
fn order(face: &FaceInfo) -> (u16, String, PathBuf, u32) {
    let path = match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => path.clone(),
        Source::Binary(_) => PathBuf::new(),
    };
    (
        face.weight.0.abs_diff(400),
        face.post_script_name.clone(),
        path,
        face.index,
    )
}
