//! Footnotes, endnotes and comments: texts in parts of their own that the document
//! refers to by number.

use std::collections::BTreeMap;

use crate::join::Flow;
use crate::xml::{Fault, Node, Xml};

/// The texts of one part, by id.
#[derive(Debug, Default)]
pub(crate) struct Notes(BTreeMap<String, String>);

impl Notes {
    /// Reads a part whose texts are in elements of this name. Separator lines, which
    /// Word keeps among the notes, are none.
    pub(crate) fn read(text: &str, element: &str) -> Result<Self, Fault> {
        let mut notes = BTreeMap::new();
        let mut note: Option<(String, Flow)> = None;
        let mut in_text = false;
        let mut xml = Xml::new(text);
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(open) => match (open.name(), &mut note) {
                    (name, _) if name == element => {
                        notes.extend(note.take().map(finish));
                        if matches!(open.attribute("type").as_deref(), None | Some("normal")) {
                            note = open.attribute("id").map(|id| (id, Flow::default()));
                        }
                    }
                    ("del" | "moveFrom" | "pPr" | "rPr", _) => xml.skip(&open)?,
                    ("p" | "br" | "cr", Some((_, flow))) => flow.push_break(),
                    ("tab", Some((_, flow))) => flow.push(" "),
                    ("t", _) => in_text = true,
                    _ => {}
                },
                Node::Text(text) => {
                    if let (Some((_, flow)), true) = (&mut note, in_text) {
                        flow.push(&text);
                    }
                }
                Node::Close => in_text = false,
            }
        }
        notes.extend(note.map(finish));
        Ok(Self(notes))
    }

    /// The text of a note, the first time it is asked for: a document that refers to
    /// one note a million times does not make a million copies.
    pub(crate) fn take(&mut self, id: &str) -> Option<String> {
        self.0.remove(id)
    }
}

fn finish((id, flow): (String, Flow)) -> (String, String) {
    (id, flow.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_found_by_their_id_once() {
        let part = "<w:footnotes><w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote>\
            <w:footnote w:id='2'><w:p><w:r><w:rPr/><w:t>注</w:t><w:tab/><w:t>一</w:t></w:r></w:p>\n<w:p><w:r><w:t>续</w:t></w:r>\
            <w:del><w:r><w:t>删</w:t></w:r></w:del></w:p></w:footnote>\
            <w:footnote w:id='3'><w:p><w:r><w:t>注二</w:t></w:r></w:p></w:footnote></w:footnotes>";
        let mut notes = Notes::read(part, "footnote").unwrap();
        assert_eq!(notes.take("2").as_deref(), Some("注 一续"));
        assert_eq!(notes.take("2"), None);
        assert_eq!(notes.take("3").as_deref(), Some("注二"));
        assert_eq!(notes.take("-1"), None);
    }
}
