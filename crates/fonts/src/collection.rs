//! The faces one run prints with: one for each role, with the reason for it, and others
//! for the characters those do not have.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use crate::embedded;
use crate::face::Face;
use crate::installed::Installed;
use crate::role::Role;
use crate::source::Source;

/// Why a face serves a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The embedded faces were asked for.
    Asked,
    /// It is the first of the role's families that is there.
    Found,
    /// The role's families are not there, or may not be embedded in documents: their names.
    Instead {
        /// Families that are there, and whose licence bits forbid embedding.
        forbidden: Vec<String>,
    },
}

/// The face that serves a role.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The role.
    pub role: Role,
    /// Its face.
    pub face: Face,
    /// Why this one.
    pub why: Why,
}

/// Why there are no faces to print with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The build has no embedded faces, and these roles have no other.
    None(Vec<Role>),
    /// The folder is not there or cannot be read.
    NoFolder(PathBuf),
    /// The folder has no face of any role; it has this many others.
    NoneInFolder(PathBuf, usize),
}

impl Error {
    /// What is wrong and what to do, in Chinese and in English.
    pub fn words(&self) -> (String, String) {
        match self {
            Self::None(roles) => {
                let names: Vec<_> = roles.iter().map(|role| role.name()).collect();
                let names = names.join("、");
                (
                    format!(
                        "没有可用的{names}字体：本程序未内嵌字体。请安装这些字体并加 --fonts system，或使用带字体的版本"
                    ),
                    format!(
                        "there is no face for {names}: this build has no fonts. Install them and add --fonts system, or use the build with fonts"
                    ),
                )
            }
            Self::NoFolder(folder) => (
                format!("字体文件夹“{}”不存在，请检查 --fonts 后面的路径", folder.display()),
                format!(
                    "the font folder “{}” does not exist: check the path after --fonts",
                    folder.display()
                ),
            ),
            Self::NoneInFolder(folder, others) => (
                format!(
                    "字体文件夹“{}”里没有小标宋、黑体、楷体、仿宋、宋体中的任何一种（另有 {others} 种字体）。需要的字体名见 nianbao fonts",
                    folder.display()
                ),
                format!(
                    "the font folder “{}” has none of 小标宋, 黑体, 楷体, 仿宋, 宋体 (it has {others} other faces); nianbao fonts lists the names",
                    folder.display()
                ),
            ),
        }
    }
}

/// The faces one run prints with.
pub struct Collection {
    choices: Vec<Choice>,
    source: Source,
    /// The folder's faces.
    folder: Option<Installed>,
    /// Faces for characters that no role's face has, as far as they were asked for.
    rare: Mutex<BTreeMap<char, Option<Face>>>,
}

impl fmt::Debug for Collection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let faces: Vec<&str> = self.choices.iter().map(|choice| choice.face.name()).collect();
        f.debug_tuple("Collection").field(&faces).finish()
    }
}

/// The faces from this source; looked for once in a process.
///
/// # Errors
/// [`Error`] if a role has no face.
pub fn collection(source: &Source) -> Result<Arc<Collection>, Error> {
    static LOADED: Mutex<BTreeMap<Source, Arc<Collection>>> = Mutex::new(BTreeMap::new());
    // Only finished collections are put in: what a panic left is still good.
    let mut loaded = LOADED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(collection) = loaded.get(source) {
        return Ok(Arc::clone(collection));
    }
    let collection = Arc::new(Collection::load(source)?);
    loaded.insert(source.clone(), Arc::clone(&collection));
    Ok(collection)
}

impl Collection {
    fn load(source: &Source) -> Result<Self, Error> {
        let folder = match source {
            Source::Folder(path) if !path.is_dir() => return Err(Error::NoFolder(path.clone())),
            Source::Folder(path) => Some(Installed::folder(path)),
            Source::Embedded | Source::System => None,
        };
        let installed = match source {
            Source::Embedded => None,
            Source::System => Some(system()),
            Source::Folder(_) => folder.as_ref(),
        };
        let chosen = Role::ALL.map(|role| (role, choose(role, installed)));
        let missing: Vec<Role> = chosen
            .iter()
            .filter(|(_, choice)| choice.is_none())
            .map(|(role, _)| *role)
            .collect();
        let choices: Vec<Choice> = chosen.into_iter().filter_map(|(_, choice)| choice).collect();
        if let (Source::Folder(path), Some(folder)) = (source, &folder)
            && !choices.iter().any(|choice| choice.why == Why::Found)
        {
            return Err(Error::NoneInFolder(path.clone(), folder.len()));
        }
        if !missing.is_empty() {
            return Err(Error::None(missing));
        }
        Ok(Self {
            choices,
            source: source.clone(),
            folder,
            rare: Mutex::default(),
        })
    }

    /// The embedded faces as far as these bytes have them: with their tables of characters alone,
    /// they say what will print and what will not. A front that has the faces themselves elsewhere
    /// judges by this.
    pub fn characters(data: impl Fn(Role) -> &'static [u8]) -> Self {
        let choices = Role::ALL.map(|role| Choice {
            role,
            face: embedded::of(role, data(role)),
            why: Why::Asked,
        });
        Self {
            choices: choices.into(),
            source: Source::Embedded,
            folder: None,
            rare: Mutex::default(),
        }
    }

    /// The face of each role, in the order of [`Role::ALL`].
    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// Where they come from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Whether the face of a role has this character.
    pub fn has(&self, role: Role, character: char) -> bool {
        self.face(role).is_some_and(|face| face.has(character))
    }

    /// Another face for a character that the role's face does not have: of the roles most
    /// alike, of the folder, or else any that is installed on this machine.
    pub fn fallback(&self, role: Role, character: char) -> Option<Face> {
        let own = role.alike().into_iter().filter_map(|role| self.face(role));
        if let Some(face) = own.into_iter().find(|face| face.has(character)) {
            return Some(face.clone());
        }
        let mut rare = self.rare.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        rare.entry(character)
            .or_insert_with(|| {
                let folder = self.folder.as_ref().and_then(|folder| folder.with(character));
                folder.or_else(|| system().with(character))
            })
            .clone()
    }

    fn face(&self, role: Role) -> Option<&Face> {
        let choice = self.choices.iter().find(|choice| choice.role == role);
        choice.map(|choice| &choice.face)
    }
}

static SYSTEM: OnceLock<Installed> = OnceLock::new();

/// The faces of this machine, looked for when they are first needed.
fn system() -> &'static Installed {
    SYSTEM.get_or_init(Installed::system)
}

/// Takes these files for the faces of this machine, unless it was looked for them before.
pub(crate) fn hand_over_installed(files: Vec<Vec<u8>>) {
    // Whoever hands over does so before anything is asked for; what came before stays.
    let _ = SYSTEM.set(Installed::files(files));
}

/// The face for a role, from these faces or else the embedded ones.
fn choose(role: Role, installed: Option<&Installed>) -> Option<Choice> {
    let mut forbidden = Vec::new();
    for family in installed.iter().flat_map(|_| role.families()) {
        match installed.and_then(|installed| installed.of_family(family)) {
            Some(face) if face.may_be_embedded() => {
                let why = Why::Found;
                return Some(Choice { role, face, why });
            }
            Some(face) => forbidden.push(face.name().to_owned()),
            None => {}
        }
    }
    let why = match installed {
        None => Why::Asked,
        Some(_) => Why::Instead { forbidden },
    };
    embedded::face(role).map(|face| Choice { role, face, why })
}
