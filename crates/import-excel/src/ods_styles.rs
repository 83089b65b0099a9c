//! The styles of an OpenDocument workbook, as far as they change what is read: struck out and
//! raised characters, hidden sheets, the words of printed pages, and which number format a cell has
//! ([`crate::ods_formats`] reads those).

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use crate::colour::{BLACK, Colour, Ground};
use crate::condition;
use crate::ods_aside;
use crate::ods_formats::Code;
use crate::style::{Face, Style};
use crate::xml;
use nianbao_model::source::CellValue;
use nianbao_model::symbols::Symbols;
use nianbao_model::{CellRef, runs};
use nianbao_number_format::Format;

/// How many styles may inherit from each other.
const MAX_PARENTS: usize = 16;

/// All styles of a workbook.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    named: BTreeMap<(String, String), Named>,
    /// The codes of number formats, by name.
    codes: BTreeMap<String, Code>,
    /// Cell styles that were asked for.
    made: BTreeMap<String, Rc<Style>>,
    /// The words above and below the text of pages, by the name of their master page.
    page_texts: BTreeMap<String, Vec<String>>,
}

/// A style as it is stated.
#[derive(Debug, Default)]
struct Named {
    parent: Option<String>,
    format: Option<String>,
    struck: Option<bool>,
    raised: Option<bool>,
    colour: Option<Colour>,
    symbols: Option<Option<Symbols>>,
    tiny: Option<bool>,
    ground: Option<Ground>,
    /// Whether cells repeat what they hold.
    fills: Option<bool>,
    hides: bool,
    /// The master page that a sheet is printed on.
    page: Option<String>,
    /// The styles that stand in for it, each with its condition.
    others: Vec<(String, String)>,
}

impl Styles {
    /// Adds the styles of a part, up to its body.
    ///
    /// # Errors
    /// What is wrong with its XML.
    pub(crate) fn add(&mut self, text: &str) -> Result<(), String> {
        let mut reader = xml::reader(text);
        let mut open = (String::new(), String::new());
        loop {
            match xml::next(&mut reader)? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "body" => return Ok(()),
                    "style" => {
                        let text = |name| xml::attribute(&element, name);
                        open = (
                            text("style:family").unwrap_or_default(),
                            text("style:name").unwrap_or_default(),
                        );
                        let style = self.named.entry(open.clone()).or_default();
                        style.parent = text("style:parent-style-name");
                        style.page = text("style:master-page-name");
                        style.format = text("style:data-style-name");
                    }
                    // Number formats have theirs read with them.
                    "map" => {
                        let text = |name| xml::attribute(&element, name).unwrap_or_default();
                        let other = (text("style:condition"), text("style:apply-style-name"));
                        self.named.entry(open.clone()).or_default().others.push(other);
                    }
                    "table-properties" => {
                        let hides = xml::raw(&element, "table:display").is_some_and(|display| display == "false");
                        self.named.entry(open.clone()).or_default().hides |= hides;
                    }
                    "master-page" => {
                        let name = xml::attribute(&element, "style:name").unwrap_or_default();
                        self.page_texts.insert(name, ods_aside::page_texts(&mut reader)?);
                    }
                    "table-cell-properties" => self.named.entry(open.clone()).or_default().ground(&element),
                    "text-properties" => self.named.entry(open.clone()).or_default().look(&element),
                    "number-style" | "currency-style" | "percentage-style" | "date-style" | "time-style"
                    | "text-style" | "boolean-style" => {
                        let name = xml::attribute(&element, "style:name").unwrap_or_default();
                        let code = Code::read(&mut reader, &element)?;
                        self.codes.insert(name, code);
                    }
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Whether a style hides the sheet that has it.
    pub(crate) fn hides(&self, table: &str) -> bool {
        let key = ("table".to_owned(), table.to_owned());
        self.named.get(&key).is_some_and(|style| style.hides)
    }

    /// The words above and below the text of each page that a sheet with this style is printed on.
    pub(crate) fn page_texts(&self, table: &str) -> &[String] {
        let page = self.ancestors("table", table).find_map(|style| style.page.as_ref());
        page.and_then(|page| self.page_texts.get(page))
            .map_or(&[], Vec::as_slice)
    }

    /// How a piece of text with a style looks, within text that looks otherwise.
    pub(crate) fn face(&self, style: &str, around: Face) -> Face {
        self.inherited("text", style, around)
    }

    /// How cells with a style look.
    pub(crate) fn cell(&mut self, name: &str) -> Rc<Style> {
        if let Some(made) = self.made.get(name) {
            return Rc::clone(made);
        }
        let format = self
            .ancestors("table-cell", name)
            .find_map(|style| style.format.clone());
        let format = format.and_then(|format| Format::new(&self.code(&format)?));
        let style = Rc::new(Style {
            format: format.filter(|format| !format.is_general()).map(Arc::new),
            face: self.inherited("table-cell", name, Face::default()),
            ground: self
                .ancestors("table-cell", name)
                .find_map(|style| style.ground)
                .unwrap_or_default(),
            fills: self
                .ancestors("table-cell", name)
                .find_map(|style| style.fills)
                .unwrap_or_default(),
        });
        self.made.insert(name.to_owned(), Rc::clone(&style));
        style
    }

    /// How a cell looks that holds a value: as its style says, or another that stands in for it.
    /// With it a condition of which it is not known whether it holds, and that changes what is seen.
    pub(crate) fn cell_with(&mut self, name: &str, value: &CellValue) -> (Rc<Style>, Option<String>) {
        let own = self.cell(name);
        let key = ("table-cell".to_owned(), name.to_owned());
        let others = self
            .named
            .get(&key)
            .map(|style| style.others.clone())
            .unwrap_or_default();
        let mut doubt = None;
        for (stated, other) in others {
            let holds = condition::of_content(&stated).holds(CellRef::new(0, 0), value);
            if holds == Some(false) {
                continue;
            }
            let other = self.cell(&other).over(&own);
            match holds {
                Some(_) => return (Rc::new(other), doubt),
                None if other.is_seen_as(&own, value) => {}
                None => doubt = Some(stated),
            }
        }
        (own, doubt)
    }

    fn ancestors<'a>(&'a self, family: &str, name: &str) -> impl Iterator<Item = &'a Named> {
        let family = family.to_owned();
        let mut next = Some(name.to_owned());
        std::iter::from_fn(move || {
            let style = self.named.get(&(family.clone(), next.take()?))?;
            next.clone_from(&style.parent);
            Some(style)
        })
        .take(MAX_PARENTS)
    }

    fn inherited(&self, family: &str, name: &str, around: Face) -> Face {
        Face {
            struck: self
                .ancestors(family, name)
                .find_map(|style| style.struck)
                .unwrap_or(around.struck),
            raised: self
                .ancestors(family, name)
                .find_map(|style| style.raised)
                .unwrap_or(around.raised),
            tiny: self.ancestors(family, name).find_map(|style| style.tiny) == Some(true),
            colour: match self.ancestors(family, name).find_map(|style| style.colour) {
                Some(colour) => Some(colour).filter(|colour| !colour.is_like(BLACK)),
                None => around.colour,
            },
            symbols: self
                .ancestors(family, name)
                .find_map(|style| style.symbols)
                .unwrap_or(around.symbols),
        }
    }

    /// A format's code with its conditions, which come first.
    fn code(&self, name: &str) -> Option<String> {
        let code = self.codes.get(name)?;
        let mut sections = String::new();
        for (condition, other) in &code.others {
            let condition = condition.trim().strip_prefix("value()")?.replace("!=", "<>");
            sections.push_str(&format!("[{condition}]{};", self.codes.get(other)?.own));
        }
        Some(sections + &code.own)
    }
}

impl Named {
    /// What a cell is painted with.
    fn ground(&mut self, element: &BytesStart<'_>) {
        if let Some(repeats) = xml::raw(element, "style:repeat-content") {
            self.fills = Some(repeats == "true");
        }
        if let Some(ground) = xml::raw(element, "fo:background-color") {
            self.ground = Some(match runs::colour(&ground) {
                Some(colour) => Ground::Painted(Colour::Rgb(colour)),
                None => Ground::Bare,
            });
        }
    }

    fn look(&mut self, element: &BytesStart<'_>) {
        if let Some(line) = xml::raw(element, "style:text-line-through-style") {
            self.struck = Some(line != "none");
        } else if let Some(line) = xml::raw(element, "style:text-line-through-type") {
            self.struck = Some(line != "none");
        }
        if let Some(position) = xml::raw(element, "style:text-position") {
            self.raised = Some(!position.trim_start().starts_with('0'));
        }
        if let Some(color) = xml::raw(element, "fo:color") {
            self.colour = runs::colour(&color).map(Colour::Rgb);
        }
        let face = xml::raw(element, "style:font-name").or_else(|| xml::raw(element, "fo:font-family"));
        if let Some(face) = face {
            self.symbols = Some(Symbols::named(&face));
        }
        if let Some(size) = xml::raw(element, "fo:font-size") {
            let points = size.strip_suffix("pt").and_then(|points| points.parse().ok());
            self.tiny = Some(points.is_some_and(|points| !runs::is_legible(points)));
        }
    }
}

#[cfg(test)]
mod tests {
    use nianbao_model::Decimal;

    use super::*;
    use nianbao_number_format::Calendar;

    #[test]
    fn a_sheet_has_the_words_of_the_pages_it_is_printed_on() {
        let mut styles = Styles::default();
        let common = "<style:master-page style:name=\"P\"><style:header><style:region-left><text:p>金额单位：元<text:sheet-name>??</text:sheet-name></text:p>\
            </style:region-left></style:header><style:footer style:display=\"false\"><text:p>不印</text:p></style:footer></style:master-page>";
        let own = "<style:style style:name=\"ta1\" style:family=\"table\" style:master-page-name=\"P\"/>";
        [common, own].iter().for_each(|part| styles.add(part).unwrap());
        assert_eq!(styles.page_texts("ta1"), ["金额单位：元"]);
        assert!(styles.page_texts("ta2").is_empty());
    }

    #[test]
    fn formats_are_put_into_codes() {
        let mut styles = Styles::default();
        styles
            .add(
                "<number:number-style style:name=\"N1\"><number:number number:decimal-places=\"0\" number:min-integer-digits=\"1\" \
                 number:grouping=\"true\"/><number:text>元</number:text></number:number-style>\
                 <number:number-style style:name=\"N2\"><number:number number:decimal-places=\"0\" number:min-decimal-places=\"0\" \
                 number:min-integer-digits=\"1\" number:display-factor=\"1000\"><number:embedded-text number:position=\"1\">.</number:embedded-text>\
                 </number:number></number:number-style>\
                 <number:currency-style style:name=\"N3P0\"><number:currency-symbol>¥</number:currency-symbol><number:number \
                 number:decimal-places=\"2\" number:min-integer-digits=\"1\"/></number:currency-style>\
                 <number:currency-style style:name=\"N3\"><number:text>-</number:text><number:currency-symbol>¥</number:currency-symbol>\
                 <number:number number:decimal-places=\"2\" number:min-integer-digits=\"1\"/>\
                 <style:map style:condition=\"value()&gt;=0\" style:apply-style-name=\"N3P0\"/></number:currency-style>\
                 <number:percentage-style style:name=\"N4\"><number:number number:decimal-places=\"1\" number:min-integer-digits=\"1\"/>\
                 <number:text>%</number:text></number:percentage-style>\
                 <number:number-style style:name=\"N5\"><number:number number:min-integer-digits=\"1\"/></number:number-style>\
                 <number:date-style style:name=\"N6\"><number:year number:style=\"long\"/><number:text>年</number:text></number:date-style>",
            )
            .unwrap();
        let shown = |name: &str, value: &str| {
            let format = Format::new(&styles.code(name).unwrap()).unwrap();
            format.number(value.parse::<Decimal>().unwrap(), Calendar::default())
        };
        for (name, value, expected) in [
            ("N1", "24053900", "24,053,900元"),
            ("N2", "24053900", "2405.4"),
            ("N3", "6011.35", "¥6011.35"),
            ("N3", "-6011.35", "-¥6011.35"),
            ("N4", "0.3653", "36.5%"),
            ("N6", "46022", "2025年"),
        ] {
            assert_eq!(shown(name, value).as_deref(), Some(expected), "{name}");
        }
        assert_eq!(styles.code("N5").as_deref(), Some("General"));
    }

    #[test]
    fn styles_inherit_and_texts_have_their_own() {
        let mut styles = Styles::default();
        styles
            .add(
                "<style:style style:name=\"P\" style:family=\"table-cell\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
                 <style:style style:name=\"C\" style:family=\"table-cell\" style:parent-style-name=\"P\"/>\
                 <style:style style:name=\"C\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>\
                 <style:style style:name=\"L\" style:family=\"text\" style:parent-style-name=\"L\"/>",
            )
            .unwrap();
        assert!(styles.cell("C").face.struck && !styles.cell("C").face.raised);
        assert!(styles.face("C", Face::default()).raised);
        assert_eq!(styles.face("L", Face::default()), Face::default(), "a circle ends");
    }
}
