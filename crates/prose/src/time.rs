//! The time a number refers to: the report's year, or another (`2023年`, `上年`, `上半年`,
//! `2020年以来`).

use crate::passage::Span;

/// The time something is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// The report's year.
    Own,
    /// One other year.
    Year(i32),
    /// Another time: a part of the year, several years.
    Other,
}

/// A date as it is written: `2024年1月1日`, `10月底`, `3月份`.
struct Date {
    year: Option<i32>,
    month: Option<u32>,
    day: Option<u32>,
    end: usize,
}

/// The date, or the range of dates, that begins here, and what time it is; `after_until` says
/// that 截至 or its like stands before it.
pub(crate) fn date(text: &str, within: Span, own: Option<i32>, after_until: bool) -> Option<(Span, Period)> {
    let first = read(text, within.clone())?;
    let mut end = first.end;
    let mut period = first.period(own, after_until);
    if let Some(after) = strip_any(&text[end..within.end], &["以来", "起以来", "至今"]) {
        period = if first.year == own { Period::Own } else { Period::Other };
        end = within.end - after.len();
    } else if let Some((from, joint)) = range(&text[end..within.end]) {
        let last = read(text, end + from..within.end);
        if let Some(last) = last {
            let is_year = (first.month, first.day, last.month, last.day) == (Some(1), Some(1), Some(12), Some(31));
            let same = first.year.is_none() || last.year.is_none() || first.year == last.year;
            let months = joint || first.month.is_some();
            period = match first.year.or(last.year) {
                _ if !same => Period::Other,
                year if is_year && (year.is_none() || year == own) => Period::Own,
                Some(year) if is_year => Period::Year(year),
                _ if months => Period::Other,
                _ => period,
            };
            end = last.end;
        }
    } else if let Some(after) = strip_any(&text[end..within.end], &["底", "末"]) {
        end = within.end - after.len();
    }
    Some((within.start..end, period))
}

/// What joins two dates, and how long it is.
fn range(text: &str) -> Option<(usize, bool)> {
    let from = text.strip_prefix('起').map_or(0, |_| '起'.len_utf8());
    let rest = &text[from..];
    ["至", "到", "—", "-", "~", "–"].iter().find_map(|joint| {
        let after = rest.strip_prefix(joint)?;
        let more = after.strip_prefix(joint).unwrap_or(after);
        more.starts_with(|c: char| c.is_ascii_digit())
            .then_some((text.len() - more.len(), true))
    })
}

fn strip_any<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| text.strip_prefix(word))
}

fn read(text: &str, within: Span) -> Option<Date> {
    let mut rest = &text[within.clone()];
    let mut number = |units: &[&str], most: usize| -> Option<u32> {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let unit = units.iter().find(|unit| rest[digits..].starts_with(**unit))?;
        let value = (1..=most).contains(&digits).then(|| rest[..digits].parse().ok())??;
        rest = &rest[digits + unit.len()..];
        Some(value)
    };
    let year = number(&["年度", "年"], 4).filter(|year| (1949..=2200).contains(year));
    let month = number(&["月份", "月"], 2);
    let day = if month.is_some() {
        number(&["日", "号"], 2)
    } else {
        None
    };
    let date = Date {
        year: year.and_then(|year| i32::try_from(year).ok()),
        month,
        day,
        end: within.end - rest.len(),
    };
    (year.is_some() || month.is_some()).then_some(date)
}

impl Date {
    fn period(&self, own: Option<i32>, after_until: bool) -> Period {
        let is_own = self.year.is_none() || self.year == own;
        let is_last = self.month == Some(12) && self.day.is_none_or(|day| day == 31);
        match (is_own, self.month) {
            (true, None) => Period::Own,
            (true, Some(_)) if is_last && (after_until || self.day == Some(31)) => Period::Own,
            (false, None) => self.year.map_or(Period::Other, Period::Year),
            (false, Some(_)) if is_last && after_until => self.year.map_or(Period::Other, Period::Year),
            _ => Period::Other,
        }
    }
}

/// Words for stretches of days, weeks or months, which are no year.
const STRETCHES: [&str; 33] = [
    "周内",
    "天",
    "星期",
    "小时",
    "工作日",
    "个月",
    "首日",
    "首周",
    "首月",
    "当日",
    "当周",
    "上旬",
    "中旬",
    "下旬",
    "汛季",
    "暑季",
    "旺季",
    "淡季",
    "汛期",
    "假期",
    "长假",
    "高峰",
    "周末",
    "此后",
    "此前",
    "以后",
    "之后",
    "前后",
    "时段",
    "年均",
    "期均",
    "改版",
    "夜间",
];

/// Whether a stretch of time is named that is no year: `发布后两周内`, `汛期`, `试运行期间`.
pub(crate) fn names_a_stretch(text: &str) -> bool {
    let during = text
        .match_indices("期间")
        .any(|(at, _)| !text[..at].ends_with(['报', '告', '统', '计', '限']));
    during
        || STRETCHES
            .iter()
            .any(|word| text.contains(word) && !is_per_day(text, word))
}

/// 平均每天 and 每工作日 name a measure, not a stretch.
fn is_per_day(text: &str, word: &str) -> bool {
    text.match_indices(word).all(|(at, _)| text[..at].ends_with('每'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fortnight_is_no_year() {
        for text in [
            "发布后两周内",
            "国庆假期7天",
            "上线首月",
            "试运行期间",
            "第一个月",
            "汛期",
        ] {
            assert!(names_a_stretch(text), "{text}");
        }
        for text in ["本报告期间", "2024年10月", "全年12月", "截至年底", "平均每天"] {
            assert!(!names_a_stretch(text), "{text}");
        }
    }

    #[test]
    fn dates_are_told_apart() {
        for (text, until, len, period) in [
            ("2024年全市", false, "2024年".len(), Period::Own),
            ("2023年度办理", false, "2023年度".len(), Period::Year(2023)),
            ("2024年12月31日,", true, "2024年12月31日".len(), Period::Own),
            ("12月31日办结", true, "12月31日".len(), Period::Own),
            ("10月底", true, "10月底".len(), Period::Other),
            ("2020年以来", false, "2020年以来".len(), Period::Other),
            ("2022年至2024年", false, "2022年至2024年".len(), Period::Other),
            ("1月1日至12月31日", false, "1月1日至12月31日".len(), Period::Own),
            (
                "2023年1月1日至12月31日",
                false,
                "2023年1月1日至12月31日".len(),
                Period::Year(2023),
            ),
            ("3月至6月", false, "3月至6月".len(), Period::Other),
            ("2023年底,", true, "2023年底".len(), Period::Year(2023)),
        ] {
            let found = date(text, 0..text.len(), Some(2024), until);
            assert_eq!(found, Some((0..len, period)), "{text}");
        }
        assert_eq!(date("20件", 0.."20件".len(), Some(2024), false), None);
    }
}
