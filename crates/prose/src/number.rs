//! Numbers in prose, with their units, and how exactly they are meant: `3,000件`,
//! `十二件`, `1.2万余条`, `近3000件`, `87.9%`, `近九成`, `7.27亿元`.

use nianbao_model::figure::bounded;
use nianbao_model::{Decimal, money, numeral};

use crate::passage::Span;
use crate::wording::Wording;

/// A number stated in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number, multiplied out.
    pub value: Decimal,
    /// What it counts.
    pub measure: Measure,
    /// The unit as written, `件`.
    pub unit: String,
    /// How exactly it is meant.
    exactness: Exactness,
    /// What one step in its last written digit is worth.
    step: Decimal,
    /// The number with what qualifies it and its unit: `近3000件`.
    pub span: Span,
    /// The number alone: `3000`.
    pub number: Span,
}

/// What a quantity counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Cases: 件 份 宗 起.
    Cases,
    /// What cases are counted in too, and many other things: 条 个 次.
    Loose,
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

/// The lists of words that weigh a number, before it and behind.
const BEFORE: [(&str, Exactness); 3] = [
    ("above_before", Exactness::Above),
    ("nearly_before", Exactness::Nearly),
    ("about_before", Exactness::About),
];
const BEHIND: [(&str, Exactness); 4] = [
    ("and_more", Exactness::AndMore),
    ("above", Exactness::Above),
    ("about", Exactness::About),
    ("nearly", Exactness::Nearly),
];

/// Decimal places of a number: official figures have four at most.
const MAX_PLACES: usize = 12;

/// What a numeral must be followed by to count: others (`三类`, `一是`) are words, not numbers.
const COUNTED: [&str; 4] = ["件", "份", "宗", "例"];

/// A number before its unit is known.
struct Bare {
    span: Span,
    value: Decimal,
    places: u32,
    /// Whether its words say a share already: 百分之三十, 四分之一.
    is_share: bool,
}

/// The quantities in a range of the folded text, in order. Dates are not quantities.
pub(crate) fn scan(text: &str, within: &Span, wording: &Wording) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = within.start;
    while let Some(bare) = next_number(text, at..within.end) {
        at = bare.span.end;
        let from = found.last().map_or(within.start, |last| last.span.end);
        if let Some(quantity) = with_unit(text, from..within.end, bare, wording) {
            at = quantity.span.end.max(at);
            found.push(quantity);
        }
    }
    found
}

/// The next number in digits or numerals.
fn next_number(text: &str, within: Span) -> Option<Bare> {
    let mut at = within.start;
    while let Some(c) = text[at..within.end].chars().next() {
        if c.is_ascii_digit() {
            let end = at + digits_len(&text[at..within.end]);
            match arabic(text, at..end) {
                Some(bare) => return Some(bare),
                // One of too many digits counts nothing.
                None => at = end,
            }
        } else if numeral::belongs(c) && !text[at..within.end].starts_with("百分之") {
            let end = at
                + text[at..within.end]
                    .find(|c| !numeral::belongs(c))
                    .unwrap_or(within.end - at);
            match chinese(text, at..end, within.end) {
                Some(bare) => return Some(bare),
                None => at = end.max(at + c.len_utf8()),
            }
        } else if let Some(after) = text[at..within.end].strip_prefix("百分之") {
            let start = within.end - after.len();
            let end = start + after.find(|c| !numeral::belongs(c)).unwrap_or(after.len());
            if let Some(value) = numeral::parse(&text[start..end]) {
                return Some(share(at..end, value));
            }
            at = end;
        } else {
            at += c.len_utf8();
        }
    }
    None
}

/// How long the digits at the start of a text are, with their commas and decimals.
fn digits_len(text: &str) -> usize {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let mut end = digits(text);
    let head = end;
    while head <= 3 && text[end..].starts_with(',') && digits(&text[end + 1..]) == 3 {
        end += 4;
    }
    if text[end..].starts_with('.') && digits(&text[end + 1..]) > 0 {
        end += 1 + digits(&text[end + 1..]);
    }
    end
}

fn arabic(text: &str, span: Span) -> Option<Bare> {
    let plain = text[span.clone()].replace(',', "");
    let places = plain.split_once('.').map_or(0, |(_, places)| places.len());
    let places = u32::try_from(places).ok().filter(|_| places <= MAX_PLACES)?;
    Some(Bare {
        value: plain.parse().ok()?,
        span,
        places,
        is_share: false,
    })
}

fn share(span: Span, value: Decimal) -> Bare {
    Bare {
        span,
        value,
        places: 0,
        is_share: true,
    }
}

/// A numeral that counts something, or a share in words.
fn chinese(text: &str, span: Span, end: usize) -> Option<Bare> {
    let (written, rest) = (&text[span.clone()], &text[span.end..end]);
    if let Some(of) = rest.strip_prefix("分之") {
        let whole = numeral::parse(written)?;
        let part_end = of.find(|c| !numeral::belongs(c)).unwrap_or(of.len());
        let part = numeral::parse(&of[..part_end])?;
        let value = part.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED)?;
        let until = end - of.len() + part_end;
        return (whole > part && whole <= Decimal::TEN).then(|| share(span.start..until, value));
    }
    // 一起 is a word of its own.
    let counts = COUNTED.iter().any(|unit| rest.starts_with(unit)) || (rest.starts_with('起') && written != "一");
    let is_tenths = rest.starts_with('成') && !rest.starts_with("成立") && written.chars().count() == 1;
    let approximate =
        rest.starts_with(['余', '多']) && COUNTED.iter().any(|unit| rest['余'.len_utf8()..].starts_with(unit));
    (counts || is_tenths || approximate).then_some(())?;
    Some(Bare {
        value: numeral::parse(written)?,
        span,
        places: 0,
        is_share: false,
    })
}

/// Takes a word of a list off the front.
fn take<'a>(rest: &mut &str, list: &'a [String]) -> Option<&'a str> {
    let word = list.iter().find(|word| rest.starts_with(word.as_str()))?;
    *rest = &rest[word.len()..];
    Some(word)
}

/// Takes a unit of money off the front, with its value in yuan.
fn money_unit(rest: &mut &str) -> Option<(&'static str, Decimal)> {
    let (unit, yuan) = money::UNITS.into_iter().find(|(unit, _)| rest.starts_with(unit))?;
    *rest = &rest[unit.len()..];
    Some((unit, Decimal::from(yuan)))
}

/// What stands around a number while it is read.
struct Reading<'a> {
    rest: &'a str,
    exactness: Exactness,
    wording: &'a Wording,
}

impl Reading<'_> {
    /// Takes a word behind the number that says how exactly it is meant.
    fn weigh(&mut self, lists: &[(&str, Exactness)]) {
        for (list, how) in lists {
            let before = self.exactness == Exactness::Exact;
            if before && take(&mut self.rest, self.wording.list("weighed", list)).is_some() {
                self.exactness = *how;
            }
        }
    }
}

/// The number with what stands around it; `None` if it is part of a date.
fn with_unit(text: &str, within: Span, bare: Bare, wording: &Wording) -> Option<Quantity> {
    let rest = &text[bare.span.end..within.end];
    if rest.starts_with(['年', '月', '日', '号', '时', '点']) && !rest.starts_with("日均") {
        return None;
    }
    let (mut value, mut step) = (bare.value, Decimal::new(1, bare.places));
    let mut reading = Reading {
        rest,
        exactness: Exactness::Exact,
        wording,
    };
    let mut scale = |times: Decimal| -> Option<()> {
        value = value.checked_mul(times)?;
        step = step.checked_mul(times)?;
        Some(())
    };
    let is_before_multiplier = rest.starts_with(['余', '多']) && rest[3..].starts_with(['万', '亿']);
    if is_before_multiplier {
        reading.weigh(&BEHIND[..1]);
    }
    let mut money = money_unit(&mut reading.rest);
    if money.is_none() {
        let multipliers = [("万亿", 1_000_000_000_000), ("万", 10_000), ("亿", 100_000_000_i64)];
        if let Some((word, times)) = multipliers.into_iter().find(|(word, _)| reading.rest.starts_with(word)) {
            reading.rest = &reading.rest[word.len()..];
            scale(times.into())?;
        }
    }
    reading.weigh(&BEHIND);
    if money.is_none() {
        money = money_unit(&mut reading.rest);
    }
    let (measure, unit) = if let Some((unit, yuan)) = money {
        scale(yuan)?;
        (Measure::Money, unit)
    } else if bare.is_share {
        (Measure::Percent, "")
    } else if let Some(after) = reading.rest.strip_prefix('%') {
        reading.rest = after;
        (Measure::Percent, "%")
    } else if let Some(after) = reading.rest.strip_prefix('成').filter(|after| !after.starts_with('立')) {
        reading.rest = after;
        scale(Decimal::TEN)?;
        (Measure::Percent, "成")
    } else {
        unit_of(&mut reading.rest, wording)
    };
    reading.weigh(&BEHIND[if unit == "成" { 0 } else { 1 }..]);
    let (rest, mut exactness) = (reading.rest, reading.exactness);
    let mut start = bare.span.start;
    let before = &text[within.start..start];
    let weighed = BEFORE
        .iter()
        .flat_map(|(list, how)| wording.list("weighed", list).iter().map(move |word| (word, *how)));
    if let Some((word, how)) = weighed
        .filter(|(word, _)| before.ends_with(word.as_str()))
        .max_by_key(|(word, _)| word.len())
    {
        start -= word.len();
        // 近3000余件 is read by its last word.
        if exactness == Exactness::Exact {
            exactness = how;
        }
    }
    Some(Quantity {
        value: bounded(value)?,
        measure,
        unit: unit.to_owned(),
        exactness,
        step,
        span: start..within.end - rest.len(),
        number: bare.span,
    })
}

/// Takes the unit off the front: the longest there is.
fn unit_of<'a>(rest: &mut &str, wording: &'a Wording) -> (Measure, &'a str) {
    let lists = [
        ("cases", Measure::Cases),
        ("loose", Measure::Loose),
        ("others", Measure::Other),
    ];
    let found = lists.iter().filter_map(|(list, measure)| {
        let unit = wording
            .list("units", list)
            .iter()
            .find(|unit| rest.starts_with(unit.as_str()))?;
        Some((*measure, unit.as_str()))
    });
    // Of two of one length the first list's.
    let found = found.fold(None, |best: Option<(Measure, &str)>, own| match best {
        Some((_, unit)) if unit.len() >= own.1.len() => best,
        _ => Some(own),
    });
    let (measure, unit) = found.unwrap_or((Measure::Other, ""));
    *rest = &rest[unit.len()..];
    (measure, unit)
}

impl Quantity {
    /// Whether a figure can be described so. A number written in 万 or with decimals is
    /// rounded or cut off in its last digit.
    pub fn describes(&self, figure: Decimal) -> bool {
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
    pub fn places(&self) -> u32 {
        self.value.scale()
    }

    /// Whether it is meant to the last digit.
    pub fn is_exact(&self) -> bool {
        self.exactness == Exactness::Exact
    }

    /// Whether it is a whole number, exact to the last: not `1.2万`.
    pub fn is_counted_out(&self) -> bool {
        self.is_exact() && self.step == Decimal::ONE
    }

    /// How far a percentage or average may be off: half its last digit, and the tenth of a
    /// point that is usual.
    pub fn tolerance(&self, least: Decimal) -> Decimal {
        let own = match self.exactness {
            Exactness::Exact if self.unit == "成" => self.step / Decimal::TWO,
            Exactness::Exact => self.step / Decimal::TWO,
            _ => self.loose_step(),
        };
        own.max(least)
    }

    /// Whether it is a share in words or tenths, which nobody computes by: `四成`, `四分之一`.
    pub fn is_rough_share(&self) -> bool {
        self.measure == Measure::Percent && self.unit != "%"
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

    fn all(text: &str) -> Vec<Quantity> {
        scan(text, &(0..text.len()), Wording::get())
    }

    fn one(text: &str) -> Quantity {
        all(text).remove(0)
    }

    fn read(text: &str) -> Vec<(String, String, String)> {
        let shown = |quantity: &Quantity| {
            let value = quantity.value.normalize().to_string();
            (value, quantity.unit.clone(), text[quantity.span.clone()].to_owned())
        };
        all(text).iter().map(shown).collect()
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
        let text = "2024年1月1日起收到3,000件,十二件,1.2万余条,占87.9%,7.27亿元,1.2万亿元,一是,三类,一起";
        let all = read(text);
        let expected = [
            ("3000", "件", "3,000件"),
            ("12", "件", "十二件"),
            ("12000", "条", "1.2万余条"),
            ("87.9", "%", "87.9%"),
            ("727000000", "亿元", "7.27亿元"),
            ("1200000000000", "万亿元", "1.2万亿元"),
        ];
        let expected = expected.map(|(value, unit, span)| (value.to_owned(), unit.to_owned(), span.to_owned()));
        assert_eq!(all, expected);
    }

    #[test]
    fn shares_in_words_are_percentages() {
        for (text, value) in [("近九成", 90), ("四成以上", 40), ("百分之八十五", 85)] {
            let share = one(text);
            assert_eq!(
                (share.measure, share.value),
                (Measure::Percent, Decimal::from(value)),
                "{text}"
            );
            assert!(share.is_rough_share());
        }
        assert!(all("三成立").is_empty());
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
            ("九百余件", 911, 1011),
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
