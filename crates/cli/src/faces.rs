//! The typefaces of this run: tells the rules which characters they can print, and lists
//! them.

use std::sync::Arc;

use nianbao_check::{Faces, Lack, Printed};
use nianbao_fonts::{Collection, Role, Source, collection, is_printed};

use crate::error::Failure;

/// The typefaces the documents are printed in.
pub(crate) struct Typefaces(Option<Arc<Collection>>);

impl Typefaces {
    /// The faces `--fonts` asks for, or else those in the program. A build without any
    /// knows nothing, and finds nothing missing: it makes no PDF.
    ///
    /// # Errors
    /// If there are no faces where they were asked for.
    pub(crate) fn load(asked: Option<&str>) -> Result<Self, Failure> {
        match asked {
            Some(source) => {
                let faces = collection(&Source::parse(source));
                let faces = faces.map_err(|error| {
                    let (zh, en) = error.words();
                    Failure::input(zh, en)
                })?;
                Ok(Self(Some(faces)))
            }
            None => Ok(Self(collection(&Source::Embedded).ok())),
        }
    }
}

impl Faces for Typefaces {
    fn lack(&self, part: Printed, character: char) -> Option<Lack> {
        let faces = self.0.as_ref()?;
        let role = match part {
            Printed::Title => Role::Title,
            Printed::Text(level) => Role::of_rank(level),
            Printed::Table => Role::Song,
        };
        if !is_printed(character) || faces.has(role, character) {
            return None;
        }
        Some(Lack {
            face: role.name(),
            instead: faces.fallback(role, character).map(|face| face.name().to_owned()),
        })
    }
}
