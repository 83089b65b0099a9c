//! Damage by chance, always the same: files cut off, and files with bits flipped.

use std::ops::RangeInclusive;

use super::Family;
use crate::archive::Parts;
use crate::pdf;

pub(super) const FAMILIES: &[Family] = &[
    Family {
        name: "cut.xlsx",
        what: "the example cut off at every tenth",
        ending: "xlsx",
        make: |workbook| {
            (0..10)
                .map(|tenth| workbook[..workbook.len() * tenth / 10].to_vec())
                .collect()
        },
    },
    Family {
        name: "flipped.xlsx",
        what: "the example with one to eight bits flipped",
        ending: "xlsx",
        make: |workbook| flipped(workbook, 150),
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
        make: |_| flipped(OLD, 150),
    },
    Family {
        name: "flipped.ods",
        what: "an OpenDocument workbook with bits flipped in its XML, and the archive whole",
        ending: "ods",
        make: |_| flipped_parts(OPEN_DOCUMENT),
    },
    Family {
        name: "cut.pdf",
        what: "a PDF with a table cut off at every tenth",
        ending: "pdf",
        make: |_| {
            (0..10)
                .map(|tenth| pdf::sample()[..pdf::sample().len() * tenth / 10].to_vec())
                .collect()
        },
    },
    Family {
        name: "flipped.pdf",
        what: "a PDF with a table with one to eight bits flipped",
        ending: "pdf",
        make: |_| flipped(&pdf::sample(), 300),
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
        make: |workbook| vec![workbook.to_vec()],
    },
];

/// Workbooks LibreOffice wrote.
const OLD: &[u8] = include_bytes!("../../../import-excel/tests/fixtures/workbook.xls");
const OPEN_DOCUMENT: &[u8] = include_bytes!("../../../import-excel/tests/fixtures/workbook.ods");

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

fn flipped_parts(workbook: &[u8]) -> Vec<Vec<u8>> {
    let whole = Parts::of(workbook);
    let mut chance = Chance(0xbad);
    (0..150)
        .map(|_| {
            let mut parts = whole.clone();
            for _ in 0..=chance.below(4) {
                let part = chance.below(parts.count());
                if let Some((_, bytes)) = parts.iter_mut().nth(part) {
                    chance.flip(bytes);
                }
            }
            parts.packed()
        })
        .collect()
}

fn escapes(workbook: &[u8]) -> Vec<Vec<u8>> {
    let whole = Parts::of(workbook);
    [
        "_x001B_[31m",
        "_x009B_31m",
        "&#x9b;31m",
        "\u{202e}",
        "&#27;]0;x&#7;",
        "_x000D__x0008_",
    ]
    .map(|escape| {
        let mut parts = whole.clone();
        for (_, bytes) in parts.iter_mut() {
            let text = String::from_utf8_lossy(bytes);
            let text = text
                .replace("公开", &format!("公{escape}开"))
                .replace("总计", &format!("总计{escape}"));
            *bytes = text.into_bytes();
        }
        parts.packed()
    })
    .into()
}
