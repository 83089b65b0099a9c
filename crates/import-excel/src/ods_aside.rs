//! What lies on an OpenDocument sheet and is no cell: comments, boxes of text, pictures, objects.

use nianbao_model::open_document::PAGE_FIELDS;
use nianbao_model::source::RemarkKind;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::sheet::Aside;
use crate::xml;

/// Whether an element is something that lies on the sheet.
pub(crate) fn is_one(name: &str) -> bool {
    matches!(
        name,
        "annotation"
            | "frame"
            | "custom-shape"
            | "rect"
            | "ellipse"
            | "circle"
            | "line"
            | "polyline"
            | "polygon"
            | "path"
            | "caption"
            | "connector"
            | "measure"
            | "g"
            | "control"
    )
}

/// Reads up to the end of such an element.
///
/// # Errors
/// What is wrong with its XML.
pub(crate) fn read(reader: &mut Reader<&[u8]>, element: &BytesStart<'_>) -> Result<Option<Aside>, String> {
    let mut kind = match element.local_name().as_ref() {
        "annotation" => RemarkKind::Comment,
        "control" => RemarkKind::Control,
        _ => RemarkKind::TextBox,
    };
    let mut text = String::new();
    let mut open = 1usize;
    while open > 0 {
        match xml::next(reader)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "p" | "h" => {
                    if !text.is_empty() {
                        text.push('\n');
                    }
                    xml::push_text(reader, &mut text)?;
                }
                "desc" | "title" if kind != RemarkKind::Comment => xml::push_text(reader, &mut text)?,
                name => {
                    match name {
                        "image" if kind == RemarkKind::TextBox => kind = RemarkKind::Picture,
                        "object" | "object-ole" => kind = RemarkKind::Object,
                        _ => {}
                    }
                    open += 1;
                }
            },
            Event::End(_) => open -= 1,
            Event::Eof => return Err("draw".to_owned()),
            _ => {}
        }
    }
    let needs_words = matches!(kind, RemarkKind::TextBox | RemarkKind::Comment | RemarkKind::Control);
    let silent = needs_words && text.trim().is_empty();
    Ok((!silent).then_some(Aside { kind, at: None, text }))
}

/// The paragraphs of the headers and footers of a master page whose start has been read, without fields. One that is
/// not shown has none.
///
/// # Errors
/// What is wrong with its XML.
pub(crate) fn page_texts(reader: &mut Reader<&[u8]>) -> Result<Vec<String>, String> {
    let mut texts: Vec<String> = Vec::new();
    let (mut open, mut passed) = (1usize, 0usize);
    while open > 0 {
        match xml::next(reader)? {
            Event::Start(element) => {
                open += 1;
                let name = element.local_name();
                let is_hidden = xml::raw(&element, "style:display").is_some_and(|display| display == "false");
                if passed == 0 && (is_hidden || PAGE_FIELDS.contains(&name.as_ref())) {
                    passed = open;
                } else if passed == 0 && name.as_ref() == "p" {
                    texts.push(String::new());
                }
            }
            Event::End(_) => {
                passed = if passed == open { 0 } else { passed };
                open -= 1;
            }
            Event::Text(piece) if passed == 0 => texts
                .last_mut()
                .into_iter()
                .for_each(|text| text.push_str(piece.as_ref())),
            Event::GeneralRef(reference) if passed == 0 => {
                if let Some(text) = texts.last_mut() {
                    xml::push_reference(text, &reference)?;
                }
            }
            Event::Eof => return Err("EOF".to_owned()),
            _ => {}
        }
    }
    let texts = texts.iter().map(|text| text.trim().to_owned());
    Ok(texts.filter(|text| !text.is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aside(text: &str) -> Option<(RemarkKind, String)> {
        let mut reader = xml::reader(text);
        let Event::Start(element) = xml::next(&mut reader).unwrap() else {
            panic!("no element");
        };
        read(&mut reader, &element)
            .unwrap()
            .map(|aside| (aside.kind, aside.text))
    }

    #[test]
    fn each_thing_has_its_kind_and_its_words() {
        for (text, kind, words) in [
            (
                "<office:annotation><dc:creator>甲</dc:creator><text:p>再核</text:p><text:p>一下</text:p></office:annotation>",
                RemarkKind::Comment,
                "再核\n一下",
            ),
            (
                "<draw:frame><draw:text-box><text:p>另有<text:span>3件</text:span></text:p></draw:text-box></draw:frame>",
                RemarkKind::TextBox,
                "另有3件",
            ),
            (
                "<draw:frame><draw:image/><svg:title>公章</svg:title></draw:frame>",
                RemarkKind::Picture,
                "公章",
            ),
            (
                "<draw:frame><draw:object/><draw:image/></draw:frame>",
                RemarkKind::Object,
                "",
            ),
        ] {
            assert_eq!(aside(text), Some((kind, words.to_owned())));
        }
        assert_eq!(aside("<draw:line><text:p/></draw:line>"), None);
    }
}
