//! What lies on a sheet of `.xlsx` or `.xlsb` and is no cell: comments, boxes of text, pictures,
//! charts. None of it is taken over; each is named, with its words and its place.

use nianbao_model::CellRef;
use nianbao_model::source::RemarkKind;
use quick_xml::events::Event;

use crate::rich;
use crate::sheet::Aside;
use crate::xml;

/// The comments of a part of them.
///
/// # Errors
/// What is wrong with its XML.
pub(crate) fn comments(text: &str) -> Result<Vec<Aside>, String> {
    let mut reader = xml::reader(text);
    let mut found = Vec::new();
    let mut at = None;
    loop {
        match xml::next(&mut reader)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "comment" => at = xml::raw(&element, "ref").and_then(|cell| cell.parse().ok()),
                "text" => found.push(Aside {
                    kind: RemarkKind::Comment,
                    at,
                    text: rich::read(&mut reader)?.text,
                }),
                _ => {}
            },
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// What a drawing has on it. Shapes without words say nothing.
///
/// # Errors
/// What is wrong with its XML.
pub(crate) fn drawing(text: &str) -> Result<Vec<Aside>, String> {
    let mut reader = xml::reader(text);
    let mut found = Vec::new();
    let (mut row, mut column) = (None, None);
    let mut in_from = false;
    let mut number = String::new();
    // The thing we are in, which has a name of its own.
    let mut open: Option<Aside> = None;
    loop {
        match xml::next(&mut reader)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => (row, column) = (None, None),
                "from" => in_from = true,
                name @ ("row" | "col") if in_from => {
                    let is_row = name == "row";
                    number.clear();
                    xml::push_text(&mut reader, &mut number)?;
                    *(if is_row { &mut row } else { &mut column }) = number.trim().parse::<u32>().ok();
                }
                // The same again, for programs that do not know the first.
                "Fallback" => xml::pass_over(&mut reader)?,
                name @ ("sp" | "pic" | "graphicFrame") => {
                    let kind = match name {
                        "sp" => RemarkKind::TextBox,
                        "pic" => RemarkKind::Picture,
                        _ => RemarkKind::Object,
                    };
                    let at = row.zip(column).map(|(row, column)| CellRef::new(row, column));
                    open = Some(Aside {
                        kind,
                        at,
                        text: String::new(),
                    });
                }
                "cNvPr" => {
                    if let Some(aside) = open.as_mut().filter(|aside| aside.kind != RemarkKind::TextBox) {
                        aside.text = xml::attribute(&element, "descr").unwrap_or_default();
                    }
                }
                "t" => {
                    let mut words = String::new();
                    xml::push_text(&mut reader, &mut words)?;
                    if let Some(aside) = &mut open {
                        aside.text.push_str(&words);
                    }
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "from" => in_from = false,
                "p" => {
                    if let Some(aside) = open.as_mut().filter(|aside| !aside.text.is_empty()) {
                        aside.text.push('\n');
                    }
                }
                "sp" | "pic" | "graphicFrame" => found.extend(open.take().filter(says_something)),
                _ => {}
            },
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

fn says_something(aside: &Aside) -> bool {
    aside.kind != RemarkKind::TextBox || !aside.text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_on_a_sheet_is_named_once_with_its_words() {
        let drawing = super::drawing(
            "<xdr:twoCellAnchor><xdr:from><xdr:col>2</xdr:col><xdr:row>4</xdr:row></xdr:from>\
             <xdr:to><xdr:col>9</xdr:col><xdr:row>9</xdr:row></xdr:to>\
             <mc:AlternateContent><mc:Choice><xdr:sp><xdr:nvSpPr><xdr:cNvPr name=\"文本框 1\"/></xdr:nvSpPr>\
             <xdr:txBody><a:p><a:r><a:t>另有</a:t></a:r><a:r><a:t>3件</a:t></a:r></a:p><a:p><a:r><a:t>在此</a:t></a:r></a:p>\
             </xdr:txBody></xdr:sp></mc:Choice><mc:Fallback><xdr:sp><a:t>另有</a:t></xdr:sp></mc:Fallback></mc:AlternateContent>\
             </xdr:twoCellAnchor><xdr:absoluteAnchor><xdr:pic><xdr:cNvPr name=\"x\" descr=\"公章\"/></xdr:pic></xdr:absoluteAnchor>\
             <xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:row>0</xdr:row></xdr:from><xdr:sp/></xdr:oneCellAnchor>",
        )
        .unwrap();
        let told: Vec<_> = drawing
            .iter()
            .map(|aside| (aside.kind, aside.at.map(|at| at.to_string()), aside.text.trim()))
            .collect();
        assert_eq!(
            told,
            [
                (RemarkKind::TextBox, Some("C5".to_owned()), "另有3件\n在此"),
                (RemarkKind::Picture, None, "公章"),
            ]
        );
        let comments = super::comments(
            "<comments><authors><author>甲</author></authors><commentList><comment ref=\"B8\">\
             <text><r><t>甲:</t></r><r><t>再核</t></r></text></comment></commentList></comments>",
        )
        .unwrap();
        assert_eq!(comments[0].text, "甲:再核");
        assert_eq!(comments[0].at, "B8".parse().ok());
    }
}
