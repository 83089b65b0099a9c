//! A reader of OFD that knows nothing of the code beside it: from the entry to the document,
//! from there to the pages, and on them the texts.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use roxmltree::{Document, Node};

/// The parts of a package by their paths.
pub(crate) type Parts = BTreeMap<String, Vec<u8>>;

/// Unpacks a package.
pub(crate) fn parts(bytes: &[u8]) -> Result<Parts, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut parts = Parts::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).map_err(|error| error.to_string())?;
        let mut content = Vec::new();
        file.read_to_end(&mut content).map_err(|error| error.to_string())?;
        let name = file.name().map_err(|error| error.to_string())?.into_owned();
        parts.insert(name, content);
    }
    Ok(parts)
}

/// A part of XML.
pub(crate) fn xml<'a>(parts: &'a Parts, path: &str) -> Result<Document<'a>, String> {
    let bytes = parts.get(path).ok_or_else(|| format!("there is no {path}"))?;
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    Document::parse(text).map_err(|error| format!("{path}: {error}"))
}

/// The elements of this name, in order.
pub(crate) fn all<'a>(root: Node<'a, 'a>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    root.descendants().filter(move |node| node.tag_name().name() == name)
}

/// The text of the first element of this name.
pub(crate) fn first<'a>(root: Node<'a, 'a>, name: &'a str) -> Option<&'a str> {
    all(root, name).next().and_then(|node| node.text())
}

/// The paths of the pages, in order.
pub(crate) fn pages(parts: &Parts) -> Result<Vec<String>, String> {
    let entry = xml(parts, "OFD.xml")?;
    let root = first(entry.root(), "DocRoot").ok_or("no document")?;
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
    let document = xml(parts, root)?;
    let pages = all(document.root(), "Page").filter_map(|page| page.attribute("BaseLoc"));
    Ok(pages.map(|path| format!("{folder}/{path}")).collect())
}

/// The texts of all pages by their numbers, as they are drawn.
pub(crate) fn drawn(parts: &Parts) -> Result<Vec<(String, String)>, String> {
    let mut texts = Vec::new();
    for page in pages(parts)? {
        let page = xml(parts, &page)?;
        for object in all(page.root(), "TextObject") {
            let id = object.attribute("ID").ok_or("a text without a number")?;
            texts.push((id.to_owned(), first(object, "TextCode").unwrap_or_default().to_owned()));
        }
    }
    Ok(texts)
}

/// The whole text: what belongs to no part of the document, such as the mark of a draft, and
/// then the document as its structure has it.
pub(crate) fn text(bytes: &[u8]) -> Result<String, String> {
    let parts = parts(bytes)?;
    let drawn = drawn(&parts)?;
    let structure = xml(&parts, "Doc_0/Tags/Structure.xml")?;
    let read: Vec<&str> = all(structure.root(), "ObjectRef")
        .filter_map(|node| node.text())
        .collect();
    let beside = drawn.iter().filter(|(id, _)| !read.contains(&id.as_str()));
    let mut text: String = beside.map(|(_, text)| text.as_str()).collect();
    let texts: BTreeMap<&str, &str> = drawn.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    for id in read {
        text += texts.get(id).ok_or_else(|| format!("there is no text {id}"))?;
    }
    Ok(text)
}
