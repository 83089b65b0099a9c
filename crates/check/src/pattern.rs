//! Small patterns in official text: numbers, words and marks in a row. A pattern is a function that takes
//! what belongs to it off the front; nothing is compiled.

use std::ops::Range;

/// What is left of a text while a pattern is tried.
pub(crate) struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    /// Takes off as many of these characters as there are, if there is one.
    pub(crate) fn many(&mut self, belongs: impl Fn(char) -> bool) -> Option<&'a str> {
        let end = self.0.find(|c| !belongs(c)).unwrap_or(self.0.len());
        self.take(end)
    }

    /// Takes off one character, if it is one of these.
    pub(crate) fn one(&mut self, belongs: impl Fn(char) -> bool) -> Option<&'a str> {
        let first = self.0.chars().next().filter(|c| belongs(*c))?;
        self.take(first.len_utf8())
    }

    /// Takes off digits: as many as there are up to `most`, if there are `least`.
    pub(crate) fn digits(&mut self, least: usize, most: usize) -> Option<&'a str> {
        let count = self.0.bytes().take(most).take_while(u8::is_ascii_digit).count();
        (count >= least).then(|| self.take(count)).flatten()
    }

    /// Takes off the first of these words that is there.
    pub(crate) fn word(&mut self, words: &[&str]) -> Option<&'a str> {
        let word = words.iter().find(|word| self.0.starts_with(**word))?;
        self.take(word.len())
    }

    fn take(&mut self, len: usize) -> Option<&'a str> {
        let (taken, rest) = self.0.split_at(len);
        self.0 = rest;
        (len > 0).then_some(taken)
    }
}

/// The first place where a text has a pattern, and what the pattern gives.
pub(crate) fn find<'a, T>(text: &'a str, pattern: impl Fn(&mut Rest<'a>) -> Option<T>) -> Option<(Range<usize>, T)> {
    all(text, pattern).next()
}

/// Everywhere a text has a pattern, from the left and apart.
pub(crate) fn all<'a, T>(
    text: &'a str,
    pattern: impl Fn(&mut Rest<'a>) -> Option<T>,
) -> impl Iterator<Item = (Range<usize>, T)> {
    let mut next = 0;
    text.char_indices().filter_map(move |(at, _)| {
        if at < next {
            return None;
        }
        let mut rest = Rest(&text[at..]);
        let found = pattern(&mut rest)?;
        next = text.len() - rest.0.len();
        Some((at..next, found))
    })
}

/// A text with something else for each place where it has a pattern.
pub(crate) fn replaced<'a, T>(text: &'a str, with: &str, pattern: impl Fn(&mut Rest<'a>) -> Option<T>) -> String {
    let (mut replaced, mut from) = (String::with_capacity(text.len()), 0);
    for (place, _) in all(text, pattern) {
        replaced += &text[from..place.start];
        replaced += with;
        from = place.end;
    }
    replaced + &text[from..]
}

/// A cited title with its marks: what stands between them.
pub(crate) fn title<'a>(rest: &mut Rest<'a>) -> Option<&'a str> {
    rest.word(&["《"])?;
    let title = rest.many(|c| !matches!(c, '《' | '》'))?;
    rest.word(&["》"])?;
    Some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year<'a>(rest: &mut Rest<'a>) -> Option<&'a str> {
        let year = rest.digits(4, 4)?;
        rest.word(&["年度", "年"])?;
        Some(year)
    }

    #[test]
    fn patterns_are_found_from_the_left_and_apart() {
        let text = "自12024年度到2025年";
        let found: Vec<_> = all(text, year).map(|(place, year)| (&text[place], year)).collect();
        assert_eq!(found, [("2024年度", "2024"), ("2025年", "2025")]);
        assert_eq!(replaced(text, "某年", year), "自1某年到某年");
        assert!(find("202年", year).is_none());
    }

    #[test]
    fn a_title_within_a_title_is_the_inner_one() {
        let text = "关于《某某《条例》》";
        assert_eq!(find(text, title).map(|(_, title)| title), Some("条例"));
    }
}
