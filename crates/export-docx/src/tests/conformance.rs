//! The suite every exporter is held to, with the text as Word would read it.

use std::io::{Cursor, Read};

use nianbao_conformance::{Breaches, Suite};

use super::text;
use crate::DocxExporter;

#[test]
fn it_conforms() -> Result<(), Breaches> {
    Suite::new(&DocxExporter).reading(read).run()
}

/// The text, paragraph by paragraph, and after it the page headers.
fn read(bytes: &[u8]) -> Result<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut read = String::new();
    for name in ["word/document.xml", "word/header1.xml", "word/header2.xml"] {
        let Ok(mut part) = zip.by_name(name) else { continue };
        let mut xml = String::new();
        part.read_to_string(&mut xml).map_err(|error| error.to_string())?;
        let root = roxmltree::Document::parse(&xml).map_err(|error| format!("{name}: {error}"))?;
        read.push_str(&text(root.root_element()));
    }
    Ok(read)
}
