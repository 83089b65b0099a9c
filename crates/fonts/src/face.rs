//! One typeface: its bytes, where they come from, and which characters it has.

mod asked;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use asked::Asked;
use skrifa::outline::OutlineGlyphCollection;
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};

/// The bytes of a font file, shared.
#[derive(Clone)]
pub enum Data {
    /// In the program.
    Static(&'static [u8]),
    /// Read from a file.
    Shared(Arc<Vec<u8>>),
}

impl AsRef<[u8]> for Data {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }
}

impl From<&'static [u8]> for Data {
    fn from(bytes: &'static [u8]) -> Self {
        Self::Static(bytes)
    }
}

impl From<Vec<u8>> for Data {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Shared(Arc::new(bytes))
    }
}

/// Where a face comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The program itself.
    Embedded,
    /// A file.
    File(PathBuf),
    /// This machine, which handed it over without saying where it has it.
    Machine,
}

/// A typeface.
#[derive(Clone)]
pub struct Face {
    name: String,
    data: Data,
    index: u32,
    origin: Origin,
    /// Which characters it was found to have.
    characters: Arc<Asked>,
}

impl Face {
    pub(crate) fn new(name: String, data: Data, index: u32, origin: Origin) -> Self {
        Self {
            name,
            data,
            index,
            origin,
            characters: Arc::default(),
        }
    }

    /// Its name, for people.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The bytes of its file.
    pub fn data(&self) -> &Data {
        &self.data
    }

    /// Its number in a file of several faces, from zero.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Where it comes from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Whether it has a glyph for this character.
    pub fn has(&self, character: char) -> bool {
        self.characters.or_look(character, || {
            let glyph = self.font().and_then(|font| font.charmap().map(character));
            glyph.is_some_and(|glyph| glyph.to_u32() != 0)
        })
    }

    /// Whether its licence bits (OpenType, `OS/2.fsType`) let documents embed it.
    pub(crate) fn may_be_embedded(&self) -> bool {
        const RESTRICTED: u16 = 0x0002;
        let bits = self.font().and_then(|font| Some(font.os2().ok()?.fs_type()));
        // A face that says nothing is installable, says the specification.
        bits.is_none_or(|bits| bits & 0x000f != RESTRICTED)
    }

    /// Whether it can be read at all.
    pub(crate) fn is_readable(&self) -> bool {
        self.font().is_some()
    }

    fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(self.data.as_ref(), self.index).ok()
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Face")
            .field("name", &self.name)
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}

impl PartialEq for Face {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, self.index, &self.origin) == (&other.name, other.index, &other.origin)
    }
}

/// Whether a font has an outline for a character; a picture of it cannot be embedded.
pub(crate) fn has_outline(font: &FontRef<'_>, character: char) -> bool {
    let outlines: OutlineGlyphCollection<'_> = font.outline_glyphs();
    font.charmap()
        .map(character)
        .is_some_and(|glyph| glyph.to_u32() != 0 && outlines.get(glyph).is_some())
}
