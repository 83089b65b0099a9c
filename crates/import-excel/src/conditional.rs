//! Conditional formats: looks that a cell takes on by what it holds. Those whose condition asks of the cell
//! itself only are applied; of any other it is told where it might change what is seen.

use std::borrow::Cow;

use nianbao_model::source::CellValue;
use nianbao_model::{CellRange, CellRef};
use nianbao_number_format::Format;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::sync::Arc;

use crate::colour::{Colour, Ground};
use crate::condition::{self, Condition};
use crate::style::Style;
use crate::xml;

/// More rules than these are not tried: each is tried for every cell.
const MAX_RULES: usize = 200;

/// What a conditional format changes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Look {
    pub(crate) format: Option<Arc<Format>>,
    pub(crate) struck: bool,
    pub(crate) colour: Option<Colour>,
    pub(crate) ground: Option<Ground>,
}

/// A rule.
#[derive(Debug, Clone)]
struct Rule {
    ranges: Vec<CellRange>,
    condition: Condition,
    look: Look,
    priority: u32,
    /// Those behind it do not count where it holds.
    stops: bool,
    /// How it is stated, for messages.
    stated: String,
}

/// The rules of a sheet.
#[derive(Debug, Default)]
pub(crate) struct Rules(Vec<Rule>);

/// A cell's style under the rules.
pub(crate) struct Applied<'a> {
    pub(crate) style: Cow<'a, Style>,
    /// The rule of which it is not known whether it holds, and that would change what is seen.
    pub(crate) doubt: Option<&'a str>,
}

impl Look {
    /// Whether it can change what is read in a cell.
    fn matters(&self) -> bool {
        self.format.is_some() || self.struck || self.colour.is_some() || self.ground.is_some()
    }

    fn put_on(&self, style: &mut Style) {
        if let Some(format) = &self.format {
            style.format = Some(Arc::clone(format));
        }
        style.face.struck |= self.struck;
        style.face.colour = self.colour.or(style.face.colour);
        style.ground = self.ground.unwrap_or(style.ground);
    }
}

impl Rules {
    /// Those of a worksheet of `.xlsx`, with the looks they name.
    ///
    /// # Errors
    /// What is wrong with their XML.
    pub(crate) fn of(sheet: &str, looks: &[Look]) -> Result<Self, String> {
        const NAME: &str = "conditionalFormatting";
        let begins = sheet.find(NAME).and_then(|at| sheet[..at].rfind('<'));
        let ends = sheet.rfind(NAME).and_then(|at| Some(at + sheet[at..].find('>')? + 1));
        let (Some(begins), Some(ends)) = (begins, ends) else {
            return Ok(Self::default());
        };
        let mut reader = xml::reader(sheet.get(begins..ends).unwrap_or_default());
        let mut rules = Vec::new();
        let mut ranges: Vec<CellRange> = Vec::new();
        loop {
            match xml::next(&mut reader)? {
                Event::Start(element) => match element.local_name().as_ref() {
                    NAME => ranges = self::ranges(&xml::raw(&element, "sqref").unwrap_or_default()),
                    "cfRule" => rules.extend(Rule::read(&mut reader, &element, &ranges, looks)?),
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        rules.sort_by_key(|rule| rule.priority);
        rules.truncate(MAX_RULES);
        Ok(Self(rules))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How a cell looks under the rules.
    pub(crate) fn apply<'a>(&'a self, at: CellRef, value: &CellValue, style: &'a Style) -> Applied<'a> {
        let mut applied = Applied {
            style: Cow::Borrowed(style),
            doubt: None,
        };
        let is_in = |rule: &&Rule| rule.ranges.iter().any(|range| range.contains(at));
        let mut holding = Vec::new();
        for rule in self.0.iter().filter(is_in) {
            match rule.condition.holds(at, value) {
                Some(true) => holding.push(&rule.look),
                Some(false) => continue,
                None => {
                    let mut other = applied.style.clone().into_owned();
                    rule.look.put_on(&mut other);
                    if !other.is_seen_as(style, value) {
                        applied.doubt = Some(&rule.stated);
                    }
                    continue;
                }
            }
            if rule.stops {
                break;
            }
        }
        // The first that holds has the last word.
        for look in holding.into_iter().rev() {
            look.put_on(applied.style.to_mut());
        }
        applied
    }
}

impl Rule {
    /// Reads a rule up to its end; none if it changes nothing that is read.
    fn read(
        reader: &mut Reader<&[u8]>,
        element: &BytesStart<'_>,
        ranges: &[CellRange],
        looks: &[Look],
    ) -> Result<Option<Self>, String> {
        let text = |name: &str| xml::attribute(element, name).unwrap_or_default();
        let kind = text("type");
        let look = text("dxfId").parse::<usize>().ok().and_then(|number| looks.get(number));
        let mut rule = Self {
            ranges: ranges.to_vec(),
            condition: Condition::Unknown,
            look: look.cloned().unwrap_or_default(),
            priority: text("priority").parse().unwrap_or(u32::MAX),
            stops: xml::is_true(element, "stopIfTrue"),
            stated: kind.clone(),
        };
        let mut formulas = Vec::new();
        let mut open = 1usize;
        while open > 0 {
            match xml::next(reader)? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "formula" => {
                        let mut formula = String::new();
                        xml::push_text(reader, &mut formula)?;
                        formulas.push(formula);
                    }
                    "iconSet" | "dataBar" => {
                        open += 1;
                        // The number gives way to the icon.
                        if xml::raw(&element, "showValue").is_some_and(|shows| matches!(&*shows, "0" | "false")) {
                            rule.condition = Condition::Always;
                            rule.look.format = Format::new(";;;").map(Arc::new);
                        }
                    }
                    _ => open += 1,
                },
                Event::End(_) => open -= 1,
                Event::Eof => return Err("cfRule".to_owned()),
                _ => {}
            }
        }
        if !rule.look.matters() {
            return Ok(None);
        }
        let first = ranges.first().map(|range| range.first);
        if rule.condition == Condition::Unknown {
            rule.condition = match condition::in_text(&kind, text("text")) {
                Some(condition) => condition,
                None => condition::stated(&kind, &text("operator"), &formulas, first),
            };
        }
        rule.stated = std::iter::once(kind).chain(formulas).collect::<Vec<_>>().join(" ");
        Ok(Some(rule))
    }
}

/// The ranges of a list, each of them `A1` or `A1:B2`.
fn ranges(list: &str) -> Vec<CellRange> {
    list.split_whitespace()
        .filter_map(|range| range.replace('$', "").parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: i64) -> CellValue {
        CellValue::Number(value.into())
    }

    #[test]
    fn the_first_rule_that_holds_has_the_last_word() {
        let look = |code: &str| Look {
            format: Format::new(code).map(Arc::new),
            ..Look::default()
        };
        let looks = [look("0.0,\"千\""), look("0\"件\""), Look::default()];
        let rule = |kind: &str, look: usize, priority: u32, more: &str| {
            format!("<cfRule type=\"{kind}\" dxfId=\"{look}\" priority=\"{priority}\" {more}")
        };
        let sheet = format!(
            "<x><conditionalFormatting sqref=\"A1:B9 D4\">{}{}{}</conditionalFormatting></x>",
            rule("notContainsBlanks", 1, 2, "/>"),
            rule(
                "cellIs",
                0,
                1,
                "operator=\"greaterThan\"><formula>999</formula></cfRule>"
            ),
            rule("top10", 2, 3, "/>"),
        );
        let rules = Rules::of(&sheet, &looks).unwrap();
        assert_eq!(rules.0.len(), 2, "one that changes nothing is none");
        let plain = Style::default();
        let shown = |at: &str, value: i64| {
            let applied = rules.apply(at.parse().unwrap(), &number(value), &plain);
            let format = applied.style.format.clone();
            format.and_then(|format| format.number(value.into(), nianbao_number_format::Calendar::default()))
        };
        assert_eq!(shown("D4", 1372).as_deref(), Some("1.4千"));
        assert_eq!(shown("B2", 12).as_deref(), Some("12件"));
        assert_eq!(shown("C2", 12), None);
    }
}
