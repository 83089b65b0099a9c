//! How cells look, as far as that changes what a person reads in them: the number format, what
//! is struck out, what is raised. [`Face`] is shared by all formats of workbooks; where a format
//! keeps it is for that format's reader to know.

use std::sync::Arc;

use nianbao_model::runs::{self, Run};
use nianbao_model::source::CellValue;
use nianbao_model::symbols::Symbols;

use nianbao_number_format::Format;

use crate::colour::{BLACK, Colour, Ground, WHITE};

/// How the characters of a cell or of a piece of its text look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Face {
    /// Struck out.
    pub(crate) struck: bool,
    /// Raised or lowered.
    pub(crate) raised: bool,
    /// Too small to be read.
    pub(crate) tiny: bool,
    /// None, where the program is to choose: black.
    pub(crate) colour: Option<Colour>,
    /// The face of symbols, if it is one.
    pub(crate) symbols: Option<Symbols>,
}

/// How a cell looks.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Style {
    /// Its number format; none where it shows values as they are.
    pub(crate) format: Option<Arc<Format>>,
    /// Its characters, where no piece of the text says otherwise.
    pub(crate) face: Face,
    /// What lies under them.
    pub(crate) ground: Ground,
    /// Whether it repeats what it holds as often as there is room for it (alignment 填充).
    pub(crate) fills: bool,
}

impl Style {
    /// Whether characters that look like this cannot be seen in such a cell.
    pub(crate) fn hides(&self, face: Face) -> bool {
        face.tiny || !self.ground.shows(face.colour.unwrap_or(BLACK))
    }

    /// Whether what such a cell holds cannot be seen. A number's format may have a colour of its own.
    pub(crate) fn is_unseen(&self, value: &CellValue) -> bool {
        let colour = match (&self.format, value) {
            (Some(format), CellValue::Number(number)) => format.colour(*number).map(Colour::Rgb),
            _ => None,
        };
        self.hides(Face {
            colour: colour.or(self.face.colour),
            ..self.face
        })
    }

    /// Whether a value shows under this style as under another.
    pub(crate) fn is_seen_as(&self, other: &Self, value: &CellValue) -> bool {
        self.format == other.format
            && self.face.struck == other.face.struck
            && self.is_unseen(value) == other.is_unseen(value)
    }

    /// This style over another, which keeps what this does not state.
    pub(crate) fn over(&self, other: &Self) -> Self {
        Self {
            format: self.format.clone().or_else(|| other.format.clone()),
            face: Face {
                struck: self.face.struck || other.face.struck,
                raised: self.face.raised || other.face.raised,
                tiny: self.face.tiny || other.face.tiny,
                colour: self.face.colour.or(other.face.colour),
                symbols: self.face.symbols.or(other.face.symbols),
            },
            ground: match self.ground {
                Ground::Bare => other.ground,
                painted => painted,
            },
            fills: self.fills || other.fills,
        }
    }

    /// Whether the cell shows what it holds.
    pub(crate) fn is_plain(&self) -> bool {
        self.format.is_none() && self.face == Face::default() && self.ground == Ground::Bare && !self.fills
    }
}

/// A piece of a text: where it begins, in UTF-16 units as all office programs count, and how it
/// looks; none where it looks like its cell.
pub(crate) type Piece = (usize, Option<Face>);

/// Whether text of this height can be read, in twentieths of a point; programs write 0 for any.
pub(crate) fn is_legible(twips: u16) -> bool {
    twips == 0 || runs::is_legible(f32::from(twips) / 20.0)
}

/// What is seen of a text where some of it is set in a face of symbols, and the signs that are not known;
/// none where none is. Each sign is as long as what stands for it.
pub(crate) fn signs(text: &str, pieces: &[Piece], cell: Face) -> Option<(String, String)> {
    let faces = || pieces.iter().filter_map(|(_, face)| *face).chain([cell]);
    if !faces().any(|face| face.symbols.is_some()) {
        return None;
    }
    let (mut seen, mut unknown) = (String::new(), String::new());
    let mut units = 0;
    for c in text.chars() {
        let piece = pieces.iter().rfind(|(start, _)| *start <= units);
        let face = piece.and_then(|(_, face)| *face).unwrap_or(cell);
        units += c.len_utf16();
        match face.symbols {
            Some(symbols) => {
                let (sign, other) = symbols.shown(c.encode_utf8(&mut [0; 4]));
                seen.push_str(&sign);
                unknown.push_str(&other);
            }
            None => seen.push(c),
        }
    }
    Some((seen, unknown))
}

/// The text of a cell without what is struck out, what cannot be seen and the marks of notes.
pub(crate) fn read(text: &str, pieces: &[Piece], style: &Style) -> runs::Reading {
    let mut runs = Vec::new();
    let cell = style.face;
    let run = |text, face| run(text, face, style);
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
    let is_painted = matches!(style.ground, Ground::Painted(colour) if !colour.is_like(WHITE));
    // White alone is how a dark header is written; what has the colour of its cell is never seen.
    if is_painted && runs.iter().all(|run| run.white || run.text.trim().is_empty()) {
        return runs::Reading {
            unseen: Some(text.to_owned()).filter(|text| !text.trim().is_empty()),
            ..runs::Reading::default()
        };
    }
    runs::read(&runs)
}

fn run<'a>(text: &'a str, face: Face, style: &Style) -> Run<'a> {
    Run {
        text,
        struck: face.struck,
        raised: face.raised,
        white: style.hides(face),
    }
}

/// Two numbers of different colours in one cell, such as one in black and its correction in red, parted by
/// a line's end: side by side they would read as one. `None` for any other text.
pub(crate) fn parted(text: &str, pieces: &[Piece]) -> Option<String> {
    // Digits and blanks are one byte and one unit each.
    let is_numbers = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ');
    if pieces.len() < 2 || !is_numbers {
        return None;
    }
    let colour = |piece: &Piece| piece.1.and_then(|face| face.colour);
    let turns = pieces.windows(2).filter(|pair| colour(&pair[0]) != colour(&pair[1]));
    let mut parts = Vec::new();
    let mut start = 0;
    for at in turns.map(|pair| pair[1].0).chain([text.len()]) {
        parts.push(text.get(start..at)?.trim());
        start = at;
    }
    parts.retain(|part| !part.is_empty());
    (parts.len() > 1).then(|| parts.join("\n"))
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
        let reading = read("𠮷上传5\u{ff11}6件", &[(4, struck), (6, None)], &Style::default());
        assert_eq!(
            (reading.text.as_str(), reading.struck.as_deref()),
            ("𠮷上传6件", Some("5\u{ff11}"))
        );
        let reading = read(
            "待定6",
            &[(2, Some(Face::default()))],
            &Style {
                face: Face {
                    struck: true,
                    ..Face::default()
                },
                ..Style::default()
            },
        );
        assert_eq!((reading.text.as_str(), reading.struck.as_deref()), ("6", Some("待定")));
        let signs = |text: &str, start| {
            signs(
                text,
                &[(
                    start,
                    Some(Face {
                        symbols: Symbols::named("Wingdings 2"),
                        ..Face::default()
                    }),
                )],
                Face::default(),
            )
        };
        assert_eq!(signs("R对R", 2), Some(("R对☑".to_owned(), String::new())));
        assert_eq!(read("", &[(0, struck), (9, None)], &Style::default()).text, "");
    }

    #[test]
    fn numbers_of_two_colours_are_two_numbers() {
        let red = Face {
            colour: Some(Colour::Rgb([255, 0, 0])),
            ..Face::default()
        };
        let pieces = [(0, None), (4, Some(red))];
        assert_eq!(parted("143 134", &pieces).as_deref(), Some("143\n134"));
        assert_eq!(parted("143 ", &pieces), None);
        assert_eq!(parted("143件134", &pieces), None);
        assert_eq!(parted("143 134", &[(0, None), (4, None)]), None);
    }
}
