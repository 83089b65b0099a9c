//! The number a person reads in a cell whose number format makes something else of what is
//! stored: another unit, a thousandth, fewer decimals. Which of the two is printed is decided
//! here, once for figures and indicators; the rules say that they differ.

use nianbao_model::Decimal;

use crate::number;

/// What a person reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Seen {
    /// The stored number, perhaps with words round it that change nothing.
    Same,
    /// The stored number with fewer decimals.
    Rounded(Decimal),
    /// Something else.
    Other,
    /// A number without the sign that the stored one has.
    Unsigned,
}

/// Compares what shows with the number that is stored. `read` is the number the text says.
pub(crate) fn compare(stored: Decimal, text: &str, read: Option<Decimal>) -> Seen {
    let read = read.or_else(|| bare(text, stored.is_sign_negative()));
    let Some(read) = read else { return Seen::Other };
    if read == stored {
        Seen::Same
    } else if rounds_to(stored, read, text) {
        Seen::Rounded(read)
    } else if rounds_to(-stored, read, text) {
        Seen::Unsigned
    } else {
        Seen::Other
    }
}

/// Whether a number differs from the shown one by no more than the decimals left out.
fn rounds_to(stored: Decimal, shown: Decimal, text: &str) -> bool {
    let digits: String = text
        .chars()
        .skip_while(|c| *c != '.')
        .skip(1)
        .take_while(char::is_ascii_digit)
        .collect();
    let half = Decimal::new(5, (digits.len() as u32 + 1).min(28));
    stored
        .checked_sub(shown)
        .is_some_and(|difference| difference.abs() <= half)
}

/// The number in a text with words round it that neither scale it nor count money: `计730件`.
/// Brackets round a negative number are its sign.
fn bare(text: &str, negative: bool) -> Option<Decimal> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-');
    let text = text.trim();
    let (inside, sign) = match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        Some(inside) if negative => (inside, "-"),
        _ => (text, ""),
    };
    let begin = inside.find(is_part)?;
    let end = begin + inside[begin..].find(|c| !is_part(c)).unwrap_or(inside.len() - begin);
    let (before, after) = (&inside[..begin], &inside[end..]);
    let harmless = |words: &str| {
        words
            .chars()
            .all(|c| c.is_whitespace() || (c.is_alphabetic() && !c.is_ascii() && !changes_the_number(c)))
    };
    // `件（次）`: what is counted, once more.
    let after: String = after
        .chars()
        .filter(|c| !matches!(c, '(' | ')' | '\u{ff08}' | '\u{ff09}'))
        .collect();
    if !harmless(before) || !harmless(&after) {
        return None;
    }
    number::parse_count(&format!("{sign}{}", &inside[begin..end])).map(|parsed| parsed.number)
}

/// Whether a character in words beside a number makes another number of it.
fn changes_the_number(c: char) -> bool {
    "十百千万亿兆元角分厘成倍折半几多余近约超不未负零〇一二三四五六七八九两拾佰仟壹贰叁肆伍陆柒捌玖美港欧日币"
        .contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_change_nothing_are_told_from_those_that_do() {
        let seen = |stored: &str, text: &str| {
            let read = number::parse_count(text).map(|parsed| parsed.number);
            compare(stored.parse().unwrap(), text, read)
        };
        for (stored, text) in [("730", "计730件"), ("1234", "1,234户"), ("-5", "(5)"), ("59", "059")] {
            assert_eq!(seen(stored, text), Seen::Same, "{text}");
        }
        for (stored, text) in [
            ("730", "73百"),
            ("730", "约730"),
            ("730", "730美元"),
            ("60113500", "6011.4"),
            ("7", ""),
        ] {
            assert_eq!(seen(stored, text), Seen::Other, "{text}");
        }
        assert_eq!(seen("25.8027", "25.8"), Seen::Rounded("25.8".parse().unwrap()));
        assert_eq!(seen("25.9", "25.8"), Seen::Other);
        assert_eq!(seen("-5", "5"), Seen::Unsigned);
    }
}
