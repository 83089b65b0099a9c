//! The styles of an OpenDocument workbook, as far as they change what is read: struck out and
//! raised characters, hidden sheets, and number formats, which are spelled out as elements and
//! here put into Excel's codes.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::colour::{BLACK, Colour, Ground};
use crate::condition;
use crate::limits::MAX_FORMAT;
use crate::ods_aside;
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

/// A number format as it is stated: its own code, and those that stand in under conditions.
#[derive(Debug, Default)]
struct Code {
    own: String,
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

impl Code {
    /// Reads up to the end of a format.
    fn read(reader: &mut Reader<&[u8]>, element: &BytesStart<'_>) -> Result<Self, String> {
        let mut code = Self::default();
        let date =
            element.local_name().as_ref().starts_with(['d', 't']) && element.local_name().as_ref() != "text-style";
        let runs_on = xml::raw(element, "number:truncate-on-overflow").is_some_and(|value| value == "false");
        match xml::raw(element, "number:transliteration-format").as_deref() {
            Some("一") => code.own.push_str("[DBNum1]"),
            Some("壹") => code.own.push_str("[DBNum2]"),
            _ => {}
        }
        let end = element.local_name().as_ref().to_owned();
        loop {
            match xml::next(reader)? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "text" | "currency-symbol" => {
                        let mut text = String::new();
                        xml::push_text(reader, &mut text)?;
                        code.push_literal(&text, date);
                    }
                    "number" => {
                        let number = Number::read(reader, &element)?;
                        code.own.push_str(&number.code());
                    }
                    "map" => {
                        let text = |name| xml::attribute(&element, name).unwrap_or_default();
                        code.others
                            .push((text("style:condition"), text("style:apply-style-name")));
                    }
                    name => code.own.push_str(&piece(name, &element, runs_on)),
                },
                Event::End(element) if *element.local_name().as_ref() == *end => {
                    code.own.truncate(code.own.floor_char_boundary(MAX_FORMAT));
                    return Ok(code);
                }
                Event::Eof => return Err(end),
                _ => {}
            }
        }
    }

    /// Text between the digits; of a date or a percentage, its sign counts.
    fn push_literal(&mut self, text: &str, date: bool) {
        for piece in text.split_inclusive('%') {
            let (text, percent) = match piece.strip_suffix('%') {
                Some(text) if !date => (text, "%"),
                _ => (piece, ""),
            };
            if !text.is_empty() {
                self.own.push_str(&format!("\"{}\"", text.replace('"', "")));
            }
            self.own.push_str(percent);
        }
    }
}

/// The digits of a number format.
#[derive(Debug)]
struct Number {
    whole: usize,
    /// None where the number shows as it is.
    decimals: Option<usize>,
    least_decimals: usize,
    grouped: bool,
    thousands: usize,
    /// Texts between the digits, and how many digits stand behind each.
    inside: Vec<(usize, String)>,
}

impl Number {
    fn read(reader: &mut Reader<&[u8]>, element: &BytesStart<'_>) -> Result<Self, String> {
        // As many bits on every machine: a page in the browser has 32.
        let attribute = |name: &str| xml::raw(element, name)?.parse::<u64>().ok();
        let digits = |digits: u64| usize::try_from(digits).map_or(MAX_FORMAT, |digits| digits.min(MAX_FORMAT));
        let decimals = attribute("number:decimal-places");
        let factor = attribute("number:display-factor").unwrap_or(1);
        let mut number = Self {
            whole: digits(attribute("number:min-integer-digits").unwrap_or(0)),
            decimals: decimals.map(digits),
            least_decimals: digits(attribute("number:min-decimal-places").or(decimals).unwrap_or(0)),
            grouped: xml::is_true(element, "number:grouping"),
            thousands: (1..=4).rfind(|power| factor >= 1_000_u64.pow(*power)).unwrap_or(0) as usize,
            inside: Vec::new(),
        };
        loop {
            match xml::next(reader)? {
                Event::Start(element) if element.local_name().as_ref() == "embedded-text" => {
                    let at = xml::raw(&element, "number:position")
                        .and_then(|at| at.parse().ok())
                        .unwrap_or(0);
                    let mut text = String::new();
                    xml::push_text(reader, &mut text)?;
                    number.inside.push((at, text));
                }
                Event::End(element) if element.local_name().as_ref() == "number" => return Ok(number),
                Event::Eof => return Err("number:number".to_owned()),
                _ => {}
            }
        }
    }

    fn code(&self) -> String {
        let plain = self.whole <= 1 && !self.grouped && self.thousands == 0 && self.inside.is_empty();
        let Some(decimals) = self.decimals.or((!plain).then_some(0)) else {
            return "General".to_owned();
        };
        let furthest = self
            .inside
            .iter()
            .map(|(at, _)| at + 1)
            .max()
            .unwrap_or(0)
            .min(MAX_FORMAT);
        let least = if self.grouped { 4 } else { 1 };
        let digits = self.whole.max(furthest).max(least);
        let mut code = String::new();
        for left in (0..digits).rev() {
            code.push(if left < self.whole { '0' } else { '#' });
            if self.grouped && left == 3 {
                code.push(',');
            }
            for (_, text) in self.inside.iter().filter(|(at, _)| *at == left) {
                code.push_str(&format!("\"{}\"", text.replace('"', "")));
            }
        }
        if decimals > 0 {
            code.push('.');
            code.extend((0..decimals).map(|at| if at < self.least_decimals { '0' } else { '#' }));
        }
        code.push_str(&",".repeat(self.thousands));
        code
    }
}

/// A piece of a format that is no plain number.
fn piece(name: &str, element: &BytesStart<'_>, runs_on: bool) -> String {
    let is = |attribute: &str, value: &str| xml::raw(element, attribute).is_some_and(|found| found == value);
    let long = is("number:style", "long");
    let many = |letter: &str, short: usize| letter.repeat(if long { short + 1 } else { short });
    let count = |attribute: &str| {
        let number = xml::raw(element, attribute).and_then(|number| number.parse::<usize>().ok());
        number.unwrap_or(0).min(9)
    };
    let elapsed = |code: String| if runs_on { format!("[{code}]") } else { code };
    match name {
        "year" => if long { "yyyy" } else { "yy" }.to_owned(),
        "month" if is("number:textual", "true") => many("m", 3),
        "month" => many("m", 1),
        "day" => many("d", 1),
        "day-of-week" => many("a", 3),
        "hours" => elapsed(many("h", 1)),
        "minutes" => many("m", 1),
        "seconds" => match count("number:decimal-places") {
            0 => many("s", 1),
            decimals => format!("{}.{}", many("s", 1), "0".repeat(decimals)),
        },
        "am-pm" => "AM/PM".to_owned(),
        "text-content" => "@".to_owned(),
        "scientific-number" => {
            let decimals = count("number:decimal-places");
            let point = if decimals > 0 { "." } else { "" };
            let exponent = "0".repeat(count("number:min-exponent-digits").max(1));
            format!("0{point}{}E+{exponent}", "0".repeat(decimals))
        }
        "fraction" => {
            let whole = if xml::raw(element, "number:min-integer-digits").is_some() {
                "# "
            } else {
                ""
            };
            let places = |attribute| "?".repeat(count(attribute).max(1));
            let denominator = xml::attribute(element, "number:denominator-value");
            let denominator = denominator.unwrap_or_else(|| places("number:min-denominator-digits"));
            format!("{whole}{}/{denominator}", places("number:min-numerator-digits"))
        }
        _ => String::new(),
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
