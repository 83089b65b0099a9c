//! Chinese numerals: `三十五`, `〇`, `二〇二〇`, `一千零二`; slang such as `三万二` is refused. Strict on
//! purpose: a lenient reader would find a number in any odd wording.

use rust_decimal::Decimal;

/// The value of a digit character, in everyday and in banker's writing.
fn digit(c: char) -> Option<i64> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The value of a multiplier within a group of four digits.
fn multiplier(c: char) -> Option<i64> {
    match c {
        '十' | '拾' => Some(10),
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1000),
        _ => None,
    }
}

/// Whether a Chinese numeral can hold this character.
pub fn belongs(c: char) -> bool {
    digit(c).is_some() || multiplier(c).is_some() || matches!(c, '万' | '亿')
}

/// Reads a numeral that is nothing else: by place value (`一百二十`) or, without
/// multipliers, digit by digit (`二〇二〇`).
pub fn parse(text: &str) -> Option<Decimal> {
    if text.is_empty() {
        return None;
    }
    if text.chars().all(|c| digit(c).is_some() && c != '两') {
        // Twelve digits are more than anyone writes out.
        let digits: Option<String> = text.chars().map(|c| digit(c).map(|d| d.to_string())).collect();
        return digits.filter(|digits| digits.len() <= 12)?.parse().ok();
    }
    // 亿 and 万 split the numeral into groups below ten thousand, the largest first.
    let (mut rest, mut sum, mut larger) = (text, 0i64, false);
    for (unit, value) in [('亿', 100_000_000), ('万', 10_000)] {
        if let Some((head, tail)) = rest.split_once(unit) {
            sum += group(head, larger)?.checked_mul(value)?;
            (rest, larger) = (tail, true);
        }
    }
    if !rest.is_empty() {
        sum += group(rest, larger)?;
    }
    Some(Decimal::from(sum))
}

/// A group below ten thousand. A leading zero stands only behind a larger group
/// (`一万零五`); `十` alone is ten.
fn group(text: &str, behind_larger: bool) -> Option<i64> {
    let mut chars = text.chars().peekable();
    let (mut sum, mut last_multiplier, mut zero) = (0, 10_000, behind_larger);
    if behind_larger && chars.peek().is_some_and(|c| digit(*c) == Some(0)) {
        chars.next();
    } else if behind_larger && !text.chars().any(|c| matches!(c, '千' | '仟')) {
        // 三万二 means 32 000 in speech and 30 002 on paper: not for us to say.
        return None;
    }
    while let Some(c) = chars.next() {
        match (digit(c), multiplier(c)) {
            (Some(0), _) if sum > 0 && !zero => zero = true,
            (Some(0), _) => return None,
            (Some(value), _) => {
                let times = chars.peek().copied().and_then(multiplier);
                if times.is_some() {
                    chars.next();
                }
                let times = times.unwrap_or(1);
                // Each place once, from the left; 百二 for 120 is speech.
                if times >= last_multiplier || (times == 1 && last_multiplier > 10 && sum > 0 && !zero) {
                    return None;
                }
                sum += value * times;
                (last_multiplier, zero) = (times, false);
            }
            (None, Some(10)) if sum == 0 && last_multiplier == 10_000 => {
                sum = 10;
                last_multiplier = 10;
            }
            _ => return None,
        }
    }
    (sum > 0).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The numeral as a clerk writes it, by another road than the reader's.
    fn written(number: u32) -> String {
        let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let mut text = String::new();
        let (high, low) = (number / 10_000, number % 10_000);
        let write = |number: u32, text: &mut String| {
            let mut gap = false;
            for (place, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
                let digit = number / place % 10;
                if digit == 0 {
                    gap = !text.is_empty();
                } else {
                    text.push_str(if gap { "零" } else { "" });
                    text.push_str(digits[digit as usize]);
                    text.push_str(name);
                    gap = false;
                }
            }
        };
        if high > 0 {
            write(high, &mut text);
            text.push('万');
        }
        write(low, &mut text);
        text
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(number in 1u32..100_000_000) {
            prop_assert_eq!(parse(&written(number)), Some(Decimal::from(number)), "{}", written(number));
        }

        #[test]
        fn no_text_makes_it_panic(text in "[〇零一二两三十百千万亿]{0,12}") {
            let _ = parse(&text);
        }
    }

    #[test]
    fn numerals_are_read_by_place_or_digit_by_digit() {
        let read = [
            "三十五",
            "〇",
            "十",
            "十二",
            "二〇二〇",
            "一千零二",
            "两百",
            "叁佰",
            "一亿零五万",
        ]
        .map(parse);
        let expected = [35, 0, 10, 12, 2020, 1002, 200, 300, 100_050_000].map(|n| Some(Decimal::from(n)));
        assert_eq!(read, expected);
    }

    #[test]
    fn odd_wordings_are_not_guessed() {
        for text in ["", "十十", "百", "三万二", "一百二", "万", "一零十", "二千三千", "零十"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
