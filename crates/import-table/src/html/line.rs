//! A line of text between tables while it is read: what it is by the element it stands in, its
//! number in a list, and how much of it is a link.

use nianbao_model::label;
use nianbao_model::source::LineRole;

use super::around::Note;
use super::sheet::string;
use super::text::Shown;

/// A line under construction, and the elements it stands in.
#[derive(Default)]
pub(super) struct OpenLine {
    shown: Option<Shown>,
    /// The level of the heading we are in.
    pub(super) heading: Option<u8>,
    /// The lists we are in.
    pub(super) lists: Vec<List>,
    /// The number of the item that has begun and has no text yet.
    number: Option<String>,
    /// How many links, and elements round the article, we are in.
    pub(super) links: usize,
    pub(super) round: usize,
    /// Characters so far, those in links, and those round the article.
    all: usize,
    linked: usize,
    outside: usize,
    /// What the first character stood in.
    role: Option<LineRole>,
}

/// A list that is open.
#[derive(Debug, Clone)]
pub(super) struct List {
    /// The number of the next item.
    pub(super) next: u32,
    /// Whether its items count down.
    pub(super) reversed: bool,
    /// How it is written; nothing if items have no numbers.
    pub(super) numerals: Option<Numerals>,
}

/// How the items of a list are numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Numerals {
    /// `1.`
    Arabic,
    /// `a.` or `A.`
    Letters(char),
    /// `i.` or `I.`
    Roman(bool),
    /// `一、`
    Chinese,
    /// All with the same text.
    Text(String),
    /// In a way that the page or the browser knows, by its name.
    Unknown(String),
}

impl OpenLine {
    /// The text so far.
    pub(super) fn shown(&mut self) -> &mut Shown {
        self.shown.get_or_insert_with(Shown::prose)
    }

    /// Whether the line has begun.
    pub(super) fn has_text(&self) -> bool {
        self.all > 0
    }

    /// Takes note of text that was added.
    pub(super) fn count(&mut self, text: &str) {
        let length = text.chars().filter(|c| !c.is_whitespace()).count();
        if length == 0 {
            return;
        }
        let numbered = self.number.is_some();
        self.role.get_or_insert(match self.heading {
            Some(1) => LineRole::Title,
            Some(level) => LineRole::Heading(level),
            None if numbered => LineRole::Item,
            None => LineRole::Plain,
        });
        self.all += length;
        self.linked += if self.links > 0 { length } else { 0 };
        self.outside += if self.round > 0 { length } else { 0 };
    }

    /// Begins an item of the list we are in; `value` is the number it says it has. Gives the name of
    /// numerals that are not known.
    pub(super) fn begin_item(&mut self, value: Option<u32>) -> Option<String> {
        self.number = None;
        let list = self.lists.last_mut()?;
        let number = value.unwrap_or(list.next);
        list.next = match list.reversed {
            true => number.saturating_sub(1),
            false => number.saturating_add(1),
        };
        match list.numerals.as_ref()? {
            Numerals::Unknown(name) => return Some(name.clone()),
            numerals => self.number = Some(numerals.write(number)),
        }
        None
    }

    /// The item that has begun has this mark before it, whatever its list says.
    pub(super) fn mark_item(&mut self, mark: String) {
        self.number = Some(mark);
    }

    /// The line, what it is, and what is known of it.
    pub(super) fn take(&mut self) -> Option<(String, LineRole, Note)> {
        let text = self.shown().take();
        if text.is_empty() {
            return None;
        }
        let note = Note {
            is_round: self.outside == self.all && self.all > 0,
            is_link: self.linked == self.all && self.all > 0,
            after_table: false,
        };
        (self.all, self.linked, self.outside) = (0, 0, 0);
        let role = self.role.take().unwrap_or(LineRole::Plain);
        let number = self.number.take().unwrap_or_default();
        Some(match role {
            // A text set as a heading is no heading, and an item with a marker has it from its writer.
            LineRole::Title | LineRole::Heading(_) if text.contains('。') => (text, LineRole::Plain, note),
            LineRole::Item if label::marker(&text).is_some() => (text, LineRole::Plain, note),
            LineRole::Item => (number + &text, role, note),
            _ => (text, role, note),
        })
    }
}

impl Numerals {
    /// What the `type` of a list, or its style, names.
    pub(super) fn of(kind: &str) -> Option<Self> {
        // With `list-style` other words may stand beside it.
        let is_place = |word: &&str| matches!(*word, "inside" | "outside") || word.starts_with("url(");
        let kind = match kind.starts_with(['"', '\'']) {
            true => kind,
            false => kind.split_whitespace().find(|word| !is_place(word)).unwrap_or("1"),
        };
        match kind {
            "none" | "disc" | "circle" | "square" | "disclosure-open" | "disclosure-closed" => None,
            kind if kind.starts_with(['"', '\'']) => string(kind).0.map(Self::Text),
            "1" | "inherit" | "initial" => Some(Self::Arabic),
            kind => Some(Self::known(kind).unwrap_or_else(|| Self::Unknown(kind.to_owned()))),
        }
    }

    /// Those that this name is for in style sheets; none if it is not known.
    pub(super) fn known(kind: &str) -> Option<Self> {
        Some(match kind {
            "decimal" => Self::Arabic,
            "a" | "lower-alpha" | "lower-latin" => Self::Letters('a'),
            "A" | "upper-alpha" | "upper-latin" => Self::Letters('A'),
            "i" | "lower-roman" => Self::Roman(false),
            "I" | "upper-roman" => Self::Roman(true),
            kind if kind.contains("chinese") || matches!(kind, "cjk-ideographic" | "cjk-decimal") => Self::Chinese,
            _ => return None,
        })
    }

    /// A number as a counter shows it: without the mark behind an item's.
    pub(super) fn bare(&self, number: u32) -> Option<String> {
        let written = self.write(number);
        Some(written.trim_end_matches(['.', '、']).to_owned())
    }

    fn write(&self, number: u32) -> String {
        const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let digit = |value: u32| DIGITS.get(value as usize).copied().unwrap_or_default();
        match self {
            Self::Text(text) => text.clone(),
            Self::Letters(first) if (1..=26).contains(&number) => {
                let letter = char::from_u32(u32::from(*first) + number - 1).unwrap_or(*first);
                format!("{letter}.")
            }
            Self::Chinese if (1..=99).contains(&number) => match (number / 10, number % 10) {
                (0, ones) => format!("{}、", digit(ones)),
                (1, ones) => format!("十{}、", digit(ones)),
                (tens, ones) => format!("{}十{}、", digit(tens), digit(ones)),
            },
            Self::Roman(capital) if (1..=39).contains(&number) => {
                const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
                let ones = ONES.get((number % 10) as usize).copied().unwrap_or_default();
                let shown = format!("{}{ones}.", "x".repeat((number / 10) as usize));
                if *capital { shown.to_ascii_uppercase() } else { shown }
            }
            _ => format!("{number}."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_numbered_as_their_list_says() {
        let numbers = [
            (Numerals::Arabic, 12, "12."),
            (Numerals::Letters('a'), 2, "b."),
            (Numerals::Roman(true), 14, "XIV."),
            (Numerals::Chinese, 10, "十、"),
            (Numerals::Chinese, 21, "二十一、"),
            (Numerals::Letters('A'), 27, "27."),
            (Numerals::Text("※ ".to_owned()), 2, "※ "),
        ];
        for (numerals, number, expected) in numbers {
            assert_eq!(numerals.write(number), expected);
        }
        assert_eq!(Numerals::of("none"), None);
        assert_eq!(Numerals::of("1"), Some(Numerals::Arabic));
        assert_eq!(Numerals::of("none inside"), None);
        assert_eq!(Numerals::of("'※ '"), Some(Numerals::Text("※ ".to_owned())));
        assert_eq!(Numerals::of("hangul"), Some(Numerals::Unknown("hangul".to_owned())));
        assert_eq!(Numerals::Chinese.bare(21).as_deref(), Some("二十一"));
    }
}
