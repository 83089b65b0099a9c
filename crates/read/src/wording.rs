//! What the words beside figures say about them: of which year they are, whether they are
//! the total of others, in which unit (`units`). Where such words may stand, and which of
//! several figures they choose, is not told here.

mod units;

use nianbao_model::chars::is_zero_width;
use unicode_normalization::UnicodeNormalization;

pub(crate) use units::{Unit, is_unit_alone, is_unit_line, units, without_unit};

/// What is written about a row or column of figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Says {
    /// Whether they are this year's; `None` if nothing tells.
    pub(crate) is_own_year: Option<bool>,
    /// Whether they are the total of the figures beside them.
    pub(crate) is_total: bool,
}

impl Says {
    /// What a text says in a report for `year`; nothing, where it is about something else.
    pub(crate) fn of(text: &str, year: Option<i32>) -> Self {
        Self {
            is_own_year: is_own_year(text, year),
            is_total: is_total(text),
        }
    }

    /// What this text and another one say together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            is_own_year: self.is_own_year.or(other.is_own_year),
            is_total: self.is_total || other.is_total,
        }
    }

    /// Whether it says anything.
    pub(crate) fn is_telling(self) -> bool {
        self.is_own_year.is_some() || self.is_total
    }
}

const THIS_YEAR: [&str; 6] = ["本年度", "今年度", "当年度", "本年", "今年", "当年"];
const OTHER_YEAR: [&str; 10] = [
    "上一年度",
    "上年度",
    "去年度",
    "上一年",
    "上年",
    "去年",
    "前年",
    "往年",
    "上期",
    "历年",
];
/// What may stand before the year, in a text that says nothing else.
const BEFORE: [&str; 8] = [
    "以上数据为",
    "以下数据为",
    "以上为",
    "以下为",
    "以上",
    "以下",
    "其中",
    "为",
];
/// What may follow it.
const AFTER: [&str; 24] = [
    "同期", "全年", "实际", "年报", "报告", "数据", "数值", "数量", "件数", "金额", "情况", "合计", "总计", "累计",
    "小计", "末", "底", "度", "数", "值", "表", "的", "旧", "(件)",
];
const TOTAL: [&str; 7] = ["合计", "总计", "总数", "总量", "共计", "小计", "汇总"];
/// The longest text, in characters, that names a total; a longer one is about something else.
const TOTAL_MAX: usize = 8;

fn is_own_year(text: &str, year: Option<i32>) -> Option<bool> {
    let folded = fold(text);
    let mut rest = folded.trim_matches(['(', ')', ':', ',', '.']);
    while let Some(shorter) = BEFORE.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    let says_nothing_else = |rest: &str| {
        let mut rest = rest.trim_matches(['(', ')', ':', ',', '.']);
        while let Some(shorter) = AFTER.iter().find_map(|word| rest.strip_prefix(word)) {
            rest = shorter.trim_matches(['(', ')']);
        }
        rest.is_empty()
    };
    let begins = |words: &[&str]| {
        let mut after = words.iter().filter_map(|word| rest.strip_prefix(word));
        after.any(says_nothing_else)
    };
    if begins(&THIS_YEAR) {
        return Some(true);
    }
    if begins(&OTHER_YEAR) {
        return Some(false);
    }
    let (named, after) = leading_year(rest)?;
    let is_year = match after.strip_prefix('年') {
        Some(after) => says_nothing_else(after),
        None => after.is_empty(),
    };
    is_year.then_some(named == year?)
}

/// The year that a text begins with, and what follows its digits.
fn leading_year(text: &str) -> Option<(i32, &str)> {
    let end = text.char_indices().nth(4).map_or(text.len(), |(at, _)| at);
    let (digits, rest) = text.split_at(end);
    let year = digits
        .chars()
        .try_fold(0, |year, c| Some(year * 10 + numeral_digit(c)?))?;
    (1949..=2200).contains(&year).then_some((year, rest))
}

fn numeral_digit(c: char) -> Option<i32> {
    match c {
        '〇' | '○' | 'O' => Some(0),
        _ => c.to_digit(10).or_else(|| {
            "一二三四五六七八九"
                .chars()
                .zip(1..)
                .find_map(|(numeral, digit)| (numeral == c).then_some(digit))
        }),
    }
    .and_then(|digit| i32::try_from(digit).ok())
}

fn is_total(text: &str) -> bool {
    let folded = fold(text);
    let short = folded.chars().count() <= TOTAL_MAX;
    short && !folded.contains("其中") && TOTAL.iter().any(|word| folded.contains(word))
}

/// Whether a character ends a word, and is no part of a number.
fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '%' | '-' | '+')
}

/// A text as it is compared: half-width, without white space, its marks and brackets folded.
fn fold(text: &str) -> String {
    let kept = text.nfkc().filter(|c| !c.is_whitespace() && !is_zero_width(*c));
    kept.map(|c| match c {
        '、' | ';' | '，' => ',',
        '〔' | '【' | '[' | '{' | '<' | '〈' | '《' => '(',
        '〕' | '】' | ']' | '}' | '>' | '〉' | '》' => ')',
        '。' => '.',
        other => other,
    })
    .collect()
}

/// Whether a name or title names the report's year, or only others; `None` if it names none.
pub(crate) fn names_own_year(text: &str, year: Option<i32>) -> Option<bool> {
    let folded = fold(text);
    let named = years_named(&folded);
    if !named.is_empty() {
        return Some(named.contains(&year?));
    }
    let alone = |words: &[&str]| {
        words.iter().any(|word| {
            let after = folded.split_once(word).map(|(_, after)| after);
            after.is_some_and(|after| !["结转", "新收", "度办理"].iter().any(|own| after.starts_with(own)))
        })
    };
    if alone(&THIS_YEAR) {
        return Some(true);
    }
    alone(&OTHER_YEAR).then_some(false)
}

/// The years in a name: `2023年表三`, `表三2023`, `23年`, `二〇二三年`. Other numbers are none.
fn years_named(name: &str) -> Vec<i32> {
    let mut found = Vec::new();
    let mut rest = name;
    while let Some(at) = rest.find(|c| numeral_digit(c).is_some()) {
        let run = &rest[at..];
        // 表三2024: two ways of writing are two numbers.
        let is_arabic = run.starts_with(|c: char| c.is_ascii_digit());
        let goes_on = |c: char| numeral_digit(c).is_some() && c.is_ascii_digit() == is_arabic;
        let end = run.find(|c| !goes_on(c)).unwrap_or(run.len());
        let (digits, after) = run.split_at(end);
        let is_before_year = after.starts_with('年');
        let number = digits
            .chars()
            .take(5)
            .try_fold(0, |year, c| Some(year * 10 + numeral_digit(c)?));
        match (digits.chars().count(), number) {
            (4, Some(year)) if (1990..=2100).contains(&year) && (is_arabic || is_before_year) => found.push(year),
            (2, Some(year)) if is_before_year && is_arabic => found.push(2000 + year),
            _ => {}
        }
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_whose_year_it_is_only_if_it_says_nothing_else() {
        let own = |text: &str| Says::of(text, Some(2024)).is_own_year;
        for text in [
            "2024年",
            "2024",
            "2024年度数值",
            "本年",
            "本年数",
            "（以上为2024年）",
            "二〇二四年",
            "今年",
        ] {
            assert_eq!(own(text), Some(true), "{text}");
        }
        for text in [
            "2023年",
            "2023",
            "上年",
            "上年数",
            "（以上为2023年）",
            "去年同期",
            "2023年合计",
            "上一年度",
        ] {
            assert_eq!(own(text), Some(false), "{text}");
        }
        for text in [
            "上年结转",
            "2023年12月受理的案件计入本年",
            "本年制发件数",
            "12",
            "20241",
            "年度",
        ] {
            assert_eq!(own(text), None, "{text}");
        }
        assert_eq!(Says::of("2024年", None).is_own_year, None);
        assert!(Says::of("两级合计", None).is_total && !Says::of("其中：合计外的", None).is_total);
    }

    #[test]
    fn a_name_names_a_year_wherever_it_stands() {
        let own = |name: &str| names_own_year(name, Some(2024));
        for name in [
            "2024年表三",
            "表三2024",
            "二〇二四年表三",
            "24年表三",
            "2023-2024",
            "本年表三",
        ] {
            assert_eq!(own(name), Some(true), "{name}");
        }
        for name in ["2023年表三", "表三（2023）", "去年表三", "表三（上年）", "二〇二三年"] {
            assert_eq!(own(name), Some(false), "{name}");
        }
        for name in ["表三", "20240105", "Sheet2023456", "上年结转政府信息公开申请数量"] {
            assert_eq!(own(name), None, "{name}");
        }
    }
}
