//! What stands before the first thing one can see in a text.

/// Spaces as web pages write them.
const SPACES: [&str; 6] = ["&nbsp;", "&#160;", "&emsp;", "&ensp;", "&#12288;", "&#x3000;"];

/// The text without the blank characters before it, and without the spaces of web pages, but
/// those only where a tag follows them.
pub fn skip_blanks(text: &str, is_blank: impl Fn(char) -> bool) -> &str {
    let start = text.trim_start_matches(&is_blank);
    let mut rest = start;
    while let Some(after) = SPACES.iter().find_map(|space| rest.strip_prefix(space)) {
        rest = after.trim_start_matches(&is_blank);
    }
    if rest.starts_with('<') { rest } else { start }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_shows_nothing_is_skipped() {
        for (text, rest) in [
            ("\u{feff} \n<p>", "<p>"),
            ("&nbsp;\n&emsp;\u{3000}<p>", "<p>"),
            ("&nbsp;是空格", "&nbsp;是空格"),
            ("  一、", "一、"),
            ("", ""),
        ] {
            assert_eq!(
                skip_blanks(text, |c| c.is_whitespace() || c == '\u{feff}'),
                rest,
                "{text}"
            );
        }
    }
}
