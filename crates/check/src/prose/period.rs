//! The time a number refers to: the report's year, or another (`2023年`, `上年`, `上半年`,
//! `2020年以来`).

use std::sync::LazyLock;

use regex::Regex;

/// The time something is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Period {
    /// The report's year.
    Own,
    /// One other year.
    Year(i32),
    /// Another time: a part of the year, several years.
    Other,
}

/// The words for times. What names the report's own year comes first where it contains
/// another (`今年以来`).
static TIMES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<own>今年以来|[至到]12月31日|[至到]年[底末]|一年来|全年|本年度?|今年|年内|年初以来|截至?(?:\d{4}年|今年|本年)?年?(?:12月)?(?:31日|年底|底|末)|截至?年末)|",
        r"(?P<since>(?P<from>\d{4})年(?:\d+月(?:\d+日)?)?以来)|",
        r"(?P<part>上半年|下半年|前?[一二三四]季度|第[一二三四]季度|前[一二三四]个?季度|",
        r"截至?\d{0,4}年?\d{1,2}月(?:\d+日|底|末|份)?|\d{1,2}月份?(?:至|—|-|到)\d{1,2}月|\d{1,2}月份|\d{1,2}月单月|单月)|",
        r"(?P<last>(?:上一?年度?|去年)(?:同期)?)|(?P<other>前年|往年|历年|同期|该年度?|彼时|近[一二两三四五六七八九十\d]+年|[三四五六七八九十]+年来|[“‘]?十[一二三四五]五[”’]?(?:期间|时期)?)|",
        r"(?P<year>\d{4})(?:年度?)"
    ))
    .ok()
});

/// The words that make a time one to compare with: `较2023年`.
const COMPARING: [&str; 9] = ["较", "比", "与", "同", "相比", "对比", "和", "由", "从"];

/// The last time a clause names, and whether it only compares with it.
pub(super) fn of(clause: &str, own: Option<i32>) -> Option<(Period, bool)> {
    let found = TIMES.as_ref()?.captures_iter(clause).last()?;
    let whole = found.get(0)?;
    let number = |name: &str| found.name(name).and_then(|year| year.as_str().parse::<i32>().ok());
    let period = if found.name("own").is_some() {
        Period::Own
    } else if found.name("since").is_some() {
        if number("from") == own {
            Period::Own
        } else {
            Period::Other
        }
    } else if let Some(year) = number("year") {
        match own {
            Some(own) if own == year => Period::Own,
            _ => Period::Year(year),
        }
    } else if let (Some(own), true) = (own, found.name("last").is_some()) {
        Period::Year(own - 1)
    } else {
        Period::Other
    };
    let before = &clause[..whole.start()];
    let comparing = period != Period::Own && COMPARING.iter().any(|word| before.ends_with(word));
    Some((period, comparing))
}

/// A stretch of days, weeks or months, which is no year: `两周内`, `7天`, `汛期`.
static STRETCHES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"[一二两三四五六七八九十几数\d]+(?:个?多?(?:周|天|星期|小时|工作日)|个多?月)|首[日周月]|当[日周]|",
        r"(?:^|[^报告统计限])期间|[上中下]旬|[汛淡旺暑]季|汛期|假期|长假|高峰|周末|此后|此前|以后|之后|前后"
    ))
    .ok()
});

/// Whether a stretch of time is named that is no year.
pub(super) fn names_a_stretch(text: &str) -> bool {
    STRETCHES.as_ref().is_some_and(|stretches| stretches.is_match(text))
}

/// The clause with its times taken out, for seeing what else it says.
pub(super) fn without_times(clause: &str) -> String {
    TIMES
        .as_ref()
        .map_or_else(|| clause.to_owned(), |times| times.replace_all(clause, "").into_owned())
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
        for text in ["本报告期间", "2024年10月", "全年12月", "截至年底"] {
            assert!(!names_a_stretch(text), "{text}");
        }
    }

    #[test]
    fn times_are_told_apart() {
        let own = Some(2024);
        for (clause, period) in [
            ("2024年全市", Some(Period::Own)),
            ("截至2024年底", Some(Period::Own)),
            ("今年以来申请量", Some(Period::Own)),
            ("2023年", Some(Period::Year(2023))),
            ("上年为", Some(Period::Year(2023))),
            ("该年我局", Some(Period::Other)),
            ("到12月31日", Some(Period::Own)),
            ("上半年", Some(Period::Other)),
            ("截至10月底", Some(Period::Other)),
            ("2020年以来累计", Some(Period::Other)),
            ("全市共", None),
        ] {
            assert_eq!(of(clause, own).map(|(period, _)| period), period, "{clause}");
        }
        assert_eq!(of("较2023年的", own), Some((Period::Year(2023), true)));
        assert_eq!(of("2023年", own), Some((Period::Year(2023), false)));
    }
}
