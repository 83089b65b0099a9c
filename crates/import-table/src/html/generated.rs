//! Words that a style sheet writes before and behind an element (`content`), and the counters it
//! numbers with. What cannot be worked out here is said to be so, and never guessed.

use std::collections::BTreeMap;

use scraper::node::Element;

use super::line::Numerals;
use super::sheet::{declarations, split, string};

/// What a style sheet adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Added {
    Nothing,
    Text(String),
    /// Something that cannot be told; as it is written.
    Unknown(String),
}

/// The counters where we are.
#[derive(Default)]
pub(super) struct Counters {
    /// By name: how deep the element stands whose children share the counter, and its value.
    values: BTreeMap<String, Vec<(usize, i64)>>,
    depth: usize,
}

impl Counters {
    /// Enters an element of this style.
    pub(super) fn enter(&mut self, style: &str) {
        self.count(style);
        self.depth += 1;
    }

    /// Leaves it.
    pub(super) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        let depth = self.depth;
        // What the element's children began ends with it.
        self.values.retain(|_, values| {
            values.retain(|(owner, _)| *owner <= depth);
            !values.is_empty()
        });
    }

    /// Counts as a style says.
    fn count(&mut self, style: &str) {
        if !style.contains("counter-") {
            return;
        }
        for (name, start) in steps(raw(style, "counter-reset"), 0) {
            self.begin(name, start);
        }
        for (name, step) in steps(raw(style, "counter-increment"), 1) {
            *self.current(name) += step;
        }
        for (name, value) in steps(raw(style, "counter-set"), 0) {
            *self.current(name) = value;
        }
    }

    /// Begins a counter for what follows the element that is being entered, and stands in it or beside it.
    fn begin(&mut self, name: &str, value: i64) {
        let values = self.values.entry(name.to_owned()).or_default();
        match values.last_mut() {
            Some((owner, old)) if *owner == self.depth => *old = value,
            _ => values.push((self.depth, value)),
        }
    }

    fn current(&mut self, name: &str) -> &mut i64 {
        let depth = self.depth;
        let values = self.values.entry(name.to_owned()).or_default();
        if values.is_empty() {
            values.push((depth, 0));
        }
        let last = values.len() - 1;
        &mut values[last].1
    }

    /// What a part of an element with this style adds.
    pub(super) fn added(&mut self, element: &Element, style: &str) -> Added {
        self.count(style);
        let content = raw(style, "content");
        if matches!(content, "" | "none" | "normal" | "inherit" | "initial" | "unset") {
            return Added::Nothing;
        }
        // What stands behind a stroke is what is read aloud.
        let content = split(content, '/').next().unwrap_or_default().trim();
        let mut text = String::new();
        let mut rest = content;
        while let Some(c) = rest.chars().next() {
            let (piece, after) = match c {
                c if c.is_whitespace() => (Some(String::new()), &rest[c.len_utf8()..]),
                '"' | '\'' => string(rest),
                _ => {
                    let end = word(rest);
                    (self.word(element, &rest[..end]), &rest[end..])
                }
            };
            let Some(piece) = piece else {
                return Added::Unknown(content.to_owned());
            };
            text.push_str(&piece);
            rest = after;
        }
        // The signs of a face of icons are no text.
        text.retain(|c| !('\u{e000}'..='\u{f8ff}').contains(&c));
        match text.trim().is_empty() {
            true => Added::Nothing,
            false => Added::Text(text),
        }
    }

    /// What a word of `content` stands for, other than a string.
    fn word(&mut self, element: &Element, word: &str) -> Option<String> {
        let Some((function, arguments)) = word.split_once('(') else {
            return match word {
                "open-quote" => Some("“".to_owned()),
                "close-quote" => Some("”".to_owned()),
                "no-open-quote" | "no-close-quote" => Some(String::new()),
                _ => None,
            };
        };
        let mut arguments = arguments.trim_end_matches(')').split(',').map(str::trim);
        let first = arguments.next()?;
        match function {
            "attr" => {
                let value = first.split_whitespace().next().and_then(|name| element.attr(name));
                Some(value.unwrap_or_default().to_owned())
            }
            "counter" if first != "list-item" => {
                let value = *self.current(first);
                match arguments.next() {
                    None | Some("decimal") => Some(value.to_string()),
                    Some(style) => Numerals::known(style)?.bare(u32::try_from(value).ok()?),
                }
            }
            _ => None,
        }
    }
}

/// The value of a property as it is written; nothing if there is none.
pub(super) fn raw<'a>(style: &'a str, property: &str) -> &'a str {
    let values = declarations(style).filter(|(name, _)| name.trim().eq_ignore_ascii_case(property));
    let value = values.last().map_or("", |(_, value)| value.trim());
    value.strip_suffix("!important").unwrap_or(value).trim()
}

/// Where the word or function ends that a text begins with.
fn word(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth <= 1 => return at + 1,
            ')' => depth -= 1,
            '"' | '\'' if depth == 0 => return at.max(1),
            c if c.is_whitespace() && depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}

/// The counters that a declaration names, each with its number.
fn steps(declared: &str, usual: i64) -> impl Iterator<Item = (&str, i64)> {
    let mut words = declared.split_whitespace().peekable();
    std::iter::from_fn(move || {
        let name = words.next().filter(|name| *name != "none")?;
        let number = words.peek().and_then(|word| word.parse().ok());
        if number.is_some() {
            words.next();
        }
        Some((name, number.unwrap_or(usual)))
    })
}

#[cfg(test)]
mod tests {
    use scraper::{Html, Selector};

    use super::*;

    #[test]
    fn what_a_sheet_adds_is_worked_out() {
        let html = Html::parse_fragment("<i data-n=64></i>");
        let element = html.select(&Selector::parse("i").unwrap()).next().unwrap();
        let mut counters = Counters::default();
        counters.enter("counter-reset:k 2 m");
        counters.enter("counter-increment:k");
        let mut added = |style: &str| counters.added(element.value(), style);
        let text = |text: &str| Added::Text(text.to_owned());
        assert_eq!(added("content:'约'"), text("约"));
        assert_eq!(added("content:attr(data-n) \"所\""), text("64所"));
        assert_eq!(added(r"content:'\7ea6 9\'' / '等'"), text("约9'"));
        assert_eq!(added("content:'（'counter(k)'）'"), text("（3）"));
        assert_eq!(
            added("counter-increment:m 4;content:counter(m,upper-roman) '.'"),
            text("IV.")
        );
        assert_eq!(added("content:open-quote"), text("“"));
        for nothing in [
            "content:''",
            "content:none",
            "left:0",
            r"content:'\f015'",
            "content:attr(x)",
        ] {
            assert_eq!(added(nothing), Added::Nothing, "{nothing}");
        }
        for unknown in [
            "var(--x)",
            "counters(k,'.')",
            "counter(k,own)",
            "url(x.png)",
            "counter(list-item)",
        ] {
            assert_eq!(added(&format!("content:{unknown}")), Added::Unknown(unknown.to_owned()));
        }
    }

    #[test]
    fn a_counter_ends_with_the_element_it_began_in() {
        let mut counters = Counters::default();
        let mut seen = Vec::new();
        counters.enter("counter-reset:k");
        for inner in [false, true, false] {
            counters.enter("counter-increment:k");
            seen.push(*counters.current("k"));
            if inner {
                counters.enter("counter-reset:k");
                counters.enter("counter-increment:k");
                seen.push(*counters.current("k"));
                counters.leave();
                counters.leave();
            }
            counters.leave();
        }
        assert_eq!(seen, [1, 2, 1, 3]);
    }
}
