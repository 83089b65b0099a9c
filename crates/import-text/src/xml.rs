//! The XML of a part as a flat stream of nodes.
//!
//! Only local names count, so that the strict and the usual namespaces are the same.
//! Nesting is limited. What stands there twice, for newer and for older programs
//! (`mc:AlternateContent`), is given once.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::limits::{MAX_DEPTH, MAX_NAME};

/// What is wrong with a part.
#[derive(Debug)]
pub(crate) enum Fault {
    /// It is not well-formed, in the parser's words.
    Broken(String),
    /// Elements stand inside each other too deeply.
    TooDeep,
    /// A table has too many columns.
    TooWide,
}

impl<E: std::error::Error> From<E> for Fault {
    fn from(error: E) -> Self {
        Self::Broken(error.to_string())
    }
}

/// A node of a part. Comments and the like are left out.
pub(crate) enum Node<'a> {
    /// The start of an element; an empty one is closed at once.
    Open(Element<'a>),
    /// The end of the element opened last and not closed yet.
    Close,
    /// Text, resolved.
    Text(Cow<'a, str>),
}

/// The start of an element.
pub(crate) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name without its namespace.
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The attribute of this name, whatever its namespace.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        // Looking for duplicates costs the square of their number.
        attributes.with_checks(false);
        attributes
            .map_while(Result::ok)
            .find(|attribute| attribute.key.local_name().into_inner() == name)
            .and_then(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok())
            .map(Cow::into_owned)
    }

    /// The attribute `val`, where nearly every property has its value.
    pub(crate) fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// The attribute of this name as the name of a style or list. One of absurd length
    /// is none: names are copied and compared all the time.
    pub(crate) fn reference(&self, name: &str) -> Option<String> {
        self.attribute(name).filter(|id| id.len() <= MAX_NAME)
    }

    /// The value as a number.
    pub(crate) fn number<N: std::str::FromStr>(&self) -> Option<N> {
        self.value()?.trim().parse().ok()
    }

    /// Whether a property that is there or not is on.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off"))
    }
}

/// Reads the nodes of a part.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// The alternatives that are open: how deep, and whether one was taken.
    alternatives: Vec<(usize, bool)>,
}

impl<'a> Xml<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            depth: 0,
            alternatives: Vec::new(),
        }
    }

    /// The next node, or `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Node<'a>>, Fault> {
        loop {
            let node = match self.reader.read_event()? {
                Event::Start(start) => {
                    let element = Element(start);
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(Fault::TooDeep);
                    }
                    if self.is_superseded(element.name()) {
                        self.skip(&element)?;
                        continue;
                    }
                    Node::Open(element)
                }
                Event::End(_) => {
                    if self.alternatives.last().is_some_and(|(depth, _)| *depth == self.depth) {
                        self.alternatives.pop();
                    }
                    self.depth = self.depth.saturating_sub(1);
                    Node::Close
                }
                Event::Text(text) => Node::Text(text.xml10_content()),
                Event::CData(text) => Node::Text(text.xml10_content()),
                Event::GeneralRef(reference) => Node::Text(match reference.resolve_char_ref()? {
                    Some(c) => Cow::Owned(c.to_string()),
                    // A document has no entities of its own.
                    None => quick_xml::escape::resolve_xml_entity(&reference)
                        .map(Cow::Borrowed)
                        .ok_or_else(|| Fault::Broken(format!("unknown entity &{};", &*reference)))?,
                }),
                Event::Eof if self.depth > 0 => return Err(Fault::Broken("unexpected end".to_owned())),
                Event::Eof => return Ok(None),
                _ => continue,
            };
            return Ok(Some(node));
        }
    }

    /// Passes over the element just opened, with all that is in it and its end.
    pub(crate) fn skip(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        self.reader.read_to_end(element.0.name())?;
        self.depth = self.depth.saturating_sub(1);
        Ok(())
    }

    /// Whether an element is an alternative to one that was given already.
    fn is_superseded(&mut self, name: &str) -> bool {
        if name == "AlternateContent" {
            self.alternatives.push((self.depth, false));
            return false;
        }
        match self.alternatives.last_mut() {
            Some((depth, taken)) if *depth + 1 == self.depth && matches!(name, "Choice" | "Fallback") => {
                std::mem::replace(taken, true)
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, Fault> {
        let mut xml = Xml::new(text);
        let mut shown = String::new();
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(element) if element.name() == "skipped" => xml.skip(&element)?,
                Node::Open(element) => {
                    shown += &format!("<{}{}", element.name(), element.value().unwrap_or_default());
                }
                Node::Close => shown.push('>'),
                Node::Text(text) => shown += &text,
            }
        }
        Ok(shown)
    }

    #[test]
    fn nodes_come_without_namespaces_and_resolved() {
        let text = "<?xml version='1.0'?><!--x--><w:a x:val='1&amp;2'>A&lt;&#x5e74;<![CDATA[<b>]]><b/></w:a>";
        assert_eq!(read(text).unwrap(), "<a1&2A<年<b><b>>");
        assert_eq!(read("<a><skipped><b/>x</skipped><skipped/>y</a>").unwrap(), "<ay>");
    }

    #[test]
    fn an_alternative_is_read_once() {
        let text = "<a><mc:AlternateContent><mc:Choice>1</mc:Choice><mc:Choice>2</mc:Choice><mc:Fallback>3\
                    </mc:Fallback></mc:AlternateContent><mc:AlternateContent><mc:Fallback>4</mc:Fallback>\
                    </mc:AlternateContent><Fallback>5</Fallback></a>";
        assert_eq!(
            read(text).unwrap(),
            "<a<AlternateContent<Choice1>><AlternateContent<Fallback4>><Fallback5>>"
        );
    }

    #[test]
    fn damage_and_depth_are_refused() {
        for text in ["<a>", "<a></b>", "<a>&own;</a>", "<a", "</a>", "<a>&#0;</a>"] {
            assert!(matches!(read(text), Err(Fault::Broken(_))), "{text}");
        }
        let deep = |depth| "<a>".repeat(depth) + &"</a>".repeat(depth);
        assert!(read(&deep(MAX_DEPTH)).is_ok());
        assert!(matches!(read(&deep(MAX_DEPTH + 1)), Err(Fault::TooDeep)));
    }
}
