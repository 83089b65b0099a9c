//! The texts of `.xlsx`: plain, or in runs that look different (ECMA-376-1, 18.4). How Chinese
//! or Japanese characters sound (`rPh`) is no part of them.

use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::colour::{BLACK, Colour};
use crate::errors::beyond;
use crate::limits::MAX_STRINGS;
use crate::style::{Face, Piece};
use crate::xml;
use nianbao_model::Locus;
use nianbao_model::plugin::ImportError;
use nianbao_model::runs;
use nianbao_model::symbols::Symbols;

/// A text with the looks of its pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rich {
    pub(crate) text: String,
    /// Empty where all looks like the cell.
    pub(crate) pieces: Rc<[Piece]>,
}

/// The length of a growing text in UTF-16 units, each character counted once.
#[derive(Debug, Default)]
pub(crate) struct Units {
    bytes: usize,
    units: usize,
}

impl Units {
    /// Of a text that only grew since it was counted last.
    pub(crate) fn of(&mut self, text: &str) -> usize {
        self.units += text.get(self.bytes..).unwrap_or_default().encode_utf16().count();
        self.bytes = text.len();
        self.units
    }
}

/// The shared strings of a workbook.
///
/// # Errors
/// If there are too many, or the XML is not sound.
pub(crate) fn shared(
    text: &str,
    locus: &Locus,
    broken: impl Fn(String) -> ImportError,
) -> Result<Vec<Rich>, ImportError> {
    let too_many = || beyond(locus.clone(), "文本数", "number of texts", MAX_STRINGS);
    let mut reader = xml::reader(text);
    let mut strings = Vec::new();
    loop {
        match xml::next(&mut reader).map_err(&broken)? {
            Event::Start(element) if element.local_name().as_ref() == "sst" => {
                let announced = xml::raw(&element, "uniqueCount").and_then(|count| count.trim().parse::<u64>().ok());
                if announced.is_some_and(|announced| announced > MAX_STRINGS) {
                    return Err(too_many());
                }
            }
            Event::Start(element) if element.local_name().as_ref() == "si" => {
                if strings.len() as u64 == MAX_STRINGS {
                    return Err(too_many());
                }
                strings.push(read(&mut reader).map_err(&broken)?);
            }
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// Reads up to the end of an element with text in it: `si`, `is` or `text`.
///
/// # Errors
/// What is wrong with its XML.
pub(crate) fn read(reader: &mut Reader<&[u8]>) -> Result<Rich, String> {
    let mut text = String::new();
    let mut units = Units::default();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open = 1usize;
    while open > 0 {
        match xml::next(reader)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "rPh" => xml::pass_over(reader)?,
                "r" => {
                    open += 1;
                    pieces.push((units.of(&text), None));
                }
                "rPr" => {
                    let face = face(reader)?;
                    if let Some((_, piece)) = pieces.last_mut() {
                        *piece = Some(face);
                    }
                }
                "t" => {
                    let start = text.len();
                    xml::push_text(reader, &mut text)?;
                    unescape(&mut text, start);
                }
                _ => open += 1,
            },
            Event::End(_) => open -= 1,
            Event::Eof => return Err("EOF".to_owned()),
            _ => {}
        }
    }
    // Runs that differ in nothing that matters.
    let plain = |piece: &Piece| piece.1.is_none_or(|face| face == Face::default());
    if pieces.iter().all(plain) && pieces.first().is_none_or(|first| first.1.is_none()) {
        pieces.clear();
    }
    Ok(Rich {
        text,
        pieces: pieces.into(),
    })
}

/// Reads how a font or a run looks, up to the end of its element.
///
/// # Errors
/// What is wrong with its XML.
pub(crate) fn face(reader: &mut Reader<&[u8]>) -> Result<Face, String> {
    let mut face = Face::default();
    let mut open = 1usize;
    while open > 0 {
        match xml::next(reader)? {
            Event::Start(element) => {
                open += 1;
                let value = xml::raw(&element, "val");
                match element.local_name().as_ref() {
                    "strike" => face.struck = value.is_none_or(|value| !matches!(&*value, "0" | "false")),
                    "color" => face.colour = Colour::of(&element).filter(|colour| !colour.is_like(BLACK)),
                    "sz" => {
                        let size = value.and_then(|value| value.trim().parse().ok());
                        face.tiny |= size.is_some_and(|size| !runs::is_legible(size));
                    }
                    "rFont" | "name" => face.symbols = value.and_then(|name| Symbols::named(&name)),
                    "vertAlign" => face.raised = value.is_some_and(|value| value != "baseline"),
                    _ => {}
                }
            }
            Event::End(_) => open -= 1,
            Event::Eof => return Err("EOF".to_owned()),
            _ => {}
        }
    }
    Ok(face)
}

/// Characters XML cannot hold are written `_x000D_`.
pub(crate) fn unescape(text: &mut String, start: usize) {
    if !text[start..].contains("_x") {
        return;
    }
    let escaped = text.split_off(start);
    let mut rest = escaped.as_str();
    while let Some(at) = rest.find("_x") {
        text.push_str(&rest[..at]);
        let code = rest
            .get(at + 2..at + 6)
            .filter(|_| rest[at + 2..].get(4..5) == Some("_"));
        match code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?)) {
            Some(c) => {
                text.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                text.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    text.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(inside: &str) -> Rich {
        let si = format!("<si>{inside}</si>");
        let mut reader = xml::reader(&si);
        xml::next(&mut reader).unwrap();
        read(&mut reader).unwrap()
    }

    #[test]
    fn runs_are_told_apart_where_they_look_different() {
        assert_eq!(text("<t>a_x000D_b_x_&amp;_x00e9_</t>").text, "a\rb_x_&é");
        let plain = text("<r><t>总体</t></r><r><rPr><b/></rPr><t>情况</t></r><rPh sb=\"0\"><t>zong</t></rPh>");
        assert_eq!((plain.text.as_str(), plain.pieces.len()), ("总体情况", 0));
        let struck =
            text("<r><t>件</t></r><r><rPr><strike/></rPr><t>5</t></r><r><rPr><strike val=\"0\"/></rPr><t>6</t></r>");
        let faces: Vec<_> = struck
            .pieces
            .iter()
            .map(|(at, face)| (*at, face.map(|face| face.struck)))
            .collect();
        assert_eq!(faces, [(0, None), (1, Some(true)), (2, Some(false))]);
        let raised = text("<r><t>7</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>2</t></r>");
        assert!(raised.pieces[1].1.unwrap().raised);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(_x|_|[0-9A-F]{0,5}|中|é){0,12}") {
            let mut unescaped = text.clone();
            unescape(&mut unescaped, 0);
        }
    }
}
