//! ZIP archives: honest ones, and ones that lie in their directory.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Made;

/// The parts of an archive, in order.
#[derive(Default)]
pub(super) struct Parts(Vec<(String, Vec<u8>)>);

impl Parts {
    /// A workbook of one sheet with this XML.
    pub(super) fn workbook(sheet: impl Into<Vec<u8>>) -> Self {
        Self::sheets(1).with("xl/worksheets/sheet1.xml", sheet)
    }

    /// A workbook that lists so many sheets, still without their parts.
    pub(super) fn sheets(count: usize) -> Self {
        let list = |line: &dyn Fn(usize) -> String| (1..=count).map(line).collect::<String>();
        let sheets = list(&|n| format!("<sheet name=\"S{n}\" sheetId=\"{n}\" r:id=\"r{n}\"/>"));
        let targets = list(&|n| {
            format!("<Relationship Id=\"r{n}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>")
        });
        Self::default()
            .with(
                "[Content_Types].xml",
                format!("{XML}<Types xmlns=\"{PACKAGE}/content-types\"/>"),
            )
            .with(
                "_rels/.rels",
                relationships(&format!(
                    "<Relationship Id=\"r1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/>"
                )),
            )
            .with(
                "xl/workbook.xml",
                format!("{XML}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{sheets}</sheets></workbook>"),
            )
            .with("xl/_rels/workbook.xml.rels", relationships(&targets))
    }

    /// A Word document with this XML.
    pub(super) fn document(document: impl Into<Vec<u8>>) -> Self {
        Self::default()
            .with(
                "[Content_Types].xml",
                format!("{XML}<Types xmlns=\"{PACKAGE}/content-types\"/>"),
            )
            .with(
                "_rels/.rels",
                relationships(&format!(
                    "<Relationship Id=\"r1\" Type=\"{RELATIONS}/officeDocument\" Target=\"word/document.xml\"/>"
                )),
            )
            .with("word/document.xml", document)
    }

    /// An OpenDocument workbook with this content.
    pub(super) fn open_document(content: impl Into<Vec<u8>>) -> Self {
        Self::default()
            .with("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            .with("content.xml", content)
    }

    /// With one more part; it takes the place of one of the same name.
    pub(super) fn with(mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let name = name.into();
        self.0.retain(|(other, _)| *other != name);
        self.0.push((name, bytes.into()));
        self
    }

    /// The archive.
    pub(super) fn packed(self) -> Made {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in self.0 {
            writer.start_file(name, SimpleFileOptions::default())?;
            writer.write_all(&bytes)?;
        }
        Ok(writer.finish()?.into_inner())
    }

    /// The archive with one more part of so many zeros, for which there is no memory.
    pub(super) fn packed_with_zeros(self, name: &str, size: u64) -> Made {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in self.0 {
            writer.start_file(name, SimpleFileOptions::default())?;
            writer.write_all(&bytes)?;
        }
        writer.start_file(name, SimpleFileOptions::default().large_file(true))?;
        std::io::copy(&mut std::io::Read::take(std::io::repeat(0), size), &mut writer)?;
        Ok(writer.finish()?.into_inner())
    }

    /// The archive without compression, so that its bytes can be changed afterwards.
    pub(super) fn stored(&self) -> Raw {
        let mut raw = Raw::default();
        for (name, bytes) in &self.0 {
            raw.part(name, bytes);
        }
        raw
    }
}

/// How XML begins.
pub(super) const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

fn relationships(list: &str) -> String {
    format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">{list}</Relationships>")
}

/// An archive written byte by byte, whose directory may say anything.
#[derive(Default)]
pub(super) struct Raw {
    bytes: Vec<u8>,
    directory: Vec<Entry>,
}

/// What the directory says of a part.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) method: u16,
    /// Bit 0: the part has a password.
    pub(super) flags: u16,
    pub(super) checksum: u32,
    pub(super) packed: u32,
    pub(super) unpacked: u32,
    /// Where its header stands.
    pub(super) offset: u32,
}

impl Raw {
    /// Adds a part as it is, and what the directory says of it.
    pub(super) fn part(&mut self, name: &str, bytes: &[u8]) -> &mut Entry {
        let entry = Entry {
            name: name.to_owned(),
            method: 0,
            flags: 0,
            checksum: checksum(bytes),
            packed: bytes.len() as u32,
            unpacked: bytes.len() as u32,
            offset: self.bytes.len() as u32,
        };
        self.bytes.extend(entry.header(b"PK\x03\x04\x14\0"));
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(bytes);
        self.told(entry)
    }

    /// Adds to the directory only.
    pub(super) fn told(&mut self, entry: Entry) -> &mut Entry {
        let at = self.directory.len();
        self.directory.push(entry);
        &mut self.directory[at]
    }

    /// The archive.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let start = self.bytes.len() as u32;
        let count = (self.directory.len() as u16).to_le_bytes();
        for entry in &self.directory {
            self.bytes.extend(entry.header(b"PK\x01\x02\x14\0\x14\0"));
            self.bytes.extend([0; 10]);
            self.bytes.extend(entry.offset.to_le_bytes());
            self.bytes.extend(entry.name.as_bytes());
        }
        let size = self.bytes.len() as u32 - start;
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend([count, count].concat());
        self.bytes.extend([size.to_le_bytes(), start.to_le_bytes()].concat());
        self.bytes.extend([0; 2]);
        self.bytes
    }
}

impl Entry {
    /// What the header and the directory have in common.
    fn header(&self, magic: &[u8]) -> Vec<u8> {
        let mut header = magic.to_vec();
        header.extend([self.flags.to_le_bytes(), self.method.to_le_bytes(), [0; 2], [0x21, 0]].concat());
        header.extend(
            [self.checksum, self.packed, self.unpacked]
                .map(u32::to_le_bytes)
                .concat(),
        );
        header.extend((self.name.len() as u16).to_le_bytes());
        header.extend([0; 2]);
        header
    }
}

/// The checksum of a part (CRC-32).
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg())
        })
    })
}
