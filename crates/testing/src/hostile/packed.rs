//! What archives can do: unpack to too much, hold themselves, lie, and name places
//! outside themselves.

use super::{Hostile, NOTHING, refused};
use crate::archive::{Parts, XML};

pub(super) const FILES: &[Hostile] = &[
    refused("bomb-4gb.xlsx", "zip bomb: one sheet of 4 GB of zeros", "64MB", || {
        Parts::sheets(1).packed_with_zeros("xl/worksheets/sheet1.xml", 4 << 30)
    }),
    refused(
        "bomb-60mb.xlsx",
        "a part of 60 MB of zeros, at 1,000 to 1",
        "压缩",
        || Parts::sheets(1).packed_with_zeros("xl/worksheets/sheet1.xml", 60 << 20),
    ),
    refused(
        "bomb-many.xlsx",
        "2,000 parts of 1 MB of zeros",
        "解压后大小",
        || {
            let zeros = vec![0; 1 << 20];
            let part = |n| format!("xl/media/{n}.bin");
            (0..2_000)
                .fold(Parts::sheets(1), |parts, n| parts.with(part(n), zeros.clone()))
                .packed()
        },
    ),
    refused(
        "many-parts.xlsx",
        "an archive of 65,000 empty parts",
        "内部文件数",
        || {
            let mut raw = Parts::workbook(SHEET).stored();
            for n in 0..65_000 {
                raw.part(&format!("xl/{n}"), b"");
            }
            raw.finish()
        },
    ),
    refused(
        "bomb-overlapping.xlsx",
        "4,000 entries of the directory that share one part of 1 MB",
        "解压后大小",
        || {
            let mut raw = Parts::workbook(SHEET).stored();
            let shared = raw.part("xl/0", &vec![0; 1 << 20]).clone();
            for n in 1..4_000 {
                raw.list(shared.clone()).name = format!("xl/{n}");
            }
            raw.finish()
        },
    ),
    refused(
        "bomb-nested.xlsx",
        "archives in archives, eight deep, and the main part is one",
        "损坏",
        || {
            let inner = (0..8).fold(vec![0; 10 << 20], |inner, _| {
                (0..8)
                    .fold(Parts::default(), |parts, n| {
                        parts.with(format!("{n}.xlsx"), inner.clone())
                    })
                    .packed()
            });
            Parts::workbook(SHEET).with("xl/workbook.xml", inner).packed()
        },
    ),
    refused(
        "quine.xlsx",
        "an archive that holds itself: a part whose bytes are the whole file",
        "损坏",
        || {
            let mut raw = Parts::workbook(SHEET).stored();
            raw.part("xl/embeddings/quine.xlsx", b"").packed = 1 << 16;
            raw.finish()
        },
    ),
    refused(
        "size-lie.xlsx",
        "the directory says a part has 10 bytes; it has 100 MB",
        "损坏",
        || {
            let honest = Parts::sheets(1).packed_with_zeros("xl/worksheets/sheet1.xml", 100 << 20);
            replaced(&honest, &(100_u32 << 20).to_le_bytes(), &10_u32.to_le_bytes())
        },
    ),
    refused(
        "outside.xlsx",
        "parts named ../../etc/passwd, /etc/passwd, C:\\evil.exe",
        NOTHING,
        || {
            let names = [
                "../../../../etc/passwd",
                "/etc/passwd",
                "C:\\evil.exe",
                "xl/../../up",
                "xl\\..\\..\\up",
            ];
            names
                .into_iter()
                .fold(Parts::workbook(SHEET), |parts, name| parts.with(name, "x"))
                .packed()
        },
    ),
    refused(
        "target-outside.xlsx",
        "a sheet whose part is ../../../../etc/passwd",
        "损坏",
        || {
            let relations = format!(
                "{XML}<Relationships><Relationship Id=\"r1\" Type=\"/worksheet\" Target=\"../../../../etc/passwd\"/></Relationships>"
            );
            Parts::sheets(1).with("xl/_rels/workbook.xml.rels", relations).packed()
        },
    ),
    refused(
        "outside.docx",
        "a document with parts named ../../etc/passwd and /etc/passwd",
        NOTHING,
        || {
            let names = ["../../../../etc/passwd", "/etc/passwd", "C:\\evil.exe"];
            let document = Parts::document("<document><body><p><r><t>x</t></r></p></body></document>");
            names
                .into_iter()
                .fold(document, |parts, name| parts.with(name, "x"))
                .packed()
        },
    ),
    refused(
        "twice.xlsx",
        "two parts of one name, in other letters",
        "损坏",
        || {
            Parts::workbook(SHEET)
                .with("XL/Worksheets/SHEET1.xml", "<worksheet>")
                .packed()
        },
    ),
    refused(
        "locked-parts.xlsx",
        "an archive whose parts have a password",
        "密码",
        || {
            let mut raw = Parts::sheets(1).stored();
            raw.part("xl/worksheets/sheet1.xml", &[7; 200]).flags = 1;
            raw.finish()
        },
    ),
    refused(
        "unknown-method.xlsx",
        "a part packed by a method nobody knows",
        "损坏",
        || {
            let mut raw = Parts::sheets(1).stored();
            raw.part("xl/worksheets/sheet1.xml", &[7; 200]).method = 77;
            raw.finish()
        },
    ),
    refused(
        "rubbish-after-magic.xlsx",
        "10 MB that begin like an archive",
        "不是可以读取的格式",
        || [b"PK\x03\x04".to_vec(), vec![b'x'; 10 << 20]].concat(),
    ),
    refused(
        "headers-only.xlsx",
        "10 MB of the beginnings of parts",
        "损坏",
        || b"PK\x03\x04xl/PK\x05\x06PK\x06\x07".repeat((10 << 20) / 15),
    ),
];

/// A sheet in which there is nothing.
const SHEET: &str = "<worksheet><sheetData/></worksheet>";

/// The bytes with some replaced wherever they stand.
fn replaced(bytes: &[u8], old: &[u8; 4], new: &[u8; 4]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for at in 0..bytes.len().saturating_sub(3) {
        if bytes[at..at + 4] == *old {
            bytes[at..at + 4].copy_from_slice(new);
        }
    }
    bytes
}
