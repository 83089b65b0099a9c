//! The style sheets in a page, as far as they decide what of it is seen: hidden, struck out, raised
//! or numbered text. Sheets in files of their own are not there to be asked.
//!
//! What depends on the screen, the mouse or a script is not decided: such a rule does not count.

use std::collections::{BTreeMap, BTreeSet};

use ego_tree::NodeId;
use scraper::{Html, Node, Selector};

use super::limits::MAX_STYLE_RULES;

/// The properties that decide what is seen.
const PROPERTIES: [&str; 17] = [
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
];

/// Those that decide whether a text can be told from the page.
const PAINT: [&str; 4] = ["color", "background", "background-color", "background-image"];

/// A rule with its declarations.
struct Rule<'a> {
    selector: &'a str,
    declarations: String,
}

/// What the sheets say of elements, as the `style` of each would.
///
/// # Errors
/// With the limit, if more rules apply than that.
pub(super) fn of(html: &Html) -> Result<BTreeMap<NodeId, String>, usize> {
    let css = sheets(html);
    let names = names(html);
    let hiding = |name: &str| PROPERTIES.contains(&name);
    let with_paint = |name: &str| hiding(name) || PAINT.contains(&name);
    // Colours matter where something is white, and are no reason to refuse a page.
    let painted = is_white_used(html, &css).then(|| rules(&css, &names, with_paint));
    let mut rules = match painted.filter(|rules| rules.len() <= MAX_STYLE_RULES) {
        Some(rules) => rules,
        None => rules(&css, &names, hiding),
    };
    if rules.len() > MAX_STYLE_RULES {
        return Err(MAX_STYLE_RULES);
    }
    rules.sort_by_key(|rule| weight(rule));
    let mut styles: BTreeMap<NodeId, String> = BTreeMap::new();
    for rule in rules {
        let Ok(selector) = Selector::parse(rule.selector) else {
            continue;
        };
        for element in html.select(&selector) {
            styles.entry(element.id()).or_default().push_str(&rule.declarations);
        }
    }
    Ok(styles)
}

/// The rules that can match and declare something that decides; one more than allowed at most.
fn rules<'a>(css: &'a str, names: &BTreeSet<&str>, decides: impl Fn(&str) -> bool) -> Vec<Rule<'a>> {
    let blocks = blocks(css).into_iter();
    let deciding = blocks.map(|(selectors, block)| (selectors, deciding(block, &decides)));
    let rules = deciding.filter(|(_, declarations)| !declarations.is_empty());
    let rules = rules.flat_map(|(selectors, declarations)| {
        let known = selectors.split(',').map(str::trim);
        let known = known.filter(|selector| may_match(selector, names));
        known.map(move |selector| Rule {
            selector,
            declarations: declarations.clone(),
        })
    });
    rules.take(MAX_STYLE_RULES + 1).collect()
}

/// Whether anything in the page may be white.
fn is_white_used(html: &Html, css: &str) -> bool {
    let names_white = |text: &str| {
        let text = text.to_ascii_lowercase();
        ["#f", "white", "25"].iter().any(|white| text.contains(white))
    };
    let mut elements = html.tree.values().filter_map(Node::as_element);
    names_white(css)
        || elements.any(|element| {
            ["style", "color"]
                .iter()
                .any(|name| element.attr(name).is_some_and(names_white))
        })
}

/// The text of all sheets for a screen, without comments.
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
        }
    }
    let css = css.replace("<!--", " ").replace("-->", " ");
    let mut plain = String::with_capacity(css.len());
    let mut rest = css.as_str();
    while let Some((before, comment)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    plain + rest
}

/// The rules of a sheet: selectors and block. What stands in `@media screen` counts, in any
/// other at-rule it does not.
fn blocks(css: &str) -> Vec<(&str, &str)> {
    let mut blocks = Vec::new();
    let mut rest = css;
    while let Some(open) = rest.find(['{', '}']) {
        if rest[open..].starts_with('}') {
            rest = &rest[open + 1..];
            continue;
        }
        let prelude = rest[..open].rsplit(';').next().unwrap_or_default().trim();
        let body = &rest[open + 1..];
        if prelude.starts_with('@') {
            // Its own brace is passed over when it closes.
            rest = match prelude.strip_prefix("@media").map(str::trim) {
                Some("screen" | "all" | "screen, print") => body,
                _ => &body[end_of_block(body)..],
            };
            continue;
        }
        let end = body.find('}').unwrap_or(body.len());
        blocks.push((prelude, &body[..end]));
        rest = body.get(end + 1..).unwrap_or_default();
    }
    blocks
}

/// Where a block ends in which others stand.
fn end_of_block(body: &str) -> usize {
    let mut depth = 1_usize;
    for (at, c) in body.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    body.len()
}

/// The declarations of a block that decide what is seen.
fn deciding(block: &str, decides: impl Fn(&str) -> bool) -> String {
    let declarations = block.split(';').filter_map(|one| one.split_once(':'));
    let deciding = declarations.filter(|(name, _)| decides(&name.trim().to_ascii_lowercase()));
    deciding
        .map(|(name, value)| format!("{}:{};", name.trim(), value.trim()))
        .collect()
}

/// The classes and ids of the page's elements.
fn names(html: &Html) -> BTreeSet<&str> {
    let elements = html.tree.values().filter_map(Node::as_element);
    elements
        .flat_map(|element| element.classes().chain(element.id()))
        .collect()
}

/// Whether a selector can match: its classes and ids are there, and it hangs on no state.
fn may_match(selector: &str, names: &BTreeSet<&str>) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let mut pieces = selector.split(['.', '#']).skip(1);
    !selector.is_empty()
        && !selector.contains(':')
        && pieces.all(|piece| {
            let end = piece.find(|c| !is_name(c)).unwrap_or(piece.len());
            names.contains(&piece[..end])
        })
}

/// How much a rule outweighs others: its importance, its ids, its classes, its elements.
fn weight(rule: &Rule<'_>) -> (bool, usize, usize, usize) {
    let selector = rule.selector;
    (
        rule.declarations.contains("!important"),
        selector.matches('#').count(),
        selector.matches(['.', '[']).count(),
        selector
            .split([' ', '>', '+', '~'])
            .filter(|piece| piece.starts_with(char::is_alphabetic))
            .count(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(css: &str) -> String {
        let html = Html::parse_document(&format!("<style>{css}</style><p class='a b' id=i>9</p>"));
        let styles = of(&html).unwrap();
        styles.into_values().collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_rule_counts_where_it_decides_what_is_seen() {
        assert_eq!(styles("/* x */ .a{color:red;display:none}"), "display:none;");
        assert_eq!(
            styles(".a{position:absolute;left:-9999px}"),
            "position:absolute;left:-9999px;"
        );
        assert_eq!(
            styles("@media screen { p { visibility: hidden } }"),
            "visibility:hidden;"
        );
        assert_eq!(
            styles("p.b,.c{TEXT-DECORATION:line-through}"),
            "TEXT-DECORATION:line-through;"
        );
        for none in [
            "@media print { .a { display:none } }",
            "@media (max-width:9em) { .a { display:none } } .c{display:none}",
            ".a:hover{display:none} .a{color:red}",
            "@font-face{src:x} .a .c{display:none",
            "}{",
        ] {
            assert_eq!(styles(none), "", "{none}");
        }
    }

    #[test]
    fn the_weightier_rule_comes_last() {
        assert_eq!(
            styles("#i{display:block}.a{display:none}"),
            "display:none;display:block;"
        );
        assert_eq!(
            styles(".a.b{display:block}p.a{display:none}"),
            "display:none;display:block;"
        );
    }
}
