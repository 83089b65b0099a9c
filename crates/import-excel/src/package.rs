//! The parts of a ZIP workbook by their names, and what belongs to what.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};
use std::sync::Arc;

use nianbao_model::Locus;
use nianbao_model::plugin::ImportError;
use quick_xml::events::Event;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::errors::damaged;
use crate::xml;
use nianbao_model::limits::MAX_PART;

/// An opened archive.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The parts' indices by their names in lower case.
    names: BTreeMap<String, usize>,
    /// Names that several parts have: which is meant cannot be told.
    twice: BTreeSet<String>,
    file: Arc<str>,
}

/// One relationship: what an id in a part stands for.
#[derive(Debug)]
pub(crate) struct Relationship {
    /// Its id.
    pub(crate) id: String,
    /// What it is, as an address.
    pub(crate) kind: String,
    /// The part, absolute with a leading slash, or relative.
    pub(crate) target: String,
}

impl Relationship {
    /// Whether it leads to a part of this kind.
    pub(crate) fn is_a(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

impl<'a> Package<'a> {
    /// Opens an archive that passed the preflight.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub(crate) fn open(file: &Arc<str>, bytes: &'a [u8]) -> Result<Self, ImportError> {
        let broken = |error| damaged(Locus::file(file), error);
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        let (mut names, mut twice) = (BTreeMap::new(), BTreeSet::new());
        for (index, name) in archive.file_names().enumerate() {
            let name = name.map_err(broken)?.replace('\\', "/").to_ascii_lowercase();
            if names.insert(name.clone(), index).is_some() {
                twice.insert(name);
            }
        }
        Ok(Self {
            archive,
            names,
            twice,
            file: Arc::clone(file),
        })
    }

    /// A part's bytes, or nothing where there is no such part.
    ///
    /// # Errors
    /// If it cannot be unpacked.
    pub(crate) fn bytes(&mut self, path: &str) -> Result<Option<Vec<u8>>, ImportError> {
        let path = path.to_ascii_lowercase();
        let Some(index) = self.names.get(&path) else {
            return Ok(None);
        };
        if self.twice.contains(&path) {
            return Err(damaged(Locus::file(&self.file), path));
        }
        let broken = |error: &dyn std::fmt::Display| damaged(Locus::file(&self.file), format_args!("{path}: {error}"));
        let part = self.archive.by_index(*index).map_err(|error| broken(&error))?;
        let mut bytes = Vec::new();
        part.take(MAX_PART)
            .read_to_end(&mut bytes)
            .map_err(|error| broken(&error))?;
        Ok(Some(bytes))
    }

    /// A part's text without its byte order mark, or nothing where there is no such part.
    ///
    /// # Errors
    /// If it cannot be unpacked, or is not in UTF-8, as every program writes it, or has
    /// characters XML forbids: a form feed parts attributes for calamine and not for
    /// quick-xml, so what was looked over would not be what is read.
    pub(crate) fn text(&mut self, path: &str) -> Result<Option<String>, ImportError> {
        let Some(bytes) = self.bytes(path)? else {
            return Ok(None);
        };
        let forbidden = |byte: &u8| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
        if let Some(byte) = bytes.iter().find(|byte| forbidden(byte)) {
            return Err(damaged(Locus::file(&self.file), format_args!("{path}: U+{byte:04X}")));
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(match text.strip_prefix('\u{feff}') {
                Some(text) => text.to_owned(),
                None => text,
            })),
            Err(_) => Err(damaged(Locus::file(&self.file), format_args!("{path}: UTF-8"))),
        }
    }

    /// The archive again, with other content for some of its parts.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn rebuilt(&mut self, replaced: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, ImportError> {
        let replaced: BTreeMap<usize, &Vec<u8>> = replaced
            .iter()
            .filter_map(|(path, bytes)| Some((*self.names.get(&path.to_ascii_lowercase())?, bytes)))
            .collect();
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let mut write = || {
            for index in 0..self.archive.len() {
                let part = self.archive.by_index(index)?;
                if let Some(bytes) = replaced.get(&index) {
                    let name = part.name()?.into_owned();
                    drop(part);
                    writer.start_file(name, SimpleFileOptions::default())?;
                    writer.write_all(bytes)?;
                } else {
                    writer.raw_copy_file(part)?;
                }
            }
            Ok::<(), zip::result::ZipError>(())
        };
        write().map_err(|error| damaged(Locus::file(&self.file), error))?;
        let written = writer
            .finish()
            .map_err(|error| damaged(Locus::file(&self.file), error))?;
        Ok(written.into_inner())
    }
}

/// The part that holds the relationships of another.
pub(crate) fn relationships_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{name}.rels")
}

/// The part a relationship of `part` leads to.
pub(crate) fn resolve(part: &str, target: &str) -> String {
    let from = match target.strip_prefix('/') {
        Some(_) => "",
        None => part.rsplit_once('/').map_or("", |(folder, _)| folder),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The relationships a `.rels` part lists.
///
/// # Errors
/// What is wrong with its XML.
pub(crate) fn relationships(text: &str) -> Result<Vec<Relationship>, String> {
    let mut reader = xml::reader(text);
    let mut found = Vec::new();
    loop {
        match xml::next(&mut reader)? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let raw = |name| xml::raw(&element, name).unwrap_or_default().into_owned();
                found.push(Relationship {
                    id: raw("Id"),
                    kind: raw("Type"),
                    target: raw("Target"),
                });
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use nianbao_testing::archive::archive;

    use super::*;

    #[test]
    fn targets_are_found_from_where_they_are_named() {
        for (part, target, found) in [
            ("xl/workbook.xml", "styles.xml", "xl/styles.xml"),
            ("xl/worksheets/sheet1.xml", "../comments1.xml", "xl/comments1.xml"),
            ("xl/workbook.xml", "/xl/a/b.xml", "xl/a/b.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("a.xml", "../../b.xml", "b.xml"),
        ] {
            assert_eq!(resolve(part, target), found);
        }
        assert_eq!(relationships_of("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
        assert_eq!(relationships_of("workbook.xml"), "_rels/workbook.xml.rels");
    }

    #[test]
    fn a_rebuilt_archive_differs_in_the_replaced_part_only() {
        let bytes = archive(&[("xl/A.xml", "one"), ("xl/b.xml", "two")]);
        let file = Arc::from("a.xlsx");
        let mut package = Package::open(&file, &bytes).unwrap();
        let rebuilt = package
            .rebuilt(&BTreeMap::from([(
                "xl/a.xml".to_owned(),
                b"\xef\xbb\xbfthree".to_vec(),
            )]))
            .unwrap();
        let mut package = Package::open(&file, &rebuilt).unwrap();
        assert_eq!(package.text("XL/a.xml").unwrap().as_deref(), Some("three"));
        assert_eq!(package.text("xl/b.xml").unwrap().as_deref(), Some("two"));
        assert_eq!(package.text("xl/c.xml").unwrap(), None);
    }
}
