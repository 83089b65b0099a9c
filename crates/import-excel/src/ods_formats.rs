//! The number formats of an OpenDocument workbook, which are spelled out as elements, put into Excel's codes.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::limits::MAX_FORMAT;
use crate::xml;

/// A number format as it is stated: its own code, and those that stand in under conditions.
#[derive(Debug, Default)]
pub(crate) struct Code {
    pub(crate) own: String,
    pub(crate) others: Vec<(String, String)>,
}

impl Code {
    /// Reads up to the end of a format.
    pub(crate) fn read(reader: &mut Reader<&[u8]>, element: &BytesStart<'_>) -> Result<Self, String> {
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
