//! Inspects a worksheet's XML before calamine reads it: for what calamine does not pass on
//! (hidden rows and columns, number formats, error values of newer programs), and for
//! references and numbers that calamine would multiply without a check.

use std::collections::BTreeMap;
use std::ops::Range;

use nianbao_model::{CellRange, CellRef};
use quick_xml::events::{BytesStart, Event};

use crate::limits::MAX_SHARED_FORMULAS;
use crate::number_format::{self, Shown};
use crate::sheet::Extras;
use crate::xml;
use nianbao_model::limits::MAX_ROWS;

/// The error values calamine knows; any other would cost the whole sheet.
const KNOWN_ERRORS: [&str; 7] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];
/// What stands in for another error value while calamine reads.
const STAND_IN: &str = "#N/A";

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Worksheet {
    /// What calamine does not tell.
    pub(crate) extras: Extras,
    /// Where in the text the error values stand that calamine does not know.
    unknown: Vec<Range<usize>>,
}

impl Worksheet {
    /// The same worksheet for calamine, where it could not read it as it is.
    pub(crate) fn readable(&self, text: &str) -> Option<String> {
        if self.unknown.is_empty() {
            return None;
        }
        let mut readable = String::with_capacity(text.len());
        let mut copied = 0;
        for place in &self.unknown {
            readable.push_str(&text[copied..place.start]);
            readable.push_str(STAND_IN);
            copied = place.end;
        }
        readable.push_str(&text[copied..]);
        Some(readable)
    }
}

/// Walks through a worksheet; `styles` says of each cell style what it shows.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn look_over(text: &str, styles: &[Shown]) -> Result<Worksheet, String> {
    let mut reader = xml::reader(text);
    let mut found = Worksheet::default();
    let mut next = CellRef::new(0, 0);
    // The cell we are in if it holds an error, and whether its value comes next.
    let mut error: Option<CellRef> = None;
    let mut in_value = false;
    loop {
        let start = reader.buffer_position() as usize;
        match xml::next(&mut reader)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "row" => {
                    if let Some(number) = xml::raw(&element, "r") {
                        next.row = row(&number).ok_or_else(|| format!("row r=\"{number}\""))?;
                    }
                    if xml::is_true(&element, "hidden") {
                        found.extras.hidden_rows.push(next.row, next.row);
                    }
                }
                "col" if xml::is_true(&element, "hidden") => {
                    let column = |name| xml::raw(&element, name)?.parse::<u32>().ok()?.checked_sub(1);
                    if let (Some(first), Some(last)) = (column("min"), column("max")) {
                        found.extras.hidden_columns.push(first, last);
                    }
                }
                "c" => {
                    let mut at = next;
                    if let Some(reference) = xml::raw(&element, "r") {
                        at = reference.parse().map_err(|_| format!("c r=\"{reference}\""))?;
                    }
                    next.column = at.column + 1;
                    match style(&element).and_then(|style| styles.get(style)) {
                        None | Some(Shown::Plain) => {}
                        Some(Shown::Percent) => {
                            found.extras.percent.insert(at);
                        }
                        Some(shown) => {
                            found.extras.shown.insert(at, shown.clone());
                        }
                    }
                    error = xml::raw(&element, "t").is_some_and(|kind| kind == "e").then_some(at);
                }
                "v" => in_value = true,
                "f" => check_formula(&element)?,
                "mergeCell" => {
                    if let Some(reference) = xml::raw(&element, "ref") {
                        let merge = reference
                            .parse()
                            .map_err(|_| format!("mergeCell ref=\"{reference}\""))?;
                        found.extras.merges.push(merge);
                    }
                }
                "dimension" => {
                    if let Some(reference) = xml::raw(&element, "ref") {
                        reference
                            .parse::<CellRange>()
                            .map_err(|_| format!("dimension ref=\"{reference}\""))?;
                    }
                }
                _ => {}
            },
            Event::Text(value) if in_value => {
                in_value = false;
                let value = value.as_ref();
                if let Some(at) = error.filter(|_| !KNOWN_ERRORS.contains(&value)) {
                    found.extras.errors.insert(at, value.trim().to_owned());
                    found.unknown.push(start..start + value.len());
                }
            }
            Event::End(element) => {
                in_value = false;
                match element.local_name().as_ref() {
                    "row" => next = CellRef::new(next.row + 1, 0),
                    "c" => error = None,
                    _ => {}
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// What each cell style of `styles.xml` shows.
///
/// # Errors
/// What is wrong with its XML.
pub(crate) fn shown_styles(text: &str) -> Result<Vec<Shown>, String> {
    let mut reader = xml::reader(text);
    let built_in = number_format::BUILT_IN.map(|id| (id.to_string(), Shown::Percent));
    let mut formats: BTreeMap<String, Shown> = built_in.into();
    let mut styles = Vec::new();
    let mut in_cell_styles = false;
    loop {
        match xml::next(&mut reader)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    let id = xml::raw(&element, "numFmtId").unwrap_or_default().into_owned();
                    let code = xml::attribute(&element, "formatCode").unwrap_or_default();
                    formats.insert(id, Shown::of(&code));
                }
                "cellXfs" => in_cell_styles = true,
                "xf" if in_cell_styles => {
                    let id = xml::raw(&element, "numFmtId").unwrap_or_default();
                    styles.push(formats.get(&*id).cloned().unwrap_or(Shown::Plain));
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => in_cell_styles = false,
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

fn style(cell: &BytesStart<'_>) -> Option<usize> {
    xml::raw(cell, "s")?.parse().ok()
}

/// A shared formula reserves memory up to its number, and moves by its range.
fn check_formula(formula: &BytesStart<'_>) -> Result<(), String> {
    if let Some(number) = xml::raw(formula, "si")
        && !number.parse().is_ok_and(|number: u64| number <= MAX_SHARED_FORMULAS)
    {
        return Err(format!("f si=\"{number}\""));
    }
    match xml::raw(formula, "ref") {
        Some(reference) if reference.parse::<CellRange>().is_err() => Err(format!("f ref=\"{reference}\"")),
        _ => Ok(()),
    }
}

/// The row of this number, counted from one, if it exists.
fn row(number: &str) -> Option<u32> {
    let digits = number.bytes().all(|digit| digit.is_ascii_digit());
    let row = number.parse::<u32>().ok().filter(|_| digits)?.checked_sub(1)?;
    (row < MAX_ROWS).then_some(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_calamine_would_multiply_is_refused() {
        for sheet in [
            "<mergeCell ref=\"A1:XFD99999999999\"/>",
            "<dimension ref=\"C3:A1\"/>",
            "<c r=\"AAAAAAAAAAAAAA1\"/>",
            "<row r=\"99999999999\"/>",
            "<c><f t=\"shared\" si=\"99999999999\"/></c>",
            "<c><f t=\"shared\" si=\"0\" ref=\"A9999999999\"/></c>",
        ] {
            assert!(look_over(sheet, &[]).is_err(), "{sheet}");
        }
    }

    #[test]
    fn only_unknown_errors_are_replaced() {
        let sheet = "<row r=\"3\"><c t=\"e\"><v>#SPILL!</v></c><c t=\"e\"><v>#REF!</v></c>\
                     <c t=\"str\"><v>#SPILL!</v></c><c r=\"F3\" t=\"e\"><f>B1</f><v>#CALC!</v></c></row>";
        let found = look_over(sheet, &[]).unwrap();
        let errors: Vec<_> = found
            .extras
            .errors
            .iter()
            .map(|(at, text)| (at.to_string(), text.as_str()))
            .collect();
        assert_eq!(errors, [("A3".to_owned(), "#SPILL!"), ("F3".to_owned(), "#CALC!")]);
        assert_eq!(
            found.readable(sheet).unwrap(),
            sheet.replacen("#SPILL!", "#N/A", 1).replace("#CALC!", "#N/A")
        );
        assert_eq!(look_over("<c t=\"e\"><v>#N/A</v></c>", &[]).unwrap().readable(""), None);
    }

    #[test]
    fn styles_are_counted_among_the_cells_only() {
        let styles = "<numFmts><numFmt numFmtId=\"176\" formatCode=\"0.0%;&quot;%&quot;\"/>\
                      <numFmt numFmtId=\"177\" formatCode=\"0&quot;%&quot;\"/></numFmts>\
                      <cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>\
                      <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/><xf numFmtId=\"176\"/><xf numFmtId=\"177\"/></cellXfs>";
        let shown = shown_styles(styles).unwrap();
        let percent: Vec<bool> = shown.iter().map(|shown| *shown == Shown::Percent).collect();
        assert_eq!(percent, [false, true, true, false]);
    }

    proptest! {
        #[test]
        fn no_worksheet_makes_it_panic(text in "(<(row|c|col|v|f|mergeCell) ?(r|ref|si|min|max|t|hidden)?=?\"?[A-Z0-9:e]{0,12}\"?/?>|[#a-z]{0,4}){0,12}") {
            let _ = look_over(&text, &[Shown::Percent]);
        }
    }
}
