//! Unpacks streams (7.4). Only what text is packed with is known; pictures are never unpacked.

use std::io::Read;

use flate2::bufread::DeflateDecoder;
use nianbao_model::limits::MAX_PART;
use nianbao_model::plugin::Amount;

use crate::fault::Fault;
use crate::syntax::is_space;

/// How a stream was packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filter {
    Flate,
    Hex,
    Ascii85,
}

/// How rows were made smaller before they were packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Predictor {
    pub(crate) kind: i64,
    pub(crate) colors: usize,
    pub(crate) bits: usize,
    pub(crate) columns: usize,
}

const BROKEN: Fault = Fault::Damaged("stream");

impl Filter {
    /// The filter of this name.
    pub(crate) fn named(name: &[u8]) -> Result<Self, Fault> {
        match name {
            b"FlateDecode" | b"Fl" => Ok(Self::Flate),
            b"ASCIIHexDecode" | b"AHx" => Ok(Self::Hex),
            b"ASCII85Decode" | b"A85" => Ok(Self::Ascii85),
            other => Err(Fault::Packed(String::from_utf8_lossy(other).chars().take(32).collect())),
        }
    }

    /// The bytes unpacked, of which there may be so many.
    pub(crate) fn unpack(self, bytes: &[u8], most: u64) -> Result<Vec<u8>, Fault> {
        match self {
            Self::Flate => inflate(bytes, most.min(MAX_PART)),
            Self::Hex => Ok(hexadecimal(bytes)),
            Self::Ascii85 => ascii85(bytes),
        }
    }
}

/// What is beyond the limit on unpacked bytes.
pub(crate) fn too_much(limit: u64) -> Fault {
    Fault::Beyond("解压后的大小", "unpacked size", Amount::Bytes(limit))
}

/// Inflates, and leaves the checksum alone: where the end of the data is there, nothing is
/// missing.
fn inflate(bytes: &[u8], most: u64) -> Result<Vec<u8>, Fault> {
    let zlib = bytes.get(..2).ok_or(BROKEN)?;
    let is_zlib = zlib[0] & 0x0f == 8 && (u32::from(zlib[0]) << 8 | u32::from(zlib[1])).is_multiple_of(31);
    let packed = if is_zlib { &bytes[2..] } else { bytes };
    let mut unpacked = Vec::new();
    DeflateDecoder::new(packed)
        .take(most.saturating_add(1))
        .read_to_end(&mut unpacked)
        .map_err(|_| BROKEN)?;
    if unpacked.len() as u64 > most {
        return Err(too_much(most));
    }
    Ok(unpacked)
}

fn hexadecimal(bytes: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = bytes
        .iter()
        .take_while(|byte| **byte != b'>')
        .filter_map(|byte| char::from(*byte).to_digit(16).map(|digit| digit as u8))
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0))
        .collect()
}

fn ascii85(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut unpacked = Vec::with_capacity(bytes.len() / 5 * 4);
    let mut group: Vec<u8> = Vec::with_capacity(5);
    let bytes = bytes.strip_prefix(b"<~").unwrap_or(bytes);
    for byte in bytes.iter().copied().filter(|byte| !is_space(*byte)) {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => unpacked.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => return Err(BROKEN),
        }
        if group.len() == 5 {
            unpacked.extend(quad(&group));
            group.clear();
        }
    }
    if group.len() > 1 {
        let whole = group.len() - 1;
        group.resize(5, 84);
        unpacked.extend(quad(&group).into_iter().take(whole));
    }
    Ok(unpacked)
}

fn quad(group: &[u8]) -> [u8; 4] {
    let value = group.iter().fold(0_u32, |value, digit| {
        value.wrapping_mul(85).wrapping_add(u32::from(*digit))
    });
    value.to_be_bytes()
}

impl Predictor {
    /// The rows as they were.
    pub(crate) fn undo(self, bytes: Vec<u8>) -> Result<Vec<u8>, Fault> {
        match self.kind {
            ..=1 => Ok(bytes),
            10..=15 => self.undo_png(&bytes),
            _ => Err(Fault::Packed(format!("Predictor {}", self.kind))),
        }
    }

    fn undo_png(self, bytes: &[u8]) -> Result<Vec<u8>, Fault> {
        let bits = self.colors.checked_mul(self.bits).ok_or(BROKEN)?;
        let pixel = bits.div_ceil(8).max(1);
        let row = bits.checked_mul(self.columns).ok_or(BROKEN)?.div_ceil(8);
        if row == 0 || row > bytes.len() {
            return if bytes.is_empty() { Ok(Vec::new()) } else { Err(BROKEN) };
        }
        let mut rows: Vec<u8> = Vec::with_capacity(bytes.len());
        let mut above = vec![0_u8; row];
        for line in bytes.chunks(row + 1) {
            let Some((kind, data)) = line.split_first() else {
                continue;
            };
            let mut current = vec![0_u8; row];
            for (at, byte) in data.iter().enumerate() {
                let left = at.checked_sub(pixel).map_or(0, |at| current[at]);
                let corner = at.checked_sub(pixel).map_or(0, |at| above[at]);
                let add = match kind {
                    0 => 0,
                    1 => left,
                    2 => above[at],
                    3 => ((u16::from(left) + u16::from(above[at])) / 2) as u8,
                    4 => paeth(left, above[at], corner),
                    _ => return Err(BROKEN),
                };
                current[at] = byte.wrapping_add(add);
            }
            rows.extend(&current[..data.len()]);
            above = current;
        }
        Ok(rows)
    }
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(above), i16::from(corner));
    let (pa, pb, pc) = ((b - c).abs(), (a - c).abs(), (a + b - 2 * c).abs());
    if pa <= pb && pa <= pc {
        left
    } else if pb <= pc {
        above
    } else {
        corner
    }
}
