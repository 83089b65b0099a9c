//! Which typeface serves which role in an official document (GB/T 9704-2012): the faces
//! that come with the program, or those of this machine or a folder; and which face has a
//! character that the role's own has not. It knows nothing of any document format.

mod collection;
mod embedded;
mod face;
mod installed;
mod role;
mod source;
#[cfg(test)]
#[cfg(feature = "embedded")]
mod tests;

pub use collection::{Choice, Collection, Error, Why, collection};
use nianbao_model::chars::is_ignorable;

pub use face::{Data, Face, Origin};
pub use role::Role;
pub use source::Source;

/// The mark printers set for a character they have no type for (geta, U+3013).
pub const MISSING: char = '〓';

/// Whether a character is printed at all: white space, joiners and control characters are
/// laid out or left out, and need no glyph.
pub fn is_printed(character: char) -> bool {
    !(character.is_whitespace() || character.is_control() || is_ignorable(character))
}

/// Hands over the face of a role, for a build that has none in it. Its bytes are to be those of the
/// face in `fandol/`: documents are the same, wherever the face stood.
pub fn hand_over(role: Role, face: Vec<u8>) {
    embedded::handed::take(role, face);
}

/// Hands over the files of faces that are installed on this machine, where the library may not look
/// for them itself, as in a browser: [`Source::System`] is these.
pub fn hand_over_installed(files: Vec<Vec<u8>>) {
    collection::hand_over_installed(files);
}
