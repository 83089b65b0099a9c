//! Helpers for walking XML with quick-xml: names without their prefix, `<a/>` as `<a></a>`, the
//! first of several equal attributes.

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

/// Passes over an element whose start has been read.
pub(crate) fn pass_over(reader: &mut Reader<&[u8]>) -> Result<(), String> {
    let mut open = 1usize;
    while open > 0 {
        match next(reader)? {
            Event::Start(_) => open += 1,
            Event::End(_) => open -= 1,
            Event::Eof => return Err("EOF".to_owned()),
            _ => {}
        }
    }
    Ok(())
}

/// Adds the text of an element whose start has been read, up to its end.
pub(crate) fn push_text(reader: &mut Reader<&[u8]>, text: &mut String) -> Result<(), String> {
    let mut open = 1usize;
    while open > 0 {
        match next(reader)? {
            Event::Start(_) => open += 1,
            Event::End(_) => open -= 1,
            Event::Text(piece) => text.push_str(piece.as_ref()),
            Event::CData(piece) => text.push_str(piece.as_ref()),
            Event::GeneralRef(reference) => push_reference(text, &reference)?,
            Event::Eof => return Err("EOF".to_owned()),
            _ => {}
        }
    }
    Ok(())
}

/// Adds what `&amp;` or `&#20013;` stands for.
///
/// # Errors
/// If it is not known: a file could define others, and office programs do not.
pub(crate) fn push_reference(text: &mut String, reference: &BytesRef<'_>) -> Result<(), String> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        text.push(character);
        return Ok(());
    }
    let name = reference.xml10_content();
    let known = resolve_predefined_entity(&name).ok_or_else(|| format!("&{name};"))?;
    text.push_str(known);
    Ok(())
}
