//! Compound files (MS-CFB), the container of `.xls`, `.et` and `.doc`: the directory, and
//! where the pieces of a stream lie.
//!
//! Reads no more than is needed to inspect a workbook before calamine opens it: calamine
//! follows a chain of sectors as long as it goes, so a circle would fill the memory. Here
//! every chain is at most as long as the file.

use std::ops::Range;

use crate::bytes::{u16_at, u32_at, utf16};

/// How a compound file begins.
pub(crate) const MAGIC: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// The first of the sector numbers that mean something else.
const FIRST_SPECIAL: u32 = 0xffff_fffa;
/// The end of a chain.
const END: u32 = 0xffff_fffe;
/// Sector numbers from here on are free places in the table of tables.
const FREE: u32 = 0xffff_fffc;
/// Sectors of the small streams, in bytes.
const MINI_SECTOR: usize = 64;
/// Streams shorter than this are small.
const MINI_LIMIT: u64 = 4096;
/// Bytes of an entry in the directory.
const ENTRY: usize = 128;

/// An opened compound file whose own tables have no circles.
#[derive(Debug)]
pub(crate) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    /// Where the sectors that hold the small streams lie in the file.
    mini_stream: Vec<Range<usize>>,
    entries: Vec<Entry>,
}

/// A stream or storage.
#[derive(Debug)]
struct Entry {
    name: String,
    siblings: [u32; 2],
    child: u32,
    start: u32,
    length: u64,
}

impl<'a> Compound<'a> {
    /// Opens a file; none if it is damaged.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(MAGIC) || u16_at(bytes, 32)? != 6 {
            return None;
        }
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut compound = Self {
            bytes,
            sector,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        compound.fat = compound.table()?;
        let directory = compound.content(&compound.chain(u32_at(bytes, 48)?)?);
        compound.entries = directory
            .chunks_exact(ENTRY)
            .map(|data| compound.entry(data))
            .collect::<Option<_>>()?;
        if u32_at(bytes, 64)? > 0 {
            compound.mini_stream = compound.chain(compound.entries.first()?.start)?;
            let mini_fat = compound.content(&compound.chain(u32_at(bytes, 60)?)?);
            compound.mini_fat = numbers(&mini_fat).collect();
        }
        Some(compound)
    }

    /// The names at the top of the directory: those that say what the file is.
    pub(crate) fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        let mut seen = vec![false; self.entries.len()];
        let mut open = vec![self.entries.first().map_or(u32::MAX, |root| root.child)];
        while let Some(id) = open.pop() {
            if let Some(entry) = self.entries.get(id as usize)
                && !std::mem::replace(&mut seen[id as usize], true)
            {
                names.push(entry.name.as_str());
                open.extend(entry.siblings);
            }
        }
        names
    }

    /// Where the pieces of the first stream of this name lie in the file, in order.
    pub(crate) fn stream(&self, name: &str) -> Option<Vec<Range<usize>>> {
        let entry = self
            .entries
            .iter()
            .find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        let pieces = if entry.length < MINI_LIMIT {
            let per_sector = self.sector / MINI_SECTOR;
            follow(entry.start, &self.mini_fat)?
                .into_iter()
                .map(|id| {
                    let sector = self.mini_stream.get(id / per_sector)?;
                    let start = sector.start + id % per_sector * MINI_SECTOR;
                    Some(start.min(sector.end)..(start + MINI_SECTOR).min(sector.end))
                })
                .collect::<Option<Vec<_>>>()?
        } else {
            self.chain(entry.start)?
        };
        let mut left = entry.length;
        let mut cut = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let length = left.min(piece.len() as u64);
            cut.push(piece.start..piece.start + length as usize);
            left -= length;
        }
        Some(cut)
    }

    /// The bytes of these pieces.
    pub(crate) fn content(&self, pieces: &[Range<usize>]) -> Vec<u8> {
        pieces
            .iter()
            .flat_map(|piece| &self.bytes[piece.clone()])
            .copied()
            .collect()
    }

    /// The table of all chains, which is listed in the header and a chain of its own.
    fn table(&self) -> Option<Vec<u32>> {
        let mut sectors: Vec<u32> = numbers(self.bytes.get(76..512)?).collect();
        let mut next = u32_at(self.bytes, 68)?;
        let most = self.bytes.len() / self.sector;
        while next < FIRST_SPECIAL {
            sectors.extend(numbers(&self.bytes[self.whole_sector(next)?]));
            next = sectors.pop()?;
            if sectors.len() > most + 2 * self.sector {
                return None;
            }
        }
        let mut table = Vec::new();
        for id in sectors.into_iter().filter(|id| *id < FREE) {
            table.extend(numbers(&self.bytes[self.whole_sector(id)?]));
            if table.len() > self.bytes.len() / 4 {
                return None;
            }
        }
        Some(table)
    }

    /// Where the sectors of a chain lie; none if it goes in a circle or out of the file.
    fn chain(&self, start: u32) -> Option<Vec<Range<usize>>> {
        follow(start, &self.fat)?
            .into_iter()
            .map(|id| {
                let place = self.place(id)?;
                // The last sector of a file may be cut.
                (place.start < self.bytes.len()).then(|| place.start..place.end.min(self.bytes.len()))
            })
            .collect()
    }

    fn whole_sector(&self, id: u32) -> Option<Range<usize>> {
        self.place(id as usize).filter(|place| place.end <= self.bytes.len())
    }

    fn place(&self, id: usize) -> Option<Range<usize>> {
        let start = id.checked_add(1)?.checked_mul(self.sector)?;
        Some(start..start.checked_add(self.sector)?)
    }

    fn entry(&self, data: &[u8]) -> Option<Entry> {
        let low = u64::from(u32_at(data, 120)?);
        // Files with small sectors may leave rubbish in the upper half.
        let high = if self.sector == 512 {
            0
        } else {
            u64::from(u32_at(data, 124)?)
        };
        Some(Entry {
            name: utf16(&data[..64]).split('\0').next()?.to_owned(),
            siblings: [u32_at(data, 68)?, u32_at(data, 72)?],
            child: u32_at(data, 76)?,
            start: u32_at(data, 116)?,
            length: high << 32 | low,
        })
    }
}

/// The sectors of a chain; none if it goes in a circle or out of the table.
fn follow(start: u32, table: &[u32]) -> Option<Vec<usize>> {
    let mut chain = Vec::new();
    let mut next = start;
    while next != END {
        if chain.len() >= table.len() {
            return None;
        }
        chain.push(next as usize);
        next = *table.get(next as usize)?;
    }
    Some(chain)
}

fn numbers(data: &[u8]) -> impl Iterator<Item = u32> {
    data.chunks_exact(4)
        .map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}
