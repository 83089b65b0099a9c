//! The typefaces the pages are set in, each cut down to the glyphs that are used.
//!
//! A face keeps what a reader needs to show text without help: which glyph a character is
//! (`cmap`) and how high its lines are (`OS/2`), both of which the cut leaves out. It keeps its
//! own names and its licence.

use std::collections::BTreeMap;

use nianbao_model::plugin::ExportError;
use nianbao_typeset::failed;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use skrifa::raw::{FontRef, TableProvider, TopLevelTable};
use subsetter::{GlyphRemapper, Tag, subset_with_variations};
use typst::text::FontInstance;
use write_fonts::FontBuilder;
use write_fonts::tables::cmap::Cmap;
use write_fonts::types::GlyphId;

/// A face and what is used of it.
pub(crate) struct Face {
    pub(crate) id: u32,
    font: FontInstance,
    glyphs: GlyphRemapper,
    /// The glyph of the face that is cut down, for each character that one glyph stands for.
    characters: BTreeMap<char, u16>,
}

/// All faces, in the order they are first used in.
#[derive(Default)]
pub(crate) struct Faces(Vec<Face>);

impl Faces {
    /// The face of a text; `id` gives a new one its number.
    pub(crate) fn of(&mut self, font: &FontInstance, id: impl FnOnce() -> u32) -> &mut Face {
        let is_it = |face: &Face| {
            let (one, other) = (face.font.font(), font.font());
            one.data().as_ptr() == other.data().as_ptr()
                && one.index() == other.index()
                && face.font.variations() == font.variations()
        };
        let at = self.0.iter().position(is_it).unwrap_or_else(|| {
            self.0.push(Face {
                id: id(),
                font: font.clone(),
                glyphs: GlyphRemapper::new(),
                characters: BTreeMap::new(),
            });
            self.0.len() - 1
        });
        &mut self.0[at]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Face> {
        self.0.iter()
    }

    /// The file of each face with its name: they are cut on all cores.
    ///
    /// # Errors
    /// [`ExportFault::Internal`](nianbao_model::plugin::ExportFault::Internal) if a face is not
    /// such as could be laid out with.
    pub(crate) fn files(&self) -> Result<Vec<(String, Vec<u8>)>, ExportError> {
        let file = |face: &Face| Ok((face.file_name(), face.file()?));
        self.0.par_iter().map(file).collect()
    }
}

impl Face {
    /// The number a glyph has in the face that is cut down.
    pub(crate) fn glyph(&mut self, glyph: u16) -> u16 {
        self.glyphs.remap(glyph)
    }

    /// Notes that a glyph, by its number in the face that is cut down, is this character alone.
    pub(crate) fn is_glyph_of(&mut self, character: char, glyph: u16) {
        self.characters.entry(character).or_insert(glyph);
    }

    /// The name a reader looks for where it cannot use the embedded face.
    pub(crate) fn name(&self) -> String {
        let font = self.font.font();
        font.post_script_name().unwrap_or_else(|| self.family())
    }

    pub(crate) fn family(&self) -> String {
        self.font.font().info().family.as_str().to_owned()
    }

    /// The name of its file.
    pub(crate) fn file_name(&self) -> String {
        let is_cff = self.font.ttf().tables().cff.is_some();
        format!("font_{}.{}", self.id, if is_cff { "otf" } else { "ttf" })
    }

    /// The face cut down to what is used.
    fn file(&self) -> Result<Vec<u8>, ExportError> {
        let said = |error: &dyn std::fmt::Display| failed(&format!("{}: {error}", self.name()));
        let (data, index) = (self.font.font().data(), self.font.font().index());
        let variations: Vec<(Tag, f32)> = self
            .font
            .variations()
            .0
            .iter()
            .map(|(tag, value)| (Tag::new(&tag.to_bytes()), value.0))
            .collect();
        let cut = subset_with_variations(data, index, &variations, &self.glyphs).map_err(|error| said(&error))?;
        let whole = FontRef::from_index(data, index).map_err(|error| said(&error))?;
        let cut = FontRef::new(&cut).map_err(|error| said(&error))?;
        let glyphs = self
            .characters
            .iter()
            .map(|(c, glyph)| (*c, GlyphId::new((*glyph).into())));
        let mut font = FontBuilder::new();
        font.add_table(&Cmap::from_mappings(glyphs).map_err(|error| said(&error))?)
            .map_err(|error| said(&error))?;
        let os2 = skrifa::raw::tables::os2::Os2::TAG;
        if let Some(table) = whole.data_for_tag(os2) {
            font.add_raw(os2, table.as_bytes());
        }
        Ok(font.copy_missing_tables(cut).build())
    }
}
