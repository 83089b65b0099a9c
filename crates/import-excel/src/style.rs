//! How cells look, as far as that changes what a person reads in them: the number format, what
//! is struck out, what is raised. [`Face`] is shared by all formats of workbooks; where a format
//! keeps it is for that format's reader to know.

use std::sync::Arc;

use nianbao_model::runs::{self, Run};

use nianbao_number_format::Format;

/// How the characters of a cell or of a piece of its text look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Face {
    /// Struck out.
    pub(crate) struck: bool,
    /// Raised or lowered.
    pub(crate) raised: bool,
    /// White, or too small to be read.
    pub(crate) white: bool,
}

/// How a cell looks.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Style {
    /// Its number format; none where it shows values as they are.
    pub(crate) format: Option<Arc<Format>>,
    /// Its characters, where no piece of the text says otherwise.
    pub(crate) face: Face,
    /// Whether the cell has a ground of its own, or may have one: what is white shows on it.
    pub(crate) painted: bool,
}

impl Style {
    /// Whether what such a cell holds cannot be seen: it is white, and nothing is painted under it.
    pub(crate) fn is_unseen(&self) -> bool {
        self.face.white && !self.painted
    }

    /// Whether the cell shows what it holds.
    pub(crate) fn is_plain(&self) -> bool {
        self.format.is_none() && self.face == Face::default()
    }
}

/// A piece of a text: where it begins, in UTF-16 units as all office programs count, and how it
/// looks; none where it looks like its cell.
pub(crate) type Piece = (usize, Option<Face>);

/// Whether text of this height can be read, in twentieths of a point; programs write 0 for any.
pub(crate) fn is_legible(twips: u16) -> bool {
    twips == 0 || runs::is_legible(f32::from(twips) / 20.0)
}

/// The text of a cell without what is struck out and without the marks of notes.
pub(crate) fn read(text: &str, pieces: &[Piece], cell: Face) -> runs::Reading {
    let mut runs = Vec::new();
    let mut face = cell;
    let mut pieces = pieces.iter().peekable();
    let (mut begin, mut units) = (0, 0);
    for (at, c) in text.char_indices() {
        while let Some((_, next)) = pieces.next_if(|(start, _)| *start <= units) {
            let next = next.unwrap_or(cell);
            if next != face {
                runs.push(run(&text[begin..at], face));
                (begin, face) = (at, next);
            }
        }
        units += c.len_utf16();
    }
    runs.push(run(&text[begin..], face));
    runs::read(&runs)
}

fn run(text: &str, face: Face) -> Run<'_> {
    Run {
        text,
        struck: face.struck,
        raised: face.raised,
        white: face.white,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_counted_as_office_programs_count() {
        let struck = Some(Face {
            struck: true,
            raised: false,
            ..Face::default()
        });
        let reading = read("𠮷上传5\u{ff11}6件", &[(4, struck), (6, None)], Face::default());
        assert_eq!(
            (reading.text.as_str(), reading.struck.as_deref()),
            ("𠮷上传6件", Some("5\u{ff11}"))
        );
        let reading = read(
            "待定6",
            &[(2, Some(Face::default()))],
            Face {
                struck: true,
                raised: false,
                ..Face::default()
            },
        );
        assert_eq!((reading.text.as_str(), reading.struck.as_deref()), ("6", Some("待定")));
        assert_eq!(read("", &[(0, struck), (9, None)], Face::default()).text, "");
    }
}
