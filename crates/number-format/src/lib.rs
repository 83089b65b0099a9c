//! Number formats: what a person sees of a number, a date or a text that a workbook stores.
//!
//! A format is a code of up to four sections (ECMA-376-1, 18.8.30): for positive numbers, negative
//! ones, zero and text, or by conditions of their own. `parse` takes the code apart,
//! `number` and `date` show values by it. Numbers stay exact decimals throughout.
//!
//! Widths and the filling up to a cell's edge are passed over; colours are told apart. What a shown value means
//! is not told here. What differs from LibreOffice is listed in `docs/number-formats.md`.

mod date;
mod number;
mod parse;

#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

pub use date::{Calendar, Moment};

pub use number::general;

use date::Piece;

/// Bytes of a code; a longer one is no format. Excel stops at 255 characters.
pub const LONGEST: usize = 1_024;

/// A format, ready to show values.
#[derive(Debug, Clone, PartialEq)]
pub struct Format {
    sections: Vec<Section>,
    /// The section for text, where there is one.
    text: Option<Section>,
    /// Whether whole numbers always show as themselves.
    plain: bool,
}

/// One section of a format.
#[derive(Debug, Clone, Default, PartialEq)]
struct Section {
    condition: Option<Condition>,
    tokens: Vec<Token>,
    numerals: Numerals,
    /// The colour it says, in red, green and blue.
    colour: Option<[u8; 3]>,
}

/// When a section is used: `[>=1000]`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Condition {
    test: Test,
    limit: Decimal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Test {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    GreaterOrEqual,
    Greater,
}

/// The digits numbers are written with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Numerals {
    /// 0 to 9.
    #[default]
    Arabic,
    /// 〇 to 九: `[DBNum1]`.
    Chinese,
    /// 零 to 玖: `[DBNum2]`.
    Formal,
    /// ０ to ９: `[DBNum3]`.
    Wide,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// Text that stands as it is.
    Literal(String),
    /// A place for a digit: `0`, `#` or `?`.
    Digit(char),
    Point,
    Comma,
    Percent,
    /// `E+` or `E-`; whether a plus sign is written.
    Exponent(bool),
    /// The bar of a fraction, or a slash between dates.
    Slash,
    /// The number as Excel shows it without a format.
    General,
    /// The cell's text.
    Text,
    /// A piece of a date or time.
    Date(Piece),
}

impl Section {
    fn is_date(&self) -> bool {
        self.has_piece(|_| true)
    }

    fn has_whole_date(&self) -> bool {
        self.has_piece(Piece::is_year) && self.has_piece(Piece::is_month) && self.has_piece(Piece::is_day)
    }

    fn has_piece(&self, wanted: fn(&Piece) -> bool) -> bool {
        self.tokens
            .iter()
            .any(|token| matches!(token, Token::Date(piece) if wanted(piece)))
    }
}

impl Format {
    /// By its code; none for a code that is empty, too long or broken.
    pub fn new(code: &str) -> Option<Self> {
        if code.is_empty() || code.len() > LONGEST {
            return None;
        }
        let mut sections = parse::sections(code)?;
        let has_text = |section: &Section| section.tokens.contains(&Token::Text);
        let text = match sections.iter().position(has_text) {
            Some(at) => Some(sections.remove(at)),
            None if sections.len() == 4 => sections.pop(),
            None => None,
        };
        let plain = sections.iter().all(is_plain);
        Some(Self { sections, text, plain })
    }

    /// One of the formats that have a number and no code in the file (ECMA-376-1, 18.8.30), as
    /// Chinese programs show them.
    pub fn built_in(id: u32) -> Option<Self> {
        Self::new(parse::built_in(id)?)
    }

    /// Whether it is the format of a cell without one.
    pub fn is_general(&self) -> bool {
        let is_general = |section: &Section| {
            section.tokens == [Token::General] && section.numerals == Numerals::Arabic && section.colour.is_none()
        };
        self.sections.iter().all(is_general) && self.text.as_ref().is_none_or(is_bare_text)
    }

    /// Whether it shows a number as that number, at a glance: a whole one, perhaps grouped and
    /// with zeros behind the point. What is not told at a glance, [`Self::number`] tells.
    pub fn shows_plainly(&self, value: Decimal) -> bool {
        self.plain && value.is_integer() && (!value.is_sign_negative() || self.sections.len() == 1)
    }

    /// What it shows of a number; none where it says nothing about numbers, or the number is
    /// beyond its means.
    pub fn number(&self, value: Decimal, calendar: Calendar) -> Option<String> {
        let (section, signed) = self.section(value)?;
        if section.is_date() {
            return date::show(&section.tokens, Moment::new(value, calendar)?, section.numerals);
        }
        number::show(section, value.abs(), signed && value.is_sign_negative())
    }

    /// The day and time a number stands for, where it is shown as one; and whether it shows
    /// year, month and day.
    pub fn moment(&self, value: Decimal, calendar: Calendar) -> Option<(Moment, bool)> {
        let (section, _) = self.section(value)?;
        section.is_date().then_some(())?;
        Some((Moment::new(value, calendar)?, section.has_whole_date()))
    }

    /// Whether it shows the year, month and day of a date.
    pub fn shows_whole_date(&self) -> bool {
        self.sections.first().is_some_and(Section::has_whole_date)
    }

    /// Whether it shows a number in percent.
    pub fn is_percent(&self, value: Decimal) -> bool {
        self.section(value)
            .is_some_and(|(section, _)| section.tokens.contains(&Token::Percent))
    }

    /// The colour in which it shows a number, where it says one.
    pub fn colour(&self, value: Decimal) -> Option<[u8; 3]> {
        self.section(value)?.0.colour
    }

    /// What it shows of a text; none where that is the text itself.
    pub fn text(&self, text: &str) -> Option<String> {
        let section = self.text.as_ref().filter(|section| !is_bare_text(section))?;
        let pieces = section.tokens.iter().map(|token| match token {
            Token::Literal(literal) => literal.as_str(),
            Token::Text | Token::General => text,
            _ => "",
        });
        Some(pieces.collect())
    }

    /// The section for a number, and whether it leaves the sign to be written.
    fn section(&self, value: Decimal) -> Option<(&Section, bool)> {
        let sections = &self.sections[..];
        if sections.iter().any(|section| section.condition.is_some()) {
            return by_condition(sections, value);
        }
        let negative = value.is_sign_negative() && !value.is_zero();
        match sections {
            [] => None,
            [only] => Some((only, true)),
            [_, below, ..] if negative => Some((below, false)),
            [_, _, zero, ..] if value.is_zero() => Some((zero, true)),
            [above, ..] => Some((above, true)),
        }
    }
}

/// The first section whose condition holds. A section without one takes what its place stands
/// for: the second the negative numbers, the last all others. Only the first section writes a
/// sign, and not even that one where it has negative numbers alone.
fn by_condition(sections: &[Section], value: Decimal) -> Option<(&Section, bool)> {
    let holds = |(at, section): &(usize, &Section)| match section.condition {
        Some(condition) => condition.holds(value),
        None if at + 1 == sections.len() => true,
        None if *at == 0 => value > Decimal::ZERO,
        None => value < Decimal::ZERO,
    };
    let (at, section) = sections.iter().enumerate().find(holds)?;
    let only_negative = section.condition.is_some_and(Condition::is_negative);
    Some((section, at == 0 && !only_negative))
}

impl Condition {
    fn holds(self, value: Decimal) -> bool {
        match self.test {
            Test::Less => value < self.limit,
            Test::LessOrEqual => value <= self.limit,
            Test::Equal => value == self.limit,
            Test::NotEqual => value != self.limit,
            Test::GreaterOrEqual => value >= self.limit,
            Test::Greater => value > self.limit,
        }
    }

    /// Whether only negative numbers meet it.
    fn is_negative(self) -> bool {
        match self.test {
            Test::Less => self.limit <= Decimal::ZERO,
            Test::LessOrEqual | Test::Equal => self.limit < Decimal::ZERO,
            _ => false,
        }
    }
}

/// Whether whole numbers show as themselves, perhaps grouped and with empty decimals.
fn is_plain(section: &Section) -> bool {
    let Some(first) = section.tokens.iter().position(|token| matches!(token, Token::Digit(_))) else {
        return section.tokens == [Token::General];
    };
    let digits = section.tokens.iter().filter(|token| matches!(token, Token::Digit('0')));
    let before_point = section.tokens.iter().take_while(|token| **token != Token::Point);
    let needed = before_point.filter(|token| matches!(token, Token::Digit('0'))).count();
    let blank = |literal: &str| literal.chars().all(char::is_whitespace);
    let points = section.tokens.iter().filter(|token| **token == Token::Point).count();
    let ends_in_comma = section.tokens.iter().rfind(|token| !matches!(token, Token::Literal(_))) == Some(&Token::Comma);
    section.condition.is_none()
        && section.numerals == Numerals::Arabic
        && digits.count() > 0
        && points <= 1
        && needed == 1
        && !ends_in_comma
        && section.tokens.iter().enumerate().all(|(at, token)| match token {
            Token::Digit(_) | Token::Point => true,
            Token::Comma => at > first && matches!(section.tokens.get(at + 1), Some(Token::Digit(_))),
            Token::Literal(literal) => blank(literal),
            _ => false,
        })
}

/// Whether a section shows a text as it is, perhaps with white space round it.
fn is_bare_text(section: &Section) -> bool {
    section.tokens.contains(&Token::Text)
        && section.tokens.iter().all(|token| match token {
            Token::Literal(literal) => literal.trim().is_empty(),
            token => *token == Token::Text,
        })
}
