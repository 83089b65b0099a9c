//! The number formats of Word's lists (ECMA-376 part 1, 17.18.59).

/// Numbers one to twenty in circles stand together in Unicode; so do these.
const CIRCLED: char = '\u{2460}';
const BRACKETED: char = '\u{2474}';
const WITH_STOP: char = '\u{2488}';
const CIRCLED_CHINESE: char = '\u{3280}';
const BRACKETED_CHINESE: char = '\u{3220}';

/// `number` as the list format of this name shows it. What a format cannot express,
/// and a format nobody uses here, is shown in ordinary digits.
pub(crate) fn format(format: &str, number: u32) -> String {
    let shown = match format {
        "none" | "bullet" => Some(String::new()),
        "decimalZero" => Some(format!("{number:02}")),
        "decimalFullWidth" | "decimalFullWidth2" => Some(digits(
            number,
            "\u{ff10}\u{ff11}\u{ff12}\u{ff13}\u{ff14}\u{ff15}\u{ff16}\u{ff17}\u{ff18}\u{ff19}",
        )),
        "upperLetter" => letters(number, b'A'),
        "lowerLetter" => letters(number, b'a'),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).map(|roman| roman.to_lowercase()),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => counting(number, "零一二三四五六七八九", ["", "十", "百", "千"]),
        "chineseLegalSimplified" => counting(number, "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"]),
        "ideographLegalTraditional" => counting(number, "零壹貳參肆伍陸柒捌玖", ["", "拾", "佰", "仟"]),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            Some(digits(number, "〇一二三四五六七八九"))
        }
        "ideographTraditional" => nth(number, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => nth(number, "子丑寅卯辰巳午未申酉戌亥"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => from(CIRCLED, number, 20),
        "decimalEnclosedParen" => from(BRACKETED, number, 20),
        "decimalEnclosedFullstop" => from(WITH_STOP, number, 20),
        "ideographEnclosedCircle" => from(CIRCLED_CHINESE, number, 10),
        "ideographParenthesized" => from(BRACKETED_CHINESE, number, 10),
        _ => None,
    };
    shown.unwrap_or_else(|| number.to_string())
}

/// The `number`th of characters that stand in a row in Unicode.
fn from(first: char, number: u32, last: u32) -> Option<String> {
    let offset = (1..=last).contains(&number).then(|| number - 1)?;
    char::from_u32(first as u32 + offset).map(String::from)
}

/// The `number`th of `characters`.
fn nth(number: u32, characters: &str) -> Option<String> {
    let index = number.checked_sub(1)? as usize;
    characters.chars().nth(index).map(String::from)
}

/// Digit by digit, with these ten digits.
fn digits(number: u32, ten: &str) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|digit| ten.chars().nth(digit as usize));
    number.to_string().chars().filter_map(digit).collect()
}

/// A to Z, then AA, BB and so on, as Word does.
fn letters(number: u32, first: u8) -> Option<String> {
    let index = number.checked_sub(1)?;
    let letter = char::from(first + (index % 26) as u8);
    let times = index / 26 + 1;
    (times <= 30).then(|| String::from(letter).repeat(times as usize))
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = (1..4000).contains(&number).then_some(number)?;
    let mut shown = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            shown.push_str(sign);
            rest -= value;
        }
    }
    Some(shown)
}

/// A Chinese numeral below ten thousand: `十二`, `一百零五`.
fn counting(number: u32, ten: &str, units: [&str; 4]) -> Option<String> {
    let mut rest = (1..10_000).contains(&number).then_some(number)?;
    let mut shown = String::new();
    let mut gap = false;
    for (power, unit) in units.iter().enumerate().rev() {
        let value = 10_u32.pow(power as u32);
        let digit = rest / value;
        rest %= value;
        if digit == 0 {
            gap = !shown.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            shown.extend(ten.chars().next());
        }
        // Ten to nineteen begin with `十`, not `一十`.
        let is_bare_ten = power == 1 && digit == 1 && shown.is_empty() && *unit == "十";
        if !is_bare_ten {
            shown.extend(ten.chars().nth(digit as usize));
        }
        shown.push_str(unit);
    }
    Some(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_word_shows_them() {
        let shown = [
            ("decimal", 12, "12"),
            ("decimalZero", 3, "03"),
            ("decimalFullWidth", 10, "\u{ff11}\u{ff10}"),
            ("chineseCounting", 1, "一"),
            ("chineseCounting", 10, "十"),
            ("chineseCountingThousand", 12, "十二"),
            ("japaneseCounting", 20, "二十"),
            ("chineseCountingThousand", 105, "一百零五"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseCountingThousand", 2001, "二千零一"),
            ("chineseCountingThousand", 2021, "二千零二十一"),
            ("chineseCountingThousand", 10_000, "10000"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("ideographDigital", 20, "二〇"),
            ("ideographTraditional", 2, "乙"),
            ("ideographTraditional", 11, "11"),
            ("decimalEnclosedCircleChinese", 3, "③"),
            ("decimalEnclosedCircle", 21, "21"),
            ("decimalEnclosedParen", 1, "⑴"),
            ("upperLetter", 27, "AA"),
            ("lowerLetter", 2, "b"),
            ("lowerLetter", 0, "0"),
            ("upperLetter", u32::MAX, "4294967295"),
            ("upperRoman", 1994, "MCMXCIV"),
            ("lowerRoman", 4, "iv"),
            ("upperRoman", 4000, "4000"),
            ("bullet", 1, ""),
            ("unheardOf", 5, "5"),
        ];
        for (name, number, expected) in shown {
            assert_eq!(format(name, number), expected, "{name} {number}");
        }
    }

    #[test]
    fn chinese_numerals_read_back_as_the_number() {
        for number in 1..10_000 {
            let shown = format("chineseCounting", number);
            assert_eq!(value(&shown), number, "{shown}");
        }
    }

    /// Reads a numeral by its units.
    fn value(numeral: &str) -> u32 {
        let (mut total, mut digit) = (0, None);
        for c in numeral.chars() {
            match "零一二三四五六七八九".chars().position(|known| known == c) {
                Some(position) => digit = Some(position as u32),
                None => {
                    let unit = [('十', 10), ('百', 100), ('千', 1000)]
                        .iter()
                        .find(|(unit, _)| *unit == c)
                        .unwrap()
                        .1;
                    total += digit.take().unwrap_or(1) * unit;
                }
            }
        }
        total + digit.unwrap_or(0)
    }
}
