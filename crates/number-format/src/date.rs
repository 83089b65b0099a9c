//! Shows the days and times that workbooks store as numbers.

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
use rust_decimal::prelude::ToPrimitive;

use crate::{Numerals, Token};

/// The last day a workbook knows: 31 December 9999.
const LAST_DAY: i64 = 2_958_465;
const SECONDS: i64 = 86_400;
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];

/// From which day a workbook counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Calendar {
    /// 1900, which is taken for a leap year.
    #[default]
    From1900,
    /// 1904, as on old Macintoshes.
    From1904,
}

/// A day and a time, to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    year: i64,
    month: i64,
    day: i64,
    /// Seconds of the day.
    seconds: i64,
    /// Parts of a second, in thousand millionths.
    nanos: i64,
    /// From Sunday.
    weekday: i64,
    /// Seconds since the first day, for hours that run on.
    elapsed: i64,
}

impl Moment {
    /// By the number a workbook stores; none before its first day and after its last.
    pub fn new(value: Decimal, calendar: Calendar) -> Option<Self> {
        let nanos = Decimal::from(SECONDS * 1_000_000_000);
        // To the thousandth of a second, as far as the stored number is exact.
        let rounded = value
            .checked_mul(Decimal::from(SECONDS))?
            .round_dp_with_strategy(3, MidpointAwayFromZero);
        let total = rounded.checked_mul(Decimal::from(1_000_000_000))?.to_i128()?;
        let nanos = nanos.to_i128()?;
        let serial = i64::try_from(total.div_euclid(nanos)).ok()?;
        let of_day = i64::try_from(total.rem_euclid(nanos)).ok()?;
        if !(0..=LAST_DAY).contains(&serial) {
            return None;
        }
        let elapsed = serial * SECONDS + of_day / 1_000_000_000;
        let (year, month, day, weekday) = match (calendar, serial) {
            (Calendar::From1900, 0) => (1900, 1, 0, 6),
            (Calendar::From1900, 60) => (1900, 2, 29, 3),
            (Calendar::From1900, 1..60) => civil(serial - 25_568),
            (Calendar::From1900, _) => civil(serial - 25_569),
            (Calendar::From1904, _) => civil(serial - 25_569 + 1_462),
        };
        Some(Self {
            year,
            month,
            day,
            seconds: of_day / 1_000_000_000,
            nanos: of_day % 1_000_000_000,
            weekday,
            elapsed,
        })
    }

    /// As documents write it, with the time only where it has one.
    pub fn text(self) -> String {
        let Self {
            year,
            month,
            day,
            seconds,
            ..
        } = self;
        match seconds {
            0 => format!("{year}年{month}月{day}日"),
            _ => format!(
                "{year}年{month}月{day}日 {:02}:{:02}:{:02}",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60
            ),
        }
    }
}

/// The day so many days after 1 January 1970: year, month, day, weekday.
fn civil(days: i64) -> (i64, i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day, (days + 4).rem_euclid(7))
}

/// A piece of a date or time, with the number of its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    Year(usize),
    Month(usize),
    Day(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    /// Decimals of a second.
    Decimals(usize),
    /// 周三 or 星期三.
    Weekday(usize),
    /// AM or 上午, and as a single letter.
    HalfDay {
        chinese: bool,
        short: bool,
    },
    ElapsedHours(usize),
    ElapsedMinutes(usize),
    ElapsedSeconds(usize),
}

impl Piece {
    /// The piece a text begins with, and how many characters it takes.
    pub(crate) fn parse(text: &str) -> Option<(Self, usize)> {
        let upper = text.to_ascii_uppercase();
        for (name, chinese, short) in [
            ("AM/PM", false, false),
            ("上午/下午", true, false),
            ("A/P", false, true),
        ] {
            if upper.starts_with(name) {
                return Some((Self::HalfDay { chinese, short }, name.chars().count()));
            }
        }
        let first = upper.chars().next()?;
        let length = upper.chars().take_while(|c| *c == first).count();
        let piece = match first {
            'Y' | 'E' => Self::Year(if first == 'E' { 4 } else { length }),
            'M' => Self::Month(length),
            'D' => Self::Day(length),
            'H' => Self::Hour(length),
            'S' => Self::Second(length),
            'A' if length >= 3 => Self::Weekday(length),
            _ => return None,
        };
        Some((piece, length))
    }

    /// `[h]`, `[mm]`, `[ss]`.
    pub(crate) fn elapsed(inside: &str) -> Option<Self> {
        let lower = inside.to_ascii_lowercase();
        let first = lower.chars().next()?;
        let length = lower.chars().count();
        lower.chars().all(|c| c == first).then_some(())?;
        match first {
            'h' => Some(Self::ElapsedHours(length)),
            'm' => Some(Self::ElapsedMinutes(length)),
            's' => Some(Self::ElapsedSeconds(length)),
            _ => None,
        }
    }

    pub(crate) fn is_hour(self) -> bool {
        matches!(self, Self::Hour(_) | Self::ElapsedHours(_))
    }

    pub(crate) fn is_second(self) -> bool {
        matches!(self, Self::Second(_) | Self::ElapsedSeconds(_))
    }

    pub(crate) fn is_year(&self) -> bool {
        matches!(self, Self::Year(_))
    }

    pub(crate) fn is_month(&self) -> bool {
        matches!(self, Self::Month(_))
    }

    pub(crate) fn is_day(&self) -> bool {
        matches!(self, Self::Day(1..=2))
    }
}

/// Shows a moment by the pieces of a section.
pub(crate) fn show(tokens: &[Token], moment: Moment, numerals: Numerals) -> Option<String> {
    let half = tokens
        .iter()
        .any(|token| matches!(token, Token::Date(Piece::HalfDay { .. })));
    let decimals = tokens
        .iter()
        .any(|token| matches!(token, Token::Date(Piece::Decimals(_))));
    let moment = if decimals { moment } else { rounded(moment) };
    let mut shown = String::new();
    for token in tokens {
        match token {
            Token::Date(piece) => shown.push_str(&piece_text(*piece, moment, half, numerals)),
            Token::Literal(literal) => shown.push_str(literal),
            Token::Slash => shown.push('/'),
            Token::Point => shown.push('.'),
            Token::Comma => shown.push(','),
            Token::Percent => shown.push('%'),
            Token::Digit(place) => shown.push(*place),
            Token::General | Token::Text | Token::Exponent(_) => return None,
        }
    }
    Some(shown)
}

/// To the second. One before midnight stays on its day.
fn rounded(moment: Moment) -> Moment {
    let up = i64::from(moment.nanos >= 500_000_000 && moment.seconds + 1 < SECONDS);
    Moment {
        seconds: moment.seconds + up,
        elapsed: moment.elapsed + up,
        nanos: 0,
        ..moment
    }
}

fn piece_text(piece: Piece, moment: Moment, half: bool, numerals: Numerals) -> String {
    let count = |number: i64, length: usize| match numerals {
        Numerals::Chinese | Numerals::Formal => {
            let counted = numerals.count(Decimal::from(number));
            // 十二月, not 一十二月.
            counted
                .strip_prefix('一')
                .filter(|rest| rest.starts_with('十'))
                .map_or(counted.clone(), str::to_owned)
        }
        _ => format!("{number:0length$}")
            .chars()
            .map(|c| numerals.digit(c))
            .collect(),
    };
    let hour = moment.seconds / 3600;
    let english = |names: &[&str], at: i64, letters: usize| {
        let name = usize::try_from(at)
            .ok()
            .and_then(|at| names.get(at))
            .copied()
            .unwrap_or_default();
        name.chars().take(letters).collect::<String>()
    };
    match piece {
        Piece::Year(1..=2) => digits(moment.year % 100, 2, numerals),
        Piece::Year(_) => digits(moment.year, 4, numerals),
        Piece::Month(3) => english(&MONTHS, moment.month - 1, 3),
        Piece::Month(4) => english(&MONTHS, moment.month - 1, usize::MAX),
        Piece::Month(5) => english(&MONTHS, moment.month - 1, 1),
        Piece::Month(length) => count(moment.month, length.min(2)),
        Piece::Day(3) => english(&WEEKDAYS, moment.weekday, 3),
        Piece::Day(length) if length > 3 => english(&WEEKDAYS, moment.weekday, usize::MAX),
        Piece::Day(length) => count(moment.day, length),
        Piece::Hour(length) if half => count((hour + 11) % 12 + 1, length.min(2)),
        Piece::Hour(length) => count(hour, length.min(2)),
        Piece::Minute(length) => count(moment.seconds / 60 % 60, length),
        Piece::Second(length) => count(moment.seconds % 60, length.min(2)),
        Piece::Decimals(length) => format!(".{}", &format!("{:09}", moment.nanos)[..length]),
        Piece::Weekday(length) => {
            let name = "日一二三四五六".chars().nth(moment.weekday as usize).unwrap_or(' ');
            if length == 3 {
                format!("周{name}")
            } else {
                format!("星期{name}")
            }
        }
        Piece::HalfDay { chinese: true, .. } => String::from(if hour < 12 { "上午" } else { "下午" }),
        Piece::HalfDay { short: true, .. } => String::from(if hour < 12 { "A" } else { "P" }),
        Piece::HalfDay { .. } => String::from(if hour < 12 { "AM" } else { "PM" }),
        Piece::ElapsedHours(length) => count(moment.elapsed / 3600, length),
        Piece::ElapsedMinutes(length) => count(moment.elapsed / 60, length),
        Piece::ElapsedSeconds(length) => count(moment.elapsed, length),
    }
}

fn digits(number: i64, length: usize, numerals: Numerals) -> String {
    format!("{number:0length$}")
        .chars()
        .map(|c| numerals.digit(c))
        .collect()
}
