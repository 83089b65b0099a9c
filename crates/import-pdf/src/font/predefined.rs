//! The encodings of Chinese that every viewer knows by name (9.7.5.2): a code is the character
//! itself, in GBK, GB 18030, Big5 or UTF-16. Glyphs are numbered as in the collections Adobe-GB1
//! and Adobe-CNS1, of which only the Latin ones are known here: widths go by these numbers, and all
//! Chinese characters are equally wide.

use encoding_rs::{BIG5, Encoding, GB18030, GBK};

/// An encoding of Chinese.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Predefined {
    kind: Kind,
    /// The number of the glyph of the space; the other Latin ones follow.
    latin: u32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Bytes(&'static Encoding),
    Utf16,
}

/// Adobe-GB1 and Adobe-CNS1: Latin letters as wide as they are.
const PROPORTIONAL: u32 = 1;
/// Adobe-GB1: Latin letters half as wide as Chinese characters.
const HALF_GB1: u32 = 814;
/// Adobe-CNS1: the same.
const HALF_CNS1: u32 = 13_648;
/// A number that no list of widths has: a Chinese character.
const CHINESE: u32 = u32::MAX;

impl Predefined {
    /// The encoding of this name, in either direction of writing.
    pub(crate) fn named(name: &[u8]) -> Option<Self> {
        let name = name.strip_suffix(b"-H").or_else(|| name.strip_suffix(b"-V"))?;
        let (kind, latin) = match name {
            b"GB-EUC" | b"GBK-EUC" => (Kind::Bytes(GBK), HALF_GB1),
            b"GBpc-EUC" | b"GBKp-EUC" => (Kind::Bytes(GBK), PROPORTIONAL),
            b"GBK2K" => (Kind::Bytes(GB18030), HALF_GB1),
            b"ETen-B5" => (Kind::Bytes(BIG5), HALF_CNS1),
            b"B5pc" | b"ETenms-B5" => (Kind::Bytes(BIG5), PROPORTIONAL),
            b"UniGB-UCS2" | b"UniGB-UTF16" | b"UniCNS-UCS2" | b"UniCNS-UTF16" => (Kind::Utf16, PROPORTIONAL),
            _ => return None,
        };
        Some(Self { kind, latin })
    }

    /// How many bytes the next code has, and the number of its glyph.
    pub(crate) fn code(self, bytes: &[u8]) -> (usize, u32) {
        let length = match (self.kind, bytes) {
            (Kind::Utf16, [0xd8..=0xdb, _, 0xdc..=0xdf, _, ..]) => 4,
            (Kind::Utf16, _) => 2,
            (Kind::Bytes(_), [0..=0x80, ..]) => 1,
            (Kind::Bytes(encoding), [_, b'0'..=b'9', ..]) if encoding == GB18030 => 4,
            (Kind::Bytes(_), _) => 2,
        };
        let latin = match (self.kind, bytes) {
            (Kind::Utf16, [0, byte @ b' '..=b'~', ..]) => Some(*byte),
            (Kind::Bytes(_), [byte @ b' '..=b'~', ..]) => Some(*byte),
            _ => None,
        };
        (
            length,
            latin.map_or(CHINESE, |byte| self.latin + u32::from(byte - b' ')),
        )
    }

    /// The character of a code.
    pub(crate) fn text(self, code: &[u8]) -> Option<String> {
        match self.kind {
            Kind::Bytes(encoding) => {
                let text = encoding.decode_without_bom_handling_and_without_replacement(code)?;
                Some(text.into_owned())
            }
            Kind::Utf16 => {
                let units: Vec<u16> = code
                    .chunks_exact(2)
                    .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                    .collect();
                String::from_utf16(&units).ok()
            }
        }
    }
}
