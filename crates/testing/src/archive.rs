//! ZIP archives of hand-written parts, honest here and lying in [`raw`].

pub mod raw;

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use raw::Raw;

/// The archive of these parts.
pub fn archive<B: AsRef<[u8]>>(parts: &[(&str, B)]) -> Vec<u8> {
    let owned = |(name, bytes): &(&str, B)| ((*name).to_owned(), bytes.as_ref().to_vec());
    Parts(parts.iter().map(owned).collect()).packed()
}

/// A part of an archive, as text.
pub fn part(archive: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The archive with the text of one of its parts changed, which must make a difference.
pub fn edited(archive: &[u8], part: &str, edit: impl Fn(&str) -> String) -> Vec<u8> {
    let mut parts = Parts::of(archive);
    let found = parts.iter_mut().find(|(name, _)| *name == part);
    let (_, bytes) = found.unwrap_or_else(|| panic!("there is no part {part}"));
    let edited = edit(std::str::from_utf8(bytes).unwrap()).into_bytes();
    assert_ne!(*bytes, edited, "there is nothing to edit in {part}");
    *bytes = edited;
    parts.packed()
}

/// The parts of an archive, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts(Vec<(String, Vec<u8>)>);

impl Parts {
    /// Those of an archive.
    pub fn of(archive: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
        let count = archive.len();
        let unpacked = |index| {
            let mut part = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        };
        Self((0..count).map(unpacked).collect())
    }

    /// A workbook of one sheet with this XML.
    pub fn workbook(sheet: impl Into<Vec<u8>>) -> Self {
        Self::sheets(1).with("xl/worksheets/sheet1.xml", sheet)
    }

    /// A workbook that lists so many sheets, still without their parts.
    pub fn sheets(count: usize) -> Self {
        let list = |line: &dyn Fn(usize) -> String| (1..=count).map(line).collect::<String>();
        let sheets = list(&|n| format!("<sheet name=\"S{n}\" sheetId=\"{n}\" r:id=\"r{n}\"/>"));
        let targets = list(&|n| {
            format!("<Relationship Id=\"r{n}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>")
        });
        Self::office("xl/workbook.xml")
            .with(
                "xl/workbook.xml",
                format!("{XML}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{sheets}</sheets></workbook>"),
            )
            .with("xl/_rels/workbook.xml.rels", relationships(&targets))
    }

    /// A Word document with this XML.
    pub fn document(document: impl Into<Vec<u8>>) -> Self {
        Self::office("word/document.xml").with("word/document.xml", document)
    }

    /// What every Office file begins with: the list of types and where the main part is.
    fn office(main: &str) -> Self {
        Self::default()
            .with(
                "[Content_Types].xml",
                format!("{XML}<Types xmlns=\"{PACKAGE}/content-types\"/>"),
            )
            .with(
                "_rels/.rels",
                relationships(&format!(
                    "<Relationship Id=\"r1\" Type=\"{RELATIONS}/officeDocument\" Target=\"{main}\"/>"
                )),
            )
    }

    /// An OpenDocument workbook with this content.
    pub fn open_document(content: impl Into<Vec<u8>>) -> Self {
        Self::default()
            .with("mimetype", OPEN_DOCUMENT_WORKBOOK)
            .with("content.xml", content)
    }

    /// With one more part; it takes the place of one of the same name.
    pub fn with(mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let name = name.into();
        self.0.retain(|(other, _)| *other != name);
        self.0.push((name, bytes.into()));
        self
    }

    /// Their names and bytes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// The same, to change the bytes.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut Vec<u8>)> {
        self.0.iter_mut().map(|(name, bytes)| (name.as_str(), bytes))
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The archive.
    pub fn packed(&self) -> Vec<u8> {
        finished(self.begun())
    }

    /// The archive with one more part of so many zeros, for which there is no memory.
    pub fn packed_with_zeros(&self, name: &str, size: u64) -> Vec<u8> {
        let mut writer = self.begun();
        let options = SimpleFileOptions::default().large_file(true);
        writer.start_file(name, options).unwrap();
        std::io::copy(&mut std::io::repeat(0).take(size), &mut writer).unwrap();
        finished(writer)
    }

    fn begun(&self) -> Writer {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in self.iter() {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer
    }

    /// The archive without compression, so that its bytes can be changed afterwards.
    pub fn stored(&self) -> Raw {
        let mut raw = Raw::default();
        for (name, bytes) in self.iter() {
            raw.part(name, bytes);
        }
        raw
    }
}

type Writer = ZipWriter<Cursor<Vec<u8>>>;

fn finished(writer: Writer) -> Vec<u8> {
    writer.finish().unwrap().into_inner()
}

/// How XML begins.
pub const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
/// The media type of an OpenDocument workbook: its part `mimetype`.
pub const OPEN_DOCUMENT_WORKBOOK: &str = "application/vnd.oasis.opendocument.spreadsheet";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// The relationships of a part, as XML.
pub fn relationships(list: &str) -> String {
    format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">{list}</Relationships>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked_the_same() {
        let parts = Parts::open_document("甲").with("b", [0, 255]);
        assert_eq!(Parts::of(&parts.packed()), parts);
        assert_eq!(part(&parts.packed(), "content.xml"), "甲");
        assert_eq!(archive(&[("a", "甲")]), Parts::default().with("a", "甲").packed());
    }

    #[test]
    fn a_part_takes_the_place_of_one_of_its_name() {
        let parts = Parts::default().with("a", "甲").with("b", "乙").with("a", "丙");
        assert!(
            parts.iter().eq([("b", "乙".as_bytes()), ("a", "丙".as_bytes())]),
            "{parts:?}"
        );
    }

    #[test]
    #[should_panic(expected = "there is nothing to edit in a")]
    fn an_edit_that_changes_nothing_fails() {
        edited(&archive(&[("a", "甲")]), "a", |text| text.replace('乙', "丙"));
    }

    #[test]
    fn zeros_are_written_without_being_held() {
        let archive = Parts::default().packed_with_zeros("zeros", 3 << 20);
        assert!(archive.len() < 10_000);
        assert_eq!(part(&archive, "zeros").len(), 3 << 20);
    }
}
