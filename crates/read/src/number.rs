//! Reads a figure as an office types it: `59项`, ` 16,653 `, `2973.23万元`, `-1`, `三十五件`, `—`.
//! Decimals are exact throughout. Nothing is guessed: what is not clearly a number is not read
//! as one.

use nianbao_model::chars::{is_zero_width, turns_direction};
use nianbao_model::figure::bounded;
use nianbao_model::limits::MAX_NUMBER;
use nianbao_model::source::{Cell, CellValue};
use nianbao_model::{money, numeral};
use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

/// Words that count things and may follow a count.
pub(crate) const COUNTERS: [&str; 20] = [
    "项", "件", "个", "条", "次", "份", "宗", "起", "人", "期", "篇", "部", "名", "人次", "家", "例", "批", "册", "本",
    "场",
];

/// Whether a cell holds what a figure's cell holds: a number, however it is typed, or a mark for 0.
pub(crate) fn is_figure(cell: &Cell) -> bool {
    match &cell.value {
        CellValue::Number(_) => true,
        CellValue::Text(text) => parse_count(text).or_else(|| parse_amount(text, "元")).is_some(),
        _ => false,
    }
}

/// Whether a word counts things.
pub(crate) fn is_counter(word: &str) -> bool {
    let one = |word: &str| COUNTERS.contains(&word);
    // `件（次）`: of either.
    let either = word
        .strip_suffix([')', '\u{ff09}'])
        .and_then(|word| word.split_once(['(', '\u{ff08}']));
    one(word) || either.is_some_and(|(first, second)| one(first) && one(second))
}

/// Words that multiply the number before them.
const MULTIPLIERS: [(&str, i64); 2] = [("万", 10_000), ("亿", 100_000_000)];

/// What offices write for “nothing to report”.
const ZERO_MARKS: [&str; 7] = ["/", "//", "\\", "无", "没有", "〇", "零"];

/// A number read from text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parsed {
    /// The number; money is in the unit asked for.
    pub(crate) number: Decimal,
    /// How to print it, where that is not as it was typed: Chinese numerals and marks
    /// for zero become digits (GB/T 15835).
    pub(crate) printed: Option<String>,
    /// It is a mark for zero, such as a dash.
    pub(crate) zero_mark: bool,
}

impl Parsed {
    fn new(number: Decimal) -> Self {
        Self {
            number: number.normalize(),
            printed: None,
            zero_mark: false,
        }
    }
}

/// Whether blanks stand between digits of a text, other than the thin ones that part thousands and nothing else.
pub(crate) fn is_spaced(text: &str) -> bool {
    let mut before = None;
    let mut gap = false;
    for c in text.chars() {
        if matches!(c, '\u{2009}' | '\u{202f}') {
            continue;
        }
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        let is_digit = nianbao_model::chars::digit(c).is_some();
        if gap && is_digit && before == Some(true) {
            return true;
        }
        (before, gap) = (Some(is_digit), false);
    }
    false
}

/// Whether a text is a number, but too large to be taken for one.
pub(crate) fn is_too_large(text: &str) -> bool {
    let folded = fold(text).replace(',', "");
    let begins_as_one = folded
        .trim_start_matches(['-', '+'])
        .starts_with(|c: char| c.is_ascii_digit());
    begins_as_one
        && folded
            .parse::<f64>()
            .is_ok_and(|number| number.abs() >= MAX_NUMBER as f64)
}

/// Reads a count or signed change, with or without a counting word behind it.
pub(crate) fn parse_count(text: &str) -> Option<Parsed> {
    parse(text, |number, unit| {
        let (times, counter) = MULTIPLIERS
            .iter()
            .find_map(|(name, times)| Some((*times, unit.strip_prefix(name)?)))
            .unwrap_or((1, unit));
        let known = counter.is_empty() || COUNTERS.contains(&counter);
        known.then(|| number.checked_mul(Decimal::from(times))).flatten()
    })
}

/// Reads an amount of money into `unit`, one of [`money::UNITS`]; a bare number is
/// in that unit already. Exact: `251000元` is `25.1` 万元.
pub(crate) fn parse_amount(text: &str, unit: &str) -> Option<Parsed> {
    let (text, currency) = without_currency(text);
    parse(text, |number, typed| match typed {
        // Under a header in 万元, a sign of money leaves open whether it means 元.
        "" if currency && unit != "元" && !number.is_zero() => None,
        "" => Some(number),
        typed => number.checked_mul(money::yuan(typed)?)?.checked_div(money::yuan(unit)?),
    })
}

/// A number in digits and what follows it.
pub(crate) fn with_unit(text: &str) -> Option<(Decimal, String)> {
    if text.chars().any(|c| is_note_mark(c) || turns_digits(c)) {
        return None;
    }
    split_number(&fold(text)).filter(|(number, _)| bounded(*number).is_some())
}

/// A number with a unit of its own in another unit of the same things: 3150万元 in 亿元. None
/// where the two count different things; a unit that only multiplies fits any.
pub(crate) fn in_unit(number: Decimal, own: &str, other: &str) -> Option<Decimal> {
    let ((own_scale, own_things), (scale, things)) = (scale(own), scale(other));
    let fits = own_things == things || (own_things.is_empty() && own_scale > 1) || things.is_empty();
    fits.then_some(())?;
    bounded(
        number
            .checked_mul(Decimal::from(own_scale))?
            .checked_div(Decimal::from(scale))?,
    )
}

/// By what a unit multiplies, and of what: 万次 is ten thousand 次.
pub(crate) fn scale(unit: &str) -> (i64, &str) {
    const SCALES: [(&str, i64); 8] = [
        ("万亿", 1_000_000_000_000),
        ("千亿", 100_000_000_000),
        ("亿", 100_000_000),
        ("千万", 10_000_000),
        ("百万", 1_000_000),
        ("万", 10_000),
        ("千", 1_000),
        ("百", 100),
    ];
    let unit = unit.trim();
    let found = SCALES
        .iter()
        .find_map(|(name, times)| Some((*times, unit.strip_prefix(name)?)));
    // 千克 and the like are units of their own.
    found
        .filter(|(_, things)| !things.starts_with(['克', '米', '瓦', '伏', '卡', '分', '帕']))
        .unwrap_or((1, unit))
}

/// A text without the sign of the yuan before the number, and whether it had one.
fn without_currency(text: &str) -> (&str, bool) {
    const SIGNS: [&str; 5] = ["¥", "\u{ffe5}", "CNY", "RMB", "人民币"];
    let text = text.trim();
    match SIGNS.iter().find_map(|sign| text.strip_prefix(sign)) {
        Some(rest) => (rest, true),
        None => (text, false),
    }
}

/// Reads so many counts typed into one cell with white space between them.
pub(crate) fn parse_several(text: &str, how_many: usize) -> Option<Vec<Parsed>> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    if parts.len() != how_many || how_many < 2 {
        return None;
    }
    parts.into_iter().map(parse_count).collect()
}

/// How a note in brackets begins that says something of the number before it.
const NOTES: [&str; 10] = [
    "其中",
    "含",
    "包含",
    "包括",
    "内含",
    "不含",
    "均为",
    "全部为",
    "都是",
    "主要",
];

/// Reads a number and hands it on with the unit behind it. A note in brackets behind it
/// (`22（其中修订16件）`) stays where it is, and is printed.
fn parse(text: &str, valued: impl Fn(Decimal, &str) -> Option<Decimal>) -> Option<Parsed> {
    let (typed, note) = split_note(text);
    let parsed = parse_bare(typed, valued)?;
    let printed = parsed.printed.map(|printed| printed + note);
    Some(Parsed { printed, ..parsed })
}

/// A text without the note at its end, and the note.
fn split_note(text: &str) -> (&str, &str) {
    let text = text.trim();
    let at = text
        .find(['(', '\u{ff08}'])
        .filter(|at| *at > 0 && text.ends_with([')', '\u{ff09}']));
    let Some((before, note)) = at.map(|at| text.split_at(at)) else {
        return (text, "");
    };
    let inside = note.trim_start_matches(['(', '\u{ff08}']).trim_start();
    match NOTES.iter().any(|word| inside.starts_with(word)) {
        true => (before, note),
        false => (text, ""),
    }
}

fn parse_bare(text: &str, valued: impl Fn(Decimal, &str) -> Option<Decimal>) -> Option<Parsed> {
    // A mark of a note would become a digit of the number: 809² is not 8092. What is written
    // from right to left does not show as it is stored.
    if text.chars().any(|c| is_note_mark(c) || turns_digits(c)) {
        return None;
    }
    let folded = fold(text);
    if ZERO_MARKS.contains(&folded.as_str()) || is_dashes(&folded) {
        return Some(Parsed {
            printed: Some(String::from("0")),
            zero_mark: !folded.starts_with(['〇', '零']),
            ..Parsed::new(Decimal::ZERO)
        });
    }
    if let Some((number, unit)) = split_number(&folded) {
        return valued(number, &unit).and_then(bounded).map(Parsed::new);
    }
    // The longest numeral first: 三万 is a number, and so is 三万元 with 万元 as its unit.
    let ends: Vec<usize> = folded
        .char_indices()
        .take_while(|(_, c)| numeral::belongs(*c))
        .map(|(at, c)| at + c.len_utf8())
        .collect();
    ends.into_iter().rev().find_map(|end| {
        let (written, unit) = folded.split_at(end);
        let number = numeral::parse(written)?;
        let value = bounded(valued(number, unit)?)?;
        Some(Parsed {
            printed: Some(format!("{number}{unit}")),
            ..Parsed::new(value)
        })
    })
}

/// Raised, lowered and circled digits.
fn is_note_mark(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{209f}' | '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' | '\u{3251}'..='\u{32bf}')
}

/// Marks by which digits show in another order than they are stored.
fn turns_digits(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{202b}' | '\u{202e}' | '\u{2067}')
}

/// `35343.0`, as programs write whole numbers that they keep as fractions, without its decimals;
/// and what follows the number.
pub(crate) fn without_empty_decimals(text: &str) -> Option<(String, &str)> {
    let (whole, rest) = text.split_once('.')?;
    let unit = rest.trim_start_matches('0');
    let plain = unit.len() < rest.len() && !unit.starts_with(|c: char| c.is_numeric());
    plain.then(|| (whole.to_owned(), unit))
}

/// Whether a text is nothing but dashes of any kind.
fn is_dashes(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| matches!(c, '-' | '–' | '—' | '―' | '─' | 'ー' | '﹣'))
}

/// Full-width characters become half-width; white space goes. One blank between digits counts as a
/// thousands separator; more than that, or a line's end, parts two numbers and stays.
fn fold(text: &str) -> String {
    let shown: Vec<char> = text
        .nfkc()
        .filter(|c| !is_zero_width(*c) && !turns_direction(*c))
        .map(|c| if c == '\u{2212}' { '-' } else { c })
        .collect();
    let mut folded = String::new();
    let mut gap = String::new();
    for c in shown {
        if c.is_whitespace() {
            gap.push(c);
            continue;
        }
        let between_digits = c.is_ascii_digit() && folded.ends_with(|last: char| last.is_ascii_digit());
        if !gap.is_empty() && between_digits {
            let is_one = gap.chars().count() == 1 && !gap.contains(['\n', '\t']);
            folded.push(if is_one { ',' } else { ' ' });
        }
        gap.clear();
        folded.push(c);
    }
    folded
}

/// Splits `-1,234.5万元` into the number and what follows it.
fn split_number(folded: &str) -> Option<(Decimal, String)> {
    let end = folded
        .char_indices()
        .find(|(at, c)| !(c.is_ascii_digit() || matches!(c, '.' | ',') || (*at == 0 && matches!(c, '-' | '+'))))
        .map_or(folded.len(), |(at, _)| at);
    let (number, rest) = folded.split_at(end);
    let number = without_thousands(number)?;
    let (whole, fraction) = number
        .trim_start_matches(['-', '+'])
        .split_once('.')
        .unwrap_or((number.trim_start_matches(['-', '+']), "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    Some((number.parse().ok()?, rest.to_owned()))
}

/// Drops thousands separators where they stand as such: every three digits
/// before the decimal point. `1,23` is not a number.
fn without_thousands(number: &str) -> Option<String> {
    if !number.contains(',') {
        return Some(number.to_owned());
    }
    let whole_end = number.find('.').unwrap_or(number.len());
    let (whole, fraction) = number.split_at(whole_end);
    let mut groups = whole.trim_start_matches(['-', '+']).split(',');
    let first = groups.next()?;
    let well_formed = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3) && !fraction.contains(',');
    well_formed.then(|| whole.replace(',', "") + fraction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_excel_cannot_keep_is_no_number() {
        assert_eq!(count("999999999999999").as_deref(), Some("999999999999999"));
        assert_eq!(count("1000000000000000"), None);
        assert_eq!(count("-70000000000000000000000000000"), None);
        assert_eq!(count("1000万亿"), None);
        assert!(parse_amount("10000000亿元", "亿元").is_some());
        for large in [
            "1000000000000000",
            "－7e28",
            "１０００，０００，０００，０００，０００",
            "1E+300",
        ] {
            assert!(is_too_large(large), "{large}");
        }
        for other in ["999999999999999", "inf", "-", "1e", "若干"] {
            assert!(!is_too_large(other), "{other}");
        }
    }

    fn count(text: &str) -> Option<String> {
        parse_count(text).map(|parsed| parsed.number.to_string())
    }

    fn amount(text: &str) -> Option<String> {
        parse_amount(text, "万元").map(|parsed| parsed.number.to_string())
    }

    #[test]
    fn thin_blanks_part_thousands_and_others_may_part_numbers() {
        assert!(!is_spaced("3\u{2009}699"));
        assert!(is_spaced("3 699"));
        assert_eq!(count("3\u{2009}699").as_deref(), Some("3699"));
    }

    #[test]
    fn counts_are_read_as_offices_type_them() {
        let read = [
            "59",
            " 59\u{3000}",
            "59",
            "59项",
            "1,234",
            "1 234件",
            "-1",
            "-1",
            "−1",
            "+3",
            "2000人次",
        ]
        .map(|text| count(text).unwrap_or_default());
        assert_eq!(
            read,
            ["59", "59", "59", "59", "1234", "1234", "-1", "-1", "-1", "3", "2000"]
        );
        for text in [
            "",
            "abc",
            "约59",
            "1,23",
            "1.2.3",
            "5-9",
            "59%",
            "809²",
            "809①",
            "5万万",
            "三十五%",
            "0 0 0 0 0 0 0",
            "1 1",
            "2 0 2 0",
            "--1",
            ".5",
            "5.",
            "59万元",
            "#REF!",
        ] {
            assert_eq!(count(text), None, "{text}");
        }
    }

    #[test]
    fn numerals_multipliers_and_marks_for_zero_are_numbers() {
        let read = [
            "三十五",
            "三十五件",
            "1.2万",
            "2万人次",
            "—",
            "——",
            "/",
            "无",
            "〇",
            " - ",
        ];
        let numbers = read.map(|text| count(text).unwrap_or_default());
        assert_eq!(numbers, ["35", "35", "12000", "20000", "0", "0", "0", "0", "0", "0"]);
        let printed = |text| parse_count(text).and_then(|parsed| parsed.printed);
        assert_eq!(printed("三十五件").as_deref(), Some("35件"));
        assert_eq!(printed("—").as_deref(), Some("0"));
        assert_eq!(printed("1.2万"), None, "what is in digits is printed as typed");
        let marks = ["—", "无", "〇", "0"].map(|text| parse_count(text).is_some_and(|parsed| parsed.zero_mark));
        assert_eq!(marks, [true, true, false, false]);
        assert_eq!(amount("三万元").as_deref(), Some("3"));
    }

    #[test]
    fn several_counts_in_one_cell_are_split_only_where_their_number_fits() {
        let split = |text, how_many| {
            let parsed = parse_several(text, how_many)?;
            Some(
                parsed
                    .iter()
                    .map(|one| one.number.to_string())
                    .collect::<Vec<_>>()
                    .join(","),
            )
        };
        assert_eq!(split("0 0\u{3000}2 0\n0 0 2", 7).as_deref(), Some("0,0,2,0,0,0,2"));
        assert_eq!(split("0 0 2", 7), None);
        assert_eq!(split("0 待定 2", 3), None);
    }

    #[test]
    fn amounts_are_converted_exactly() {
        for (typed, in_wan) in [
            ("2973.23万元", "2973.23"),
            ("251000元", "25.1"),
            ("59237.2449", "59237.2449"),
            ("1.5亿元", "15000"),
            ("2万亿元", "200000000"),
            ("0", "0"),
            ("3元", "0.0003"),
            ("￥3万元", "3"),
            ("¥ -", "0"),
        ] {
            assert_eq!(amount(typed).as_deref(), Some(in_wan), "{typed}");
        }
        assert_eq!(amount("12美元"), None);
        assert_eq!(amount("¥12"), None, "元 or 万元?");
        assert_eq!(
            parse_amount("¥ 1,234.5", "元")
                .map(|parsed| parsed.number.to_string())
                .as_deref(),
            Some("1234.5")
        );
        assert_eq!(
            amount("79228162514264337593543950335亿元"),
            None,
            "too large is refused, not wrapped"
        );
    }

    proptest! {
        #[test]
        fn any_count_survives_any_way_of_typing_it(number in 0u64..1_000_000_000_000, spaces in "[ \u{3000}\u{a0}\t]{0,3}", counter in 0usize..COUNTERS.len()) {
            let wide: String = number.to_string().chars().map(nianbao_model::chars::full_width).collect();
            for typed in [number.to_string(), format!("{spaces}{number}{spaces}"), format!("{number}{spaces}{}", COUNTERS[counter]), wide] {
                prop_assert_eq!(parse_count(&typed).map(|parsed| parsed.number), Some(Decimal::from(number)));
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}") {
            let _ = (parse_count(&text), parse_amount(&text, "元"));
        }
    }
}
