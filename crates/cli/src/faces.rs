//! Tells the rules which characters the embedded typefaces can print.

use nianbao_check::Faces;
use nianbao_fonts::{Role, has_glyph, is_printed};

/// The typefaces that come with the program; in a build without them nothing is known,
/// and nothing is found missing.
pub(crate) struct Embedded;

impl Faces for Embedded {
    fn lacking(&self, level: u8, character: char) -> Option<&'static str> {
        let role = Role::of_rank(level);
        let lacks = is_printed(character) && has_glyph(role, character) == Some(false);
        lacks.then(|| role.name())
    }
}
