//! What a page shows round its article: menus, the path to the page, tables of contents, tools,
//! counters, what stands at the foot. It is told by the elements it stands in, by links, and at the
//! edges of the article by the words that such lines begin with.
//!
//! Such a line is kept as furniture, and left out by whoever reads the text.

mod container;

use std::collections::BTreeSet;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use nianbao_model::date::parse_date;
use nianbao_model::source::{Line, LineRole};
use nianbao_model::{chars, label};
use scraper::Node;
use scraper::node::Element;

/// Parts of the names of elements that stand round an article.
const NAMES: [&str; 38] = [
    "nav",
    "navbar",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
    "path",
    "location",
    "footer",
    "foot",
    "bottom",
    "copyright",
    "header",
    "banner",
    "top",
    "topbar",
    "sidebar",
    "tool",
    "tools",
    "toolbar",
    "share",
    "print",
    "related",
    "pager",
    "pagination",
    "search",
    "login",
    "toc",
    "ft",
    "hd",
    "fx",
    "dy",
    "bread",
    "dibu",
    "toubu",
    "daohang",
    "fujian",
];
/// How the lines begin that stand above and below an article, and nothing else does.
const TOOLS: [&str; 70] = [
    "发布时间",
    "发布日期",
    "发文日期",
    "发布机构",
    "发布单位",
    "信息来源",
    "文章来源",
    "稿源",
    "责任编辑",
    "责编",
    "浏览次数",
    "浏览量",
    "点击数",
    "点击量",
    "点击率",
    "阅读次数",
    "阅读量",
    "访问量",
    "访问次数",
    "字体大小",
    "打印本页",
    "打印",
    "关闭窗口",
    "关闭本页",
    "关闭",
    "返回",
    "分享",
    "收藏",
    "扫一扫",
    "微信扫一扫",
    "扫码",
    "阅读原文",
    "发表评论",
    "写留言",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "上一页",
    "下一页",
    "网站地图",
    "网站首页",
    "首页",
    "当前位置",
    "您的位置",
    "您所在的位置",
    "索引号",
    "相关链接",
    "相关文章",
    "版权所有",
    "技术支持",
    "ICP",
    "联系我们",
    "关于我们",
    "无障碍",
    "繁体",
    "登录",
    "【大",
    "采集时间",
    "采集日期",
    "录入时间",
    "更新时间",
    "信息时间",
    "附件下载",
    "相关附件",
    "下载附件",
    "主办单位",
    "承办单位",
    "网站标识码",
    "Copyright",
];
/// The same where a colon, a number or nothing follows.
const LABELS: [&str; 12] = [
    "日期", "时间", "来源", "作者", "编辑", "审核", "位置", "浏览", "点击", "阅读", "字体", "字号",
];
/// The headings of what readers and the site add below an article.
const BELOW: [&str; 10] = [
    "网友评论",
    "最新评论",
    "全部评论",
    "评论列表",
    "精选留言",
    "相关阅读",
    "相关新闻",
    "相关文章",
    "推荐阅读",
    "猜你喜欢",
];
/// A line of a tool is no longer than this.
const TOOL_MAX: usize = 100;

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
pub(super) fn elements(root: NodeRef<'_, Node>) -> BTreeSet<NodeId> {
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
                if stands_round(element, &content, articles > 0) {
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

/// Whether an element stands round the article, by its name and what is in it.
fn stands_round(element: &Element, content: &Content, in_article: bool) -> bool {
    let name = element.name();
    if matches!(
        name,
        "html" | "body" | "main" | "article" | "a" | "td" | "th" | "tr" | "tbody"
    ) || content.text == 0
    {
        return false;
    }
    let role = element.attr("role").unwrap_or_default();
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
    let is_text = |at: usize| {
        let text = lines[at].text.as_str();
        let is_heading = matches!(lines[at].role, LineRole::Heading(2..)) && !is_named(text);
        text.ends_with('。') || label::heading_level(text) == 1 || is_heading
    };
    // What stands below the headings of comments is no text of the article, whatever its sentences.
    let mut parts = (0..lines.len()).filter(|at| !round[*at] && label::heading_level(&lines[*at].text) == 1);
    let below = parts
        .next_back()
        .and_then(|part| (part..lines.len()).find(|at| is_below(&lines[*at].text)));
    if let Some(below) = below {
        round[below..].fill(true);
    }
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

/// Whether a line ends as the title of a report does.
fn is_named(text: &str) -> bool {
    ["年报", "报告"].iter().any(|end| text.ends_with(end))
}

/// Whether a line above the text is the day of the page, with or without who put it there.
fn is_dated(text: &str) -> bool {
    let mut pieces = text.split_whitespace();
    let day = pieces.next().unwrap_or_default();
    let is_day = parse_date(day.trim_matches(['(', ')', '\u{ff08}', '\u{ff09}', '[', ']'])).is_some();
    let pieces: Vec<&str> = pieces.collect();
    let is_told = |piece: &&str| piece.contains([':', '\u{ff1a}']) || is_tool(piece);
    is_day && (pieces.iter().all(is_told) || pieces.iter().any(|piece| is_tool(piece)))
}

/// Whether a line is the heading of what stands below an article, with or without a count.
fn is_below(text: &str) -> bool {
    let is_count = |c: char| c.is_ascii_digit() || "()（）[]【】:： \u{3000}条".contains(c);
    BELOW.contains(&text.trim_matches(is_count))
}

/// The heading of a table of contents.
fn is_contents(text: &str) -> bool {
    text.chars().filter(|c| !c.is_whitespace()).eq("目录".chars())
}

/// Whether a line is one of those above or below an article.
fn is_tool(text: &str) -> bool {
    let text = text.trim_start_matches(['[', '【', '《', '<', '〖', ' ', '\u{3000}', '-', '·', '|']);
    let is_short = text.chars().count() <= TOOL_MAX && !text.contains('。');
    let labelled = LABELS.iter().filter_map(|label| text.strip_prefix(label)).any(|rest| {
        let rest = rest.trim_start_matches(['\u{3000}', ' ']);
        rest.is_empty() || rest.starts_with([':', '\u{ff1a}']) || rest.starts_with(|c: char| c.is_ascii_digit())
    });
    let sizes: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    is_short && (labelled || TOOLS.iter().any(|tool| text.starts_with(tool)) || sizes.starts_with("大中小"))
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
}
