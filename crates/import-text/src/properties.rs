//! What a document says of itself: the properties that Word keeps in `docProps/core.xml`, and
//! OpenDocument in `meta.xml`. What they mean is not asked here.

use std::sync::Arc;

use nianbao_model::Source;
use nianbao_model::source::Property;

use crate::xml::{Node, Xml};

/// The elements that may say something of a report.
const ELEMENTS: [(&str, &str); 4] = [
    ("title", "dc:title"),
    ("creator", "dc:creator"),
    ("initial-creator", "initial-creator"),
    ("description", "description"),
];

/// The properties in a part of a document. A damaged part has those that stand before the damage.
pub(crate) fn of(file: &Arc<str>, part: &str) -> Vec<Property> {
    let mut found = Vec::new();
    let mut open: Option<(&str, String)> = None;
    let mut xml = Xml::new(part);
    while let Ok(Some(node)) = xml.next() {
        match node {
            // In a text that is one file, the text itself begins here.
            Node::Open(element) if element.name() == "body" => break,
            Node::Open(element) => {
                let known = ELEMENTS.iter().find(|(name, _)| *name == element.name());
                open = known.map(|(_, name)| (*name, String::new()));
            }
            Node::Text(text) => {
                if let Some((_, value)) = &mut open {
                    value.push_str(&text);
                }
            }
            Node::Close => found.extend(
                open.take()
                    .and_then(|(name, value)| Source::property(file, name, &value)),
            ),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_and_author_are_read_and_damage_is_no_fault() {
        let part =
            "<p:coreProperties><dc:title>某局 年报</dc:title><dc:creator>某局</dc:creator><x>y</x><dc:title/><broken";
        let read: Vec<(String, String)> = of(&"a.docx".into(), part)
            .into_iter()
            .map(|property| (property.name.into(), property.value))
            .collect();
        let expected = [("dc:title", "某局 年报"), ("dc:creator", "某局")];
        assert_eq!(read, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
