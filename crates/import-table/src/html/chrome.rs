//! What a page shows round its article: menus, the path to the page, tables of contents, tools,
//! counters, what stands at the foot. It is told by the elements it stands in, by links, and at the
//! edges of the article by the words that such lines begin with.
//!
//! Such a line is kept as furniture, and left out by whoever reads the text.

mod container;
mod words;

use std::collections::BTreeSet;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use nianbao_model::site::{is_below, is_contents, is_dated, is_tool};
use nianbao_model::source::{Line, LineRole};
use nianbao_model::{chars, label};
use scraper::Node;
use scraper::node::Element;

use super::seen;
use super::style::{Part, Styles};
use words::{NAMES, is_named};

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
    if matches!(
        name,
        "html" | "body" | "main" | "article" | "a" | "td" | "th" | "tr" | "tbody"
    ) || content.text == 0
    {
        return false;
    }
    let role = element.attr("role").unwrap_or_default();
    // What hangs over the page as it turns, and what readers are to press or to fill in.
    let is_over = || {
        let style = seen::squeezed(&seen::style(element, by_sheets));
        matches!(name, "form" | "button" | "dialog") || seen::declared(&style, "position") == "fixed"
    };
    let is_edge = matches!(role, "banner" | "contentinfo" | "complementary") || matches!(name, "footer" | "aside");
    let named = || {
        element
            .classes()
            .chain(element.id())
            .flat_map(parts)
            .any(|part| NAMES.contains(&part))
    };
    let holds_article = content.has_title || content.has_table || content.has_part;
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

/// What is known of a line beside its text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Note {
    /// It stands in an element that stands round the article.
    pub(super) is_round: bool,
    /// All of it is a link.
    pub(super) is_link: bool,
    /// A table stands between it and the line before.
    pub(super) after_table: bool,
}

/// Makes furniture of the lines round the article; each line has its note, and there is a
/// table behind the last one or not.
pub(super) fn settle(lines: &mut [Line], notes: &[Note], table_at_end: bool) {
    let mut round: Vec<bool> = notes.iter().map(|note| note.is_round).collect();
    // What stands below the headings of comments is no text of the article, whatever its sentences.
    let mut parts = (0..lines.len()).filter(|at| !round[*at] && label::heading_level(&lines[*at].text) == 1);
    let below = parts
        .next_back()
        .and_then(|part| (part..lines.len()).find(|at| is_below(&lines[*at].text)));
    if let Some(below) = below {
        round[below..].fill(true);
    }
    let is_text = |at: usize| {
        let text = lines[at].text.as_str();
        // A heading over nothing but links is the site's.
        let has_text = || {
            (at + 1..lines.len())
                .find(|at| !round[*at])
                .is_some_and(|next| !notes[next].is_link)
        };
        let is_heading = matches!(lines[at].role, LineRole::Heading(2..)) && !is_named(text) && has_text();
        text.ends_with('。') || label::heading_level(text) == 1 || is_heading
    };
    let texts: Vec<usize> = (0..lines.len()).filter(|at| !round[*at] && is_text(*at)).collect();
    let first = texts.first().copied().unwrap_or(lines.len());
    let is_title = |at: &usize| {
        let line = &lines[*at];
        !round[*at] && (line.role == LineRole::Title || is_named(&line.text) && !notes[*at].is_link)
    };
    let title = (0..first).find(is_title);
    let tool = |at: usize| notes[at].is_link || is_tool(&lines[at].text);
    let mut found = Vec::new();
    if !texts.is_empty() {
        let above = |at: &usize| title.is_some_and(|title| *at < title) || tool(*at) || is_dated(&lines[*at].text);
        found.extend((0..first).filter(above));
    }
    // Below the last text or table, one tool is followed by more of the page's own.
    let last = texts.last().map_or(0, |last| last + 1);
    let last = (last..lines.len())
        .rev()
        .find(|at| notes[*at].after_table)
        .unwrap_or(last);
    if !texts.is_empty() && !table_at_end {
        let foot = (last..lines.len()).find(|at| tool(*at));
        found.extend(foot.map_or(lines.len(), |foot| foot)..lines.len());
    }
    found.extend(
        (1..lines.len())
            .filter(|at| round[*at] && is_contents(&lines[*at - 1].text))
            .map(|at| at - 1),
    );
    for at in found {
        round[at] = true;
    }
    for (line, _) in lines.iter_mut().zip(round).filter(|(_, round)| *round) {
        line.role = LineRole::Furniture;
    }
}

#[cfg(test)]
mod tests {
    use nianbao_model::{Locus, Passage};

    use super::*;

    fn furniture(texts: &[&str], note: impl Fn(&str) -> Note) -> Vec<String> {
        let file = "网页.html".into();
        let line = |text: &&str| Line {
            text: (*text).to_owned(),
            role: LineRole::Plain,
            locus: Locus::passage(&file, Passage::Paragraph(1)),
        };
        let mut lines: Vec<Line> = texts.iter().map(line).collect();
        let notes: Vec<Note> = texts.iter().map(|text| note(text)).collect();
        settle(&mut lines, &notes, false);
        let kept = lines.into_iter().filter(|line| line.role == LineRole::Furniture);
        kept.map(|line| line.text).collect()
    }

    #[test]
    fn lines_round_the_article_are_furniture() {
        let page = [
            "教育概况",
            "位置：首页 - 年报",
            "某局2025年年度报告",
            "日期：2026-01-19　浏览：205次",
            "字号：大 中 小",
            "前言。",
            "一、总体情况",
            "来源：网站。",
            "六、其他需要报告的事项",
            "无",
            "某局",
            "2026年1月19日",
            "下一条：没有了",
            "地址：某路1号",
        ];
        let found = furniture(&page, |_| Note::default());
        assert_eq!(
            found,
            [
                "教育概况",
                "位置：首页 - 年报",
                "日期：2026-01-19　浏览：205次",
                "字号：大 中 小",
                "下一条：没有了",
                "地址：某路1号"
            ]
        );
    }

    #[test]
    fn what_readers_add_is_no_text() {
        let page = [
            "某局2025年年度报告",
            "2026-01-16 09:30 来源：某局 字号：默认 大 超大|打印",
            "一、总体情况",
            "好。",
            "六、其他需要报告的事项",
            "无。",
            "网友评论（2）",
            "写得好。",
        ];
        let found = furniture(&page, |_| Note::default());
        assert_eq!(found, [page[1], page[6], page[7]]);
    }

    #[test]
    fn what_is_the_articles_stays() {
        let texts = [
            "情况简介",
            "一、总体情况",
            "打印机已更新。",
            "编辑队伍建设",
            "三、其他",
            "无",
        ];
        assert!(furniture(&texts, |_| Note::default()).is_empty());
        let links = furniture(
            &["年度报告", "目 录", "一、总体情况", "一、总体情况", "好。", "某局"],
            |_| Note::default(),
        );
        assert!(links.is_empty());
    }

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
