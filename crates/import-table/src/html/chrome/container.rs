//! The element that holds the whole article: all headings of the parts are in it. What stands beside it,
//! above and below, is the site's, unless it is a title, a table, a sentence or who signs.

use std::collections::BTreeSet;

use ego_tree::{NodeId, NodeRef};
use nianbao_model::date::parse_date;
use nianbao_model::{label, office};
use scraper::Node;

/// How many headings of parts an article has at least: it has five or six, and one may be misprinted.
const FEWEST: usize = 4;
/// Who signs has no more characters than this, with the day.
const SIGNATURE: usize = 60;

/// The elements beside the article's own.
pub(super) fn beside(root: NodeRef<'_, Node>, round: &BTreeSet<NodeId>) -> Vec<NodeId> {
    let Some(article) = article(root, round) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for outer in std::iter::once(article).chain(article.ancestors()) {
        let above = outer.prev_siblings().map(|node| (node, false));
        let below = outer.next_siblings().map(|node| (node, true));
        let beside = above
            .chain(below)
            .filter(|(node, is_below)| is_the_sites(*node, *is_below));
        found.extend(beside.map(|(node, _)| node.id()));
    }
    found
}

/// The innermost element with all headings of parts; nothing if that is the page itself.
fn article<'a>(root: NodeRef<'a, Node>, round: &BTreeSet<NodeId>) -> Option<NodeRef<'a, Node>> {
    let is_heading = |node: &NodeRef<'_, Node>| match node.value() {
        Node::Text(text) => label::heading_level(text.trim()) == 1,
        _ => false,
    };
    let is_kept = |node: &NodeRef<'_, Node>| !node.ancestors().any(|outer| round.contains(&outer.id()));
    let headings = root.descendants().filter(is_heading).filter(is_kept);
    let headings: Vec<NodeRef<'a, Node>> = headings.collect();
    let (first, last) = (headings.first()?, headings.last()?);
    // In the order of the page what holds the first and the last of them holds all.
    let outer: BTreeSet<NodeId> = last.ancestors().map(|node| node.id()).collect();
    let holder = first.ancestors().find(|node| outer.contains(&node.id()))?;
    let name = holder.value().as_element()?.name();
    let is_block = matches!(name, "div" | "section" | "article" | "main" | "td");
    (is_block && headings.len() >= FEWEST).then_some(holder)
}

/// Whether an element beside the article is the site's.
fn is_the_sites(node: NodeRef<'_, Node>, is_below: bool) -> bool {
    let Some(element) = node.value().as_element() else {
        return false;
    };
    if matches!(element.name(), "head" | "script" | "style" | "td" | "th" | "tr") {
        return false;
    }
    let is = |names: &[&str]| {
        let mut inner = node.descendants().filter_map(|inner| inner.value().as_element());
        inner.any(|element| names.contains(&element.name()))
    };
    let text: String = node
        .descendants()
        .filter_map(|inner| inner.value().as_text().map(|text| text.to_string()))
        .collect();
    let text = text.trim();
    let is_titled = is(&["h1", "h2"]) || ["年报", "报告"].iter().any(|end| text.ends_with(end));
    // A paragraph behind the article is perhaps its last one.
    let is_paragraph = is_below && element.name() == "p";
    let is_signed = is_below && is_signature(text);
    !(text.is_empty() || is(&["table", "img"]) || is_titled || text.contains('。') || is_paragraph || is_signed)
}

/// Whether a text is who signs, and when.
fn is_signature(text: &str) -> bool {
    let mut pieces = text.split_whitespace();
    text.chars().count() <= SIGNATURE && pieces.any(|piece| parse_date(piece).is_some() || office::ends_a_name(piece))
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;

    fn left_out(page: &str) -> Vec<String> {
        let page = Html::parse_document(page);
        let found = beside(page.tree.root(), &BTreeSet::new());
        let nodes = found.into_iter().filter_map(|id| page.tree.get(id));
        let text = |node: NodeRef<'_, Node>| -> String {
            let texts = node.descendants().filter_map(|inner| inner.value().as_text());
            texts.map(|text| text.to_string()).collect()
        };
        nodes.map(text).collect()
    }

    const PARTS: &str =
        "<p>一、总体情况</p><p>好。</p><p>二、主动公开</p><p>好。</p><p>三、申请</p><p>四、复议</p><p>无</p>";

    #[test]
    fn what_stands_beside_the_article_is_the_sites() {
        let page = format!(
            "<body><h1>年度报告</h1><div>一个频道 2026年1月16日</div><div><div>{PARTS}</div></div>\
             <div>某局<br>2026年1月16日</div><p>无。</p><div>#公开 2个</div></body>"
        );
        assert_eq!(left_out(&page), ["一个频道 2026年1月16日", "#公开 2个"]);
    }

    #[test]
    fn where_the_article_has_no_element_of_its_own_nothing_is_told() {
        assert!(left_out(&format!("<body><h1>年度报告</h1><div>一个频道</div>{PARTS}</body>")).is_empty());
        assert!(left_out("<body><div>频道</div><div><p>一、总体情况</p></div></body>").is_empty());
    }
}
