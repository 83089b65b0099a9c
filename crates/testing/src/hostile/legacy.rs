//! What compound files can do: old workbooks, and new ones with a password.

use nianbao_model::CellRef;

use super::{Hostile, NOTHING, refused};
use crate::biff8::{STREAM, number, record, workbook};
use crate::compound::{SECTOR, compound};

pub(super) const FILES: &[Hostile] = &[
    refused(
        "password.xlsx",
        "a workbook with a password (EncryptedPackage)",
        "设有打开密码",
        || compound("EncryptedPackage", &[0x5a; 8_000]),
    ),
    refused(
        "password.xls",
        "an old workbook with a password (FilePass)",
        "设有打开密码",
        || workbook(&record(0x002f, &[&[1, 0, 1, 0, 1, 0]]), &[]),
    ),
    refused("word.doc", "an old Word document", ".doc", || {
        compound("WordDocument", &[0; 5_000])
    }),
    refused(
        "dimensions.xls",
        "dimensions of 65,536 by 256 cells, and none in them",
        NOTHING,
        || {
            let body = [0_u32.to_le_bytes(), 0x0001_0000_u32.to_le_bytes(), [0, 0, 0, 1], [0; 4]].concat();
            workbook(&[], &record(0x0200, &[&body]).repeat(1_000))
        },
    ),
    refused(
        "corners.xls",
        "cells in two corners of 100 sheets' worth of records",
        "表格范围",
        || {
            let corners = [CellRef::new(0, 0), CellRef::new(65_535, 255)].map(|at| number(at, 7.0));
            workbook(&[], &corners.concat().repeat(100))
        },
    ),
    refused(
        "circle.xls",
        "a chain of sectors that goes in a circle",
        "损坏",
        || {
            let mut file = compound(STREAM, &[0; 8_000]);
            // The third sector's next is itself.
            file[SECTOR + 8..SECTOR + 12].copy_from_slice(&2_u32.to_le_bytes());
            file
        },
    ),
    refused("continued.xls", "a record with 500,000 continuations", "损坏", || {
        let continued = [record(0x00fc, &[&[0; 8]]), record(0x003c, &[]).repeat(500_000)];
        workbook(&[], &continued.concat())
    }),
    refused(
        "short-records.xls",
        "records of every kind, all empty",
        "损坏",
        || {
            workbook(
                &[],
                &(0..0x0900).flat_map(|kind| record(kind, &[])).collect::<Vec<u8>>(),
            )
        },
    ),
    refused(
        "magic-only.xls",
        "16 MB that begin like a compound file",
        "损坏",
        || {
            let mut file = compound(STREAM, &[]);
            file.truncate(SECTOR);
            file.resize(16 << 20, 0xff);
            file
        },
    ),
    refused(
        "zero-sectors.xls",
        "a compound file whose tables are all zero",
        "损坏",
        || {
            let mut file = compound(STREAM, &[]);
            file.truncate(SECTOR);
            file.resize(16 << 20, 0);
            file
        },
    ),
];
