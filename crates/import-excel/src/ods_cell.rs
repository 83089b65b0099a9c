//! One cell of an OpenDocument sheet: its value and its text.

use nianbao_model::source::CellValue;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::limits::MAX_SPACES;
use crate::ods_aside;
use crate::ods_styles::Styles;
use crate::rich::Units;
use crate::sheet::{Aside, decimal};
use crate::style::{Face, Piece};
use crate::worksheet::iso_date;
use crate::xml;
use nianbao_model::limits::{MAX_COLUMNS, MAX_ROWS};
use nianbao_model::shown::percent;
use nianbao_number_format::Format;

/// Elements in a cell whose text is not the cell's: the sounds of characters, tables in tables.
const ASIDE: [&str; 2] = ["ruby-text", "table"];

/// What a cell holds.
#[derive(Debug)]
pub(crate) struct Content {
    /// Its value.
    pub(crate) value: CellValue,
    /// How the pieces of its text look.
    pub(crate) pieces: Vec<Piece>,
    /// Its style's name.
    pub(crate) style: Option<String>,
    /// Its formula in OpenDocument's notation.
    pub(crate) formula: Option<String>,
    /// How many rows and columns it is merged over.
    pub(crate) merged: (u32, u32),
    /// Comments and drawings that are fixed to it.
    pub(crate) asides: Vec<Aside>,
}

impl Content {
    /// Whether there is nothing to take over.
    pub(crate) fn is_blank(&self) -> bool {
        self.value == CellValue::Empty && self.formula.is_none() && self.merged == (1, 1) && self.asides.is_empty()
    }
}

/// Reads up to the end of a cell, whose style has this name if it does not say another.
///
/// # Errors
/// What is wrong with its XML.
pub(crate) fn read(
    reader: &mut Reader<&[u8]>,
    element: &BytesStart<'_>,
    styles: &mut Styles,
    style: Option<&str>,
) -> Result<Content, String> {
    let text = text(reader, styles)?;
    let merged = |name, most| {
        let number = xml::raw(element, name).and_then(|value| value.parse::<u32>().ok());
        number.unwrap_or(1).clamp(1, most)
    };
    let style = xml::attribute(element, "table:style-name").or_else(|| style.map(str::to_owned));
    let format = style.as_deref().and_then(|style| styles.cell(style).format.clone());
    let (value, is_text) = value(element, text.shown, format.as_deref());
    Ok(Content {
        value,
        pieces: if is_text { text.pieces } else { Vec::new() },
        style,
        formula: xml::attribute(element, "table:formula"),
        merged: (
            merged("table:number-rows-spanned", MAX_ROWS),
            merged("table:number-columns-spanned", MAX_COLUMNS),
        ),
        asides: text.asides,
    })
}

/// A cell's value, and whether it is its text as the file has it. Numbers are as they are stored;
/// what a format makes of them is found out later.
fn value(element: &BytesStart<'_>, text: String, format: Option<&Format>) -> (CellValue, bool) {
    let number = || xml::raw(element, "office:value")?.parse::<f64>().ok();
    if xml::raw(element, "calcext:value-type").is_some_and(|kind| kind == "error") {
        return (CellValue::Error(text), false);
    }
    let kind = xml::raw(element, "office:value-type").unwrap_or_default();
    let value = match (&*kind, number()) {
        ("float" | "currency", Some(number)) => decimal(number),
        ("percentage", Some(number)) => match decimal(number) {
            // A format that we do not know: the number is shown in percent all the same.
            CellValue::Number(number) if format.is_none() => percent(number),
            other => other,
        },
        ("boolean", _) => CellValue::Boolean(xml::raw(element, "office:boolean-value").is_some_and(|v| v == "true")),
        ("date", _) => {
            let stored = xml::raw(element, "office:date-value").unwrap_or_default();
            let whole = format.is_none_or(Format::shows_whole_date) || text.is_empty();
            CellValue::Date(iso_date(&stored).filter(|_| whole).unwrap_or(text))
        }
        ("time", _) => CellValue::Date(text),
        ("string", _) => {
            let stored = xml::attribute(element, "office:string-value").filter(|stored| !stored.is_empty());
            return match stored {
                Some(stored) => {
                    let same = stored == text;
                    (CellValue::Text(stored), same)
                }
                None => (CellValue::Text(text), true),
            };
        }
        _ if text.is_empty() => CellValue::Empty,
        _ => return (CellValue::Text(text), true),
    };
    (value, false)
}

/// The text of a cell.
#[derive(Debug, Default)]
struct Text {
    shown: String,
    pieces: Vec<Piece>,
    asides: Vec<Aside>,
}

/// The text up to the end of the cell: its paragraphs as lines, white space as it
/// shows.
fn text(reader: &mut Reader<&[u8]>, styles: &Styles) -> Result<Text, String> {
    let mut text = Text::default();
    let mut units = Units::default();
    let mut paragraphs = 0;
    let mut in_paragraph = false;
    // The pieces we are in, from the outermost.
    let mut faces: Vec<Face> = Vec::new();
    loop {
        match xml::next(reader)? {
            Event::Start(element) => match element.local_name().as_ref() {
                name if ods_aside::is_one(name) => text.asides.extend(ods_aside::read(reader, &element)?),
                name if ASIDE.contains(&name) => xml::pass_over(reader)?,
                "p" | "h" => {
                    if paragraphs > 0 {
                        text.shown.push('\n');
                    }
                    paragraphs += 1;
                    in_paragraph = true;
                }
                "span" => {
                    let name = xml::attribute(&element, "text:style-name").unwrap_or_default();
                    let face = styles.face(&name, faces.last().copied().unwrap_or_default());
                    text.pieces.push((units.of(&text.shown), Some(face)));
                    faces.push(face);
                }
                "s" => {
                    let count = xml::raw(&element, "text:c").and_then(|count| count.parse().ok());
                    let spaces = std::iter::repeat_n(' ', count.unwrap_or(1).min(MAX_SPACES));
                    text.shown.extend(spaces);
                }
                "tab" => text.shown.push('\t'),
                "line-break" => text.shown.push('\n'),
                _ => {}
            },
            Event::Text(piece) if in_paragraph => push_spaced(&mut text.shown, piece.as_ref()),
            Event::CData(piece) if in_paragraph => text.shown.push_str(piece.as_ref()),
            Event::GeneralRef(reference) if in_paragraph => xml::push_reference(&mut text.shown, &reference)?,
            Event::End(element) => match element.local_name().as_ref() {
                "p" | "h" => in_paragraph = false,
                "span" => {
                    faces.pop();
                    text.pieces.push((units.of(&text.shown), faces.last().copied()));
                }
                "table-cell" | "covered-table-cell" => {
                    let matters = |piece: &Piece| piece.1.is_some_and(|face| face != Face::default());
                    if !text.pieces.iter().any(matters) {
                        text.pieces.clear();
                    }
                    return Ok(text);
                }
                _ => {}
            },
            Event::Eof => return Err("table:table-cell".to_owned()),
            _ => {}
        }
    }
}

/// Adds text in which any white space shows as one space.
fn push_spaced(text: &mut String, piece: &str) {
    for c in piece.chars() {
        let space = matches!(c, ' ' | '\t' | '\r' | '\n');
        if !space {
            text.push(c);
        } else if !text.ends_with([' ', '\n']) && !text.is_empty() {
            text.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_cell(cell: &str) -> Content {
        let mut reader = xml::reader(cell);
        let Event::Start(element) = xml::next(&mut reader).unwrap() else {
            panic!("no element");
        };
        read(&mut reader, &element, &mut Styles::default(), None).unwrap()
    }

    fn string(content: &str) -> CellValue {
        read_cell(&format!(
            "<table:table-cell office:value-type=\"string\">{content}</table:table-cell>"
        ))
        .value
    }

    #[test]
    fn text_is_what_shows() {
        for (content, shown) in [
            ("<text:p>一、<text:span>总体</text:span>情况</text:p>", "一、总体情况"),
            (
                "<text:p>a<text:s text:c=\"3\"/>b\n   c</text:p>\n<text:p>d&amp;&#20013;<text:tab/></text:p>",
                "a   b c\nd&中\t",
            ),
            (
                "<office:annotation><text:p>批注</text:p></office:annotation><text:p>正文</text:p>",
                "正文",
            ),
            (
                "<text:p><text:ruby><text:ruby-base>中</text:ruby-base><text:ruby-text>zhong</text:ruby-text></text:ruby></text:p>",
                "中",
            ),
        ] {
            assert_eq!(string(content), CellValue::Text(shown.to_owned()), "{content}");
        }
        let CellValue::Text(spaces) = string("<text:p><text:s text:c=\"99999999999\"/></text:p>") else {
            panic!("text");
        };
        assert!(spaces.len() <= MAX_SPACES);
    }

    #[test]
    fn values_keep_their_kind() {
        for (attributes, value) in [
            (
                "office:value-type=\"date\" office:date-value=\"2021-01-20\"",
                "2021年1月20日",
            ),
            (
                "office:value-type=\"date\" office:date-value=\"2021-01-20T08:30:00\"",
                "2021年1月20日 08:30:00",
            ),
            ("office:value-type=\"percentage\" office:value=\"0.965\"", "96.5%"),
            (
                "office:value-type=\"float\" office:value=\"0.30000000000000004\"",
                "0.3",
            ),
            ("office:value-type=\"boolean\" office:boolean-value=\"true\"", "TRUE"),
            ("office:value-type=\"string\" office:string-value=\"甲\"", "甲"),
            (
                "office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"",
                "shown",
            ),
            ("office:value-type=\"float\" office:value=\"rubbish\"", "shown"),
        ] {
            let content = read_cell(&format!(
                "<table:table-cell {attributes}><text:p>shown</text:p></table:table-cell>"
            ));
            assert_eq!(content.value.display(), value, "{attributes}");
        }
    }
}
