//! The numbers Word's automatic lists show. They are not in the text: they are counted
//! paragraph by paragraph, from the list definitions (ECMA-376 part 1, 17.9).

use std::collections::{BTreeMap, BTreeSet};

use super::styles::Styles;
use crate::limits::MAX_LEVEL_TEXT;
use crate::numerals;
use crate::xml::{Element, Fault, Node, Xml};

/// Levels in a list.
const LEVELS: usize = 9;

/// How one level of a list is numbered.
#[derive(Debug, Clone, Default)]
struct Level {
    start: Option<u32>,
    format: String,
    /// With `%1` to `%9` for the number of each level.
    text: String,
    /// The level, from one, below which it starts again; zero is never.
    restart: Option<u8>,
    /// Whether all numbers are shown in ordinary digits.
    legal: bool,
    /// The paragraph style that stands for this level.
    style: Option<String>,
}

/// A list definition.
#[derive(Debug, Default)]
struct Abstract {
    levels: [Level; LEVELS],
    /// The list style that has the levels in its place.
    link: Option<String>,
}

/// A list: a definition, with changes of its own.
#[derive(Debug, Default)]
struct List {
    definition: String,
    levels: BTreeMap<usize, Level>,
    starts: BTreeMap<usize, u32>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    definitions: BTreeMap<String, Abstract>,
    lists: BTreeMap<String, List>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(crate) fn read(text: &str) -> Result<Self, Fault> {
        let mut numbering = Self::default();
        // Where the element being read belongs.
        let (mut definition, mut list, mut level) = (String::new(), None::<String>, LEVELS);
        let mut xml = Xml::new(text);
        while let Some(node) = xml.next()? {
            let Node::Open(element) = node else { continue };
            match element.name() {
                "abstractNum" => {
                    definition = element.reference("abstractNumId").unwrap_or_default();
                    (list, level) = (None, LEVELS);
                }
                "num" => (list, level) = (element.reference("numId"), LEVELS),
                "pPr" | "rPr" => xml.skip(&element)?,
                "lvl" | "lvlOverride" => {
                    let number = element.attribute("ilvl").and_then(|number| number.parse().ok());
                    level = number.filter(|level| *level < LEVELS).unwrap_or(LEVELS);
                }
                "numStyleLink" => {
                    numbering.definitions.entry(definition.clone()).or_default().link = element.reference("val")
                }
                "abstractNumId" => {
                    if let Some(list) = &list {
                        numbering.lists.entry(list.clone()).or_default().definition =
                            element.reference("val").unwrap_or_default();
                    }
                }
                "startOverride" => {
                    if let (Some(list), Some(start)) = (&list, element.number()) {
                        numbering
                            .lists
                            .entry(list.clone())
                            .or_default()
                            .starts
                            .insert(level, start);
                    }
                }
                _ if level >= LEVELS => {}
                _ => {
                    let target = match &list {
                        Some(list) => {
                            let list = numbering.lists.entry(list.clone()).or_default();
                            Some(list.levels.entry(level).or_default())
                        }
                        None => numbering
                            .definitions
                            .entry(definition.clone())
                            .or_default()
                            .levels
                            .get_mut(level),
                    };
                    if let Some(target) = target {
                        target.take(&element);
                    }
                }
            }
        }
        // An override without a format of its own changes nothing but the start.
        for list in numbering.lists.values_mut() {
            list.levels.retain(|_, level| !level.format.is_empty());
        }
        Ok(numbering)
    }

    /// The definition of a list, with its id, through the list style it may refer to.
    fn definition<'a>(&'a self, list: &'a List, styles: &'a Styles) -> Option<(&'a str, &'a Abstract)> {
        let found = self.definitions.get(&list.definition)?;
        let linked = found.link.as_deref().and_then(|style| {
            let (list, ..) = styles.list(Some(style))?;
            let id = &self.lists.get(list)?.definition;
            Some((id.as_str(), self.definitions.get(id)?))
        });
        Some(linked.unwrap_or((&list.definition, found)))
    }
}

impl Level {
    fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            "start" => self.start = element.number(),
            "numFmt" => self.format = element.reference("val").unwrap_or_default(),
            "lvlText" => {
                self.text = element
                    .value()
                    .unwrap_or_default()
                    .chars()
                    .take(MAX_LEVEL_TEXT)
                    .collect();
            }
            "lvlRestart" => self.restart = element.number(),
            "isLgl" => self.legal = element.is_on(),
            "pStyle" => self.style = element.reference("val"),
            _ => {}
        }
    }
}

/// What a list puts before a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// A sign that is no number.
    Bullet,
    /// A number.
    Number(String),
}

/// The lists of a document while it is read.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    /// The last number of each level, by list definition: lists of the same
    /// definition go on counting.
    last: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// Lists and levels that have begun with a start of their own.
    begun: BTreeSet<(String, usize)>,
}

impl Counters {
    /// Counts the next paragraph of a list. `style` is the paragraph style that put it
    /// there, whose level the definition knows, if no paragraph property did.
    pub(crate) fn next(
        &mut self,
        numbering: &Numbering,
        styles: &Styles,
        list_id: &str,
        level: Option<u8>,
        style: Option<&str>,
    ) -> Option<Label> {
        let list = numbering.lists.get(list_id)?;
        let (id, definition) = numbering.definition(list, styles)?;
        let of_level = |level: usize| list.levels.get(&level).unwrap_or(&definition.levels[level]);
        let by_style =
            style.and_then(|style| (0..LEVELS).find(|level| of_level(*level).style.as_deref() == Some(style)));
        let level = by_style.unwrap_or(usize::from(level.unwrap_or(0)).min(LEVELS - 1));
        let start = |level: usize| of_level(level).start.unwrap_or(1);

        let last = self.last.entry(id.to_owned()).or_default();
        last[level] = match list.starts.get(&level) {
            Some(own) if self.begun.insert((list_id.to_owned(), level)) => Some(*own),
            _ => Some(last[level].map_or_else(|| start(level), |number| number.saturating_add(1))),
        };
        for (below, count) in last.iter_mut().enumerate().skip(level + 1) {
            if of_level(below).restart.is_none_or(|after| level < usize::from(after)) {
                *count = None;
            }
        }
        let own = of_level(level);
        if own.format == "bullet" {
            return Some(Label::Bullet);
        }
        let number = |of: usize| {
            let legal = own.legal && of_level(of).format != "none";
            let format = if legal { "decimal" } else { &of_level(of).format };
            numerals::format(format, last[of].unwrap_or_else(|| start(of)))
        };
        Some(Label::Number(fill(&own.text, number)))
    }
}

/// A level's text with its numbers.
fn fill(text: &str, number: impl Fn(usize) -> String) -> String {
    let mut filled = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let level = chars
            .peek()
            .and_then(|next| next.to_digit(10))
            .filter(|level| c == '%' && *level > 0);
        match level {
            Some(level) => {
                chars.next();
                filled.push_str(&number(level as usize - 1));
            }
            None => filled.push(c),
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = "<w:numbering>\
        <w:abstractNum w:abstractNumId='0'>\
          <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl>\
          <w:lvl w:ilvl='1'><w:numFmt w:val='chineseCounting'/><w:pStyle w:val='h2'/>\
            <w:lvlText w:val='\u{ff08}%2\u{ff09}'/></w:lvl>\
          <w:lvl w:ilvl='2'><w:numFmt w:val='decimal'/><w:isLgl/><w:lvlText w:val='%1.%2.%3'/></w:lvl>\
          <w:lvl w:ilvl='3'><w:numFmt w:val='lowerLetter'/><w:lvlRestart w:val='0'/><w:lvlText w:val='%4)'/></w:lvl>\
          <w:lvl w:ilvl='4'><w:numFmt w:val='bullet'/><w:lvlText w:val='\u{f06c}'/></w:lvl>\
        </w:abstractNum>\
        <w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='list'/></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>\
        <w:num w:numId='2'><w:abstractNumId w:val='0'/>\
          <w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>\
        <w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:lvl w:ilvl='0'>\
          <w:start w:val='3'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl></w:lvlOverride></w:num>\
        <w:num w:numId='4'><w:abstractNumId w:val='1'/></w:num>\
        </w:numbering>";

    /// The numbers of paragraphs given by list and level.
    fn numbers<const N: usize>(paragraphs: [(&str, u8); N]) -> [String; N] {
        let numbering = Numbering::read(LISTS).unwrap();
        let styles = Styles::read(
            "<w:styles><w:style w:styleId='list'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>",
        )
        .unwrap();
        let mut counters = Counters::default();
        paragraphs.map(
            |(list, level)| match counters.next(&numbering, &styles, list, Some(level), None) {
                Some(Label::Number(number)) => number,
                Some(Label::Bullet) => "•".to_owned(),
                None => "-".to_owned(),
            },
        )
    }

    #[test]
    fn levels_count_and_start_again_below_a_higher_one() {
        let shown = numbers([
            ("1", 0),
            ("1", 1),
            ("1", 1),
            ("1", 2),
            ("1", 3),
            ("1", 0),
            ("1", 1),
            ("1", 3),
            ("1", 4),
        ]);
        let expected = [
            "一、",
            "\u{ff08}一\u{ff09}",
            "\u{ff08}二\u{ff09}",
            "1.2.1",
            "a)",
            "二、",
            "\u{ff08}一\u{ff09}",
            "b)",
            "•",
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_level_without_one_above_counts_from_its_start() {
        assert_eq!(numbers([("1", 2), ("1", 0)]), ["1.1.1", "一、"]);
    }

    #[test]
    fn lists_of_one_definition_go_on_unless_they_start_anew() {
        assert_eq!(
            numbers([("1", 0), ("2", 0), ("2", 0), ("1", 0)]),
            ["一、", "五、", "六、", "七、"]
        );
        assert_eq!(numbers([("3", 0), ("3", 0)]), ["3.", "4."]);
        assert_eq!(numbers([("4", 0), ("1", 0)]), ["一、", "二、"]);
        assert_eq!(numbers([("0", 0), ("9", 0)]), ["-", "-"]);
    }

    #[test]
    fn a_style_finds_its_level() {
        let numbering = Numbering::read(LISTS).unwrap();
        let mut counters = Counters::default();
        let label = counters.next(&numbering, &Styles::default(), "1", None, Some("h2"));
        assert_eq!(label, Some(Label::Number("\u{ff08}一\u{ff09}".into())));
    }
}
