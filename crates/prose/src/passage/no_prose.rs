//! What in a text is no prose, and no number to be read: titles, document numbers, addresses.

use nianbao_model::chars::is_han;
use nianbao_model::label;

use super::is_space;

/// Which characters are no prose: titles; document numbers; web and mail addresses; telephone
/// numbers; `“12345”` and other names in quotes that are nothing but digits; the number of an
/// item.
pub(super) fn no_prose(original: &str, folded: &[char]) -> Vec<bool> {
    let mut blank = vec![false; folded.len()];
    let marker = label::marker(original).map_or(0, |marker| original[..marker.len].chars().count());
    blank[..marker].fill(true);
    let mut at = marker;
    while at < folded.len() {
        let rest = &folded[at..];
        let len = match folded[at] {
            '第' => document_number(rest),
            c if is_han(c) => None,
            '《' => title(rest),
            '〔' | '[' | '【' | '(' => document_number(rest),
            '“' | '‘' => digits_quoted(rest),
            c if c.is_ascii() => address(rest).or_else(|| telephone(rest)),
            _ => None,
        };
        if let Some(len) = len {
            blank[at..at + len].fill(true);
        }
        at += len.unwrap_or(0).max(1);
    }
    blank
}

fn count(rest: &[char], belongs: impl Fn(char) -> bool) -> usize {
    rest.iter().take_while(|c| belongs(**c)).count()
}

fn digits(rest: &[char]) -> usize {
    count(rest, |c| c.is_ascii_digit())
}

fn title(rest: &[char]) -> Option<usize> {
    (rest.first() == Some(&'《')).then(|| rest.iter().position(|c| *c == '》').map(|end| end + 1))?
}

fn document_number(rest: &[char]) -> Option<usize> {
    let spaces = |rest: &[char]| count(rest, is_space);
    let numbered = |rest: &[char]| {
        let sign = usize::from(rest.first() == Some(&'第'));
        let number = digits(rest.get(sign..)?);
        let end = sign + number;
        (number > 0 && rest.get(end) == Some(&'号')).then_some(end + 1)
    };
    let first = *rest.first()?;
    if first == '第' {
        return numbered(rest);
    }
    let year = &rest[1..];
    if !matches!(first, '〔' | '[' | '【' | '(')
        || digits(year) != 4
        || !matches!(rest.get(5), Some('〕' | ']' | '】' | ')'))
    {
        return None;
    }
    let gap = spaces(&rest[6..]);
    Some(6 + gap + numbered(&rest[6 + gap..])?)
}

fn address(rest: &[char]) -> Option<usize> {
    let is_part =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '/' | '?' | '=' | '&' | '%' | '-' | ':');
    let len = count(rest, |c| is_part(c) || c == '@');
    let begins = |word: &str| word.chars().zip(rest).all(|(own, c)| own == *c) && len > word.len();
    let is_mail = rest[..len].contains(&'@') && rest[0] != '@';
    (begins("http://") || begins("https://") || begins("www.") || is_mail).then_some(len)
}

fn digits_quoted(rest: &[char]) -> Option<usize> {
    let number = matches!(rest.first(), Some('“' | '‘')).then(|| digits(&rest[1..]))?;
    (number > 0 && matches!(rest.get(number + 1), Some('”' | '’'))).then_some(number + 2)
}

fn telephone(rest: &[char]) -> Option<usize> {
    let area = digits(rest);
    let number = (rest.get(area) == Some(&'-')).then(|| digits(&rest[area + 1..]))?;
    ((3..=4).contains(&area) && (7..=8).contains(&number)).then_some(area + 1 + number)
}
