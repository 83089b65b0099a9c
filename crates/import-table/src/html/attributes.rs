//! How many attributes an element of a page has, before it is parsed: the parser compares
//! each with all others, so that a hundred thousand take it minutes.

/// The most attributes of any element.
pub(super) fn most(text: &str) -> usize {
    let mut most = 0;
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[at + 1..];
        if rest.first().is_some_and(u8::is_ascii_alphabetic) {
            let (count, length) = tag(rest);
            most = most.max(count);
            // What a script compares with `<` may look like a tag, and hold real ones.
            if count > super::limits::MAX_ATTRIBUTES {
                return most;
            }
            rest = &rest[length..];
        }
    }
    most
}

/// The attributes of one tag, and where it ends.
fn tag(text: &[u8]) -> (usize, usize) {
    let (mut count, mut in_name, mut after_equals) = (0, true, false);
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        at += 1;
        match byte {
            b'>' => return (count, at),
            b'"' | b'\'' if after_equals => {
                let quote = text[at..].iter().position(|other| *other == byte);
                at = quote.map_or(text.len(), |quote| at + quote + 1);
                (in_name, after_equals) = (false, false);
            }
            b'=' => (in_name, after_equals) = (true, true),
            b'/' if !after_equals => in_name = false,
            _ if byte.is_ascii_whitespace() => in_name &= after_equals,
            _ => {
                count += usize::from(!in_name);
                (in_name, after_equals) = (true, false);
            }
        }
    }
    (count, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_and_values_are_not() {
        for (text, count) in [
            ("<table><tr><td>a b c", 0),
            ("<td a><td a b=1 c = 'x y > z' d=\"1 2\"e>1 2 3 4 5 6", 5),
            ("<td/a/b/c>", 3),
            ("a < b c d e <!-- f g h", 0),
            ("<td a=\"never closed b c d", 1),
        ] {
            assert_eq!(most(text), count, "{text}");
        }
    }
}
