//! Reads the cells of a worksheet of `.xlsx` (ECMA-376-1, 18.3) in one pass, as they are stored.
//! What they show is for [`Filler`] to find out.

use std::collections::BTreeMap;
use std::rc::Rc;

use nianbao_model::plugin::ImportError;
use nianbao_model::source::CellValue;
use nianbao_model::{CellRange, CellRef};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::conditional::Rules;
use crate::errors::damaged;
use crate::limits::MAX_SHARED_FORMULAS;
use crate::page_text;
use crate::rich::{self, Rich};
use crate::shared_formula;
use crate::sheet::{Filler, Stored, decimal};
use crate::styles_xml::Styles;
use crate::xml;
use nianbao_model::limits::MAX_ROWS;

/// What the cells of all worksheets refer to.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    pub(crate) strings: Vec<Rich>,
    pub(crate) styles: Styles,
}

/// Reads a worksheet.
///
/// # Errors
/// What is wrong with it, or which limit it is beyond.
pub(crate) fn read(text: &str, shared: &Shared, filler: &mut Filler<'_>) -> Result<(), ImportError> {
    let locus = filler.locus();
    let broken = |cause: String| damaged(locus.clone(), cause);
    let mut reader = xml::reader(text);
    let mut next = CellRef::new(0, 0);
    let mut formulas = BTreeMap::new();
    let rules = Rules::of(text, &shared.styles.conditional).map_err(broken)?;
    loop {
        match xml::next(&mut reader).map_err(broken)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "row" => {
                    if let Some(number) = xml::raw(&element, "r") {
                        next.row = row(&number).ok_or_else(|| broken(format!("row r=\"{number}\"")))?;
                    }
                    if xml::is_true(&element, "hidden") || has_no_room(&element) {
                        filler.extras().hidden_rows.push(next.row, next.row);
                    }
                }
                "c" => {
                    let cell = Cell::read(&mut reader, &element, next).map_err(broken)?;
                    next.column = cell.at.column + 1;
                    let at = cell.at;
                    let stored = cell.stored(shared, &mut formulas).map_err(broken)?;
                    filler.put_under(&rules, at, stored)?;
                }
                "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader" | "firstFooter" => {
                    let mut coded = String::new();
                    xml::push_text(&mut reader, &mut coded).map_err(broken)?;
                    page_text::add(&mut filler.extras().asides, &coded);
                }
                _ => about(&element, filler).map_err(broken)?,
            },
            Event::End(element) if element.local_name().as_ref() == "row" => next = CellRef::new(next.row + 1, 0),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Whether a row has hardly any height, less than a letter that can be read: it is hidden all the same.
fn has_no_room(element: &BytesStart<'_>) -> bool {
    const LOWEST: f64 = 2.0;
    let room = xml::raw(element, "ht").and_then(|room| room.trim().parse::<f64>().ok());
    room.is_some_and(|room| room < LOWEST)
}

/// What the sheet says beside its cells.
fn about(element: &BytesStart<'_>, filler: &mut Filler<'_>) -> Result<(), String> {
    match element.local_name().as_ref() {
        "col" => {
            let column = |name| xml::raw(element, name)?.parse::<u32>().ok()?.checked_sub(1);
            if let (Some(first), Some(last)) = (column("min"), column("max")) {
                let width = xml::raw(element, "width").and_then(|width| width.trim().parse().ok());
                let is_hidden = xml::is_true(element, "hidden");
                filler.extras().columns(first, last, width, is_hidden);
            }
        }
        "sheetFormatPr" => {
            let width = ["defaultColWidth", "baseColWidth"]
                .iter()
                .find_map(|name| xml::raw(element, name)?.trim().parse().ok());
            filler.extras().widths.usual = width;
        }
        "mergeCell" => {
            if let Some(reference) = xml::raw(element, "ref") {
                let merge = reference
                    .parse()
                    .map_err(|_| format!("mergeCell ref=\"{reference}\""))?;
                filler.extras().merges.push(merge);
            }
        }
        "dimension" => {
            if let Some(reference) = xml::raw(element, "ref") {
                reference
                    .parse::<CellRange>()
                    .map_err(|_| format!("dimension ref=\"{reference}\""))?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// A formula as the sheet states it.
#[derive(Debug, Default)]
struct Formula {
    text: String,
    /// The number under which several cells share it.
    shared: Option<u64>,
}

/// A cell as the sheet states it.
#[derive(Debug)]
struct Cell {
    at: CellRef,
    style: Option<usize>,
    kind: String,
    value: Option<String>,
    inline: Option<Rich>,
    formula: Option<Formula>,
}

/// The first cell of each shared formula, with the formula.
type SharedFormulas = BTreeMap<u64, (CellRef, String)>;

impl Cell {
    /// Reads up to the end of a cell, which stands at `next` if it does not say where.
    fn read(reader: &mut Reader<&[u8]>, element: &BytesStart<'_>, next: CellRef) -> Result<Self, String> {
        let at = match xml::raw(element, "r") {
            Some(reference) => reference.parse().map_err(|_| format!("c r=\"{reference}\""))?,
            None => next,
        };
        let mut cell = Self {
            at,
            style: xml::raw(element, "s").and_then(|style| style.trim().parse().ok()),
            kind: xml::raw(element, "t").unwrap_or_default().into_owned(),
            value: None,
            inline: None,
            formula: None,
        };
        loop {
            match xml::next(reader)? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "v" => {
                        let mut value = String::new();
                        xml::push_text(reader, &mut value)?;
                        cell.value = Some(value);
                    }
                    "is" => cell.inline = Some(rich::read(reader)?),
                    "f" => {
                        let shared = shared_number(&element)?;
                        let mut text = String::new();
                        xml::push_text(reader, &mut text)?;
                        cell.formula = Some(Formula { text, shared });
                    }
                    _ => xml::pass_over(reader)?,
                },
                Event::End(_) => return Ok(cell),
                Event::Eof => return Err("c".to_owned()),
                _ => {}
            }
        }
    }

    fn stored<'a>(self, shared: &'a Shared, formulas: &mut SharedFormulas) -> Result<Stored<'a>, String> {
        let style = self.style.and_then(|style| shared.styles.cells.get(style));
        let formula = self.formula.and_then(|formula| own(formula, self.at, formulas));
        let mut stored = Stored {
            formula,
            style: style.map(|style| &**style).filter(|style| !style.is_plain()),
            ..Stored::from(CellValue::Empty)
        };
        let wrong = |value: &str| format!("{} t=\"{}\" v=\"{value}\"", self.at, self.kind);
        let value = self.value.as_deref();
        // White space round a number comes from programs that write for readers of XML.
        let trimmed = value.map(str::trim).filter(|value| !value.is_empty());
        stored.value = match (&*self.kind, trimmed) {
            ("inlineStr", _) => {
                let inline = self.inline.unwrap_or_default();
                stored.pieces = inline.pieces;
                CellValue::Text(inline.text)
            }
            // A result that was never saved is none; an empty one is an empty text.
            ("str", _) if value.is_none() => CellValue::Empty,
            ("str", _) => {
                let mut text = value.unwrap_or_default().to_owned();
                rich::unescape(&mut text, 0);
                CellValue::Text(text)
            }
            (_, None) => CellValue::Empty,
            ("s", Some(index)) => {
                let index: usize = index.parse().map_err(|_| wrong(index))?;
                let string = shared.strings.get(index).ok_or_else(|| wrong(&index.to_string()))?;
                stored.pieces = Rc::clone(&string.pieces);
                CellValue::Text(string.text.clone())
            }
            ("b", Some(value)) => CellValue::Boolean(value == "1" || value == "true"),
            ("e", Some(error)) => CellValue::Error(error.to_owned()),
            ("d", Some(date)) => CellValue::Date(iso_date(date).unwrap_or_else(|| date.to_owned())),
            (_, Some(number)) => {
                let number: f64 = number.parse().map_err(|_| wrong(number))?;
                decimal(number)
            }
        };
        Ok(stored)
    }
}

/// The formula of a cell; where it shares one, moved from the first cell's.
fn own(formula: Formula, at: CellRef, formulas: &mut SharedFormulas) -> Option<String> {
    let text = formula.text.trim().to_owned();
    match formula.shared {
        None => Some(text).filter(|text| !text.is_empty()),
        Some(number) if text.is_empty() => {
            let (from, text) = formulas.get(&number)?;
            Some(shared_formula::moved(text, *from, at))
        }
        Some(number) => {
            formulas.insert(number, (at, text.clone()));
            Some(text)
        }
    }
}

/// `2021-01-20` or `2021-01-20T08:30:00` as documents write it.
pub(crate) fn iso_date(stored: &str) -> Option<String> {
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

fn shared_number(formula: &BytesStart<'_>) -> Result<Option<u64>, String> {
    if let Some(reference) = xml::raw(formula, "ref")
        && reference.parse::<CellRange>().is_err()
    {
        return Err(format!("f ref=\"{reference}\""));
    }
    let Some(number) = xml::raw(formula, "si") else {
        return Ok(None);
    };
    match number.parse() {
        Ok(number) if number <= MAX_SHARED_FORMULAS => Ok(Some(number)),
        _ => Err(format!("f si=\"{number}\"")),
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
    use nianbao_model::Source;
    use nianbao_model::limits::{MAX_CELLS, MAX_NUMBERS};
    use nianbao_model::source::Sheet;
    use proptest::prelude::*;

    use super::*;
    use crate::sheet::{Book, Budget, Extras};

    fn sheet(text: &str) -> Result<Sheet, ImportError> {
        let file = "a.xlsx".into();
        let mut source = Source::new(&file);
        let mut budget = Budget::new();
        let mut filler = Filler::new(&file, "表", Extras::default(), Book::default(), &mut budget);
        super::read(text, &Shared::default(), &mut filler)?;
        filler.finish(&mut source)?;
        Ok(source.sheets.remove(0))
    }

    #[test]
    fn what_would_reach_beyond_a_sheet_is_refused() {
        for text in [
            "<mergeCell ref=\"A1:XFD99999999999\"/>",
            "<dimension ref=\"C3:A1\"/>",
            "<c r=\"AAAAAAAAAAAAAA1\"/>",
            "<row r=\"99999999999\"/>",
            "<c><f t=\"shared\" si=\"99999999999\"/></c>",
            "<c><f t=\"shared\" si=\"0\" ref=\"A9999999999\"/></c>",
            "<c t=\"s\"><v>0</v></c>",
            "<c><v>many</v></c>",
            "<c><v>1</v>",
        ] {
            assert!(sheet(text).is_err(), "{text}");
        }
    }

    #[test]
    fn values_are_taken_as_they_are_stored() {
        let sheet = sheet(
            "<row r=\"3\"><c t=\"e\"><v>#SPILL!</v></c><c t=\"str\"><f>A1</f><v>#SPILL!</v></c><c><v>\n 7 </v></c>\
             <c r=\"F3\" t=\"inlineStr\"><is><t> 甲 </t></is></c><c t=\"str\"><f>B1</f><v></v></c><c><f>B2</f></c></row>\
             <row><c><f t=\"shared\" si=\"0\" ref=\"A4:A5\">B4*2</f><v>1</v></c></row>\
             <row><c><f t=\"shared\" si=\"0\"/><v>2</v></c><c t=\"d\"><v>2021-01-20</v></c><c t=\"b\"><v>1</v></c></row>",
        )
        .unwrap();
        let told: Vec<String> = sheet
            .cells
            .iter()
            .map(|(at, cell)| format!("{at} {:?} {}", cell.value, cell.formula.as_deref().unwrap_or("-")))
            .collect();
        assert_eq!(
            told,
            [
                "A3 Error(\"#SPILL!\") -",
                "B3 Text(\"#SPILL!\") A1",
                "C3 Number(7) -",
                "F3 Text(\" 甲 \") -",
                "G3 Text(\"\") B1",
                "H3 Empty B2",
                "A4 Number(1) B4*2",
                "A5 Number(2) B5*2",
                "B5 Date(\"2021年1月20日\") -",
                "C5 Boolean(true) -",
            ]
        );
    }

    #[test]
    fn a_cell_that_is_there_twice_holds_no_number() {
        let cell = |value: &str| format!("<c r=\"B8\"><v>{value}</v></c>");
        let shown = |text: &str| {
            sheet(text).unwrap().cells[&"B8".parse().unwrap()]
                .display()
                .into_owned()
        };
        assert_eq!(shown(&(cell("7") + &cell("7"))), "7");
        assert_eq!(shown(&(cell("7") + &cell("9"))), "7（另有“9”）");
    }

    #[test]
    fn numbers_are_counted_apart_from_all_else() {
        let rows = |cell: &str, count: usize| format!("<row>{cell}</row>").repeat(count);
        let number = rows("<c><v>1</v></c>", MAX_CELLS + 1);
        let text = rows("<c t=\"str\"><v>1</v></c>", MAX_CELLS);
        let both = sheet(&(number.clone() + &text)).unwrap();
        assert_eq!(both.cells.len(), 2 * MAX_CELLS + 1);
        for more in ["<c t=\"str\"><v>1</v></c>", "<c><f>1</f><v>1</v></c>"] {
            let refused = sheet(&(number.clone() + &text + &rows(more, 1))).unwrap_err();
            assert!(refused.to_string().contains("50000"), "{refused}");
        }
        let numbers = rows("<c><v>1</v></c>", MAX_NUMBERS + 1);
        let refused = sheet(&numbers).unwrap_err();
        assert!(refused.to_string().contains("500000"), "{refused}");
    }

    proptest! {
        #[test]
        fn no_worksheet_makes_it_panic(text in "(</?(row|c|col|v|f|is|t|r|mergeCell) ?(r|ref|si|min|max|t|hidden)?=?\"?[A-Z0-9:e]{0,12}\"?/?>|[#a-z0-9]{0,4}){0,12}") {
            let _ = sheet(&text);
        }
    }
}
