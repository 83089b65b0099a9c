//! Text as Markdown: what would be markup is escaped, and nothing else, so that the file
//! is read as it is.

/// What CommonMark and GitHub give a meaning anywhere in a line, `$` being GitHub's
/// formulas.
const ALWAYS: &str = r"\`*_[]<&|~$!";

/// The text on one line, every mark in it escaped. Control characters are left out: no
/// Markdown may hold a NUL, and no editor shows the others.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for character in text.chars() {
        match character {
            // Programs that compare lines end one at each of these.
            '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | ' ' => {
                if !escaped.ends_with(' ') {
                    escaped.push(' ');
                }
            }
            _ if character.is_control() => {}
            _ => {
                if ALWAYS.contains(character) {
                    escaped.push('\\');
                }
                escaped.push(character);
            }
        }
    }
    escaped
}

/// Escaped text as a line of its own: what begins a block at the beginning of a line only
/// is escaped too.
pub(crate) fn as_line(escaped: &str) -> String {
    let line = escaped.trim_matches(' ');
    let begins = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let mark = match line.chars().next() {
        Some('#' | '>') => Some(0),
        Some('-' | '=') if line[1..].starts_with(&line[..1]) || begins(&line[1..]) => Some(0),
        Some('+') if begins(&line[1..]) => Some(0),
        Some('0'..='9') => line
            .find(|c: char| !c.is_ascii_digit())
            .filter(|at| line[*at..].starts_with(['.', ')']) && begins(&line[at + 1..])),
        _ => None,
    };
    match mark {
        Some(at) => format!("{}\\{}", &line[..at], &line[at..]),
        None => line.to_owned(),
    }
}

/// The destination of a link to a web or mail address; nothing else is a link.
pub(crate) fn address(address: &str) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    let known = ["http://", "https://", "mailto:"];
    if !known.iter().any(|scheme| lower.starts_with(scheme)) {
        return None;
    }
    let mut destination = String::with_capacity(address.len());
    for character in address.chars() {
        let encoded = character.is_control() || character.is_whitespace() || "<>()[]\\\"`|{}^".contains(character);
        if encoded {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                destination.push_str(&format!("%{byte:02X}"));
            }
        } else {
            // `&copy=` would become ©.
            if matches!(character, '&' | '*' | '_' | '~' | '$') {
                destination.push('\\');
            }
            destination.push(character);
        }
    }
    Some(destination)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_markup_is_escaped() {
        let line = |text: &str| as_line(&escape(text));
        for plain in [
            "一、总体情况",
            "（一）2024年1-3月，占 5.6%。",
            "1.主动公开",
            "2024.1.5",
            "-5",
            "+86 10",
            "a=b",
            "C#",
        ] {
            assert_eq!(line(plain), plain);
        }
        let marks = [
            ("1~3月", r"1\~3月"),
            ("# a", r"\# a"),
            ("- a", r"\- a"),
            ("---", r"\---"),
            ("===", r"\==="),
            ("1. a", r"1\. a"),
            ("12)", r"12\)"),
            ("> a", r"\> a"),
            ("<b>&amp;", r"\<b>\&amp;"),
            ("a_b|c", r"a\_b\|c"),
            ("  a\n\tb\u{2028}c\u{0} ", "a b c"),
        ];
        for (text, expected) in marks {
            assert_eq!(line(text), expected);
        }
    }

    #[test]
    fn an_address_stays_one_and_no_other_scheme_is_a_link() {
        assert_eq!(
            address("http://a.gov.cn/b_(c)?d=1&copy=2").as_deref(),
            Some(r"http://a.gov.cn/b\_%28c%29?d=1\&copy=2")
        );
        assert_eq!(address("https://a.cn/ \n中").as_deref(), Some("https://a.cn/%20%0A中"));
        assert_eq!(address("MAILTO:a@b.cn").as_deref(), Some("MAILTO:a@b.cn"));
        assert_eq!(address("javascript:alert(1)"), None);
        assert_eq!(address("a.cn"), None);
    }
}
