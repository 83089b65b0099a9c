//! Calendar dates as offices write them (`2021年1月20日`, `2021-01-20`, `二〇二一年一月二十日`).

pub use time::Date;
use time::Month;
use unicode_normalization::UnicodeNormalization;

use crate::numeral;

/// The years a report can be on, or name.
const YEARS: std::ops::RangeInclusive<i32> = 1949..=2200;

/// Reads one date: year, month and day in this order, separated by any non-digits.
/// `None` if the text holds anything else than exactly one valid date.
pub fn parse_date(text: &str) -> Option<Date> {
    match parse_dates(text)?.as_slice() {
        [date] => Some(*date),
        _ => None,
    }
}

/// The one year that a text is, in any digits: `2024`, `2024年度`, `二〇二四年`, or a date's.
/// `None` if the text names none, or more than one.
pub fn parse_year(text: &str) -> Option<i32> {
    if let Some(date) = parse_date(text) {
        return Some(date.year());
    }
    // Programs that know no whole numbers write 2024.0.
    let whole = text.trim().strip_suffix(".0").unwrap_or(text);
    let numbers = numbers(whole)?;
    let [year] = numbers.as_slice() else { return None };
    i32::try_from(*year).ok().filter(|year| YEARS.contains(year))
}

/// The years that a text names: four digits and 年, in any digits, or those of a period
/// without 年 (`2024-01-01至2024-12-31`).
pub fn years(text: &str) -> Vec<i32> {
    let written = named_years(text).into_iter().map(|(_, year)| year);
    let period = parse_period(text).into_iter();
    let period = period.flat_map(|(first, last)| [first.year(), last.year()]);
    written.chain(period).filter(|year| YEARS.contains(year)).collect()
}

/// The years that stand before 年 in a text, with where their digits begin in bytes. Years that
/// share one 年 are all named (`2019、2020年度`, `2019—2020年`).
pub fn named_years(text: &str) -> Vec<(usize, i32)> {
    /// Digits of a year.
    const LENGTH: usize = 4;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let year_before = |end: usize| {
        let window = chars.get(end.checked_sub(LENGTH)?..end)?;
        let mut digits = window.iter().map(|(_, c)| year_digit(*c));
        let year = digits.try_fold(0, |number, digit| Some(number * 10 + digit?))?;
        YEARS.contains(&year).then_some((window[0].0, year))
    };
    let is_joint = |at: usize| chars.get(at).is_some_and(|(_, c)| "、和与及/-—–~～至".contains(*c));
    let mut named = Vec::new();
    for (at, _) in chars.iter().enumerate().filter(|(_, (_, c))| *c == '年') {
        let mut end = at;
        let first = named.len();
        while let Some(year) = year_before(end) {
            named.push(year);
            match (end - LENGTH).checked_sub(1).filter(|joint| is_joint(*joint)) {
                Some(joint) => end = joint,
                None => break,
            }
        }
        named[first..].reverse();
    }
    named
}

/// The value of a digit of a year.
fn year_digit(c: char) -> Option<i32> {
    match c {
        '○' | '零' => Some(0),
        _ => match "〇一二三四五六七八九".chars().position(|own| own == c) {
            Some(value) => i32::try_from(value).ok(),
            None => crate::chars::digit(c).and_then(|digit| i32::try_from(digit).ok()),
        },
    }
}

/// A date as an official document prints it, without leading zeros: `2021年1月20日`
/// (GB/T 9704-2012, 7.3.5.4).
pub fn printed(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), u8::from(date.month()), date.day())
}

/// Reads a period of two dates, first and last day (`2020年1月1日至2020年12月31日`).
/// The second may leave out its year. `None` if the text is no such period.
pub fn parse_period(text: &str) -> Option<(Date, Date)> {
    let is_of_months = text.trim_end().ends_with('月');
    let dates = match numbers(text)?.as_slice() {
        [year, m1, m2] if is_of_months => months(*year, *m1, *year, *m2)?.into(),
        [y1, m1, y2, m2] if is_of_months => months(*y1, *m1, *y2, *m2)?.into(),
        [year, m1, d1, m2, d2] => vec![date(*year, *m1, *d1)?, date(*year, *m2, *d2)?],
        _ => parse_dates(text)?,
    };
    match dates.as_slice() {
        [first, last] if first <= last => Some((*first, *last)),
        _ => None,
    }
}

/// From a month's first day to another's last.
fn months(y1: u32, m1: u32, y2: u32, m2: u32) -> Option<[Date; 2]> {
    let (first, last) = (date(y1, m1, 1)?, date(y2, m2, 1)?);
    Some([
        first,
        last.replace_day(time::util::days_in_month(last.month(), last.year()))
            .ok()?,
    ])
}

/// The number of days in a calendar year.
pub fn days_in_year(year: i32) -> i64 {
    i64::from(time::util::days_in_year(year))
}

fn parse_dates(text: &str) -> Option<Vec<Date>> {
    let numbers = numbers(without_midnight(text))?;
    if numbers.is_empty() || numbers.len() % 3 != 0 {
        return None;
    }
    numbers.chunks(3).map(|ymd| date(ymd[0], ymd[1], ymd[2])).collect()
}

/// A date without the midnight that programs write behind it: no time was meant.
fn without_midnight(text: &str) -> &str {
    match text.trim().rsplit_once([' ', 'T']) {
        Some((day, time)) if time.contains(':') && time.chars().all(|c| "0:.".contains(c)) => day,
        _ => text,
    }
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    if !(1900..=2200).contains(&year) {
        return None;
    }
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?).ok()
}

/// The runs of digits in a text, full-width ones too, and Chinese ones before 年, 月 or 日
/// (元月 is the first month); `None` if one is no number, or absurdly long.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let folded = text.nfkc().collect::<String>().replace("元月", "1月");
    let mut numbers = Vec::new();
    let mut rest = folded.as_str();
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || numeral::belongs(c)) {
        let run = &rest[start..];
        let is_ascii = run.starts_with(|c: char| c.is_ascii_digit());
        let ends = |c: char| {
            if is_ascii {
                !c.is_ascii_digit()
            } else {
                !numeral::belongs(c)
            }
        };
        let (run, after) = run.split_at(run.find(ends).unwrap_or(run.len()));
        if is_ascii {
            numbers.push(run.parse().ok()?);
        } else if run.len() == folded.trim().len() || after.starts_with(['年', '月', '日', '号']) {
            numbers.push(numeral::parse(run)?.try_into().ok()?);
        }
        rest = after;
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_offices_write_them() {
        let expected = date(2021, 1, 20);
        assert!(expected.is_some());
        for text in [
            "2021年1月20日",
            "2021-01-20",
            "2021/1/20",
            " 2021.1.20 ",
            "2021年1月20日",
            "2021年1月20日（星期三）",
            "二〇二一年一月二十日",
            "二○二一年元月二十日",
            "２０２１年１月２０日",
            "2021/1/20 0:00:00",
            "2021-01-20T00:00:00.000",
        ] {
            assert_eq!(parse_date(text), expected, "{text}");
        }
        for text in [
            "2021年2月30日",
            "2021年1月",
            "",
            "1月20日",
            "2021年1月20日至2021年1月21日",
            "2021/1/20 9:30:00",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_is_read_in_any_digits() {
        for text in [
            "2023",
            "2023年度",
            "二〇二三年",
            "二○二三",
            "２０２３年",
            "2023年12月31日",
            "2023-12-31",
        ] {
            assert_eq!(parse_year(text), Some(2023), "{text}");
        }
        for text in ["", "今年", "2022年和2023年", "23", "20231", "二三年"] {
            assert_eq!(parse_year(text), None, "{text}");
        }
        let first = |text: &str| years(text).first().copied();
        let read = [
            "某局2023年政府信息公开年报",
            "某局２０２３年度年报",
            "某局二〇二三年年报",
            "某局二○二三年年报",
            "2023-01-01至2023-12-31",
            "某局年报",
            "一九年",
        ]
        .map(first);
        let of_2023 = Some(2023);
        assert_eq!(read, [of_2023, of_2023, of_2023, of_2023, of_2023, None, None]);
        for text in ["年报（2019、2020年度）", "2019—2020年", "2019年和2020年", "2019/2020年"] {
            assert_eq!(years(text), [2019, 2020], "{text}");
        }
    }

    #[test]
    fn a_period_may_leave_out_the_second_year() {
        let year = (date(2020, 1, 1).unwrap(), date(2020, 12, 31).unwrap());
        for text in [
            "2020年1月1日至2020年12月31日",
            "2020年1月1日至12月31日",
            "2020.1.1-2020.12.31",
            "2020年1月至12月",
            "2020年1—12月",
            "二〇二〇年一月至二〇二〇年十二月",
        ] {
            assert_eq!(parse_period(text), Some(year), "{text}");
        }
        assert_eq!(parse_period("2020年12月31日至2020年1月1日"), None);
        assert_eq!(days_in_year(2020), 366);
    }
}
