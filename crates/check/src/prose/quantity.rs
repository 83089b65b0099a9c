//! Numbers in prose, with their units, and how exactly they are meant: `3,000件`,
//! `十二件`, `1.2万余条`, `近3000件`, `87.9%`, `7.27亿元`.

use std::sync::LazyLock;

use nianbao_model::figure::bounded;
use nianbao_model::{Decimal, money, numeral};
use regex::Regex;

use super::Span;

/// A number stated in the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quantity {
    /// The number, multiplied out.
    pub(crate) value: Decimal,
    /// What it counts.
    pub(crate) measure: Measure,
    /// The unit as written, `件`.
    pub(crate) unit: String,
    /// How exactly it is meant.
    exactness: Exactness,
    /// What one step in its last written digit is worth.
    step: Decimal,
    /// The number with what qualifies it and its unit: `近3000件`.
    pub(crate) span: Span,
    /// The number alone: `3000`.
    pub(crate) number: Span,
}

/// What a quantity counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Cases: 件 份 宗 起.
    Cases,
    /// Money, in yuan.
    Money,
    /// A percentage.
    Percent,
    /// Anything else.
    Other,
}

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exactness {
    /// As written.
    Exact,
    /// `余`, `多`: that and a little more.
    AndMore,
    /// `超过`, `以上`: more, if only by one.
    Above,
    /// `近`, `不足`: nearly.
    Nearly,
    /// `约`, `左右`: more or less.
    About,
}

const CASES: [&str; 9] = ["件次", "件", "份", "宗", "起", "例", "人次", "条", "个"];
/// Other units, the longest first where one begins another.
const OTHERS: [&str; 32] = [
    "百分点",
    "个百分点",
    "人次",
    "项次",
    "场次",
    "个",
    "条",
    "项",
    "次",
    "期",
    "篇",
    "场",
    "人",
    "名",
    "家",
    "批",
    "部",
    "张",
    "册",
    "天",
    "秒",
    "分钟",
    "小时",
    "小时",
    "类",
    "种",
    "幅",
    "块",
    "台",
    "处",
    "户",
    "倍",
];
/// Words before a number that say how exactly it is meant.
const BEFORE: [(&str, Exactness); 14] = [
    ("超过", Exactness::Above),
    ("多于", Exactness::Above),
    ("逾", Exactness::Above),
    ("突破", Exactness::Above),
    ("将近", Exactness::Nearly),
    ("接近", Exactness::Nearly),
    ("不足", Exactness::Nearly),
    ("不到", Exactness::Nearly),
    ("近", Exactness::Nearly),
    ("大约", Exactness::About),
    ("约", Exactness::About),
    ("大概", Exactness::About),
    ("约为", Exactness::About),
    ("超", Exactness::Above),
];
/// Words behind a number, before or behind its unit.
const BEHIND: [(&str, Exactness); 7] = [
    ("余", Exactness::AndMore),
    ("多", Exactness::AndMore),
    ("以上", Exactness::Above),
    ("左右", Exactness::About),
    ("上下", Exactness::About),
    ("以下", Exactness::Nearly),
    ("以内", Exactness::Nearly),
];

static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?").ok());

/// Decimal places of a number: official figures have four at most.
const MAX_PLACES: u32 = 12;

/// The quantities in a range of the folded text, in order. Dates are not quantities.
pub(super) fn scan(text: &str, within: &Span) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = within.start;
    while let Some((number, value, places)) = next_number(text, at..within.end) {
        at = number.end;
        if let Some(quantity) = with_unit(text, within, number, value, places) {
            at = quantity.span.end.max(at);
            found.push(quantity);
        }
    }
    found
}

/// The next number in digits or numerals: its span, its value, its decimal places.
fn next_number(text: &str, within: Span) -> Option<(Span, Decimal, u32)> {
    // One of too many digits counts nothing: the next one is taken.
    let digits = NUMBER.as_ref()?.find_iter(&text[within.clone()]).find_map(|found| {
        let span = within.start + found.start()..within.start + found.end();
        let plain = found.as_str().replace(',', "");
        let places = plain.split_once('.').map_or(0, |(_, places)| places.len());
        let places = u32::try_from(places).ok().filter(|places| *places <= MAX_PLACES)?;
        Some((span, plain.parse().ok()?, places))
    });
    let end = digits.as_ref().map_or(within.end, |(span, ..)| span.start);
    chinese(text, within.start..end)
        .map(|(span, value)| (span, value, 0))
        .or(digits)
}

/// The next numeral that counts cases; others (`三类`, `一是`) are words, not numbers.
fn chinese(text: &str, within: Span) -> Option<(Span, Decimal)> {
    let mut start = None;
    for (at, c) in text[within.clone()].char_indices() {
        let at = within.start + at;
        if numeral::belongs(c) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            let written = &text[start..at];
            // 一起 is a word of its own.
            let counts = ["件", "份", "宗", "例"].iter().any(|unit| text[at..].starts_with(unit))
                || (text[at..].starts_with('起') && written != "一");
            if let Some(value) = counts.then(|| numeral::parse(written)).flatten() {
                return Some((start..at, value));
            }
        }
    }
    None
}

/// The number with what stands around it; `None` if it is part of a date.
fn with_unit(text: &str, within: &Span, number: Span, value: Decimal, places: u32) -> Option<Quantity> {
    let mut rest = &text[number.end..within.end];
    let mut exactness = Exactness::Exact;
    let (mut value, mut step) = (value, Decimal::new(1, places));
    let take = |rest: &mut &str, word: &str| match rest.strip_prefix(word) {
        Some(after) => {
            *rest = after;
            true
        }
        None => false,
    };
    if ["年", "月", "日", "号", "时", "点"]
        .iter()
        .any(|unit| rest.starts_with(unit))
    {
        return None;
    }
    let before_multiplier = BEHIND
        .iter()
        .find(|(word, _)| rest.starts_with(word) && rest[word.len()..].starts_with(['万', '亿']));
    if let Some((word, how)) = before_multiplier {
        take(&mut rest, word);
        exactness = *how;
    }
    let mut money_unit = None;
    for (unit, yuan) in money::UNITS {
        if take(&mut rest, unit) {
            money_unit = Some((unit, Decimal::from(yuan)));
            break;
        }
    }
    if money_unit.is_none() {
        for (word, times) in [("万亿", 1_000_000_000_000), ("万", 10_000), ("亿", 100_000_000_i64)] {
            if take(&mut rest, word) {
                value = value.checked_mul(times.into())?;
                step = step.checked_mul(times.into())?;
                break;
            }
        }
    }
    for (word, how) in BEHIND {
        if exactness == Exactness::Exact && take(&mut rest, word) {
            exactness = how;
            if money_unit.is_none() {
                for (unit, yuan) in money::UNITS {
                    if take(&mut rest, unit) {
                        money_unit = Some((unit, Decimal::from(yuan)));
                        break;
                    }
                }
            }
        }
    }
    let (measure, unit) = match money_unit {
        Some((unit, yuan)) => {
            value = value.checked_mul(yuan)?;
            step = step.checked_mul(yuan)?;
            (Measure::Money, unit)
        }
        None if take(&mut rest, "%") => (Measure::Percent, "%"),
        None => {
            let cases = CASES.iter().find(|unit| rest.starts_with(**unit));
            let other = OTHERS
                .iter()
                .filter(|unit| rest.starts_with(**unit))
                .max_by_key(|unit| unit.len());
            match (cases, other) {
                (Some(unit), other) if other.is_none_or(|other| other.len() <= unit.len()) => {
                    take(&mut rest, unit);
                    let measure = if ["人次", "条", "个"].contains(unit) {
                        Measure::Other
                    } else {
                        Measure::Cases
                    };
                    (measure, *unit)
                }
                (_, Some(unit)) => {
                    take(&mut rest, unit);
                    (Measure::Other, *unit)
                }
                _ => (Measure::Other, ""),
            }
        }
    };
    for (word, how) in BEHIND {
        if exactness == Exactness::Exact && !matches!(word, "余" | "多") && take(&mut rest, word) {
            exactness = how;
        }
    }
    let mut start = number.start;
    for (word, how) in BEFORE {
        if text[within.start..start].ends_with(word) {
            start -= word.len();
            // 近3000余件 is read by its last word.
            if exactness == Exactness::Exact {
                exactness = how;
            }
            break;
        }
    }
    Some(Quantity {
        value: bounded(value)?,
        measure,
        unit: unit.to_owned(),
        exactness,
        step,
        span: start..within.end - rest.len(),
        number,
    })
}

impl Quantity {
    /// Whether a figure can be described so. A number written in 万 or with decimals is
    /// rounded or cut off in its last digit.
    pub(crate) fn describes(&self, figure: Decimal) -> bool {
        let (value, step) = (self.value, self.step);
        let rounded = |figure: Decimal| {
            let off = (figure - value).abs();
            off <= step / Decimal::TWO || (figure >= value && figure - value < step)
        };
        // 2000余 leaves its zeros open: up to 3000.
        let loose = self.loose_step();
        match self.exactness {
            Exactness::Exact if step > Decimal::ONE || !step.fract().is_zero() => figure == value || rounded(figure),
            Exactness::Exact => figure == value,
            Exactness::AndMore => figure >= value && figure - value < loose,
            Exactness::Above => figure >= value && figure <= value + value,
            Exactness::Nearly => figure <= value && figure * Decimal::from(5) >= value * Decimal::from(4),
            Exactness::About => rounded(figure) || (figure - value).abs() * Decimal::TEN <= value,
        }
    }

    /// How many decimal places it is given to.
    pub(crate) fn places(&self) -> u32 {
        self.value.scale()
    }

    /// Whether it is meant to the last digit.
    pub(crate) fn is_exact(&self) -> bool {
        self.exactness == Exactness::Exact
    }

    /// Whether it is a whole number, exact to the last: not `1.2万`.
    pub(crate) fn is_counted_out(&self) -> bool {
        self.is_exact() && self.step == Decimal::ONE
    }

    /// How far a percentage or average may be off: half its last digit, and the tenth of a
    /// point that is usual.
    pub(crate) fn tolerance(&self, least: Decimal) -> Decimal {
        let own = match self.exactness {
            Exactness::Exact => self.step / Decimal::TWO,
            _ => self.loose_step(),
        };
        own.max(least)
    }

    /// The value of the last digit that is not zero.
    fn loose_step(&self) -> Decimal {
        let mut step = self.step;
        let ten = Decimal::TEN;
        while !self.value.is_zero() && step < self.value && (self.value % (step * ten)).is_zero() {
            step *= ten;
        }
        step
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, String)> {
        let found = scan(text, &(0..text.len()));
        found
            .iter()
            .map(|quantity| {
                (
                    quantity.value.normalize().to_string(),
                    quantity.unit.clone(),
                    text[quantity.span.clone()].to_owned(),
                )
            })
            .collect()
    }

    fn one(text: &str) -> Quantity {
        scan(text, &(0..text.len())).remove(0)
    }

    #[test]
    fn a_number_of_too_many_digits_counts_nothing() {
        let tail = "0".repeat(322);
        let all = read(&format!(
            "0.{tail}1件,7{}件,70000000000000000000000000000件,1000万亿元,5件",
            "0".repeat(40)
        ));
        assert_eq!(all, [("5".into(), "件".into(), "5件".into())]);
    }

    #[test]
    fn numbers_are_read_with_their_units_and_dates_are_none() {
        let all = read("2024年1月1日起收到3,000件,十二件,1.2万余条,占87.9%,7.27亿元,1.2万亿元,一是,三类,一起");
        let expected = [
            ("3000", "件", "3,000件"),
            ("12", "件", "十二件"),
            ("12000", "条", "1.2万余条"),
            ("87.9", "%", "87.9%"),
            ("727000000", "元", "7.27亿元"),
            ("1200000000000", "元", "1.2万亿元"),
        ];
        let units = ["件", "件", "条", "%", "亿元", "万亿元"];
        for ((found, expected), unit) in all.iter().zip(expected).zip(units) {
            assert_eq!(
                (found.0.as_str(), found.1.as_str(), found.2.as_str()),
                (expected.0, unit, expected.2)
            );
        }
        assert_eq!(all.len(), expected.len(), "{all:?}");
    }

    #[test]
    fn what_a_number_describes_depends_on_its_wording() {
        let describes = |text: &str, figure: i64| one(text).describes(figure.into());
        for (text, fits, not) in [
            ("3000件", 3000, 3001),
            ("2000余件", 2100, 1999),
            ("4200余件", 4201, 4127),
            ("近3000件", 2991, 3001),
            ("约1.9万件", 18_900, 15_832),
            ("1.58万余件", 15_832, 15_999),
            ("1.2万件", 12_049, 13_000),
            ("超过300篇", 301, 299),
            ("12件以上", 13, 11),
        ] {
            assert!(describes(text, fits), "{text} {fits}");
            assert!(!describes(text, not), "{text} {not}");
        }
    }

    #[test]
    fn money_is_compared_in_yuan() {
        let amount: Decimal = "727012578".parse().unwrap();
        assert!(one("约7.27亿元").describes(amount));
        assert!(one("72701.26万元").describes(amount));
        assert!(!one("72710.26万元").describes(amount));
    }
}
