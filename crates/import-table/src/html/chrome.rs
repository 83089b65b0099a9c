//! Which elements of a page stand round its article: menus, the path to the page, tables of contents,
//! tools, counters, what hangs over it, what stands at the foot. Lines that stand in none of them, and
//! yet are the site's, are told by [`super::around`].

mod container;

use std::collections::BTreeSet;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use nianbao_model::{chars, label};
use scraper::Node;
use scraper::node::Element;

use super::names::NAMES;
use super::seen;
use super::style::{Part, Styles};

/// What is in an element, as far as that tells an article.
#[derive(Default)]
struct Content {
    text: usize,
    /// Text in links to places of the page itself.
    turned: usize,
    has_sentence: bool,
    has_title: bool,
    has_table: bool,
    /// The heading of a part is in it.
    has_part: bool,
}

impl Content {
    fn take(&mut self, inner: &Self) {
        self.text += inner.text;
        self.turned += inner.turned;
        self.has_sentence |= inner.has_sentence;
        self.has_title |= inner.has_title;
        self.has_table |= inner.has_table;
        self.has_part |= inner.has_part;
    }

    fn text(&mut self, text: &str, linked: bool, turned: bool) {
        let title = text.trim();
        let is_title =
            title.contains(|c| chars::digit(c).is_some()) && (title.ends_with("报告") || title.ends_with("年报"));
        self.has_title |= is_title && !linked && !title.contains(['>', '›', '»', '\u{ff1a}', '-', '/']);
        let length = text.chars().filter(|c| !c.is_whitespace()).count();
        self.text += length;
        self.turned += if turned { length } else { 0 };
        self.has_sentence |= text.contains('。');
        self.has_part |= label::heading_level(text.trim()) == 1;
    }
}

/// The elements that stand round the article.
pub(super) fn elements(root: NodeRef<'_, Node>, styles: &Styles) -> BTreeSet<NodeId> {
    let mut found = BTreeSet::new();
    let mut open: Vec<Content> = vec![Content::default()];
    let (mut articles, mut links, mut turns) = (0_usize, 0_usize, 0_usize);
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) => {
                    if let Some(content) = open.last_mut() {
                        content.text(text, links > 0, turns > 0);
                    }
                }
                Node::Element(element) => {
                    articles += usize::from(is_article(element));
                    links += usize::from(element.name() == "a");
                    turns += usize::from(is_turn(element));
                    open.push(Content::default());
                }
                _ => {}
            },
            Edge::Close(node) => {
                let Node::Element(element) = node.value() else {
                    continue;
                };
                articles = articles.saturating_sub(usize::from(is_article(element)));
                links = links.saturating_sub(usize::from(element.name() == "a"));
                turns = turns.saturating_sub(usize::from(is_turn(element)));
                let mut content = open.pop().unwrap_or_default();
                content.has_title |= matches!(element.name(), "h1");
                content.has_table |= element.name() == "table";
                let by_sheets = styles.get(node.id(), Part::Whole).unwrap_or_default();
                if stands_round(element, by_sheets, &content, articles > 0) {
                    found.insert(node.id());
                    content = Content::default();
                }
                if let Some(outer) = open.last_mut() {
                    outer.take(&content);
                }
            }
        }
    }
    let beside = container::beside(root, &found);
    found.extend(beside);
    found
}

fn is_article(element: &Element) -> bool {
    matches!(element.name(), "main" | "article") || element.attr("role") == Some("main")
}

/// Whether an element is a link to a place of the page itself.
fn is_turn(element: &Element) -> bool {
    element.name() == "a" && element.attr("href").is_some_and(|href| href.trim().starts_with('#'))
}

/// Whether an element stands round the article, by its name, what style sheets say of it and what is in it.
fn stands_round(element: &Element, by_sheets: &str, content: &Content, in_article: bool) -> bool {
    let name = element.name();
    let named = || {
        element
            .classes()
            .chain(element.id())
            .flat_map(parts)
            .any(|part| NAMES.contains(&part))
    };
    let holds_article = content.has_title || content.has_table || content.has_part;
    if matches!(
        name,
        "html" | "body" | "main" | "article" | "a" | "td" | "th" | "tr" | "tbody"
    ) {
        return false;
    }
    if content.text == 0 {
        // A logo, a code to be scanned.
        return named() && !holds_article;
    }
    let role = element.attr("role").unwrap_or_default();
    // What hangs over the page as it turns, and what readers are to press or to fill in.
    let is_over = || {
        let style = seen::squeezed(&seen::style(element, by_sheets));
        matches!(name, "form" | "button" | "dialog") || seen::declared(&style, "position") == "fixed"
    };
    let is_edge = matches!(role, "banner" | "contentinfo" | "complementary") || matches!(name, "footer" | "aside");
    name == "nav"
        || matches!(role, "navigation" | "search" | "menu")
        || content.turned == content.text
        || !holds_article && is_over()
        || is_edge && !holds_article && !(in_article && content.has_sentence)
        || (name == "header" || named()) && !holds_article && !content.has_sentence
}

/// The words of a class or an id.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(['-', '_'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hangs_over_a_page_or_is_to_be_pressed_is_the_sites() {
        let round = |page: &str| {
            let page = scraper::Html::parse_document(page);
            let styles = Styles::of(&page).unwrap_or_default();
            elements(page.tree.root(), &styles).len()
        };
        for site in [
            "<style>.hint{position:fixed}</style><div class='hint'>本站使用Cookie。</div>",
            "<div style='position: fixed;bottom:0'>本站使用Cookie。<button>同意</button></div>",
            "<form>您是否满意？<label>满意</label></form>",
            "<div class='kefu-box'>智能问答</div>",
        ] {
            assert!(round(&format!("<p>好。</p>{site}")) > 0, "{site}");
        }
        for text in [
            "<form><h1>年度报告</h1><p>好。</p></form>",
            "<div style='position:fixed'><table><tr><td>1</td></tr></table></div>",
        ] {
            assert_eq!(round(text), 0, "{text}");
        }
    }
}
