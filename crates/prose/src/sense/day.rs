//! Days that no calendar has: `2月30日`, `11月31日`.

use nianbao_model::date::days_in_year;

use super::{Found, Odd};

/// The days of the other months of a year.
const NOT_FEBRUARY: i64 = 337;

/// What a text has of them.
pub(super) fn read(text: &str) -> Found {
    let months = text.match_indices('月');
    months
        .filter_map(|(at, month)| no_such_day(text, at, at + month.len()))
        .collect()
}

/// The day of the month that ends here, if there is none: with its span.
fn no_such_day(text: &str, at: usize, behind: usize) -> Option<(std::ops::Range<usize>, Odd)> {
    let is_digit = |c: char| c.is_ascii_digit();
    let from = text[..at].trim_end_matches(is_digit).len();
    let rest = text[behind..].trim_start_matches(is_digit);
    let day = &text[behind..text.len() - rest.len()];
    let unit = ['日', '号'].into_iter().find(|unit| rest.starts_with(*unit))?;
    // `2.30月`, `第2期30日`: no month and no day.
    let is_apart = !text[..from].ends_with(['.', ',', '-', '至', '、']);
    let (month, day): (u32, i64) = (text[from..at].parse().ok()?, day.parse().ok()?);
    let year = text[..from].strip_suffix('年').and_then(|before| {
        let digits = before.len() - before.trim_end_matches(is_digit).len();
        before[before.len() - digits..].parse::<i32>().ok()
    });
    let days = match month {
        // Where no year is named, it may be a leap year.
        2 => year.map_or(29, |year| days_in_year(year) - NOT_FEBRUARY),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let end = text.len() - rest.len() + unit.len_utf8();
    let is_none = day == 0 || day > days;
    (is_apart && is_none).then_some((from..end, Odd::NoSuchDay))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_month_has_only_its_days() {
        for odd in ["2月30日", "11月31日召开", "2023年2月29日", "4月31号", "6月0日"] {
            assert_eq!(read(odd).len(), 1, "{odd}");
        }
        for good in [
            "2024年2月29日",
            "2月29日",
            "12月31日",
            "1月1日至10月31日",
            "13月1日",
            "3月",
            "2至11月31件",
        ] {
            assert!(read(good).is_empty(), "{good}");
        }
    }
}
