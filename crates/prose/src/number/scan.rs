//! Finding numbers in a text: digits and numerals, what weighs them, and their units.

use nianbao_model::chars::is_han;
use nianbao_model::figure::bounded;
use nianbao_model::{Decimal, money, numeral};

use super::{Exactness, Measure, Quantity};
use crate::passage::Span;
use crate::wording::{List, Wording, Words};

/// The lists of words that weigh a number, before it and behind.
const BEFORE: [(List, Exactness); 3] = [
    (List::AboveBefore, Exactness::Above),
    (List::NearlyBefore, Exactness::Nearly),
    (List::AboutBefore, Exactness::About),
];
const BEHIND: [(List, Exactness); 4] = [
    (List::AndMore, Exactness::AndMore),
    (List::Above, Exactness::Above),
    (List::About, Exactness::About),
    (List::Nearly, Exactness::Nearly),
];

/// Decimal places of a number: official figures have four at most.
const MAX_PLACES: usize = 12;

/// What a numeral must be followed by to count: others (`三类`, `一是`) are words, not numbers.
const COUNTED: [&str; 5] = ["件", "份", "宗", "例", "倍"];

/// A number before its unit is known.
struct Bare {
    span: Span,
    value: Decimal,
    places: u32,
    /// Whether its words say a share already: 百分之三十, 四分之一.
    is_share: bool,
}

/// See [`super::scan`].
pub(super) fn scan(text: &str, within: &Span, wording: &Wording) -> Vec<Quantity> {
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
    loop {
        let mut rest = text[at..within.end].char_indices();
        let (ahead, c) = rest.find(|(_, c)| c.is_ascii_digit() || numeral::belongs(*c))?;
        at += ahead;
        if c.is_ascii_digit() {
            let end = at + digits_len(&text[at..within.end]);
            match arabic(text, at..end) {
                Some(bare) => return Some(bare),
                // One of too many digits counts nothing.
                None => at = end,
            }
        } else if let Some(after) = text[at..within.end].strip_prefix("百分之") {
            let start = within.end - after.len();
            let end = start + after.find(|c| !numeral::belongs(c)).unwrap_or(after.len());
            if let Some(value) = numeral::parse(&text[start..end]) {
                return Some(share(at..end, value));
            }
            at = end;
        } else {
            let end = at
                + text[at..within.end]
                    .find(|c| !numeral::belongs(c))
                    .unwrap_or(within.end - at);
            match chinese(text, at..end, within.end) {
                Some(bare) => return Some(bare),
                None => at = end.max(at + c.len_utf8()),
            }
        }
    }
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
    if written == "一" && rest.starts_with('半') && text[..span.start].ends_with(['占', '的', '到', '近', '过'])
    {
        return Some(share(span.start..span.end + '半'.len_utf8(), Decimal::from(50)));
    }
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
    // `行政事业性收费为零`.
    let is_none = written == "零"
        && text[..span.start].ends_with(['为', '是'])
        && (rest.is_empty() || rest.starts_with([',', '。', ';', ')', '、']));
    (counts || is_tenths || approximate || is_none).then_some(())?;
    Some(Bare {
        value: numeral::parse(written)?,
        span,
        places: 0,
        is_share: false,
    })
}

/// Takes a word of a list off the front.
fn take<'a>(rest: &mut &str, list: &'a Words) -> Option<&'a str> {
    let word = list.begins(rest)?;
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
    fn weigh(&mut self, lists: &[(List, Exactness)]) {
        for (list, how) in lists {
            let before = self.exactness == Exactness::Exact;
            if before && take(&mut self.rest, self.wording.list(*list)).is_some() {
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
    // `2023青禾市水务局收到…`: a year whose 年 is missing.
    let is_year = text[bare.span.clone()].len() == 4 && (1990..2100).any(|year| value == Decimal::from(year));
    if is_year && measure == Measure::Other && unit.is_empty() && reading.rest.starts_with(is_han) {
        return None;
    }
    let (rest, mut exactness) = (reading.rest, reading.exactness);
    let mut start = bare.span.start;
    let before = &text[within.start..start];
    let weighed = BEFORE
        .iter()
        .filter_map(|(list, how)| Some((wording.list(*list).ends(before)?, *how)));
    if let Some((word, how)) = weighed.max_by_key(|(word, _)| word.len()) {
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
        (List::CaseUnits, Measure::Cases),
        (List::LooseUnits, Measure::Loose),
        (List::OtherUnits, Measure::Other),
    ];
    let found = lists
        .iter()
        .filter_map(|(list, measure)| Some((*measure, wording.list(*list).begins(rest)?)));
    // Of two of one length the first list's.
    let found = found.fold(None, |best: Option<(Measure, &str)>, own| match best {
        Some((_, unit)) if unit.len() >= own.1.len() => best,
        _ => Some(own),
    });
    let (measure, unit) = found.unwrap_or((Measure::Other, ""));
    *rest = &rest[unit.len()..];
    (measure, unit)
}
