//! What a font makes of the bytes of a string: characters and how wide they are (ISO 32000-1,
//! 9.6, 9.7, 9.10). What they look like is never asked.
//!
//! Only what the file states counts: where it does not say which character a code is, the
//! character is unknown. A guess that is right for most files would be a wrong figure in the rest.

mod encoding;
mod names;
mod predefined;
mod widths;

use hayro_cmap::{BfString, CMap};
use nianbao_model::chars;

use self::encoding::simple;
use self::predefined::Predefined;
use self::widths::Widths;
use crate::fault::Fault;
use crate::file::Document;
use crate::limits::MAX_CMAP;
use crate::syntax::{Dict, Object, Stream};

/// A font of a page.
pub(crate) struct Font {
    codes: Codes,
    to_unicode: Option<CMap>,
    widths: Widths,
    /// What its widths are counted in, as a part of the size.
    unit: f64,
    /// Whether its text runs from top to bottom.
    pub(crate) is_vertical: bool,
    /// Whether its characters are signs and no letters: what they are called says nothing.
    is_symbols: bool,
}

/// How a string is split into codes, and what they are called.
enum Codes {
    /// A byte is a code.
    Simple(Box<[Option<Box<str>>; 256]>),
    /// Two bytes are a code, and the number of its glyph.
    Identity,
    /// The codes of a known encoding of Chinese.
    Predefined(Predefined),
    /// A table in the file tells the glyphs of codes.
    Table(Box<CMap>),
}

/// A character of a string.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Glyph {
    /// What it is; nothing if the file does not say.
    pub(crate) text: Option<Box<str>>,
    /// How wide it is, as a part of the size.
    pub(crate) width: f64,
    /// Whether the space between words is added to it.
    pub(crate) is_space: bool,
}

/// What is shown for a sign without a name: it stands before the items of a list.
const SIGN: &str = "•";

impl Font {
    /// Reads the font of this dictionary.
    pub(crate) fn read(document: &Document<'_>, dict: &Dict) -> Result<Self, Fault> {
        let subtype = document.get(dict, "Subtype")?;
        let to_unicode = match document.get(dict, "ToUnicode")? {
            Object::Stream(stream) => table(document, &stream)?,
            _ => None,
        };
        let name = document.get(dict, "BaseFont")?;
        let is_symbols = is_symbols(name.name().unwrap_or_default());
        if subtype.name() == Some(b"Type0") {
            let descendants = document.items(dict.raw("DescendantFonts").unwrap_or(&Object::Null))?;
            let descendant = descendants
                .first()
                .and_then(Object::dict)
                .ok_or(Fault::Damaged("font"))?;
            let (codes, is_vertical) = composite(document, dict)?;
            let widths = Widths::composite(document, descendant)?;
            return Ok(Self {
                codes,
                to_unicode,
                widths,
                unit: 0.001,
                is_vertical,
                is_symbols,
            });
        }
        let unit = match document.get(dict, "FontMatrix")? {
            Object::Array(matrix) if subtype.name() == Some(b"Type3") => {
                matrix.first().and_then(Object::number).unwrap_or(0.001).abs()
            }
            _ => 0.001,
        };
        Ok(Self {
            codes: Codes::Simple(Box::new(simple(document, dict)?)),
            to_unicode,
            widths: Widths::simple(document, dict)?,
            unit,
            is_vertical: false,
            is_symbols,
        })
    }

    /// The characters of a string, one after the other: it may be long.
    pub(crate) fn glyphs<'a>(&'a self, mut bytes: &'a [u8]) -> impl Iterator<Item = Glyph> + 'a {
        std::iter::from_fn(move || {
            if bytes.is_empty() {
                return None;
            }
            let (length, number) = self.code(bytes);
            let (code, rest) = bytes.split_at(length.clamp(1, bytes.len()));
            bytes = rest;
            Some(Glyph {
                text: self.text(code).or_else(|| self.is_symbols.then(|| SIGN.into())),
                width: self.widths.of(number) * self.unit,
                is_space: code == b" ",
            })
        })
    }

    /// How many bytes the next code has, and the number of its glyph, by which its width goes.
    fn code(&self, bytes: &[u8]) -> (usize, u32) {
        match &self.codes {
            Codes::Simple(_) => (1, u32::from(bytes[0])),
            Codes::Identity => (2, value(&bytes[..bytes.len().min(2)])),
            Codes::Predefined(encoding) => encoding.code(bytes),
            Codes::Table(table) => {
                let found = (1..=4_u8.min(bytes.len() as u8)).find_map(|length| {
                    let number = table.lookup_cid_code(value(&bytes[..usize::from(length)]), length)?;
                    Some((usize::from(length), number))
                });
                found.unwrap_or((2, 0))
            }
        }
    }

    fn text(&self, code: &[u8]) -> Option<Box<str>> {
        let stated = self
            .to_unicode
            .as_ref()
            .and_then(|table| table.lookup_bf_string(value(code)));
        let stated = match stated {
            Some(BfString::Char(c)) => readable(&c.to_string()),
            Some(BfString::String(text)) => readable(&text),
            None => None,
        };
        stated.or_else(|| match &self.codes {
            Codes::Simple(names) => names[usize::from(code[0])].clone(),
            Codes::Predefined(encoding) => encoding.text(code).and_then(|text| readable(&text)),
            Codes::Identity | Codes::Table(_) => None,
        })
    }
}

/// A code as a number.
fn value(code: &[u8]) -> u32 {
    code.iter().fold(0, |value, byte| value << 8 | u32::from(*byte))
}

/// A text as it is written; nothing where it is none. Copies of radicals are the characters
/// themselves, and ligatures the letters they are made of.
fn readable(text: &str) -> Option<Box<str>> {
    let is_text = |c: char| !matches!(c, '\0' | '\u{fffd}') && !chars::is_noncharacter(c);
    (!text.is_empty() && text.chars().all(is_text)).then(|| text.chars().map(chars::unified).collect())
}

/// Whether this is a font of signs, by its name.
fn is_symbols(name: &[u8]) -> bool {
    let name = String::from_utf8_lossy(name).to_ascii_lowercase();
    ["wingdings", "webdings", "zapfdingbats", "symbol"]
        .iter()
        .any(|signs| name.contains(signs))
}

/// A table of characters or glyphs.
fn table(document: &Document<'_>, stream: &Stream) -> Result<Option<CMap>, Fault> {
    let text = document.unpacked(stream)?;
    if text.len() > MAX_CMAP {
        return Err(Fault::beyond(
            "字体编码表的字节数",
            "number of bytes in a font's table of characters",
            MAX_CMAP,
        ));
    }
    Ok(CMap::parse(&text, |_| None))
}

/// The encoding of a composite font, and whether it runs from top to bottom.
fn composite(document: &Document<'_>, dict: &Dict) -> Result<(Codes, bool), Fault> {
    match document.get(dict, "Encoding")? {
        Object::Name(name) => {
            let is_vertical = name.ends_with(b"-V");
            let codes = match &*name {
                b"Identity-H" | b"Identity-V" => Codes::Identity,
                name => match Predefined::named(name) {
                    Some(encoding) => Codes::Predefined(encoding),
                    None => return Err(Fault::Packed(String::from_utf8_lossy(name).chars().take(32).collect())),
                },
            };
            Ok((codes, is_vertical))
        }
        Object::Stream(stream) => {
            let table = table(document, &stream)?.ok_or(Fault::Damaged("CMap"))?;
            let is_vertical = document.get(&stream.dict, "WMode")?.int() == Some(1);
            Ok((Codes::Table(Box::new(table)), is_vertical))
        }
        _ => Err(Fault::Damaged("Encoding")),
    }
}

#[cfg(test)]
mod tests;
