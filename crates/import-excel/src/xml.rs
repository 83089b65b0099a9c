//! Helpers for walking XML with quick-xml, read as calamine reads it: names without their
//! prefix, `<a/>` as `<a></a>`, the first of several equal attributes.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// A reader of `text`.
pub(crate) fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    reader
}

/// The next event; what is wrong where there is none.
pub(crate) fn next<'a>(reader: &mut Reader<&'a [u8]>) -> Result<Event<'a>, String> {
    reader.read_event().map_err(|error| error.to_string())
}

/// An attribute as it is written, entities and all.
pub(crate) fn raw<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    Some(element.try_get_attribute(name).ok()??.value)
}

/// An attribute as it is meant.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// Whether an attribute is set to true.
pub(crate) fn is_true(element: &BytesStart<'_>, name: &str) -> bool {
    raw(element, name).is_some_and(|value| value == "1" || value == "true")
}

/// Adds what `&amp;` or `&#20013;` stands for.
pub(crate) fn push_reference(text: &mut String, reference: &BytesRef<'_>) {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        text.push(character);
    } else if let Some(known) = resolve_predefined_entity(&reference.xml10_content()) {
        text.push_str(known);
    }
}
