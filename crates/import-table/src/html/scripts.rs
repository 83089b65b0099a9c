//! What scripts write into a page, as far as their own text tells: words where a script stands, and elements that one
//! names and fills in. No script is run, so that what such an element will show is not known.

use std::collections::BTreeSet;

use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use super::seen;

/// How a script takes an element by its id.
const TAKES: [&str; 4] = ["getElementById(", "querySelector(", "$(", "jQuery("];
/// How it fills one in.
const FILLS: [&str; 8] = [
    ".innerText",
    ".innerHTML",
    ".textContent",
    ".outerHTML",
    ".value",
    ".text(",
    ".html(",
    ".val(",
];
/// A longer text is a part of the page, which a script may turn or hide.
const LONGEST: usize = 40;

/// Whether a script writes into the page where it stands.
pub(super) fn writes_here(script: NodeRef<'_, Node>) -> bool {
    let text = seen::text_of(script);
    // What counts visitors writes another script.
    text.contains("document.write") && !text.contains("script")
}

/// The elements that scripts fill in and that hold a number or nothing.
pub(super) fn written(root: NodeRef<'_, Node>) -> BTreeSet<NodeId> {
    let is_script = |node: &NodeRef<'_, Node>| node.value().as_element().is_some_and(|own| own.name() == "script");
    let scripts = root.descendants().filter(is_script).map(seen::text_of);
    let ids: BTreeSet<String> = scripts.flat_map(|text| ids(&text)).collect();
    if ids.is_empty() {
        return BTreeSet::new();
    }
    let is_written = |node: &NodeRef<'_, Node>| {
        let id = node.value().as_element().and_then(|element| element.id());
        id.is_some_and(|id| ids.contains(id)) && {
            let text = seen::text_of(*node);
            let text = text.trim();
            text.chars().count() <= LONGEST && (text.is_empty() || text.contains(char::is_numeric))
        }
    };
    root.descendants().filter(is_written).map(|node| node.id()).collect()
}

/// The ids of the elements that a script takes and fills in at once.
fn ids(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for take in TAKES {
        for (at, _) in text.match_indices(take) {
            let rest = &text[at + take.len()..];
            let Some((quote, inside)) = rest.chars().next().map(|c| (c, &rest[c.len_utf8()..])) else {
                continue;
            };
            let Some((id, after)) = inside.split_once(quote).filter(|_| matches!(quote, '"' | '\'' | '`')) else {
                continue;
            };
            let after = after.trim_start().strip_prefix(')').unwrap_or_default().trim_start();
            let fills = FILLS.iter().filter_map(|fill| Some((fill, after.strip_prefix(*fill)?)));
            let is_filled = fills.into_iter().any(|(fill, rest)| match fill.ends_with('(') {
                // Without a value it only asks.
                true => !rest.trim_start().starts_with(')'),
                false => rest.trim_start().starts_with('=') && !rest.trim_start().starts_with("=="),
            });
            if is_filled {
                found.push(id.trim_start_matches('#').to_owned());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::ids;

    #[test]
    fn an_element_that_is_filled_in_is_told_from_one_that_is_asked() {
        for text in [
            "document.getElementById('n').innerText='5'",
            "document.querySelector(\"#n\").textContent = 5",
            "$('#n').text(5)",
        ] {
            assert_eq!(ids(text), ["n"], "{text}");
        }
        for text in [
            "if (document.getElementById('n').value == 5) {}",
            "$('#n').text()",
            "document.getElementById('n').style.fontSize = '18px'",
            "getElementById(n).innerText = 5",
        ] {
            assert!(ids(text).is_empty(), "{text}");
        }
    }
}
