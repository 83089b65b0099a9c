//! Calendar dates as offices write them (`2021年1月20日`, `2021-01-20`).

use time::{Date, Month};
use unicode_normalization::UnicodeNormalization;

/// Reads one date: year, month and day in this order, separated by any non-digits.
/// `None` if the text holds anything else than exactly one valid date.
pub fn parse_date(text: &str) -> Option<Date> {
    match parse_dates(text)?.as_slice() {
        [date] => Some(*date),
        _ => None,
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
    let dates = parse_dates(text).or_else(|| {
        let [year, m1, d1, m2, d2] = numbers(text)?.try_into().ok()?;
        Some(vec![date(year, m1, d1)?, date(year, m2, d2)?])
    })?;
    match dates.as_slice() {
        [first, last] if first <= last => Some((*first, *last)),
        _ => None,
    }
}

/// The number of days in a calendar year.
pub fn days_in_year(year: i32) -> i64 {
    i64::from(time::util::days_in_year(year))
}

fn parse_dates(text: &str) -> Option<Vec<Date>> {
    let numbers = numbers(text)?;
    if numbers.is_empty() || numbers.len() % 3 != 0 {
        return None;
    }
    numbers.chunks(3).map(|ymd| date(ymd[0], ymd[1], ymd[2])).collect()
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    if !(1900..=2200).contains(&year) {
        return None;
    }
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?).ok()
}

/// The runs of digits in a text, full-width ones too; `None` if one is absurdly long.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let folded: String = text.nfkc().collect();
    folded
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .map(|run| run.parse().ok())
        .collect()
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
        ] {
            assert_eq!(parse_date(text), expected, "{text}");
        }
        for text in [
            "2021年2月30日",
            "2021年1月",
            "",
            "1月20日",
            "2021年1月20日至2021年1月21日",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_period_may_leave_out_the_second_year() {
        let year = (date(2020, 1, 1).unwrap(), date(2020, 12, 31).unwrap());
        for text in [
            "2020年1月1日至2020年12月31日",
            "2020年1月1日至12月31日",
            "2020.1.1-2020.12.31",
        ] {
            assert_eq!(parse_period(text), Some(year), "{text}");
        }
        assert_eq!(parse_period("2020年12月31日至2020年1月1日"), None);
        assert_eq!(days_in_year(2020), 366);
    }
}
