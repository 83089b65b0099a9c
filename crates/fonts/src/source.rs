//! Where the faces are to come from.

use std::path::PathBuf;

/// Where the faces are to come from, as `--fonts` says it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Source {
    /// The faces in the program: the same pages on every machine.
    #[default]
    Embedded,
    /// The faces offices use, where they are installed; embedded ones for the rest.
    System,
    /// The same from the files of a folder.
    Folder(PathBuf),
}

impl Source {
    /// Reads the word: `embedded`, `system`, or else a folder.
    pub fn parse(text: &str) -> Self {
        match text {
            "embedded" => Self::Embedded,
            "system" => Self::System,
            folder => Self::Folder(folder.into()),
        }
    }
}
