//! The numbers of lists and of headings.

use std::collections::BTreeMap;

use crate::numerals;
use crate::xml::Element;

/// Levels of a list; OpenDocument has ten.
const LEVELS: usize = 10;
/// The name under which the numbers of headings are kept.
pub(super) const OUTLINE: &str = "\u{1}";

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    bullet: bool,
    format: String,
    prefix: String,
    suffix: String,
    start: u32,
    /// How many levels a number shows.
    shown: usize,
}

/// What stands before an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    Bullet,
    Number(String),
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    levels: BTreeMap<String, Vec<Level>>,
    open: String,
    counters: BTreeMap<String, [Option<u32>; LEVELS]>,
}

impl Lists {
    /// Takes an element that may say how a list is numbered.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            "list-style" => self.open = element.reference("name").unwrap_or_default(),
            "outline-style" => self.open = OUTLINE.to_owned(),
            "list-level-style-number"
            | "outline-level-style"
            | "list-level-style-bullet"
            | "list-level-style-image" => {
                let number = |name: &str| element.attribute(name).and_then(|value| value.parse::<u32>().ok());
                let Some(at) = number("level").and_then(|level| (level as usize).checked_sub(1)) else {
                    return;
                };
                if at >= LEVELS {
                    return;
                }
                let levels = self
                    .levels
                    .entry(self.open.clone())
                    .or_insert_with(|| vec![Level::default(); LEVELS]);
                levels[at] = Level {
                    bullet: element.name().ends_with("bullet") || element.name().ends_with("image"),
                    format: element.reference("num-format").unwrap_or_default(),
                    prefix: element.reference("num-prefix").unwrap_or_default(),
                    suffix: element.reference("num-suffix").unwrap_or_default(),
                    start: number("start-value").unwrap_or(1),
                    shown: number("display-levels").unwrap_or(1) as usize,
                };
            }
            _ => {}
        }
    }

    /// Lets a list begin anew.
    pub(super) fn restart(&mut self, list: &str) {
        self.counters.remove(list);
    }

    /// What stands before the next item of a list at a level, from zero.
    pub(super) fn next(&mut self, list: &str, level: usize, value: Option<u32>) -> Option<Label> {
        let level = level.min(LEVELS - 1);
        let levels = self.levels.get(list)?;
        let own = &levels[level];
        if own.bullet {
            return Some(Label::Bullet);
        }
        let counters = self.counters.entry(list.to_owned()).or_default();
        counters[level + 1..].fill(None);
        let next = counters[level].map_or(own.start, |last| last.saturating_add(1));
        counters[level] = Some(value.unwrap_or(next));
        if own.format.is_empty() {
            return None;
        }
        let first = (level + 1).saturating_sub(own.shown.max(1));
        let numbers: Vec<String> = (first..=level)
            .filter(|at| !levels[*at].format.is_empty())
            .map(|at| {
                numerals::format(
                    word_format(&levels[at].format),
                    counters[at].unwrap_or(levels[at].start),
                )
            })
            .collect();
        Some(Label::Number(format!(
            "{}{}{}",
            own.prefix,
            numbers.join("."),
            own.suffix
        )))
    }
}

/// The name Word has for a format of numbers.
fn word_format(format: &str) -> &'static str {
    match format.chars().next() {
        Some('a') => "lowerLetter",
        Some('A') => "upperLetter",
        Some('i') => "lowerRoman",
        Some('I') => "upperRoman",
        Some('一') => "chineseCounting",
        Some('壹') => "chineseLegalSimplified",
        Some('①') => "decimalEnclosedCircle",
        Some('甲') => "ideographTraditional",
        Some('子') => "ideographZodiac",
        Some('１') => "decimalFullWidth",
        _ => "decimal",
    }
}
