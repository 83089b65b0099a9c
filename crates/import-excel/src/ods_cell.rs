//! One cell of an OpenDocument sheet: its value and its text.

use nianbao_model::source::CellValue;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::limits::MAX_SPACES;
use crate::sheet::{decimal, percent};
use crate::xml;
use nianbao_model::limits::{MAX_COLUMNS, MAX_ROWS};

/// Elements in a cell whose text is not the cell's: comments, drawings, the sounds of
/// characters, tables in tables.
const ASIDE: [&str; 5] = ["annotation", "frame", "custom-shape", "ruby-text", "table"];

/// What a cell holds.
#[derive(Debug)]
pub(crate) struct Content {
    /// What it shows.
    pub(crate) value: CellValue,
    /// Its formula in OpenDocument's notation.
    pub(crate) formula: Option<String>,
    /// How many rows and columns it is merged over.
    pub(crate) merged: (u32, u32),
}

impl Content {
    /// Whether there is nothing to take over.
    pub(crate) fn is_blank(&self) -> bool {
        self.value == CellValue::Empty && self.formula.is_none() && self.merged == (1, 1)
    }
}

/// Reads up to the end of a cell.
///
/// # Errors
/// What is wrong with its XML.
pub(crate) fn read(reader: &mut Reader<&[u8]>, element: &BytesStart<'_>) -> Result<Content, String> {
    let text = text(reader)?;
    let merged = |name, most| {
        let number = xml::raw(element, name).and_then(|value| value.parse::<u32>().ok());
        number.unwrap_or(1).clamp(1, most)
    };
    Ok(Content {
        value: value(element, text),
        formula: xml::attribute(element, "table:formula"),
        merged: (
            merged("table:number-rows-spanned", MAX_ROWS),
            merged("table:number-columns-spanned", MAX_COLUMNS),
        ),
    })
}

/// Passes over an element whose start has been read.
///
/// # Errors
/// What is wrong with its XML.
pub(crate) fn pass_over(reader: &mut Reader<&[u8]>) -> Result<(), String> {
    let mut open = 1usize;
    while open > 0 {
        match xml::next(reader)? {
            Event::Start(_) => open += 1,
            Event::End(_) => open -= 1,
            Event::Eof => return Err("EOF".to_owned()),
            _ => {}
        }
    }
    Ok(())
}

fn value(element: &BytesStart<'_>, text: String) -> CellValue {
    let number = || xml::raw(element, "office:value")?.parse::<f64>().ok();
    if xml::raw(element, "calcext:value-type").is_some_and(|kind| kind == "error") {
        return CellValue::Error(text);
    }
    let kind = xml::raw(element, "office:value-type").unwrap_or_default();
    match (&*kind, number()) {
        ("float" | "currency", Some(number)) => decimal(number),
        ("percentage", Some(number)) => match decimal(number) {
            CellValue::Number(number) => percent(number),
            other => other,
        },
        ("boolean", _) => CellValue::Boolean(xml::raw(element, "office:boolean-value").is_some_and(|v| v == "true")),
        ("date", _) => {
            let stored = xml::raw(element, "office:date-value").unwrap_or_default();
            CellValue::Date(date(&stored).unwrap_or(text))
        }
        ("time", _) => CellValue::Date(text),
        ("string", _) => {
            let stored = xml::attribute(element, "office:string-value");
            CellValue::Text(stored.filter(|stored| !stored.is_empty()).unwrap_or(text))
        }
        _ if text.is_empty() => CellValue::Empty,
        _ => CellValue::Text(text),
    }
}

/// `2021-01-20` or `2021-01-20T08:30:00` as documents write it.
fn date(stored: &str) -> Option<String> {
    let (day, time) = stored.split_once('T').unwrap_or((stored, ""));
    let mut parts = day.split('-').map(|part| part.parse::<u16>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let day = format!("{year}年{month}月{day}日");
    let time = time.split('.').next().unwrap_or_default();
    Some(match time {
        "" | "00:00:00" => day,
        time => format!("{day} {time}"),
    })
}

/// The text up to the end of the cell: its paragraphs as lines, white space as it
/// shows.
fn text(reader: &mut Reader<&[u8]>) -> Result<String, String> {
    let mut text = String::new();
    let mut paragraphs = 0;
    let mut in_paragraph = false;
    loop {
        match xml::next(reader)? {
            Event::Start(element) => match element.local_name().as_ref() {
                name if ASIDE.contains(&name) => pass_over(reader)?,
                "p" | "h" => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    paragraphs += 1;
                    in_paragraph = true;
                }
                "s" => {
                    let count = xml::raw(&element, "text:c").and_then(|count| count.parse().ok());
                    text.extend(std::iter::repeat_n(' ', count.unwrap_or(1).min(MAX_SPACES)));
                }
                "tab" => text.push('\t'),
                "line-break" => text.push('\n'),
                _ => {}
            },
            Event::Text(piece) if in_paragraph => {
                for c in piece.as_ref().chars() {
                    let space = matches!(c, ' ' | '\t' | '\r' | '\n');
                    if !space {
                        text.push(c);
                    } else if !text.ends_with([' ', '\n']) && !text.is_empty() {
                        text.push(' ');
                    }
                }
            }
            Event::CData(piece) if in_paragraph => text.push_str(piece.as_ref()),
            Event::GeneralRef(reference) if in_paragraph => xml::push_reference(&mut text, &reference),
            Event::End(element) => match element.local_name().as_ref() {
                "p" | "h" => in_paragraph = false,
                "table-cell" | "covered-table-cell" => return Ok(text),
                _ => {}
            },
            Event::Eof => return Err("table:table-cell".to_owned()),
            _ => {}
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
        read(&mut reader, &element).unwrap()
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
