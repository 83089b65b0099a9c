//! What compound files can do: old workbooks, and new ones with a password.

use super::{Hostile, Made, refused};

pub(super) const FILES: &[Hostile] = &[
    refused(
        "password.xlsx",
        "a workbook with a password (EncryptedPackage)",
        "设有打开密码",
        || Ok(compound("EncryptedPackage", &[0x5a; 8_000])),
    ),
    refused(
        "password.xls",
        "an old workbook with a password (FilePass)",
        "设有打开密码",
        || workbook(&[], &[record(0x002f, &[1, 0, 1, 0, 1, 0])]),
    ),
    refused("word.doc", "an old Word document", ".doc", || {
        Ok(compound("WordDocument", &[0; 5_000]))
    }),
    refused(
        "dimensions.xls",
        "dimensions of 65,536 by 256 cells, and none in them",
        "",
        || {
            let body = [0_u32.to_le_bytes(), 0x0001_0000_u32.to_le_bytes(), [0, 0, 0, 1], [0; 4]].concat();
            workbook(&vec![record(0x0200, &body); 1_000], &[])
        },
    ),
    refused(
        "corners.xls",
        "cells in two corners of 100 sheets' worth of records",
        "",
        || {
            let corner = |row: u16, column: u16| {
                let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
                record(0x0203, &[place.as_slice(), &7_f64.to_le_bytes()].concat())
            };
            workbook(&vec![[corner(0, 0), corner(65_535, 255)].concat(); 100], &[])
        },
    ),
    refused(
        "circle.xls",
        "a chain of sectors that goes in a circle",
        "损坏",
        || {
            let mut file = compound("Workbook", &[0; 8_000]);
            // The third sector's next is itself.
            file[512 + 8..512 + 12].copy_from_slice(&2_u32.to_le_bytes());
            Ok(file)
        },
    ),
    refused("continued.xls", "a record with 500,000 continuations", "", || {
        workbook(&[record(0x00fc, &[0; 8]), record(0x003c, &[]).repeat(500_000)], &[])
    }),
    refused("short-records.xls", "records of every kind, all empty", "", || {
        workbook(&(0..0x0900).map(|kind| record(kind, &[])).collect::<Vec<_>>(), &[])
    }),
    refused(
        "magic-only.xls",
        "16 MB that begin like a compound file",
        "损坏",
        || {
            let mut file = compound("Workbook", &[]);
            file.truncate(512);
            file.resize(16 << 20, 0xff);
            Ok(file)
        },
    ),
    refused(
        "zero-sectors.xls",
        "a compound file whose tables are all zero",
        "",
        || {
            let mut file = compound("Workbook", &[]);
            file.truncate(512);
            file.resize(16 << 20, 0);
            Ok(file)
        },
    ),
];

/// A sector.
const SECTOR: usize = 512;
/// The end of a chain of sectors.
const END: u32 = 0xffff_fffe;

/// A compound file with one stream: the header, the table, the directory, the stream.
pub(crate) fn compound(name: &str, content: &[u8]) -> Vec<u8> {
    let set = |bytes: &mut [u8], at: usize, number: u32| bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
    let length = content.len().max(4_096).next_multiple_of(SECTOR);
    let count = length / SECTOR;
    // Numbers of the sectors: tables first, then the directory, then the stream.
    let tables = (1..)
        .find(|tables| tables * (SECTOR / 4) >= tables + 1 + count)
        .unwrap_or(1);
    let (directory, first) = (tables as u32, tables as u32 + 1);
    let mut file = vec![0; SECTOR];
    file[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    for (at, number) in [
        (24, 0x0003_003e),
        (28, 0x0009_fffe),
        (32, 6),
        (44, tables as u32),
        (48, directory),
        (56, 4_096),
        (60, END),
        (68, END),
    ] {
        set(&mut file, at, number);
    }
    for place in 0..(SECTOR - 76) / 4 {
        let table = if place < tables { place as u32 } else { u32::MAX };
        set(&mut file, 76 + place * 4, table);
    }
    let mut chain = vec![0xffff_fffd; tables];
    chain.push(END);
    chain.extend((1..=count).map(|n| if n < count { first + n as u32 } else { END }));
    chain.resize(tables * SECTOR / 4, u32::MAX);
    file.extend(chain.iter().flat_map(|number| number.to_le_bytes()));
    let start = file.len();
    for (name, child, begins, size) in [("Root Entry", 1, END, 0), (name, u32::MAX, first, content.len())] {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let letters = entry.len() as u32 + 2;
        entry.resize(128, 0);
        set(
            &mut entry,
            64,
            letters | if begins == END { 0x0005_0000 } else { 0x0002_0000 },
        );
        for (at, number) in [
            (68, u32::MAX),
            (72, u32::MAX),
            (76, child),
            (116, begins),
            (120, size.max(4_096) as u32),
        ] {
            set(&mut entry, at, number);
        }
        file.extend(entry);
    }
    file.resize(start + SECTOR, 0);
    file.extend(content);
    file.resize(start + SECTOR + length, 0);
    file
}

fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes(), &(body.len() as u16).to_le_bytes(), body].concat()
}

/// A workbook of one sheet with these records, and these before the sheet.
fn workbook(sheet: &[Vec<u8>], before: &[Vec<u8>]) -> Made {
    let beginning = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let end = record(0x000a, &[]);
    let before = before.concat();
    let begins = (beginning.len() + before.len() + 13 + end.len()) as u32;
    let bound = record(0x0085, &[&begins.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat());
    let stream = [
        beginning.clone(),
        before,
        bound,
        end.clone(),
        beginning,
        sheet.concat(),
        end,
    ]
    .concat();
    Ok(compound("Workbook", &stream))
}
