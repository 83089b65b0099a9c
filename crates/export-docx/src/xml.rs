//! A very small tree of XML elements: enough to read a part docx-rs wrote, change
//! it, and write it again. It knows no namespaces and no Word.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

/// What can go wrong with a part; none of it is the user's doing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("{0}")]
    Syntax(#[from] quick_xml::Error),
    #[error("{0}")]
    Attribute(#[from] quick_xml::events::attributes::AttrError),
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("{0}")]
    Encoding(#[from] std::str::Utf8Error),
    #[error("unknown entity &{0};")]
    Entity(String),
    #[error("the part holds no element")]
    Empty,
}

/// An element, named with its prefix as it is written (`w:p`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
}

/// What an element holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    /// Adds an attribute.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.attributes.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Adds a child.
    pub(crate) fn child(mut self, child: Self) -> Self {
        self.push(child);
        self
    }

    /// Adds text.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.children.push(Node::Text(text.to_owned()));
        self
    }

    pub(crate) fn push(&mut self, child: Self) {
        self.children.push(Node::Element(child));
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Its child elements.
    pub(crate) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Its child elements of this name.
    pub(crate) fn named_mut<'a>(&'a mut self, name: &'a str) -> impl Iterator<Item = &'a mut Self> {
        self.elements_mut().filter(move |element| element.name == name)
    }

    /// Changes its first child of this name, made if there is none.
    pub(crate) fn update(&mut self, name: &str, change: impl FnOnce(&mut Self)) {
        if let Some(found) = self.elements_mut().find(|element| element.name == name) {
            return change(found);
        }
        let mut made = Self::new(name);
        change(&mut made);
        self.push(made);
    }

    /// Keeps the child elements for which `keep` holds, and all text.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&Self) -> bool) {
        self.children.retain(|node| match node {
            Node::Element(element) => keep(element),
            Node::Text(_) => true,
        });
    }

    /// Calls `change` with every element of the tree, children before parents.
    pub(crate) fn visit(&mut self, change: &mut impl FnMut(&mut Self)) {
        for element in self.elements_mut() {
            element.visit(change);
        }
        change(self);
    }

    /// Reads a part. Comments and processing instructions are dropped.
    pub(crate) fn parse(part: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader::from_str(std::str::from_utf8(part)?);
        let mut open = vec![Self::new("")];
        loop {
            match reader.read_event()? {
                Event::Start(start) => open.push(begin(&start)?),
                Event::Empty(start) => append(&mut open, Node::Element(begin(&start)?)),
                Event::End(_) => {
                    if let Some(done) = open.pop() {
                        append(&mut open, Node::Element(done));
                    }
                }
                Event::Text(text) => append(&mut open, Node::Text(text.to_string())),
                Event::CData(text) => append(&mut open, Node::Text(text.to_string())),
                Event::GeneralRef(name) => {
                    let text = match name.resolve_char_ref()? {
                        Some(character) => character.to_string(),
                        None => resolve_predefined_entity(&name)
                            .ok_or_else(|| Error::Entity(name.to_string()))?
                            .to_owned(),
                    };
                    append(&mut open, Node::Text(text));
                }
                Event::Eof => break,
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        let nodes = open.into_iter().next().map(|root| root.children).unwrap_or_default();
        nodes
            .into_iter()
            .find_map(|node| match node {
                Node::Element(element) => Some(element),
                Node::Text(_) => None,
            })
            .ok_or(Error::Empty)
    }

    /// Writes it as a part of its own.
    pub(crate) fn to_part(&self) -> Result<Vec<u8>, Error> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        self.write(&mut writer)?;
        Ok(writer.into_inner())
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> Result<(), Error> {
        let mut start = BytesStart::new(self.name.as_str());
        for (name, value) in &self.attributes {
            start.push_attribute((name.as_str(), value.as_str()));
        }
        if self.children.is_empty() {
            return Ok(writer.write_event(Event::Empty(start))?);
        }
        writer.write_event(Event::Start(start))?;
        for node in &self.children {
            match node {
                Node::Element(element) => element.write(writer)?,
                Node::Text(text) => writer.write_event(Event::Text(BytesText::new(text)))?,
            }
        }
        Ok(writer.write_event(Event::End(BytesEnd::new(self.name.as_str())))?)
    }
}

fn begin(start: &BytesStart<'_>) -> Result<Element, Error> {
    let mut element = Element::new(start.name().as_ref());
    for attribute in start.attributes() {
        let attribute = attribute?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0)?;
        element = element.with(attribute.key.as_ref(), &value);
    }
    Ok(element)
}

/// Adds a node to the innermost open element; text joins the text before it.
fn append(open: &mut [Element], node: Node) {
    let Some(parent) = open.last_mut() else { return };
    match (parent.children.last_mut(), node) {
        (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
        (_, node) => parent.children.push(node),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        let part = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
                    <w:p w:a=\"&lt;&quot;\"><w:t xml:space=\"preserve\"> 一 &lt;&amp;&gt; </w:t><w:br/></w:p>";
        let root = Element::parse(part.as_bytes()).unwrap();
        assert_eq!(root.attribute("w:a"), Some("<\""));
        assert_eq!(String::from_utf8(root.to_part().unwrap()).unwrap(), part);
    }

    #[test]
    fn references_of_every_kind_are_text() {
        let root = Element::parse(b"<a>&apos;&#65;&#x4e00;<![CDATA[<b>]]></a>").unwrap();
        assert_eq!(root.children, [Node::Text("'A一<b>".into())]);
        assert!(Element::parse(b"<a>&nbsp;</a>").is_err());
        assert!(Element::parse(b"").is_err());
    }
}
