//! The shared strings of a `.xls` workbook, as far as calamine does not tell: how long they are
//! (every cell that names one gets a copy from calamine, so what cells name is counted first),
//! and where their characters begin to look different.

use crate::bytes::{u16_at, u32_at};

/// The part of the record before the first string.
const HEADER: usize = 8;

/// What is known of a string without its text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    /// Its length in characters.
    pub(crate) length: u32,
    /// From which character on it has which font.
    pub(crate) runs: Vec<(u16, u16)>,
}

/// The outlines of all shared strings. `pieces` are the record's body and its continuations;
/// none if they end in the middle of a string.
pub(crate) fn outlines(pieces: &[&[u8]]) -> Option<Vec<Outline>> {
    let Some((first, rest)) = pieces.split_first() else {
        return Some(Vec::new());
    };
    let mut cursor = Cursor {
        data: first.get(HEADER..)?,
        rest,
    };
    let mut outlines = Vec::new();
    while !cursor.data.is_empty() || cursor.next_piece() {
        if cursor.data.is_empty() {
            // calamine counts an empty continuation as an empty string.
            outlines.push(Outline::default());
            continue;
        }
        let (length, flags) = (u16_at(cursor.data, 0)?, *cursor.data.get(2)?);
        cursor.data = &cursor.data[3..];
        let (mut runs, mut after) = (0, 0);
        if flags & 0x8 != 0 {
            runs = usize::from(u16_at(cursor.data, 0)?) * 4;
            cursor.data = &cursor.data[2..];
        }
        if flags & 0x4 != 0 {
            after = u64::from(u32_at(cursor.data, 0)?);
            cursor.data = &cursor.data[4..];
        }
        cursor.characters(length.into(), flags & 1)?;
        let runs = cursor.bytes(runs)?;
        cursor.skip(after)?;
        outlines.push(Outline {
            length: length.into(),
            runs: runs_of(&runs),
        });
    }
    Some(outlines)
}

/// Where fonts begin, from the bytes of a string or of a text's runs.
pub(crate) fn runs_of(bytes: &[u8]) -> Vec<(u16, u16)> {
    let runs = bytes
        .chunks_exact(4)
        .map(|run| Some((u16_at(run, 0)?, u16_at(run, 2)?)));
    runs.flatten().collect()
}

/// A place in a record and its continuations.
struct Cursor<'a> {
    data: &'a [u8],
    rest: &'a [&'a [u8]],
}

impl Cursor<'_> {
    fn next_piece(&mut self) -> bool {
        let Some((next, rest)) = self.rest.split_first() else {
            return false;
        };
        (self.data, self.rest) = (next, rest);
        true
    }

    /// Passes over characters. Where they run on in the next piece, that begins with a
    /// byte that says anew how wide they are.
    fn characters(&mut self, mut left: usize, mut wide: u8) -> Option<()> {
        loop {
            let width = 1 + usize::from(wide);
            let here = left.min(self.data.len() / width);
            self.data = &self.data[here * width..];
            left -= here;
            if left == 0 {
                return Some(());
            }
            self.next_piece().then_some(())?;
            let (flags, data) = self.data.split_first()?;
            (wide, self.data) = (flags & 1, data);
        }
    }

    fn bytes(&mut self, left: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        while bytes.len() < left {
            if self.data.is_empty() {
                self.next_piece().then_some(())?;
            }
            let (here, rest) = self.data.split_at(self.data.len().min(left - bytes.len()));
            bytes.extend_from_slice(here);
            self.data = rest;
        }
        Some(bytes)
    }

    fn skip(&mut self, mut left: u64) -> Option<()> {
        loop {
            let here = left.min(self.data.len() as u64);
            self.data = &self.data[here as usize..];
            left -= here;
            if left == 0 {
                return Some(());
            }
            self.next_piece().then_some(())?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEAD: [u8; 8] = [2, 0, 0, 0, 2, 0, 0, 0];

    #[test]
    fn strings_may_run_on_with_another_width() {
        let first = [&HEAD[..], &[3, 0, 0, b'a', b'b', b'c', 4, 0, 1, 0x68, 0x88, 0x8c, 0x4e]].concat();
        let second = [0, b'x', b'y', 1, 0, 0xd, 1, 0, 2, 0, 0, 0, 0x4e, 0x2d, 9, 9];
        let third = [9, 9, 9, 9];
        type Told = Vec<(u32, Vec<(u16, u16)>)>;
        let told = |pieces: &[&[u8]]| -> Option<Told> {
            let outlines = outlines(pieces)?.into_iter();
            Some(outlines.map(|one| (one.length, one.runs)).collect())
        };
        let expected = vec![(3, vec![]), (4, vec![]), (1, vec![(0x0909, 0x0909)])];
        assert_eq!(told(&[&first, &second, &third]), Some(expected));
        assert_eq!(told(&[&first, &second]), None, "cut in the runs of formatting");
        assert_eq!(told(&[&first]), None, "cut in a string");
        assert_eq!(told(&[]), Some(vec![]));
    }

    proptest! {
        #[test]
        fn no_record_makes_it_panic(pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..24), 0..4)) {
            let pieces: Vec<&[u8]> = pieces.iter().map(Vec::as_slice).collect();
            let _ = outlines(&pieces);
        }
    }
}
