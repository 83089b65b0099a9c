//! Shows a number by a section: scaled, rounded, its digits put into their places.

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;

use crate::{Numerals, Section, Token};

/// Decimals a number can be rounded to.
const MAX_DECIMALS: usize = 28;
/// How many characters Excel gives to a number without a format.
const GENERAL_WIDTH: usize = 11;

/// Shows the absolute value of a number; none where it is beyond decimals.
pub(crate) fn show(section: &Section, value: Decimal, negative: bool) -> Option<String> {
    let tokens = &section.tokens[..];
    let layout = Layout::of(tokens);
    let mut value = value;
    for _ in 0..layout.percents {
        value = value.checked_mul(Decimal::ONE_HUNDRED)?;
    }
    for _ in 0..layout.thousands {
        value = value.checked_div(Decimal::ONE_THOUSAND)?;
    }
    let shown = if let Some(bar) = layout.bar {
        fraction(tokens, bar, value)?
    } else if let Some(exponent) = layout.exponent {
        scientific(tokens, &layout, exponent, value)?
    } else if layout.digits == 0 {
        plain_tokens(section, value)
    } else {
        let rounded = value.round_dp_with_strategy(layout.decimals.min(MAX_DECIMALS) as u32, MidpointAwayFromZero);
        value = rounded;
        digits(tokens, &layout, rounded, section.numerals)
    };
    // What is rounded to nothing has no sign, and neither has a text.
    let is_text = layout.digits == 0 && !tokens.contains(&Token::General);
    let sign = if negative && !value.is_zero() && !is_text {
        "-"
    } else {
        ""
    };
    Some(format!("{sign}{shown}"))
}

/// Where the digits of a section are.
struct Layout {
    digits: usize,
    decimals: usize,
    /// The place of the point.
    point: usize,
    grouped: bool,
    thousands: usize,
    percents: usize,
    exponent: Option<usize>,
    bar: Option<usize>,
}

impl Layout {
    fn of(tokens: &[Token]) -> Self {
        let position = |wanted: fn(&Token) -> bool| tokens.iter().position(wanted);
        let exponent = position(|token| matches!(token, Token::Exponent(_)));
        let end = exponent.unwrap_or(tokens.len());
        let is_digit = |at: &usize| matches!(tokens[*at], Token::Digit(_));
        let point = position(|token| *token == Token::Point)
            .filter(|at| *at < end)
            .unwrap_or(end);
        let whole: Vec<usize> = (0..point).filter(is_digit).collect();
        let all: Vec<usize> = (0..end).filter(is_digit).collect();
        let commas = || (0..end).filter(|at| tokens[*at] == Token::Comma);
        // A comma between digits groups; behind the last, or before the point, it scales.
        let between =
            |at: usize| whole.first().is_some_and(|first| *first < at) && whole.last().is_some_and(|last| at < *last);
        let bar = position(|token| *token == Token::Slash).filter(|bar| all.iter().any(|at| at < bar));
        Self {
            digits: all.len(),
            decimals: all.len() - whole.len(),
            point,
            grouped: commas().any(between),
            thousands: commas()
                .filter(|at| !between(*at) && all.first().is_some_and(|first| first < at))
                .count(),
            percents: tokens.iter().filter(|token| **token == Token::Percent).count(),
            exponent,
            bar,
        }
    }
}

/// A section without places for digits: its texts, and the number where it says `General`.
fn plain_tokens(section: &Section, value: Decimal) -> String {
    let pieces = section.tokens.iter().map(|token| match token {
        Token::General if section.numerals == Numerals::Arabic => general(value),
        Token::General => section.numerals.count(value),
        Token::Literal(literal) => literal.clone(),
        Token::Percent => "%".to_owned(),
        Token::Point => ".".to_owned(),
        Token::Slash => "/".to_owned(),
        _ => String::new(),
    });
    pieces.collect()
}

/// The number as Excel shows it without a format: whole, or with as many decimals as there is
/// room for.
pub fn general(value: Decimal) -> String {
    let whole = value.trunc().abs().to_string().len();
    let room = GENERAL_WIDTH.saturating_sub(whole + 1);
    let rounded = value.round_dp_with_strategy(room as u32, MidpointAwayFromZero);
    rounded.normalize().to_string()
}

/// Puts the digits of a rounded number into their places.
fn digits(tokens: &[Token], layout: &Layout, value: Decimal, numerals: Numerals) -> String {
    let text = format!("{:.*}", layout.decimals.min(MAX_DECIMALS), value);
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let whole = if whole == "0" { "" } else { whole };
    let mut shown = before_point(&tokens[..layout.point], whole, layout.grouped, numerals);
    if tokens.get(layout.point) == Some(&Token::Point) {
        let behind = behind_point(&tokens[layout.point + 1..], decimals, numerals);
        // Excel leaves a point without decimals standing, as in `7.`; nobody means it.
        if behind.starts_with(|c: char| c.is_numeric() || c == ' ' || numerals != Numerals::Arabic) {
            shown.push('.');
        }
        shown.push_str(&behind);
    } else {
        shown.push_str(&behind_point(&tokens[layout.point..], decimals, numerals));
    }
    shown
}

/// The places before the point are filled from the right; the first takes what is left.
fn before_point(tokens: &[Token], whole: &str, grouped: bool, numerals: Numerals) -> String {
    let mut left: Vec<char> = whole.chars().collect();
    let first = tokens.iter().position(|token| matches!(token, Token::Digit(_)));
    // Collected from the right.
    let mut shown: Vec<char> = Vec::new();
    let mut count = 0;
    let mut put = |digit: char, shown: &mut Vec<char>| {
        if grouped && count > 0 && count % 3 == 0 {
            shown.push(if digit == ' ' { ' ' } else { ',' });
        }
        count += 1;
        shown.push(numerals.digit(digit));
    };
    for (at, token) in tokens.iter().enumerate().rev() {
        match token {
            Token::Digit(place) => {
                match (left.pop(), place) {
                    (Some(digit), _) => put(digit, &mut shown),
                    (None, '0') => put('0', &mut shown),
                    (None, '?') => put(' ', &mut shown),
                    (None, _) => {}
                }
                if Some(at) == first {
                    while let Some(digit) = left.pop() {
                        put(digit, &mut shown);
                    }
                }
            }
            Token::Literal(literal) => shown.extend(literal.chars().rev()),
            Token::Percent => shown.push('%'),
            Token::General => shown.extend(whole.chars().rev()),
            _ => {}
        }
    }
    // No place before the point, but a number there: `.00`.
    if first.is_none() {
        shown.extend(left.into_iter().rev());
    }
    shown.into_iter().rev().collect()
}

/// The places behind the point are filled from the left; zeros at the end go where the place
/// does not ask for them.
fn behind_point(tokens: &[Token], decimals: &str, numerals: Numerals) -> String {
    let needed = decimals.trim_end_matches('0').len();
    let mut shown = String::new();
    let mut digits = decimals.chars().enumerate();
    for token in tokens {
        match token {
            Token::Digit(place) => match (digits.next(), place) {
                (Some((at, digit)), _) if at < needed => shown.push(numerals.digit(digit)),
                (_, '0') => shown.push(numerals.digit('0')),
                (_, '?') => shown.push(' '),
                _ => {}
            },
            Token::Literal(literal) => shown.push_str(literal),
            Token::Percent => shown.push('%'),
            Token::Point => shown.push('.'),
            _ => {}
        }
    }
    shown
}

/// `0.00E+00`; several places before the point let the exponent step by as many.
fn scientific(tokens: &[Token], layout: &Layout, exponent: usize, value: Decimal) -> Option<String> {
    let places = (layout.digits - layout.decimals).max(1) as i32;
    let mut power = 0i32;
    let mut mantissa = value;
    let round =
        |number: Decimal| number.round_dp_with_strategy(layout.decimals.min(MAX_DECIMALS) as u32, MidpointAwayFromZero);
    let top = (0..places).try_fold(Decimal::ONE, |top, _| top.checked_mul(Decimal::TEN))?;
    while round(mantissa) >= top {
        mantissa = mantissa.checked_div(top)?;
        power += places;
    }
    let least = if places > 1 {
        top.checked_div(Decimal::TEN)?.min(Decimal::ONE)
    } else {
        Decimal::ONE
    };
    while !mantissa.is_zero() && round(mantissa) < least {
        mantissa = mantissa.checked_mul(top)?;
        power -= places;
    }
    let rounded = round(mantissa);
    let head = Layout {
        exponent: None,
        ..Layout::of(&tokens[..exponent])
    };
    let mut shown = digits(&tokens[..exponent], &head, rounded, Numerals::Arabic);
    shown.push('E');
    match (power < 0, &tokens[exponent]) {
        (true, _) => shown.push('-'),
        (false, Token::Exponent(true)) => shown.push('+'),
        _ => {}
    }
    let tail = &tokens[exponent + 1..];
    let power = power.unsigned_abs().to_string();
    let power = if power == "0" { "" } else { &power };
    shown.push_str(&before_point(tail, power, false, Numerals::Arabic));
    Some(shown)
}

/// `# ?/?`, `# ??/??`, `# ?/8`: the nearest fraction whose denominator has as many digits as
/// there are places, or is the one that is written.
fn fraction(tokens: &[Token], bar: usize, value: Decimal) -> Option<String> {
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    let places = tokens[bar + 1..].iter().take_while(|token| is_digit(token)).count();
    let start = tokens[..bar]
        .iter()
        .rposition(|token| !is_digit(token))
        .map_or(0, |at| at + 1);
    let has_whole = tokens[..start].iter().any(is_digit);
    let (whole, rest) = if has_whole {
        (value.trunc(), value.fract())
    } else {
        (Decimal::ZERO, value)
    };
    let (mut numerator, denominator) = match written(&tokens[bar + 1..]) {
        Some(denominator) => (
            rest.checked_mul(denominator)?
                .round_dp_with_strategy(0, MidpointAwayFromZero),
            denominator,
        ),
        None => nearest(rest, places.min(4))?,
    };
    let mut whole = whole;
    if has_whole && numerator == denominator {
        whole += Decimal::ONE;
        numerator = Decimal::ZERO;
    }
    let mut shown = String::new();
    if has_whole {
        let digits = if whole.is_zero() && !numerator.is_zero() {
            String::new()
        } else {
            whole.to_string()
        };
        shown.push_str(&before_point(&tokens[..start], &digits, false, Numerals::Arabic));
    }
    if !(has_whole && numerator.is_zero()) {
        shown.push_str(&format!("{numerator}/{denominator}"));
    }
    Some(shown)
}

/// A denominator that is written out: `8`, `100`.
fn written(tokens: &[Token]) -> Option<Decimal> {
    let Some(Token::Literal(first)) = tokens.first() else {
        return None;
    };
    let zeros = tokens[1..]
        .iter()
        .take_while(|token| **token == Token::Digit('0'))
        .count();
    let number: Decimal = format!("{}{}", first.trim(), "0".repeat(zeros)).parse().ok()?;
    (number > Decimal::ZERO).then_some(number)
}

/// The nearest fraction with a denominator of at most so many digits: by the continued fraction
/// of the number, cut where the denominators grow too large.
fn nearest(value: Decimal, places: usize) -> Option<(Decimal, Decimal)> {
    let most = Decimal::from(10u32.checked_pow(places as u32)?) - Decimal::ONE;
    let (mut before, mut best) = ((Decimal::ONE, Decimal::ZERO), (value.trunc(), Decimal::ONE));
    let mut rest = value.fract();
    for _ in 0..40 {
        if rest.is_zero() {
            break;
        }
        let inverse = Decimal::ONE.checked_div(rest)?;
        let step = inverse.trunc();
        let next = |step: Decimal| {
            let numerator = best.0.checked_mul(step)?.checked_add(before.0)?;
            Some((numerator, best.1.checked_mul(step)?.checked_add(before.1)?))
        };
        let candidate = next(step)?;
        if candidate.1 > most {
            // The last step may be taken in part, if that comes nearer.
            let part = most.checked_sub(before.1)?.checked_div(best.1)?.trunc();
            let partial = next(part)?;
            let distance = |(n, d): (Decimal, Decimal)| Some((value - n.checked_div(d)?).abs());
            if part > Decimal::ZERO && distance(partial)? < distance(best)? {
                best = partial;
            }
            break;
        }
        (before, best) = (best, candidate);
        rest = inverse.fract();
    }
    Some(best)
}

impl Numerals {
    /// One digit.
    pub(crate) fn digit(self, digit: char) -> char {
        let Some(value) = digit.to_digit(10) else { return digit };
        let digits = match self {
            Self::Arabic => return digit,
            Self::Chinese => "〇一二三四五六七八九",
            Self::Formal => "零壹贰叁肆伍陆柒捌玖",
            Self::Wide => "０１２３４５６７８９",
        };
        digits.chars().nth(value as usize).unwrap_or(digit)
    }

    /// A number as it is counted: 二十三. Only whole numbers below 一亿亿 are.
    pub(crate) fn count(self, value: Decimal) -> String {
        let text = general(value);
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let whole = match whole
            .parse::<u64>()
            .ok()
            .filter(|_| matches!(self, Self::Chinese | Self::Formal))
        {
            Some(number) => self.counted(number),
            None => whole.chars().map(|c| self.digit(c)).collect(),
        };
        let decimals: String = decimals.chars().map(|c| self.digit(c)).collect();
        if decimals.is_empty() {
            whole
        } else {
            format!("{whole}.{decimals}")
        }
    }

    /// By groups of four digits; zeros between digits are said once.
    fn counted(self, number: u64) -> String {
        let zero = if self == Self::Chinese { '〇' } else { '零' };
        let units = if self == Self::Chinese {
            ["", "十", "百", "千"]
        } else {
            ["", "拾", "佰", "仟"]
        };
        let digits: Vec<char> = number.to_string().chars().collect();
        let mut shown = String::new();
        let (mut gap, mut in_group) = (false, false);
        for (at, digit) in digits.iter().enumerate() {
            let left = digits.len() - 1 - at;
            if *digit == '0' {
                gap = true;
            } else {
                if gap && !shown.is_empty() {
                    shown.push(zero);
                }
                gap = false;
                in_group = true;
                shown.push(self.digit(*digit));
                shown.push_str(units[left % 4]);
            }
            if left.is_multiple_of(4) && left > 0 && in_group {
                shown.push_str(["", "万", "亿", "万亿", "亿亿"].get(left / 4).unwrap_or(&""));
                in_group = false;
            }
        }
        if shown.is_empty() { zero.to_string() } else { shown }
    }
}
