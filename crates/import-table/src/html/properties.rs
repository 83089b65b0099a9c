//! What a page says of itself in its head: its title, and the `meta` elements in which government
//! sites name the article, its day and its source. What they mean is not asked here.

use std::sync::Arc;

use ego_tree::NodeRef;
use nianbao_model::Source;
use nianbao_model::source::Property;
use scraper::Node;

/// How many properties are kept; sites have some twenty.
const MOST: usize = 100;

/// The properties of a page.
pub(super) fn of(file: &Arc<str>, root: NodeRef<'_, Node>) -> Vec<Property> {
    let property = |node: NodeRef<'_, Node>| {
        let Node::Element(element) = node.value() else {
            return None;
        };
        match element.name() {
            "meta" => {
                let name = element.attr("name").or_else(|| element.attr("property"))?;
                Source::property(file, name.trim(), element.attr("content")?)
            }
            // A drawing has a title too; the page's stands in its head.
            "title" => {
                let is_own =
                    |node: NodeRef<'_, Node>| matches!(node.value(), Node::Element(head) if head.name() == "head");
                node.parent().filter(|parent| is_own(*parent))?;
                let texts = node.children().filter_map(|child| child.value().as_text());
                Source::property(file, "<title>", &texts.map(|text| &**text).collect::<String>())
            }
            _ => None,
        }
    };
    root.descendants().filter_map(property).take(MOST).collect()
}
