//! Damage by chance, always the same: files cut off, and files with bits flipped.

use std::io::{Cursor, Read};
use std::ops::RangeInclusive;

use zip::ZipArchive;

use super::archive::Parts;
use super::{Fallible, Family, Made};

pub(super) const FAMILIES: &[Family] = &[
    Family {
        name: "cut.xlsx",
        what: "the example cut off at every tenth",
        ending: "xlsx",
        make: |workbook| {
            Ok((0..10)
                .map(|tenth| workbook[..workbook.len() * tenth / 10].to_vec())
                .collect())
        },
    },
    Family {
        name: "flipped.xlsx",
        what: "the example with one to eight bits flipped",
        ending: "xlsx",
        make: |workbook| Ok(flipped(workbook, 150)),
    },
    Family {
        name: "flipped-parts.xlsx",
        what: "the example with bits flipped in its XML, and the archive whole",
        ending: "xlsx",
        make: flipped_parts,
    },
    Family {
        name: "flipped.xls",
        what: "an old workbook with one to eight bits flipped",
        ending: "xls",
        make: |_| Ok(flipped(OLD, 150)),
    },
    Family {
        name: "flipped.ods",
        what: "an OpenDocument workbook with bits flipped in its XML, and the archive whole",
        ending: "ods",
        make: |_| flipped_parts(OPEN_DOCUMENT),
    },
    Family {
        name: "escapes.xlsx",
        what: "the example with terminal escapes and turned text in its labels and texts",
        ending: "xlsx",
        make: escapes,
    },
    Family {
        name: "renamed",
        what: "the example under the names of other formats",
        ending: "docx",
        make: |workbook| Ok(vec![workbook.to_vec()]),
    },
];

/// Workbooks LibreOffice wrote.
const OLD: &[u8] = include_bytes!("../../../../crates/import-excel/tests/fixtures/workbook.xls");
const OPEN_DOCUMENT: &[u8] = include_bytes!("../../../../crates/import-excel/tests/fixtures/workbook.ods");

/// A small generator of chance (xorshift): the same on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }

    fn flip(&mut self, bytes: &mut [u8]) {
        if !bytes.is_empty() {
            let at = self.below(bytes.len());
            bytes[at] ^= 1 << self.below(8);
        }
    }
}

/// Random bytes of a range.
pub(super) fn random(count: usize, range: RangeInclusive<u8>) -> Vec<u8> {
    let mut chance = Chance(0x5eed);
    let width = usize::from(range.end() - range.start()) + 1;
    (0..count).map(|_| range.start() + chance.below(width) as u8).collect()
}

/// The file so many times, with one to eight bits flipped.
fn flipped(bytes: &[u8], count: usize) -> Vec<Vec<u8>> {
    let mut chance = Chance(0xf11b);
    let copy = |_| {
        let mut copy = bytes.to_vec();
        for _ in 0..=chance.below(8) {
            chance.flip(&mut copy);
        }
        copy
    };
    (0..count).map(copy).collect()
}

/// The parts of an archive.
fn parts(archive: &[u8]) -> Fallible<Vec<(String, Vec<u8>)>> {
    let mut archive = ZipArchive::new(Cursor::new(archive))?;
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index)?;
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        parts.push((part.name()?.into_owned(), bytes));
    }
    Ok(parts)
}

fn flipped_parts(workbook: &[u8]) -> Fallible<Vec<Vec<u8>>> {
    let whole = parts(workbook)?;
    let mut chance = Chance(0xbad);
    (0..150)
        .map(|_| {
            let mut parts = whole.clone();
            for _ in 0..=chance.below(4) {
                let part = chance.below(parts.len());
                chance.flip(&mut parts[part].1);
            }
            packed(parts)
        })
        .collect()
}

fn escapes(workbook: &[u8]) -> Fallible<Vec<Vec<u8>>> {
    let whole = parts(workbook)?;
    [
        "_x001B_[31m",
        "_x009B_31m",
        "&#x9b;31m",
        "\u{202e}",
        "&#27;]0;x&#7;",
        "_x000D__x0008_",
    ]
    .map(|escape| {
        let changed = whole.iter().map(|(name, bytes)| {
            let text = String::from_utf8_lossy(bytes);
            let text = text
                .replace("公开", &format!("公{escape}开"))
                .replace("总计", &format!("总计{escape}"));
            (name.clone(), text.into_bytes())
        });
        packed(changed.collect())
    })
    .into_iter()
    .collect()
}

fn packed(parts: Vec<(String, Vec<u8>)>) -> Made {
    parts
        .into_iter()
        .fold(Parts::default(), |all, (name, bytes)| all.with(name, bytes))
        .packed()
}
