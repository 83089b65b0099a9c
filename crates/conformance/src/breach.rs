//! A demand that an exporter breaks, worded so that a failing test reads well.

use std::fmt;

use nianbao_model::chars::is_ignorable;

/// How many characters of a text a breach quotes.
const QUOTED: usize = 120;

/// Everything an exporter breaks; never empty where it is an error.
#[derive(Clone, PartialEq, Eq)]
pub struct Breaches {
    exporter: String,
    found: Vec<String>,
}

impl Breaches {
    pub(super) fn new(exporter: &str) -> Self {
        Self {
            exporter: exporter.to_owned(),
            found: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, breach: impl Into<String>) {
        self.found.push(breach.into());
    }

    pub(super) fn into_result(self) -> Result<(), Self> {
        if self.found.is_empty() { Ok(()) } else { Err(self) }
    }

    /// The breaches, one sentence each.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.found.iter().map(String::as_str)
    }
}

impl fmt::Display for Breaches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.found.len();
        let demands = if count == 1 { "demand" } else { "demands" };
        write!(
            f,
            "the exporter “{}” breaks {count} {demands} of the suite:",
            self.exporter
        )?;
        self.found.iter().try_for_each(|breach| write!(f, "\n- {breach}"))
    }
}

/// As [`Display`](fmt::Display): a test that returns or unwraps it prints this.
impl fmt::Debug for Breaches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Breaches {}

/// The beginning of a text, and its end, where it is long; what cannot be seen in it is
/// made visible.
pub(super) fn excerpt(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= QUOTED {
        return shown(&characters);
    }
    let end = characters.len() - QUOTED / 4;
    shown(&characters[..QUOTED - QUOTED / 4]) + " … " + &shown(&characters[end..])
}

fn shown(characters: &[char]) -> String {
    let show = |&character: &char| {
        if is_visible(character) {
            String::from(character)
        } else {
            format!("[U+{:04X}]", u32::from(character))
        }
    };
    characters.iter().map(show).collect()
}

fn is_visible(character: char) -> bool {
    let hidden = is_ignorable(character) || matches!(character, '\u{300}'..='\u{36f}' | '\u{2028}' | '\u{2029}');
    !character.is_control() && !hidden
}
