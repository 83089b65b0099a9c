//! Takes a format's code apart. What a piece shows is not told here.

use std::iter::Peekable;
use std::str::Chars;

use crate::date::Piece;
use crate::{Condition, Numerals, Section, Test, Token};

/// Names of the format of a cell that has none.
const GENERAL: [&str; 3] = ["General", "G/通用格式", "Standard"];

/// The code of a format that has a number only.
pub(crate) fn built_in(id: u32) -> Option<&'static str> {
    Some(match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 => "\"¥\"#,##0;\"¥\"-#,##0",
        6 => "\"¥\"#,##0;[Red]\"¥\"-#,##0",
        7 => "\"¥\"#,##0.00;\"¥\"-#,##0.00",
        8 => "\"¥\"#,##0.00;[Red]\"¥\"-#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        30 => "m-d-yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 => "h\"时\"mm\"分\"",
        33 => "h\"时\"mm\"分\"ss\"秒\"",
        34 | 55 => "AM/PMh\"时\"mm\"分\"",
        35 | 56 => "AM/PMh\"时\"mm\"分\"ss\"秒\"",
        37 => "#,##0_);-#,##0",
        38 => "#,##0_);[Red]-#,##0",
        39 => "#,##0.00_);-#,##0.00",
        40 => "#,##0.00_);[Red]-#,##0.00",
        41 => "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ",
        42 => "_ \"¥\"* #,##0_ ;_ \"¥\"* -#,##0_ ;_ \"¥\"* \"-\"_ ;_ @_ ",
        43 => "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
        44 => "_ \"¥\"* #,##0.00_ ;_ \"¥\"* -#,##0.00_ ;_ \"¥\"* \"-\"??_ ;_ @_ ",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => return None,
    })
}

/// The sections of a code; none where it is broken.
pub(crate) fn sections(code: &str) -> Option<Vec<Section>> {
    let mut parser = Parser {
        rest: code.chars().peekable(),
        sections: vec![Section::default()],
    };
    while let Some(c) = parser.rest.next() {
        parser.take(c)?;
    }
    let mut sections = parser.sections;
    for section in &mut sections {
        tell_minutes_from_months(section);
        settle_seconds(section);
    }
    (sections.len() <= 4).then_some(sections)
}

struct Parser<'a> {
    rest: Peekable<Chars<'a>>,
    sections: Vec<Section>,
}

impl Parser<'_> {
    fn take(&mut self, c: char) -> Option<()> {
        match c {
            ';' => self.sections.push(Section::default()),
            '"' => {
                let quoted: String = self.rest.by_ref().take_while(|c| *c != '"').collect();
                self.literal(&quoted);
            }
            '\\' | '!' => {
                let next = self.rest.next()?;
                self.literal(next.encode_utf8(&mut [0; 4]));
            }
            '_' => {
                self.rest.next();
                self.literal(" ");
            }
            '*' => {
                self.rest.next();
            }
            '[' => {
                let inside: String = self.rest.by_ref().take_while(|c| *c != ']').collect();
                self.bracket(&inside)?;
            }
            '0' | '#' | '?' => self.push(Token::Digit(c)),
            '.' => self.push(Token::Point),
            ',' => self.push(Token::Comma),
            '%' => self.push(Token::Percent),
            '/' => self.push(Token::Slash),
            '@' => self.push(Token::Text),
            'E' | 'e' if matches!(self.rest.peek(), Some('+' | '-')) => {
                let sign = self.rest.next();
                self.push(Token::Exponent(sign == Some('+')));
            }
            _ => self.word(c),
        }
        Some(())
    }

    fn push(&mut self, token: Token) {
        if let Some(section) = self.sections.last_mut() {
            section.tokens.push(token);
        }
    }

    fn literal(&mut self, text: &str) {
        match self.sections.last_mut().and_then(|section| section.tokens.last_mut()) {
            Some(Token::Literal(literal)) => literal.push_str(text),
            _ => self.push(Token::Literal(text.to_owned())),
        }
    }

    /// What stands in brackets: a condition, numerals, a currency, hours that run on, a colour;
    /// languages show nothing.
    fn bracket(&mut self, inside: &str) -> Option<()> {
        if let Some(currency) = inside.strip_prefix('$') {
            let sign = currency.rsplit_once('-').map_or(currency, |(sign, _)| sign);
            self.literal(sign);
            return Some(());
        }
        if let Some(piece) = Piece::elapsed(inside) {
            self.push(Token::Date(piece));
            return Some(());
        }
        let section = self.sections.last_mut()?;
        match inside.to_ascii_lowercase().as_str() {
            "dbnum1" => section.numerals = Numerals::Chinese,
            "dbnum2" => section.numerals = Numerals::Formal,
            "dbnum3" => section.numerals = Numerals::Wide,
            other if colour(other).is_some() => section.colour = colour(other),
            other => {
                if other.starts_with(['<', '>', '=']) {
                    section.condition = Some(condition(other)?);
                }
            }
        }
        Some(())
    }

    /// A word of dates, the name of the general format, or text without quotes.
    fn word(&mut self, first: char) {
        let ahead: String = std::iter::once(first).chain(self.rest.clone()).take(10).collect();
        let general = GENERAL.iter().find(|name| {
            ahead
                .get(..name.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(name))
        });
        let (token, length) = match general {
            Some(name) => (Token::General, name.chars().count()),
            None => match Piece::parse(&ahead) {
                Some((piece, length)) => (Token::Date(piece), length),
                None => return self.literal(first.encode_utf8(&mut [0; 4])),
            },
        };
        for _ in 1..length {
            self.rest.next();
        }
        // A run of one letter may be longer than what was looked at.
        if token != Token::General && ahead.chars().all(|c| c == first) {
            while self.rest.next_if_eq(&first).is_some() {}
        }
        self.push(token);
    }
}

/// A colour by its name; those that have a number only are not known.
fn colour(name: &str) -> Option<[u8; 3]> {
    Some(match name {
        "black" | "黑色" | "color1" | "颜色1" => [0; 3],
        "white" | "白色" | "color2" | "颜色2" => [255; 3],
        "red" | "红色" => [255, 0, 0],
        "green" | "绿色" => [0, 255, 0],
        "blue" | "蓝色" => [0, 0, 255],
        "yellow" | "黄色" => [255, 255, 0],
        "magenta" | "洋红" => [255, 0, 255],
        "cyan" | "蓝绿色" => [0, 255, 255],
        _ => return None,
    })
}

fn condition(text: &str) -> Option<Condition> {
    let tests = [
        ("<=", Test::LessOrEqual),
        (">=", Test::GreaterOrEqual),
        ("<>", Test::NotEqual),
        ("<", Test::Less),
        (">", Test::Greater),
        ("=", Test::Equal),
    ];
    tests.iter().find_map(|(sign, test)| {
        let limit = text.strip_prefix(sign)?.trim().parse().ok()?;
        Some(Condition { test: *test, limit })
    })
}

/// `m` is the minute behind hours and before seconds, the month anywhere else.
fn tell_minutes_from_months(section: &mut Section) {
    let pieces: Vec<usize> = (0..section.tokens.len())
        .filter(|at| matches!(section.tokens[*at], Token::Date(_)))
        .collect();
    for (nth, at) in pieces.iter().enumerate() {
        let piece = |nth: Option<usize>| match nth.and_then(|nth| section.tokens.get(*pieces.get(nth)?)) {
            Some(Token::Date(piece)) => Some(*piece),
            _ => None,
        };
        let Some(Piece::Month(length @ 1..=2)) = piece(Some(nth)) else {
            continue;
        };
        let after_hour = piece(nth.checked_sub(1)).is_some_and(Piece::is_hour);
        let before_second = piece(nth.checked_add(1)).is_some_and(Piece::is_second);
        if after_hour || before_second {
            section.tokens[*at] = Token::Date(Piece::Minute(length));
        }
    }
}

/// Zeros behind a point behind seconds are parts of a second, not a number's decimals.
fn settle_seconds(section: &mut Section) {
    let mut at = 0;
    while at < section.tokens.len() {
        let is_seconds = matches!(section.tokens[at], Token::Date(piece) if piece.is_second());
        at += 1;
        if !is_seconds || section.tokens.get(at) != Some(&Token::Point) {
            continue;
        }
        let zeros = section.tokens[at + 1..]
            .iter()
            .take_while(|token| **token == Token::Digit('0'))
            .count();
        if zeros > 0 {
            section
                .tokens
                .splice(at..=at + zeros, [Token::Date(Piece::Decimals(zeros.min(9)))]);
        }
    }
}
