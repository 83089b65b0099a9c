//! What is declared of an element as it counts: its custom properties (`--x`) put in where `var()` asks
//! for them, and shorthands taken apart where a part of them decides what is seen.

use std::borrow::Cow;

use super::sheet::{declarations, split};

/// A value longer than this, once its variables are put in, is none.
const LONGEST: usize = 1_000;
/// So many variables inside each other are looked up.
const DEEPEST: usize = 8;
/// So many of them in all for one value.
const BUDGET: usize = 100;
/// So many custom properties of one element are kept.
const MOST: usize = 1_000;

/// The custom properties of the elements we are in.
#[derive(Default)]
pub(super) struct Variables {
    /// Each with the depth of its element.
    values: Vec<(usize, String, String)>,
    depth: usize,
}

impl Variables {
    /// Enters an element of which this is declared.
    pub(super) fn enter(&mut self, declared: &str) {
        self.depth += 1;
        if !declared.contains("--") {
            return;
        }
        let own = declarations(declared).map(|(name, value)| (name.trim(), value.trim()));
        let own: Vec<(usize, String, String)> = own
            .filter(|(name, _)| name.starts_with("--"))
            .take(MOST)
            .map(|(name, value)| {
                let value = value.strip_suffix("!important").unwrap_or(value).trim();
                (self.depth, name.to_owned(), value.to_owned())
            })
            .collect();
        let first = self.values.len();
        self.values.extend(own);
        // What one of them asks for is what holds here, wherever it is asked for itself.
        for at in first..self.values.len() {
            if self.values[at].2.contains("var(") {
                let value = self.put_in(&self.values[at].2, 0, &mut BUDGET.clone());
                self.values[at].2 = value.unwrap_or_else(|| "initial".to_owned());
            }
        }
    }

    /// Leaves it.
    pub(super) fn leave(&mut self) {
        while self.values.last().is_some_and(|(depth, ..)| *depth >= self.depth) {
            self.values.pop();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn value(&self, name: &str) -> Option<&str> {
        let found = self.values.iter().rev().find(|(_, own, _)| own == name);
        found
            .map(|(.., value)| value.as_str())
            .filter(|value| *value != "initial")
    }

    /// What is declared, with the variables put in and shorthands taken apart.
    pub(super) fn settle<'a>(&self, declared: Cow<'a, str>) -> Cow<'a, str> {
        let has_font = declared.to_ascii_lowercase().contains("font:") || declared.contains("inset:");
        if !declared.contains("var(") && !has_font {
            return declared;
        }
        let mut settled = String::with_capacity(declared.len());
        for (name, value) in declarations(&declared) {
            let name = name.trim().to_ascii_lowercase();
            if name.starts_with("--") {
                continue;
            }
            // One that cannot be looked up stays, and is taken for what it is: not known.
            let value = match value.contains("var(") {
                true => self
                    .put_in(value, 0, &mut BUDGET.clone())
                    .unwrap_or_else(|| value.to_owned()),
                false => value.to_owned(),
            };
            settled.push_str(&format!("{name}:{value};"));
            match name.as_str() {
                "font" => settled.extend(font_size(&value).map(|size| format!("font-size:{size};"))),
                "inset" => {
                    let sides: Vec<&str> = value.split_whitespace().collect();
                    let side = |at: usize| sides.get(at).or(sides.get(at % 2)).or(sides.first()).copied();
                    for (at, name) in ["top", "right", "bottom", "left"].iter().enumerate() {
                        settled.extend(side(at).map(|side| format!("{name}:{side};")));
                    }
                }
                _ => {}
            }
        }
        settled.into()
    }

    /// A value with its variables put in; none if one of them is not there.
    fn put_in(&self, value: &str, depth: usize, budget: &mut usize) -> Option<String> {
        let mut text = String::new();
        let mut rest = value;
        while let Some((before, after)) = rest.split_once("var(") {
            text.push_str(before);
            let end = closing(after)?;
            *budget = budget.checked_sub(1)?;
            let mut arguments = split(&after[..end], ',');
            let name = arguments.next()?.trim();
            let fallback = after[..end].split_once(',').map(|(_, fallback)| fallback.trim());
            let found = self.value(name).or(fallback).filter(|_| depth < DEEPEST)?;
            text.push_str(&self.put_in(found, depth + 1, budget)?);
            if text.len() > LONGEST {
                return None;
            }
            rest = &after[end + 1..];
        }
        text.push_str(rest);
        (text.len() <= LONGEST.max(value.len())).then_some(text)
    }
}

/// Where the parenthesis closes before which this text stands.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The size in `font`: the first length in it, before a stroke.
fn font_size(font: &str) -> Option<&str> {
    let is_size = |word: &&str| {
        word.starts_with(|c: char| c.is_ascii_digit() || c == '.')
            // A weight has no unit.
            && (word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').starts_with(|c: char| c.is_alphabetic() || matches!(c, '%' | '/'))
                || word.trim_matches(['0', '.']).is_empty())
    };
    let word = font.split_whitespace().find(is_size)?;
    word.split('/').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_come_from_the_elements_around() {
        let mut variables = Variables::default();
        variables.enter("--bg:#fff; --x : var(--bg) ; color:red");
        variables.enter("--bg:#000!important");
        let settle = |variables: &Variables, text: &'static str| variables.settle(text.into()).into_owned();
        assert_eq!(settle(&variables, "color:var(--bg)"), "color:#000;");
        assert_eq!(settle(&variables, "color:var(--x)"), "color:#fff;");
        assert_eq!(settle(&variables, "color:var(--y, var(--bg) )"), "color:#000;");
        assert_eq!(settle(&variables, "color:var(--y)"), "color:var(--y);");
        variables.leave();
        assert_eq!(settle(&variables, "color:var(--bg);left:0"), "color:#fff;left:0;");
        variables.enter("--a:var(--a)var(--a);--b:var(--c)var(--c);--c:1");
        assert_eq!(settle(&variables, "left:var(--a)"), "left:var(--a);");
        assert_eq!(settle(&variables, "left:var(--b)"), "left:11;");
        assert_eq!(settle(&variables, "left: 1px"), "left: 1px");
    }

    #[test]
    fn shorthands_are_taken_apart() {
        let settle = |text: &'static str| Variables::default().settle(text.into()).into_owned();
        for (font, size) in [
            ("0/0 a", "font-size:0;"),
            ("italic 700 14px/1.5 宋体", "font-size:14px;"),
            ("bold .1em a", "font-size:.1em;"),
            ("inherit", ""),
        ] {
            assert_eq!(
                settle(Box::leak(format!("font:{font}").into_boxed_str())),
                format!("font:{font};{size}")
            );
        }
        assert_eq!(
            settle("inset:0 -9999px"),
            "inset:0 -9999px;top:0;right:-9999px;bottom:0;left:-9999px;"
        );
    }
}
