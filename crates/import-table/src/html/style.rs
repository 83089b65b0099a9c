//! The style sheets in a page, as far as they decide what of it is seen: hidden, struck out, raised
//! or numbered text, and text that they add. Sheets in files of their own are not there to be asked.
//!
//! What depends on the mouse or a script is not decided: such a rule does not count.

use std::collections::{BTreeMap, BTreeSet};

use ego_tree::NodeId;
use scraper::{Html, Node, Selector};

use super::limits::MAX_STYLE_RULES;
use super::sheet::{self, is_name};
use super::{arranged, paint, seen};

/// The properties that decide what is seen.
const PROPERTIES: [&str; 29] = [
    "unicode-bidi",
    "direction",
    "display",
    "visibility",
    "opacity",
    "font-size",
    "position",
    "left",
    "top",
    "right",
    "clip",
    "clip-path",
    "text-indent",
    "text-decoration",
    "text-decoration-line",
    "vertical-align",
    "mso-hide",
    "list-style",
    "list-style-type",
    "transform",
    "filter",
    "zoom",
    "content",
    "counter-reset",
    "counter-increment",
    "counter-set",
    "-webkit-text-fill-color",
    "background-clip",
    "-webkit-background-clip",
];

/// Those that decide whether a text has room, and whether it can be told from what lies under it.
const PAINT: [&str; 13] = [
    "font-family",
    "color",
    "background",
    "background-color",
    "background-image",
    "overflow",
    "overflow-x",
    "overflow-y",
    "height",
    "max-height",
    "width",
    "max-width",
    "padding-bottom",
];

/// The part of an element that a rule is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Whole,
    Before,
    After,
    Marker,
}

/// What the sheets say.
#[derive(Default)]
pub(super) struct Styles {
    /// Of elements, as the `style` of each would.
    parts: BTreeMap<(NodeId, Part), String>,
    /// Selectors that are not understood, of rules that hide or add something.
    pub(super) unknown: BTreeSet<String>,
}

impl Styles {
    /// What is declared of a part of an element.
    pub(super) fn get(&self, element: NodeId, part: Part) -> Option<&str> {
        self.parts.get(&(element, part)).map(String::as_str)
    }

    /// What the sheets of a page say.
    ///
    /// # Errors
    /// With the limit, if more rules apply than that.
    pub(super) fn of(html: &Html) -> Result<Self, usize> {
        let mut styles = Self::default();
        let css = sheets(html);
        if css.trim().is_empty() {
            return Ok(styles);
        }
        let sheet = sheet::rules(&css);
        let names = names(html);
        let is_variable = |name: &str| name.starts_with("--") && css.contains("var(");
        let hiding = |name: &str| PROPERTIES.contains(&name);
        let with_arranged = |name: &str| hiding(name) || is_variable(name) || arranged::PROPERTIES.contains(&name);
        let with_paint = |name: &str| with_arranged(name) || PAINT.contains(&name);
        // Colours, sizes and places matter in few pages, and are no reason to refuse one.
        let is_painted = paint::may_cover(html, &css) || ["overflow", "ingdings"].iter().any(|word| css.contains(word));
        let fits = |rules: &Vec<Rule>| rules.len() <= MAX_STYLE_RULES;
        let painted = is_painted.then(|| rules(&sheet, &names, with_paint)).filter(fits);
        let arranged = || Some(rules(&sheet, &names, with_arranged)).filter(fits);
        let mut rules = match painted.or_else(arranged) {
            Some(rules) => rules,
            None => rules(&sheet, &names, hiding),
        };
        if rules.len() > MAX_STYLE_RULES {
            return Err(MAX_STYLE_RULES);
        }
        rules.sort_by_key(|rule| rule.weight);
        for rule in rules {
            let (Some(part), false) = (rule.part, rule.selector.contains(":has(")) else {
                styles.doubt(&rule);
                continue;
            };
            let Ok(selector) = Selector::parse(&rule.selector) else {
                styles.doubt(&rule);
                continue;
            };
            for element in html.select(&selector) {
                let declared = styles.parts.entry((element.id(), part)).or_default();
                declared.push_str(&rule.declarations);
            }
        }
        Ok(styles)
    }

    /// Notes a rule that cannot be matched and would change what is read.
    fn doubt(&mut self, rule: &Rule) {
        if seen::is_unseen(&seen::squeezed(&rule.declarations)) {
            self.unknown.insert(rule.selector.clone());
        }
    }
}

/// A rule of one selector.
struct Rule {
    selector: String,
    /// None, if it is for one that is not known.
    part: Option<Part>,
    declarations: String,
    weight: Weight,
}

/// How much a rule outweighs others: its importance, its ids, its classes, its elements.
type Weight = (bool, usize, usize, usize);

/// The rules that can match and declare something that decides; one more than allowed at most.
fn rules(sheet: &[sheet::Rule], names: &BTreeSet<&str>, decides: impl Fn(&str) -> bool) -> Vec<Rule> {
    let mut rules = Vec::new();
    for rule in sheet {
        let deciding = rule.declarations.iter().filter(|(name, _)| decides(name));
        let (important, plain): (Vec<_>, Vec<_>) = deciding.partition(|(_, value)| value.contains("!important"));
        for (is_important, declarations) in [(false, plain), (true, important)] {
            if declarations.is_empty() {
                continue;
            }
            let declared = declarations.iter().map(|(name, value)| format!("{name}:{value};"));
            let declared: String = declared.collect();
            for selector in &rule.selectors {
                let Some((selector, part)) = plain_selector(selector) else {
                    continue;
                };
                if !may_match(&selector, names) {
                    continue;
                }
                rules.push(Rule {
                    weight: weight(&selector, is_important),
                    selector,
                    part,
                    declarations: declared.clone(),
                });
                if rules.len() > MAX_STYLE_RULES {
                    return rules;
                }
            }
        }
    }
    rules
}

/// A selector of elements, and the part of them it is for; none if it hangs on something that is
/// not so when the page is opened.
fn plain_selector(selector: &str) -> Option<(String, Option<Part>)> {
    const STATES: [&str; 12] = [
        "hover",
        "focus",
        "focus-within",
        "focus-visible",
        "active",
        "visited",
        "target",
        "checked",
        "disabled",
        "invalid",
        "fullscreen",
        "open",
    ];
    const PARTS: [(&str, Option<Part>); 12] = [
        ("::before", Some(Part::Before)),
        ("::after", Some(Part::After)),
        ("::marker", Some(Part::Marker)),
        (":before", Some(Part::Before)),
        (":after", Some(Part::After)),
        ("::first-letter", None),
        ("::first-line", None),
        (":first-letter", None),
        (":first-line", None),
        ("::selection", None),
        ("::placeholder", None),
        ("::backdrop", None),
    ];
    let mut selector = selector.to_owned();
    for state in STATES {
        selector = selector.replace(&format!(":not(:{state})"), "");
    }
    let is_state = |rest: &str| {
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        STATES.contains(&&rest[..end]) || rest.starts_with('-')
    };
    if selector.split(':').skip(1).any(is_state) {
        return None;
    }
    selector = selector
        .replace(":any-link", "[href]")
        .replace(":link", "[href]")
        .replace(":enabled", "");
    let part = PARTS.iter().find(|(name, _)| selector.ends_with(name));
    let Some((name, part)) = part else {
        return Some((selector, Some(Part::Whole)));
    };
    if matches!(*name, "::selection" | "::placeholder" | "::backdrop") {
        return None;
    }
    selector.truncate(selector.len() - name.len());
    if selector.is_empty() || selector.ends_with([' ', '>', '+', '~']) {
        selector.push('*');
    }
    Some((selector, *part))
}

/// The text of all sheets for a screen.
fn sheets(html: &Html) -> String {
    let mut css = String::new();
    for node in html.tree.nodes() {
        let is_sheet = |element: &scraper::node::Element| {
            let media = element.attr("media").unwrap_or_default();
            element.name() == "style" && (media.is_empty() || media.contains("screen") || media.contains("all"))
        };
        if let Node::Element(element) = node.value()
            && is_sheet(element)
        {
            let texts = node.children().filter_map(|child| match child.value() {
                Node::Text(text) => Some(&**text),
                _ => None,
            });
            css.extend(texts);
            css.push('\n');
        }
    }
    css
}

/// The classes and ids of the page's elements.
fn names(html: &Html) -> BTreeSet<&str> {
    let elements = html.tree.values().filter_map(Node::as_element);
    elements
        .flat_map(|element| element.classes().chain(element.id()))
        .collect()
}

/// Whether a selector can match: its classes and ids are there. What stands in parentheses need not be.
fn may_match(selector: &str, names: &BTreeSet<&str>) -> bool {
    let mut outside = String::new();
    let mut depth = 0_usize;
    for c in selector.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    let mut pieces = outside.split(['.', '#']).skip(1);
    !selector.is_empty()
        && pieces.all(|piece| {
            let end = piece.find(|c| !is_name(c)).unwrap_or(piece.len());
            names.contains(&piece[..end])
        })
}

fn weight(selector: &str, is_important: bool) -> Weight {
    (
        is_important,
        selector.matches('#').count(),
        selector.matches(['.', '[', ':']).count(),
        selector
            .split([' ', '>', '+', '~', '('])
            .filter(|piece| piece.starts_with(char::is_alphabetic))
            .count(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(css: &str) -> String {
        let html = Html::parse_document(&format!("<style>{css}</style><p class='a b' id=i>9</p><i>8</i>"));
        let styles = Styles::of(&html).unwrap();
        let parts = styles.parts.into_iter().map(|((_, part), style)| match part {
            Part::Whole => style,
            part => format!("{part:?} {style}"),
        });
        parts
            .chain(styles.unknown.into_iter().map(|selector| format!("? {selector}")))
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn a_rule_counts_where_it_decides_what_is_seen() {
        for (css, expected) in [
            ("/* x */ .a{color:red;display:none}", "display:none;"),
            (".a{position:absolute;left:-9999px}", "position:absolute;left:-9999px;"),
            ("@media screen { p { visibility: hidden } }", "visibility:hidden;"),
            ("p.b,.c{TEXT-DECORATION:line-through}", "text-decoration:line-through;"),
            ("body p:first-child{display:none}", "display:none;"),
            ("p:not(.c):nth-of-type(1){display:none}", "display:none;"),
            (".a{&:is(.b,.c){display:none}}", "display:none;"),
            ("p:not(:hover){display:none}", "display:none;"),
            (".a::before{content:'9'}", "Before content:'9';"),
            ("p:has(i){display:none}", "? p:has(i)"),
            ("p::first-letter{font-size:0}", "? p"),
        ] {
            assert_eq!(styles(css), expected, "{css}");
        }
        for none in [
            "@media print { .a { display:none } }",
            "@media (max-width:9em) { .a { display:none } } .c{display:none}",
            ".a:hover{display:none} .a{color:red}",
            "@font-face{src:x} .a .c{display:none",
            "p:not(.a){display:none} .a::selection{opacity:0}",
            "p:has(i){left:0} p::-webkit-x{display:none}",
            "}{",
        ] {
            assert_eq!(styles(none), "", "{none}");
        }
    }

    #[test]
    fn the_weightier_rule_comes_last() {
        for css in [
            "#i{display:block}.a{display:none}",
            ".a.b{display:block}p.a{display:none}",
            "p:first-of-type{display:block}p{display:none}",
        ] {
            assert_eq!(styles(css), "display:none;display:block;", "{css}");
        }
    }
}
