//! Which characters the 256 codes of a simple font are (9.6.6).

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

use super::names;
use crate::fault::Fault;
use crate::file::Document;
use crate::syntax::{Dict, Object};

/// A bit of a font's flags: its characters are those of the Latin alphabet.
const NON_SYMBOLIC: i64 = 1 << 5;

/// The characters of a simple font's codes, where the file states them.
pub(crate) fn simple(document: &Document<'_>, dict: &Dict) -> Result<[Option<Box<str>>; 256], Fault> {
    let encoding = document.get(dict, "Encoding")?;
    let base = match &encoding {
        Object::Dict(own) => document.get(own, "BaseEncoding")?,
        other => other.clone(),
    };
    let mut codes = [const { None }; 256];
    let table: Option<fn(u8) -> Option<char>> = match base.name() {
        Some(b"WinAnsiEncoding") => Some(|code| by(WINDOWS_1252, code)),
        Some(b"MacRomanEncoding") => Some(|code| by(MACINTOSH, code)),
        Some(b"StandardEncoding") => Some(standard),
        // The font has an encoding of its own, which is known only of Latin letters.
        _ if is_latin(document, dict)? => Some(standard),
        _ => None,
    };
    if let Some(table) = table {
        for (code, text) in (0..=255_u8).zip(&mut codes) {
            *text = table(code).filter(|c| !c.is_control()).map(|c| c.to_string().into());
        }
    }
    if let Object::Dict(own) = &encoding {
        let mut code = 0_usize;
        for item in document.items(own.raw("Differences").unwrap_or(&Object::Null))? {
            if let Some(next) = item.count() {
                code = next;
            } else if let Some(name) = item.name() {
                if let Some(text) = codes.get_mut(code) {
                    *text = names::character(name).map(|c| c.to_string().into());
                }
                code = code.saturating_add(1);
            }
        }
    }
    Ok(codes)
}

/// Whether a font says that it is one of Latin letters, or is one of those every viewer has.
fn is_latin(document: &Document<'_>, dict: &Dict) -> Result<bool, Fault> {
    const FAMILIES: [&[u8]; 4] = [b"Helvetica", b"Times", b"Courier", b"Arial"];
    let descriptor = document.get(dict, "FontDescriptor")?;
    if let Some(descriptor) = descriptor.dict() {
        let flags = document.get(descriptor, "Flags")?.int().unwrap_or(0);
        return Ok(flags & NON_SYMBOLIC != 0);
    }
    let name = document.get(dict, "BaseFont")?;
    Ok(FAMILIES
        .iter()
        .any(|family| name.name().unwrap_or_default().starts_with(family)))
}

fn by(encoding: &'static Encoding, code: u8) -> Option<char> {
    let bytes = [code];
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes)?;
    text.chars().next()
}

/// Adobe's standard encoding (Annex D): ASCII but for the quotation marks, and what else Chinese
/// text has of it.
fn standard(code: u8) -> Option<char> {
    Some(match code {
        b'\'' => '’',
        b'`' => '‘',
        b' '..=b'~' => char::from(code),
        0xa1 => '¡',
        0xa2 => '¢',
        0xa3 => '£',
        0xa5 => '¥',
        0xa7 => '§',
        0xa9 => '\'',
        0xaa => '“',
        0xab => '«',
        0xac => '‹',
        0xad => '›',
        0xb1 => '–',
        0xb4 => '·',
        0xb7 => '•',
        0xba => '”',
        0xbb => '»',
        0xbc => '…',
        0xbd => '‰',
        0xd0 => '—',
        _ => return None,
    })
}
