//! Bytes of a text file, in whatever encoding an office computer wrote them, into
//! text; and whether that text is a table of delimited values. It is shared by the
//! importers of text and of tables, so that each file is recognised by exactly one
//! of them. What the text says is theirs to find out.

mod column;
mod decode;
mod delimiter;
mod leading;

pub use column::{column, declared};
pub use decode::{decode, is_unreadable_text};
pub use delimiter::delimiter;
pub use leading::skip_blanks;
